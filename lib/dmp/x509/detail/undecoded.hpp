#pragma once

#include <openssl/asn1t.h>

#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {

/// StringList is a SEQUENCE OF elements that stay as they are.
using StringList = STACK_OF(ASN1_STRING);

/// Validity is RFC 5280's (4.1.2.5).
struct Validity {
  ASN1_TIME* not_before;
  ASN1_TIME* not_after;
};

/// UndecodedBody is a TBSCertificate (RFC 5280 4.1.2) of which OpenSSL decodes the frame: names,
/// extensions, key and algorithm stay SEQUENCEs, DER included.
struct UndecodedBody {
  ASN1_INTEGER* version;
  ASN1_INTEGER* serial;
  ASN1_STRING* algorithm;
  ASN1_STRING* issuer;
  Validity* validity;
  ASN1_STRING* subject;
  ASN1_STRING* key;
  ASN1_BIT_STRING* issuer_id;
  ASN1_BIT_STRING* subject_id;
  StringList* extensions;  ///< Null without any.
};

/// Undecoded is a Certificate (RFC 5280 4.1), as far.
struct Undecoded {
  UndecodedBody* body;
  ASN1_STRING* algorithm;
  ASN1_BIT_STRING* signature;
};

/// Attribute is an AttributeTypeAndValue (RFC 5280 4.1.2.4), of the types that X509_NAME takes.
struct Attribute {
  ASN1_OBJECT* type;
  ASN1_STRING* value;
};

// OpenSSL's lists are untyped underneath; its macros give them their types.
DEFINE_STACK_OF(Attribute)
/// Rdn is a RelativeDistinguishedName: a SET OF attributes.
using Rdn = STACK_OF(Attribute);
DEFINE_STACK_OF(Rdn)

/// free_undecoded and free_rdns free what was decoded, and all below it.
void free_undecoded(Undecoded* certificate) noexcept;
void free_rdns(STACK_OF(Rdn) * name) noexcept;
using UniqueUndecoded = Owned<Undecoded, free_undecoded>;
using UniqueRdns = Owned<STACK_OF(Rdn), free_rdns>;

/// decode_frame reads exactly one certificate as far as Undecoded goes; null for anything else.
UniqueUndecoded decode_frame(ByteView der);

/// decode_name reads a name's RDNs without what X509_NAME makes of them, which takes three times as
/// long; null for anything else.
UniqueRdns decode_name(ByteView der);

}  // namespace dmp::x509::detail
