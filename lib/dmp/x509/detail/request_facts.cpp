#include "dmp/x509/detail/request_facts.hpp"

#include "dmp/x509/detail/fields.hpp"
#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/names.hpp"

namespace dmp::x509::detail {
namespace {

/// The standards' word for an object; OpenSSL has words of its own for these two.
std::string word_of(const ASN1_OBJECT* object) {
  switch (const int nid = OBJ_obj2nid(object)) {
    case NID_undef:
      return oid_text(object);
    case NID_ext_req:
      return "extensionRequest";
    case NID_ms_ext_req:
      return "msExtensionRequest";
    default:
      return OBJ_nid2sn(nid);
  }
}

void read_attributes(X509_REQ* request, model::RequestFacts& facts) {
  const int count = X509_REQ_get_attr_count(request);
  for (int i = 0; i < count; ++i) {
    const auto* object = X509_ATTRIBUTE_get0_object(X509_REQ_get_attr(request, i));
    facts.attribute_details.push_back({oid_text(object), word_of(object)});
  }
  facts.attributes = count > 0 ? count : 0;
}

void read_extensions(X509_REQ* request, model::RequestFacts& facts) {
  const UniqueExtensions extensions(X509_REQ_get_extensions(request));
  const int count = extensions ? sk_X509_EXTENSION_num(extensions.get()) : 0;
  for (int i = 0; i < count; ++i) {
    auto* each = sk_X509_EXTENSION_value(extensions.get(), i);
    const auto* object = X509_EXTENSION_get_object(each);
    facts.extensions.push_back(
        {oid_text(object), word_of(object), X509_EXTENSION_get_critical(each) == 1});
  }
  const UniqueAlternatives names(static_cast<GENERAL_NAMES*>(
      X509V3_get_d2i(extensions.get(), NID_subject_alt_name, nullptr, nullptr)));
  facts.alternative_names = name_kinds(names.get());
}

void read_key(X509_REQ* request, Request& out) {
  const auto* info = X509_REQ_get_X509_PUBKEY(request);
  auto key = key_fields(info);
  out.public_key = encode<i2d_X509_PUBKEY>(info);
  out.public_key_sha256 = std::move(key.sha256);
  out.key_algorithm = std::move(key.algorithm);
  out.key_bits = key.bits;
  if (const auto* readable = X509_PUBKEY_get0(info)) {
    out.key_word = key_word(readable);
  }
  out.key_curve = std::move(key.curve);
  out.public_exponent = std::move(key.public_exponent);
}

void read_signature(X509_REQ* request, model::RequestFacts& facts) {
  const X509_ALGOR* algorithm = nullptr;
  X509_REQ_get0_signature(request, nullptr, &algorithm);
  facts.signature_algorithm = algorithm_name(algorithm);
  facts.signature_hash = hash_name(algorithm);
  // OpenSSL bounds the cost: it refuses moduli of more than 16,384 bits and fields of more than 661.
  auto* key = X509_REQ_get0_pubkey(request);
  facts.signature_valid = key != nullptr && X509_REQ_verify(request, key) == 1;
}

}  // namespace

Request describe_request(X509_REQ* request, Bytes der) {
  const CleanQueue clean;
  Request out;
  out.der = std::move(der);
  const auto* name = X509_REQ_get_subject_name(request);
  out.subject = read_name(name);
  out.subject_attributes = name_attributes(name);
  read_key(request, out);
  read_signature(request, out);
  read_attributes(request, out);
  read_extensions(request, out);
  return out;
}

}  // namespace dmp::x509::detail
