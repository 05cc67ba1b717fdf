#include "dmp/check/certificate/engine.hpp"
#include "dmp/x509/key_fitness.hpp"

// The key and the authority's signature: RSA 2048, e = 65537, sha256WithRSAEncryption.
namespace dmp::check {
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

constexpr CertificateCheck kChecks[] = {
    {.rule = {"CERT-KEY-NOT-RSA", Severity::error, kKey},
     .certificate = not_rsa,
     .also_cards = true},
    {.rule = {"CERT-KEY-SHORT", Severity::error, kKey},
     .certificate = too_short,
     .also_cards = true},
    {.rule = {"CERT-KEY-SIZE", Severity::warning, kKey},
     .certificate = other_size,
     .also_cards = true},
    {.rule = {"CERT-KEY-EXPONENT", Severity::warning, kKey},
     .certificate = exponent,
     .also_cards = true},
    {.rule = {"CERT-SIGNATURE-WEAK", Severity::error, kSigned},
     .certificate = weak_signature,
     .also_cards = true},
    {.rule = {"CERT-SIGNATURE-ALGORITHM", Severity::warning, kSigned},
     .certificate = other_signature,
     .also_cards = true},
};

}  // namespace

std::span<const CertificateCheck> key_checks() { return kChecks; }

}  // namespace dmp::check
