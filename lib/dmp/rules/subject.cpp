#include "dmp/rules/subject.hpp"

#include "dmp/base/unicode.hpp"
#include "dmp/model/carrier.hpp"
#include "dmp/model/structure_id.hpp"
#include "dmp/policy/service.hpp"

namespace dmp::rules {
namespace {

/// The failure of a number that a certificate is to carry.
Error no_number(const model::Establishment& site, model::FinessKind on) {
  if (on == model::FinessKind::siret) {
    return {ErrorKind::input, "CSR-NO-SIRET", {arg("site", site.id)}, {}};
  }
  const auto* const label =
      on == model::FinessKind::geographic ? "rules.finess.geographic" : "rules.finess.juridical";
  return {ErrorKind::input, "CSR-NO-FINESS", {arg("site", site.id), arg_text("kind", label)}, {}};
}

/// The name of the edition's service, or that which the dossier gives the certificate.
std::string dossier_name_of(const model::WantedCertificate& wanted, const policy::Policy& policy) {
  return !wanted.name.empty()            ? wanted.name
         : wanted.service == model::kDmp ? policy.service_name(wanted.usage)
                                         : std::string();
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
      service_name.empty() ? dossier_name_of(wanted, policy) : std::string(service_name);
  return x509::normal_spaces(composed(raw));
}

/// Whose the names of a certificate are: the site's, or its legal entity's.
Args carrier_args(const model::Establishment& site, model::FinessKind on, const std::string& form) {
  const bool is_entity = on == model::FinessKind::juridical;
  return {arg("site", site.id), arg("number", model::number_of(site, on)),
          arg_text("carrier", "rules.carrier." + form + (is_entity ? "entity" : "site"))};
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
  const auto structure = model::structure_of(site, wanted.on);
  if (!structure) {
    return fail(no_number(site, wanted.on));
  }
  if (wanted.on == model::FinessKind::juridical && !site.legal_entity) {
    return fail(ErrorKind::input, "CSR-ENTITY-UNDESCRIBED",
                {arg("site", site.id), arg("finess", model::number_of(site, wanted.on))});
  }
  const auto state = model::state_label_of(site, wanted.on);
  if (state.empty()) {
    return fail(ErrorKind::input, "CSR-NO-DEPARTMENT", carrier_args(site, wanted.on, "of-"));
  }
  const auto organisation =
      x509::organisation_name(std::string(model::organisation_of(site, wanted.on)));
  if (organisation.empty()) {
    return fail(ErrorKind::input, "CSR-NO-NAME", carrier_args(site, wanted.on, ""));
  }
  x509::Subject subject{state, organisation, structure->text(), service};
  if (auto status = x509::check_subject(subject); !status) {
    return fail(std::move(status.error()));
  }
  if (auto status = check_service(service, wanted.usage, policy); !status) {
    return fail(std::move(status.error()));
  }
  return subject;
}

}  // namespace dmp::rules
