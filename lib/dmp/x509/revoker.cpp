#include "dmp/x509/revoker.hpp"

#include <algorithm>
#include <utility>

namespace dmp::x509 {

/// The address that was given, or the first of the certificate's own that our client can reach:
/// real ones name LDAP beside HTTP. Whoever made up a certificate has no say in what we fetch.
Result<std::string> Revoker::address(const std::string& given, const std::vector<std::string>& own,
                                     const Asked& asked) {
  if (!given.empty()) {
    return given;
  }
  const auto found =
      std::ranges::find_if(own, [](const auto& url) { return url.starts_with("http://"); });
  if (found == own.end()) {
    return fail(ErrorKind::input, "REVOCATION-NO-ADDRESS");
  }
  if (asked.standing != Standing::trusted) {
    return fail(ErrorKind::input, "REVOCATION-UNTRUSTED",
                {arg("subject", asked.leaf.facts().subject.printed),
                 arg("issuer", asked.issuer.facts().subject.printed)});
  }
  return *found;
}

Result<Revocation> Revoker::ask(const Certificate& leaf, const Certificate& issuer, Instant at,
                                Standing standing) {
  const Asked asked{leaf, issuer, at, standing};
  if (check_.method == RevocationCheck::Method::crl) {
    return from_list(asked);
  }
  return address(check_.ocsp_url, leaf.facts().profile.ocsp_urls, asked)
      .and_then([&](const std::string& url) { return from_responder(url, asked); });
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
  if (!check_.crls.empty() && check_.crl_url.empty()) {
    return fail(ErrorKind::input, "CRL-NONE-FITS",
                {arg("issuer", asked.issuer.facts().subject.printed)});
  }
  const auto url = address(check_.crl_url, asked.leaf.facts().profile.crl_urls, asked);
  if (!url) {
    return fail(url.error());
  }
  auto cached = from_cache(*url, asked);
  return cached ? Result<Revocation>(std::move(*cached)) : from_address(*url, asked);
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
