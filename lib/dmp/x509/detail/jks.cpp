#include "dmp/x509/detail/jks.hpp"

#include <array>

#include "dmp/base/utf8.hpp"
#include "dmp/x509/detail/impl.hpp"

// The formats of sun.security.provider.JavaKeyStore and com.sun.crypto.provider.JceKeyStore:
// numbers are big-endian, texts have their length in two bytes before them, and a SHA-1 over the
// password and all of it stands at the end. Certificates are in clear.
namespace dmp::x509::detail {
namespace {

constexpr std::uint64_t kJks = 0xFEEDFEED;
constexpr std::uint64_t kJceks = 0xCECECECE;
constexpr std::size_t kDigestSize = 20;

enum Tag : std::uint64_t { kPrivateKey = 1, kTrusted = 2, kSecretKey = 3 };

/// Cursor reads forward and never beyond the end; once it would have, it is `short_of`.
class Cursor {
 public:
  explicit Cursor(ByteView bytes) : rest_(bytes) {}

  ByteView take(std::uint64_t size) {
    if (size > rest_.size()) {
      short_of_ = true;
      rest_ = {};
      return {};
    }
    const auto taken = rest_.first(static_cast<std::size_t>(size));
    rest_ = rest_.subspan(taken.size());
    return taken;
  }
  std::uint64_t number(std::size_t size) {
    std::uint64_t value = 0;
    for (const auto byte : take(size)) {
      value = value << 8U | byte;
    }
    return value;
  }
  std::string_view text() { return as_text(take(number(2))); }

  [[nodiscard]] bool short_of() const { return short_of_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  ByteView rest_;
  bool short_of_ = false;
};

tl::unexpected<Error> unreadable(std::string_view file, std::string_view reason) {
  return fail(ErrorKind::input, "JKS-UNREADABLE", {arg("file", file), arg_text("reason", reason)});
}

bool digest_fits(ByteView body, ByteView digest, const Secret& passphrase) {
  const auto password = jks_password(passphrase.view());
  const auto found = jks_digest({password, as_bytes(kJksWhitener), body});
  return found.size() == digest.size() &&
         CRYPTO_memcmp(found.data(), digest.data(), found.size()) == 0;
}

/// Reader goes over the entries and fills the contents.
class Reader {
 public:
  Reader(ByteView body, std::string_view file) : cursor_(body), file_(file) {}

  Status run(Contents& contents) {
    cursor_.take(4);  // What the file is: known already.
    version_ = cursor_.number(4);
    if (!cursor_.short_of() && version_ != 1 && version_ != 2) {
      return unreadable(file_, "jks.reason.version");
    }
    const auto entries = cursor_.number(4);
    for (std::uint64_t i = 0; i < entries; ++i) {
      const auto more = read_entry(contents);
      if (!more) {
        return fail(more.error());
      }
      if (!*more) {
        return {};
      }
    }
    if (cursor_.short_of()) {
      return fail(ErrorKind::input, "CONTAINER-TRUNCATED", {arg("file", file_)});
    }
    return cursor_.at_end() ? Status() : unreadable(file_, "jks.reason.structure");
  }

 private:
  /// Whether one can go on behind the entry.
  Result<bool> read_entry(Contents& contents) {
    const auto tag = cursor_.number(4);
    const std::string alias(cursor_.text());
    cursor_.take(8);  // When the entry was made.
    Status fine;
    if (tag == kPrivateKey) {
      contents.has_private_key = true;
      cursor_.take(cursor_.number(4));
      const auto chain = cursor_.number(4);
      for (std::uint64_t i = 0; fine && !cursor_.short_of() && i < chain; ++i) {
        fine = read_certificate(alias, contents);
      }
    } else if (tag == kTrusted) {
      fine = read_certificate(alias, contents);
    } else if (tag == kSecretKey) {
      // A serialised Java object, whose end only Java can tell.
      contents.broken.push_back(unreadable(file_, "jks.reason.secret-key").value());
      return false;
    } else if (!cursor_.short_of()) {
      fine = unreadable(file_, "jks.reason.structure");
    }
    if (cursor_.short_of()) {
      return fail(ErrorKind::input, "CONTAINER-TRUNCATED", {arg("file", file_)});
    }
    return fine.map([] { return true; });
  }

  Status read_certificate(const std::string& alias, Contents& contents) {
    const auto type = version_ == 2 ? cursor_.text() : "X.509";
    const auto der = cursor_.take(cursor_.number(4));
    if (cursor_.short_of()) {
      return {};
    }
    if (type != "X.509" && type != "X509") {
      return unreadable(file_, "jks.reason.certificate-type");
    }
    auto certificate = Certificate::from_der(der, file_);
    if (!certificate) {
      return fail(certificate.error());
    }
    contents.certificates.push_back(std::move(*certificate));
    contents.aliases.push_back(alias);
    return {};
  }

  Cursor cursor_;
  std::string_view file_;
  std::uint64_t version_ = 0;
};

}  // namespace

Bytes jks_password(ByteView passphrase) {
  Bytes out;
  out.reserve(passphrase.size() * 2);
  const auto text = as_text(passphrase);
  const bool is_utf8 = !find_invalid_utf8(text);
  const auto add = [&out](char32_t unit) {
    out.push_back(static_cast<std::uint8_t>(unit >> 8U));
    out.push_back(static_cast<std::uint8_t>(unit & 0xFFU));
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = is_utf8 ? code_point_at(text, at) : static_cast<std::uint8_t>(text[at++]);
    if (c < 0x10000) {
      add(c);
    } else {
      add(0xD800 + ((c - 0x10000) >> 10U));
      add(0xDC00 + ((c - 0x10000) & 0x3FFU));
    }
  }
  return out;
}

Bytes jks_digest(std::initializer_list<ByteView> parts) {
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> found{};
  unsigned size = 0;
  const UniqueDigest context(EVP_MD_CTX_new());
  bool done = context && EVP_DigestInit_ex(context.get(), EVP_sha1(), nullptr) == 1;
  for (const auto& part : parts) {
    done = done && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
  }
  done = done && EVP_DigestFinal_ex(context.get(), found.data(), &size) == 1;
  return done ? Bytes(found.begin(), found.begin() + size) : Bytes();
}

bool is_jks(ByteView content) {
  const auto magic = content.size() < 4 ? 0 : Cursor(content).number(4);
  return magic == kJks || magic == kJceks;
}

Result<Contents> read_jks(ByteView content, std::string_view file, const Secret* passphrase) {
  constexpr std::size_t kHeader = 12;
  if (content.size() < kHeader + kDigestSize) {
    return fail(ErrorKind::input, "CONTAINER-TRUNCATED", {arg("file", file)});
  }
  const auto body = content.first(content.size() - kDigestSize);
  if (passphrase != nullptr && !digest_fits(body, content.last(kDigestSize), *passphrase)) {
    return fail(ErrorKind::secret, Reason::passphrase_wrong, "PASSPHRASE-WRONG",
                {arg("file", file)});
  }
  Contents contents;
  contents.kind = ContainerKind::jks;
  if (const auto fine = Reader(body, file).run(contents); !fine) {
    return fail(fine.error());
  }
  if (contents.certificates.empty()) {
    return contents.broken.empty() ? unreadable(file, "jks.reason.empty")
                                   : fail(contents.broken.front());
  }
  return contents;
}

}  // namespace dmp::x509::detail
