#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dmp/base/error.hpp"
#include "dmp/model/certificate_facts.hpp"
#include "dmp/x509/detail/openssl.hpp"
#include "dmp/x509/name.hpp"

namespace dmp::x509::detail {

/// to_utf8 converts every string type of X.520, NULs included; what OpenSSL knows no conversion for
/// is taken as UTF-8 or, failing that, Latin-1.
std::string to_utf8(const ASN1_STRING* string);

/// print_attribute writes "CN=value" as RFC 2253 2.3 does; the value must be UTF-8.
std::string print_attribute(std::string_view type, std::string_view value);

/// read_name reads a name by attribute, multi-valued RDNs included.
model::DistinguishedName read_name(const X509_NAME* name);

/// read_plain_name reads a Name (RFC 5280 4.1.2.4) as X509_NAME does, which takes ten times
/// as long, when all attributes are of types that OpenSSL knows and in strings of the usual types.
/// Nothing for any other name, whether X509_NAME reads it or not.
std::optional<model::DistinguishedName> read_plain_name(ByteView der);

/// make_name composes the authority's RDNs. Error ids: SUBJECT-TOO-LONG, SUBJECT-EMPTY,
/// SUBJECT-CHARACTER (input), REQUEST-SIGN (internal).
Result<UniqueName> make_name(const Subject& subject);

}  // namespace dmp::x509::detail
