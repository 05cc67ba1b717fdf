#include "dmp/core/utf8.hpp"
#include "dmp/csr/csr.hpp"
#include "dmp/identifiers/structure_id.hpp"

namespace dmp::csr {
namespace {

std::string_view label_of(model::FinessKind kind) {
  return kind == model::FinessKind::geographic ? "csr.finess.geographic" : "csr.finess.juridical";
}

}  // namespace

Result<x509::Subject> subject_for(const model::Establishment& site,
                                  const model::WantedCertificate& wanted,
                                  const policy::Policy& policy) {
  const auto service = policy.service_name(wanted.usage);
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
  if (const auto length = count_characters(service); length > x509::kNameBound) {
    return fail(ErrorKind::input, "SUBJECT-TOO-LONG",
                {arg("attribute", "CN"), arg("length", length), arg("limit", x509::kNameBound)});
  }
  return x509::Subject{state, organisation, identifiers::StructureId::of(*finess).text(), service};
}

}  // namespace dmp::csr
