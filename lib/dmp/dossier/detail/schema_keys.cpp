#include <algorithm>
#include <charconv>
#include <vector>

#include "dmp/core/utf8.hpp"
#include "dmp/dossier/detail/position_index.hpp"
#include "dmp/dossier/detail/schema_check.hpp"
#include "dmp/dossier/embedded.hpp"

namespace dmp::dossier {
namespace {

using nlohmann::json;

/// Our schemas do not refer to themselves, and refer to "#/definitions/…" only.
void expand(json& schema, const json& definitions) {
  if (schema.is_object()) {
    const auto reference = schema.find("$ref");
    if (reference != schema.end()) {
      constexpr std::string_view kPrefix = "#/definitions/";
      auto target = definitions.at(reference->get_ref<const std::string&>().substr(kPrefix.size()));
      schema = std::move(target);
    }
  }
  for (auto& part : schema) {
    if (part.is_structured()) {
      expand(part, definitions);
    }
  }
}

json expand_schema(std::string_view text) {
  auto schema = json::parse(text);
  auto definitions = json::object();
  if (const auto found = schema.find("definitions"); found != schema.end()) {
    definitions = std::move(*found);
    schema.erase(found);
  }
  expand(schema, definitions);
  return schema;
}

class KeyRemover {
 public:
  KeyRemover(std::span<const OtherName> other_names, Report report)
      : other_names_(other_names), report_(report) {}

  void walk(json& value, const json& schema, const std::string& pointer);

 private:
  void walk_object(json& object, const json& schema, const std::string& pointer);
  void report(std::string_view key, const json& known, const std::string& pointer);
  std::string meant(std::string_view key, const json& known) const;

  std::span<const OtherName> other_names_;
  Report report_;
};

void KeyRemover::walk(json& value, const json& schema, const std::string& pointer) {
  if (value.is_object()) {
    walk_object(value, schema, pointer);
  } else if (const auto items = schema.find("items"); value.is_array() && items != schema.end()) {
    std::size_t index = 0;
    for (auto& item : value) {
      if (item.is_structured()) {
        walk(item, *items, pointer + '/' + std::to_string(index));
      }
      ++index;
    }
  }
}

void KeyRemover::walk_object(json& object, const json& schema, const std::string& pointer) {
  const auto known = schema.find("properties");
  const auto others = schema.find("additionalProperties");
  const bool closed = others != schema.end() && others->is_boolean() && !others->get<bool>();
  for (auto member = object.begin(); member != object.end();) {
    const bool is_known = known != schema.end() && known->contains(member.key());
    if (is_known && member->is_structured()) {
      walk(*member, known->at(member.key()), pointer + '/' + member.key());
    }
    if (is_known || !closed) {
      ++member;
      continue;
    }
    report(member.key(), *known, pointer);
    member = object.erase(member);
  }
}

std::string KeyRemover::meant(std::string_view key, const json& known) const {
  constexpr std::size_t kLongestKey = 40;
  const auto other = std::ranges::find_if(other_names_, [&](const OtherName& name) {
    return name.first == key && known.contains(name.second);
  });
  if (other != other_names_.end()) {
    return std::string(other->second);
  }
  if (key.size() > kLongestKey || report_.findings.full()) {
    return {};
  }
  std::vector<std::string_view> names;
  for (const auto& member : known.items()) {
    names.emplace_back(member.key());
  }
  return std::string(nearest(key, names).value_or(std::string_view()));
}

void KeyRemover::report(std::string_view key, const json& known, const std::string& pointer) {
  const auto at = pointer + '/' + escape_token(key);
  const auto name = meant(key, known);
  report_.findings.add(
      {"SCHEMA-UNKNOWN-KEY",
       Severity::warning,
       report_.source.locate_key(report_.findings.file(), at),
       "",
       {arg("key", cut_characters(key, 60)), arg("nearest", name),
        arg_text("advice", name.empty() ? "SCHEMA-UNKNOWN-KEY.remove" : "SCHEMA.did-you-mean")},
       ""});
}

}  // namespace

const json& expanded_schema(std::string_view name) {
  static const auto schemas = [] {
    std::map<std::string, json, std::less<>> all;
    for (const auto& schema : embedded_schemas()) {
      all.emplace(schema.name, expand_schema(schema.text));
    }
    return all;
  }();
  static const json none;
  const auto found = schemas.find(name);
  return found == schemas.end() ? none : found->second;
}

const json* subschema_at(const json& schema, std::string_view pointer) {
  const json* at = &schema;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const auto token = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(token.size());
    if (const auto items = at->find("items"); items != at->end()) {
      at = &*items;
      continue;
    }
    const auto properties = at->find("properties");
    const auto others = at->find("additionalProperties");
    if (properties != at->end() && properties->contains(token)) {
      at = &properties->at(std::string(token));
    } else if (others != at->end() && others->is_object()) {
      at = &*others;
    } else {
      return nullptr;
    }
  }
  return at;
}

void remove_unknown_keys(json& root, const json& schema, std::span<const OtherName> other_names,
                         Report report) {
  KeyRemover(other_names, report).walk(root, schema, "");
}

bool check_version(const json& root, Report report) {
  if (!root.is_object()) {
    return true;
  }
  const auto version = root.find("version");
  if (version == root.end() || !version->is_number() || *version == 1) {
    return true;
  }
  report.findings.add({"SCHEMA-VERSION",
                       Severity::error,
                       report.source.locate(report.findings.file(), "/version"),
                       "",
                       {arg("found", version->dump()), arg("expected", 1)},
                       ""});
  return false;
}

}  // namespace dmp::dossier
