#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/date.hpp"
#include "dmp/model/certificate_profile.hpp"
#include "dmp/model/fingerprint.hpp"
#include "dmp/model/words.hpp"

namespace dmp::model {

/// DistinguishedName is a certificate's subject or issuer by attribute, UTF-8, never as printed.
struct DistinguishedName {
  std::string country;
  std::string state;
  std::string locality;
  std::string organisation;
  std::vector<std::string> units;  ///< Every OU, in DER order.
  std::string common_name;
  /// RFC 2253 form with UTF-8 kept, as the VIHF's Issuer has it; never to be compared. Control
  /// characters and what turns the direction of writing are there as hexadecimal pairs.
  std::string printed;
  /// DER, which x509::ComparableName reads; empty when no certificate was read.
  std::string encoded = {};

  bool operator==(const DistinguishedName&) const = default;
};

/// SharedName is a name that many certificates have, kept once; it never changes.
class SharedName {
 public:
  SharedName() : SharedName(DistinguishedName()) {}
  SharedName(DistinguishedName name)  // NOLINT(google-explicit-constructor): it is that name.
      : name_(std::make_shared<const DistinguishedName>(std::move(name))) {}

  const DistinguishedName& operator*() const { return *name_; }
  const DistinguishedName* operator->() const { return name_.get(); }
  bool operator==(const SharedName& other) const {
    return name_ == other.name_ || *name_ == *other.name_;
  }

 private:
  std::shared_ptr<const DistinguishedName> name_;
};

/// CardExtensions are the two private extensions that make a certificate that of a CPx card.
struct CardExtensions {
  int type = 0;        ///< 1.2.250.1.71.1.2.2: 0 CPS, 1 CPF, 2 CDE or CPE, 3 CDA or CPA.
  std::string number;  ///< Ten digits of 1.2.250.1.71.1.2.3, "8025000001/2600301752".

  bool operator==(const CardExtensions&) const = default;
};

/// CertificateSummary is whose certificate it is, for what, and until when.
struct CertificateSummary {
  DistinguishedName subject;
  SharedName issuer;
  Usage usage = Usage::other;
  Environment environment = Environment::unknown;
  std::string serial;  ///< Hexadecimal, upper case, without prefix; after "-" a negative one's.
  Fingerprint sha256;
  Instant not_before;
  Instant not_after;
  std::optional<Instant> key_usage_ends;  ///< End of the private-key usage period (2.5.29.16).
  bool is_ca = false;
  std::optional<int> product_category;  ///< Byte of 1.2.250.1.71.1.2.5: 0x03, 0x83, 0x00, 0x80.
  std::string subject_key_id;           ///< Of an authority: hexadecimal, upper case.
  std::string authority_key_id;         ///< Hexadecimal, upper case.

  bool operator==(const CertificateSummary&) const = default;

  /// ends_at returns the earlier of notAfter and the end of the private-key usage period.
  [[nodiscard]] Instant ends_at() const {
    return key_usage_ends && *key_usage_ends < not_after ? *key_usage_ends : not_after;
  }
  /// structure returns the identifiant national de structure (the only OU of a leaf), or "".
  [[nodiscard]] std::string structure() const {
    return subject.units.empty() ? std::string() : subject.units.front();
  }
};

/// CertificateFacts is what the program knows of one certificate, as plain data.
struct CertificateFacts : CertificateSummary {
  std::string public_key_sha256;  ///< Of the SubjectPublicKeyInfo's DER, hexadecimal, lower case.
  std::string key_algorithm;      ///< "RSA", "EC", …
  int key_bits = 0;
  std::string signature_algorithm;     ///< OpenSSL's long name, e.g. "sha256WithRSAEncryption".
  std::optional<CardExtensions> card;  ///< Nothing when it is not a CPx card's certificate.
  std::vector<std::string> policies;   ///< Policy OIDs, dotted.
  CertificateProfile profile;          ///< How it is made, field by field.
};

}  // namespace dmp::model
