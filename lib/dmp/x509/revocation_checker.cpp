#include "dmp/x509/revocation_checker.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace dmp::x509 {
namespace {

void append(std::vector<RevocationList>& lists, const std::vector<RevocationList>& more) {
  lists.insert(lists.end(), more.begin(), more.end());
}

}  // namespace

RevocationChecker::RevocationChecker(const RevocationCheck& check) : check_(check) {
  for (const auto& given : check.crls) {
    if (auto lists = RevocationList::read(given.content, given.name)) {
      append(at_hand_, *lists);
    } else {
      unreadable_.push_back(std::move(lists.error()));
    }
  }
}

/// The address that was given, or those of the certificate's own that our client can reach: real
/// ones name LDAP beside HTTP. Whoever made up a certificate has no say in what we fetch.
Result<std::vector<std::string>> RevocationChecker::addresses(const std::string& given,
                                                              const std::vector<std::string>& own,
                                                              const Asked& asked) {
  if (!given.empty()) {
    return std::vector{given};
  }
  std::vector<std::string> found;
  std::ranges::copy_if(own, std::back_inserter(found),
                       [](const auto& url) { return is_http_address(url); });
  if (found.empty()) {
    return fail(ErrorKind::input, "REVOCATION-NO-ADDRESS");
  }
  if (asked.standing != Standing::trusted) {
    return fail(ErrorKind::input, "REVOCATION-UNTRUSTED",
                {arg("subject", asked.leaf().facts().subject.printed),
                 arg("issuer", asked.issuer().facts().subject.printed)});
  }
  return found;
}

Result<Revocation> RevocationChecker::ask(const CertificatePath& path, Instant at,
                                          Standing standing) {
  const Asked asked{path, at, standing};
  if (check_.method == RevocationCheck::Method::crl) {
    return from_lists(asked);
  }
  return addresses(check_.ocsp_url, asked.leaf().facts().profile.ocsp_urls, asked)
      .and_then([&](const auto& urls) { return from_responders(urls, asked); });
}

Result<Revocation> RevocationChecker::from_responders(const std::vector<std::string>& urls,
                                                      const Asked& asked) {
  auto answer = from_responder(urls.front(), asked);
  for (auto url = std::next(urls.begin()); !answer && url != urls.end(); ++url) {
    answer = from_responder(*url, asked);
  }
  return answer;
}

Result<Revocation> RevocationChecker::from_responder(const std::string& url, const Asked& asked) {
  if (const auto silent = silent_.find(url); silent != silent_.end()) {
    return fail(silent->second);
  }
  auto answer = ask_ocsp(url, asked.leaf(), asked.issuer(), asked.at, check_.web);
  if (!answer && answer.error().reason == Reason::unreachable) {
    silent_.emplace(url, answer.error());
  }
  return answer;
}

Result<Revocation> RevocationChecker::look_up(const Lists& lists, const Asked& asked) {
  auto answer = find_revocation(lists, asked.path, asked.at);
  const auto& chain = asked.path.chain;
  for (std::size_t i = 1; i + 1 < chain.size() && !(answer && answer->revoked); ++i) {
    const bool is_told = std::ranges::any_of(
        lists, [&](const auto& list) { return list.is_named_as(chain[i + 1]); });
    auto above =
        is_told
            ? std::optional(find_revocation(lists, {chain.subspan(i), asked.path.others}, asked.at))
            : std::nullopt;
    if (above && *above && (*above)->revoked) {
      (*above)->authority = chain[i].facts().subject.printed;
      answer = std::move(*above);
    }
  }
  return answer;
}

Result<Revocation> RevocationChecker::from_lists_at_hand(const Asked& asked) const {
  auto answer = look_up(at_hand_, asked);
  if (answer && answer->revoked) {
    return answer;
  }
  if (!unreadable_.empty()) {
    return fail(unreadable_.front());  // It could tell of a revocation.
  }
  if (!answer && answer.error().reason == Reason::other_issuer) {
    return fail(ErrorKind::input, "CRL-NONE-FITS",
                {arg("issuer", asked.issuer().facts().subject.printed)});
  }
  return answer;
}

Result<Revocation> RevocationChecker::from_lists(const Asked& asked) {
  if (!check_.crls.empty()) {
    auto answer = from_lists_at_hand(asked);
    if (check_.crl_url.empty() || !unreadable_.empty() || (answer && answer->revoked)) {
      return answer;
    }
  }
  const auto urls = addresses(check_.crl_url, asked.leaf().facts().profile.crl_urls, asked);
  if (!urls) {
    return fail(urls.error());
  }
  auto lists = at_hand_;
  auto answer = from_address(urls->front(), lists, asked);
  for (auto url = std::next(urls->begin()); !answer && url != urls->end(); ++url) {
    answer = from_address(*url, lists, asked);
  }
  return answer;
}

const RevocationChecker::Lists& RevocationChecker::cached(const std::string& url) {
  auto known = cached_.find(url);
  if (known == cached_.end()) {
    const auto content = check_.cache.find ? check_.cache.find(url) : std::nullopt;
    known =
        cached_
            .emplace(url, content ? RevocationList::read(*content, url).value_or(Lists()) : Lists())
            .first;
  }
  return known->second;
}

RevocationChecker::Fetched& RevocationChecker::fetched(const std::string& url) {
  auto known = fetched_.find(url);
  if (known == fetched_.end()) {
    auto content = x509::ask(check_.web, url, {});
    auto lists = content ? RevocationList::read(*content, url)
                         : Result<Lists>(fail(std::move(content.error())));
    known =
        fetched_.emplace(url, Fetched{content ? std::move(*content) : Bytes(), std::move(lists)})
            .first;
  }
  return known->second;
}

/// Adds what an address has to the lists that decide.
Result<Revocation> RevocationChecker::from_address(const std::string& url, Lists& lists,
                                                   const Asked& asked) {
  append(lists, cached(url));
  if (look_up(cached(url), asked)) {
    return look_up(lists, asked);
  }
  auto& latest = fetched(url);
  if (!latest.lists) {
    auto answer = look_up(lists, asked);
    return answer ? answer : fail(latest.lists.error());
  }
  append(lists, *latest.lists);
  auto answer = look_up(lists, asked);
  if (answer && !latest.is_kept && check_.cache.keep) {
    check_.cache.keep(url, latest.content);
    latest.is_kept = true;
  }
  return answer;
}

}  // namespace dmp::x509
