#include "dmp/x509/revocation_checker.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "helpers.hpp"
#include "registrar.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

using Method = x509::RevocationCheck::Method;

const std::string kRevoked = "260301000000Z,keyCompromise";

/// Site answers at addresses with what a function makes of the question's body; elsewhere nobody
/// is.
struct Site {
  std::map<std::string, std::function<std::string(ByteView)>> pages;  ///< By "host".
  std::vector<std::string> asked;

  x509::AskWeb web() {
    return [this](const std::string& url, const x509::WebQuestion& question) -> Result<Bytes> {
      const auto host = url.substr(7, url.find('/', 7) - 7);
      asked.push_back(host);
      const auto page = pages.find(host);
      if (page == pages.end()) {
        return fail(ErrorKind::environment, Reason::unreachable, "WEB-UNREACHABLE",
                    {arg("url", url)});
      }
      const auto text = page->second(question.body);
      return Bytes(as_bytes(text).begin(), as_bytes(text).end());
    };
  }
};

std::string verdict(const x509::RevocationCheck& check, const std::vector<x509::Certificate>& chain,
                    Instant when = at("2026-06-01")) {
  x509::RevocationChecker checker(check);
  const auto answer = checker.ask({chain}, when, x509::Standing::trusted);
  return !answer             ? answer.error().id
         : answer->revoked   ? "revoked " + answer->reason + answer->authority
         : answer->has_nonce ? "good, asked now"
                             : "good";
}

x509::RevocationCheck by_lists(const std::vector<std::string>& lists) {
  x509::RevocationCheck check;
  check.method = Method::crl;
  for (const auto& list : lists) {
    check.crls.push_back({"list.pem", Bytes(as_bytes(list).begin(), as_bytes(list).end())});
  }
  return check;
}

}  // namespace

TEST_CASE("lists at hand: all count, an unreadable one may say that it is revoked") {
  Registrar made;
  Registrar other;
  const auto valid = made.make({});
  CHECK(verdict(by_lists({valid}), made.chain) == "good");
  CHECK(verdict(by_lists({other.make({.signer = "twin"}), valid}), made.chain) == "good");
  CHECK(verdict(by_lists({valid, "no list"}), made.chain) == "CRL-UNREADABLE");
  CHECK(verdict(by_lists({"no list", made.make({.revoked = kRevoked})}), made.chain) ==
        "revoked keyCompromise");
  CHECK(verdict(by_lists({}), made.chain) == "REVOCATION-NO-ADDRESS");
  auto offline = by_lists({});
  offline.crl_url = "http://lists.example/";
  CHECK(verdict(offline, made.chain) == "REVOCATION-OFFLINE");
  const auto two = by_lists({"no list", valid, "neither"});
  CHECK(x509::RevocationChecker(two).unreadable().size() == 2);
}

TEST_CASE("an authority that was revoked takes what it issued with it") {
  Registrar above;
  shell(above / "",
        "openssl req -x509 -config x.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 "
        "-nodes -keyout below.key -subj /CN=Below -days 7000 -out below.pem "
        "-extensions leaf -CA leaf.pem -CAkey leaf.key -set_serial 5");
  const std::vector chain = {load(above / "below.pem"), above.chain[0], above.chain[1]};
  CHECK(verdict(by_lists({above.make({})}), chain) == "CRL-NONE-FITS");
  CHECK(verdict(by_lists({above.make({.revoked = kRevoked})}), chain) ==
        "revoked keyCompromiseCN=Leaf");
}

TEST_CASE("a list that was fetched counts beside those at hand and in the cache") {
  Registrar made;
  Site site;
  const auto stale = made.make({.to = "20260501", .revoked = kRevoked});
  const auto valid = made.make({.from = "20260401"});
  const auto revoking = made.make({.from = "20260501", .revoked = kRevoked});
  site.pages["valid"] = [&](ByteView) { return valid; };
  site.pages["revoking"] = [&](ByteView) { return revoking; };
  auto check = by_lists({});
  check.web = site.web();
  check.crl_url = "http://valid/";
  CHECK(verdict(check, made.chain) == "good");
  std::map<std::string, std::string> kept;
  check.cache.keep = [&](const std::string& url, ByteView list) { kept[url] = as_text(list); };
  check.cache.find = [&](const std::string& url) -> std::optional<Bytes> {
    return kept.contains(url)
               ? std::optional(Bytes(as_bytes(kept[url]).begin(), as_bytes(kept[url]).end()))
               : std::nullopt;
  };
  CHECK(verdict(check, made.chain) == "good");
  CHECK(kept["http://valid/"] == valid);
  const auto before = site.asked.size();
  CHECK(verdict(check, made.chain) == "good");
  CHECK(site.asked.size() == before);
  // a cached list that is out of date says at least what it revokes
  kept["http://valid/"] = stale;
  CHECK(verdict(check, made.chain) == "revoked keyCompromise");
  kept["http://nowhere/"] = made.make({.to = "20260501"});
  check.crl_url = "http://nowhere/";
  CHECK(verdict(check, made.chain) == "WEB-UNREACHABLE");
  // what was given is asked too, though a list at hand would do
  auto both = by_lists({made.make({})});
  both.web = site.web();
  both.crl_url = "http://revoking/";
  CHECK(verdict(both, made.chain) == "revoked keyCompromise");
  both.crl_url = "http://nowhere/";
  CHECK(verdict(both, made.chain) == "good");
}

TEST_CASE("of a certificate's own addresses the next is asked where one does not answer") {
  Registrar made;
  Site site;
  shell(made / "",
        "openssl req -x509 -config x.cnf -key leaf.key -subj /CN=Leaf -days 7000 -out "
        "pointing.pem -extensions leaf -CA root.pem -CAkey root.key -set_serial 77 "
        "-addext crlDistributionPoints=URI:ldap://a/,URI:HTTP://first/,URI:http://second/");
  const std::vector chain = {load(made / "pointing.pem"), made.chain[1]};
  const auto valid = made.make({});
  const auto stale = made.make({.to = "20260501"});
  auto check = by_lists({});
  check.web = site.web();
  CHECK(verdict(check, chain) == "WEB-UNREACHABLE");
  CHECK(site.asked == std::vector<std::string>{"first", "second"});
  site.pages["second"] = [&](ByteView) { return valid; };
  CHECK(verdict(check, chain) == "good");
  site.pages["first"] = [&](ByteView) { return stale; };
  CHECK(verdict(check, chain) == "good");
  site.pages["first"] = [&](ByteView) { return made.make({.revoked = kRevoked}); };
  CHECK(verdict(check, chain) == "revoked keyCompromise");
}

TEST_CASE("OCSP: a revocation stands in an answer that is old, or to another question") {
  Registrar made;
  Site site;
  std::string revoked;
  std::string repeated;
  site.pages["responder"] = [&](ByteView question) {
    return repeated.empty() ? made.answer(question, revoked, "-nmin 60") : repeated;
  };
  x509::RevocationCheck check;
  check.method = Method::ocsp;
  check.ocsp_url = "http://responder/";
  check.web = site.web();
  // openssl's answers are of now
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto later = now + std::chrono::hours(24 * 365);
  CHECK(verdict(check, made.chain, now) == "good, asked now");
  CHECK(verdict(check, made.chain, later) == "OCSP-STALE");
  revoked = kRevoked;
  CHECK(verdict(check, made.chain, now) == "revoked keyCompromise");
  CHECK(verdict(check, made.chain, later) == "revoked keyCompromise");
  for (const std::string state : {"", "260301000000Z,keyCompromise"}) {
    Site once;
    once.pages["responder"] = [&](ByteView question) {
      return repeated = made.answer(question, state, "-nmin 60");
    };
    repeated.clear();
    check.web = once.web();
    (void)verdict(check, made.chain, now);
    check.web = site.web();
    CHECK(verdict(check, made.chain, now) ==
          (state.empty() ? "OCSP-NONCE" : "revoked keyCompromise"));
  }
}
