#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/dossier/reading.hpp"

namespace dmp::dossier {

/// PositionIndex is the tree of a document's values with the byte offset of each; lines are counted
/// only when somebody asks. It is filled in document order while the text is parsed.
class PositionIndex {
 public:
  using NodeId = std::uint32_t;
  struct Node {
    std::uint32_t value_offset = 0;
    std::uint32_t key_offset = 0;
    std::uint32_t key_begin = 0;
    std::uint32_t key_size = 0;
    std::uint32_t first_child = 0;
    std::uint32_t child_count = 0;
    bool is_object = false;
  };

  /// A key that an object has twice.
  struct Duplicate {
    NodeId first;
    NodeId second;
  };

  explicit PositionIndex(std::string_view text);

  /// add_key keeps the key of the next value.
  void add_key(std::string_view key, std::uint32_t offset);
  /// add_value adds a scalar.
  void add_value(std::uint32_t offset);
  /// open and close surround the values of an object or array; close tells the keys given twice.
  void open(std::uint32_t offset, bool is_object);
  std::vector<Duplicate> close();

  /// open_pointer returns the pointer of the innermost container that is still open.
  [[nodiscard]] std::string open_pointer() const;
  /// next_pointer returns the pointer of the value that comes next.
  [[nodiscard]] std::string next_pointer() const;
  /// last_pointer returns the pointer of the value that was added or closed last at this depth.
  [[nodiscard]] std::string last_pointer() const;
  [[nodiscard]] std::string_view key_of(NodeId id) const;
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

  /// find returns the node at `pointer`, or its nearest ancestor in the document and `exact` false.
  struct Found {
    const Node* node = nullptr;
    bool exact = false;
  };
  [[nodiscard]] Found find(std::string_view pointer) const;
  [[nodiscard]] const Node& node(NodeId id) const { return nodes_[id]; }
  [[nodiscard]] SourceMap::Position position_of(std::uint32_t offset) const;

 private:
  struct OpenContainer {
    NodeId node;
    std::size_t first_pending;
  };

  NodeId push(std::uint32_t offset);
  [[nodiscard]] std::optional<NodeId> child(const Node& node, std::string_view key) const;
  std::vector<Duplicate> find_duplicates(const Node& node);

  std::vector<std::uint32_t> line_starts_;
  std::vector<Node> nodes_;
  std::vector<NodeId> children_;  ///< Those of a closed container lie side by side.
  std::vector<NodeId> pending_;   ///< Children of containers that are still open.
  std::vector<OpenContainer> open_;
  std::string keys_;
  std::uint32_t next_key_begin_ = 0;
  std::uint32_t next_key_size_ = 0;
  std::uint32_t next_key_offset_ = 0;
};

/// escape_token writes a key as a token of a JSON pointer.
std::string escape_token(std::string_view key);

/// position_in counts line and column (bytes, from 1) of an offset.
SourceMap::Position position_in(std::string_view text, std::size_t offset);

}  // namespace dmp::dossier
