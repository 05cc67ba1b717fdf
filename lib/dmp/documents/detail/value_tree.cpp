#include "dmp/documents/detail/value_tree.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <deque>
#include <memory>

namespace dmp::documents {
namespace {

/// Containers with more children than this have a list of them.
constexpr std::size_t kSmall = 32;

/// Lines are counted once for each block of the text, and in the block when somebody asks.
constexpr std::size_t kBlock = 4096;

std::string unescape_token(std::string_view token) {
  std::string key;
  key.reserve(token.size());
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] == '~' && i + 1 < token.size() && (token[i + 1] == '0' || token[i + 1] == '1')) {
      key += token[++i] == '0' ? '~' : '/';
    } else {
      key += token[i];
    }
  }
  return key;
}

}  // namespace

bool is_ascii_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string escape_token(std::string_view key) {
  std::string token;
  token.reserve(key.size());
  for (const char c : key) {
    if (c == '~') {
      token += "~0";
    } else if (c == '/') {
      token += "~1";
    } else {
      token += c;
    }
  }
  return token;
}

SourceMap::Position position_in(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, std::min(offset, text.size()));
  const auto lines = std::ranges::count(before, '\n');
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0, the start of the text.
  return {static_cast<std::uint32_t>(lines + 1),
          static_cast<std::uint32_t>(before.size() - line_start + 1)};
}

ValueTree::ValueTree(Bytes text, std::size_t skipped)
    : bytes_(std::move(text)), text_(as_text(bytes_).substr(skipped)) {
  Lines lines{0, 0};
  for (std::size_t at = 0; at < text_.size(); at += kBlock) {
    lines_.push_back(lines);
    const auto block = text_.substr(at, kBlock);
    lines.count += static_cast<std::uint32_t>(std::ranges::count(block, '\n'));
    if (const auto last = block.rfind('\n'); last != std::string_view::npos) {
      lines.last_start = static_cast<std::uint32_t>(at + last + 1);
    }
  }
}

SourceMap::Position ValueTree::position_of(std::uint32_t offset) const {
  if (lines_.empty()) {
    return {1, 1};
  }
  const auto block = std::min<std::size_t>(offset / kBlock, lines_.size() - 1);
  const auto before = text_.substr(block * kBlock, offset - block * kBlock);
  const auto last = before.rfind('\n');
  const auto start =
      last == std::string_view::npos ? lines_[block].last_start : block * kBlock + last + 1;
  const auto count = lines_[block].count + std::ranges::count(before, '\n');
  return {static_cast<std::uint32_t>(count + 1), static_cast<std::uint32_t>(offset - start + 1)};
}

void ValueTree::push(Kind kind, Quoted value) {
  const auto id = static_cast<Id>(nodes_.size());
  Node node{
      value.offset, value.offset, (id + 1) & kIdBits, static_cast<unsigned>(kind) & 7U, 0, 0, 0};
  node.plain = value.plain ? 1 : 0;
  if (!open_.empty()) {
    ++open_.back().count;
    if (this->kind(open_.back().id) == Kind::object) {
      node.key_offset = next_key_.offset;
      node.plain_key = next_key_.plain ? 1 : 0;
    }
  }
  nodes_.push_back(node);
}

void ValueTree::open(Kind kind, std::uint32_t offset) {
  push(kind, {offset, true});
  open_.push_back({static_cast<Id>(nodes_.size() - 1), 0});
}

void ValueTree::close() {
  const auto closed = open_.back();
  open_.pop_back();
  nodes_[closed.id].end = nodes_.size() & kIdBits;
  if (closed.count <= kSmall) {
    return;
  }
  auto& children = large_[closed.id];
  children.reserve(closed.count);
  for (Id child = closed.id + 1; child < nodes_.size(); child = nodes_[child].end) {
    children.push_back(child);
  }
  if (kind(closed.id) == Kind::object) {
    std::ranges::stable_sort(children, {}, [this](Id id) { return key(id); });
  }
}

std::vector<ValueTree::Duplicate> ValueTree::drop_duplicates() {
  std::vector<std::pair<std::string_view, Id>> members;
  members.reserve(open_.back().count);
  std::deque<std::string> decoded_keys;
  for (Id child = open_.back().id + 1; child < nodes_.size(); child = nodes_[child].end) {
    const auto key = key_of(child);
    members.emplace_back(key.plain ? plain_text(key) : decoded_keys.emplace_back(decoded(key)),
                         child);
  }
  std::ranges::sort(members);
  std::vector<Duplicate> duplicates;
  for (std::size_t i = 1; i < members.size(); ++i) {
    if (members[i - 1].first == members[i].first) {
      duplicates.push_back({members[i - 1].second, members[i].second});
      ignore(members[i - 1].second);
    }
  }
  return duplicates;
}

std::string_view ValueTree::plain_text(Quoted quoted) const {
  const auto begin = quoted.offset + 1;
  return text_.substr(begin, text_.find('"', begin) - begin);
}

std::string ValueTree::decoded(Quoted quoted) const {
  if (quoted.plain) {
    return std::string(plain_text(quoted));
  }
  auto end = quoted.offset + 1;
  while (text_[end] != '"') {
    end += text_[end] == '\\' ? 2U : 1U;
  }
  const auto token = text_.substr(quoted.offset, end + 1 - quoted.offset);
  auto value = nlohmann::json::parse(token).get<std::string>();
  std::ranges::replace_if(value, is_ascii_control, ' ');
  return value;
}

bool ValueTree::has_key(Id id, std::string_view key) const {
  const auto own = key_of(id);
  return own.plain ? plain_text(own) == key : decoded(own) == key;
}

std::string ValueTree::token_of(const OpenContainer& parent, Quoted key, std::size_t index) const {
  return kind(parent.id) == Kind::object ? escape_token(decoded(key)) : std::to_string(index);
}

std::string ValueTree::open_pointer() const {
  std::string pointer;
  for (std::size_t i = 1; i < open_.size(); ++i) {
    pointer += '/' + token_of(open_[i - 1], key_of(open_[i].id), open_[i - 1].count - 1);
  }
  return pointer;
}

std::string ValueTree::next_pointer() const {
  return open_.empty()
             ? std::string()
             : open_pointer() + '/' + token_of(open_.back(), next_key_, open_.back().count);
}

std::optional<ValueTree::Id> ValueTree::member(Id object, std::string_view key) const {
  const auto found = any_member(object, key);
  return found && nodes_[*found].ignored == 0 ? found : std::nullopt;
}

std::optional<ValueTree::Id> ValueTree::any_member(Id object, std::string_view key) const {
  if (const auto large = large_.find(object); large != large_.end()) {
    const auto after =
        std::ranges::upper_bound(large->second, key, {}, [this](Id id) { return this->key(id); });
    const bool found = after != large->second.begin() && has_key(*(after - 1), key);
    return found ? std::optional(*(after - 1)) : std::nullopt;
  }
  std::optional<Id> last;
  for (Id child = object + 1; child < nodes_[object].end; child = nodes_[child].end) {
    last = has_key(child, key) ? child : last;
  }
  return last;
}

std::optional<ValueTree::Id> ValueTree::element(Id list, std::size_t index) const {
  if (const auto large = large_.find(list); large != large_.end()) {
    return index < large->second.size() ? std::optional(large->second[index]) : std::nullopt;
  }
  for (Id child = list + 1; child < nodes_[list].end; child = nodes_[child].end) {
    if (index-- == 0) {
      return child;
    }
  }
  return std::nullopt;
}

nlohmann::json ValueTree::to_json(Id id) const {
  using nlohmann::json;
  switch (kind(id)) {
    case Kind::null:
      return nullptr;
    case Kind::boolean:
      return text_[nodes_[id].offset] == 't';
    case Kind::string:
      return string(id);
    case Kind::number: {
      const auto rest = text_.substr(nodes_[id].offset);
      auto number = json::parse(rest.substr(0, rest.find_first_not_of("+-.0123456789eE")));
      constexpr double kExact = 9007199254740992.0;
      const auto value = number.is_number_float() ? number.get<double>() : 0.5;
      const bool is_whole = std::abs(value) <= kExact && std::trunc(value) == value;
      return is_whole ? json(static_cast<json::number_integer_t>(value)) : number;
    }
    case Kind::array: {
      auto list = json::array();
      each_child(id, [&](Id child) { list.push_back(to_json(child)); });
      return list;
    }
    case Kind::object: {
      auto object = json::object();
      each_child(id, [&](Id child) { object[key(child)] = to_json(child); });
      return object;
    }
  }
  return nullptr;
}

ValueTree::Found ValueTree::find(std::string_view pointer) const {
  if (nodes_.empty()) {
    return {};
  }
  Id at = 0;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const auto token = pointer.substr(0, pointer.find('/'));
    const auto next = child(at, token);
    if (!next) {
      return {at, false};
    }
    at = *next;
    pointer.remove_prefix(token.size());
  }
  return {at, true};
}

std::optional<ValueTree::Id> ValueTree::child(Id id, std::string_view token) const {
  if (kind(id) == Kind::object) {
    return token.find('~') == std::string_view::npos ? any_member(id, token)
                                                     : any_member(id, unescape_token(token));
  }
  std::size_t index = 0;
  const auto* const end = token.data() + token.size();
  const auto read = std::from_chars(token.data(), end, index);
  return kind(id) == Kind::array && read.ec == std::errc() && read.ptr == end ? element(id, index)
                                                                              : std::nullopt;
}

}  // namespace dmp::documents
