#include "dmp/x509/key.hpp"

#include <tuple>

#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/key_reading.hpp"
#include "dmp/x509/detail/pem.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::x509 {
namespace {

constexpr int kLeastBits = 2048;
constexpr int kMostBits = 16384;
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

Result<PrivateKey> PrivateKey::generate_rsa(int bits) {
  const detail::CleanQueue clean;
  detail::UniqueKey key;
  if (bits >= kLeastBits && bits <= kMostBits) {
    key.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<std::size_t>(bits)));
  }
  if (!key) {
    return fail(ErrorKind::internal, "KEY-GENERATION", {arg("bits", bits)}, detail::drain_errors());
  }
  return detail::wrap_key(std::move(key), {});
}

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
  const bool written = passphrase == nullptr
                           ? PEM_write_bio_PKCS8PrivateKey(out.get(), key, nullptr, nullptr, 0,
                                                           detail::no_prompt, nullptr) == 1
                           : write_encrypted(out.get(), key, passphrase->view());
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

}  // namespace dmp::x509
