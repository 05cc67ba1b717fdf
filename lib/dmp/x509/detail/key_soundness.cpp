#include "dmp/x509/detail/key_soundness.hpp"

#include <openssl/core_names.h>
#include <openssl/rand.h>

#include <array>

namespace dmp::x509::detail {
namespace {

using UniqueSecretNumber = Owned<BIGNUM, BN_clear_free>;
using UniqueArithmetic = Owned<BN_CTX, BN_CTX_free>;

UniqueSecretNumber number_of(const EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  EVP_PKEY_get_bn_param(key, name, &number);
  return UniqueSecretNumber(number);
}

UniqueSecretNumber secret_number() { return UniqueSecretNumber(BN_secure_new()); }

/// The private exponent and its share of one prime: e d = 1 and share = d, modulo prime - 1.
bool fits_prime(const BIGNUM* prime, const BIGNUM* exponent, const BIGNUM* secret,
                const BIGNUM* share, BN_CTX* arithmetic) {
  const auto below = secret_number();
  const auto product = secret_number();
  const auto rest = secret_number();
  return below && product && rest && BN_sub(below.get(), prime, BN_value_one()) == 1 &&
         !BN_is_zero(below.get()) && BN_is_negative(below.get()) == 0 &&
         BN_mod_mul(product.get(), exponent, secret, below.get(), arithmetic) == 1 &&
         BN_is_one(product.get()) && BN_mod(rest.get(), secret, below.get(), arithmetic) == 1 &&
         BN_cmp(rest.get(), share) == 0;
}

bool is_sound_rsa(const EVP_PKEY* key) {
  const auto n = number_of(key, OSSL_PKEY_PARAM_RSA_N);
  const auto e = number_of(key, OSSL_PKEY_PARAM_RSA_E);
  const auto d = number_of(key, OSSL_PKEY_PARAM_RSA_D);
  const auto p = number_of(key, OSSL_PKEY_PARAM_RSA_FACTOR1);
  const auto q = number_of(key, OSSL_PKEY_PARAM_RSA_FACTOR2);
  const auto dp = number_of(key, OSSL_PKEY_PARAM_RSA_EXPONENT1);
  const auto dq = number_of(key, OSSL_PKEY_PARAM_RSA_EXPONENT2);
  const auto inverse = number_of(key, OSSL_PKEY_PARAM_RSA_COEFFICIENT1);
  const auto product = secret_number();
  const UniqueArithmetic arithmetic(BN_CTX_secure_new());
  if (!n || !e || !d || !p || !q || !dp || !dq || !inverse || !product || !arithmetic ||
      BN_is_zero(p.get()) || BN_is_zero(q.get())) {
    return false;
  }
  return BN_mul(product.get(), p.get(), q.get(), arithmetic.get()) == 1 &&
         BN_cmp(product.get(), n.get()) == 0 &&
         fits_prime(p.get(), e.get(), d.get(), dp.get(), arithmetic.get()) &&
         fits_prime(q.get(), e.get(), d.get(), dq.get(), arithmetic.get()) &&
         BN_mod_mul(product.get(), inverse.get(), q.get(), p.get(), arithmetic.get()) == 1 &&
         BN_is_one(product.get());
}

}  // namespace

bool is_sound(EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "RSA") == 1) {
    return is_sound_rsa(key);
  }
  if (EVP_PKEY_is_a(key, "EC") == 1) {
    const UniqueKeyContext context(EVP_PKEY_CTX_new(key, nullptr));
    return context && EVP_PKEY_pairwise_check(context.get()) == 1;
  }
  return true;
}

bool has_distant_primes(const EVP_PKEY* key) {
  const auto p = number_of(key, OSSL_PKEY_PARAM_RSA_FACTOR1);
  const auto q = number_of(key, OSSL_PKEY_PARAM_RSA_FACTOR2);
  const auto distance = secret_number();
  const int half = EVP_PKEY_get_bits(key) / 2;
  constexpr int kMargin = 100;
  return p && q && distance && BN_num_bits(p.get()) == half && BN_num_bits(q.get()) == half &&
         BN_sub(distance.get(), p.get(), q.get()) == 1 &&
         BN_num_bits(distance.get()) > half - kMargin;
}

/// Longer exponents are nobody's, and writing them in decimal takes time.
constexpr int kMaxExponentBits = 4096;

std::string exponent_of(const EVP_PKEY* key) {
  const auto e = number_of(key, OSSL_PKEY_PARAM_RSA_E);
  const bool is_written = e && BN_num_bits(e.get()) <= kMaxExponentBits;
  const UniqueText digits(is_written ? BN_bn2dec(e.get()) : nullptr);
  return digits ? digits.get() : "";
}

bool signs_and_verifies(EVP_PKEY* key) {
  std::array<std::uint8_t, 32> data{};
  const UniqueDigest signing(EVP_MD_CTX_new());
  const UniqueDigest verifying(EVP_MD_CTX_new());
  std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(key));
  Bytes signature(size);
  return signing && verifying && RAND_bytes(data.data(), static_cast<int>(data.size())) == 1 &&
         EVP_DigestSignInit(signing.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
         EVP_DigestSign(signing.get(), signature.data(), &size, data.data(), data.size()) == 1 &&
         EVP_DigestVerifyInit(verifying.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
         EVP_DigestVerify(verifying.get(), signature.data(), size, data.data(), data.size()) == 1;
}

}  // namespace dmp::x509::detail
