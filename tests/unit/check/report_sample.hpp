#pragma once

#include <string>

#include "dmp/check/report.hpp"
#include "support/catalogue.hpp"
#include "support/evil.hpp"

namespace dmp::check::test {

using dmp::test::kEvil;

inline Finding made(std::string rule, Severity severity, Location at, std::string site, Args args) {
  return {std::move(rule), severity,        std::move(at),
          std::move(site), std::move(args), "ANS 30/09/2021, 4.2"};
}

/// sample_report has a site that is ready and one that is not, findings of every severity, an
/// accepted one, and steps.
inline Report sample_report() {
  Report report;
  report.rules = {{"DATE-INVALID", Severity::error, "ANS 30/09/2021, 4.2"},
                  {"CONTRACT-MISSING", Severity::error, "ANS 30/09/2021, 4.2"}};
  report.outcome.findings = {made("DATE-INVALID", Severity::error,
                                  {"dossiers/été 1.json", "/establishments/0/a~1b", 12, 19},
                                  "ehpad", {arg("value", "2021-13-01")}),
                             made("DATE-INVALID", Severity::warning,
                                  {"dossiers/été 1.json", "", 7, 0}, "", {arg("value", "{hier}")}),
                             made("JSON-BOM", Severity::info, {"/srv/x.json", "/b", 0, 0}, "", {}),
                             made("CONTRACT-MISSING", Severity::error,
                                  {"dossiers/été 1.json", "/c", 140, 3}, "ehpad", {})};
  report.outcome.findings.back().accepted =
      Acceptance{"signature en cours", *parse_date("2026-12-31")};
  model::SiteReadiness ready;
  ready.site = "fleyriat";
  ready.name = "CH DE BOURG-EN-BRESSE";
  ready.finess = "010000024";
  ready.finess_juridical = "010780054";
  ready.ready = true;
  ready.contract = model::ContractStatus::signed_contract;
  ready.contract_number = "1E5";
  ready.contract_signed_on = parse_date("2020-02-11");
  ready.stage = model::Stage::order;
  model::SiteReadiness blocked;
  blocked.site = "ehpad";
  blocked.name = "RÉSIDENCE DES ÉRABLES";
  blocked.errors = 1;
  blocked.accepted = 1;
  blocked.blocking_rules = {"DATE-INVALID"};
  model::Step step;
  step.act = "severity.warning";
  step.actor = "severity.info";
  step.form = "101";
  step.addressee = "contrats@exemple.example";
  step.unblocks = model::Stage::card;
  step.due = parse_date("2026-12-24");
  step.rules = {"CONTRACT-MISSING"};
  blocked.steps = {step, step};
  report.outcome.sites = {ready, blocked};
  report.outcome.steps = {step};
  return report;
}

/// evil_report has such texts wherever a user's text can stand.
inline Report evil_report() {
  auto report = sample_report();
  report.outcome.findings.push_back(
      {kEvil, Severity::error, {kEvil, kEvil, 1, 1}, kEvil, {}, kEvil});
  report.outcome.findings.push_back(
      made("DATE-INVALID", Severity::error, {kEvil, kEvil, 1, 1}, "evil", {arg("value", kEvil)}));
  report.outcome.findings.push_back(report.outcome.findings.back());
  report.outcome.findings.back().accepted = Acceptance{kEvil, *parse_date("2026-12-31")};
  auto site = report.outcome.sites.back();
  site.site = "evil";
  site.name = site.finess = site.finess_juridical = site.contract_number = kEvil;
  site.blocking_rules = {kEvil};
  for (auto& step : site.steps) {
    step.act = "DATE-INVALID";
    step.args = {arg("value", kEvil)};
    step.actor = step.form = step.addressee = kEvil;
    step.rules = {kEvil};
  }
  report.outcome.sites.push_back(site);
  return report;
}

/// in_wording are options of that language.
inline ReportOptions in_wording(const Wording& wording, Severity fail_on = Severity::error) {
  return {{wording, false, 120}, *parse_instant("2026-11-23T10:00:00Z"), fail_on, "1.2.3"};
}
inline ReportOptions english() { return in_wording(in_english()); }
inline ReportOptions french() { return in_wording(in_french()); }

}  // namespace dmp::check::test
