#include "dmp/check/check.hpp"

#include <algorithm>
#include <iterator>

#include "dmp/check/detail/endings.hpp"
#include "dmp/check/steps.hpp"
#include "dmp/rules/dossier.hpp"
#include "dmp/rules/subjects.hpp"

namespace dmp::check {
namespace {

/// What the dossier itself tells of a site, and what the rules say.
model::SiteReadiness readiness_of(rules::SiteVerdict& verdict) {
  const auto& site = *verdict.site;
  model::SiteReadiness one;
  one.site = site.id;
  one.name = site.name;
  one.finess = site.finess_geographic ? site.finess_geographic->text() : std::string();
  one.finess_juridical = site.finess_juridical ? site.finess_juridical->text() : std::string();
  one.ready = verdict.ready();
  one.errors = verdict.errors;
  one.warnings = verdict.warnings;
  one.accepted = verdict.accepted;
  one.blocking_rules = std::move(verdict.blocking);
  if (site.contract) {
    one.contract = site.contract->status;
    one.contract_number = site.contract->number;
    one.contract_signed_on = site.contract->signed_on;
  } else {
    one.contract = model::ContractStatus::missing;
  }
  return one;
}

/// Adds what a document gives for the sites in question, with what is to be done next.
void check_dossier(const documents::Reading<model::Dossier>& reading, const Request& request,
                   Outcome& outcome) {
  const auto& dossier = *reading.value;
  auto chosen =
      request.sites.empty() ? rules::Sites() : model::select_sites(dossier, request.sites).sites;
  if (chosen.empty() && !request.sites.empty()) {
    return;
  }
  const auto* finess_register = request.finess_register ? &*request.finess_register : nullptr;
  auto verdict = rules::judge_dossier(
      {reading, request.policy, date_of(request.now), std::move(chosen), finess_register});
  std::ranges::move(verdict.findings, std::back_inserter(outcome.findings));
  const rules::Index index(dossier);
  std::vector<rules::Site> sites;
  for (auto& each : verdict.sites) {
    sites.push_back({dossier, index, *each.site, request.policy, date_of(request.now)});
    outcome.sites.push_back(readiness_of(each));
    plan_site(sites.back(), each.violated, outcome.sites.back());
  }
  std::ranges::move(detail::endings_of(sites), std::back_inserter(outcome.endings));
  std::ranges::move(
      plan_group({dossier, index, request.policy, date_of(request.now)}, verdict.violated),
      std::back_inserter(outcome.steps));
}

std::vector<std::string> unknown_sites(const Request& request) {
  std::vector<std::string> unknown;
  for (const auto& id : request.sites) {
    const bool known = std::ranges::any_of(request.dossiers, [&id](const auto& reading) {
      return reading.value && model::select_sites(*reading.value, {id}).unknown.empty();
    });
    if (!known && std::ranges::find(unknown, id) == unknown.end()) {
      unknown.push_back(id);
    }
  }
  return unknown;
}

}  // namespace

Outcome check(const Request& request) {
  Outcome outcome;
  for (const auto& reading : request.dossiers) {
    if (reading.value) {
      check_dossier(reading, request, outcome);
    } else {
      outcome.understood = false;
      outcome.findings.insert(outcome.findings.end(), reading.findings.begin(),
                              reading.findings.end());
    }
  }
  std::ranges::stable_sort(outcome.findings, rules::comes_before);
  if (outcome.understood) {
    outcome.unknown_sites = unknown_sites(request);
  }
  return outcome;
}

}  // namespace dmp::check
