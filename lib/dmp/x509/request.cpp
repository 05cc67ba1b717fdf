#include "dmp/x509/request.hpp"

#include <algorithm>

#include "dmp/x509/detail/der.hpp"
#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/names.hpp"
#include "dmp/x509/detail/pem.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::x509 {
namespace {

using detail::DerShape;

tl::unexpected<Error> refused(std::string_view id, std::string_view file) {
  return fail(ErrorKind::input, id, {arg("file", file)}, detail::drain_errors());
}

Request describe(X509_REQ* request, Bytes der) {
  Request out;
  out.der = std::move(der);
  out.subject = detail::read_name(X509_REQ_get_subject_name(request));
  out.public_key_sha256 =
      sha256_hex(detail::encode<i2d_X509_PUBKEY>(X509_REQ_get_X509_PUBKEY(request)));
  out.attributes = std::max(X509_REQ_get_attr_count(request), 0);
  if (auto* key = X509_REQ_get0_pubkey(request)) {
    const char* name = EVP_PKEY_get0_type_name(key);
    out.key_algorithm = name == nullptr ? "" : name;
    out.key_bits = EVP_PKEY_get_bits(key);
    out.key_word = detail::key_word(key);
    out.signature_valid = X509_REQ_verify(request, key) == 1;
  }
  return out;
}

Result<Request> read_der(ByteView der, std::string_view file) {
  const auto excess = detail::excess_of(der);
  if (!excess || *excess != 0) {
    return refused("REQUEST-UNREADABLE", file);
  }
  switch (detail::shape_of(der)) {
    case DerShape::private_key:
    case DerShape::encrypted_key:
      return refused("REQUEST-IS-KEY", file);
    case DerShape::pkcs12:
    case DerShape::pkcs7:
      return refused("REQUEST-IS-CERTIFICATE", file);
    case DerShape::signed_object:
      break;
    case DerShape::public_key:
    case DerShape::other:
      return refused("REQUEST-UNREADABLE", file);
  }
  std::size_t rest = 0;
  if (const auto request = detail::decode<detail::UniqueRequest, d2i_X509_REQ>(der, &rest)) {
    const auto own = der.first(der.size() - rest);
    return describe(request.get(), Bytes(own.begin(), own.end()));
  }
  const auto causes = detail::drain_errors();
  if (detail::decode<detail::UniqueX509, d2i_X509>(der)) {
    return refused("REQUEST-IS-CERTIFICATE", file);
  }
  return fail(ErrorKind::input, "REQUEST-UNREADABLE", {arg("file", file)}, causes);
}

Result<Request> read_pem(std::string_view text, std::string_view file) {
  const auto blocks = detail::scan_pem(text);
  const auto found = std::ranges::find_if(blocks, &detail::PemBlock::is_request);
  if (found == blocks.end()) {
    const auto any = [&](auto is) { return std::ranges::any_of(blocks, is); };
    return refused(any(&detail::PemBlock::is_private_key)   ? "REQUEST-IS-KEY"
                   : any(&detail::PemBlock::is_certificate) ? "REQUEST-IS-CERTIFICATE"
                                                            : "REQUEST-UNREADABLE",
                   file);
  }
  const auto der = found->complete ? detail::decode_base64(found->body) : std::nullopt;
  return der ? read_der(*der, file) : refused("REQUEST-UNREADABLE", file);
}

}  // namespace

std::string Request::pem() const { return detail::encode_pem("CERTIFICATE REQUEST", der); }

Result<Request> make_request(const Subject& subject, const PrivateKey& key) {
  const detail::CleanQueue clean;
  const auto name = detail::make_name(subject);
  if (!name) {
    return fail(name.error());
  }
  auto* pkey = key.impl().key.get();
  const detail::UniqueRequest request(X509_REQ_new());
  if (!request || X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) != 1 ||
      X509_REQ_set_subject_name(request.get(), name->get()) != 1 ||
      X509_REQ_set_pubkey(request.get(), pkey) != 1 ||
      X509_REQ_sign(request.get(), pkey, EVP_sha256()) <= 0) {
    return fail(ErrorKind::internal, "REQUEST-SIGN", {}, detail::drain_errors());
  }
  return describe(request.get(), detail::encode<i2d_X509_REQ>(request.get()));
}

Result<Request> read_request(ByteView content, std::string_view file) {
  const detail::CleanQueue clean;
  const auto text = detail::as_plain_text(content);
  return text.find("-----BEGIN ") == std::string_view::npos ? read_der(content, file)
                                                            : read_pem(text, file);
}

}  // namespace dmp::x509
