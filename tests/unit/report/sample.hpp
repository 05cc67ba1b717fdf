#pragma once

#include <string>

#include "dmp/report/document.hpp"

namespace dmp::report {

/// What no format may let through as it is.
inline const std::string kEvil =
    "\x1B[31m]]> <b>&amp;</b> \"'`|`` \\| @someone #12 [x](http://e.example) ![i](j) *a* _b_ ~~c~~ "
    "www.e.example {0} \u202E\uFFFE\xFF\x01\r\n=1+1;\t-->";

inline Finding made(std::string rule, Severity severity, Location at, std::string site, Args args) {
  return {std::move(rule), severity,        std::move(at),
          std::move(site), std::move(args), "ANS 30/09/2021, 4.2"};
}

/// sample_document has a site that is ready and one that is not, findings of every severity, an
/// accepted one, and steps.
inline Document sample_document() {
  Document document;
  document.command = "check";
  document.as_of = *parse_date("2026-11-23");
  document.summary = {{"sites", 2LL}};
  document.rules = {{"DATE-INVALID", Severity::error, "ANS 30/09/2021, 4.2"},
                    {"CONTRACT-MISSING", Severity::error, "ANS 30/09/2021, 4.2"}};
  document.findings = {made("DATE-INVALID", Severity::error,
                            {"dossiers/été 1.json", "/establishments/0/a~1b", 12, 19}, "ehpad",
                            {arg("value", "2021-13-01")}),
                       made("DATE-INVALID", Severity::warning, {"dossiers/été 1.json", "", 7, 0},
                            "", {arg("value", "{hier}")}),
                       made("JSON-BOM", Severity::info, {"/srv/x.json", "/b", 0, 0}, "", {}),
                       made("CONTRACT-MISSING", Severity::error,
                            {"dossiers/été 1.json", "/c", 140, 3}, "ehpad", {})};
  document.findings.back().accepted = Acceptance{"signature en cours", *parse_date("2026-12-31")};
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
  document.sites = {ready, blocked};
  document.steps = {step};
  return document;
}

/// evil_document has such texts wherever a user's text can stand.
inline Document evil_document() {
  auto document = sample_document();
  document.findings.push_back({kEvil, Severity::error, {kEvil, kEvil, 1, 1}, kEvil, {}, kEvil});
  document.findings.push_back(
      made("DATE-INVALID", Severity::error, {kEvil, kEvil, 1, 1}, "evil", {arg("value", kEvil)}));
  document.findings.push_back(document.findings.back());
  document.findings.back().accepted = Acceptance{kEvil, *parse_date("2026-12-31")};
  auto site = document.sites.back();
  site.site = "evil";
  site.name = site.finess = site.finess_juridical = site.contract_number = kEvil;
  site.blocking_rules = {kEvil};
  for (auto& step : site.steps) {
    step.act = "DATE-INVALID";
    step.args = {arg("value", kEvil)};
    step.actor = step.form = step.addressee = kEvil;
    step.rules = {kEvil};
  }
  document.sites.push_back(site);
  return document;
}

}  // namespace dmp::report
