#include "dmp/x509/secure_memory.hpp"

#include <malloc.h>  // malloc_usable_size
#include <openssl/crypto.h>

#include <algorithm>
#include <cstdlib>

#include "dmp/base/secret.hpp"

#ifdef DMP_KEYS_FROM_GNUTLS
#include <gmp.h>
#endif

namespace dmp::x509 {
namespace {

/// Smallest piece of the heap: an EC scalar has 32 bytes.
constexpr std::size_t kLeastPiece = 32;

void wipe_and_free(void* memory) {
  if (memory != nullptr) {
    wipe({static_cast<std::uint8_t*>(memory), ::malloc_usable_size(memory)});
    std::free(memory);
  }
}

void* move_and_wipe(void* memory, std::size_t size) {
  if (memory == nullptr) {
    return std::malloc(size);
  }
  void* const larger = size == 0 ? nullptr : std::malloc(size);
  if (larger != nullptr) {
    std::copy_n(static_cast<std::uint8_t*>(memory), std::min(size, ::malloc_usable_size(memory)),
                static_cast<std::uint8_t*>(larger));
  }
  if (larger != nullptr || size == 0) {
    wipe_and_free(memory);
  }
  return larger;
}

// OpenSSL's and GMP's ways to call these.
void* openssl_take(std::size_t size, const char* /*file*/, int /*line*/) {
  return std::malloc(size);
}
void* openssl_move(void* memory, std::size_t size, const char* /*file*/, int /*line*/) {
  return move_and_wipe(memory, size);
}
void openssl_free(void* memory, const char* /*file*/, int /*line*/) { wipe_and_free(memory); }

#ifdef DMP_KEYS_FROM_GNUTLS
void* gmp_move(void* memory, std::size_t /*before*/, std::size_t size) {
  void* const larger = move_and_wipe(memory, size);
  if (larger == nullptr) {
    std::abort();  // GMP knows no failure.
  }
  return larger;
}
void gmp_free(void* memory, std::size_t /*size*/) { wipe_and_free(memory); }
#endif

bool start_heap() {
  // 2 says that there is a heap, not locked.
  return CRYPTO_secure_malloc_initialized() == 1 ||
         CRYPTO_secure_malloc_init(kSecureHeapBytes, kLeastPiece) != 0;
}

bool start() {
  // Refused once OpenSSL has allocated anything: then its own frees wipe only what it deems secret.
  (void)CRYPTO_set_mem_functions(openssl_take, openssl_move, openssl_free);
#ifdef DMP_KEYS_FROM_GNUTLS
  mp_set_memory_functions(nullptr, gmp_move, gmp_free);
#endif
  return use_secure_heap();
}

}  // namespace

bool use_secure_heap() {
  static const bool there = start_heap();
  return there;
}

bool use_secure_memory() {
  static const bool there = start();
  return there;
}

std::size_t secure_memory_used() { return CRYPTO_secure_used(); }

}  // namespace dmp::x509
