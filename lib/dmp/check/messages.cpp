#include "dmp/check/messages.hpp"

#include "dmp/check/check.hpp"
#include "dmp/check/detail/message_lists.hpp"

namespace dmp::check {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    // Words within the texts of rules.
    {"check.role.representative", "of the legal representative", "du représentant légal"},
    {"check.role.proxy", "of the authorised agent (mandataire)", "du mandataire"},
    {"check.role.administrator", "of the technical administrator", "de l'administrateur technique"},
    {"check.employer.establishment", "employed by the establishment", "salarié de l'établissement"},
    {"check.employer.vendor", "employed by the vendor", "salarié de l'éditeur ou de l'intégrateur"},
    {"check.always", "the beginning", "début"},
    {"check.card-status.none", "none declared", "aucune déclarée"},
    {"check.card-status.active", "active", "active"},
    {"check.card-status.requested", "requested", "demandée"},
    {"check.card-status.expired", "expired", "expirée"},
    {"check.card-status.opposed", "blocked (en opposition)", "en opposition"},
    {"check.card-status.missing", "missing", "absente"},
    {"check.card-status.unknown", "status unknown", "état inconnu"},
    {"workstation.clock.implausible",
     "it is earlier than the latest edition of the procedure, or later than the end of the "
     "authorities",
     "elle est antérieure à la dernière édition de la procédure, ou postérieure à la fin des "
     "autorités"},
    {"workstation.clock.differs", "{host} says {told}", "{host} indique {told}"},
    {"check.certificate.spelling", "it should be written {expected}",
     "il devrait s'écrire {expected}"},
    {"check.certificate.any-site", "any site of the dossier", "l'un des sites du dossier"},
    // The mail that asks for the state of contracts.
    {"CONTRACT-REQUEST-ADDRESS", "edition {policy} gives no address of ANS's client service",
     "l'édition {policy} ne donne pas l'adresse du service client de l'ANS",
     "Ask ANS for it, then write it as \"client_service_email\" in a file of your own (--policy "
     "FILE).",
     "La demander à l'ANS, puis l'indiquer dans « client_service_email » d'un fichier d'édition "
     "(--policy FICHIER)."},
    {"CONTRACT-REQUEST-SENDER", "the dossier names nobody who could send the mail",
     "le dossier n'indique personne qui puisse envoyer le courriel",
     "Add \"contact\" with an e-mail address to \"group\".",
     "Ajouter à « group » un « contact » avec une adresse électronique."},
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
  return {kEntries, of_rules, step_messages()};
}

}  // namespace dmp::check
