#include "dmp/documents/edit.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "dmp/documents/detail/json_text.hpp"
#include "dmp/documents/detail/schema_check.hpp"
#include "dmp/documents/detail/value_tree.hpp"

namespace dmp::documents {
namespace {

using Json = nlohmann::ordered_json;
using Id = ValueTree::Id;
using Kind = ValueTree::Kind;

/// With what a value begins that is to be found out.
constexpr std::string_view kTodo = "TODO";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Passes the text in quotes that begins at `at`.
std::size_t after_text(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    at += text[at] == '\\' ? 1U : 0U;
  }
  return at + 1;
}

/// Passes the comment that begins at `at`, if one does.
std::size_t after_comment(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) == "//") {
    return std::min(text.find('\n', at), text.size());
  }
  if (text.substr(at, 2) == "/*") {
    const auto end = text.find("*/", at + 2);
    return end == std::string_view::npos ? text.size() : end + 2;
  }
  return at;
}

/// The end of the value that begins at `at`.
std::size_t after_value(std::string_view text, std::size_t at) {
  if (text[at] == '"') {
    return after_text(text, at);
  }
  if (text[at] != '{' && text[at] != '[') {
    return std::min(text.find_first_of(" \t\r\n,]}/", at), text.size());
  }
  std::size_t depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = after_text(text, at);
      continue;
    }
    if (const auto after = after_comment(text, at); after != at) {
      at = after;
      continue;
    }
    ++at;
    depth += c == '{' || c == '[' ? 1U : 0U;
    if ((c == '}' || c == ']') && --depth == 0) {
      break;
    }
  }
  return at;
}

/// The spaces with which the line of a place begins.
std::size_t indent_of(std::string_view text, std::size_t at) {
  const auto line = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  return text.find_first_not_of(' ', line) - line;
}

std::string unescaped(std::string_view token) {
  std::string key;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool escape = token[i] == '~' && i + 1 < token.size();
    key += escape ? (token[++i] == '0' ? '~' : '/') : token[i];
  }
  return key;
}

/// A piece of the new text in the place of a piece of the old one.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

}  // namespace

struct Edit::State {
  /// As it was given; the tree's text lacks a byte order mark, and has blanks for some comments.
  Bytes opened;
  std::shared_ptr<const ValueTree> tree;
  std::map<Id, std::string> replaced;
  std::map<Id, Json> added;  ///< By container: an object of new members, a list of new elements.

  /// place finds what a pointer leads to, or the JSON that is to be added for it.
  struct Place {
    std::optional<Id> id;
    Json* made = nullptr;
  };
  Place place(std::string_view pointer, bool is_list);
  /// The text as it was given, at the places of the tree's.
  [[nodiscard]] std::string_view original() const {
    return as_text(opened).substr(opened.size() - tree->text().size());
  }
  /// Adds the pieces for what a container gets.
  void add_pieces(Id container, const Json& items, std::vector<Piece>& pieces) const;
};

bool is_todo(std::string_view text) {
  return text.starts_with(kTodo) &&
         (text.size() == kTodo.size() || text[kTodo.size()] == ':' || text[kTodo.size()] == ' ');
}

std::string_view todo_subject(std::string_view text) {
  text.remove_prefix(kTodo.size());
  text.remove_prefix(text.starts_with(':') ? 1 : 0);
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

std::optional<Edit> Edit::open(Bytes text, std::string_view file, Findings& findings) {
  FindingList list(file);
  auto opened = text;
  auto tree = parse_text(std::move(text), {}, list);
  const SourceMap source(tree);
  const bool is_ours = tree != nullptr && tree->kind(0) == Kind::object &&
                       check_version(*tree, embedded_schema("dossier"), {list, source});
  findings = list.take();
  if (!is_ours) {
    return std::nullopt;
  }
  return Edit(std::make_shared<State>(State{std::move(opened), std::move(tree), {}, {}}));
}

bool Edit::has(std::string_view pointer) const { return state_->tree->find(pointer).exact; }

std::optional<std::string> Edit::text(std::string_view pointer) const {
  const auto found = state_->tree->find(pointer);
  return found.exact && state_->tree->kind(*found.id) == Kind::string
             ? std::optional(state_->tree->string(*found.id))
             : std::nullopt;
}

std::string_view Edit::written(std::string_view pointer) const {
  const auto found = state_->tree->find(pointer);
  if (!found.exact) {
    return {};
  }
  const auto begin = state_->tree->offset(*found.id);
  return state_->original().substr(begin, after_value(state_->tree->text(), begin) - begin);
}

std::size_t Edit::size(std::string_view pointer) const {
  const auto found = state_->tree->find(pointer);
  std::size_t count = 0;
  if (found.exact && state_->tree->kind(*found.id) == Kind::array) {
    state_->tree->each_child(*found.id, [&count](Id) { ++count; });
  }
  return count;
}

bool Edit::is_of(ByteView text) const { return std::ranges::equal(state_->opened, text); }

Edit::State::Place Edit::State::place(std::string_view pointer, bool is_list) {
  const auto found = tree->find(pointer);
  if (found.exact) {
    return {found.id, nullptr};
  }
  // The longest beginning of the pointer that is there, and what it lacks.
  auto there = pointer;
  while (!tree->find(there).exact) {
    there = there.substr(0, there.rfind('/'));
  }
  auto rest = pointer.substr(there.size());
  auto* made = &added.try_emplace(*tree->find(there).id, Json::object()).first->second;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const auto token = rest.substr(0, rest.find('/'));
    rest.remove_prefix(token.size());
    auto& next = (*made)[unescaped(token)];
    if (next.is_null()) {
      next = rest.empty() && is_list ? Json::array() : rest.empty() ? Json() : Json::object();
    }
    made = &next;
  }
  return {std::nullopt, made};
}

void Edit::set(std::string_view pointer, std::string_view json) {
  const auto [id, made] = state_->place(pointer, false);
  if (made != nullptr) {
    *made = Json::parse(json);
  } else {
    state_->replaced[*id] = json;
  }
}

void Edit::append(std::string_view pointer, std::string_view json) {
  const auto [id, made] = state_->place(pointer, true);
  auto& list =
      made != nullptr ? *made : state_->added.try_emplace(*id, Json::array()).first->second;
  list.push_back(Json::parse(json));
}

void Edit::State::add_pieces(Id container, const Json& items, std::vector<Piece>& pieces) const {
  const auto text = tree->text();
  const auto begin = tree->offset(container);
  const bool is_object = items.is_object();
  if (tree->kind(container) != (is_object ? Kind::object : Kind::array)) {
    // Another value is there, a TODO for one.
    pieces.push_back(
        {begin, after_value(text, begin), laid_out(items.dump(), indent_of(text, begin))});
    return;
  }
  const auto close = after_value(text, begin) - 1;
  std::optional<Id> last;
  std::optional<Id> first;
  tree->each_child(container, [&](Id child) {
    first = first.value_or(child);
    last = child;
  });
  const auto start_of_first =
      first ? (is_object ? tree->key_offset(*first) : tree->offset(*first)) : begin;
  const auto after_last = last ? after_value(text, tree->offset(*last)) : begin;
  const auto breaks = [text](std::size_t from, std::size_t to) {
    return text.substr(from, to - from).find('\n') != std::string_view::npos;
  };
  // Behind the last value there may be a comment, which ends with its line.
  const bool begins_line = first && breaks(begin, start_of_first);
  const bool on_lines = !first || begins_line || breaks(after_last, close);
  const auto outer = indent_of(text, begin);
  const auto inner = begins_line ? indent_of(text, start_of_first) : outer + 2;
  std::string inserted;
  bool is_first = !last;
  for (const auto& [key, value] : items.items()) {
    const auto name = is_object ? Json(key).dump() + ": " : std::string();
    // The first comma goes right behind the last value, before any comment there.
    inserted += std::exchange(is_first, false) || inserted.empty() ? "" : ",";
    inserted += on_lines ? "\n" + std::string(inner, ' ') : " ";
    inserted += name + laid_out(value.dump(), inner);
  }
  auto end = close;
  while (end > begin + 1 && is_space(original()[end - 1])) {
    --end;
  }
  if (last) {
    pieces.push_back({after_last, after_last, ","});
    pieces.push_back({end, end, std::move(inserted)});
  } else {
    pieces.push_back({end, close, inserted + "\n" + std::string(outer, ' ')});
  }
}

std::string Edit::result() const {
  const auto text = state_->tree->text();
  std::vector<Piece> pieces;
  for (const auto& [id, json] : state_->replaced) {
    const auto begin = state_->tree->offset(id);
    pieces.push_back({begin, after_value(text, begin), laid_out(json, indent_of(text, begin))});
  }
  for (const auto& [container, items] : state_->added) {
    state_->add_pieces(container, items, pieces);
  }
  std::ranges::stable_sort(pieces, {}, &Piece::begin);
  const auto original = state_->original();
  std::string out(as_text(state_->opened).substr(0, state_->opened.size() - original.size()));
  std::size_t at = 0;
  for (const auto& piece : pieces) {
    if (piece.begin < at) {
      continue;  // In a value that is replaced as a whole.
    }
    out += original.substr(at, piece.begin - at);
    out += piece.text;
    at = piece.end;
  }
  return out += original.substr(at);
}

}  // namespace dmp::documents
