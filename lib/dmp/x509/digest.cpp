#include "dmp/x509/digest.hpp"

#include <openssl/evp.h>

#include <array>

namespace dmp::x509 {

Bytes sha256(ByteView bytes) {
  // Fetched once: looking the algorithm up takes longer than a certificate does to be hashed.
  static const EVP_MD* const kHash = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, kHash, nullptr) != 1) {
    return {};
  }
  return {digest.begin(), digest.begin() + size};
}

std::string sha256_hex(ByteView bytes) { return to_hex(sha256(bytes)); }

}  // namespace dmp::x509
