#pragma once

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/documents/reading.hpp"

namespace dmp::documents {

/// ValueTree is a JSON text and the place in it of every value, twelve bytes each. Keys and texts
/// are read out of the JSON text when somebody asks, so that a large document is there once only.
/// It is filled in the order of the document while the text is parsed.
class ValueTree {
 public:
  /// Id of a value: its number in the order of the document; the document itself is 0.
  using Id = std::uint32_t;
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };
  /// Most values that a tree can hold.
  static constexpr std::uint32_t kMostValues = (1U << 26U) - 1;
  /// Largest text, in bytes.
  static constexpr std::size_t kLargestText = std::numeric_limits<std::uint32_t>::max();

  /// Quoted is a text in the document. Plain: it stands there as it reads, without escapes.
  struct Quoted {
    std::uint32_t offset = 0;
    bool plain = true;
  };
  /// Duplicate is a key that an object has twice.
  struct Duplicate {
    Id first;
    Id second;
  };

  /// The text is kept without its first `skipped` bytes, which offsets do not count.
  explicit ValueTree(Bytes text, std::size_t skipped = 0);
  ValueTree(const ValueTree&) = delete;
  ValueTree& operator=(const ValueTree&) = delete;

  [[nodiscard]] std::string_view text() const { return text_; }

  // Filling.
  void add_key(Quoted key) { next_key_ = key; }
  void add_value(Kind kind, Quoted value) { push(kind, value); }
  /// open and close surround the values of an object or array.
  void open(Kind kind, std::uint32_t offset);
  void close();
  /// drop_duplicates, before close, ignores all but the last one of members of one key, and tells.
  std::vector<Duplicate> drop_duplicates();
  /// ignore makes a member as good as absent, but for its place.
  void ignore(Id id) { nodes_[id].ignored = 1; }
  /// finish gives back the memory that no more values need.
  void finish() { nodes_.shrink_to_fit(); }

  /// open_pointer returns the pointer of the innermost container that is still open.
  [[nodiscard]] std::string open_pointer() const;
  /// next_pointer returns the pointer of the value that comes next.
  [[nodiscard]] std::string next_pointer() const;
  /// is_whole tells that a value was read to its end.
  [[nodiscard]] bool is_whole() const { return !nodes_.empty() && open_.empty(); }

  // Reading.
  /// size counts the values of the whole document.
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] Kind kind(Id id) const { return static_cast<Kind>(nodes_[id].kind); }
  [[nodiscard]] std::string key(Id id) const { return decoded(key_of(id)); }
  /// string returns a text; control characters in it are spaces.
  [[nodiscard]] std::string string(Id id) const { return decoded(value_of(id)); }
  /// number_text returns a number as it stands there.
  [[nodiscard]] std::string_view number_text(Id id) const {
    const auto rest = text().substr(nodes_[id].offset);
    return rest.substr(0, rest.find_first_not_of("+-.0123456789eE"));
  }
  /// member returns the member of an object with that key, where it is not ignored.
  [[nodiscard]] std::optional<Id> member(Id object, std::string_view key) const;
  /// stands_there tells whether an object has the key, ignored or not.
  [[nodiscard]] bool stands_there(Id object, std::string_view key) const {
    return any_member(object, key).has_value();
  }
  /// element returns an element of a list.
  [[nodiscard]] std::optional<Id> element(Id list, std::size_t index) const;
  /// each_child calls `visit` with the id of each element or member that is not ignored.
  template <typename Visit>
  void each_child(Id container, Visit visit) const {
    for (Id child = container + 1; child < nodes_[container].end; child = nodes_[child].end) {
      if (nodes_[child].ignored == 0) {
        visit(child);
      }
    }
  }
  /// to_json makes a JSON value of a part of the document. A number without fraction is an integer,
  /// however it is written.
  [[nodiscard]] nlohmann::json to_json(Id id) const;

  /// find returns the value at `pointer`, or its nearest ancestor in the document and `exact`
  /// false.
  struct Found {
    std::optional<Id> id;
    bool exact = false;
  };
  [[nodiscard]] Found find(std::string_view pointer) const;
  [[nodiscard]] SourceMap::Position position_of(std::uint32_t offset) const;
  [[nodiscard]] SourceMap::Position value_position(Id id) const {
    return position_of(nodes_[id].offset);
  }
  [[nodiscard]] SourceMap::Position key_position(Id id) const {
    return position_of(nodes_[id].key_offset);
  }
  [[nodiscard]] std::uint32_t offset(Id id) const { return nodes_[id].offset; }
  [[nodiscard]] std::uint32_t key_offset(Id id) const { return nodes_[id].key_offset; }

 private:
  static constexpr std::uint32_t kIdBits = kMostValues;
  struct Node {
    std::uint32_t offset;
    std::uint32_t key_offset;  ///< The value's own where it has no key.
    std::uint32_t end : 26;    ///< The id after those of the value and of all that is in it.
    unsigned kind : 3;
    std::uint32_t plain : 1;
    std::uint32_t plain_key : 1;
    std::uint32_t ignored : 1;
  };
  struct OpenContainer {
    Id id;
    std::size_t count;  ///< Of children so far.
  };
  /// What precedes a block of the text.
  struct Lines {
    std::uint32_t count;
    std::uint32_t last_start;
  };

  void push(Kind kind, Quoted value);
  [[nodiscard]] Quoted key_of(Id id) const {
    return {nodes_[id].key_offset, nodes_[id].plain_key != 0};
  }
  [[nodiscard]] Quoted value_of(Id id) const { return {nodes_[id].offset, nodes_[id].plain != 0}; }
  [[nodiscard]] std::string_view plain_text(Quoted quoted) const;
  [[nodiscard]] std::string decoded(Quoted quoted) const;
  [[nodiscard]] std::optional<Id> any_member(Id object, std::string_view key) const;
  [[nodiscard]] std::optional<Id> child(Id id, std::string_view token) const;
  [[nodiscard]] bool has_key(Id id, std::string_view key) const;
  [[nodiscard]] std::string token_of(const OpenContainer& parent, Quoted key,
                                     std::size_t index) const;

  Bytes bytes_;
  std::string_view text_;
  std::vector<Lines> lines_;
  std::vector<Node> nodes_;
  /// Children of large containers: elements in their order, members in that of their keys.
  std::unordered_map<Id, std::vector<Id>> large_;
  std::vector<OpenContainer> open_;
  Quoted next_key_;
};

/// is_ascii_control tells the control characters of ASCII.
bool is_ascii_control(char c);

/// escape_token writes a key as a token of a JSON pointer.
std::string escape_token(std::string_view key);

/// position_in counts line and column (bytes, from 1) of an offset.
SourceMap::Position position_in(std::string_view text, std::size_t offset);

}  // namespace dmp::documents
