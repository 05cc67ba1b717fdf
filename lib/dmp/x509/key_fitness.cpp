#include "dmp/x509/key_fitness.hpp"

#include <openssl/core_names.h>

#include <algorithm>
#include <array>
#include <string>

#include "dmp/base/lower_case.hpp"
#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/key_soundness.hpp"
#include "dmp/x509/weak_key.hpp"

namespace dmp::x509 {
namespace {

constexpr int kLeastBits = 2048;
constexpr std::array kBits = {2048, 3072, 4096};
constexpr std::string_view kUsualExponent = "65537";

/// Why a key is unfit: the id of a text, "" when it is not, and what the text names.
struct Fault {
  std::string_view id;
  Args args;
};

/// A decimal number without leading zeros is less when it is shorter, or else first in order.
bool is_less(std::string_view number, std::string_view than) {
  return number.size() != than.size() ? number.size() < than.size() : number < than;
}

Fault rsa_fault(const EVP_PKEY* key) {
  const int bits = EVP_PKEY_get_bits(key);
  if (std::ranges::find(kBits, bits) == kBits.end()) {
    return {bits < kLeastBits ? "key.unfit.short" : "key.unfit.size", {arg("bits", bits)}};
  }
  if (const auto exponent = detail::exponent_of(key); is_less(exponent, kUsualExponent)) {
    return {"key.unfit.small-exponent", {arg("exponent", exponent)}};
  }
  if (!detail::has_distant_primes(key)) {
    return {"key.fault.close-primes", {}};
  }
  const auto weaknesses = find_weaknesses(detail::encode<i2d_PUBKEY>(key));
  const bool roca = std::ranges::find(weaknesses, Weakness::roca) != weaknesses.end();
  return {roca ? "key.unfit.roca" : "", {}};
}

Fault ec_fault(const EVP_PKEY* key) {
  if (const auto curve = detail::curve_of(key); curve != SN_X9_62_prime256v1) {
    return {"key.unfit.curve", {arg("curve", curve)}};
  }
  int is_explicit = 0;
  EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &is_explicit);
  if (is_explicit != 0) {
    return {"key.unfit.explicit", {}};
  }
  std::array<char, 32> form{};
  EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT, form.data(),
                                 form.size(), nullptr);
  const bool whole =
      std::string_view(form.data()) == OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_UNCOMPRESSED;
  return {whole ? "" : "key.unfit.compressed", {}};
}

Fault fault_of(EVP_PKEY* key) {
  Fault fault;
  if (EVP_PKEY_is_a(key, "RSA") == 1) {
    fault = rsa_fault(key);
  } else if (EVP_PKEY_is_a(key, "EC") == 1) {
    fault = ec_fault(key);
  } else if (EVP_PKEY_is_a(key, "RSA-PSS") == 1) {
    fault.id = "key.unfit.pss";
  } else {
    fault = {"key.unfit.kind", {arg("kind", detail::key_word(key))}};
  }
  if (fault.id.empty() && !detail::signs_and_verifies(key)) {
    fault.id = "key.fault.pair";
  }
  return fault;
}

}  // namespace

Status check_key_for_request(const PrivateKey& key, std::string_view file) {
  const detail::CleanQueue clean;
  auto fault = fault_of(key.impl().key.get());
  if (fault.id.empty()) {
    return {};
  }
  Args args = {arg("file", file), arg_text("reason", fault.id)};
  std::ranges::move(fault.args, std::back_inserter(args));
  return fail(ErrorKind::input, "KEY-UNFIT", std::move(args));
}

bool is_weak_signature(std::string_view algorithm) {
  const auto name = lower_case(algorithm);
  // The first SHA has no number: shaWithRSAEncryption, dsaWithSHA.
  return name == "sha" || name.find("shawith") != std::string::npos || name.ends_with("withsha") ||
         std::ranges::any_of(
             std::array{"md2", "md4", "md5", "mdc2", "sha1", "ripemd"},
             [&](const char* hash) { return name.find(hash) != std::string::npos; });
}

}  // namespace dmp::x509
