#include <algorithm>
#include <map>
#include <vector>

#include "dmp/base/utf8.hpp"
#include "dmp/documents/detail/schema_check.hpp"
#include "dmp/documents/detail/shape.hpp"
#include "dmp/documents/embedded.hpp"

namespace dmp::documents {
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

/// Walks a document and its shape together.
class FormCheck {
 public:
  FormCheck(ValueTree& tree, std::span<const OtherName> other_names, Report report)
      : tree_(tree), other_names_(other_names), report_(report) {}

  bool run(const Shape& shape);

 private:
  /// These tell that a value surely conforms, with all that is in it.
  bool walk(const Node& node, const Shape& shape);
  bool walk_list(const Node& list, const Shape& shape);
  bool walk_object(const Node& object, const Shape& shape);
  void report_unknown(const Node& member, const Shape& shape);
  [[nodiscard]] std::string meant(std::string_view key, const Shape& shape) const;

  ValueTree& tree_;
  std::span<const OtherName> other_names_;
  Report report_;
  bool holds_ = true;
};

/// The document itself, whose long lists have been looked at one by one.
json without_elements(const ValueTree& tree, const Shape& shape) {
  if (tree.kind(0) != ValueTree::Kind::object) {
    return tree.to_json(0);
  }
  auto root = json::object();
  tree.each_child(0, [&](ValueTree::Id child) {
    auto key = tree.key(child);
    const auto* known = shape.find(key);
    const bool is_list = known != nullptr && known->shape->items != nullptr &&
                         tree.kind(child) == ValueTree::Kind::array;
    root[std::move(key)] = is_list ? json::array() : tree.to_json(child);
  });
  return root;
}

bool FormCheck::run(const Shape& shape) {
  if (!walk(Node::root(tree_), shape)) {
    const auto root = without_elements(tree_, shape);
    holds_ = explain_faults(root, shape.schema, "", report_) && holds_;
  }
  return holds_;
}

bool FormCheck::walk(const Node& node, const Shape& shape) {
  bool fits = shape.admits(tree_, *node.id);
  if (node.is_object()) {
    fits = walk_object(node, shape) && fits;
  } else if (node.is(ValueTree::Kind::array) && shape.items != nullptr) {
    fits = walk_list(node, *shape.items) && fits;
  }
  return fits;
}

bool FormCheck::walk_list(const Node& list, const Shape& shape) {
  // The validator gets the elements of the document's own lists one by one: there may be many.
  const bool one_by_one = list.parent != nullptr && list.parent->parent == nullptr;
  bool fits = true;
  list.each([&](const Node& element) {
    const bool element_fits = walk(element, shape);
    if (!element_fits && one_by_one) {
      const auto value = tree_.to_json(*element.id);
      holds_ = explain_faults(value, shape.schema, element.pointer(), report_) && holds_;
    } else {
      fits = fits && element_fits;
    }
  });
  return fits;
}

bool FormCheck::walk_object(const Node& object, const Shape& shape) {
  bool fits = true;
  std::ptrdiff_t required = 0;
  object.each_member([&](const Node& member) {
    if (const auto* known = shape.find(member.key)) {
      required += known->required ? 1 : 0;
      fits = walk(member, *known->shape) && fits;
    } else if (shape.others != nullptr) {
      fits = walk(member, *shape.others) && fits;
    } else if (shape.closed) {
      report_unknown(member, shape);
      tree_.ignore(*member.id);
    }
  });
  return fits && required == shape.required;
}

std::string FormCheck::meant(std::string_view key, const Shape& shape) const {
  constexpr std::size_t kLongestKey = 40;
  const auto other = std::ranges::find_if(other_names_, [&](const OtherName& name) {
    return name.first == key && shape.find(name.second) != nullptr;
  });
  if (other != other_names_.end()) {
    return std::string(other->second);
  }
  if (key.size() > kLongestKey || report_.findings.full()) {
    return {};
  }
  std::vector<std::string_view> names;
  for (const auto& member : shape.members) {
    names.emplace_back(member.key);
  }
  return std::string(nearest(key, names).value_or(std::string_view()));
}

void FormCheck::report_unknown(const Node& member, const Shape& shape) {
  const auto name = meant(member.key, shape);
  const auto position = tree_.key_position(*member.id);
  report_.findings.add(
      {"SCHEMA-UNKNOWN-KEY",
       Severity::warning,
       {report_.findings.file(), member.pointer(), position.line, position.column},
       "",
       {arg("key", cut_characters(member.key, 60)), arg("nearest", name),
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

bool check_form(ValueTree& tree, std::string_view schema_name,
                std::span<const OtherName> other_names, Report report) {
  static const auto shapes = [] {
    std::map<std::string_view, Shape> all;
    for (const auto& schema : embedded_schemas()) {
      all.emplace(schema.name, expanded_schema(schema.name));
    }
    return all;
  }();
  return FormCheck(tree, other_names, report).run(shapes.at(schema_name));
}

json version_of(const ValueTree& tree) {
  const auto version =
      tree.kind(0) == ValueTree::Kind::object ? tree.member(0, "version") : std::nullopt;
  return version ? tree.to_json(*version) : json();
}

bool check_version(const ValueTree& tree, Report report) {
  const auto version = version_of(tree);
  if (!version.is_number() || version == 1) {
    return true;
  }
  report.findings.add({"SCHEMA-VERSION",
                       Severity::error,
                       report.source.locate(report.findings.file(), "/version"),
                       "",
                       {arg("found", version.dump()), arg("expected", 1)},
                       ""});
  return false;
}

}  // namespace dmp::documents
