#include <algorithm>
#include <tuple>

#include "dmp/model/categories.hpp"
#include "dmp/rules/detail/engine.hpp"

// Chapters 1 and 3: whom the procedure is for, and the certificates that a site needs.
namespace dmp::rules::detail {
namespace {

void without_site(const Document& document, Violations& out) {
  if (document.dossier.establishments.empty()) {
    out.push_back({"/establishments", {}});
  }
}

void sector_liberal(const Site& site, Violations& out) {
  if (site.establishment.sector == model::Sector::liberal) {
    out.push_back({site.at("sector"), {}});
  }
}

void sector_unstated(const Site& site, Violations& out) {
  if (!site.establishment.sector) {
    out.push_back({site.at("sector"), {}});
  }
}

/// Whether a kind, a word or a code of the register, is of that category (1, 4.3 to 4.5).
void kind_of_other_category(const Site& site, Violations& out) {
  const auto& [kind, category] = std::tie(site.establishment.kind, site.establishment.category);
  const auto expected = model::category_of_kind(kind);
  if (expected && *expected != category) {
    out.push_back({site.at("category"),
                   {arg("kind", kind), arg("category", to_string(category)),
                    arg("expected", to_string(*expected))}});
  }
}

/// Whether a certificate of the site has a usage that the reader could not understand, and said so:
/// it may be the one that seems to be missing.
bool is_usage_misread(const Site& site) {
  const auto* const entity = site.establishment.legal_entity.get();
  const auto is_its = [&](const std::string& pointer) {
    const auto is_below = [&pointer](const std::string& level) {
      return pointer.starts_with(level + "/certificates/");
    };
    return pointer.ends_with("/usage") &&
           (is_below(site.establishment.pointer) || is_below("/defaults") ||
            (entity != nullptr && is_below(entity->pointer)));
  };
  return std::ranges::any_of(site.index.misread, is_its);
}

void usage_missing(const Site& site, Violations& out) {
  const auto& wanted = site.establishment.certificates;
  for (const auto usage : site.policy.required_usages) {
    if (std::ranges::none_of(wanted,
                             [usage](const auto& one) {
                               return one.usage == usage && one.service == model::kDmp;
                             }) &&
        !is_usage_misread(site)) {
      out.push_back({site.at("certificates"), {arg("usage", to_string(usage))}});
    }
  }
}

void usage_not_needed(const Site& site, Violations& out) {
  const auto& required = site.policy.required_usages;
  const auto& wanted = site.establishment.certificates;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].service == model::kDmp &&
        std::ranges::find(required, wanted[i].usage) == required.end()) {
      out.push_back({site.at("certificates/" + std::to_string(i) + "/usage"),
                     {arg("usage", to_string(wanted[i].usage))}});
    }
  }
}

constexpr Check kChecks[] = {
    {.rule = {"SITE-NONE",
              Severity::error,
              "ANS 30/09/2021, 4.1",
              {"the dossier has no establishment", "le dossier n'a aucun établissement",
               "Add each site to \"establishments\".",
               "Ajouter chaque site à « establishments »."}},
     .document = without_site},
    {.rule = {"SECTOR-LIBERAL",
              Severity::error,
              "ANS 30/09/2021, 1",
              {"this procedure does not cover the self-employed sector (secteur libéral)",
               "le secteur libéral ne relève pas de cette procédure",
               "Only establishments with employees order by this procedure: correct \"sector\", or "
               "ask ANS for the procedure for self-employed structures.",
               "Seules les structures salariées commandent par cette procédure : corriger « sector "
               "», ou s'adresser à l'ANS pour la procédure des structures libérales."}},
     .site = sector_liberal},
    {.rule = {"SECTOR-UNSTATED",
              Severity::info,
              "ANS 30/09/2021, 1",
              {"the dossier does not give the sector; this procedure does not cover the "
               "self-employed sector (secteur libéral)",
               "le dossier n'indique pas le secteur ; cette procédure ne concerne pas le secteur "
               "libéral",
               "Set \"sector\" to \"public\" or \"private\".",
               "Mettre « sector » à « public » ou « private »."}},
     .site = sector_unstated},
    {.rule = {"KIND-CATEGORY",
              Severity::warning,
              "ANS 30/09/2021, 1, 4.3, 4.4, 4.5",
              {"an establishment of kind \"{kind}\" belongs to category {expected}, not {category}",
               "un établissement de type « {kind} » relève de la catégorie « {expected} », non « "
               "{category} »",
               "Correct \"category\" or \"kind\".", "Corriger « category » ou « kind »."}},
     .site = kind_of_other_category},
    {.rule = {"USAGE-MISSING",
              Severity::error,
              "ANS 30/09/2021, 3",
              {"no {usage} certificate is wanted, but the DMP needs one",
               "aucun certificat {usage} n'est demandé, alors que le DMP l'exige",
               "Add a certificate of usage {usage} to \"certificates\".",
               "Ajouter un certificat d'usage {usage} à « certificates »."}},
     .site = usage_missing},
    {.rule = {"USAGE-NOT-NEEDED",
              Severity::warning,
              "ANS 30/09/2021, 3",
              {"the DMP does not need a {usage} certificate",
               "le DMP n'a pas besoin d'un certificat {usage}",
               "Remove it, unless another service needs it.",
               "Le retirer, sauf si un autre service en a besoin."}},
     .site = usage_not_needed},
};

}  // namespace

Checks scope_checks() { return kChecks; }

}  // namespace dmp::rules::detail
