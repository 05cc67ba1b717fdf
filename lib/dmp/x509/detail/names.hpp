#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dmp/core/error.hpp"
#include "dmp/model/certificate_facts.hpp"
#include "dmp/x509/detail/openssl.hpp"
#include "dmp/x509/name.hpp"

namespace dmp::x509::detail {

/// is_text tells whether OpenSSL can convert a string of a type that X.520 has: where it cannot,
/// X509_NAME refuses the whole name.
bool is_text(const ASN1_STRING* string);

/// to_utf8 converts every string type of X.520, NULs included; what OpenSSL knows no conversion for
/// is taken as UTF-8 or, failing that, Latin-1.
std::string to_utf8(const ASN1_STRING* string);

/// print_attribute writes "CN=value" as RFC 2253 2.3 does; the value must be UTF-8.
std::string print_attribute(std::string_view type, std::string_view value);

/// NameReader puts a name together from its attributes.
class NameReader {
 public:
  /// add takes the next attribute in DER order, and the number of its RDN.
  void add(const ASN1_OBJECT* type, const ASN1_STRING* value, int rdn);
  /// finish returns the name.
  model::DistinguishedName finish();

 private:
  model::DistinguishedName name_;
  std::vector<std::string> parts_;
  int rdn_ = -1;
};

/// read_name reads a name by attribute, multi-valued RDNs included.
model::DistinguishedName read_name(const X509_NAME* name);

/// make_name composes the authority's RDNs. Error ids: SUBJECT-TOO-LONG, SUBJECT-EMPTY,
/// SUBJECT-CHARACTER (input), REQUEST-SIGN (internal).
Result<UniqueName> make_name(const Subject& subject);

}  // namespace dmp::x509::detail
