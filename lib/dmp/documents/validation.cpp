#include "dmp/documents/validation.hpp"

#include "dmp/documents/detail/documents.hpp"
#include "dmp/documents/detail/json_text.hpp"

namespace dmp::documents {
namespace {

using nlohmann::json;

/// Follows a document and its schema, and looks at the days and moments in it.
class FormatCheck {
 public:
  explicit FormatCheck(Mapper& mapper) : mapper_(mapper) {}

  void walk(const Node& node, const Schema& part) {
    if (node.is_string()) {
      check(node, part.format);
    } else if (part.items != nullptr) {
      node.each([&](const Node& element) { walk(element, *part.items); });
    } else {
      node.each_member([&](const Node& member) {
        if (const auto* known = part.find(member.key); known != nullptr && known->part) {
          walk(member, *known->part);
        }
      });
    }
    for (const auto& alternative : part.alternatives) {
      if (alternative->admits_type(*node.tree, *node.id)) {
        walk(node, *alternative);
      }
    }
  }

 private:
  void check(const Node& node, std::string_view format) {
    if (format == "date") {
      mapper_.date(node);
    } else if (format == "date-time" && !parse_instant(Mapper::text(node))) {
      mapper_.add("DATE-INVALID", Severity::error, node, {arg("value", Mapper::text(node))});
    }
  }

  Mapper& mapper_;
};

void validate_form(std::string_view text, std::string_view schema_name, const Limits& limits,
                   FindingList& findings) {
  const auto bytes = as_bytes(text);
  const auto tree = parse_text(Bytes(bytes.begin(), bytes.end()), limits, findings);
  const SourceMap source(tree);
  const Report report{findings, source};
  const auto& schema = embedded_schema(schema_name);
  if (tree == nullptr || !check_version(*tree, schema, report)) {
    return;
  }
  check_form(*tree, schema, {}, report);
  Mapper mapper(report);
  FormatCheck(mapper).walk(Node::root(*tree), schema);
}

}  // namespace

Findings validate_document(std::string_view text, std::string_view schema, std::string_view file,
                           const Limits& limits) {
  FindingList findings(file);
  const auto broken = [&](const std::exception& fault) {
    findings.add({"INTERNAL",
                  Severity::error,
                  {std::string(file), "", 0, 0},
                  "",
                  {arg("detail", fault.what())},
                  ""});
  };
  try {
    validate_form(text, schema, limits, findings);
  } catch (const json::exception& fault) {
    broken(fault);
  } catch (const std::runtime_error& fault) {
    broken(fault);
  }
  return findings.take();
}

}  // namespace dmp::documents
