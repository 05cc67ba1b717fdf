#include "dmp/check/messages.hpp"

#include "dmp/check/check.hpp"
#include "dmp/check/detail/message_lists.hpp"

namespace dmp::check {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    // Words within the texts of rules.
    {"check.role.representative", "of the legal representative", "du représentant légal"},
    {"check.role.proxy", "of the proxy", "du mandataire"},
    {"check.role.administrator", "of the technical administrator", "de l'administrateur technique"},
    {"check.employer.establishment", "employed by the establishment", "salarié de l'établissement"},
    {"check.employer.vendor", "employed by the vendor", "salarié de l'éditeur ou de l'intégrateur"},
    {"check.always", "the beginning", "début"},
    {"check.card-status.none", "none declared", "aucune déclarée"},
    {"check.card-status.active", "active", "active"},
    {"check.card-status.requested", "requested", "demandée"},
    {"check.card-status.expired", "expired", "périmée"},
    {"check.card-status.opposed", "opposed", "en opposition"},
    {"check.card-status.missing", "missing", "absente"},
    {"check.card-status.unknown", "status unknown", "état inconnu"},
    {"workstation.clock.implausible",
     "it is before the newest edition of the procedure or after the end of the authorities",
     "elle précède la dernière édition de la procédure ou suit la fin des autorités"},
    {"workstation.clock.differs", "{host} says {told}", "{host} indique {told}"},
    {"check.certificate.spelling", "it should be written {expected}",
     "il devrait s'écrire {expected}"},
    {"check.certificate.any-site", "any site of the dossier", "l'un des sites du dossier"},
    // The mail that asks for the state of contracts.
    {"CONTRACT-REQUEST-ADDRESS", "policy {policy} knows no address of the client service",
     "la politique {policy} ne connaît pas d'adresse du service client",
     "Ask ANS for it, then give it as \"client_service_email\" in a policy file (--policy FILE).",
     "La demander à l'ANS, puis l'indiquer dans « client_service_email » d'un fichier de politique "
     "(--policy FICHIER)."},
    {"CONTRACT-REQUEST-SENDER", "the dossier has nobody in whose name the mail could be sent",
     "le dossier n'a personne au nom de qui envoyer le courriel",
     "Add \"contact\" with an e-mail address to the group.",
     "Ajouter au groupe un « contact » avec une adresse électronique."},
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
