#include "dmp/x509/digest.hpp"

#include <optional>

#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509 {

namespace {

using Digest = decltype(model::Fingerprint::bytes);

std::optional<Digest> digest_of(ByteView bytes) {
  // Both kept: looking the algorithm up, and making a context, takes longer than a certificate does
  // to be hashed.
  static const EVP_MD* const kHash = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  thread_local const detail::UniqueDigest context(EVP_MD_CTX_new());
  Digest digest{};
  const bool done = EVP_DigestInit_ex2(context.get(), kHash, nullptr) == 1 &&
                    EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
                    EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1;
  return done ? std::optional(digest) : std::nullopt;
}

}  // namespace

Bytes sha256(ByteView bytes) {
  const auto digest = digest_of(bytes);
  return digest ? Bytes(digest->begin(), digest->end()) : Bytes();
}

model::Fingerprint fingerprint_of(ByteView der) { return {digest_of(der).value_or(Digest())}; }

std::string sha256_hex(ByteView bytes) {
  const auto digest = digest_of(bytes);
  return digest ? to_hex(*digest) : std::string();
}

}  // namespace dmp::x509
