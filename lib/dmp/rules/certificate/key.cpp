#include "dmp/rules/detail/certificate.hpp"
#include "dmp/x509/key_fitness.hpp"

// The key and the authority's signature: RSA 2048, e = 65537, sha256WithRSAEncryption.
namespace dmp::rules::detail {
namespace {

constexpr int kBits = 2048;
constexpr std::string_view kExponent = "65537";
constexpr std::string_view kSignature = "sha256WithRSAEncryption";

bool is_rsa(const Held& held) { return held.facts.key_algorithm == "RSA"; }

Args size_args(const Held& held) {
  return {arg("bits", held.facts.key_bits), arg("expected", kBits)};
}

void not_rsa(const Held& held, Faults& out) {
  if (!is_rsa(held)) {
    out.push_back({arg("algorithm", held.facts.key_algorithm)});
  }
}

void too_short(const Held& held, Faults& out) {
  if (is_rsa(held) && held.facts.key_bits < kBits) {
    out.push_back(size_args(held));
  }
}

void other_size(const Held& held, Faults& out) {
  if (is_rsa(held) && held.facts.key_bits > kBits) {
    out.push_back(size_args(held));
  }
}

void exponent(const Held& held, Faults& out) {
  const auto& found = held.facts.profile.public_exponent;
  if (is_rsa(held) && found != kExponent) {
    out.push_back({arg("found", found), arg("expected", kExponent)});
  }
}

void weak_signature(const Held& held, Faults& out) {
  if (x509::is_weak_signature(held.facts.signature_algorithm)) {
    out.push_back({arg("algorithm", held.facts.signature_algorithm)});
  }
}

void other_signature(const Held& held, Faults& out) {
  const auto& found = held.facts.signature_algorithm;
  if (found != kSignature && !x509::is_weak_signature(found)) {
    out.push_back({arg("algorithm", found), arg("expected", kSignature)});
  }
}

constexpr std::string_view kKey = "IGC-Santé, subjectPublicKeyInfo";
constexpr std::string_view kSigned = "IGC-Santé, signatureAlgorithm";

constexpr Check kChecks[] = {
    {.rule = {"CERT-KEY-NOT-RSA",
              Severity::error,
              kKey,
              {"{certificate}: its key is {algorithm}, not RSA",
               "{certificate} : sa clé est de type {algorithm} et non RSA",
               "Generate an RSA key of 2048 bits and order the certificate again.",
               "Générer une clé RSA de 2048 bits et commander de nouveau le certificat."}},
     .certificate = not_rsa,
     .also_cards = true},
    {.rule = {"CERT-KEY-SHORT",
              Severity::error,
              kKey,
              {"{certificate}: its key has {bits} bits; at least {expected} are needed",
               "{certificate} : sa clé fait {bits} bits ; il en faut au moins {expected}",
               "Generate an RSA key of 2048 bits and order the certificate again.",
               "Générer une clé RSA de 2048 bits et commander de nouveau le certificat."}},
     .certificate = too_short,
     .also_cards = true},
    {.rule = {"CERT-KEY-SIZE",
              Severity::warning,
              kKey,
              {"{certificate}: its key has {bits} bits; the IGC-Santé uses {expected}",
               "{certificate} : sa clé fait {bits} bits ; l'IGC-Santé en utilise {expected}",
               "Test your DMP software with it before production.",
               "Tester le logiciel DMP avec ce certificat avant la mise en production."}},
     .certificate = other_size,
     .also_cards = true},
    {.rule =
         {"CERT-KEY-EXPONENT",
          Severity::warning,
          kKey,
          {"{certificate}: its public exponent is {found}, not {expected}",
           "{certificate} : son exposant public est {found} et non {expected}",
           "Generate a new key with a current version of OpenSSL and order the certificate again.",
           "Générer une nouvelle clé avec une version actuelle d'OpenSSL et commander de nouveau "
           "le certificat."}},
     .certificate = exponent,
     .also_cards = true},
    {.rule = {"CERT-SIGNATURE-WEAK",
              Severity::error,
              kSigned,
              {"{certificate}: signed with {algorithm}, which is no longer secure",
               "{certificate} : signé avec {algorithm}, qui n'est plus sûr",
               "Order a certificate of the IGC-Santé, which signs with SHA-256.",
               "Commander un certificat de l'IGC-Santé, qui signe en SHA-256."}},
     .certificate = weak_signature,
     .also_cards = true},
    {.rule = {"CERT-SIGNATURE-ALGORITHM",
              Severity::warning,
              kSigned,
              {"{certificate}: signed with {algorithm}, not {expected}",
               "{certificate} : signé avec {algorithm} et non {expected}",
               "Check that it comes from the IGC-Santé portal.",
               "Vérifier qu'il vient de la plateforme IGC-Santé."}},
     .certificate = other_signature,
     .also_cards = true},
};

}  // namespace

Checks key_checks() { return kChecks; }

}  // namespace dmp::rules::detail
