// Each rule over certificates has a case that violates it, and each case lists all the findings
// that it gives, so that a rule that fires where it should not is seen as well.

#include <set>

#include "certificate_cases.hpp"
#include "dmp/rules/detail/certificate.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;
using model::Usage;

namespace {

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
  for (const auto& one : certificate_cases()) {
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
  const auto cases = certificate_cases();
  const bool has_java = run("command -v keytool") == 0;
  std::set<std::string_view> ids;
  for (const auto& check : rules::detail::certificate_checks()) {
    const auto& rule = check.rule;
    INFO(rule.id);
    CHECK(ids.insert(rule.id).second);
    CHECK_FALSE(rule.reference.empty());
    CHECK((check.certificate != nullptr) != (check.together != nullptr));
    CHECK((std::ranges::find(cases, rule.id, &CertificateCase::rule) != cases.end() ||
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
