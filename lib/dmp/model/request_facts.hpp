#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/model/certificate_facts.hpp"
#include "dmp/model/certificate_profile.hpp"
#include "dmp/model/words.hpp"

namespace dmp::model {

/// RequestAttribute is one attribute of a PKCS#10 without its value, which may be a password.
struct RequestAttribute {
  std::string oid;   ///< Dotted.
  std::string name;  ///< RFC 2985's word, e.g. "challengePassword"; the OID where there is none.

  bool operator==(const RequestAttribute&) const = default;
};

/// RequestedExtension is one extension that a request asks for, without its value.
struct RequestedExtension {
  std::string oid;   ///< Dotted.
  std::string name;  ///< RFC 5280's word, e.g. "subjectAltName"; the OID where there is none.
  bool critical = false;

  bool operator==(const RequestedExtension&) const = default;
};

/// RequestEnvelope is what is known of the CMS SignedData (RFC 5652) that a request came in.
struct RequestEnvelope {
  /// Every signature over the content is mathematically right under the certificate that came with
  /// it. Whether that certificate is anybody's, nobody has asked.
  bool signature_valid = false;
  /// Of several signers, one with a CPx card where there is one.
  std::string signer;                ///< Subject (RFC 2253); empty when its certificate is missing.
  std::string signer_sha256;         ///< Of the signer's certificate, as CertificateFacts::sha256.
  std::optional<Instant> signed_at;  ///< signingTime, as the signer claims it.
  std::string card_number;           ///< Ten digits, when it is a CPx card's certificate.
  std::string hash = {};             ///< Of the signer's signature: "SHA256", "SHA1", …
  SigningCertificate signing_certificate = SigningCertificate::absent;
  int signers = 1;

  bool operator==(const RequestEnvelope&) const = default;
};

/// SignerVerdict is what came out about the signer of a request, beyond what the envelope says of
/// itself.
struct SignerVerdict {
  Usage usage = Usage::other;  ///< Of the certificate: card_sign is right.
  Environment environment = Environment::unknown;
  std::string anchor;         ///< Subject that the chain ends at; empty when it does not hold.
  std::string administrator;  ///< Id in the dossier; empty when he is none of the site's.
  /// Every check once, in the order of the enumeration.
  std::vector<std::pair<SignerCheck, CheckResult>> checks;

  /// result_of returns what came out of a check.
  [[nodiscard]] CheckResult result_of(SignerCheck check) const {
    const auto found =
        std::ranges::find(checks, check, &std::pair<SignerCheck, CheckResult>::first);
    return found == checks.end() ? CheckResult::not_verified : found->second;
  }

  bool operator==(const SignerVerdict&) const = default;
};

/// RequestFacts is what the program knows of one certification request (PKCS#10, RFC 2986).
struct RequestFacts {
  /// PEM label as found, "CERTIFICATE REQUEST" or "NEW CERTIFICATE REQUEST", else "DER".
  std::string label = "DER";
  std::uint32_t line = 0;  ///< Of its PEM block in the file, from 1; 0 where there is none.
  DistinguishedName subject;
  std::vector<NameAttribute> subject_attributes;  ///< In DER order.
  std::string public_key_sha256;  ///< Of the SubjectPublicKeyInfo's DER, hexadecimal, lower case.
  std::string key_algorithm;      ///< "RSA", "EC", …
  int key_bits = 0;
  std::string key_word;             ///< As order.json has it: "rsa:2048", "ec:p256", …
  std::string key_curve;            ///< OpenSSL's name, e.g. "prime256v1"; empty when it has none.
  std::string public_exponent;      ///< Decimal; empty when not RSA or longer than anybody's.
  std::string signature_algorithm;  ///< OpenSSL's long name, e.g. "sha256WithRSAEncryption".
  std::string signature_hash;       ///< "SHA256", "SHA1", …; empty when the algorithm has none.
  bool signature_valid = false;     ///< Self-signature: possession of the key.
  int attributes = 0;               ///< Number of attributes in the request; ours has none.
  std::vector<RequestAttribute> attribute_details;
  std::vector<RequestedExtension> extensions;  ///< Of extensionRequest.
  std::vector<std::string> alternative_names;  ///< Kinds in subjectAltName: "dNSName", …
  std::optional<RequestEnvelope> envelope;     ///< When it came signed.

  /// structure returns the identifiant national de structure (the first OU), or "".
  [[nodiscard]] std::string structure() const {
    return subject.units.empty() ? std::string() : subject.units.front();
  }
};

}  // namespace dmp::model
