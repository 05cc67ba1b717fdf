#include <algorithm>
#include <chrono>
#include <set>

#include "dmp/csr/verify.hpp"
#include "dmp/x509/chain.hpp"
#include "dmp/x509/container.hpp"
#include "setup.hpp"
#include "support/catalogue.hpp"
#include "support/rehearsal.hpp"

using namespace dmp;
using namespace dmp::test;
using model::CheckResult;
using model::SignerCheck;

// Cards of the rehearsal authority; every envelope is made by `openssl cms`.
namespace {

using Rules = std::set<std::string>;

const std::string kNumber = "2600301752";

model::Administrator administrator(const std::string& id, const std::string& number) {
  model::Administrator one;
  one.id = id;
  one.person.card = model::Card{model::CardType::cpe, model::CardNumber::parse(number)->value,
                                model::CardStatus::active, std::nullopt};
  return one;
}

/// Office is a dossier with two sites, the cards of their administrators, and a request.
class Office {
 public:
  Office() {
    rehearsal_.issue_card("martin", "CPE", kNumber);
    rehearsal_.issue_card("other", "CPE", "2600301799");
    rehearsal_.issue_card("annex", "CPA", "2600301700");
    rehearsal_.issue_card("nurse", "CPS", "2600301711");
    rehearsal_.issue_card("old", "CPE", kNumber, "--not-before 20200101000000Z");
    rehearsal_.issue_card("coming", "CPE", kNumber, "--not-before 20400101000000Z");
    rehearsal_.make_key("k");
    sh("mv k.key k.pem && openssl req -new -utf8 -key k.pem -out r.csr -subj "
       "'/C=FR/ST=Ain (01)/O=CENTRE HOSPITALIER DE BOURG-EN-BRESSE FL/OU=1010000024"
       "/CN=DMP AUTHENTIFICATION' && (echo order of Monday; cat r.csr) > noted.csr");
    for (const std::string name : {"person-standard", "person-strong"}) {
      sh("cp " + quoted(rehearsal_.file(name + ".pem")) + " . && cp " +
         quoted(rehearsal_.file(name + "-root.pem")) + " .");
    }
    for (const std::string name : {"ca", "prod", "stranger"}) {
      rehearsal_.make_key(name);
    }
    stranger();
    dossier.environment = model::Environment::rehearsal;
    dossier.establishments.push_back(fleyriat());
    dossier.establishments[0].administrators = {"adm-nurse", "adm-martin"};
    auto annex = fleyriat();
    annex.id = "annex";
    annex.finess_geographic = finess("970302287");
    annex.administrators = {"adm-annex"};
    dossier.establishments.push_back(annex);
    dossier.administrators = {administrator("adm-martin", kNumber),
                              administrator("adm-annex", "2600301700"),
                              administrator("adm-nurse", "2600301711")};
  }

  std::string sh(const std::string& command) const {
    return output_of("cd " + quoted(rehearsal_.work("")) + " && (" + command + ")");
  }
  [[nodiscard]] std::string file(const std::string& name) const {
    return slurp(rehearsal_.work(name));
  }

  /// sign returns an envelope made with NAME's certificate and key.
  [[nodiscard]] std::string sign(const std::string& name, const std::string& options = "-cades",
                                 const std::string& content = "r.csr") const {
    const auto issuer = name.starts_with("nurse")      ? "-certfile person-strong.pem "
                        : name.starts_with("stranger") ? ""
                                                       : "-certfile person-standard.pem ";
    sh("openssl cms -sign -nodetach -binary -outform DER -in " + content + " -signer " + name +
       ".pem -inkey " + name + ".key " + issuer + options + " -out signed.p7m");
    return file("signed.p7m");
  }

  [[nodiscard]] x509::Certificate load(const std::string& name) const {
    const auto contents = x509::read_contents(as_bytes(file(name)), name);
    REQUIRE(contents);
    return contents->certificates.front();
  }

  [[nodiscard]] csr::VerifyRequest asked() const {
    csr::VerifyRequest request;
    request.by.policy = procedure();
    request.by.dossier = &dossier;
    request.by.trusted = {load("person-standard-root.pem"), load("person-strong-root.pem")};
    request.by.trust_rule = x509::TrustRule::self_signed;
    request.by.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return request;
  }

  model::Dossier dossier;

 private:
  /// A card that is right in all but its issuer; and one whose certificate has a twin.
  void stranger() const {
    spill(rehearsal_.work("x.cnf"),
          "[req]\ndistinguished_name=dn\n[dn]\n"
          "[ca]\nbasicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier=hash\n"
          "[card]\nkeyUsage=critical,nonRepudiation\nextendedKeyUsage=emailProtection\n"
          "subjectKeyIdentifier=hash\n1.2.250.1.71.1.2.2=ASN1:INTEGER:2\n"
          "1.2.250.1.71.1.2.3=ASN1:PRINTABLESTRING:8025000001/" +
              kNumber + "\n");
    const std::string of = "/C=FR/O=ASIP-SANTE REHEARSAL/OU=IGC-SANTE REHEARSAL/CN=";
    sh("openssl req -x509 -new -key ca.key -out ca.pem -days 9 -subj '" + of +
       "REHEARSAL TEST AC IGC-SANTE STANDARD PERSONNES' -config x.cnf -extensions ca;"
       "openssl req -x509 -new -key prod.key -out prod.pem -days 9 "
       "-subj '/C=FR/OU=IGC-SANTE/CN=AC IGC-SANTE STANDARD PERSONNES' -config x.cnf "
       "-extensions ca;"
       "openssl req -new -key stranger.key -out s.csr -subj "
       "/C=FR/CN=s -config x.cnf; cp stranger.key stranger-prod.key;"
       "by() { openssl x509 -req -in s.csr -CA $1.pem -CAkey $1.key -days 8 -set_serial $2 "
       "-out $3.pem -extfile x.cnf -extensions card; };"
       "by ca 1001 stranger; by ca 1002 twin; by prod 1003 stranger-prod");
  }

  mutable Rehearsal rehearsal_;
};

const Office& office() {
  static const Office made;
  return made;
}

csr::VerifyOutcome verify(csr::VerifyRequest request, const std::string& file) {
  request.inputs.push_back({"file", as_bytes(file)});
  auto outcome = csr::verify(request);
  REQUIRE(outcome.requests.size() == 1);
  REQUIRE(outcome.requests[0].signer);
  CHECK(outcome.requests[0].signer->checks.size() == 12);
  for (const auto& finding : outcome.findings) {
    for (const auto language : {Language::english, Language::french}) {
      const auto told = wording(language).text(finding.rule, finding.args);
      INFO(told);
      CHECK(told.find('{') == std::string::npos);
      CHECK(told.find("rules.request") == std::string::npos);
      const auto advice = wording(language).remedy(finding.rule, finding.args);
      CHECK_FALSE(advice.empty());
      CHECK(advice.find('{') == std::string::npos);
    }
  }
  return outcome;
}

csr::VerifyOutcome verify(const std::string& file) { return verify(office().asked(), file); }

Rules rules_of(const csr::VerifyOutcome& outcome, Severity severity) {
  Rules rules;
  for (const auto& finding : outcome.findings) {
    if (finding.severity == severity) {
      rules.insert(finding.rule);
    }
  }
  return rules;
}

std::set<SignerCheck> checks_of(const csr::VerifyOutcome& outcome, CheckResult result) {
  std::set<SignerCheck> checks;
  for (const auto& [check, found] : outcome.requests[0].signer->checks) {
    if (found == result) {
      checks.insert(check);
    }
  }
  return checks;
}

std::string told(const csr::VerifyOutcome& outcome, const std::string& rule) {
  for (const auto& finding : outcome.findings) {
    if (finding.rule == rule) {
      return in_english().text(rule, finding.args);
    }
  }
  return "(none)";
}

void replace(std::string& in, const std::string& what, const std::string& by) {
  const auto at = in.find(what);
  REQUIRE(at != std::string::npos);
  in.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("the administrator's card: every check holds, and it is told who signed") {
  const auto outcome = verify(office().sign("martin-sign"));
  CHECK(outcome.findings.empty());
  CHECK(checks_of(outcome, CheckResult::holds).size() == 12);
  const auto& one = outcome.requests[0];
  CHECK(one.accepted);
  CHECK(one.signer->administrator == "adm-martin");
  CHECK(one.signer->usage == model::Usage::card_sign);
  CHECK(one.signer->environment == model::Environment::rehearsal);
  CHECK(one.signer->anchor.find("RACINE IGC-SANTE STANDARD") != std::string::npos);
  CHECK(one.request.envelope->card_number == kNumber);
  // A health professional's card has another authority.
  CHECK(verify(office().sign("nurse-sign")).findings.empty());
}

TEST_CASE("other forms of the same signature") {
  const auto named = verify(office().sign("martin-sign", "-cades -keyid"));
  CHECK(named.findings.empty());
  const auto plain = verify(office().sign("martin-sign", ""));
  CHECK(plain.findings.empty());
  CHECK(checks_of(plain, CheckResult::not_verified) == std::set{SignerCheck::signing_certificate});
  const auto longer = verify(office().sign("martin-sign", "-cades -md sha384"));
  CHECK(longer.findings.empty());
  const auto bare = verify(office().sign("martin-sign", "-noattr"));
  CHECK(rules_of(bare, Severity::warning) == Rules{"REQUEST-SIGNER-TIME"});
  CHECK(rules_of(bare, Severity::error).empty());
  CHECK(checks_of(bare, CheckResult::not_verified) ==
        std::set{SignerCheck::signing_certificate, SignerCheck::validity});
  const auto weak = verify(office().sign("martin-sign", "-md sha1"));
  CHECK(rules_of(weak, Severity::error) == Rules{"REQUEST-SIGNER-HASH"});
  const auto both =
      verify(office().sign("martin-auth", "-signer martin-sign.pem -inkey martin-sign.key"));
  CHECK(rules_of(both, Severity::info) == Rules{"REQUEST-SIGNER-SEVERAL"});
  CHECK(rules_of(both, Severity::error).empty());
}

TEST_CASE("each fault of a signer gives its finding, and nothing else does") {
  struct Case {
    std::string signer;
    Rules errors;
    std::string check;
  };
  for (const auto& each : {
           Case{"martin-auth", {"REQUEST-SIGNER-KEY"}, "key"},
           Case{"other-sign", {"REQUEST-SIGNER-ADMINISTRATOR"}, "administrator"},
           Case{"annex-sign", {"REQUEST-SIGNER-ADMINISTRATOR"}, "administrator"},
           Case{"old-sign", {"REQUEST-SIGNER-VALIDITY"}, "validity"},
           Case{"coming-sign", {"REQUEST-SIGNER-VALIDITY"}, "validity"},
           Case{"stranger", {"REQUEST-SIGNER-CHAIN"}, "chain"},
       }) {
    INFO(each.signer);
    const auto outcome = verify(office().sign(each.signer));
    CHECK(rules_of(outcome, Severity::error) == each.errors);
    CHECK(rules_of(outcome, Severity::warning).empty());
    const auto failed = checks_of(outcome, CheckResult::fails);
    REQUIRE(failed.size() == 1);
    CHECK(to_string(*failed.begin()) == each.check);
    CHECK_FALSE(outcome.requests[0].accepted);
  }
  CHECK(told(verify(office().sign("other-sign")), "REQUEST-SIGNER-ADMINISTRATOR") ==
        "the signer's card 2600301799 does not belong to an administrator of the site: the dossier "
        "declares it for no administrator");
  CHECK(told(verify(office().sign("annex-sign")), "REQUEST-SIGNER-ADMINISTRATOR")
            .ends_with("it belongs to adm-annex, who is declared only for other sites"));
  CHECK(told(verify(office().sign("martin-auth")), "REQUEST-SIGNER-KEY") ==
        "it is signed with the card's authentication key, which is not for signing documents");
}

TEST_CASE("somebody without a card") {
  const auto& o = office();
  o.sh(
      "openssl req -x509 -new -key k.pem -subj /CN=somebody -days 1 -out stranger-mail.pem;"
      "cp k.pem stranger-mail.key");
  const auto outcome = verify(o.sign("stranger-mail"));
  CHECK(rules_of(outcome, Severity::error) == Rules{"REQUEST-SIGNER-CARD", "REQUEST-SIGNER-CHAIN"});
  CHECK(checks_of(outcome, CheckResult::not_verified) ==
        std::set{SignerCheck::key, SignerCheck::authority, SignerCheck::environment,
                 SignerCheck::administrator, SignerCheck::card_status});
}

TEST_CASE("no certificate, altered content, an altered attribute") {
  const auto nobody = verify(office().sign("martin-sign", "-nocerts"));
  CHECK(rules_of(nobody, Severity::error).contains("REQUEST-CMS-SIGNATURE"));
  // openssl leaves the -certfile out as well.
  CHECK(checks_of(nobody, CheckResult::not_verified).size() == 11);

  auto altered = office().sign("martin-sign", "-cades", "noted.csr");
  CHECK(verify(altered).findings.empty());
  replace(altered, "order of Monday", "order of Sunday");
  const auto content = verify(altered);
  CHECK(rules_of(content, Severity::error) == Rules{"REQUEST-CMS-SIGNATURE"});
  CHECK(checks_of(content, CheckResult::fails) == std::set{SignerCheck::signature});
  // What such a signature says is right as far as it goes, and verified by nobody.
  const std::set said = {SignerCheck::hash, SignerCheck::signing_certificate,
                         SignerCheck::signing_time, SignerCheck::validity};
  CHECK(checks_of(content, CheckResult::not_verified) == said);

  auto later = office().sign("martin-sign");
  const std::string type("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x05\x31\x0F\x17\x0D", 13);
  const auto at = later.find(type);
  REQUIRE(at != std::string::npos);
  later[at + type.size() + 1] = later[at + type.size() + 1] == '1' ? '0' : '1';  // Its year.
  const auto moved = verify(later);
  CHECK(rules_of(moved, Severity::error).contains("REQUEST-CMS-SIGNATURE"));
  CHECK_FALSE(checks_of(moved, CheckResult::holds).contains(SignerCheck::hash));
  CHECK_FALSE(checks_of(moved, CheckResult::holds).contains(SignerCheck::signing_time));
  // Nor is the card judged by the time that it claims.
  CHECK_FALSE(checks_of(moved, CheckResult::holds).contains(SignerCheck::validity));
}

TEST_CASE("a certificate that was exchanged for its twin is found by the signed attribute") {
  const auto& o = office();
  o.sh(
      "openssl x509 -in stranger.pem -outform DER -out s.der;"
      "openssl x509 -in twin.pem -outform DER -out t.der");
  auto request = o.asked();
  request.by.trusted = {o.load("ca.pem")};
  auto exchanged = o.sign("stranger", "-cades -keyid");
  CHECK(verify(request, exchanged).findings.empty());
  REQUIRE(o.file("s.der").size() == o.file("t.der").size());
  replace(exchanged, o.file("s.der"), o.file("t.der"));
  const auto outcome = verify(request, exchanged);
  CHECK(rules_of(outcome, Severity::error) == Rules{"REQUEST-SIGNER-CERTIFICATE"});
  CHECK(outcome.requests[0].request.envelope->signature_valid);
  // Without the attribute nothing tells them apart.
  auto silent = o.sign("stranger", "-keyid");
  replace(silent, o.file("s.der"), o.file("t.der"));
  CHECK(verify(request, silent).findings.empty());
}

TEST_CASE("a signature of the future, and one whose certificate has ended since") {
  auto request = office().asked();
  const auto signed_now = office().sign("martin-sign");
  request.by.now -= std::chrono::hours(24);
  const auto early = verify(request, signed_now);
  CHECK(rules_of(early, Severity::error) ==
        Rules{"REQUEST-SIGNER-TIME", "REQUEST-SIGNER-VALIDITY"});
  request.by.now = *parse_instant("2039-01-01T00:00:00Z");
  CHECK(verify(request, signed_now).findings.empty());
}

TEST_CASE("what the dossier says against a card") {
  using model::CardStatus;
  const auto signed_now = office().sign("martin-sign");
  auto dossier = office().dossier;
  auto request = office().asked();
  request.by.dossier = &dossier;
  auto& card = *dossier.administrators[0].person.card;
  for (const auto status : {CardStatus::opposed, CardStatus::expired, CardStatus::missing}) {
    card.status = status;
    const auto outcome = verify(request, signed_now);
    CHECK(rules_of(outcome, Severity::error) == Rules{"REQUEST-SIGNER-CARD-STATUS"});
    CHECK(outcome.requests[0].signer->administrator == "adm-martin");
  }
  card.status = CardStatus::requested;
  CHECK(rules_of(verify(request, signed_now), Severity::warning) ==
        Rules{"REQUEST-SIGNER-CARD-STATUS"});
  card.status = CardStatus::unknown;
  CHECK(checks_of(verify(request, signed_now), CheckResult::not_verified) ==
        std::set{SignerCheck::card_status});
  card.status = CardStatus::active;
  card.expires_on = *parse_date("2020-05-31");
  const auto ended = verify(request, signed_now);
  CHECK(rules_of(ended, Severity::error) == Rules{"REQUEST-SIGNER-CARD-STATUS"});
  CHECK(told(ended, "REQUEST-SIGNER-CARD-STATUS").ends_with("it expired on 2020-05-31"));
}

TEST_CASE("what cannot be verified is said") {
  const auto signed_now = office().sign("martin-sign");
  auto request = office().asked();
  request.by.dossier = nullptr;
  const auto alone = verify(request, signed_now);
  CHECK(rules_of(alone, Severity::warning) == Rules{"REQUEST-SIGNER-ADMINISTRATOR-UNCHECKED"});
  CHECK(checks_of(alone, CheckResult::not_verified) ==
        std::set{SignerCheck::environment, SignerCheck::administrator, SignerCheck::card_status});

  request = office().asked();
  request.by.trusted.clear();
  const auto unanchored = verify(request, signed_now);
  CHECK(rules_of(unanchored, Severity::warning) == Rules{"REQUEST-SIGNER-CHAIN-UNCHECKED"});
  CHECK(rules_of(unanchored, Severity::error).empty());

  // Named, but not to be trusted; and the authority of the other cards.
  request = office().asked();
  request.by.trust_rule = x509::TrustRule::known;
  CHECK(rules_of(verify(request, signed_now), Severity::error) == Rules{"REQUEST-SIGNER-CHAIN"});
  request = office().asked();
  request.by.trusted = {office().load("person-strong-root.pem")};
  CHECK(rules_of(verify(request, signed_now), Severity::error) == Rules{"REQUEST-SIGNER-CHAIN"});

  auto dossier = office().dossier;
  dossier.establishments.erase(dossier.establishments.begin());
  request = office().asked();
  request.by.dossier = &dossier;
  const auto homeless = verify(request, signed_now);
  CHECK(rules_of(homeless, Severity::error) == Rules{"REQUEST-SITE-UNKNOWN"});
  CHECK(rules_of(homeless, Severity::warning) == Rules{"REQUEST-SIGNER-ADMINISTRATOR-UNCHECKED"});
}

TEST_CASE("environments are not mixed") {
  const auto signed_now = office().sign("martin-sign");
  auto dossier = office().dossier;
  auto request = office().asked();
  request.by.dossier = &dossier;
  for (const auto environment : {model::Environment::production, model::Environment::test}) {
    dossier.environment = environment;
    const auto outcome = verify(request, signed_now);
    CHECK(rules_of(outcome, Severity::error) == Rules{"REQUEST-SIGNER-ENVIRONMENT"});
  }
  // An authority that only bears the name of production's.
  dossier.environment = model::Environment::production;
  request.by.trusted = {office().load("prod.pem")};
  const auto named = verify(request, office().sign("stranger-prod"));
  CHECK(rules_of(named, Severity::error).empty());
  CHECK(rules_of(named, Severity::warning) == Rules{"REQUEST-SIGNER-ENVIRONMENT"});
}

TEST_CASE("an authority that issues no cards, or cards of another kind") {
  const auto& o = office();
  for (const auto& [name, severity] :
       {std::pair("AC IGC-SANTE ELEMENTAIRE PERSONNES", Severity::error),
        std::pair("TEST AC IGC-SANTE FORT PERSONNES", Severity::warning)}) {
    o.sh(
        "openssl req -x509 -new -key ca.key -out wrong.pem -days 9 -config x.cnf -extensions ca "
        "-subj '/C=FR/OU=IGC-SANTE REHEARSAL/CN=" +
        std::string(name) +
        "'; openssl x509 -req -in s.csr -CA wrong.pem -CAkey ca.key -days 8 -out "
        "stranger-wrong.pem -extfile x.cnf -extensions card; cp stranger.key stranger-wrong.key");
    auto request = o.asked();
    request.by.trusted = {o.load("wrong.pem")};
    const auto outcome = verify(request, o.sign("stranger-wrong"));
    CHECK(rules_of(outcome, severity) == Rules{"REQUEST-SIGNER-AUTHORITY"});
    CHECK(outcome.findings.size() == 1);
  }
}

TEST_CASE("a real TEST card has the usage, environment and issuer that the checks look for") {
  if (shared_data("igc-sante/test-card").empty()) {
    return;
  }
  const auto& o = office();
  // Their authorities are not public: the envelopes are of another key, with the card's
  // certificate.
  const auto contents = x509::read_contents(
      as_bytes(slurp(shared_data("igc-sante/test-card") / "CPS-infirmier-guy.pem")), "guy");
  REQUIRE(contents);
  const auto& card = contents->certificates.front();
  CHECK(card.facts().usage == model::Usage::card_sign);
  CHECK(card.facts().environment == model::Environment::test);
  CHECK(card.facts().issuer->common_name.ends_with("AC IGC-SANTE FORT PERSONNES"));
  CHECK(x509::verify_chain(card, {}, {{o.load("person-strong-root.pem")}}, card.facts().not_before)
            .problems.front()
            .fault == x509::ChainFault::no_issuer);
}

TEST_CASE("every rule about signers has a case here") {
  const Rules tried = {"REQUEST-SIGNER-HASH",          "REQUEST-SIGNER-CERTIFICATE",
                       "REQUEST-SIGNER-TIME",          "REQUEST-SIGNER-CARD",
                       "REQUEST-SIGNER-KEY",           "REQUEST-SIGNER-AUTHORITY",
                       "REQUEST-SIGNER-CHAIN",         "REQUEST-SIGNER-CHAIN-UNCHECKED",
                       "REQUEST-SIGNER-VALIDITY",      "REQUEST-SIGNER-ENVIRONMENT",
                       "REQUEST-SIGNER-ADMINISTRATOR", "REQUEST-SIGNER-ADMINISTRATOR-UNCHECKED",
                       "REQUEST-SIGNER-CARD-STATUS",   "REQUEST-SIGNER-SEVERAL"};
  for (const auto* entry : catalogue().entries()) {
    if (entry->id.starts_with("REQUEST-SIGNER-")) {
      INFO(entry->id);
      CHECK(tried.contains(std::string(entry->id)));
    }
  }
}
