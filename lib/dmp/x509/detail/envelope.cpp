#include "dmp/x509/detail/envelope.hpp"

#include "dmp/core/tlv.hpp"
#include "dmp/x509/detail/fields.hpp"
#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/names.hpp"
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

void describe_signer(CMS_SignerInfo* info, model::RequestEnvelope& envelope) {
  envelope.signed_at = signing_time(info);
  X509* certificate = nullptr;
  CMS_SignerInfo_get0_algs(info, nullptr, &certificate, nullptr, nullptr);
  if (certificate == nullptr) {
    return;
  }
  envelope.signer = read_name(X509_get_subject_name(certificate)).printed;
  if (const auto read = make_certificate(certificate, {})) {
    envelope.signer_sha256 = read->facts().sha256;
    envelope.card_number = read->facts().card ? read->facts().card->number : std::string();
  }
}

}  // namespace

Result<Opened> open_envelope(ByteView der, std::string_view file) {
  if (der.size() > kMaxEnvelopeBytes) {
    return fail(ErrorKind::input, "REQUEST-TOO-LARGE",
                {arg("file", file), arg("bytes", der.size()), arg("limit", kMaxEnvelopeBytes)});
  }
  const auto cms = decode<UniqueCms, d2i_CMS_ContentInfo>(der);
  if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed || !has_few_digests(der)) {
    return refused("REQUEST-UNREADABLE", file);
  }
  auto* signers = CMS_get0_SignerInfos(cms.get());
  const int count = signers == nullptr ? 0 : sk_CMS_SignerInfo_num(signers);
  auto* const* content = CMS_get0_content(cms.get());
  const bool has_content = content != nullptr && *content != nullptr;
  if (count <= 0) {
    return refused(has_content ? "REQUEST-UNREADABLE" : "REQUEST-IS-CERTIFICATE", file);
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
  describe_signer(sk_CMS_SignerInfo_value(signers, 0), opened.envelope);
  const UniqueBio sink(BIO_new(BIO_s_null()));
  opened.envelope.signature_valid = CMS_verify(cms.get(), nullptr, nullptr, nullptr, sink.get(),
                                               CMS_NO_SIGNER_CERT_VERIFY) == 1;
  ERR_clear_error();
  return opened;
}

}  // namespace dmp::x509::detail
