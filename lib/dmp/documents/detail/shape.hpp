#pragma once

#include <bitset>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/documents/detail/value_tree.hpp"

namespace dmp::documents {

/// Shape is a part of a schema, ready to be checked against many values. It knows the keywords that
/// describe most of a document; where it does not say yes, the validator decides.
struct Shape {
  struct Member {
    std::string key;
    std::unique_ptr<Shape> shape;
    bool required;
  };

  static constexpr auto kEndless = std::numeric_limits<std::size_t>::max();

  /// The part of an expanded schema has to outlive its shape.
  explicit Shape(const nlohmann::json& part);

  /// admits tells that a value without what is in it surely conforms.
  [[nodiscard]] bool admits(const ValueTree& tree, ValueTree::Id id) const;
  [[nodiscard]] const Member* find(std::string_view key) const;

  const nlohmann::json& schema;
  bool understood = true;  ///< No other keywords.
  std::bitset<8> kinds;    ///< By ValueTree::Kind.
  std::vector<std::string> words;
  std::size_t shortest = 0;
  std::size_t longest = kEndless;
  std::unique_ptr<Shape> items;
  std::vector<Member> members;
  std::ptrdiff_t required = 0;    ///< Number of members that have to be there.
  std::unique_ptr<Shape> others;  ///< Of members of other names.
  bool closed = false;            ///< No members of other names.
};

}  // namespace dmp::documents
