#include <algorithm>

#include "dmp/check/categories.hpp"
#include "dmp/check/engine.hpp"
#include "dmp/check/people.hpp"

// Chapters 4.3, 4.4 and 4.5: what sites that order together have to settle together.
namespace dmp::check {
namespace {

using model::ContractStatus;
using model::GroupKind;

bool is_of(const Document& document, GroupKind kind) {
  return document.dossier.group && document.dossier.group->kind == kind;
}

bool lacks_contract(const model::Establishment& site) {
  return !site.contract || site.contract->status != ContractStatus::signed_contract;
}

/// Whether ANS has to be asked for the contract: it may know one that the site does not.
bool is_to_review(const model::Establishment& site) {
  return !site.contract || site.contract->status == ContractStatus::unknown ||
         site.contract->status == ContractStatus::missing;
}

bool is_wanting(const model::Establishment& site) {
  return !site.contract || site.contract->status == ContractStatus::missing;
}

long count_of(const Document& document, bool (*matches)(const model::Establishment&)) {
  return std::ranges::count_if(document.dossier.establishments, [&](const auto& site) {
    return matches(site) && !is_held_elsewhere(document.policy, document.index, site);
  });
}

void missing(const Document& document, Violations& out) {
  const auto count = document.dossier.establishments.size();
  if (!document.dossier.group && count > 1) {
    out.push_back({"/group", {arg("count", count)}});
  }
}

void single_with_many(const Document& document, Violations& out) {
  const auto count = document.dossier.establishments.size();
  if (is_of(document, GroupKind::single_site) && count > 1) {
    out.push_back({"/group/kind", {arg("count", count)}});
  }
}

/// Public hospitals belong to a GHT, whose DSI leads the way (4.3).
void without_ght(const Document& document, Violations& out) {
  const auto count = std::ranges::count_if(document.dossier.establishments, [](const auto& site) {
    return site.sector == model::Sector::public_sector && is_hospital(site.kind);
  });
  if (count > 0 && (!document.dossier.group || is_of(document, GroupKind::single_site))) {
    out.push_back({document.dossier.group ? "/group/kind" : "/group", {arg("count", count)}});
  }
}

/// A GHT is made of public establishments, a private group of private ones.
void other_sector(const Site& site, Violations& out) {
  const auto& group = site.dossier.group;
  if (!group) {
    return;
  }
  const bool in_ght =
      group->kind == GroupKind::ght && site.establishment.sector == model::Sector::private_sector;
  const bool in_private = group->kind == GroupKind::private_group &&
                          site.establishment.sector == model::Sector::public_sector;
  if (in_ght || in_private) {
    out.push_back({site.at("sector"),
                   {arg("kind", to_string(group->kind)),
                    arg("sector", to_string(*site.establishment.sector))}});
  }
}

void no_contact(const Document& document, Violations& out) {
  if (has_dsi(document.dossier) && !document.dossier.group->contact) {
    out.push_back({"/group/contact", {}});
  }
}

void unreviewed(const Document& document, Violations& out) {
  const auto count = count_of(document, is_to_review);
  if (has_dsi(document.dossier) && !document.dossier.group->contracts_reviewed_on && count > 0) {
    out.push_back({"/group/contracts_reviewed_on", {arg("count", count)}});
  }
}

void scattered(const Document& document, Violations& out) {
  const auto count = count_of(document, is_wanting);
  if (has_dsi(document.dossier) && !document.dossier.group->contracts_sent_on && count > 1) {
    out.push_back({"/group/contracts_sent_on", {arg("count", count)}});
  }
}

void no_architecture(const Document& document, Violations& out) {
  if (has_dsi(document.dossier) && document.dossier.group->architecture.empty()) {
    out.push_back({"/group/architecture", {}});
  }
}

void publisher_not_contacted(const Site& site, Violations& out) {
  const auto& software = site.establishment.software;
  if (lacks_contract(site.establishment) &&
      !is_held_elsewhere(site.policy, site.index, site.establishment) &&
      (!software || !software->publisher_contacted_on)) {
    out.push_back({site.at("software/publisher_contacted_on"),
                   {arg("publisher", software ? software->publisher : std::string())}});
  }
}

void no_team(const Document& document, Violations& out) {
  if (is_of(document, GroupKind::network) && document.dossier.group->team.empty()) {
    out.push_back({"/group/team", {}});
  }
}

void producers_unstated(const Document& document, Violations& out) {
  if (is_of(document, GroupKind::network) && !document.dossier.group->producers_listed) {
    out.push_back({"/group/producers_listed", {}});
  }
}

constexpr std::string_view kPublicOrPrivate = "ANS 30/09/2021, 4.3, 4.4.2";
constexpr std::string_view kNetwork = "ANS 30/09/2021, 4.5";

constexpr Check kChecks[] = {
    {.rule = {"GROUP-MISSING", Severity::info, kPublicOrPrivate}, .document = missing},
    {.rule = {"GROUP-SINGLE-WITH-MANY", Severity::warning, "ANS 30/09/2021, 4.4.1"},
     .document = single_with_many},
    {.rule = {"GROUP-GHT-MISSING", Severity::warning, "ANS 30/09/2021, 4.3"},
     .document = without_ght},
    {.rule = {"GROUP-SECTOR", Severity::warning, kPublicOrPrivate}, .site = other_sector},
    {.rule = {"GROUP-CONTACT-MISSING", Severity::warning, kPublicOrPrivate},
     .document = no_contact},
    {.rule = {"GROUP-CONTRACTS-UNREVIEWED", Severity::warning, kPublicOrPrivate},
     .document = unreviewed},
    {.rule = {"GROUP-CONTRACTS-SCATTERED", Severity::info, kPublicOrPrivate},
     .document = scattered},
    {.rule = {"GROUP-ARCHITECTURE-UNSTATED", Severity::info, kPublicOrPrivate},
     .document = no_architecture},
    {.rule = {"SOFTWARE-PUBLISHER-NOT-CONTACTED", Severity::info,
              "ANS 30/09/2021, 4.3, 4.4.1, 4.4.2, 4.5"},
     .site = publisher_not_contacted},
    {.rule = {"NETWORK-TEAM-MISSING", Severity::warning, kNetwork}, .document = no_team},
    {.rule = {"NETWORK-PRODUCERS-UNSTATED", Severity::warning, kNetwork},
     .document = producers_unstated},
};

}  // namespace

std::span<const Check> group_checks() { return kChecks; }

}  // namespace dmp::check
