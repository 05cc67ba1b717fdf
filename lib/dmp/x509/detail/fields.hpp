#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmp/core/date.hpp"
#include "dmp/model/certificate_profile.hpp"
#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {

/// instant_of reads a UTCTime or GeneralizedTime; nothing when it is none.
std::optional<Instant> instant_of(const ASN1_TIME* time);

/// name_attributes lists a name's attributes as they are encoded, in DER order.
std::vector<model::NameAttribute> name_attributes(const X509_NAME* name);

/// name_kinds lists the kinds of general names (RFC 5280 4.2.1.6): "dNSName", …
std::vector<std::string> name_kinds(const GENERAL_NAMES* names);

/// KeyFields is what a SubjectPublicKeyInfo says.
struct KeyFields {
  std::string sha256;     ///< Of its DER, hexadecimal, lower case.
  std::string algorithm;  ///< "RSA", "EC", …; the OID of a key that cannot be read.
  int bits = 0;
  std::string curve;            ///< Name of the group, for EC; empty for explicit parameters.
  std::string public_exponent;  ///< Decimal, for RSA; empty beyond 4,096 bits.
};
KeyFields key_fields(const X509_PUBKEY* key);

/// read_profile reads the fields one by one, the key apart; an extension that cannot be read gives nothing.
model::CertificateProfile read_profile(X509* x509);

}  // namespace dmp::x509::detail
