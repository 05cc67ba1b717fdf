#include "dmp/install/detail/revoker.hpp"

#include <algorithm>
#include <utility>

#include "dmp/files/read.hpp"
#include "dmp/files/write.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::install::detail {
namespace {

using Method = RevocationCheck::Method;

constexpr std::string_view kReference = "RFC 5280, 6.3";

/// The first address that our client can reach; the real certificates name LDAP beside HTTP.
std::string http_address(const std::string& given, const std::vector<std::string>& own) {
  const auto found =
      std::ranges::find_if(own, [](const auto& url) { return url.starts_with("http://"); });
  return !given.empty() ? given : found == own.end() ? std::string() : *found;
}

tl::unexpected<Error> no_address() {
  return fail(ErrorKind::input, "INSTALL-REVOCATION-NO-ADDRESS");
}

std::filesystem::path cached_at(const std::filesystem::path& cache, const std::string& url) {
  return cache / (x509::sha256_hex(as_bytes(url)).substr(0, 32) + ".crl");
}

}  // namespace

void Revoker::judge(Case& each) {
  const auto& check = request_.revocation;
  if (check.method == Method::none || each.judged.chain.size() < 2) {
    return;  // Without an issuer, the chain is the problem.
  }
  const auto answer = ask(each, each.judged.chain[1]);
  if (!answer) {
    report(each, answer.error().id, check.soft ? Severity::warning : Severity::error,
           answer.error().args, kReference);
  } else if (answer->revoked) {
    report(each, "INSTALL-REVOKED", Severity::error,
           {arg("date", answer->since ? format_date(date_of(*answer->since)) : "?"),
            arg("reason", answer->reason.empty() ? "-" : answer->reason)},
           kReference);
  } else if (check.method == Method::ocsp && !answer->has_nonce) {
    report(each, "INSTALL-OCSP-NO-NONCE", Severity::info, {}, kReference);
  }
}

Result<x509::Revocation> Revoker::ask(const Case& each, const x509::Certificate& issuer) {
  const auto& check = request_.revocation;
  if (check.method == Method::crl) {
    return from_list(each, issuer);
  }
  const auto url = http_address(check.ocsp_url, each.judged.facts.profile.ocsp_urls);
  return url.empty() ? no_address()
                     : x509::ask_ocsp(url, each.leaf, issuer, request_.now, check.web);
}

Result<x509::Revocation> Revoker::from_list(const Case& each, const x509::Certificate& issuer) {
  for (const auto& file : request_.revocation.crls) {
    auto answer = x509::read_crl(file.content, file.name, each.leaf, issuer, request_.now);
    if (answer || answer.error().id != "CRL-ISSUER") {
      return answer;
    }
  }
  const auto url = http_address(request_.revocation.crl_url, each.judged.facts.profile.crl_urls);
  if (url.empty()) {
    return no_address();
  }
  auto cached = from_cache(url, each, issuer);
  return cached ? Result<x509::Revocation>(std::move(*cached)) : from_address(url, each, issuer);
}

std::optional<x509::Revocation> Revoker::from_cache(const std::string& url, const Case& each,
                                                    const x509::Certificate& issuer) const {
  const auto& cache = request_.revocation.cache;
  const auto content = cache.empty() ? Result<Bytes>(fail(ErrorKind::input, "FILE-NOT-FOUND"))
                                     : files::read_file(cached_at(cache, url));
  auto answer = content ? x509::read_crl(*content, url, each.leaf, issuer, request_.now)
                        : Result<x509::Revocation>(fail(content.error()));
  return answer ? std::optional(std::move(*answer)) : std::nullopt;
}

Result<x509::Revocation> Revoker::from_address(const std::string& url, const Case& each,
                                               const x509::Certificate& issuer) {
  const auto& check = request_.revocation;
  auto known = fetched_.find(url);
  const bool is_new = known == fetched_.end();
  if (is_new) {
    known = fetched_.emplace(url, x509::fetch(url, check.web)).first;
  }
  if (!known->second) {
    return fail(known->second.error());
  }
  auto answer = x509::read_crl(*known->second, url, each.leaf, issuer, request_.now);
  if (answer && is_new && !check.cache.empty() && files::make_folder(check.cache)) {
    // A cache that cannot be written is none; the answer stands.
    (void)files::write_file(cached_at(check.cache, url), *known->second, files::kPublic,
                            files::WriteMode::replace);
  }
  return answer;
}

}  // namespace dmp::install::detail
