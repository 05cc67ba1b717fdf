#include "dmp/documents/detail/schema.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "dmp/documents/embedded.hpp"

namespace dmp::documents {
namespace {

using nlohmann::json;
using Kind = ValueTree::Kind;

constexpr std::string_view kKeywords[] = {
    "type", "enum", "minLength", "maxLength", "pattern", "minimum", "maximum", "items", "minItems",
    "maxItems", "properties", "required", "additionalProperties", "anyOf", "if", "then", "else",
    // What says nothing about values.
    "$schema", "title", "description", "definitions", "default", "examples", "format",
    "descriptionFr", "enumDescriptions", "enumDescriptionsFr"};

[[noreturn]] void refuse(std::string_view what, const std::string& name) {
  throw std::runtime_error("JSON Schema: unknown " + std::string(what) + ' ' + name);
}

/// What a part of the schema stands for: itself, or the definition that it names. In draft-07
/// nothing beside a reference counts.
const json& resolved(const json& text, const json& root) {
  const auto reference = text.find("$ref");
  if (reference == text.end()) {
    return text;
  }
  constexpr std::string_view kPrefix = "#/definitions/";
  const auto name = reference->get<std::string>();
  if (!name.starts_with(kPrefix)) {
    refuse("reference", name);
  }
  return resolved(root.at("definitions").at(name.substr(kPrefix.size())), root);
}

Schema::Range range(const json& text, const char* least, const char* most) {
  return {text.value(least, json()), text.value(most, json())};
}

}  // namespace

Schema::Schema(const json& reference, const json& root, int depth) {
  constexpr int kDeepest = 32;  // Deeper than any of ours: a definition refers to itself.
  const auto& text = resolved(reference, root);
  for (const auto& keyword : text.items()) {
    if (depth > kDeepest || std::ranges::find(kKeywords, keyword.key()) == std::end(kKeywords)) {
      refuse("keyword", keyword.key());
    }
  }
  const auto part = [&](const json& own) { return Part(new Schema(own, root, depth + 1)); };
  const auto optional_part = [&](const char* keyword) {
    return text.contains(keyword) ? part(text[keyword]) : nullptr;
  };
  if (text.contains("type")) {
    read_types(text["type"]);
  }
  text.value("enum", json::array()).get_to(words);
  length = range(text, "minLength", "maxLength");
  value = range(text, "minimum", "maximum");
  count = range(text, "minItems", "maxItems");
  if (const auto expression = text.value("pattern", std::string()); !expression.empty()) {
    if (expression.find('(') != std::string::npos) {
      refuse("pattern group", expression);  // A repeated one can take a matcher forever.
    }
    pattern = {expression, std::regex(expression)};
  }
  items = optional_part("items");
  const auto properties = text.value("properties", json::object());
  for (const auto& known : properties.items()) {
    member(known.key()).part = part(known.value());
  }
  for (const auto& key : text.value("required", std::vector<std::string>())) {
    member(key).required = true;
  }
  required = std::ranges::count(members, true, &Member::required);
  if (const auto rest = text.find("additionalProperties"); rest != text.end()) {
    closed = rest->is_boolean() && !rest->get<bool>();
    others = rest->is_boolean() ? nullptr : part(*rest);
  }
  for (const auto& alternative : text.value("anyOf", json::array())) {
    alternatives.push_back(part(alternative));
  }
  condition = optional_part("if");
  consequence = optional_part("then");
  otherwise = optional_part("else");
  format = text.value("format", "");
  for (const auto& each : text.value("examples", json::array())) {
    if (each.is_string()) {
      examples.push_back(each);
    }
  }
}

void Schema::read_types(const json& types) {
  static const std::map<std::string_view, Kind> kTypes{
      {"null", Kind::null},     {"boolean", Kind::boolean}, {"integer", Kind::number},
      {"number", Kind::number}, {"string", Kind::string},   {"array", Kind::array},
      {"object", Kind::object}};
  const auto names = types.is_array() ? types.get<std::vector<std::string>>()
                                      : std::vector{types.get<std::string>()};
  kinds.reset();
  for (const auto& name : names) {
    const auto found = kTypes.find(name);
    if (found == kTypes.end()) {
      refuse("type", name);
    }
    kinds.set(static_cast<std::size_t>(found->second));
  }
  type = names.at(0);
  whole = std::ranges::find(names, "number") == names.end();
}

Schema::Member& Schema::member(const std::string& key) {
  const auto at = std::ranges::lower_bound(members, key, {}, &Member::key);
  return at != members.end() && at->key == key ? *at : *members.insert(at, Member{key, nullptr});
}

const Schema::Member* Schema::find(std::string_view key) const {
  const auto found = std::ranges::lower_bound(members, key, {}, &Member::key);
  return found != members.end() && found->key == key ? &*found : nullptr;
}

bool Schema::admits_type(const ValueTree& tree, ValueTree::Id id) const {
  const auto kind = tree.kind(id);
  return kinds[static_cast<std::size_t>(kind)] &&
         (!whole || kind != Kind::number || tree.to_json(id).is_number_integer());
}

const Schema& embedded_schema(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, Schema, std::less<>> compiled;
  const std::lock_guard lock(mutex);
  const auto found = compiled.find(name);
  return found != compiled.end()
             ? found->second
             : compiled.try_emplace(std::string(name), json::parse(find_schema(name)))
                   .first->second;
}

}  // namespace dmp::documents
