// What comes out of a check: whom findings concern, their order, places and severities.

#include "request.hpp"

using namespace dmp;
using namespace dmp::test;
using Ids = std::vector<std::string>;

namespace {

const model::SiteReadiness& readiness(const check::Outcome& outcome, std::string_view site) {
  const auto found = std::ranges::find(outcome.sites, site, &model::SiteReadiness::site);
  REQUIRE(found != outcome.sites.end());
  return *found;
}

Finding finding(std::string rule, Severity severity, std::string pointer, std::uint32_t line = 1) {
  return {std::move(rule), severity, {"dossier.json", std::move(pointer), line, 1}, {}, {}, {}};
}

}  // namespace

TEST_CASE("An error blocks its own site, once a rule, and no other") {
  auto dossier = right_dossier();
  dossier.establishments[0].contract.reset();
  dossier.establishments[0].representative->phone.clear();
  dossier.establishments[0].certificates.clear();
  const auto outcome = check::check(request_for(read(dossier)));
  const auto& blocked = readiness(outcome, "fleyriat");
  CHECK_FALSE(blocked.ready);
  CHECK(blocked.errors == 4);
  CHECK(blocked.blocking_rules == Ids{"CONTRACT-MISSING", "PERSON-PHONE-MISSING", "USAGE-MISSING"});
  CHECK(readiness(outcome, "fleming").ready);
  for (const auto& one : outcome.findings) {
    CHECK(one.site == "fleyriat");
  }
}

TEST_CASE("What is wrong with an administrator is told once and blocks each site that names them") {
  auto dossier = right_dossier();
  dossier.administrators.push_back(dossier.administrators.front());
  dossier.administrators.back().id = "adm-2";
  dossier.administrators.back().pointer = "/administrators/1";
  dossier.administrators.back().person.phone.clear();
  dossier.establishments.push_back(right_site("mayotte", "980500003", "/establishments/2"));
  dossier.establishments[0].administrators.emplace_back("adm-2");
  dossier.establishments[1].administrators.emplace_back("adm-2");
  auto outcome = check::check(request_for(read(dossier)));
  REQUIRE(rules_of(outcome.findings) == Ids{"PERSON-PHONE-MISSING"});
  CHECK(outcome.findings[0].site.empty());
  CHECK_FALSE(readiness(outcome, "fleyriat").ready);
  CHECK_FALSE(readiness(outcome, "fleming").ready);
  CHECK(readiness(outcome, "mayotte").ready);
  // Named by one site, the finding is that site's.
  dossier.establishments[1].administrators.pop_back();
  outcome = check::check(request_for(read(dossier)));
  CHECK(outcome.findings[0].site == "fleyriat");
  CHECK(readiness(outcome, "fleming").ready);
  // Named by none, nothing of the person matters.
  dossier.establishments[0].administrators.pop_back();
  CHECK(check::check(request_for(read(dossier))).findings.empty());
}

TEST_CASE("Only the sites asked for are judged, and an id that no dossier has is told") {
  auto dossier = right_dossier();
  dossier.establishments[0].contract.reset();
  auto request = request_for(read(dossier));
  request.sites = {"fleming", "nowhere", "nowhere"};
  auto outcome = check::check(request);
  CHECK(outcome.findings.empty());
  REQUIRE(outcome.sites.size() == 1);
  CHECK(outcome.sites[0].site == "fleming");
  CHECK(outcome.unknown_sites == Ids{"nowhere"});
  request.sites = {"fleyriat"};
  outcome = check::check(request);
  CHECK(rules_of(outcome.findings) == Ids{"CONTRACT-MISSING"});
  CHECK(outcome.unknown_sites.empty());
}

TEST_CASE("The reader's findings count for the sites that they are about") {
  auto reading = read(right_dossier());
  reading.findings = {
      finding("SIRET-KEY", Severity::error, "/establishments/1/siret", 30),
      finding("SCHEMA-UNKNOWN-KEY", Severity::warning, "/administrators/0/mail", 5),
      finding("DOSSIER-ASSUMED", Severity::info, "/environment", 1),
  };
  auto request = request_for(std::move(reading));
  auto outcome = check::check(request);
  REQUIRE(outcome.findings.size() == 3);
  CHECK(outcome.findings[0].rule == "DOSSIER-ASSUMED");
  CHECK(outcome.findings[2].site == "fleming");
  CHECK(readiness(outcome, "fleyriat").ready);
  // That of an administrator is in the summary, and not with each of the sites.
  CHECK(readiness(outcome, "fleyriat").warnings == 0);
  CHECK(readiness(outcome, "fleming").blocking_rules == Ids{"SIRET-KEY"});
  request.sites = {"fleyriat"};
  outcome = check::check(request);
  CHECK(rules_of(outcome.findings) == Ids{"DOSSIER-ASSUMED", "SCHEMA-UNKNOWN-KEY"});
}

TEST_CASE("An error about the whole document blocks every site") {
  auto reading = read(right_dossier());
  reading.findings = {finding("JSON-DUPLICATE-KEY", Severity::error, "/group/name", 3)};
  const auto outcome = check::check(request_for(std::move(reading)));
  for (const auto& site : outcome.sites) {
    CHECK(site.blocking_rules == Ids{"JSON-DUPLICATE-KEY"});
  }
}

TEST_CASE("A part that the reader found wrong is not said to be missing as well") {
  auto dossier = right_dossier();
  dossier.establishments[0].finess_geographic.reset();
  auto reading = read(dossier);
  reading.findings = {finding("FINESS-KEY", Severity::error, "/establishments/0/finess")};
  const auto outcome = check::check(request_for(std::move(reading)));
  CHECK(rules_of(outcome.findings) == Ids{"FINESS-KEY"});
  CHECK(readiness(outcome, "fleyriat").blocking_rules == Ids{"FINESS-KEY"});
  CHECK(readiness(outcome, "fleyriat").finess.empty());
}

TEST_CASE("A dossier that could not be understood has its findings and no site") {
  documents::Reading<model::Dossier> broken;
  broken.file = "broken.json";
  broken.findings = {{"JSON-SYNTAX", Severity::error, {"broken.json", "", 2, 3}, {}, {}, {}}};
  auto request = request_for(read(right_dossier()));
  request.dossiers.push_back(broken);
  request.sites = {"fleming", "perhaps-there"};
  const auto outcome = check::check(request);
  CHECK_FALSE(outcome.understood);
  CHECK(rules_of(outcome.findings) == Ids{"JSON-SYNTAX"});
  CHECK(outcome.sites.size() == 1);
  CHECK(outcome.unknown_sites.empty());
}

TEST_CASE("A policy sets the severity of single rules") {
  auto dossier = right_dossier();
  dossier.establishments[0].contract->status = model::ContractStatus::requested;
  auto request = request_for(read(dossier));
  request.policy.severities["CONTRACT-PENDING"] = Severity::warning;
  const auto outcome = check::check(request);
  // That a rule was loosened is told beside.
  REQUIRE(rules_of(outcome.findings) == Ids{"CONTRACT-PENDING", "EDITION-LOOSENED"});
  const auto pending = std::ranges::find(outcome.findings, "CONTRACT-PENDING", &Finding::rule);
  CHECK(pending->severity == Severity::warning);
  CHECK(pending->reference == "ANS 30/09/2021, 4.2");
  CHECK(readiness(outcome, "fleyriat").ready);
}

TEST_CASE("Findings are in the order of file, line, column and rule") {
  auto late = right_dossier();
  late.establishments[0].contract.reset();
  late.establishments[0].representative.reset();
  late.establishments[1].sector = model::Sector::liberal;
  auto reading = read(late);
  reading.file = "b.json";
  reading.source.add("/establishments/0", {9, 5});
  reading.source.add("/establishments/1/sector", {4, 5});
  auto other = read(right_dossier());
  other.file = "a.json";
  other.value->establishments[0].name.clear();
  auto request = request_for(std::move(reading));
  request.dossiers.push_back(std::move(other));
  const auto outcome = check::check(request);
  REQUIRE(outcome.findings.size() == 4);
  CHECK(outcome.findings[0].rule == "NAME-MISSING");
  CHECK(outcome.findings[1].rule == "SECTOR-LIBERAL");
  CHECK(outcome.findings[1].at.line == 4);
  CHECK(outcome.findings[2].rule == "CONTRACT-MISSING");
  CHECK(outcome.findings[2].at.line == 9);
  CHECK(outcome.findings[2].at.pointer == "/establishments/0/contract");
  CHECK(outcome.findings[3].rule == "REPRESENTATIVE-MISSING");
  CHECK(outcome.sites.size() == 4);
}

TEST_CASE("A group of 3,000 sites with one administrator has a finding a site") {
  model::Dossier dossier = right_dossier();
  dossier.administrators.front().person.phone.clear();
  dossier.establishments.clear();
  for (int i = 0; i < 3000; ++i) {
    const auto number = std::to_string(i);
    dossier.establishments.push_back(
        right_site("site-" + number, "010000024", "/establishments/" + number));
    dossier.establishments.back().contract.reset();
  }
  const auto outcome = check::check(request_for(read(dossier)));
  // One a site, the telephone number, and that so many contracts are sent at once.
  CHECK(outcome.findings.size() == 3002);
  CHECK(outcome.sites.back().blocking_rules == Ids{"CONTRACT-MISSING", "PERSON-PHONE-MISSING"});
}
