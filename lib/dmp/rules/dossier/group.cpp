#include <algorithm>

#include "dmp/model/categories.hpp"
#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/people.hpp"

// Chapters 4.3, 4.4 and 4.5: what sites that order together have to settle together.
namespace dmp::rules::detail {
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

/// Public hospitals belong to a GHT, whose DSI leads the way (4.3), also where they order with a
/// network. That they are no part of a private group, GROUP-SECTOR says.
void without_ght(const Document& document, Violations& out) {
  const auto count = std::ranges::count_if(document.dossier.establishments, [](const auto& site) {
    return site.sector == model::Sector::public_sector && site.category == model::Category::es &&
           model::is_hospital(site.kind);
  });
  if (count > 0 && !has_dsi(document.dossier)) {
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
    {.rule = {"GROUP-MISSING",
              Severity::info,
              kPublicOrPrivate,
              {"{count} establishments order together, but the dossier names no group",
               "{count} établissements commandent ensemble, mais le dossier ne nomme pas de groupe",
               "Add \"group\" with its \"kind\": the procedure differs for a GHT, a private group "
               "and a network.",
               "Ajouter « group » avec son « kind » : la procédure diffère pour un GHT, un groupe "
               "privé et un réseau."}},
     .document = missing},
    {.rule = {"GROUP-SINGLE-WITH-MANY",
              Severity::warning,
              "ANS 30/09/2021, 4.4.1",
              {"the group is declared as a single site, but the dossier has {count} establishments",
               "le groupe est déclaré mono-site, mais le dossier a {count} établissements",
               "Correct \"kind\" of the group.", "Corriger « kind » du groupe."}},
     .document = single_with_many},
    {.rule = {"GROUP-GHT-MISSING",
              Severity::warning,
              "ANS 30/09/2021, 4.3",
              {"{count} public {count:hospital orders|hospitals order} certificates, but the "
               "dossier names no GHT",
               "{count} {count:hôpital public commande|hôpitaux publics commandent} des "
               "certificats, mais le dossier ne nomme pas de GHT",
               "Contact the IT department (DSI) of the GHT, which validates the architecture and "
               "coordinates the steps; then add \"group\" with \"kind\" set to \"ght\".",
               "Se rapprocher de la DSI du GHT, qui valide l'architecture et coordonne les "
               "démarches ; puis ajouter « group » avec « kind » à « ght »."}},
     .document = without_ght},
    {.rule =
         {"GROUP-SECTOR",
          Severity::warning,
          kPublicOrPrivate,
          {"an establishment of the {sector} sector is in a group of kind \"{kind}\"",
           "un établissement de secteur « {sector} » est dans un groupe de nature « {kind} »",
           "Correct \"sector\", or \"kind\" of the group: a GHT is public, a private group is not.",
           "Corriger « sector », ou « kind » du groupe : un GHT est public, un groupe privé ne "
           "l'est pas."}},
     .site = other_sector},
    {.rule = {"GROUP-CONTACT-MISSING",
              Severity::warning,
              kPublicOrPrivate,
              {"no contact is named at the IT department (DSI), which coordinates the group",
               "aucun contact n'est nommé à la DSI, qui coordonne le groupe",
               "Add \"contact\" to \"group\".", "Ajouter « contact » à « group »."}},
     .document = no_contact},
    {.rule =
         {"GROUP-CONTRACTS-UNREVIEWED",
          Severity::warning,
          kPublicOrPrivate,
          {"the contracts of the group were not reviewed with ANS; {count} {count:site has|sites "
           "have} no known contract",
           "les contrats du groupe n'ont pas été passés en revue avec l'ANS ; {count} {count:site "
           "n'a|sites n'ont} pas de contrat connu",
           "Ask the client service about all sites at once (\"dmpcert check --contract-request\" "
           "writes the mail), then give the day in \"contracts_reviewed_on\".",
           "Interroger le service client pour tous les sites à la fois (« dmpcert check "
           "--contract-request » écrit le courriel), puis indiquer la date dans « "
           "contracts_reviewed_on »."}},
     .document = unreviewed},
    {.rule = {"GROUP-CONTRACTS-SCATTERED",
              Severity::info,
              kPublicOrPrivate,
              {"{count} {count:establishment|establishments} of the group {count:needs|need} a "
               "contract",
               "{count} {count:établissement|établissements} du groupe {count:a|ont} besoin d'un "
               "contrat",
               "Send their files to the client service together, then give the day in "
               "\"contracts_sent_on\".",
               "Envoyer leurs dossiers au service client en une seule fois, puis indiquer la date "
               "dans « contracts_sent_on »."}},
     .document = scattered},
    {.rule = {"GROUP-ARCHITECTURE-UNSTATED",
              Severity::info,
              kPublicOrPrivate,
              {"the dossier does not say which architecture the IT department (DSI) has chosen",
               "le dossier ne dit pas quelle architecture la DSI a retenue",
               "Have it validated (DMP proxy or other), then write it in \"architecture\".",
               "La faire valider (proxy DMP ou autre), puis l'indiquer dans « architecture »."}},
     .document = no_architecture},
    {.rule =
         {"SOFTWARE-PUBLISHER-NOT-CONTACTED",
          Severity::info,
          "ANS 30/09/2021, 4.3, 4.4.1, 4.4.2, 4.5",
          {"the software publisher, who can help with the contract file, has not been contacted",
           "l'éditeur du logiciel, qui peut aider à monter le dossier de contrat, n'a pas été "
           "contacté",
           "Contact the publisher, then give the day in \"publisher_contacted_on\".",
           "Contacter l'éditeur, puis indiquer la date dans « publisher_contacted_on »."}},
     .site = publisher_not_contacted},
    {.rule = {"NETWORK-TEAM-MISSING",
              Severity::warning,
              kNetwork,
              {"no team is in charge of deployment in the network",
               "aucune équipe n'est chargée du déploiement du réseau",
               "Name one in \"team\" of the group.", "En nommer une dans « team » du groupe."}},
     .document = no_team},
    {.rule =
         {"NETWORK-PRODUCERS-UNSTATED",
          Severity::warning,
          kNetwork,
          {"the dossier does not say that it lists every structure that produces documents",
           "le dossier ne dit pas qu'il recense toutes les structures productrices de documents",
           "Add each of them to \"establishments\", since each needs its own certificates, then "
           "set \"producers_listed\" to true.",
           "Ajouter chacune à « establishments », car chacune a besoin de ses propres certificats, "
           "puis mettre « producers_listed » à true."}},
     .document = producers_unstated},
};

}  // namespace

Checks group_checks() { return kChecks; }

}  // namespace dmp::rules::detail
