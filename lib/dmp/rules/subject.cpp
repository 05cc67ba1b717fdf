#include "dmp/rules/subject.hpp"

#include "dmp/base/unicode.hpp"
#include "dmp/model/carrier.hpp"
#include "dmp/model/structure_id.hpp"
#include "dmp/policy/service.hpp"

namespace dmp::rules {
namespace {

std::string_view label_of(model::FinessKind kind) {
  return kind == model::FinessKind::geographic ? "rules.finess.geographic"
                                               : "rules.finess.juridical";
}

/// Refuses what would make a certificate that no service takes: a demanded name with another case,
/// or that of the other usage.
Status check_service(std::string_view service, model::Usage usage, const policy::Policy& policy) {
  using Kind = policy::ServiceMatch::Kind;
  const auto match = policy::match_service(service, usage, policy);
  const auto refused = [&](std::string_view id) {
    return fail(ErrorKind::input, id,
                {arg("name", service), arg("right", match.right), arg("usage", to_string(usage))});
  };
  if (match.kind == Kind::other_usage) {
    return refused("CSR-SERVICE-USAGE");
  }
  if (match.kind == Kind::misspelt) {
    return refused(policy::is_insi(match.right) ? "CSR-SERVICE-INSI" : "CSR-SERVICE-SPELLING");
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
  const auto state = model::state_label_of(site, wanted.on);
  if (state.empty()) {
    return fail(ErrorKind::input, "CSR-NO-DEPARTMENT", {arg("site", site.id)});
  }
  const auto organisation = x509::organisation_name(site.name);
  if (organisation.empty()) {
    return fail(ErrorKind::input, "CSR-NO-NAME", {arg("site", site.id)});
  }
  x509::Subject subject{state, organisation, model::StructureId::of(*finess).text(), service};
  if (auto status = x509::check_subject(subject); !status) {
    return fail(std::move(status.error()));
  }
  if (auto status = check_service(service, wanted.usage, policy); !status) {
    return fail(std::move(status.error()));
  }
  return subject;
}

}  // namespace dmp::rules
