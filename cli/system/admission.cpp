#include "system/admission.hpp"

#include <algorithm>
#include <iterator>

namespace dmp::cli {

Result<registry::Extract> read_register(
    const std::string& path, Whose whose,
    std::span<const documents::Reading<model::Dossier>> dossiers) {
  auto stream = open_input(path, whose);
  if (!stream) {
    return fail(stream.error());
  }
  return registry::read([&stream](std::span<char> buffer) { return stream->read(buffer); },
                        rules::finess_numbers(dossiers), path);
}

Result<rules::Admission> admit(const DossierInput& input, const std::string& finess,
                               rules::Purpose purpose, const Session& session) {
  rules::DossierQuestion question{input.reading, input.policy, session.as_of(), input.sites};
  if (finess.empty()) {
    return rules::admit(question, purpose);
  }
  return read_register(finess, Whose::ours, {&input.reading, 1})
      .map([&](const registry::Extract& extract) {
        question.finess_register = &extract;
        return rules::admit(question, purpose);
      });
}

Findings shown_findings(const Findings& findings, const Session& session) {
  Findings shown;
  std::ranges::copy_if(findings, std::back_inserter(shown), [&session](const Finding& one) {
    return !session.quiet || one.severity == Severity::error;
  });
  return shown;
}

std::vector<std::string> ids_of(const Sites& sites) {
  std::vector<std::string> ids;
  std::ranges::transform(sites, std::back_inserter(ids), &model::Establishment::id);
  return ids;
}

}  // namespace dmp::cli
