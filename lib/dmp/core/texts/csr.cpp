#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    {"csr.finess.geographic", "geographic", "géographique"},
    {"csr.finess.juridical", "juridical", "juridique"},
    {"CSR-NO-FINESS", "site {site} has no valid {kind} FINESS number",
     "le site {site} n'a pas de numéro FINESS {kind} valide",
     "Correct the number in the dossier; \"dmpcert check\" says what is wrong with it.",
     "Corriger le numéro dans le dossier ; « dmpcert check » dit ce qui ne va pas."},
    {"CSR-NO-DEPARTMENT", "the department of site {site} is not known",
     "le département du site {site} n'est pas connu",
     "Write it in the dossier (\"department\": \"01\"): the certificate carries it in ST.",
     "L'écrire dans le dossier (\"department\": \"01\") : le certificat le porte dans ST."},
    {"CSR-NO-NAME", "site {site} has no name", "le site {site} n'a pas de raison sociale",
     "Write the raison sociale in the dossier (\"name\"): the certificate carries it in O.",
     "Écrire la raison sociale dans le dossier (\"name\") : le certificat la porte dans O."},
    {"CSR-NO-SERVICE", "edition {policy} of the procedure names no service applicatif for {usage}",
     "l'édition {policy} de la procédure ne nomme aucun service applicatif pour {usage}",
     "Ask for AUTH_CLI or SIGN, or name the service in a policy file (--policy FILE).",
     "Demander AUTH_CLI ou SIGN, ou nommer le service dans un fichier de règles "
     "(--policy FICHIER)."},
    {"CSR-KEY-EXISTS",
     "an order {usage} for site {site} is there already, and does not agree: {path}: {reason}",
     "une commande {usage} du site {site} est déjà là, et ne concorde pas : {path} : {reason}",
     "Nothing was changed. --renew makes a new pair beside the old one, in renewal/; a file that "
     "is of no use has to be moved away by hand.",
     "Rien n'a été modifié. --renew crée une nouvelle paire à côté de l'ancienne, dans renewal/ ; "
     "un fichier devenu inutile est à déplacer à la main."},
    {"CSR-NOTHING-TO-RENEW", "site {site} has no order {usage} to renew in {path}",
     "le site {site} n'a pas de commande {usage} à renouveler dans {path}",
     "Run the same command without --renew to make its first order.",
     "Relancer la même commande sans --renew pour créer sa première commande."},
    {"CSR-NOT-VERIFIED",
     "{path}, read again after it was written, is not as it should be: {reason}",
     "{path}, relu après son écriture, n'est pas conforme : {reason}",
     "Check the disk; move the folder away and run the command again.",
     "Vérifier le disque ; déplacer le dossier puis relancer la commande."},
    {"csr.reason.missing", "it is missing", "ce fichier manque"},
    {"csr.reason.unreadable", "it cannot be read", "ce fichier est illisible"},
    {"csr.reason.signature", "its signature does not verify", "sa signature n'est pas valide"},
    {"csr.reason.attributes", "it has attributes, where none is expected",
     "elle porte des attributs alors qu'aucun n'est attendu"},
    {"csr.reason.subject", "its {attribute} is \"{found}\" instead of \"{expected}\"",
     "son attribut {attribute} est « {found} » au lieu de « {expected} »"},
    {"csr.reason.key", "it belongs to another key than key.pem",
     "elle correspond à une autre clé que key.pem"},
    {"csr.reason.recorded-key", "it is not the one that order.json records",
     "ce n'est pas celui que order.json enregistre"},
    {"csr.reason.order", "its {attribute} is \"{found}\" instead of \"{expected}\"",
     "{attribute} y vaut « {found} » au lieu de « {expected} »"},
    {"csr.reason.clear-key", "this key is not encrypted, though a passphrase is given",
     "cette clé n'est pas chiffrée, alors qu'une phrase de passe est donnée"},
};

}  // namespace

Entries csr() { return kEntries; }

}  // namespace dmp::texts
