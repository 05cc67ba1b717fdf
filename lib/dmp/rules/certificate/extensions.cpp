#include <algorithm>

#include "dmp/rules/detail/certificate.hpp"

// The extensions, whose order is never looked at: the authority changed it itself.
namespace dmp::rules::detail {
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

constexpr Check kChecks[] = {
    {.rule = {"CERT-KEY-USAGE-NOT-CRITICAL",
              Severity::warning,
              "RFC 5280, 4.2.1.3",
              {"{certificate}: its keyUsage extension is not critical",
               "{certificate} : son extension keyUsage n'est pas critique",
               "Check that it comes from the IGC-Santé portal.",
               "Vérifier qu'il vient de la plateforme IGC-Santé."}},
     .certificate = key_usage_not_critical,
     .also_cards = true},
    {.rule = {"CERT-EXTENSION-CRITICAL",
              Severity::warning,
              "RFC 5280, 4.2",
              {"{certificate}: has critical extensions other than keyUsage: {extensions}",
               "{certificate} : porte des extensions critiques autres que keyUsage : {extensions}",
               "Software that does not know them has to refuse the certificate: check where it "
               "comes from.",
               "Un logiciel qui ne les connaît pas doit refuser le certificat : vérifier d'où il "
               "vient."}},
     .certificate = other_critical,
     .also_cards = true},
    {.rule = {"CERT-ALTERNATIVE-NAME",
              Severity::warning,
              "IGC-Santé, subjectAltName",
              {"{certificate}: has a subjectAltName ({kinds}), which certificates of the ORG offer "
               "do not have",
               "{certificate} : porte un subjectAltName ({kinds}), absent des certificats de "
               "l'offre ORG",
               "Check that it is a certificate of the ORG offer, not of SERV.",
               "Vérifier qu'il relève de l'offre ORG et non de l'offre SERV."}},
     .certificate = alternative_name},
    {.rule =
         {"CERT-REVOCATION-URLS",
          Severity::warning,
          "IGC-Santé, cRLDistributionPoints, authorityInfoAccess",
          {"{certificate}: gives no HTTP address for checking its revocation; missing: {missing}",
           "{certificate} : ne donne pas d'adresse HTTP pour vérifier sa révocation ; manque : "
           "{missing}",
           "Check that it comes from the IGC-Santé portal.",
           "Vérifier qu'il vient de la plateforme IGC-Santé."}},
     .certificate = revocation_urls,
     .also_cards = true},
    {.rule =
         {"CERT-SERIAL-LENGTH",
          Severity::info,
          "IGC-Santé, serialNumber",
          {"{certificate}: its serial number has {found} {found:byte|bytes} instead of {expected}",
           "{certificate} : son numéro de série fait {found} {found:octet|octets} au lieu de "
           "{expected}",
           "Nothing to do, unless other findings say that it is not a certificate of the "
           "IGC-Santé.",
           "Rien à faire, sauf si d'autres constats disent qu'il ne vient pas de l'IGC-Santé."}},
     .certificate = serial_length},
};

}  // namespace

Checks extension_checks() { return kChecks; }

}  // namespace dmp::rules::detail
