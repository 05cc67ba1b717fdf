#include "dmp/expiry/expiry.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "dmp/expiry/detail/walk.hpp"
#include "dmp/files/read.hpp"
#include "dmp/x509/container.hpp"

namespace dmp::expiry {
namespace {

namespace fs = std::filesystem;
using detail::claims_certificate;

/// How a file came to be looked at: a named one owes us a certificate, one met in a folder does
/// not.
enum class Origin { named, met };

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

/// Looker goes over the request's places and fills the outcome.
class Looker {
 public:
  explicit Looker(const Request& request) : request_(request) {}

  Outcome run() {
    for (const auto& given : request_.given) {
      if (stopped()) {
        break;
      }
      ++outcome_.files;
      look_at(given.name, given.content, Origin::named);
    }
    for (const auto& path : request_.paths) {
      if (stopped()) {
        break;
      }
      look_at_path(path);
    }
    sort_rows();
    return std::move(outcome_);
  }

 private:
  bool stopped() {
    outcome_.interrupted = outcome_.interrupted || (request_.stop && request_.stop());
    return outcome_.interrupted;
  }

  void look_at_path(const fs::path& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) == 0) {
      if (S_ISDIR(status.st_mode)) {
        look_at_folder(path);
        return;
      }
      if (!seen_.add(status.st_dev, status.st_ino)) {
        return;
      }
    }
    look_at_file(path, Origin::named);
  }

  void look_at_folder(const fs::path& path) {
    const auto before = outcome_.rows.size() + outcome_.broken.size();
    bool again = false;
    const detail::FolderWalk on{
        .file =
            [this](const fs::path& file) {
              if (stopped()) {
                return false;
              }
              look_at_file(file, Origin::met);
              return true;
            },
        .again = [&again](const fs::path&) { again = true; },
        .unreadable = [this](Error error) { outcome_.broken.push_back(std::move(error)); }};
    const bool finished = detail::walk(path, seen_, on);
    if (finished && !again && before == outcome_.rows.size() + outcome_.broken.size()) {
      broken(ErrorKind::input, "EXPIRY-NO-CERTIFICATE", path.string());
    }
  }

  void look_at_file(const fs::path& path, Origin origin) {
    ++outcome_.files;
    auto content = files::read_file(path);
    if (content) {
      look_at(path.string(), *content, origin);
    } else if (origin == Origin::named || is_missed(content.error(), path)) {
      outcome_.broken.push_back(std::move(content.error()));
    }
  }

  /// Keys are closed to a monitoring account, and rightly so: only what may be a certificate is
  /// missed.
  static bool is_missed(const Error& error, const fs::path& path) {
    const auto is_key = path.stem().string().find("key") != std::string::npos;
    return claims_certificate(path) && !(is_key && error.id == "FILE-UNREADABLE");
  }

  void look_at(const std::string& source, ByteView content, Origin origin) {
    auto contents = x509::read_contents(content, source, request_.passphrase);
    if (!contents) {
      if (origin == Origin::named || deserves_report(contents.error(), source, content)) {
        outcome_.broken.push_back(std::move(contents.error()));
      }
      return;
    }
    add_rows(source, *contents);
    std::ranges::move(contents->broken, std::back_inserter(outcome_.broken));
    if (contents->has_encrypted_certificates && request_.passphrase == nullptr) {
      broken(ErrorKind::secret, "EXPIRY-ENCRYPTED", source);
    } else if (contents->certificates.empty() && contents->broken.empty() &&
               origin == Origin::named) {
      broken(ErrorKind::input, "EXPIRY-NO-CERTIFICATE", source);
    }
  }

  /// In a folder only what claims to be a certificate is reported when it is none: keys, requests
  /// and other PEM objects lie beside certificates rightly.
  static bool deserves_report(const Error& error, const std::string& source, ByteView content) {
    if (error.id == "CONTAINER-IS-KEY" || error.id == "CONTAINER-IS-REQUEST") {
      return false;
    }
    const auto labels = labels_of(content);
    return labels == Labels::certificate || error.kind == ErrorKind::secret ||
           (labels == Labels::none && claims_certificate(source));
  }

  void add_rows(const std::string& source, const x509::Contents& contents) {
    std::set<std::string_view> here;
    for (const auto& certificate : contents.certificates) {
      if (!here.insert(certificate.facts().sha256).second) {
        continue;
      }
      outcome_.rows.push_back(row_of(certificate.facts(), source, request_.as_of,
                                     request_.warn_days, request_.critical_days));
      outcome_.due += outcome_.rows.back().due ? 1 : 0;
    }
  }

  void broken(ErrorKind kind, std::string_view id, const std::string& file) {
    outcome_.broken.push_back(Error{kind, std::string(id), {arg("file", file)}, {}});
  }

  void sort_rows() {
    std::ranges::stable_sort(outcome_.rows, [](const Row& a, const Row& b) {
      return std::tuple(a.facts.ends_at(), std::string_view(a.source)) <
             std::tuple(b.facts.ends_at(), std::string_view(b.source));
    });
  }

  const Request& request_;
  Outcome outcome_;
  detail::Seen seen_;
};

}  // namespace

Outcome expiry(const Request& request) { return Looker(request).run(); }

}  // namespace dmp::expiry
