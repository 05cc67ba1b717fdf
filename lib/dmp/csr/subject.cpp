#include "dmp/core/unicode.hpp"
#include "dmp/csr/csr.hpp"
#include "dmp/identifiers/structure_id.hpp"

namespace dmp::csr {
namespace {

std::string_view label_of(model::FinessKind kind) {
  return kind == model::FinessKind::geographic ? "csr.finess.geographic" : "csr.finess.juridical";
}

std::string letters_of(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') {
      letters += static_cast<char>(c - 'a' + 'A');
    } else if (c >= 'A' && c <= 'Z') {
      letters += c;
    }
  }
  return letters;
}

/// INSi answers only clients of two names, to the letter; others fail with DESIR_560.
Status check_insi(std::string_view service) {
  for (const std::string_view right : {"INSI-AUTO", "INSI-MANU"}) {
    if (service != right && letters_of(service) == letters_of(right)) {
      return fail(ErrorKind::input, "CSR-SERVICE-INSI",
                  {arg("name", service), arg("right", right)});
    }
  }
  return {};
}

/// The service as it will stand in CN; broken UTF-8 is left for make_request to point at.
std::string service_of(const model::WantedCertificate& wanted, const policy::Policy& policy,
                       std::string_view service_name) {
  const auto raw =
      service_name.empty() ? policy.service_name(wanted.usage) : std::string(service_name);
  return x509::normal_spaces(composed(raw));
}

}  // namespace

Result<x509::Subject> subject_for(const model::Establishment& site,
                                  const model::WantedCertificate& wanted,
                                  const policy::Policy& policy, std::string_view service_name) {
  const auto service = service_of(wanted, policy, service_name);
  if (service.empty()) {
    return fail(
        ErrorKind::input, "CSR-NO-SERVICE",
        {arg("site", site.id), arg("usage", to_string(wanted.usage)), arg("policy", policy.name)});
  }
  const auto& finess = site.finess(wanted.on);
  if (!finess) {
    return fail(ErrorKind::input, "CSR-NO-FINESS",
                {arg("site", site.id), arg_text("kind", label_of(wanted.on))});
  }
  const auto state = model::state_label_of(site);
  if (state.empty()) {
    return fail(ErrorKind::input, "CSR-NO-DEPARTMENT", {arg("site", site.id)});
  }
  const auto organisation = x509::organisation_name(site.name);
  if (organisation.empty()) {
    return fail(ErrorKind::input, "CSR-NO-NAME", {arg("site", site.id)});
  }
  x509::Subject subject{state, organisation, identifiers::StructureId::of(*finess).text(), service};
  if (auto status = x509::check_subject(subject); !status) {
    return fail(std::move(status.error()));
  }
  if (auto status = check_insi(service); !status) {
    return fail(std::move(status.error()));
  }
  return subject;
}

}  // namespace dmp::csr
