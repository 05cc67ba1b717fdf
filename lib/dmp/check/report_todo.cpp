#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "dmp/base/utf8.hpp"
#include "dmp/check/detail/report.hpp"
#include "dmp/documents/edit.hpp"
#include "dmp/render/merged.hpp"
#include "dmp/render/printable.hpp"
#include "dmp/render/table.hpp"
#include "dmp/render/words.hpp"

namespace dmp::check::detail {
namespace {

using render::printable;
using Todos = std::vector<const Finding*>;

/// Unless all are wanted, only so many lines are listed.
constexpr std::size_t kMany = 40;
constexpr std::size_t kIndent = 4;
/// Fewer than these have their own values to find out, each its own.
constexpr std::size_t kFew = 3;

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

/// Row is one thing to find out, for all whose value it is.
struct Row {
  Todos todos;
  std::vector<std::string> owners;  ///< Each once.
};

/// A group of rows with the same owners, in the order of the document.
struct Group {
  std::string_view kind;  ///< Id of its title.
  std::vector<const Row*> rows;

  [[nodiscard]] const Row& first() const { return *rows.front(); }
};

/// What is to be found out, and of what kind of owner.
using Key = std::vector<std::string>;

Key key_of(const Finding& todo) {
  return {todo.at.file, std::string(owner_of(todo)), field_of(todo), value_of(todo, "what")};
}

/// What is the same of many sites or people is one row, unless the style says all.
std::vector<Row> rows_of(const Todos& todos, const render::TextStyle& style) {
  std::map<Key, std::set<std::string>> owners;
  for (const auto* todo : todos) {
    owners[key_of(*todo)].insert(value_of(*todo, "of"));
  }
  std::vector<Row> rows;
  std::map<Key, std::size_t> known;
  std::set<std::pair<std::size_t, std::string>> named;
  for (const auto* todo : todos) {
    auto key = key_of(*todo);
    if (style.all || owners[key].size() < kFew) {
      key.push_back(todo->at.pointer);
    }
    const auto [at, is_new] = known.try_emplace(std::move(key), rows.size());
    if (is_new) {
      rows.emplace_back();
    }
    auto& row = rows[at->second];
    row.todos.push_back(todo);
    if (auto owner = value_of(*todo, "of"); named.emplace(at->second, owner).second) {
      row.owners.push_back(std::move(owner));
    }
  }
  return rows;
}

std::vector<Group> grouped(const std::vector<Row>& rows) {
  std::vector<Group> groups;
  std::map<Key, std::size_t> known;
  for (const auto& row : rows) {
    const auto& first = *row.todos.front();
    const auto kind = owner_of(first);
    Key key{first.at.file, std::string(kind)};
    key.insert(key.end(), row.owners.begin(), row.owners.end());
    const auto [at, is_new] = known.try_emplace(std::move(key), groups.size());
    if (is_new) {
      groups.push_back({kind, {}});
    }
    groups[at->second].rows.push_back(&row);
  }
  return groups;
}

std::string title_of(const Group& group, const render::TextStyle& style) {
  const auto& owners = group.first().owners;
  return style.wording.text(group.kind,
                            {arg("count", owners.size()),
                             arg("of", render::some_of({owners.begin(), owners.end()}, style))});
}

/// Where the first of a row's values stands; others follow.
std::string place_of(const Row& row, const Wording& wording) {
  return render::place_of(row.todos.front()->at, wording) + (row.todos.size() > 1 ? " …" : "");
}

std::string lines_of(const Group& group, std::size_t place_width, std::size_t field_width,
                     const render::TextStyle& style) {
  auto out = render::paragraph(printable(title_of(group, style)), 2, 2, style.width);
  for (const auto* row : group.rows) {
    const auto& todo = *row->todos.front();
    const auto where = where_of(todo);
    const auto place = render::pad(place_of(*row, style.wording), place_width + 2) +
                       render::pad(printable(field_of(todo)), field_width + 2);
    auto what = printable(value_of(todo, "what"));
    what += where.empty() ? "" : " (" + style.wording.text(where) + ")";
    out += std::string(kIndent, ' ') + place +
           render::wrap(what, kIndent + display_width(place), style.width) + "\n";
  }
  return out;
}

/// Takes away the rows beyond the first ones, and returns how many values they have.
std::size_t shorten(std::vector<Row>& rows) {
  std::size_t hidden = 0;
  for (auto i = std::min(rows.size(), kMany); i < rows.size(); ++i) {
    hidden += rows[i].todos.size();
  }
  rows.resize(std::min(rows.size(), kMany));
  return hidden;
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
  auto rows = rows_of(todos, style);
  const auto hidden = style.all ? 0 : shorten(rows);
  std::size_t place_width = 0;
  std::size_t field_width = 0;
  for (const auto& row : rows) {
    place_width = std::max(place_width, display_width(place_of(row, style.wording)));
    field_width = std::max(field_width, display_width(printable(field_of(*row.todos.front()))));
  }
  const std::string_view first = todos.front()->at.file;
  const bool has_files =
      std::ranges::any_of(todos, [first](const Finding* todo) { return todo->at.file != first; });
  std::string file;
  for (const auto& group : grouped(rows)) {
    if (const auto& own = group.first().todos.front()->at.file; has_files && own != file) {
      out += printable(own) + "\n";
      file = own;
    }
    out += lines_of(group, place_width, field_width, style);
  }
  if (hidden > 0) {
    out += "  " + style.wording.text("check.todo.more", {arg("count", hidden)}) + "\n";
  }
  return {std::move(out), hidden > 0 || rows.size() < todos.size()};
}

}  // namespace dmp::check::detail
