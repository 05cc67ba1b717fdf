#include "dmp/expiry/detail/look.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "dmp/files/read.hpp"
#include "dmp/x509/container.hpp"

namespace dmp::expiry::detail {
namespace {

std::vector<x509::Certificate> read_all(ByteView content, const std::string& name,
                                        const Request& request) {
  auto contents = x509::read_contents(content, name);
  sources::open_with(request.passphrases, contents, [&](const Secret* passphrase) {
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
    rows.push_back(row_of(std::move(facts), is_last ? std::move(source) : source, request.now,
                          request.warn, request.critical));
  }
  return rows;
}

namespace {

Found found_of(sources::Looked looked, std::string source, const Request& request) {
  Found found;
  found.broken = std::move(looked.broken);
  found.origin = looked.origin;
  found.file = looked.file;
  found.passed_over = looked.passed_over;
  found.link = std::move(looked.link);
  found.is_foreign = looked.is_foreign;
  found.rows = rows_of(std::move(looked.certificates), std::move(source), request);
  return found;
}

}  // namespace

Found look_at(std::string name, ByteView content, Origin origin, const Request& request) {
  auto looked = sources::look_at(name, content, origin, request.passphrases);
  return found_of(std::move(looked), std::move(name), request);
}

Found look_at_file(sources::Met met, Origin origin, const Request& request,
                   sources::Allowance& allowance, sources::MetAgain& again) {
  auto looked = sources::look_at_file(met, origin, request.passphrases, allowance, again);
  const bool claims = sources::claims_certificate(met.path);
  auto found = found_of(std::move(looked), std::move(met.path), request);
  // Others may be millions.
  if (!claims && request.paths.size() <= 1 && found.rows.empty() && found.broken.empty()) {
    found.file.reset();
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
