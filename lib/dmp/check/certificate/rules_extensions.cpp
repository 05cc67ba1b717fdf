#include <algorithm>

#include "dmp/check/certificate/engine.hpp"

// The extensions, whose order is never looked at: the authority changed it itself.
namespace dmp::check {
namespace {

constexpr std::string_view kKeyUsage = "2.5.29.15";
constexpr std::string_view kBasicConstraints = "2.5.29.19";
constexpr std::size_t kSerialBytes = 16;

void key_usage_not_critical(const Held& held, Faults& out) {
  const auto* extension = held.facts.profile.find_extension(kKeyUsage);
  if (extension != nullptr && !extension->critical) {
    out.emplace_back();
  }
}

void other_critical(const Held& held, Faults& out) {
  std::vector<std::string> found;
  for (const auto& each : held.facts.profile.extensions) {
    if (each.critical && each.oid != kKeyUsage && each.oid != kBasicConstraints) {
      found.push_back(each.oid);
    }
  }
  if (!found.empty()) {
    out.push_back({arg("extensions", listed(found))});
  }
}

void alternative_name(const Held& held, Faults& out) {
  const auto& names = held.facts.profile.alternative_names;
  if (held.is_organisation() && !names.empty()) {
    out.push_back({arg("kinds", listed(names))});
  }
}

void revocation_urls(const Held& held, Faults& out) {
  const auto& profile = held.facts.profile;
  const bool by_http = std::ranges::any_of(profile.crl_urls,
                                           [](const auto& url) { return url.starts_with("http"); });
  if (!by_http) {
    out.push_back({arg("missing", "cRLDistributionPoints")});
  }
  if (profile.ocsp_urls.empty()) {
    out.push_back({arg("missing", "OCSP")});
  }
}

void serial_length(const Held& held, Faults& out) {
  if (held.facts.profile.serial_bytes != kSerialBytes) {
    out.push_back({arg("found", held.facts.profile.serial_bytes), arg("expected", kSerialBytes)});
  }
}

constexpr CertificateCheck kChecks[] = {
    {.rule = {"CERT-KEY-USAGE-NOT-CRITICAL",
              Severity::warning,
              "RFC 5280, 4.2.1.3",
              {"{certificate}: its keyUsage is not critical",
               "{certificate} : son extension keyUsage n'est pas critique",
               "Check that it comes from the portal of the IGC-Santé.",
               "Vérifier qu'il vient du portail de l'IGC-Santé."}},
     .certificate = key_usage_not_critical,
     .also_cards = true},
    {.rule = {"CERT-EXTENSION-CRITICAL",
              Severity::warning,
              "RFC 5280, 4.2",
              {"{certificate}: critical extensions beside keyUsage: {extensions}",
               "{certificate} : extensions critiques autres que keyUsage : {extensions}",
               "Software that does not know them has to refuse it: check where it comes from.",
               "Un logiciel qui ne les connaît pas doit le refuser : vérifier son origine."}},
     .certificate = other_critical,
     .also_cards = true},
    {.rule = {"CERT-ALTERNATIVE-NAME",
              Severity::warning,
              "IGC-Santé, subjectAltName",
              {"{certificate}: a subjectAltName ({kinds}), which ORG does not have",
               "{certificate} : un subjectAltName ({kinds}), que l'offre ORG n'a pas",
               "Check that it is a certificate of the offer ORG and not SERV.",
               "Vérifier que c'est un certificat de l'offre ORG et non SERV."}},
     .certificate = alternative_name},
    {.rule = {"CERT-REVOCATION-URLS",
              Severity::warning,
              "IGC-Santé, cRLDistributionPoints, authorityInfoAccess",
              {"{certificate}: no HTTP address to ask about its revocation: {missing}",
               "{certificate} : aucune adresse HTTP où vérifier sa révocation : {missing}",
               "Check that it comes from the portal of the IGC-Santé.",
               "Vérifier qu'il vient du portail de l'IGC-Santé."}},
     .certificate = revocation_urls,
     .also_cards = true},
    {.rule = {"CERT-SERIAL-LENGTH",
              Severity::info,
              "IGC-Santé, serialNumber",
              {"{certificate}: its serial number has {found} bytes, {expected} are usual",
               "{certificate} : son numéro de série fait {found} octets au lieu de {expected}",
               "Nothing to do unless other findings say that it is not of the IGC-Santé.",
               "Rien à faire, sauf si d'autres constats disent qu'il n'est pas de l'IGC-Santé."}},
     .certificate = serial_length},
};

}  // namespace

std::span<const CertificateCheck> extension_checks() { return kChecks; }

}  // namespace dmp::check
