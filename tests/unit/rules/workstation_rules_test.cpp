// Each rule over the workstation is triggered by what violates it, and by nothing else.

#include <algorithm>
#include <set>

#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/workstation.hpp"
#include "support/catalogue.hpp"
#include "workstation_cases.hpp"

using namespace dmp;
using namespace dmp::test;
using model::CardIdentity;
using model::CardType;
using model::WorkstationFacts;

namespace {

constexpr Date kToday = kStationDay;

CardIdentity& card(WorkstationFacts& facts) { return *facts.readers.front().card; }

Findings findings_of(const WorkstationFacts& facts, bool with_dossier = true) {
  const auto dossier = right_dossier();
  rules::WorkstationQuestion question{facts, {}, policy::builtin_policies().front(), kToday};
  if (with_dossier) {
    question.dossiers.push_back(&dossier);
  }
  return rules::judge_workstation(question);
}

std::vector<std::string> ids_of(const Findings& findings) {
  std::vector<std::string> ids;
  std::ranges::transform(findings, std::back_inserter(ids), &Finding::rule);
  return ids;
}

}  // namespace

TEST_CASE("A right workstation has nothing to report, with and without a dossier") {
  CHECK(findings_of(right_station()).empty());
  CHECK(findings_of(right_station(), false).empty());
  for (const auto type : {CardType::cps, CardType::cpa}) {
    auto facts = right_station();
    card(facts).types = {type};
    CHECK(findings_of(facts).empty());
  }
}

TEST_CASE("Each rule over the workstation is triggered by what violates it, and by nothing else") {
  for (const auto& one : workstation_cases()) {
    INFO(one.rule);
    auto facts = right_station();
    one.mutate(facts);
    const auto findings = findings_of(facts);
    CHECK(ids_of(findings) == std::vector{one.rule});
    for (const auto language : {Language::english, Language::french}) {
      for (const auto& finding : findings) {
        for (const auto& text : {wording(language).text(finding.rule, finding.args),
                                 wording(language).remedy(finding.rule, finding.args)}) {
          INFO(text);
          CHECK_FALSE(text.empty());
          CHECK(text.find('{') == std::string::npos);
          CHECK(text.find("workstation.") == std::string::npos);
        }
      }
    }
  }
}

TEST_CASE("What is right at the edge, and what concerns nobody") {
  auto facts = right_station();
  card(facts).ends_at = start_of(2027y / 1 / 23);  // 61 days: an order takes 60
  CHECK(findings_of(facts).empty());
  facts.readers.back() = {"Another", true, CardIdentity(), {}};  // a bank card beside it
  CHECK(findings_of(facts).empty());
  card(facts).number = "9999999999";
  CHECK(findings_of(facts, false).empty());
}

TEST_CASE("Every rule over the workstation has a case, and is in the catalogue") {
  const auto cases = workstation_cases();
  std::set<std::string_view> ids;
  for (const auto& check : rules::detail::workstation_checks()) {
    const auto& rule = check.rule;
    INFO(rule.id);
    CHECK(ids.insert(rule.id).second);
    CHECK(std::ranges::find(cases, rule.id, &WorkstationCase::rule) != cases.end());
    CHECK(rules::find_rule(rule.id) != nullptr);
  }
  CHECK(ids.size() == 14);
}

TEST_CASE("A policy may set the severity of a rule over the workstation") {
  auto policy = policy::builtin_policies().front();
  policy.severities["WORKSTATION-READER"] = Severity::info;
  auto facts = right_station();
  facts.readers.clear();
  const auto findings = rules::judge_workstation({facts, {}, policy, kToday});
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().severity == Severity::info);
}
