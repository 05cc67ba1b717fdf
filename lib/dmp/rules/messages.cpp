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
    {"rules.register", "{name}", "{name}"},
    {"rules.register.dated", "{name}, {date}", "{name}, {date}"},
    {"rules.employer.vendor", "employed by the vendor", "salarié de l'éditeur ou de l'intégrateur"},
    {"rules.always", "the beginning", "début"},
    {"rules.card-status.none", "none declared", "aucune déclarée"},
    {"rules.card-status.active", "active", "active"},
    {"rules.card-status.requested", "requested", "demandée"},
    {"rules.card-status.expired", "expired", "expirée"},
    {"rules.card-status.opposed", "blocked (en opposition)", "en opposition"},
    {"rules.card-status.missing", "missing", "absente"},
    {"rules.card-status.unknown", "status unknown", "état inconnu"},
    {"rules.order.requested", "ordered", "commandé"},
    {"rules.order.collected", "collected", "retiré"},
    {"rules.habilitation.confirmed", "the administrator was authorised on {from}",
     "l'habilitation de l'administrateur le {from}"},
    {"rules.habilitation.sent", "form 413 was sent on {from}",
     "l'envoi du formulaire 413 le {from}"},
    {"rules.habilitation.unconfirmed",
     "the dossier has no confirmation of the form 413 sent on {from}",
     "le dossier ne mentionne pas de confirmation du formulaire 413 envoyé le {from}"},
    {"rules.habilitation.no-form", "the dossier mentions no form 413",
     "le dossier ne mentionne pas de formulaire 413"},
    {"rules.habilitation.none", "the dossier mentions no authorisation (habilitation)",
     "le dossier ne mentionne pas d'habilitation"},
    {"workstation.clock.implausible",
     "it is earlier than the latest edition of the procedure, or later than the end of the "
     "authorities",
     "elle est antérieure à la dernière édition de la procédure, ou postérieure à la fin des "
     "autorités"},
    {"workstation.clock.differs", "{host} says {told}", "{host} indique {told}"},
    {"rules.certificate.spelling", "it should be written {expected}",
     "il devrait s'écrire {expected}"},
    {"rules.certificate.any-site", "any site of the dossier", "l'un des sites du dossier"},
    // Words within the texts of the rules over requests.
    {"rules.request.cms.wrong", "it is not valid for the certificate of {signer}",
     "elle n'est pas valide pour le certificat de {signer}"},
    {"rules.request.cms.no-signer", "the signer's certificate is not in it",
     "le certificat du signataire n'y est pas"},
    {"rules.request.time.missing",
     "the signature does not say when it was made, so it is not known whether the card was valid",
     "la signature ne dit pas quand elle a été faite : on ne sait donc pas si la carte était "
     "valable"},
    {"rules.request.time.future", "it was signed in the future: at {at}, but now it is {now}",
     "elle est signée dans le futur : le {at}, alors qu'il est {now}"},
    {"rules.request.key.authentication",
     "the card's authentication key, which is not for signing documents",
     "la clé d'authentification de la carte, qui ne signe pas de documents"},
    {"rules.request.key.other", "a key of the card that is not for signing",
     "une clé de la carte qui n'est pas faite pour signer"},
    {"rules.request.authority.none", "not an authority for cards", "aucune autorité de cartes"},
    {"rules.request.authority.other-kind", "the authority for cards of another type",
     "l'autorité des cartes d'un autre type"},
    {"rules.request.validity.over", "had expired", "était expiré"},
    {"rules.request.validity.early", "was not yet valid", "n'était pas encore valable"},
    {"rules.request.environment.dossier", "the dossier to \"{expected}\"",
     "le dossier de « {expected} »"},
    {"rules.request.environment.name-only",
     "but only by name: its chain ends at {anchor}, which is not a known production authority",
     "mais de nom seulement : sa chaîne se termine à {anchor}, qui n'est pas une autorité connue "
     "de "
     "production"},
    {"rules.request.administrator.none", "the dossier declares it for no administrator",
     "le dossier ne la déclare pour aucun administrateur"},
    {"rules.request.administrator.other-sites",
     "it belongs to {administrator}, who is declared only for other sites",
     "elle appartient à {administrator}, qui n'est déclaré que pour d'autres sites"},
    {"rules.request.administrator.no-dossier", "no dossier was given",
     "aucun dossier n'a été donné"},
    {"rules.request.administrator.no-site", "the request belongs to no site of the dossier",
     "la demande ne concerne aucun site du dossier"},
    {"rules.request.card-status.opposed",
     "it is declared blocked (en opposition: lost, stolen or revoked)",
     "elle y est déclarée en opposition (perdue, volée ou révoquée)"},
    {"rules.request.card-status.expired", "it is declared expired", "elle y est déclarée expirée"},
    {"rules.request.card-status.missing", "it is declared missing", "elle y est déclarée absente"},
    {"rules.request.card-status.requested", "it is declared as requested, not yet issued",
     "elle y est déclarée demandée, pas encore délivrée"},
    {"rules.request.card-status.end", "it expired on {end}", "elle a expiré le {end}"},
    {"rules.request.exponent.one", "is 1: anybody can forge its signatures",
     "vaut 1 : n'importe qui peut imiter ses signatures"},
    {"rules.request.exponent.even", "is even: this is not an RSA key",
     "est pair : ce n'est pas une clé RSA"},
    {"rules.request.exponent.small", "is too small: {exponent}; at least 65537 is expected",
     "est trop petit : {exponent} ; au moins 65537 est attendu"},
    {"rules.request.exponent.huge", "has more than 256 bits", "a plus de 256 bits"},
    {"rules.request.factor.even", "it is even", "il est pair"},
    {"rules.request.factor.small", "a prime below 1024", "un nombre premier inférieur à 1024"},
    {"rules.request.ou.spelling", "it should be written {expected}",
     "il devrait s'écrire {expected}"},
    {"rules.request.site.none", "belongs to no site of the dossier",
     "n'est celui d'aucun site du dossier"},
    {"rules.request.site.not-chosen", "belongs to {sites}, which is not among the chosen sites",
     "est celui de {sites}, qui n'est pas parmi les sites choisis"},
    // Why a site cannot be named in a request.
    {"rules.finess.geographic", "site", "géographique"},
    {"rules.finess.juridical", "legal-entity", "juridique"},
    {"CSR-NO-FINESS", "site {site} has no valid {kind} FINESS number",
     "le site {site} n'a pas de numéro FINESS {kind} valide",
     "Correct the number in the dossier; \"dmpcert check\" shows what is wrong with it.",
     "Corriger le numéro dans le dossier ; « dmpcert check » indique ce qui ne va pas."},
    {"CSR-ENTITY-UNDESCRIBED",
     "no order for site {site}: the dossier does not describe the legal entity {finess}",
     "pas de commande pour le site {site} : le dossier ne décrit pas l'entité juridique {finess}",
     "Add it to \"legal_entities\" with its name: this name becomes O of the certificate.",
     "L'ajouter à « legal_entities » avec sa raison sociale : elle devient le O du certificat."},
    {"CSR-NO-SIRET", "site {site} has no valid SIRET", "le site {site} n'a pas de SIRET valide",
     "Correct \"siret\" in the dossier, or ask for the certificate on a FINESS number "
     "(\"carried_by\").",
     "Corriger « siret » dans le dossier, ou demander le certificat sur un numéro FINESS "
     "(« carried_by »)."},
    {"rules.carrier.site", "site {site}", "le site {site}"},
    {"rules.carrier.entity", "legal entity {number}", "l'entité juridique {number}"},
    {"rules.carrier.of-site", "of site {site}", "du site {site}"},
    {"rules.carrier.of-entity", "of legal entity {number}", "de l'entité juridique {number}"},
    {"CSR-NO-DEPARTMENT", "the department {carrier} is unknown",
     "le département {carrier} est inconnu",
     "Write it in the dossier (\"department\": \"01\"): it becomes ST of the certificate.",
     "L'écrire dans le dossier (\"department\": \"01\") : il devient le ST du certificat."},
    {"CSR-NO-NAME", "{carrier} has no name", "{carrier} n'a pas de raison sociale",
     "Write the name (raison sociale) in the dossier (\"name\"): it becomes O of the certificate.",
     "Écrire la raison sociale dans le dossier (\"name\") : elle devient le O du certificat."},
    {"CSR-NO-SERVICE",
     "edition {policy} of the procedure names no application service (service applicatif) for "
     "{usage}",
     "l'édition {policy} de la procédure ne nomme aucun service applicatif pour {usage}",
     "Ask for AUTH_CLI or SIGN, give the certificate a \"name\" in the dossier, or name the "
     "service in an edition of your own (--policy FILE).",
     "Demander AUTH_CLI ou SIGN, donner un « name » au certificat dans le dossier, ou nommer le "
     "service dans un fichier d'édition (--policy FICHIER)."},
    {"CSR-SERVICE-INSI", "INSi does not accept the application service \"{name}\"",
     "INSi n'accepte pas le service applicatif « {name} »",
     "Write {right} exactly: INSi refuses any other name (DESIR_560).",
     "Écrire exactement {right} : INSi refuse tout autre nom (DESIR_560)."},
    {"CSR-SERVICE-SPELLING",
     "the application service \"{name}\" is a different spelling of \"{right}\"",
     "le service applicatif « {name} » est une autre orthographe de « {right} »",
     "Write {right} exactly: the DMP accepts no other spelling.",
     "Écrire exactement {right} : le DMP n'accepte pas d'autre orthographe."},
    {"CSR-SERVICE-USAGE",
     "the application service \"{name}\" belongs to another usage than {usage}",
     "le service applicatif « {name} » est celui d'un autre usage que {usage}",
     "Choose the other usage, or leave out --service-name: each usage has its own.",
     "Choisir l'autre usage, ou retirer --service-name : chaque usage a le sien."},
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
