#include <openssl/evp.h>
#ifdef WITH_GNUTLS
#include <gnutls/x509.h>
#endif

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "dmp/x509/detail/generation.hpp"
#include "dmp/x509/secure_memory.hpp"

/// bench_keys WHAT THREADS TIMES: does it so often on each thread, and prints wall and processor
/// seconds.
namespace {

using namespace dmp;

constexpr int kBits = 2048;

bool bare_openssl() {
  EVP_PKEY* key = EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<std::size_t>(kBits));
  EVP_PKEY_free(key);
  return key != nullptr;
}

#ifdef WITH_GNUTLS
bool bare_gnutls() {
  gnutls_x509_privkey_t key = nullptr;
  const bool made = gnutls_x509_privkey_init(&key) == 0 &&
                    gnutls_x509_privkey_generate2(key, GNUTLS_PK_RSA, kBits, 0, nullptr, 0) == 0;
  gnutls_x509_privkey_deinit(key);
  return made;
}
#endif

std::function<bool()> act_of(const std::string& what) {
  if (what == "openssl") {
    return bare_openssl;
  }
#ifdef WITH_GNUTLS
  if (what == "gnutls") {
    return bare_gnutls;
  }
#endif
  if (what == "ours" || what == "ours-unlocked") {
    // As the program has it, and without the secure heap and its wiping.
    if (what == "ours" && !x509::use_secure_memory()) {
      return {};
    }
    return [generate = x509::default_generator()] { return generate({}, {}).has_value(); };
  }
  static const auto key = x509::openssl_generator()({}, {});
  if (!key) {
    return {};
  }
  if (what == "check") {
    return [] { return x509::detail::fault_of(*key, {}).empty(); };
  }
  if (what == "openssl-check") {
    return [] {
      const x509::detail::UniqueKeyContext context(
          EVP_PKEY_CTX_new(key->impl().key.get(), nullptr));
      return EVP_PKEY_check(context.get()) == 1;
    };
  }
  return {};
}

}  // namespace

int main(int count, char** words) {
  const auto act = count == 4 ? act_of(words[1]) : std::function<bool()>();
  if (!act) {
    std::cerr << "usage: bench_keys openssl|gnutls|ours|ours-unlocked|check|openssl-check THREADS "
                 "TIMES\n";
    return 2;
  }
  const int times = std::atoi(words[3]);
  std::vector<std::thread> threads(static_cast<std::size_t>(std::atoi(words[2])));
  const auto start = std::chrono::steady_clock::now();
  const auto processor = std::clock();
  for (auto& thread : threads) {
    thread = std::thread([&] {
      for (int i = 0; i < times; ++i) {
        if (!act()) {
          std::abort();
        }
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  std::cout << std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()
            << ' ' << static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC << '\n';
  return 0;
}
