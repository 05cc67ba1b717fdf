#include "dmp/x509/signed_data.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "dmp/x509/detail/der.hpp"
#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/signing_certificate.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::x509 {
namespace {

constexpr std::uint8_t kSetOf = 0x31;

/// What CMS_add1_signer shall do: no signature yet, no capabilities of a mail program, and the
/// attribute signing-certificate-v2 (of a hash other than SHA-1 it is the second version).
constexpr unsigned kSignerFlags = CMS_PARTIAL | CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES;

/// OpenSSL counts bytes with an int, and the envelope needs some beside the content.
constexpr auto kMostContent = std::size_t{std::numeric_limits<int>::max()} / 2;

X509* handle(const Certificate& certificate) { return certificate.impl().x509.get(); }

tl::unexpected<Error> failed() {
  return fail(ErrorKind::internal, "SIGN-DATA", {}, detail::drain_errors());
}

/// The attributes that every signer with attributes has (RFC 5652 11), and the time.
bool add_attributes(CMS_SignerInfo* info, ByteView content, Instant signing_time) {
  const auto hash = sha256(content);
  // UTCTime or GeneralizedTime as the year demands.
  const detail::UniqueTime time(ASN1_TIME_set(nullptr, signing_time.time_since_epoch().count()));
  return time && !hash.empty() &&
         CMS_signed_add1_attr_by_NID(info, NID_pkcs9_contentType, V_ASN1_OBJECT,
                                     OBJ_nid2obj(NID_pkcs7_data), -1) == 1 &&
         CMS_signed_add1_attr_by_NID(info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING,
                                     hash.data(), static_cast<int>(hash.size())) == 1 &&
         CMS_signed_add1_attr_by_NID(info, NID_pkcs9_signingTime, time->type, time.get(), -1) == 1;
}

/// What is signed: the attributes as a SET OF in DER, whose elements come in the order of their
/// encodings (X.690 11.6), and with its own tag instead of the [0] of the SignerInfo (RFC
/// 5652 5.4).
Bytes attributes_to_sign(const CMS_SignerInfo* info) {
  std::vector<Bytes> attributes;
  for (int i = 0; i < CMS_signed_get_attr_count(info); ++i) {
    attributes.push_back(detail::encode<i2d_X509_ATTRIBUTE>(CMS_signed_get_attr(info, i)));
  }
  std::ranges::sort(attributes, [](const Bytes& one, const Bytes& other) {
    return std::ranges::lexicographical_compare(one, other);
  });
  Bytes contents;
  for (const auto& each : attributes) {
    contents.insert(contents.end(), each.begin(), each.end());
  }
  return detail::element(kSetOf, contents);
}

bool add_certificates(CMS_ContentInfo* cms, const Certificate& own,
                      const std::vector<Certificate>& chain) {
  std::set<model::Fingerprint> there = {own.facts().sha256};  // CMS_add1_signer put it in.
  return std::ranges::all_of(chain, [&](const Certificate& each) {
    return !there.insert(each.facts().sha256).second || CMS_add1_cert(cms, handle(each)) == 1;
  });
}

/// The SignedData but for the signature; null when OpenSSL refuses.
detail::UniqueCms prepare(ByteView content, const Certificate& own,
                          const std::vector<Certificate>& chain, Instant signing_time) {
  detail::UniqueCms cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_PARTIAL | CMS_BINARY));
  auto** place = cms ? CMS_get0_content(cms.get()) : nullptr;
  auto* info = cms ? CMS_add1_signer(cms.get(), handle(own), X509_get0_pubkey(handle(own)),
                                     EVP_sha256(), kSignerFlags)
                   : nullptr;
  const bool ready =
      place != nullptr && *place != nullptr && info != nullptr &&
      ASN1_STRING_set(*place, content.data(), static_cast<int>(content.size())) == 1 &&
      add_certificates(cms.get(), own, chain) && add_attributes(info, content, signing_time);
  return ready ? std::move(cms) : nullptr;
}

/// Reads the finished object as a stranger does: signature, attributes, content.
bool comes_back(ByteView der, const Certificate& own, ByteView content) {
  std::size_t rest = 0;
  const auto cms = detail::decode<detail::UniqueCms, d2i_CMS_ContentInfo>(der, &rest);
  const detail::UniqueBio out(BIO_new(BIO_s_mem()));
  if (!cms || rest != 0 || !out ||
      CMS_verify(cms.get(), nullptr, nullptr, nullptr, out.get(), CMS_NO_SIGNER_CERT_VERIFY) != 1) {
    return false;
  }
  char* data = nullptr;
  const auto size = BIO_get_mem_data(out.get(), &data);
  const auto text = size > 0 ? std::string_view(data, static_cast<std::size_t>(size)) : "";
  const auto* info = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(cms.get()), 0);
  return std::ranges::equal(as_bytes(text), content) &&
         detail::signing_certificate_of(info, handle(own)) == model::SigningCertificate::agrees;
}

}  // namespace

Result<Bytes> sign_data(ByteView content, Signer& signer, const std::vector<Certificate>& chain,
                        Instant signing_time) {
  const detail::CleanQueue clean;
  const Certificate own = signer.certificate();
  if (own.facts().key_algorithm != "RSA") {
    return fail(ErrorKind::input, "SIGNER-KEY-KIND", {arg("key", own.facts().key_algorithm)});
  }
  const auto cms = content.size() <= kMostContent ? prepare(content, own, chain, signing_time)
                                                  : detail::UniqueCms();
  if (!cms) {
    return failed();
  }
  auto* info = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(cms.get()), 0);
  const auto message = attributes_to_sign(info);
  const auto signature = signer.sign(message);
  if (!signature) {
    return fail(signature.error());
  }
  if (!is_signature_of(own, message, *signature)) {
    return fail(ErrorKind::environment, "SIGNER-WRONG",
                {arg("signer", own.facts().subject.printed)}, detail::drain_errors());
  }
  if (ASN1_STRING_set(CMS_SignerInfo_get0_signature(info), signature->data(),
                      static_cast<int>(signature->size())) != 1) {
    return failed();
  }
  auto der = detail::encode<i2d_CMS_ContentInfo>(cms.get());
  if (!comes_back(der, own, content)) {
    return failed();
  }
  return der;
}

}  // namespace dmp::x509
