#include "dmp/x509/signer.hpp"

#include "dmp/x509/detail/impl.hpp"

namespace dmp::x509 {

bool is_signature_of(const Certificate& certificate, ByteView message, ByteView signature) {
  const detail::CleanQueue queue;
  auto* key = X509_get0_pubkey(certificate.impl().x509.get());
  const detail::UniqueDigest digest(EVP_MD_CTX_new());
  return key != nullptr && EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA && digest &&
         EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
         EVP_DigestVerify(digest.get(), signature.data(), signature.size(), message.data(),
                          message.size()) == 1;
}

}  // namespace dmp::x509
