#include "dmp/dossier/reading.hpp"

#include <charconv>

#include "dmp/dossier/detail/documents.hpp"
#include "dmp/dossier/detail/json_text.hpp"
#include "dmp/dossier/detail/schema_check.hpp"

namespace dmp::dossier {
namespace {

using nlohmann::json;

/// Form is what the form of a document came to: its values, and whether they can be understood.
struct Form {
  std::optional<json> root;
  SourceMap source;
  bool holds = false;
};

Form read_form(std::string_view text, std::string_view schema_name,
               std::span<const OtherName> other_names, const Limits& limits,
               FindingList& findings) {
  auto parsed = parse_text(text, limits, findings);
  Form form{std::move(parsed.root), std::move(parsed.source), false};
  if (!form.root) {
    return form;
  }
  const Report report{findings, form.source};
  if (!check_version(*form.root, report)) {
    form.root.reset();
    return form;
  }
  remove_unknown_keys(*form.root, expanded_schema(schema_name), other_names, report);
  form.holds = validate(*form.root, schema_name, report);
  return form;
}

/// Findings about the form do not know the site that their pointer lies in.
void name_sites(Findings& findings, const json& root) {
  constexpr std::string_view kPrefix = "/establishments/";
  const auto sites = root.is_object() ? root.find("establishments") : root.end();
  if (!root.is_object() || sites == root.end() || !sites->is_array()) {
    return;
  }
  for (auto& finding : findings) {
    const std::string_view pointer = finding.at.pointer;
    if (!finding.site.empty() || !pointer.starts_with(kPrefix)) {
      continue;
    }
    std::size_t index = sites->size();
    std::from_chars(pointer.data() + kPrefix.size(), pointer.data() + pointer.size(), index);
    if (index < sites->size() && (*sites)[index].is_object()) {
      const auto id = (*sites)[index].find("id");
      finding.site = id != (*sites)[index].end() && id->is_string() ? id->get<std::string>() : "";
    }
  }
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

Reading<model::Dossier> read_dossier_form(std::string_view text, std::string_view file,
                                          const Limits& limits) {
  FindingList findings(file);
  auto form = read_form(text, "dossier", other_names_of_dossier(), limits, findings);
  Reading<model::Dossier> reading;
  reading.file = file;
  if (form.root) {
    Mapper mapper({findings, form.source});
    auto dossier = map_dossier(*form.root, mapper);
    check_references(dossier, form.holds, mapper);
    if (form.holds) {
      reading.value = std::move(dossier);
    }
  }
  reading.findings = findings.take();
  if (form.root) {
    name_sites(reading.findings, *form.root);
  }
  reading.source = std::move(form.source);
  return reading;
}

Reading<policy::Policy> read_policy_form(std::string_view text, std::string_view file,
                                         const Limits& limits) {
  FindingList findings(file);
  auto form = read_form(text, "policy", {}, limits, findings);
  Reading<policy::Policy> reading;
  reading.file = file;
  if (form.root) {
    Mapper mapper({findings, form.source});
    auto policy = map_policy(*form.root, file, mapper);
    if (form.holds) {
      reading.value = std::move(policy);
    }
  }
  reading.findings = findings.take();
  reading.source = std::move(form.source);
  return reading;
}

}  // namespace

Reading<model::Dossier> read_dossier(std::string_view text, std::string_view file,
                                     const Limits& limits) {
  return guarded<model::Dossier>(file, [&] { return read_dossier_form(text, file, limits); });
}

Reading<policy::Policy> read_policy(std::string_view text, std::string_view file,
                                    const Limits& limits) {
  return guarded<policy::Policy>(file, [&] { return read_policy_form(text, file, limits); });
}

}  // namespace dmp::dossier
