// Says of each question what the schema walker finds: one JSON object a line in, one out.
//
// {"schema": a name of ours | a schema, "document": a JSON text}
//   → {"findings": [[rule, pointer], …]}, or {"unknown": why} for a schema that it cannot read

#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "dmp/documents/detail/json_text.hpp"
#include "dmp/documents/detail/schema_check.hpp"
#include "dmp/documents/validation.hpp"

namespace {

using namespace dmp;
using nlohmann::json;

Findings findings_by(const documents::Schema& schema, const std::string& document) {
  documents::FindingList findings("document");
  const auto bytes = as_bytes(document);
  const auto tree = documents::parse_text(Bytes(bytes.begin(), bytes.end()), {}, findings);
  if (tree != nullptr) {
    const documents::SourceMap source(tree);
    documents::check_form(*tree, schema, {}, {findings, source});
  }
  return findings.take();
}

json judge(const json& question) {
  const auto& schema = question.at("schema");
  const auto document = question.at("document").get<std::string>();
  auto found = json::array();
  try {
    const auto findings = schema.is_string() ? documents::validate_document(
                                                   document, schema.get<std::string>(), "document")
                                             : findings_by(documents::Schema(schema), document);
    for (const auto& finding : findings) {
      found.push_back({finding.rule, finding.at.pointer});
    }
  } catch (const std::exception& fault) {
    return {{"unknown", fault.what()}};
  }
  return {{"findings", std::move(found)}};
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << judge(json::parse(line)).dump() << std::endl;
  }
}
