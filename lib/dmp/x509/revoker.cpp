#include "dmp/x509/revoker.hpp"

#include <algorithm>
#include <utility>

namespace dmp::x509 {
namespace {

/// The first address that our client can reach; the real certificates name LDAP beside HTTP.
std::string http_address(const std::string& given, const std::vector<std::string>& own) {
  const auto found =
      std::ranges::find_if(own, [](const auto& url) { return url.starts_with("http://"); });
  return !given.empty() ? given : found == own.end() ? std::string() : *found;
}

tl::unexpected<Error> no_address() { return fail(ErrorKind::input, "REVOCATION-NO-ADDRESS"); }

}  // namespace

Result<Revocation> Revoker::ask(const Certificate& leaf, const Certificate& issuer, Instant at) {
  if (check_.method == RevocationCheck::Method::crl) {
    return from_list({leaf, issuer, at});
  }
  const auto url = http_address(check_.ocsp_url, leaf.facts().profile.ocsp_urls);
  return url.empty() ? no_address() : from_responder(url, {leaf, issuer, at});
}

Result<Revocation> Revoker::from_responder(const std::string& url, const Asked& asked) {
  if (const auto silent = silent_.find(url); silent != silent_.end()) {
    return fail(silent->second);
  }
  auto answer = ask_ocsp(url, asked.leaf, asked.issuer, asked.at, check_.web);
  if (!answer && answer.error().id == "WEB-UNREACHABLE") {
    silent_.emplace(url, answer.error());
  }
  return answer;
}

Result<Revocation> Revoker::from_list(const Asked& asked) {
  for (const auto& list : check_.crls) {
    auto answer = read_crl(list.content, list.name, asked.leaf, asked.issuer, asked.at);
    if (answer || answer.error().id != "CRL-ISSUER") {
      return answer;
    }
  }
  const auto url = http_address(check_.crl_url, asked.leaf.facts().profile.crl_urls);
  if (url.empty()) {
    return no_address();
  }
  auto cached = from_cache(url, asked);
  return cached ? Result<Revocation>(std::move(*cached)) : from_address(url, asked);
}

std::optional<Revocation> Revoker::from_cache(const std::string& url, const Asked& asked) const {
  const auto list = check_.cache.find ? check_.cache.find(url) : std::nullopt;
  auto answer =
      list ? std::optional(read_crl(*list, url, asked.leaf, asked.issuer, asked.at)) : std::nullopt;
  return answer && *answer ? std::optional(std::move(**answer)) : std::nullopt;
}

Result<Revocation> Revoker::from_address(const std::string& url, const Asked& asked) {
  auto known = fetched_.find(url);
  const bool is_new = known == fetched_.end();
  if (is_new) {
    known = fetched_.emplace(url, fetch(url, check_.web)).first;
  }
  if (!known->second) {
    return fail(known->second.error());
  }
  auto answer = read_crl(*known->second, url, asked.leaf, asked.issuer, asked.at);
  if (answer && is_new && check_.cache.keep) {
    check_.cache.keep(url, *known->second);
  }
  return answer;
}

}  // namespace dmp::x509
