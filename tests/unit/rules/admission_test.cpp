// One judgement for all commands: what the rules let pass can be ordered and declared, and what the
// form or an order could not take is blocked.

#include "dmp/rules/admission.hpp"

#include "dmp/csr/csr.hpp"
#include "dmp/form413/form413.hpp"
#include "dmp/model/carrier.hpp"
#include "dmp/rules/subject.hpp"
#include "rule_cases.hpp"

using namespace dmp;
using namespace dmp::test;
using Ids = std::vector<std::string>;

namespace {

const model::Dossier& dossier_of(const Asked& request) { return *request.reading.value; }

Ids ids_of(const std::vector<const model::Establishment*>& sites) {
  Ids ids;
  for (const auto* site : sites) {
    ids.push_back(site->id);
  }
  return ids;
}

rules::Admission admission_of(const Asked& request, rules::Purpose purpose) {
  return rules::admit(request.question(), purpose);
}

/// Sites that are admitted can be ordered for and declared.
void hold_against_use(const Asked& request) {
  const auto& dossier = dossier_of(request);
  const auto& policy = request.policy;
  for (const auto* site : admission_of(request, rules::Purpose::form).admitted) {
    CHECK(form413::missing_fields(form413::fields(dossier, *site, policy)) == Ids{});
  }
  for (const auto* site : admission_of(request, rules::Purpose::order).admitted) {
    CHECK(form413::missing_fields(form413::fields(dossier, *site, policy)) == Ids{});
    for (const auto& wanted : site->certificates) {
      // What another service would call itself is not the edition's to say.
      if (!policy.service_name(wanted.usage).empty()) {
        CHECK(rules::subject_for(*site, wanted, policy));
      }
    }
  }
}

}  // namespace

TEST_CASE("What the rules let pass, form 413 and orders can take") {
  for (const auto& one : all_cases()) {
    INFO(one.rule << " at " << one.pointer);
    hold_against_use(request_of(one));
  }
}

TEST_CASE("Nobody can accept or loosen what form 413 or an order needs") {
  for (const auto& one : all_cases()) {
    INFO(one.rule << " at " << one.pointer);
    auto request = request_of(one);
    const auto found = judged(request).findings;
    auto& accepted = request.reading.value->accepted;
    for (const auto& finding : found) {
      accepted.push_back({finding.rule, "", {"because", 2030y / 1 / 1}, "/accepted/0"});
    }
    hold_against_use(request);
    accepted.clear();
    for (const auto& finding : found) {
      request.policy.severities[finding.rule] = Severity::info;
    }
    hold_against_use(request);
  }
}

TEST_CASE("Form 413 is held back only by what it declares, an order by everything") {
  auto dossier = right_dossier();
  dossier.establishments[0].contract.reset();
  dossier.establishments[1].representative->phone.clear();
  const auto request = asked(read(dossier));
  const auto form = admission_of(request, rules::Purpose::form);
  CHECK(ids_of(form.admitted) == Ids{"fleyriat"});
  CHECK(ids_of(form.refused) == Ids{"fleming"});
  CHECK(rules_of(form.findings) == Ids{"PERSON-PHONE-MISSING"});
  const auto order = admission_of(request, rules::Purpose::order);
  CHECK(order.admitted.empty());
  CHECK(ids_of(order.refused) == Ids{"fleyriat", "fleming"});
  CHECK(rules_of(order.findings) == Ids{"CONTRACT-MISSING", "PERSON-PHONE-MISSING"});
}

TEST_CASE("What is wrong with a representative holds no form back that a proxy signs") {
  auto dossier = right_dossier();
  dossier.establishments[0].signatory = model::Signatory::proxy;
  dossier.establishments[0].representative.reset();
  const auto request = asked(read(dossier));
  CHECK(admission_of(request, rules::Purpose::form).refused.empty());
  CHECK(ids_of(admission_of(request, rules::Purpose::order).refused) == Ids{"fleyriat"});
}

TEST_CASE("What the reader found wrong at a site or an administrator holds back those alone") {
  auto reading = read(right_dossier());
  reading.findings = {
      {"FINESS-KEY", Severity::error, {"", "/establishments/1/finess"}, "fleming", {}, {}}};
  CHECK(rules::document_errors(reading).empty());
  for (const auto purpose : {rules::Purpose::form, rules::Purpose::order}) {
    CHECK(ids_of(admission_of(asked(reading), purpose).refused) == Ids{"fleming"});
  }
  reading.findings = {
      {"CARD-NUMBER-LENGTH", Severity::error, {"", "/administrators/0/card/number"}, "", {}, {}}};
  CHECK(rules::document_errors(reading).empty());
  for (const auto purpose : {rules::Purpose::form, rules::Purpose::order}) {
    CHECK(ids_of(admission_of(asked(reading), purpose).refused) == Ids{"fleyriat", "fleming"});
  }
  reading.findings = {{"SCHEMA-VALUE", Severity::error, {"", "/environment"}, "", {}, {}}};
  CHECK(rules::document_errors(reading).size() == 1);
}
