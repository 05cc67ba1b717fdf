#include "dmp/rules/detail/acceptances.hpp"

#include <algorithm>

#include "dmp/rules/detail/engine.hpp"

namespace dmp::rules::detail {

Acceptances::Acceptances(const model::Dossier& dossier, Date as_of) {
  for (const auto& accepted : dossier.accepted) {
    if (as_of <= accepted.acceptance.until) {
      by_rule_[accepted.rule].push_back({&accepted});
    }
  }
}

void Acceptances::apply(Finding& finding, bool may) {
  const auto found = by_rule_.find(finding.rule);
  if (found == by_rule_.end()) {
    return;
  }
  for (auto& held : found->second) {
    const bool matches = held.accepted->site.empty() || held.accepted->site == finding.site;
    // What is found, though not accepted this way, is not called unfounded either.
    held.used = held.used || matches || finding.site.empty();
    held.refused = held.refused || (matches && !may);
    if (matches && may) {
      finding.accepted = held.accepted->acceptance;
      return;
    }
  }
}

std::vector<const model::AcceptedFinding*> Acceptances::those(bool (*are)(const Held&)) const {
  std::vector<const model::AcceptedFinding*> list;
  for (const auto& [rule, all] : by_rule_) {
    for (const auto& held : all) {
      if (are(held)) {
        list.push_back(held.accepted);
      }
    }
  }
  return list;
}

std::vector<const model::AcceptedFinding*> Acceptances::unused() const {
  return those([](const Held& held) { return !held.used; });
}

std::vector<const model::AcceptedFinding*> Acceptances::refused() const {
  return those([](const Held& held) { return held.refused; });
}

namespace {

void rule_unknown(const Document& document, Violations& out) {
  for (const auto& accepted : document.dossier.accepted) {
    const bool is_id = !accepted.rule.empty() && accepted.rule[0] >= 'A' && accepted.rule[0] <= 'Z';
    if (!is_id || findings_catalogue().find(accepted.rule) == nullptr) {
      out.push_back({accepted.pointer + "/rule", {arg("rule", accepted.rule)}});
    }
  }
}

void site_unknown(const Document& document, Violations& out) {
  for (const auto& accepted : document.dossier.accepted) {
    if (!accepted.site.empty() && document.dossier.find_establishment(accepted.site) == nullptr) {
      out.push_back({accepted.pointer + "/site", {arg("site", accepted.site)}});
    }
  }
}

void ended(const Document& document, Violations& out) {
  for (const auto& accepted : document.dossier.accepted) {
    if (accepted.acceptance.until < document.as_of) {
      out.push_back({accepted.pointer + "/until",
                     {arg("rule", accepted.rule), arg_day("date", accepted.acceptance.until)}});
    }
  }
}

constexpr Check kChecks[] = {
    {.rule = {"ACCEPTED-RULE-UNKNOWN",
              Severity::warning,
              "dossier",
              {"there is no rule {rule}", "il n'existe pas de règle {rule}",
               "Correct the id: \"dmpcert check --rules\" lists them.",
               "Corriger l'identifiant : « dmpcert check --rules » les énumère."}},
     .document = rule_unknown},
    {.rule = {"ACCEPTED-SITE-UNKNOWN",
              Severity::warning,
              "dossier",
              {"there is no establishment {site} in the dossier",
               "le dossier ne contient pas d'établissement {site}",
               "Correct the id, or remove \"site\" to accept the finding for all sites.",
               "Corriger l'identifiant, ou retirer « site » pour accepter le constat sur tous les "
               "sites."}},
     .document = site_unknown},
    {.rule =
         {"ACCEPTED-ENDED",
          Severity::info,
          "dossier",
          {"the acceptance of {rule} ended on {date}",
           "l'acceptation de {rule} a pris fin le {date}",
           "Correct what the finding reports, or give a new reason and a new date.",
           "Corriger ce que signale le constat, ou donner un nouveau motif et une nouvelle date."}},
     .document = ended},
    // Judged once everything else is.
    {.rule = {"ACCEPTED-FIRM",
              Severity::warning,
              "dossier",
              {"{rule} cannot be accepted: neither an order nor form 413 can be made like this",
               "{rule} ne peut pas être accepté : ni commande ni formulaire 413 ne sont possibles "
               "dans cet état",
               "Correct what the finding reports, and remove the acceptance.",
               "Corriger ce que signale le constat, et retirer l'acceptation."}}},
    {.rule = {"ACCEPTED-UNUSED",
              Severity::info,
              "dossier",
              {"{rule} is accepted, but no such finding is left",
               "{rule} est accepté, mais ce constat n'apparaît plus", "Remove the acceptance.",
               "Retirer l'acceptation."}}},
};

}  // namespace

Checks acceptance_checks() { return kChecks; }

}  // namespace dmp::rules::detail
