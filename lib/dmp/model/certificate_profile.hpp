#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/date.hpp"

namespace dmp::model {

/// NameAttribute is one attribute of a name, as it is encoded.
struct NameAttribute {
  std::string type;         ///< "C", "ST", "O", "OU", "CN", "emailAddress", …; else the dotted OID.
  std::string string_type;  ///< ASN.1 type: "UTF8String", "PrintableString", …
  std::string value;        ///< UTF-8.
  int rdn = 0;              ///< Of which RDN, from 0 in DER order; a multi-valued one has several.

  bool operator==(const NameAttribute&) const = default;
};

/// Extension is one extension of a certificate without its value.
struct Extension {
  std::string oid;  ///< Dotted.
  bool critical = false;

  bool operator==(const Extension&) const = default;
};

/// CertificateProfile is how a certificate is made, field by field (RFC 5280 section 4): what the
/// authority's profiles lay down, and what nobody needs to use the certificate.
struct CertificateProfile {
  int version = 0;                              ///< 3 for X.509 v3.
  std::size_t serial_bytes = 0;                 ///< Of the number itself, sign apart.
  std::string public_exponent;                  ///< Decimal; empty when the key is not RSA.
  std::vector<NameAttribute> subject;           ///< In DER order.
  std::vector<Extension> extensions;            ///< In the order of the certificate.
  std::vector<std::string> key_usage;           ///< RFC 5280 names: "digitalSignature", …
  std::vector<std::string> extended_key_usage;  ///< OIDs, dotted.
  std::vector<std::string> alternative_names;   ///< Kinds in subjectAltName: "dNSName", …
  std::vector<std::string> crl_urls;            ///< cRLDistributionPoints, URIs.
  std::vector<std::string> ocsp_urls;           ///< authorityInfoAccess.
  std::vector<std::string> issuer_urls;         ///< authorityInfoAccess, caIssuers.
  std::optional<Instant> key_usage_starts;      ///< Of privateKeyUsagePeriod.

  /// find_extension returns the extension with that OID, or nullptr.
  [[nodiscard]] const Extension* find_extension(std::string_view oid) const {
    const auto found = std::ranges::find(extensions, oid, &Extension::oid);
    return found == extensions.end() ? nullptr : &*found;
  }
};

}  // namespace dmp::model
