#include "dmp/x509/key_generation.hpp"

#include <algorithm>
#include <array>

#include "dmp/x509/detail/generation.hpp"
#include "dmp/x509/detail/key_soundness.hpp"
#include "dmp/x509/secure_memory.hpp"

namespace dmp::x509 {
namespace {

struct Word {
  std::string_view text;
  KeySpec spec;
};
constexpr std::array kWords = {
    Word{"rsa:2048", {KeySpec::Kind::rsa, 2048}}, Word{"rsa:3072", {KeySpec::Kind::rsa, 3072}},
    Word{"rsa:4096", {KeySpec::Kind::rsa, 4096}}, Word{"ec:p256", {KeySpec::Kind::ec, 256}}};

/// What OpenSSL's callback is given and tells.
struct Asking {
  const StopRequested& stop;
  bool stopped = false;

  bool ask() {
    stopped = stopped || (stop && stop());
    return stopped;
  }
};

int go_on(EVP_PKEY_CTX* context) noexcept {
  auto* asking = static_cast<Asking*>(EVP_PKEY_CTX_get_app_data(context));
  return asking->ask() ? 0 : 1;
}

tl::unexpected<Error> not_made(const KeySpec& spec) {
  return detail::no_key(spec, detail::drain_errors());
}

Result<detail::UniqueKey> make_with_openssl(const KeySpec& spec, Asking& asking) {
  const bool rsa = spec.kind == KeySpec::Kind::rsa;
  const detail::UniqueKeyContext context(
      EVP_PKEY_CTX_new_from_name(nullptr, rsa ? "RSA" : "EC", nullptr));
  if (!context || EVP_PKEY_keygen_init(context.get()) != 1 ||
      (rsa ? EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), spec.bits)
           : EVP_PKEY_CTX_set_group_name(context.get(), "P-256")) != 1) {
    return not_made(spec);
  }
  EVP_PKEY_CTX_set_app_data(context.get(), &asking);
  EVP_PKEY_CTX_set_cb(context.get(), go_on);
  EVP_PKEY* key = nullptr;
  const bool made = EVP_PKEY_generate(context.get(), &key) == 1;
  detail::UniqueKey owned(key);
  if (!made || !owned) {
    return not_made(spec);
  }
  return owned;
}

Result<detail::UniqueKey> make_with_default(const KeySpec& spec, Asking& asking) {
#ifdef DMP_KEYS_FROM_GNUTLS
  if (spec.kind == KeySpec::Kind::rsa) {
    return detail::make_with_gnutls(spec);
  }
#endif
  return make_with_openssl(spec, asking);
}

using Make = Result<detail::UniqueKey> (*)(const KeySpec&, Asking&);

Result<PrivateKey> generate(Make make, std::string_view generator, const KeySpec& spec,
                            const StopRequested& stop) {
  const detail::CleanQueue clean;
  (void)use_secure_heap();
  if (std::ranges::find(kWords, spec, &Word::spec) == kWords.end()) {
    return not_made(spec);
  }
  Asking asking{stop};
  auto made = asking.ask() ? not_made(spec) : make(spec, asking);
  if (asking.ask()) {
    return fail(ErrorKind::environment, Reason::interrupted, "KEY-INTERRUPTED");
  }
  if (!made) {
    return fail(std::move(made.error()));
  }
  auto key = detail::own_key(std::move(*made));
  if (const auto fault = detail::fault_of(key, spec); !fault.empty()) {
    if (detail::lacked_memory()) {
      return not_made(spec);
    }
    return fail(ErrorKind::internal, "KEY-REJECTED",
                {arg("generator", generator), arg_text("reason", fault)}, detail::drain_errors());
  }
  return key;
}

}  // namespace

std::optional<KeySpec> parse_key_spec(std::string_view word) {
  const auto* found = std::ranges::find(kWords, word, &Word::text);
  return found == kWords.end() ? std::nullopt : std::optional(found->spec);
}

std::string to_string(const KeySpec& spec) {
  return spec.kind == KeySpec::Kind::rsa ? "rsa:" + std::to_string(spec.bits)
                                         : "ec:p" + std::to_string(spec.bits);
}

std::optional<KeySpec> spec_of(const PrivateKey& key) { return parse_key_spec(key.word()); }

KeyGenerator openssl_generator() {
  return [](const KeySpec& spec, const StopRequested& stop) {
    return generate(make_with_openssl, "OpenSSL", spec, stop);
  };
}

KeyGenerator default_generator() {
  return [](const KeySpec& spec, const StopRequested& stop) {
    return generate(make_with_default, generator_name(), spec, stop);
  };
}

std::string_view generator_name() {
#ifdef DMP_KEYS_FROM_GNUTLS
  return "GnuTLS";
#else
  return "OpenSSL";
#endif
}

namespace detail {

tl::unexpected<Error> no_key(const KeySpec& spec, std::vector<std::string> causes) {
  return fail(ErrorKind::internal, "KEY-GENERATION", {arg("key", to_string(spec))},
              std::move(causes));
}

std::string_view fault_of(const PrivateKey& key, const KeySpec& spec) {
  auto* const numbers = key.impl().key.get();
  if (spec_of(key) != spec) {
    return "key.fault.kind";
  }
  if (!is_sound(numbers)) {
    return "key.fault.numbers";
  }
  if (spec.kind == KeySpec::Kind::rsa) {
    if (exponent_of(numbers) != "65537") {
      return "key.fault.exponent";
    }
    if (!has_distant_primes(numbers)) {
      return "key.fault.close-primes";
    }
  }
  return signs_and_verifies(numbers) ? "" : "key.fault.pair";
}

}  // namespace detail
}  // namespace dmp::x509
