#include "dmp/expiry/detail/look.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "dmp/files/directory.hpp"
#include "dmp/files/read.hpp"
#include "dmp/x509/container.hpp"
#include "dmp/x509/summary.hpp"
#include "dmp/x509/work_limit.hpp"

namespace dmp::expiry::detail {
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
  if (error.id == "CONTAINER-IS-KEY" || error.id == "CONTAINER-IS-REQUEST") {
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
  return claims_certificate(path) && !(is_key && error.id == "FILE-UNREADABLE");
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

std::vector<x509::Certificate> read_all(ByteView content, const std::string& name,
                                        const Request& request) {
  auto contents = x509::read_contents(content, name);
  open_with(request.passphrases, contents, [&](const Secret* passphrase) {
    return x509::read_contents(content, name, passphrase);
  });
  return contents ? std::move(contents->certificates) : std::vector<x509::Certificate>();
}

/// What a place holds, whole: it was only summed up before.
std::vector<x509::Certificate> look_again(const std::string& place, const Request& request) {
  for (const auto& given : request.given) {
    if (given.name == place) {
      return read_all(given.content, place, request);
    }
  }
  for (const auto& shown : request.shown) {
    if (shown.name == place) {
      return shown.whole;
    }
  }
  const auto content = files::read_file(place);
  return content ? read_all(*content, place, request) : std::vector<x509::Certificate>();
}

}  // namespace

std::vector<Row> rows_of(std::vector<model::CertificateSummary> certificates, std::string source,
                         const Request& request) {
  std::vector<Row> rows;
  rows.reserve(certificates.size());
  std::set<model::Fingerprint> here;
  for (auto& facts : certificates) {
    if (certificates.size() > 1 && !here.insert(facts.sha256).second) {
      continue;
    }
    const bool is_last = &facts == &certificates.back();
    rows.push_back(row_of(std::move(facts), is_last ? std::move(source) : source, request.as_of,
                          request.warn, request.critical));
  }
  return rows;
}

Found look_at(std::string name, ByteView content, Origin origin, const Request& request) {
  const auto& passphrases = request.passphrases;
  Found found;
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
  found.rows = rows_of(std::move(contents->certificates), std::move(name), request);
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
Found look_within(Allowance& allowance, std::string path, ByteView content, Origin origin,
                  const Request& request) {
  const auto most = allowance.of_next();
  const x509::WorkLimit limit(most);
  const auto name = path;
  auto found = look_at(std::move(path), content, origin, request);
  allowance.take(most - limit.left());
  if (limit.was_passed() && most < x509::kMostWork && found.rows.empty()) {
    found.broken = {{ErrorKind::input, "EXPIRY-WORK", {arg("file", name)}, {}}};
  }
  return found;
}

}  // namespace

Found look_at_file(Met met, Origin origin, const Request& request, Allowance& allowance,
                   MetAgain& again) {
  thread_local Bytes buffer;
  auto& path = met.path;
  const bool claims = claims_certificate(path);
  const auto seen = again.open(met);
  Found found;
  found.origin = origin;
  if (seen.failed() == ESTALE) {
    found.broken.push_back(replaced(met.folder ? folder_in(path) : path));
    return found;
  }
  if (met.folder && (S_ISLNK(seen.status().st_mode) || S_ISDIR(seen.status().st_mode))) {
    found.link = Link{std::move(path), *met.folder, is_ours(seen.status())};
    return found;
  }
  found.passed_over = origin != Origin::named &&
                      !(seen.failed() == 0 ? is_worth_reading(claims, seen.status()) : claims);
  if (!found.passed_over) {
    const auto file = files::RegularFile::open(seen, path);
    Bytes large;
    auto content = file ? content_of(*file, buffer, large) : Result<ByteView>(fail(file.error()));
    if (!content) {
      if (origin == Origin::named || is_missed(content.error(), path)) {
        found.broken.push_back(std::move(content.error()));
      }
    } else {
      found = is_ours(file->status())
                  ? look_at(std::move(path), *content, origin, request)
                  : look_within(allowance, std::move(path), *content, origin, request);
      found.is_foreign = !files::is_own(file->status());
      // Others may be millions.
      if (claims || request.paths.size() > 1 || !found.rows.empty() || !found.broken.empty()) {
        found.file.emplace(file->status());
      }
    }
  }
  return found;
}

std::optional<x509::Certificate> whole_of(const Row& row, const Request& request) {
  for (const auto& place : row.places()) {
    for (auto& each : look_again(place, request)) {
      if (each.facts().sha256 == row.facts.sha256) {
        return std::move(each);
      }
    }
  }
  return std::nullopt;
}

}  // namespace dmp::expiry::detail
