#include <algorithm>
#include <array>

#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/jks.hpp"

// What jks.cpp reads, the other way round. The protection of the key is that of
// sun.security.provider.KeyProtector: the key under a stream of SHA-1 digests that begins at a
// random salt, and a digest of the key behind it.
namespace dmp::x509::detail {
namespace {

constexpr std::size_t kDigestSize = 20;
constexpr const char* kProtector = "1.3.6.1.4.1.42.2.17.1.1";

/// Writer appends numbers and texts as Java's DataOutputStream does.
class Writer {
 public:
  void number(std::uint64_t value, unsigned size) {
    for (unsigned shift = size * 8; shift > 0; shift -= 8) {
      out_.push_back(static_cast<std::uint8_t>(value >> (shift - 8)));
    }
  }
  void bytes(ByteView view) { out_.insert(out_.end(), view.begin(), view.end()); }
  void text(std::string_view text) {
    number(text.size(), 2);
    bytes(as_bytes(text));
  }
  void blob(ByteView view) {
    number(view.size(), 4);
    bytes(view);
  }
  [[nodiscard]] Bytes take() { return std::move(out_); }
  [[nodiscard]] ByteView view() const { return out_; }

 private:
  Bytes out_;
};

/// Salt, key under the stream, digest.
Bytes protected_key(ByteView key, ByteView password) {
  Bytes out(kDigestSize);
  if (RAND_bytes(out.data(), static_cast<int>(out.size())) != 1) {
    return {};
  }
  out.reserve(kDigestSize * 2 + key.size());
  auto stream = out;
  for (std::size_t at = 0; at < key.size(); ++at) {
    if (at % kDigestSize == 0) {
      stream = jks_digest({password, stream});
      if (stream.size() != kDigestSize) {
        return {};
      }
    }
    out.push_back(key[at] ^ stream[at % kDigestSize]);
  }
  const auto check = jks_digest({password, key});
  out.insert(out.end(), check.begin(), check.end());
  return check.empty() ? Bytes() : out;
}

/// EncryptedPrivateKeyInfo (RFC 5208) with Java's own algorithm.
Bytes wrapped_key(ByteView key, ByteView password) {
  const auto hidden = protected_key(key, password);
  const UniqueEncryptedKey info(X509_SIG_new());
  X509_ALGOR* algorithm = nullptr;
  ASN1_OCTET_STRING* content = nullptr;
  if (!info || hidden.empty()) {
    return {};
  }
  X509_SIG_getm(info.get(), &algorithm, &content);
  const bool done =
      X509_ALGOR_set0(algorithm, OBJ_txt2obj(kProtector, 1), V_ASN1_NULL, nullptr) == 1 &&
      ASN1_OCTET_STRING_set(content, hidden.data(), static_cast<int>(hidden.size())) == 1;
  return done ? encode<i2d_X509_SIG>(info.get()) : Bytes();
}

}  // namespace

Bytes write_jks(ByteView pkcs8, const std::vector<Bytes>& chain, const Secret& passphrase,
                std::string_view alias, std::chrono::milliseconds made_at) {
  const auto password = jks_password(passphrase.view());
  const auto key = wrapped_key(pkcs8, password);
  Writer writer;
  writer.number(0xFEEDFEED, 4);
  writer.number(2, 4);  // Version.
  writer.number(1, 4);  // Entries.
  writer.number(1, 4);  // A private key.
  writer.text(alias);
  writer.number(static_cast<std::uint64_t>(made_at.count()), 8);
  writer.blob(key);
  writer.number(chain.size(), 4);
  for (const auto& certificate : chain) {
    writer.text("X.509");
    writer.blob(certificate);
  }
  const auto digest = jks_digest({password, as_bytes(kJksWhitener), writer.view()});
  writer.bytes(digest);
  return key.empty() || digest.empty() ? Bytes() : writer.take();
}

}  // namespace dmp::x509::detail
