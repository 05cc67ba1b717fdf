#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "dmp/base/utf8.hpp"
#include "dmp/check/detail/report.hpp"
#include "dmp/documents/edit.hpp"
#include "dmp/render/printable.hpp"
#include "dmp/render/words.hpp"

namespace dmp::check::detail {
namespace {

using render::printable;
using Todos = std::vector<const Finding*>;

/// Unless all are wanted, only so many values are listed.
constexpr std::size_t kMany = 40;
constexpr std::size_t kIndent = 4;

std::string value_of(const Finding& finding, std::string_view name) {
  const auto found = std::ranges::find(finding.args, name, &Arg::name);
  return found == finding.args.end() ? std::string() : found->value;
}

bool has(std::string_view pointer, std::string_view part) {
  return pointer.find(part) != std::string_view::npos;
}

/// Whose a value is: the id of a text.
std::string_view owner_of(const Finding& finding) {
  const std::string_view pointer = finding.at.pointer;
  if (pointer.starts_with("/people/") || pointer.starts_with("/administrators/")) {
    return "check.todo.person";
  }
  if (pointer.starts_with("/software/")) {
    return "check.todo.software";
  }
  if (pointer.starts_with("/legal_entities/")) {
    return has(pointer, "/representative/") ? "check.todo.entity-representative"
           : has(pointer, "/agents/")       ? "check.todo.entity-agent"
                                            : "check.todo.entity";
  }
  if (pointer.starts_with("/establishments/")) {
    return has(pointer, "/representative/") ? "check.todo.site-representative"
           : has(pointer, "/agents/")       ? "check.todo.site-agent"
                                            : "check.todo.site";
  }
  return "check.todo.whole";
}

/// Where to find a value, by the end of its pointer: the first one that fits.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kPlaces{{
    {"/contract/status", "contract"},
    {"/contract/number", "contract"},
    {"/contract/signed_on", "contract"},
    {"/contract", "contract"},
    {"/card/type", "card"},
    {"/card/number", "card"},
    {"/card/status", "person"},
    {"/card/expires_on", "card"},
    {"/card", "card"},
    {"/family_name", "card"},
    {"/given_names", "card"},
    {"/phone", "person"},
    {"/email", "person"},
    {"/publisher", "publisher"},
    {"/product", "publisher"},
    {"/finess", "register"},
    {"/legal_entity", "register"},
    {"/siret", "register"},
    {"/kind", "register"},
    {"/sector", "register"},
    {"/administrators", "decide"},
    {"/category", "register"},
}};

/// The id of the text that says where to find a value; "" where there is none to give.
std::string where_of(const Finding& finding) {
  const std::string_view pointer = finding.at.pointer;
  const bool is_group = pointer.starts_with("/group/");
  if (is_group) {
    return "check.todo.where.decide";
  }
  if (pointer.ends_with("/version")) {
    return "check.todo.where.publisher";
  }
  if (pointer.ends_with("/name")) {
    return has(pointer, "/certificates/") ? "check.todo.where.service"
                                          : "check.todo.where.register";
  }
  for (const auto& [end, where] : kPlaces) {
    if (pointer.ends_with(end)) {
      return "check.todo.where." + std::string(where);
    }
  }
  return {};
}

/// The key of a value, with that of the object in which it is: "card/number".
std::string field_of(const Finding& finding) {
  const std::string_view pointer = finding.at.pointer;
  const auto last = pointer.rfind('/');
  const auto before = last == 0 || last == std::string_view::npos ? std::string_view::npos
                                                                  : pointer.rfind('/', last - 1);
  if (before == std::string_view::npos) {
    return std::string(pointer.substr(last == std::string_view::npos ? 0 : last + 1));
  }
  const auto holder = pointer.substr(before + 1, last - before - 1);
  const bool is_worth = holder == "card" || holder == "contract" || holder == "software" ||
                        holder == "group" || holder == "form_413";
  return std::string(pointer.substr(is_worth ? before + 1 : last + 1));
}

/// A group of values that are somebody's, in the order of the document.
struct Group {
  std::string title;
  Todos todos;
};

std::vector<Group> grouped(const Todos& todos, const Wording& wording) {
  std::vector<Group> groups;
  std::unordered_map<std::string, std::size_t> known;
  for (const auto* todo : todos) {
    auto title = wording.text(owner_of(*todo), {arg("of", value_of(*todo, "of"))});
    const auto [at, is_new] = known.try_emplace(todo->at.file + "\n" + title, groups.size());
    if (is_new) {
      groups.push_back({std::move(title), {}});
    }
    groups[at->second].todos.push_back(todo);
  }
  return groups;
}

std::string lines_of(const Group& group, std::size_t place_width, std::size_t field_width,
                     const render::TextStyle& style) {
  auto out = "  " + printable(group.title) + "\n";
  for (const auto* todo : group.todos) {
    const auto where = where_of(*todo);
    const auto place = render::pad(render::place_of(todo->at, style.wording), place_width + 2) +
                       render::pad(printable(field_of(*todo)), field_width + 2);
    auto what = printable(value_of(*todo, "what"));
    what += where.empty() ? "" : " (" + style.wording.text(where) + ")";
    out += std::string(kIndent, ' ') + place +
           render::wrap(what, kIndent + display_width(place), style.width) + "\n";
  }
  return out;
}

}  // namespace

bool is_todo(const Finding& finding) { return documents::is_todo(finding) && !finding.accepted; }

render::Shortened todos_to_text(const Findings& findings, const render::TextStyle& style) {
  Todos todos;
  for (const auto& finding : findings) {
    if (is_todo(finding)) {
      todos.push_back(&finding);
    }
  }
  if (todos.empty()) {
    return {};
  }
  auto out = style.wording.text("check.todo.count", {arg("count", todos.size())}) + "\n";
  const auto shown = style.all ? todos.size() : std::min(todos.size(), kMany);
  const auto hidden = todos.size() - shown;
  todos.resize(shown);
  std::size_t place_width = 0;
  std::size_t field_width = 0;
  for (const auto* todo : todos) {
    place_width = std::max(place_width, display_width(render::place_of(todo->at, style.wording)));
    field_width = std::max(field_width, display_width(printable(field_of(*todo))));
  }
  const std::string_view first = todos.front()->at.file;
  const bool has_files =
      std::ranges::any_of(todos, [first](const Finding* todo) { return todo->at.file != first; });
  std::string file;
  for (const auto& group : grouped(todos, style.wording)) {
    if (const auto& own = group.todos.front()->at.file; has_files && own != file) {
      out += printable(own) + "\n";
      file = own;
    }
    out += lines_of(group, place_width, field_width, style);
  }
  if (hidden > 0) {
    out += "  " + style.wording.text("check.todo.more", {arg("count", hidden)}) + "\n";
  }
  return {std::move(out), hidden > 0};
}

}  // namespace dmp::check::detail
