#include "dmp/x509/detail/signing_certificate.hpp"

#include "dmp/base/tlv.hpp"
#include "dmp/x509/detail/der.hpp"

namespace dmp::x509::detail {
namespace {

using model::SigningCertificate;

constexpr std::uint8_t kSequence = 0x30;

/// The attribute's SigningCertificateV2 with nothing but its first ESSCertIDv2; empty when it has
/// none. OpenSSL's comparison asks for every certificate that is named, and a signature may name
/// authorities that it does not carry.
Bytes first_only(ByteView value) {
  const auto outer = find_element(value, kSequence);
  const auto certificates = outer ? find_element(*outer, kSequence) : std::nullopt;
  const auto first = certificates ? find_element(*certificates, kSequence) : std::nullopt;
  return first ? element(kSequence, element(kSequence, element(kSequence, *first))) : Bytes();
}

}  // namespace

SigningCertificate signing_certificate_of(const CMS_SignerInfo* info, X509* signer) {
  const int at = CMS_signed_get_attr_by_NID(info, NID_id_smime_aa_signingCertificateV2, -1);
  if (at < 0) {
    return SigningCertificate::absent;
  }
  auto* attribute = CMS_signed_get_attr(info, at);
  const auto* value = X509_ATTRIBUTE_get0_type(attribute, 0);
  if (X509_ATTRIBUTE_count(attribute) != 1 || value == nullptr || value->type != V_ASN1_SEQUENCE) {
    return SigningCertificate::differs;
  }
  const auto der = first_only(view_of(value->value.sequence));
  const auto named = decode<UniqueSigningCertificate, d2i_ESS_SIGNING_CERT_V2>(der);
  const UniqueList own(sk_X509_new_null());
  const bool agrees = named && own && sk_X509_push(own.get(), signer) > 0 &&
                      OSSL_ESS_check_signing_certs(nullptr, named.get(), own.get(), 1) > 0;
  ERR_clear_error();
  return agrees ? SigningCertificate::agrees : SigningCertificate::differs;
}

}  // namespace dmp::x509::detail
