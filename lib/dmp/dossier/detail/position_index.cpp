#include "dmp/dossier/detail/position_index.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <ranges>

namespace dmp::dossier {
namespace {

/// Objects with more members than this are kept in the order of their keys, and searched by halves.
constexpr std::uint32_t kSmallObject = 16;

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

PositionIndex::PositionIndex(std::string_view text) {
  line_starts_.push_back(0);
  for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

void PositionIndex::add_key(std::string_view key, std::uint32_t offset) {
  next_key_begin_ = static_cast<std::uint32_t>(keys_.size());
  next_key_size_ = static_cast<std::uint32_t>(key.size());
  next_key_offset_ = offset;
  keys_ += key;
}

PositionIndex::NodeId PositionIndex::push(std::uint32_t offset) {
  const auto id = static_cast<NodeId>(nodes_.size());
  Node node;
  node.value_offset = offset;
  node.key_offset = offset;
  if (!open_.empty()) {
    if (nodes_[open_.back().node].is_object) {
      node.key_offset = next_key_offset_;
      node.key_begin = next_key_begin_;
      node.key_size = next_key_size_;
    }
    pending_.push_back(id);
  }
  nodes_.push_back(node);
  return id;
}

void PositionIndex::add_value(std::uint32_t offset) { push(offset); }

void PositionIndex::open(std::uint32_t offset, bool is_object) {
  const auto id = push(offset);
  nodes_[id].is_object = is_object;
  open_.push_back({id, pending_.size()});
}

std::vector<PositionIndex::Duplicate> PositionIndex::close() {
  const auto closed = open_.back();
  open_.pop_back();
  auto& node = nodes_[closed.node];
  node.first_child = static_cast<std::uint32_t>(children_.size());
  node.child_count = static_cast<std::uint32_t>(pending_.size() - closed.first_pending);
  const auto own = pending_.begin() + static_cast<std::ptrdiff_t>(closed.first_pending);
  children_.insert(children_.end(), own, pending_.end());
  pending_.erase(own, pending_.end());
  return node.is_object ? find_duplicates(node) : std::vector<Duplicate>();
}

std::vector<PositionIndex::Duplicate> PositionIndex::find_duplicates(const Node& node) {
  std::vector<Duplicate> duplicates;
  const auto own = std::span(children_).subspan(node.first_child, node.child_count);
  if (node.child_count > kSmallObject) {
    std::ranges::sort(own, {}, [this](NodeId id) { return std::pair(key_of(id), id); });
    for (std::size_t i = 1; i < own.size(); ++i) {
      if (key_of(own[i - 1]) == key_of(own[i])) {
        duplicates.push_back({own[i - 1], own[i]});
      }
    }
    return duplicates;
  }
  for (std::size_t i = 1; i < own.size(); ++i) {
    for (std::size_t j = i; j-- > 0;) {
      if (key_of(own[i]) == key_of(own[j])) {
        duplicates.push_back({own[j], own[i]});
        break;
      }
    }
  }
  return duplicates;
}

std::string_view PositionIndex::key_of(NodeId id) const {
  return std::string_view(keys_).substr(nodes_[id].key_begin, nodes_[id].key_size);
}

std::string PositionIndex::open_pointer() const {
  std::string pointer;
  for (std::size_t i = 1; i < open_.size(); ++i) {
    const auto& parent = open_[i - 1];
    const bool in_object = nodes_[parent.node].is_object;
    // Pending children of the parent end where those of this container begin.
    const auto index = open_[i].first_pending - parent.first_pending - 1;
    pointer += '/' + (in_object ? escape_token(key_of(open_[i].node)) : std::to_string(index));
  }
  return pointer;
}

std::string PositionIndex::next_pointer() const {
  if (open_.empty()) {
    return {};
  }
  const auto& parent = open_.back();
  if (nodes_[parent.node].is_object) {
    const auto key = std::string_view(keys_).substr(next_key_begin_, next_key_size_);
    return open_pointer() + '/' + escape_token(key);
  }
  return open_pointer() + '/' + std::to_string(pending_.size() - parent.first_pending);
}

std::optional<PositionIndex::NodeId> PositionIndex::child(const Node& node,
                                                          std::string_view key) const {
  const auto own = std::span(children_).subspan(node.first_child, node.child_count);
  if (!node.is_object) {
    std::size_t index = 0;
    const auto* const begin = std::to_address(key.begin());
    const auto* const end = begin + key.size();
    const auto read = std::from_chars(begin, end, index);
    return read.ec == std::errc() && read.ptr == end && index < own.size()
               ? std::optional(own[index])
               : std::nullopt;
  }
  // The last of several members of one key is the one that counts, as in every JSON parser.
  if (node.child_count > kSmallObject) {
    const auto after =
        std::ranges::upper_bound(own, key, {}, [this](NodeId id) { return key_of(id); });
    return after != own.begin() && key_of(*(after - 1)) == key ? std::optional(*(after - 1))
                                                               : std::nullopt;
  }
  for (const auto id : own | std::views::reverse) {
    if (key_of(id) == key) {
      return id;
    }
  }
  return std::nullopt;
}

std::string PositionIndex::last_pointer() const {
  if (open_.empty()) {
    return {};
  }
  const auto& parent = open_.back();
  const auto last = nodes_[parent.node].is_object
                        ? escape_token(key_of(pending_.back()))
                        : std::to_string(pending_.size() - parent.first_pending - 1);
  return open_pointer() + '/' + last;
}

PositionIndex::Found PositionIndex::find(std::string_view pointer) const {
  if (nodes_.empty()) {
    return {};
  }
  const Node* at = nodes_.data();
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const auto end = std::min(pointer.find('/'), pointer.size());
    const auto next = child(*at, unescape_token(pointer.substr(0, end)));
    if (!next) {
      return {at, false};
    }
    at = &nodes_[*next];
    pointer.remove_prefix(end);
  }
  return {at, true};
}

SourceMap::Position PositionIndex::position_of(std::uint32_t offset) const {
  const auto after = std::ranges::upper_bound(line_starts_, offset);
  const auto line = after - line_starts_.begin();
  return {static_cast<std::uint32_t>(line), offset - *(after - 1) + 1};
}

}  // namespace dmp::dossier
