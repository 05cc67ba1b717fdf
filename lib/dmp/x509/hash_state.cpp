#include "dmp/x509/hash_state.hpp"

// The state of a hash in between is only in the older interface, which OpenSSL 3 still has.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include <span>

namespace dmp::x509 {

HashState hash_all_but_last(ByteView message) {
  const auto blocks = message.empty() ? 0 : (message.size() - 1) / SHA256_CBLOCK;
  const auto size = blocks * SHA256_CBLOCK;
  HashState state;
  state.rest = message.subspan(size);
  if (blocks == 0) {
    return state;
  }
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, message.data(), size);
  for (const auto word : std::span(context.h)) {
    for (unsigned shift = 32; shift > 0; shift -= 8) {
      state.chaining.push_back(static_cast<std::uint8_t>(word >> (shift - 8)));
    }
  }
  state.bits = std::uint64_t{size} * 8;
  return state;
}

}  // namespace dmp::x509
