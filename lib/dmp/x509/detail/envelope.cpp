#include "dmp/x509/detail/envelope.hpp"

#include "dmp/base/tlv.hpp"
#include "dmp/x509/detail/fields.hpp"
#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/names.hpp"
#include "dmp/x509/detail/signing_certificate.hpp"
#include "dmp/x509/request.hpp"

namespace dmp::x509::detail {
namespace {

/// Every signer costs a verification, and OpenSSL hashes the content once for each algorithm in
/// digestAlgorithms: what a stranger may ask of us ends here.
constexpr int kMaxSigners = 8;
constexpr std::size_t kMaxDigestBytes = 256;

tl::unexpected<Error> refused(std::string_view id, std::string_view file) {
  return fail(ErrorKind::input, id, {arg("file", file)}, drain_errors());
}

/// Walks over the headers of ContentInfo and SignedData (RFC 5652 3, 5.1), definite or not.
bool has_few_digests(ByteView at) {
  const auto enter = [&at] {
    const auto head = read_head(at);
    at = head ? at.subspan(head->header) : ByteView();
  };
  const auto skip = [&at] {
    const auto head = read_head(at);
    const bool whole = head && head->length && *head->length <= at.size() - head->header;
    at = whole ? at.subspan(head->header + *head->length) : ByteView();
  };
  enter();  // ContentInfo
  skip();   // contentType
  enter();  // [0]
  enter();  // SignedData
  skip();   // version
  const auto digests = read_head(at);
  return digests && digests->length && *digests->length <= kMaxDigestBytes;
}

std::optional<Instant> signing_time(const CMS_SignerInfo* signer) {
  const int at = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
  auto* attribute = at < 0 ? nullptr : CMS_signed_get_attr(signer, at);
  const auto* value = attribute == nullptr ? nullptr : X509_ATTRIBUTE_get0_type(attribute, 0);
  if (value == nullptr ||
      (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME)) {
    return std::nullopt;
  }
  return instant_of(value->value.asn1_string);
}

/// Told is a signer with the certificate that came along, when it did.
struct Told {
  model::RequestEnvelope envelope;
  std::optional<Certificate> certificate = std::nullopt;

  /// Of several, who come in no order, the one with a card, and with the card's signature key.
  [[nodiscard]] int rank() const {
    return envelope.card_number.empty()                            ? 0
           : certificate->facts().usage == model::Usage::card_sign ? 2
                                                                   : 1;
  }
};

Told tell(CMS_SignerInfo* info) {
  Told told;
  X509* certificate = nullptr;
  X509_ALGOR* hash = nullptr;
  CMS_SignerInfo_get0_algs(info, nullptr, &certificate, &hash, nullptr);
  told.envelope.signed_at = signing_time(info);
  const ASN1_OBJECT* algorithm = nullptr;
  X509_ALGOR_get0(&algorithm, nullptr, nullptr, hash);
  const int nid = OBJ_obj2nid(algorithm);
  told.envelope.hash = nid == NID_undef ? oid_text(algorithm) : std::string(OBJ_nid2sn(nid));
  if (certificate == nullptr) {
    return told;
  }
  told.envelope.signer = read_name(X509_get_subject_name(certificate)).printed;
  told.envelope.signing_certificate = signing_certificate_of(info, certificate);
  if (auto read = make_certificate(certificate, {})) {
    const auto& facts = read->facts();
    told.envelope.signer_sha256 = facts.sha256.hex();
    told.envelope.card_number = facts.card ? facts.card->number : std::string();
    told.certificate = std::move(*read);
  }
  return told;
}

Told tell_best(const STACK_OF(CMS_SignerInfo) * signers) {
  auto best = tell(sk_CMS_SignerInfo_value(signers, 0));
  for (int i = 1; i < sk_CMS_SignerInfo_num(signers); ++i) {
    auto other = tell(sk_CMS_SignerInfo_value(signers, i));
    if (other.rank() > best.rank()) {
      best = std::move(other);
    }
  }
  best.envelope.signers = sk_CMS_SignerInfo_num(signers);
  return best;
}

std::vector<Certificate> certificates_in(CMS_ContentInfo* cms) {
  std::vector<Certificate> certificates;
  const UniqueCertificates all(CMS_get1_certs(cms));
  for (int i = 0; all && i < sk_X509_num(all.get()); ++i) {
    if (auto read = make_certificate(sk_X509_value(all.get(), i), {})) {
      certificates.push_back(std::move(*read));
    }
  }
  return certificates;
}

}  // namespace

tl::unexpected<Error> trailing_bytes(std::size_t count, std::string_view file) {
  return fail(ErrorKind::input, "REQUEST-TRAILING", {arg("file", file), arg("count", count)});
}

tl::unexpected<Error> is_certificate(std::string_view file) {
  return fail(ErrorKind::input, Reason::another_thing, "REQUEST-IS-CERTIFICATE",
              {arg("file", file)}, drain_errors());
}

Result<Opened> open_envelope(ByteView der, std::string_view file) {
  if (der.size() > kMaxEnvelopeBytes) {
    return fail(ErrorKind::input, "REQUEST-TOO-LARGE",
                {arg("file", file), arg("bytes", der.size()), arg("limit", kMaxEnvelopeBytes)});
  }
  std::size_t rest = 0;
  const auto cms = decode<UniqueCms, d2i_CMS_ContentInfo>(der, &rest);
  if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed || !has_few_digests(der)) {
    return refused("REQUEST-UNREADABLE", file);
  }
  if (rest != 0) {
    return trailing_bytes(rest, file);
  }
  auto* signers = CMS_get0_SignerInfos(cms.get());
  const int count = signers == nullptr ? 0 : sk_CMS_SignerInfo_num(signers);
  auto* const* content = CMS_get0_content(cms.get());
  const bool has_content = content != nullptr && *content != nullptr;
  if (count <= 0) {
    return has_content ? refused("REQUEST-UNREADABLE", file) : is_certificate(file);
  }
  if (count > kMaxSigners) {
    return refused("REQUEST-UNREADABLE", file);
  }
  if (!has_content) {
    return refused("REQUEST-ENVELOPE-DETACHED", file);
  }
  Opened opened;
  const auto bytes = view_of(*content);
  opened.content.assign(bytes.begin(), bytes.end());
  CMS_set1_signers_certs(cms.get(), nullptr, 0);
  auto told = tell_best(signers);
  opened.envelope = std::move(told.envelope);
  opened.signer = std::move(told.certificate);
  opened.certificates = certificates_in(cms.get());
  const UniqueBio sink(BIO_new(BIO_s_null()));
  opened.envelope.signature_valid =
      CMS_verify(cms.get(), nullptr, nullptr, nullptr, sink.get(), CMS_NO_SIGNER_CERT_VERIFY) == 1;
  ERR_clear_error();
  return opened;
}

}  // namespace dmp::x509::detail
