#pragma once

#include <bitset>
#include <cstddef>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/documents/detail/value_tree.hpp"

namespace dmp::documents {

/// Schema is what a JSON Schema (draft-07), or a part of one, says of a value, ready to judge many.
/// It has the keywords that our documents need; `$ref` names a definition ("#/definitions/…").
struct Schema {
  using Part = std::unique_ptr<const Schema>;
  struct Range {
    nlohmann::json least;  ///< null: no bound.
    nlohmann::json most;

    [[nodiscard]] bool is_open() const { return least.is_null() && most.is_null(); }
  };
  struct Member {
    std::string key;
    Part part;  ///< nullptr: the key is required, and nothing else is said.
    bool required = false;
  };
  struct Pattern {
    std::string text;
    std::regex compiled;
  };

  /// Throws std::runtime_error for a keyword that is not known, and json::exception for one whose
  /// value is not as the specification has it.
  explicit Schema(const nlohmann::json& text) : Schema(text, text, 0) {}

  /// find returns what is said of a member of that name, or nullptr.
  [[nodiscard]] const Member* find(std::string_view key) const;
  /// admits_type tells whether a value has one of the types.
  [[nodiscard]] bool admits_type(const ValueTree& tree, ValueTree::Id id) const;

  std::string type;                               ///< The usual type; "" where any will do.
  std::bitset<8> kinds = std::bitset<8>().set();  ///< By ValueTree::Kind.
  bool whole = false;                             ///< Numbers have to be whole.
  std::vector<nlohmann::json> words;              ///< `enum`; empty: anything.
  Range length;                                   ///< Of a text, in characters.
  Range value;                                    ///< Of a number.
  Range count;                                    ///< Of the elements of a list.
  std::optional<Pattern> pattern;
  Part items;
  std::vector<Member> members;     ///< In the order of their keys.
  std::ptrdiff_t required = 0;     ///< Number of members that have to be there.
  Part others;                     ///< Of members of other names.
  bool closed = false;             ///< No members of other names.
  std::vector<Part> alternatives;  ///< `anyOf`; empty: anything.
  Part condition;                  ///< `if`
  Part consequence;                ///< `then`
  Part otherwise;                  ///< `else`
  std::string format;              ///< Not judged here.
  std::vector<std::string> examples;

 private:
  Schema(const nlohmann::json& text, const nlohmann::json& root, int depth);
  void read_types(const nlohmann::json& types);
  Member& member(const std::string& key);
};

/// embedded_schema returns a schema of the binary by its name, compiled when it is first asked for.
/// Throws json::exception when there is none.
const Schema& embedded_schema(std::string_view name);

}  // namespace dmp::documents
