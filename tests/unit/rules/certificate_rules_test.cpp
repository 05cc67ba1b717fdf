// Each rule over certificates has one that violates it, made by the openssl command; each row lists
// all the findings that it gives, so that a rule that fires where it should not is seen as well.

#include <functional>
#include <set>

#include "certificates.hpp"
#include "dmp/rules/detail/certificate.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;
using model::Usage;

namespace {

struct Case {
  std::string rule;
  std::function<void(Setup&)> change;
  std::vector<std::string> others = {};  ///< Rules that the same change violates.
};

/// The subject of the AUTH_CLI leaf with another part.
std::function<void(Setup&)> subject(const std::string& from, const std::string& to) {
  return [from, to](Setup& s) {
    const auto at = s.auth.subject.find(from);
    REQUIRE(at != std::string::npos);
    s.auth.subject.replace(at, from.size(), to);
  };
}

void alone(Setup& s, const std::string& part, const std::string& to) {
  s.only_auth = true;
  subject(part, to)(s);
}

std::vector<Case> usage_cases() {
  return {
      {"CERT-NO-LEAF", [](Setup& s) { s.request.files = {maker().chain("issuer")}; }},
      {"CERT-USAGE-UNKNOWN",
       [](Setup& s) {
         s.only_auth = true;
         s.auth.purposes = "codeSigning";
       }},
      {"CERT-PERSON",
       [](Setup& s) {
         s.only_auth = true;
         s.auth.issuer = "persons";
       }},
      {"CERT-PERSON",
       [](Setup& s) {
         s.only_auth = true;
         s.auth.issuer = "persons";
         s.auth.purposes = "clientAuth,emailProtection";
       }},
      {"CERT-PERSON",
       [](Setup& s) {
         s.only_auth = true;
         s.auth.category = "80";
       }},
      {"CERT-PERSON",
       [](Setup& s) {
         s.only_auth = true;
         s.auth.category = "80";
         s.auth.key_usage = "critical,nonRepudiation";
         s.auth.purposes = "emailProtection";
         s.request.usages = {Usage::sign};
       }},
      {"CERT-KEY-PERIOD-MISSING",
       [](Setup& s) {
         s.only_auth = true;
         s.auth = s.sign;
         s.auth.period_ends.clear();
       }},
      {"CERT-SWAPPED",
       [](Setup& s) { s.request.usages = {Usage::sign, Usage::auth_cli}; },
       {"CERT-SWAPPED"}},
      {"CERT-USAGE-NOT-WANTED",
       [](Setup& s) {
         s.only_auth = true;
         s.request.usages = {Usage::conf};
       }},
      {"CERT-USAGE-NOT-DMP",
       [](Setup& s) {
         s.only_auth = true;
         s.auth.key_usage = "critical,keyEncipherment";
         s.auth.purposes = "emailProtection,anyExtendedKeyUsage";
       }},
      {"CERT-FILE-NAME",
       [](Setup& s) { s.auth.file = "asip-p12-EL-ORG-SIGN-20260101-000000.pem"; }},
  };
}

std::vector<Case> subject_cases() {
  return {
      {"CERT-SUBJECT-LOCALITY", subject("/ST=Ain (01)", "/L=BOURG (01)")},
      {"CERT-SUBJECT-ATTRIBUTES", subject("/CN=", "/serialNumber=7/CN=")},
      {"CERT-SUBJECT-MISSING", subject("/ST=Ain (01)", "")},
      {"CERT-SUBJECT-MULTIVALUED", subject("/CN=", "+CN=")},
      {"CERT-SUBJECT-ORDER", subject("/C=FR/ST=Ain (01)", "/ST=Ain (01)/C=FR")},
      {"CERT-SUBJECT-ENCODING", [](Setup& s) { s.auth.mask = "nombstr"; }},
      {"CERT-SUBJECT-SPACES", subject("DMP AUTHENTIFICATION", "DMP AUTHENTIFICATION ")},
      {"CERT-SUBJECT-SPACES", subject("DMP AUTHENTIFICATION", "DMP  AUTHENTIFICATION")},
      {"CERT-COUNTRY", subject("C=FR", "C=BE")},
      {"CERT-STATE-UNKNOWN", subject("Ain (01)", "Meuthe-et-Moselle (54)")},
      {"CERT-OU-SEVERAL", subject("/CN=", "/OU=other/CN=")},
      {"CERT-OU-INVALID", [](Setup& s) { alone(s, "1010000024", "1010000025"); }},
      {"CERT-OU-INVALID", [](Setup& s) { alone(s, "1010000024", "9010000024"); }},
      {"CERT-OU-INVALID", [](Setup& s) { alone(s, "1010000024", "101000002"); }},
      {"CERT-OU-INVALID", [](Setup& s) { alone(s, "/OU=1010000024", ""); }},
      {"CERT-OU-INVALID", [](Setup& s) { alone(s, "1010000024", "1 010000024"); }},
      {"CERT-O-LONG",
       [](Setup& s) {
         alone(s, "CENTRE HOSPITALIER DE FLEYRIAT",
               "CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT");
       }},
      {"CERT-CN-EMPTY", subject("DMP AUTHENTIFICATION", " ")},
      {"CERT-CN-CHARACTERS",
       subject("DMP AUTHENTIFICATION", "DMP;AUTHENTIFICATION"),
       {"CERT-CN-POLICY"}},
      {"CERT-CN-POLICY", subject("DMP AUTHENTIFICATION", "DMP-AUTH")},
      {"CERT-CN-INSI", [](Setup& s) { alone(s, "DMP AUTHENTIFICATION", "INSI MANU"); }},
      {"CERT-CN-INSI", [](Setup& s) { alone(s, "DMP AUTHENTIFICATION", "insi-auto"); }},
      {"CERT-CN-INSI",
       [](Setup& s) {
         s.only_auth = true;
         s.request.service = rules::Service::insi;
       }},
  };
}

/// No command but Java's makes a name that is longer than X.520 has it.
std::vector<Case> long_name_cases() {
  return {{"CERT-CN-LONG",
           [](Setup& s) {
             s.auth.request = "java.csr";
             s.auth.key_usage = "critical,digitalSignature";
             maker().sh(
                 "rm -f java.jks && keytool -genkeypair -keyalg RSA -keysize 2048 -alias a "
                 "-keystore java.jks -storepass changeit -dname 'CN=" +
                 std::string(65, 'x') +
                 ", OU=1010000024, O=CENTRE HOSPITALIER DE FLEYRIAT, ST=Ain (01), C=FR' && "
                 "keytool -certreq -alias a -keystore java.jks -storepass changeit -file "
                 "java.csr");
           },
           {"CERT-CN-POLICY", "CERT-SUBJECT-ENCODING"}}};
}

std::vector<Case> key_and_date_cases() {
  return {
      {"CERT-KEY-NOT-RSA", [](Setup& s) { s.auth.key = "elliptic"; }},
      {"CERT-KEY-SHORT", [](Setup& s) { s.auth.key = "small"; }},
      {"CERT-KEY-SIZE", [](Setup& s) { s.auth.key = "large"; }},
      {"CERT-KEY-EXPONENT", [](Setup& s) { s.auth.key = "three"; }},
      {"CERT-SIGNATURE-WEAK", [](Setup& s) { s.auth.digest = "sha1"; }},
      {"CERT-SIGNATURE-WEAK", [](Setup& s) { s.auth.digest = "ripemd160"; }},
      {"CERT-SIGNATURE-WEAK",
       [](Setup& s) { s.auth.digest = "sha1 -sigopt rsa_padding_mode:pss"; }},
      {"CERT-SIGNATURE-ALGORITHM",
       [](Setup& s) { s.auth.digest = "sha256 -sigopt rsa_padding_mode:pss"; }},
      {"CERT-SIGNATURE-ALGORITHM", [](Setup& s) { s.auth.digest = "sha384"; }},
      {"CERT-EXPIRED",
       [](Setup& s) {
         s.only_auth = true;
         s.request.as_of = start_of(2029y / 1 / 2);
       }},
      {"CERT-NOT-YET-VALID",
       [](Setup& s) {
         s.only_auth = true;
         s.request.as_of = start_of(2025y / 12 / 31);
       }},
      {"CERT-KEY-PERIOD-ENDED", [](Setup& s) { s.sign.period_ends = "20261231000000Z"; }},
      {"CERT-KEY-PERIOD-SHORTER", [](Setup& s) { s.sign.period_ends = "20281201000000Z"; }},
      {"CERT-KEY-PERIOD-UNEXPECTED", [](Setup& s) { s.auth.period_ends = s.auth.until; }},
      {"CERT-VALIDITY-LONG", [](Setup& s) { s.auth.until = "20290102000000Z"; }},
      {"CERT-VALIDITY-LONG",
       [](Setup& s) { s.sign.until = s.sign.period_ends = "20290201000000Z"; }},
  };
}

std::vector<Case> extension_cases() {
  return {
      {"CERT-KEY-USAGE-NOT-CRITICAL", [](Setup& s) { s.auth.key_usage = "digitalSignature"; }},
      {"CERT-EXTENSION-CRITICAL", [](Setup& s) { s.auth.purposes = "critical,clientAuth"; }},
      {"CERT-ALTERNATIVE-NAME", [](Setup& s) { s.auth.more = "subjectAltName=DNS:a.fr\n"; }},
      {"CERT-REVOCATION-URLS", [](Setup& s) { s.auth.crl.clear(); }},
      {"CERT-REVOCATION-URLS", [](Setup& s) { s.auth.ocsp.clear(); }},
      {"CERT-SERIAL-LENGTH", [](Setup& s) { s.auth.serial = "4A01"; }},
  };
}

std::vector<Case> environment_cases() {
  return {
      {"CERT-ENVIRONMENT-UNKNOWN",
       [](Setup& s) {
         s.only_auth = true;
         s.auth.issuer = "unknown";
       }},
      {"CERT-POLICY-ENVIRONMENT", [](Setup& s) { s.auth.policy = "1.2.250.1.213.1.7.1.1.2.3.1"; }},
      {"CERT-POLICY-UNKNOWN", [](Setup& s) { s.auth.policy = "1.2.3.4"; }},
      {"CERT-POLICY-UNKNOWN", [](Setup& s) { s.auth.policy.clear(); }},
      {"CERT-CATEGORY-ENVIRONMENT", [](Setup& s) { s.auth.category = "03"; }},
      {"CERT-CATEGORY-UNKNOWN", [](Setup& s) { s.auth.category = "85"; }},
      {"CERT-CATEGORY-UNKNOWN", [](Setup& s) { s.auth.category.clear(); }},
      {"CERT-ENVIRONMENTS-MIXED",
       [](Setup& s) { s.auth.issuer = "test"; },
       {"CERT-PAIR-ENVIRONMENT"}},
      {"CHAIN-NO-ISSUER",
       [](Setup& s) {
         const auto file = maker().make(s.auth);
         s.request.files = {{file.name, {file.certificates.front()}, {}}};
       }},
      {"CHAIN-UNTRUSTED",
       [](Setup& s) {
         s.only_auth = true;
         s.request.trust_rule = x509::TrustRule::known;
       }},
      {"CHAIN-SIGNATURE", [](Setup& s) { s.auth.issuer = "twin"; }},
      {"CHAIN-EXPIRED", [](Setup& s) { s.auth.issuer = "ended"; }},
      {"CHAIN-NOT-YET-VALID", [](Setup& s) { s.auth.issuer = "future"; }},
      {"CHAIN-PURPOSE", [](Setup& s) { s.auth.issuer = "narrow"; }},
      {"CHAIN-OTHER", [](Setup& s) { s.auth.issuer = "below"; }},
  };
}

std::vector<Case> site_cases() {
  const auto with_dossier = [](auto change) {
    return [change](Setup& s) {
      s.with_dossier = s.only_auth = true;
      change(s);
    };
  };
  const auto juridical = subject("1010000024", "1010780054");
  return {
      {"CERT-ENVIRONMENT-DOSSIER",
       with_dossier([](Setup& s) { s.dossier.environment = model::Environment::production; })},
      {"CERT-STRUCTURE-OTHER", with_dossier(subject("1010000024", "1970302022"))},
      {"CERT-STRUCTURE-OTHER", with_dossier([](Setup& s) { s.request.sites = {"fleming"}; })},
      {"CERT-GEOGRAPHIC-REQUIRED", with_dossier(juridical)},
      {"CERT-JURIDICAL-EXPECTED",
       with_dossier([](Setup& s) { s.request.policy = *policy::find_policy("ans-2023"); })},
      {"CERT-ORGANISATION-DIFFERS",
       with_dossier([](Setup& s) { s.dossier.establishments[0].name = "CLINIQUE"; })},
      {"CERT-STATE-DIFFERS", with_dossier(subject("Ain (01)", "Paris (75)"))},
  };
}

std::vector<Case> pair_cases() {
  return {
      {"CERT-PAIR-STRUCTURE", subject("1010000024", "1970100400")},
      {"CERT-PAIR-ORGANISATION", subject("DE FLEYRIAT", "FLEYRIAT")},
      {"CERT-PAIR-ENVIRONMENT",
       [](Setup& s) { s.auth.issuer = "test"; },
       {"CERT-ENVIRONMENTS-MIXED"}},
      {"CERT-PAIR-INCOMPLETE",
       [](Setup& s) {
         Leaf other;
         other.subject.replace(other.subject.find("1010000024"), 10, "1970100400");
         other.key = "large";
         other.file = "other.pem";
         s.further = {other};
       },
       {"CERT-KEY-SIZE"}},
      {"CERT-PAIR-TWICE",
       [](Setup& s) {
         s.further = {s.auth};
         s.further[0].file = "renewal.pem";
       }},
      {"CERT-KEY-REUSED", [](Setup& s) { s.sign.key = "auth"; }},
  };
}

std::vector<Case> all_cases() {
  std::vector<Case> all;
  for (const auto& theme : {usage_cases(), subject_cases(), key_and_date_cases(), extension_cases(),
                            environment_cases(), site_cases(), pair_cases()}) {
    all.insert(all.end(), theme.begin(), theme.end());
  }
  if (run("command -v keytool") == 0) {
    const auto longer = long_name_cases();
    all.insert(all.end(), longer.begin(), longer.end());
  } else {
    WARN("skipped: keytool is not here");
  }
  return all;
}

std::string readable(const rules::CertificateVerdict& outcome) {
  std::string out;
  for (const auto& finding : outcome.findings) {
    out += finding.rule + " " + finding.at.file + ": " +
           in_english().text(finding.rule, finding.args) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("A right pair gives no finding, alone or for its site") {
  Setup setup;
  auto outcome = setup.run();
  CAPTURE(readable(outcome));
  CHECK(outcome.findings.empty());
  REQUIRE(outcome.certificates.size() == 2);
  CHECK(outcome.certificates[0].facts.subject.printed ==
        "CN=DMP AUTHENTIFICATION,OU=1010000024,O=CENTRE HOSPITALIER DE FLEYRIAT,ST=Ain (01),C=FR");
  CHECK(outcome.certificates[0].facts.structure() == "1010000024");
  CHECK(outcome.certificates[0].site.empty());

  setup.with_dossier = true;
  setup.request.usages = {Usage::auth_cli, Usage::sign};
  setup.request.service = rules::Service::dmp;
  outcome = setup.run();
  CAPTURE(readable(outcome));
  CHECK(outcome.findings.empty());
  CHECK(outcome.certificates[1].site == "fleyriat");
  setup.request.sites = {"fleyriat"};
  CHECK(setup.run().findings.empty());
}

TEST_CASE("Each rule over certificates is triggered by what violates it, and by nothing else") {
  for (const auto& one : all_cases()) {
    INFO(one.rule);
    Setup setup;
    one.change(setup);
    const auto outcome = setup.run();
    auto expected = one.others;
    expected.push_back(one.rule);
    std::ranges::sort(expected);
    INFO(readable(outcome));
    CHECK(rules_of(outcome.findings) == expected);
    for (const auto& finding : outcome.findings) {
      CHECK_FALSE(finding.at.file.empty());
      for (const auto language : {Language::english, Language::french}) {
        for (const auto& text : {wording(language).text(finding.rule, finding.args),
                                 wording(language).remedy(finding.rule, finding.args)}) {
          INFO(finding.rule << ": " << text);
          CHECK(text.find('{') == std::string::npos);
          CHECK(text.find("rules.") == std::string::npos);
          CHECK(text.find("report.") == std::string::npos);
        }
      }
    }
  }
}

TEST_CASE("Every rule over certificates has a case, a reference and its texts, and is listed") {
  const auto cases = all_cases();
  const bool has_java = run("command -v keytool") == 0;
  std::set<std::string_view> ids;
  for (const auto& check : rules::detail::certificate_checks()) {
    const auto& rule = check.rule;
    INFO(rule.id);
    CHECK(ids.insert(rule.id).second);
    CHECK_FALSE(rule.reference.empty());
    CHECK((check.certificate != nullptr) != (check.together != nullptr));
    CHECK((std::ranges::find(cases, rule.id, &Case::rule) != cases.end() ||
           (!has_java && rule.id == "CERT-CN-LONG")));
    CHECK(rules::find_rule(rule.id) != nullptr);
    const auto* entry = catalogue().find(rule.id);
    REQUIRE(entry != nullptr);
    for (const auto text :
         {entry->english, entry->french, entry->english_remedy, entry->french_remedy}) {
      CHECK_FALSE(text.empty());
    }
  }
}

TEST_CASE("A policy sets the severity of a rule over certificates") {
  Setup setup;
  setup.auth.key = "large";
  CHECK(setup.run().findings.at(0).severity == Severity::warning);
  setup.request.policy.severities["CERT-KEY-SIZE"] = Severity::error;
  CHECK(setup.run().findings.at(0).severity == Severity::error);
}

TEST_CASE("A dossier bears with what a certificate of its sites is like, until the day it says") {
  Setup setup;
  setup.with_dossier = setup.only_auth = true;
  setup.auth.subject.replace(setup.auth.subject.find("1010000024"), 10, "1010780054");
  setup.dossier.accepted = {{"CERT-GEOGRAPHIC-REQUIRED", "", {"software", {}}, ""}};
  auto& until = setup.dossier.accepted[0].acceptance.until;
  until = date_of(setup.request.as_of);
  auto finding = setup.run().findings.at(0);
  CHECK(finding.rule == "CERT-GEOGRAPHIC-REQUIRED");
  REQUIRE(finding.accepted);
  CHECK(finding.accepted->reason == "software");
  until = date_of(setup.request.as_of - std::chrono::days(1));
  CHECK_FALSE(setup.run().findings.at(0).accepted);
  until = date_of(setup.request.as_of);
  setup.dossier.accepted[0].site = "fleming";
  CHECK_FALSE(setup.run().findings.at(0).accepted);
}

TEST_CASE("A signature certificate of before December 2021 may last 37 months") {
  Setup setup;
  setup.only_auth = true;
  setup.auth = sign_leaf();
  setup.auth.from = "20211115100023Z";
  setup.auth.until = "20241215100023Z";
  setup.auth.period_ends = "20241115100023Z";
  setup.request.as_of = start_of(2023y / 1 / 1);
  CHECK(rules_of(setup.run().findings) == std::vector<std::string>{"CERT-KEY-PERIOD-SHORTER"});
}

TEST_CASE("The certificates of INSi stand beside the pair") {
  Setup setup;
  Leaf insi;
  insi.subject.replace(insi.subject.find("DMP AUTH"), std::string::npos, "INSI-MANU");
  insi.file = "insi.pem";
  setup.further = {insi};
  const auto outcome = setup.run();
  CAPTURE(readable(outcome));
  CHECK(outcome.findings.empty());
}

TEST_CASE("A number that several sites carry is that of their legal entity") {
  Setup setup;
  setup.with_dossier = true;
  setup.request.policy = *policy::find_policy("ans-2023");
  for (auto* leaf : {&setup.auth, &setup.sign}) {
    leaf->subject.replace(leaf->subject.find("1010000024"), 10, "1010780054");
    leaf->subject.replace(leaf->subject.find("CENTRE HOSPITALIER DE FLEYRIAT"), 30, "GHT");
  }
  auto outcome = setup.run();
  CAPTURE(readable(outcome));
  CHECK(outcome.findings.empty());
  CHECK(outcome.certificates.at(0).site.empty());
  // Held against one of them, its name is compared.
  setup.request.sites = {"fleyriat"};
  outcome = setup.run();
  CHECK(outcome.certificates.at(0).site == "fleyriat");
  CHECK(rules_of(outcome.findings) == std::vector<std::string>(2, "CERT-ORGANISATION-DIFFERS"));
}
