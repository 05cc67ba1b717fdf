#include "dmp/documents/schema_outline.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "dmp/documents/embedded.hpp"

namespace dmp::documents {
namespace {

using Json = nlohmann::ordered_json;

/// Objects of a list differ from those that stand elsewhere by nothing but their need of an id.
constexpr std::string_view kListed = "listed_";

/// Writes the outline of one schema in one language.
class Outliner {
 public:
  Outliner(const Json& root, Language language) : root_(root), language_(language) {}

  [[nodiscard]] SchemaOutline outline() const {
    SchemaOutline made;
    made.parts.push_back(part("", root_, root_));
    for (const auto& [name, definition] : definitions().items()) {
      if (definition.contains("properties") && !twin(name)) {
        // One of a list has an id as well.
        const auto listed = definitions().find(std::string(kListed) + name);
        made.parts.push_back(
            part(name, definition, listed == definitions().end() ? definition : *listed));
      }
    }
    if (const auto examples = root_.find("examples"); examples != root_.end()) {
      made.example = examples->front().dump(2);
    }
    return made;
  }

 private:
  [[nodiscard]] const Json& definitions() const { return root_.at("definitions"); }

  /// Whether a definition is that of a list, and the same stands elsewhere without the word.
  [[nodiscard]] bool twin(std::string_view name) const {
    return name.starts_with(kListed) && definitions().contains(name.substr(kListed.size()));
  }

  [[nodiscard]] std::string referred(const Json& schema) const {
    const auto path = schema.at("$ref").get<std::string>();
    auto name = path.substr(path.rfind('/') + 1);
    return twin(name) ? name.substr(kListed.size()) : name;
  }

  /// A text in the language of the outline, else in English.
  [[nodiscard]] const Json* said(const Json& schema, const std::string& keyword) const {
    const auto french = schema.find(keyword + "Fr");
    if (language_ == Language::french && french != schema.end()) {
      return &*french;
    }
    const auto english = schema.find(keyword);
    return english == schema.end() ? nullptr : &*english;
  }

  [[nodiscard]] std::string about(const Json& schema) const {
    if (const auto* text = said(schema, "description")) {
      return text->get<std::string>();
    }
    return schema.contains("$ref") ? about(definitions().at(referred(schema))) : std::string();
  }

  [[nodiscard]] std::string type(const Json& schema) const {
    if (schema.contains("$ref")) {
      const auto name = referred(schema);
      const auto& definition = definitions().at(name);
      return definition.contains("properties") ? name : type(definition);
    }
    if (const auto choices = schema.find("anyOf"); choices != schema.end()) {
      std::string all;
      for (const auto& choice : *choices) {
        all += (all.empty() ? "" : "|") + type(choice);
      }
      return all;
    }
    const auto word = schema.at("type").get<std::string>();
    return word == "array" ? "[" + type(schema.at("items")) + "]" : word;
  }

  void add_values(const Json& schema, SchemaField& field) const {
    if (schema.contains("$ref")) {
      return add_values(definitions().at(referred(schema)), field);
    }
    const auto words = schema.find("enum");
    if (words == schema.end()) {
      return;
    }
    const auto* meanings = said(schema, "enumDescriptions");
    for (std::size_t at = 0; at < words->size(); ++at) {
      const auto& word = (*words)[at];
      field.values.emplace_back(word.is_string() ? word.get<std::string>() : word.dump(),
                                meanings == nullptr ? "" : (*meanings)[at].get<std::string>());
    }
  }

  /// The part that a definition describes, with the keys of the same one in a list.
  [[nodiscard]] SchemaPart part(const std::string& name, const Json& schema,
                                const Json& keys) const {
    SchemaPart made{name, about(schema), {}};
    const auto required = schema.value("required", Json::array());
    for (const auto& [key, own] : keys.at("properties").items()) {
      SchemaField field{
          key, type(own), std::ranges::find(required, Json(key)) != required.end(), about(own), {}};
      add_values(own, field);
      made.fields.push_back(std::move(field));
    }
    return made;
  }

  const Json& root_;
  Language language_;
};

}  // namespace

SchemaOutline outline_schema(std::string_view name, Language language) {
  const auto root = Json::parse(find_schema(name), nullptr, false);
  return root.is_discarded() ? SchemaOutline() : Outliner(root, language).outline();
}

}  // namespace dmp::documents
