#include "dmp/documents/plan_document.hpp"

#include <nlohmann/json.hpp>

#include "dmp/documents/detail/json_text.hpp"
#include "dmp/documents/detail/mapper.hpp"
#include "dmp/documents/detail/schema_check.hpp"

namespace dmp::documents {
namespace {

/// A key that is not understood could be a mode or an owner: nothing is installed without it.
tl::unexpected<Error> invalid(std::string_view file, const Findings& findings) {
  Error error{ErrorKind::input, "PLAN-INVALID", {arg("file", file)}, {}};
  for (const auto& finding : findings) {
    error.causes.push_back(finding.rule + ' ' + finding.at.pointer + " (" +
                           std::to_string(finding.at.line) + ':' +
                           std::to_string(finding.at.column) + ')');
  }
  return fail(std::move(error));
}

std::vector<std::string> words_of(const Node& list) {
  std::vector<std::string> words;
  list.each([&](const Node& word) { words.push_back(word.is_string() ? word.typed() : ""); });
  return words;
}

InstallPlan map_plan(const ValueTree& tree) {
  const auto top = Node::root(tree);
  InstallPlan plan;
  plan.test = words_of(top.member("test"));
  plan.reload = words_of(top.member("reload"));
  top.member("targets").each([&](const Node& node) {
    const auto text = [&node](std::string_view name) { return Mapper::text(node.member(name)); };
    PlanTarget target;
    target.kind = text("kind");
    target.path = text("path");
    target.usage = text("usage");
    target.structure = text("structure");
    target.passphrase_file = text("passphrase_file");
    target.weak_passphrase = Mapper::boolean(node.member("weak_passphrase"));
    target.alias = text("alias");
    target.compat = text("compat");
    target.owner = text("owner");
    target.group = text("group");
    target.mode = text("mode");
    plan.targets.push_back(std::move(target));
  });
  return plan;
}

}  // namespace

Result<InstallPlan> read_plan(std::string_view text, std::string_view file) {
  FindingList findings(file);
  const auto bytes = as_bytes(text);
  const auto tree = parse_text(Bytes(bytes.begin(), bytes.end()), {}, findings);
  if (tree == nullptr || findings.has_error()) {
    return invalid(file, findings.take());
  }
  const SourceMap source(tree);
  const Report report{findings, source};
  const auto& schema = embedded_schema("plan");
  const bool is_right =
      check_version(*tree, schema, report) && check_form(*tree, schema, {}, report);
  auto plan = map_plan(*tree);
  const auto found = findings.take();
  return is_right && found.empty() && !plan.targets.empty() ? Result<InstallPlan>(std::move(plan))
                                                            : invalid(file, found);
}

}  // namespace dmp::documents
