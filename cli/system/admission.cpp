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
                        check::finess_numbers(dossiers), path);
}

Result<check::Admission> admit(const DossierInput& input, const std::string& finess,
                               check::Purpose purpose, const Session& session) {
  check::Request request{{input.reading}, input.policy, session.as_of(), ids_of(input.sites)};
  if (!finess.empty()) {
    auto extract = read_register(finess, Whose::ours, request.dossiers);
    if (!extract) {
      return fail(std::move(extract.error()));
    }
    request.finess_register = std::move(*extract);
  }
  return check::admit(*input.reading.value, check::check(request), purpose);
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
