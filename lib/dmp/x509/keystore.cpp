#include "dmp/x509/keystore.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "dmp/base/lower_case.hpp"
#include "dmp/base/passphrase.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/jks.hpp"

namespace dmp::x509 {
namespace {

constexpr int kCompatibleIterations = 100'000;

/// What PKCS12_create wants: a text that ends with a NUL.
struct Terminated {
  explicit Terminated(const Secret& secret) : Terminated(normalised_passphrase(secret).view()) {}
  explicit Terminated(ByteView secret) : text(Bytes(secret.size() + 1, 0)) {
    std::ranges::copy(secret, text.begin());
  }
  [[nodiscard]] const char* data() const { return detail::characters_of(text); }
  Bytes text;
};

bool has_zero(ByteView bytes) { return std::ranges::find(bytes, 0) != bytes.end(); }

Status check_words(const Secret& passphrase, std::string_view name) {
  if (passphrase.empty()) {
    return fail(ErrorKind::secret, "PASSPHRASE-EMPTY");
  }
  return has_zero(passphrase.view()) || has_zero(as_bytes(name))
             ? fail(ErrorKind::input, "PKCS12-WRITE")
             : Status();
}

tl::unexpected<Error> not_written(std::string_view id) {
  return fail(ErrorKind::internal, id, {}, detail::drain_errors());
}

struct Strength {
  int pbe;
  int iterations;
  const EVP_MD* mac;
};

Strength strength_of(Pkcs12Form form) {
  // A cipher where a PBE is expected means PBES2 with PBKDF2-HMAC-SHA256.
  return form == Pkcs12Form::modern
             ? Strength{NID_aes_256_cbc, kPbkdf2Iterations, EVP_sha256()}
             : Strength{NID_pbe_WithSHA1And3_Key_TripleDES_CBC, kCompatibleIterations, EVP_sha1()};
}

/// Puts the MAC on and encodes.
Result<Bytes> sealed(PKCS12* pkcs12, const Terminated& password, const Strength& strength) {
  const bool done = pkcs12 != nullptr && PKCS12_set_mac(pkcs12, password.data(), -1, nullptr, 0,
                                                        strength.iterations, strength.mac) == 1;
  auto der = done ? detail::encode<i2d_PKCS12>(pkcs12) : Bytes();
  if (der.empty()) {
    return not_written("PKCS12-WRITE");
  }
  return der;
}

/// The mark by which Java knows that a certificate without a key is trusted.
bool mark_trusted(PKCS12_SAFEBAG* bag) {
  // Without a length, the value is the object itself.
  const auto* any = reinterpret_cast<const unsigned char*>(OBJ_nid2obj(NID_anyExtendedKeyUsage));
  return PKCS12_add1_attr_by_txt(bag, "2.16.840.1.113894.746875.1.1", V_ASN1_OBJECT, any, -1) == 1;
}

/// Aliases must differ: a name that was there already gets a number.
std::string alias_of(const Certificate& certificate, std::set<std::string>& taken) {
  const auto name = lower_case(certificate.facts().subject.common_name);
  auto alias = name;
  for (int count = 2; !taken.insert(alias).second; ++count) {
    alias = name + "-" + std::to_string(count);
  }
  return alias;
}

}  // namespace

Result<Bytes> make_pkcs12(const PrivateKey& key, const Certificate& certificate,
                          const std::vector<Certificate>& chain, const Secret& passphrase,
                          std::string_view friendly_name, Pkcs12Form form) {
  const detail::CleanQueue clean;
  if (auto fine = check_words(passphrase, friendly_name); !fine) {
    return fail(std::move(fine.error()));
  }
  const detail::UniqueList others(sk_X509_new_null());
  bool ready = others != nullptr;
  for (const auto& each : chain) {
    if (each.facts().sha256 != certificate.facts().sha256) {
      ready = ready && sk_X509_push(others.get(), each.impl().x509.get()) > 0;
    }
  }
  const Terminated password(passphrase);
  const auto strength = strength_of(form);
  const detail::UniquePkcs12 made(
      ready ? PKCS12_create(password.data(), std::string(friendly_name).c_str(),
                            key.impl().key.get(), certificate.impl().x509.get(), others.get(),
                            strength.pbe, strength.pbe, strength.iterations, -1, 0)
            : nullptr);
  return sealed(made.get(), password, strength);
}

Result<Bytes> make_trust_store(const std::vector<Certificate>& authorities,
                               const Secret& passphrase, Pkcs12Form form) {
  const detail::CleanQueue clean;
  if (auto fine = check_words(passphrase, {}); !fine) {
    return fail(std::move(fine.error()));
  }
  const Terminated password(passphrase);
  const auto strength = strength_of(form);
  detail::UniqueBags bags(sk_PKCS12_SAFEBAG_new_null());
  std::set<std::string> taken;
  bool ready = bags != nullptr;
  for (const auto& each : authorities) {
    auto* bag = ready ? PKCS12_SAFEBAG_create_cert(each.impl().x509.get()) : nullptr;
    ready = bag != nullptr && sk_PKCS12_SAFEBAG_push(bags.get(), bag) > 0 && mark_trusted(bag) &&
            PKCS12_add_friendlyname_utf8(bag, alias_of(each, taken).c_str(), -1) == 1;
  }
  STACK_OF(PKCS7)* list = nullptr;
  ready = ready && PKCS12_add_safe(&list, bags.get(), strength.pbe, strength.iterations,
                                   password.data()) == 1;
  const detail::UniqueSafes safes(list);
  const detail::UniquePkcs12 made(ready ? PKCS12_add_safes(safes.get(), 0) : nullptr);
  return sealed(made.get(), password, strength);
}

Result<Bytes> make_jks(const PrivateKey& key, const std::vector<Certificate>& chain,
                       const Secret& passphrase, std::string_view alias, Instant made_at) {
  const detail::CleanQueue clean;
  if (passphrase.empty()) {
    return fail(ErrorKind::secret, "PASSPHRASE-EMPTY");
  }
  const detail::UniquePkcs8 info(EVP_PKEY2PKCS8(key.impl().key.get()));
  const auto plain = info ? detail::encode<i2d_PKCS8_PRIV_KEY_INFO>(info.get()) : Bytes();
  std::vector<Bytes> certificates;
  for (const auto& each : chain) {
    certificates.push_back(each.der());
  }
  auto made = plain.empty()
                  ? Bytes()
                  : detail::write_jks(plain, certificates, normalised_passphrase(passphrase), alias,
                                      std::chrono::milliseconds(made_at.time_since_epoch()));
  if (made.empty()) {
    return not_written("JKS-WRITE");
  }
  return made;
}

}  // namespace dmp::x509
