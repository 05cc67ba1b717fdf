#include "dmp/documents/detail/shape.hpp"

#include <algorithm>
#include <array>

#include "dmp/base/utf8.hpp"

namespace dmp::documents {
namespace {

using nlohmann::json;
using Kind = ValueTree::Kind;

std::bitset<8> kinds_of(const json& schema) {
  constexpr std::array<std::pair<std::string_view, Kind>, 5> kNames{{{"null", Kind::null},
                                                                     {"boolean", Kind::boolean},
                                                                     {"string", Kind::string},
                                                                     {"array", Kind::array},
                                                                     {"object", Kind::object}}};
  const auto types = schema.find("type");
  std::bitset<8> kinds;
  for (const auto& [name, kind] : kNames) {
    const auto is_name = [&word = name](const json& type) { return type == word; };
    kinds[static_cast<std::size_t>(kind)] =
        types == schema.end() ||
        (types->is_array() ? std::ranges::any_of(*types, is_name) : is_name(*types));
  }
  return kinds;
}

bool is_understood(const json& schema) {
  constexpr std::array<std::string_view, 14> kKeywords{"$schema",
                                                       "title",
                                                       "description",
                                                       "examples",
                                                       "format",
                                                       "type",
                                                       "enum",
                                                       "minLength",
                                                       "maxLength",
                                                       "items",
                                                       "properties",
                                                       "required",
                                                       "additionalProperties",
                                                       "default"};
  for (const auto& keyword : schema.items()) {
    if (std::ranges::find(kKeywords, keyword.key()) == kKeywords.end()) {
      return false;
    }
  }
  const auto words = schema.find("enum");
  return words == schema.end() ||
         std::ranges::all_of(*words, [](const json& word) { return word.is_string(); });
}

}  // namespace

Shape::Shape(const json& part)
    : schema(part),
      understood(is_understood(part)),
      kinds(kinds_of(part)),
      shortest(part.value("minLength", std::size_t{0})),
      longest(part.value("maxLength", kEndless)) {
  if (understood && part.contains("enum")) {
    words = part["enum"].get<std::vector<std::string>>();
  }
  if (const auto each = part.find("items"); each != part.end()) {
    items = std::make_unique<Shape>(*each);
  }
  const auto needed = part.value("required", json::array());
  const auto known = part.value("properties", json::object());
  for (const auto& member : known.items()) {
    const bool is_needed = std::ranges::find(needed, json(member.key())) != needed.end();
    members.push_back(
        {member.key(), std::make_unique<Shape>(part["properties"][member.key()]), is_needed});
  }
  required = std::ranges::count(members, true, &Member::required);
  understood = understood && static_cast<std::size_t>(required) == needed.size();
  if (const auto rest = part.find("additionalProperties"); rest != part.end()) {
    closed = rest->is_boolean() && !rest->get<bool>();
    others = rest->is_object() ? std::make_unique<Shape>(*rest) : nullptr;
  }
}

bool Shape::admits(const ValueTree& tree, ValueTree::Id id) const {
  const auto kind = tree.kind(id);
  if (!understood || !kinds[static_cast<std::size_t>(kind)]) {
    return false;
  }
  if (kind != Kind::string) {
    return words.empty();
  }
  if (words.empty() && shortest == 0 && longest == kEndless) {
    return true;
  }
  const auto text = tree.string(id);
  const auto size = count_characters(text);
  return size >= shortest && size <= longest &&
         (words.empty() || std::ranges::find(words, text) != words.end());
}

const Shape::Member* Shape::find(std::string_view key) const {
  const auto found = std::ranges::find(members, key, &Member::key);
  return found == members.end() ? nullptr : &*found;
}

}  // namespace dmp::documents
