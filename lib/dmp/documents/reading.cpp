#include "dmp/documents/reading.hpp"

#include <set>
#include <utility>

#include "dmp/base/repair.hpp"
#include "dmp/documents/detail/documents.hpp"
#include "dmp/documents/detail/json_text.hpp"
#include "dmp/documents/detail/schema_check.hpp"

namespace dmp::documents {
namespace {

using nlohmann::json;

Bytes copy_of(std::string_view text) {
  const auto bytes = as_bytes(text);
  return {bytes.begin(), bytes.end()};
}

/// Form is what the form of a document came to: its values, and whether they can be understood.
struct Form {
  std::shared_ptr<const ValueTree> tree;  ///< nullptr when there is nothing to read.
  SourceMap source;
  bool holds = false;
};

Form read_form(Bytes text, std::string_view schema_name, std::span<const OtherName> other_names,
               const Limits& limits, FindingList& findings) {
  const auto tree = parse_text(std::move(text), limits, findings);
  Form form{nullptr, SourceMap(tree), false};
  const Report report{findings, form.source};
  const auto& schema = embedded_schema(schema_name);
  if (tree != nullptr && check_version(*tree, schema, report)) {
    form.holds = check_form(*tree, schema, other_names, report, schema_name == "dossier");
    form.tree = tree;
  }
  return form;
}

/// Findings about the form do not know the site that their pointer lies in.
void name_sites(Findings& findings, const ValueTree& tree) {
  constexpr std::string_view kPrefix = "/establishments/";
  for (auto& finding : findings) {
    const std::string_view pointer = finding.at.pointer;
    if (!finding.site.empty() || !pointer.starts_with(kPrefix)) {
      continue;
    }
    const auto site = pointer.substr(0, pointer.find('/', kPrefix.size()));
    const auto id = tree.find(std::string(site) + "/id");
    if (id.exact && tree.kind(*id.id) == ValueTree::Kind::string) {
      finding.site = tree.string(*id.id);
    }
  }
}

/// Spaces around a value are told once: where another finding has the value without them, by that.
void drop_spaces(Findings& findings) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> told;
  for (const auto& finding : findings) {
    if (finding.rule != kSpacesRule && repair_of(finding)) {
      told.emplace(finding.at.line, finding.at.column);
    }
  }
  std::erase_if(findings, [&](const Finding& finding) {
    return finding.rule == kSpacesRule && told.contains({finding.at.line, finding.at.column});
  });
}

Finding internal_fault(std::string_view file, const std::exception& fault) {
  return {
      "INTERNAL", Severity::error, {std::string(file), "", 0, 0}, "", {arg("detail", fault.what())},
      ""};
}

/// Runs a reading whose third-party parts may throw; none of it passes this door.
template <typename T, typename Read>
Reading<T> guarded(std::string_view file, Read read) {
  try {
    return read();
  } catch (const json::exception& fault) {
    return {std::nullopt, {internal_fault(file, fault)}, {}, std::string(file)};
  } catch (const std::runtime_error& fault) {
    return {std::nullopt, {internal_fault(file, fault)}, {}, std::string(file)};
  }
}

Reading<model::Dossier> read_dossier_form(Bytes text, std::string_view file, const Limits& limits) {
  FindingList findings(file);
  auto form = read_form(std::move(text), "dossier", other_names_of_dossier(), limits, findings);
  Reading<model::Dossier> reading;
  reading.file = file;
  if (form.tree) {
    Mapper mapper({findings, form.source});
    auto dossier = map_dossier(*form.tree, form.holds, mapper);
    if (form.holds) {
      reading.value = std::move(dossier);
    }
  }
  reading.findings = findings.take();
  drop_spaces(reading.findings);
  if (form.tree) {
    name_sites(reading.findings, *form.tree);
  }
  reading.source = std::move(form.source);
  return reading;
}

Reading<policy::Policy> read_policy_form(Bytes text, std::string_view file, const Catalogue& rules,
                                         const Limits& limits) {
  FindingList findings(file);
  auto form = read_form(std::move(text), "policy", {}, limits, findings);
  Reading<policy::Policy> reading;
  reading.file = file;
  if (form.tree) {
    Mapper mapper({findings, form.source});
    auto policy = map_policy(*form.tree, file, rules, mapper);
    if (form.holds) {
      reading.value = std::move(policy);
    }
  }
  reading.findings = findings.take();
  reading.source = std::move(form.source);
  return reading;
}

}  // namespace

Reading<model::Dossier> read_dossier(Bytes text, std::string_view file, const Limits& limits) {
  return guarded<model::Dossier>(file,
                                 [&] { return read_dossier_form(std::move(text), file, limits); });
}

Reading<model::Dossier> read_dossier(std::string_view text, std::string_view file,
                                     const Limits& limits) {
  return read_dossier(copy_of(text), file, limits);
}

Reading<policy::Policy> read_policy(std::string_view text, std::string_view file,
                                    const Catalogue& rules, const Limits& limits) {
  return guarded<policy::Policy>(
      file, [&] { return read_policy_form(copy_of(text), file, rules, limits); });
}

}  // namespace dmp::documents
