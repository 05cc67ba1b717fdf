#include "dmp/check/engine.hpp"
#include "dmp/check/people.hpp"

// Chapter 4.2: the adhesion contract with ANS.
namespace dmp::check {
namespace {

using model::ContractStatus;

bool is_held(const Site& site) {
  return is_held_elsewhere(site.policy, site.index, site.establishment);
}

void add_when(const Site& site, ContractStatus status, Violations& out) {
  const auto& contract = site.establishment.contract;
  if (contract && contract->status == status && !is_held(site)) {
    out.push_back({site.at("contract/status"), {}});
  }
}

void missing(const Site& site, Violations& out) {
  if (!site.establishment.contract && !is_held(site)) {
    out.push_back({site.at("contract"), {}});
  }
  add_when(site, ContractStatus::missing, out);
}

void pending(const Site& site, Violations& out) { add_when(site, ContractStatus::requested, out); }

void unknown(const Site& site, Violations& out) { add_when(site, ContractStatus::unknown, out); }

void not_yet_signed(const Site& site, Violations& out) {
  const auto& contract = site.establishment.contract;
  if (contract && contract->status == ContractStatus::signed_contract && contract->signed_on &&
      *contract->signed_on > site.as_of) {
    out.push_back(
        {site.at("contract/signed_on"), {arg("date", format_date(*contract->signed_on))}});
  }
}

constexpr std::string_view kChapter = "ANS 30/09/2021, 4.2";

constexpr Check kChecks[] = {
    {.rule = {"CONTRACT-MISSING", Severity::error, kChapter}, .site = missing},
    {.rule = {"CONTRACT-PENDING", Severity::error, kChapter}, .site = pending},
    {.rule = {"CONTRACT-UNKNOWN", Severity::error, "ANS 30/09/2021, 4.3"}, .site = unknown},
    {.rule = {"CONTRACT-NOT-YET-SIGNED", Severity::error, kChapter}, .site = not_yet_signed},
};

}  // namespace

std::span<const Check> contract_checks() { return kChecks; }

}  // namespace dmp::check
