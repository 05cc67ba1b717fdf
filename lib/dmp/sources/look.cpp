#include "dmp/sources/look.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <utility>

#include "dmp/files/directory.hpp"
#include "dmp/files/read.hpp"
#include "dmp/x509/container.hpp"
#include "dmp/x509/summary.hpp"
#include "dmp/x509/work_limit.hpp"

namespace dmp::sources {
namespace {

constexpr std::string_view kBegin = "-----BEGIN ";

/// The label of the first PEM block that starts at or after `at`, or "".
std::string_view next_label(std::string_view text, std::size_t& at) {
  at = text.find(kBegin, at);
  if (at == std::string_view::npos) {
    return {};
  }
  at += kBegin.size();
  return text.substr(at, std::min(text.find("-----", at), text.size()) - at);
}

enum class Labels { none, other, certificate };

Labels labels_of(ByteView content) {
  static constexpr std::array<std::string_view, 6> kCertificates = {
      "CERTIFICATE", "X509 CERTIFICATE",    "TRUSTED CERTIFICATE",
      "PKCS7",       "PKCS #7 SIGNED DATA", "CMS"};
  const auto text = as_text(content);
  auto found = Labels::none;
  std::size_t at = 0;
  for (auto label = next_label(text, at); !label.empty(); label = next_label(text, at)) {
    if (std::ranges::find(kCertificates, label) != kCertificates.end()) {
      return Labels::certificate;
    }
    found = Labels::other;
  }
  return found;
}

/// In a folder only what claims to be a certificate is reported when it is none: keys, requests
/// and other PEM objects lie beside certificates rightly.
bool deserves_report(const Error& error, const std::string& name, ByteView content) {
  if (error.reason == Reason::another_thing) {
    return false;
  }
  const auto labels = labels_of(content);
  return labels == Labels::certificate || error.kind == ErrorKind::secret ||
         (labels == Labels::none && claims_certificate(name));
}

/// Keys are closed to a monitoring account, and rightly so: only what may be a certificate is
/// missed.
bool is_missed(const Error& error, const std::string& path) {
  const auto is_key = std::filesystem::path(path).stem().string().find("key") != std::string::npos;
  return claims_certificate(path) && !(is_key && error.reason == Reason::no_access);
}

Error broken(ErrorKind kind, std::string_view id, const std::string& file) {
  return {kind, std::string(id), {arg("file", file)}, {}};
}

bool is_worth_reading(bool claims, const struct stat& status) {
  const auto size = static_cast<std::uintmax_t>(status.st_size);
  return claims || (size > 0 && size <= kUnclaimedLimit);
}

/// The content of an open file; small ones in a buffer that is used again for the next file.
Result<ByteView> content_of(const files::RegularFile& file, Bytes& buffer, Bytes& large) {
  constexpr std::size_t kSmall = std::size_t{64} * 1024;
  const auto size = file.status().st_size;
  if (size > 0 && static_cast<std::size_t>(size) < kSmall) {
    buffer.resize(kSmall);
    if (const auto got = file.read_start(buffer); got == size) {
      return ByteView(buffer).first(static_cast<std::size_t>(got));
    }
  }
  auto content = file.read();
  if (!content) {
    return fail(std::move(content.error()));
  }
  large = std::move(*content);
  return ByteView(large);
}

}  // namespace

Looked look_at(const std::string& name, ByteView content, Origin origin, Passphrases passphrases) {
  Looked found;
  found.origin = origin;
  auto contents = x509::read_summaries(content, name);
  const bool closed = is_closed(contents);
  open_with(passphrases, contents, [&](const Secret* passphrase) {
    return x509::read_summaries(content, name, passphrase);
  });
  if (!contents) {
    if (origin == Origin::named || deserves_report(contents.error(), name, content)) {
      found.broken.push_back(std::move(contents.error()));
    }
    return found;
  }
  found.broken = std::move(contents->broken);
  if (contents->has_encrypted_certificates) {
    found.broken.push_back(broken(
        ErrorKind::secret, passphrases.empty() ? "EXPIRY-ENCRYPTED" : "PASSPHRASE-WRONG", name));
  } else if (contents->certificates.empty() && found.broken.empty() && !closed &&
             origin == Origin::named) {
    found.broken.push_back(broken(ErrorKind::input, "EXPIRY-NO-CERTIFICATE", name));
  }
  found.certificates = std::move(contents->certificates);
  return found;
}

long Allowance::of_next() const { return std::max(kFree, left_.load()); }

void Allowance::take(long work) {
  if (work > kFree) {
    left_ -= work;
  }
}

namespace {

/// What somebody else wrote does not hold us up, nor do all his files together.
Looked look_within(Allowance& allowance, const std::string& path, ByteView content, Origin origin,
                   Passphrases passphrases) {
  const auto most = allowance.of_next();
  const x509::WorkLimit limit(most);
  auto found = look_at(path, content, origin, passphrases);
  allowance.take(most - limit.left());
  if (limit.was_passed() && most < x509::kMostWork && found.certificates.empty()) {
    found.broken = {{ErrorKind::input, "EXPIRY-WORK", {arg("file", path)}, {}}};
  }
  return found;
}

}  // namespace

Looked look_at_file(const Met& met, Origin origin, Passphrases passphrases, Allowance& allowance,
                    MetAgain& again) {
  thread_local Bytes buffer;
  const auto& path = met.path;
  const auto seen = again.open(met);
  Looked found;
  found.origin = origin;
  if (seen.failed() == ESTALE) {
    found.broken.push_back(replaced(met.folder ? folder_in(path) : path));
    return found;
  }
  if (met.folder && (S_ISLNK(seen.status().st_mode) || S_ISDIR(seen.status().st_mode))) {
    found.link = Link{path, *met.folder, is_ours(seen.status())};
    return found;
  }
  const bool claims = claims_certificate(path);
  found.passed_over = origin != Origin::named &&
                      !(seen.failed() == 0 ? is_worth_reading(claims, seen.status()) : claims);
  if (found.passed_over) {
    return found;
  }
  const auto file = files::RegularFile::open(seen, path);
  Bytes large;
  auto content = file ? content_of(*file, buffer, large) : Result<ByteView>(fail(file.error()));
  if (!content) {
    if (origin == Origin::named || is_missed(content.error(), path)) {
      found.broken.push_back(std::move(content.error()));
    }
    return found;
  }
  found = is_ours(file->status()) ? look_at(path, *content, origin, passphrases)
                                  : look_within(allowance, path, *content, origin, passphrases);
  found.is_foreign = !files::is_own(file->status());
  found.file.emplace(file->status());
  return found;
}

}  // namespace dmp::sources
