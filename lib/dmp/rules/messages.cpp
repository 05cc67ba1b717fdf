#include "dmp/rules/messages.hpp"

#include "dmp/rules/rules.hpp"

namespace dmp::rules {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    // Words within the texts of rules.
    {"rules.role.representative", "of the legal representative", "du représentant légal"},
    {"rules.role.proxy", "of the authorised agent (mandataire)", "du mandataire"},
    {"rules.role.administrator", "of the technical administrator", "de l'administrateur technique"},
    {"rules.employer.establishment", "employed by the establishment", "salarié de l'établissement"},
    {"rules.employer.vendor", "employed by the vendor", "salarié de l'éditeur ou de l'intégrateur"},
    {"rules.always", "the beginning", "début"},
    {"rules.card-status.none", "none declared", "aucune déclarée"},
    {"rules.card-status.active", "active", "active"},
    {"rules.card-status.requested", "requested", "demandée"},
    {"rules.card-status.expired", "expired", "expirée"},
    {"rules.card-status.opposed", "blocked (en opposition)", "en opposition"},
    {"rules.card-status.missing", "missing", "absente"},
    {"rules.card-status.unknown", "status unknown", "état inconnu"},
    {"workstation.clock.implausible",
     "it is earlier than the latest edition of the procedure, or later than the end of the "
     "authorities",
     "elle est antérieure à la dernière édition de la procédure, ou postérieure à la fin des "
     "autorités"},
    {"workstation.clock.differs", "{host} says {told}", "{host} indique {told}"},
    {"rules.certificate.spelling", "it should be written {expected}",
     "il devrait s'écrire {expected}"},
    {"rules.certificate.any-site", "any site of the dossier", "l'un des sites du dossier"},
};

}  // namespace

std::vector<Messages> messages() {
  static const auto of_rules = [] {
    std::vector<CatalogueEntry> entries;
    for (const auto& rule : rules()) {
      if (const auto& text = rule.text; !text.english.empty()) {
        entries.push_back(
            {rule.id, text.english, text.french, text.english_remedy, text.french_remedy});
      }
    }
    return entries;
  }();
  return {kEntries, of_rules};
}

}  // namespace dmp::rules
