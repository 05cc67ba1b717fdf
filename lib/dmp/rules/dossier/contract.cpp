#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/people.hpp"

// Chapter 4.2: the adhesion contract with ANS.
namespace dmp::rules::detail {
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
    out.push_back({site.at("contract/signed_on"), {arg_day("date", *contract->signed_on)}});
  }
}

constexpr std::string_view kChapter = "ANS 30/09/2021, 4.2";

constexpr Check kChecks[] = {
    {.rule = {"CONTRACT-MISSING",
              Severity::error,
              kChapter,
              {"there is no membership agreement (contrat d'adhésion) with ANS",
               "il n'y a pas de contrat d'adhésion avec l'ANS",
               "The legal representative applies to ANS for one, together with the card (form "
               "101); a group sends the files of all its sites at once.",
               "Le représentant légal le demande à l'ANS, avec la carte (formulaire n° 101) ; un "
               "groupe envoie les dossiers de tous ses sites en une fois."}},
     .site = missing},
    {.rule = {"CONTRACT-PENDING",
              Severity::error,
              kChapter,
              {"the membership agreement (contrat d'adhésion) is requested but not signed",
               "le contrat d'adhésion est demandé mais n'est pas signé",
               "Wait for ANS's answer, then set \"status\" of the contract to \"signed\".",
               "Attendre la réponse de l'ANS, puis mettre « status » du contrat à « signed »."}},
     .site = pending},
    {.rule =
         {"CONTRACT-UNKNOWN",
          Severity::error,
          "ANS 30/09/2021, 4.3",
          {"it is not known whether there is a membership agreement (contrat d'adhésion) with ANS",
           "on ne sait pas s'il existe un contrat d'adhésion avec l'ANS",
           "Ask ANS's client service which contracts the establishment has (\"dmpcert check "
           "--contract-request\" writes the mail), then correct \"status\" of the contract.",
           "Demander au service client de l'ANS quels contrats l'établissement a souscrits (« "
           "dmpcert check --contract-request » écrit le courriel), puis corriger « status » du "
           "contrat."}},
     .site = unknown},
    {.rule = {"CONTRACT-NOT-YET-SIGNED",
              Severity::error,
              kChapter,
              {"the dossier says that the contract was signed on {date}, which is in the future",
               "le dossier dit le contrat signé le {date}, date qui est à venir",
               "Correct \"signed_on\", or set \"status\" to \"requested\".",
               "Corriger « signed_on », ou mettre « status » à « requested »."}},
     .site = not_yet_signed},
};

}  // namespace

Checks contract_checks() { return kChecks; }

}  // namespace dmp::rules::detail
