#include "dmp/x509/key.hpp"

#include <array>
#include <tuple>

#include "dmp/base/lower_case.hpp"
#include "dmp/base/passphrase.hpp"
#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/key_reading.hpp"
#include "dmp/x509/detail/pem.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::x509 {
namespace {

constexpr int kSaltBytes = 16;

tl::unexpected<Error> cannot_write() {
  return fail(ErrorKind::internal, "KEY-WRITE", {}, detail::drain_errors());
}

bool write_encrypted(BIO* out, EVP_PKEY* key, ByteView passphrase) {
  const detail::UniquePkcs8 info(EVP_PKEY2PKCS8(key));
  // No salt given: OpenSSL draws a random one of that length, and a random IV.
  detail::UniqueAlgorithm pbe(PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), kPbkdf2Iterations, nullptr,
                                                kSaltBytes, nullptr, NID_hmacWithSHA256));
  if (!info || !pbe) {
    return false;
  }
  const detail::UniqueEncryptedKey encrypted(PKCS8_set0_pbe(detail::characters_of(passphrase),
                                                            static_cast<int>(passphrase.size()),
                                                            info.get(), pbe.get()));
  if (!encrypted) {
    return false;
  }
  std::ignore = pbe.release();  // The encrypted key has taken it.
  return PEM_write_bio_PKCS8(out, encrypted.get()) == 1;
}

}  // namespace

PrivateKey::PrivateKey(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PrivateKey::PrivateKey(PrivateKey&&) noexcept = default;
PrivateKey& PrivateKey::operator=(PrivateKey&&) noexcept = default;
PrivateKey::~PrivateKey() = default;

Result<Secret> PrivateKey::pem(const Secret* passphrase) const {
  const detail::CleanQueue clean;
  if (passphrase != nullptr && passphrase->empty()) {
    return fail(ErrorKind::secret, "PASSPHRASE-EMPTY");
  }
  // This BIO clears its memory, also when it grows.
  const detail::UniqueBio out(BIO_new(BIO_s_secmem()));
  if (!out) {
    return cannot_write();
  }
  auto* key = impl_->key.get();
  const bool written =
      passphrase == nullptr
          ? PEM_write_bio_PKCS8PrivateKey(out.get(), key, nullptr, nullptr, 0, detail::no_prompt,
                                          nullptr) == 1
          : write_encrypted(out.get(), key, normalised_passphrase(*passphrase).view());
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  if (!written || size <= 0) {
    return cannot_write();
  }
  return Secret(as_bytes({data, static_cast<std::size_t>(size)}));
}

const std::string& PrivateKey::public_key_sha256() const { return impl_->public_key_sha256; }

std::string PrivateKey::algorithm() const {
  const char* name = EVP_PKEY_get0_type_name(impl_->key.get());
  return name == nullptr ? "" : name;
}

int PrivateKey::bits() const { return EVP_PKEY_get_bits(impl_->key.get()); }

Protection PrivateKey::protection() const { return impl_->protection; }

std::string PrivateKey::word() const { return detail::key_word(impl_->key.get()); }

namespace detail {

PrivateKey own_key(UniqueKey key, Protection protection) {
  auto impl = std::make_unique<PrivateKey::Impl>();
  impl->protection = protection;
  impl->public_key_sha256 = sha256_hex(encode<i2d_PUBKEY>(key.get()));
  impl->key = std::move(key);
  return PrivateKey(std::move(impl));
}

std::string curve_of(const EVP_PKEY* key) {
  std::array<char, 64> name{};
  return EVP_PKEY_is_a(key, "EC") == 1 &&
                 EVP_PKEY_get_group_name(key, name.data(), name.size(), nullptr) == 1
             ? name.data()
             : "";
}

std::string key_word(const EVP_PKEY* key) {
  const char* name = EVP_PKEY_get0_type_name(key);
  const auto word = lower_case(name == nullptr ? "" : name);
  if (word == "ec") {
    const auto curve = curve_of(key);
    // The names of FIPS 186-4 D.1.2 for those that X9.62 and SEC 2 call otherwise.
    return "ec:" + (curve == "prime256v1"  ? "p256"
                    : curve == "secp384r1" ? "p384"
                    : curve == "secp521r1" ? "p521"
                                           : curve);
  }
  const bool sized = word == "rsa" || word == "rsa-pss" || word == "dsa";
  return sized ? word + ":" + std::to_string(EVP_PKEY_get_bits(key)) : word;
}

}  // namespace detail

}  // namespace dmp::x509
