// Tests of the tests: whichever judge is left out of the tables of rules, or says the contrary of
// what it said, a case fails. Each table prints how many judges it has and how many of their
// mutants were noticed; tests/procedure/test.py reads the lines.

#include <iostream>

#include "certificate_cases.hpp"
#include "dmp/rules/detail/certificate.hpp"
#include "dmp/rules/detail/judging.hpp"
#include "rule_cases.hpp"
#include "workstation_cases.hpp"

using namespace dmp;
using namespace dmp::test;
using rules::detail::Check;
using rules::detail::Checks;

namespace {

/// Turned round, a judge finds something where it found nothing, and nothing where it did.
template <typename Subject, typename Found>
struct Turned {
  static inline void (*judge)(const Subject&, Found&) = nullptr;
  static void round(const Subject& subject, Found& found) {
    Found before;
    judge(subject, before);
    if (before.empty()) {
      found.emplace_back();
    }
  }
};

/// Says of a table of rules whether a case fails, those that name the rule first.
using IsNoticed = std::function<bool(Checks table, std::string_view rule)>;

/// Mutation tries the mutants of one table, one after the other.
class Mutation {
 public:
  Mutation(Checks checks, IsNoticed is_noticed)
      : table_(checks.begin(), checks.end()), is_noticed_(std::move(is_noticed)) {}

  void try_all(std::string_view name) {
    for (auto& check : table_) {
      const auto before = judges_;
      try_judge(check, &Check::site);
      try_judge(check, &Check::administrator);
      try_judge(check, &Check::document);
      try_judge(check, &Check::certificate);
      try_judge(check, &Check::together);
      try_judge(check, &Check::workstation);
      INFO(check.rule.id);
      // What shows of acceptances once everything else is judged has no judge in the table.
      CHECK((judges_ > before || check.rule.id == "ACCEPTED-FIRM" ||
             check.rule.id == "ACCEPTED-UNUSED"));
    }
    std::cout << name << ": " << table_.size() << " rules with " << judges_ << " judges, "
              << 2 * judges_ << " mutants, " << noticed_ << " noticed\n";
    CHECK(noticed_ == 2 * judges_);
  }

 private:
  template <typename Subject, typename Found>
  void try_judge(Check& check, void (*Check::*judge)(const Subject&, Found&)) {
    const auto right = check.*judge;
    if (right == nullptr) {
      return;
    }
    ++judges_;
    check.*judge = nullptr;
    try_table(check, "left out");
    Turned<Subject, Found>::judge = right;
    check.*judge = Turned<Subject, Found>::round;
    try_table(check, "turned round");
    check.*judge = right;
  }

  void try_table(const Check& mutant, std::string_view how) {
    const bool noticed = is_noticed_(table_, mutant.rule.id);
    noticed_ += noticed ? 1 : 0;
    std::cout << mutant.rule.id << ' ' << how << ": " << (noticed ? "noticed" : "NOT NOTICED")
              << '\n';
    INFO(mutant.rule.id << ' ' << how);
    CHECK(noticed);
  }

  std::vector<Check> table_;
  IsNoticed is_noticed_;
  std::size_t judges_ = 0;
  std::size_t noticed_ = 0;
};

/// The rules that a case is to give, sorted.
template <typename AnyCase>
std::vector<std::string> expected_of(const AnyCase& one) {
  auto expected = one.others;
  expected.push_back(one.rule);
  std::ranges::sort(expected);
  return expected;
}

/// Tried is a case, with what it is to give.
template <typename Question>
struct Tried {
  std::string rule;  ///< Empty: one that is right.
  Question question;
  std::vector<std::string> expected;
};

/// Whether one of the cases gives something else than it is to; `judge` gives what is found.
template <typename Question, typename Judge>
bool any_fails(const std::vector<Tried<Question>>& cases, std::string_view rule, Judge judge) {
  for (const bool own : {true, false}) {
    for (const auto& one : cases) {
      if ((one.rule == rule) == own && rules_of(judge(one.question)) != one.expected) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

TEST_CASE("Every rule over dossiers is held by a case", "[mutation]") {
  std::vector<Tried<Asked>> cases{{"", asked(read(right_dossier())), {}}};
  for (const auto& one : all_cases()) {
    cases.push_back({one.rule, request_of(one), expected_of(one)});
  }
  const auto is_noticed = [&](Checks table, std::string_view rule) {
    return any_fails(cases, rule, [table](const Asked& asked) {
      return rules::detail::judge_dossier_by(table, asked.question()).findings;
    });
  };
  CHECK_FALSE(is_noticed(rules::detail::dossier_checks(), ""));
  Mutation(rules::detail::dossier_checks(), is_noticed).try_all("dossiers");
}

TEST_CASE("Every rule over certificates is held by a case", "[mutation]") {
  std::vector<Tried<Setup>> cases(1);
  for (const auto& one : certificate_cases()) {
    Tried<Setup> tried{one.rule, {}, expected_of(one)};
    one.change(tried.question);
    cases.push_back(std::move(tried));
  }
  for (auto& one : cases) {
    one.question.complete();
  }
  const auto is_noticed = [&](Checks table, std::string_view rule) {
    return any_fails(cases, rule, [table](const Setup& setup) {
      return rules::detail::judge_certificates_by(table, setup.request).findings;
    });
  };
  const auto all = rules::detail::certificate_checks();
  std::vector<Check> checks(all.begin(), all.end());
  if (run("command -v keytool") != 0) {
    // What only keytool makes has no case without it.
    std::erase_if(checks, [](const Check& check) { return check.rule.id == "CERT-CN-LONG"; });
  }
  CHECK_FALSE(is_noticed(checks, ""));
  Mutation(checks, is_noticed).try_all("certificates");
}

TEST_CASE("Every rule over the workstation is held by a case", "[mutation]") {
  std::vector<Tried<model::WorkstationFacts>> cases{{"", right_station(), {}}};
  for (const auto& one : workstation_cases()) {
    cases.push_back({one.rule, right_station(), {one.rule}});
    one.mutate(cases.back().question);
  }
  const auto dossier = right_dossier();
  const auto is_noticed = [&](Checks table, std::string_view rule) {
    return any_fails(cases, rule, [&](const model::WorkstationFacts& facts) {
      return rules::detail::judge_workstation_by(
          table, {facts, {&dossier}, policy::builtin_policies().front(), kStationDay});
    });
  };
  CHECK_FALSE(is_noticed(rules::detail::workstation_checks(), ""));
  Mutation(rules::detail::workstation_checks(), is_noticed).try_all("workstation");
}
