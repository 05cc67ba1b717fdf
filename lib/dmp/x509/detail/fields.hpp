#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/model/certificate_profile.hpp"
#include "dmp/x509/detail/frame.hpp"
#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {

/// instant_of reads a UTCTime or GeneralizedTime in the forms that RFC 5280 (4.1.2.5) allows, with
/// seconds, without fractions, ending in Z; nothing when it is none.
std::optional<Instant> instant_of(const ASN1_TIME* time);

/// instant_of reads such a time out of its element; nothing for a day or an hour that does not
/// exist.
std::optional<Instant> instant_of(const Element& time);

/// number_of writes a serial number: hexadecimal, upper case, after "-" when it is negative.
std::string number_of(const ASN1_INTEGER* serial);
/// number_of writes one that is not negative, of at least one byte.
std::string number_of(ByteView magnitude);

/// key_id_of writes a key identifier: hexadecimal, upper case; empty for none.
std::string key_id_of(const ASN1_OCTET_STRING* id);
std::string key_id_of(ByteView id);

/// Last number of the GIP-CPS's extension with the category of product, one byte in an OCTET
/// STRING.
inline constexpr std::uint8_t kProductCategory = 5;

/// gip_cps_name returns the last number of an extension's OID when it is one of the GIP-CPS's,
/// 1.2.250.1.71.1.2 and that number.
std::optional<std::uint8_t> gip_cps_name(const ASN1_OBJECT* oid);

/// sole_element returns the contents of an element of that tag that is all of the value.
std::optional<ByteView> sole_element(ByteView value, std::uint8_t tag);

/// sole_byte returns the contents of such an element when they are one byte.
std::optional<int> sole_byte(ByteView value, std::uint8_t tag);

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

/// read_profile reads the fields one by one, the key apart; an extension that cannot be read gives
/// nothing.
model::CertificateProfile read_profile(X509* x509);

}  // namespace dmp::x509::detail
