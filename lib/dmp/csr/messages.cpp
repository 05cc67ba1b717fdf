#include "dmp/csr/messages.hpp"

#include "dmp/csr/detail/message_lists.hpp"

namespace dmp::csr {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    {"csr.finess.geographic", "geographic", "géographique"},
    {"csr.finess.juridical", "juridical", "juridique"},
    {"CSR-NO-FINESS", "site {site} has no valid {kind} FINESS number",
     "le site {site} n'a pas de numéro FINESS {kind} valide",
     "Correct the number in the dossier; \"dmpcert check\" says what is wrong with it.",
     "Corriger le numéro dans le dossier ; « dmpcert check » dit ce qui ne va pas."},
    {"CSR-FINESS-SHARED",
     "no order for site {site}: several sites have the site FINESS number {finess}: {sites}",
     "pas de commande pour le site {site} : plusieurs sites ont le FINESS géographique {finess} : "
     "{sites}",
     "Correct the number of those that have the wrong one.",
     "Corriger le numéro de ceux dont il est faux."},
    {"CSR-FINESS-KINDS",
     "no order for site {site}: FINESS number {finess} is given both as a site's and as a legal "
     "entity's: {sites}",
     "pas de commande pour le site {site} : le FINESS {finess} est donné à la fois comme "
     "géographique et comme juridique : {sites}",
     "A number is one or the other: look it up in the FINESS register.",
     "Un numéro est l'un ou l'autre : le chercher dans le répertoire FINESS."},
    {"CSR-ENTITY-NAMES",
     "no order for site {site}: the certificate on legal entity {finess} would be named after "
     "several sites ({sites}), and the dossier does not have the entity's own name",
     "pas de commande pour le site {site} : le certificat sur l'entité juridique {finess} "
     "porterait "
     "le nom de plusieurs sites ({sites}), et le dossier ne donne pas la dénomination de l'entité",
     "Ask for the entity's certificates at one site only, which has the name and the department of "
     "the entity.",
     "Ne demander les certificats de l'entité que sur un seul site, qui porte la dénomination et "
     "le département de l'entité."},
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
    {"CSR-KEY-PLAIN", "no key was generated: there is no passphrase to encrypt it with",
     "aucune clé n'a été générée : il n'y a pas de phrase de passe pour la chiffrer",
     "Give a passphrase, or say that the key is to be written unencrypted.",
     "Donner une phrase de passe, ou dire que la clé est à écrire non chiffrée."},
    {"CSR-NOTHING-TO-RENEW", "site {site} has no order {usage} to renew in {path}",
     "le site {site} n'a pas de commande {usage} à renouveler dans {path}",
     "Run the same command without --renew to make its first order.",
     "Relancer la même commande sans --renew pour créer sa première commande."},
    {"CSR-NOT-VERIFIED",
     "{path}, read again after it was written, is not as it should be: {reason}",
     "{path}, relu après son écriture, n'est pas conforme : {reason}",
     "Check the disk, then run the command again.",
     "Vérifier le disque, puis relancer la commande."},
    {"CSR-RENEWAL-EXPIRED",
     "the certificate {usage} of site {site} ended on {date}: the portal renews only what is "
     "active",
     "le certificat {usage} du site {site} a pris fin le {date} : le portail ne renouvelle qu'un "
     "certificat actif",
     "A new request is due: the same command without --renew makes it, beside the old pair.",
     "Une nouvelle demande est à faire : la même commande sans --renew la prépare, à côté de "
     "l'ancienne paire."},
    {"CSR-RENEWAL-REVOKED",
     "the certificate {usage} of site {site} was revoked: the portal renews only what is active",
     "le certificat {usage} du site {site} a été révoqué : le portail ne renouvelle qu'un "
     "certificat "
     "actif",
     "A new request is due: the same command without --renew makes it, beside the old pair.",
     "Une nouvelle demande est à faire : la même commande sans --renew la prépare, à côté de "
     "l'ancienne paire."},
    {"CSR-SERVICE-INSI", "the service applicatif \"{name}\" is not one that INSi takes",
     "le service applicatif « {name} » n'est pas de ceux qu'INSi accepte",
     "Write {right}, to the letter: INSi refuses any other name (DESIR_560).",
     "Écrire {right}, à la lettre : INSi refuse tout autre nom (DESIR_560)."},
    {"CSR-SERVICE-SPELLING", "the service applicatif \"{name}\" is \"{right}\" written otherwise",
     "le service applicatif « {name} » est « {right} » écrit autrement",
     "Write {right}, to the letter: the DMP's names are imperative.",
     "Écrire {right}, à la lettre : les noms du DMP sont impératifs."},
    {"CSR-SERVICE-USAGE", "the service applicatif \"{name}\" is that of another usage than {usage}",
     "le service applicatif « {name} » est celui d'un autre usage que {usage}",
     "Choose the other usage, or leave the name out: each usage has its own.",
     "Choisir l'autre usage, ou omettre le nom : chaque usage a le sien."},
    {"CSR-SERVICE-NEAR",
     "the service applicatif \"{service}\" is nearly \"{right}\", which the procedure demands",
     "le service applicatif « {service} » est presque « {right} », que la procédure exige",
     "Write {right}, unless another service is really called so.",
     "Écrire {right}, sauf si un autre service s'appelle vraiment ainsi."},
    {"CSR-SERVICE-NAME",
     "the service applicatif for {usage} is \"{service}\", not the \"{usual}\" that the procedure "
     "demands "
     "for the DMP",
     "le service applicatif pour {usage} est « {service} », et non « {usual} » que la procédure "
     "exige "
     "pour le DMP",
     "Fine for another service (INSi, MSSanté, …); leave --service-name out for the DMP's "
     "certificate.",
     "Bon pour un autre service (INSi, MSSanté…) ; omettre --service-name pour le certificat du "
     "DMP."},
    {"CSR-SERVICE-CHARACTERS",
     "the service applicatif \"{service}\" has characters that no certificate seen so far has",
     "le service applicatif « {service} » contient des caractères qu'aucun certificat vu à ce jour "
     "ne "
     "porte",
     "Letters without accents, digits, spaces and . _ - are sure to be taken.",
     "Lettres sans accent, chiffres, espaces et . _ - sont acceptés à coup sûr."},
    {"CSR-KEY-UNUSUAL",
     "every certificate of the IGC-Santé seen so far is RSA 2048; whether {key} is accepted is not "
     "known",
     "tous les certificats de l'IGC-Santé vus à ce jour sont en RSA 2048 ; on ne sait pas si {key} "
     "est "
     "accepté",
     "Leave --key out, unless ANS has told you otherwise.",
     "Omettre --key, sauf indication contraire de l'ANS."},
    {"CSR-NAME-COMPOSED",
     "the name of site {site} has accents typed apart from their letters; the request has them "
     "composed "
     "(NFC)",
     "la raison sociale du site {site} a des accents saisis à part de leurs lettres ; la demande "
     "les "
     "porte composés (NFC)",
     "Nothing to do; typing the name anew in the dossier removes this message.",
     "Rien à faire ; ressaisir le nom dans le dossier supprime ce message."},
    {"CSR-NO-CERTIFICATE",
     "no installed certificate {usage} of site {site} is known here; the portal renews only while "
     "one is "
     "active",
     "aucun certificat {usage} installé du site {site} n'est connu ici ; le portail ne renouvelle "
     "que "
     "tant qu'il y en a un d'actif",
     "If none is active, a new request is due at the portal; the pair that was made serves both.",
     "S'il n'y en a pas d'actif, faire au portail une nouvelle demande ; la paire créée sert aux "
     "deux."},
    {"CSR-KEY-FILE-ONE", "--key-file gives one key, and {count} orders are asked for",
     "--key-file donne une seule clé, et {count} commandes sont demandées",
     "Name one site and one usage: --site ID --usage auth-cli. Two certificates never share a key.",
     "Nommer un site et un usage : --site ID --usage auth-cli. Deux certificats ne partagent "
     "jamais une "
     "clé."},
    {"CSR-KEY-FILE-SEVERAL",
     "{path}: {count} private keys, and one certificate is ordered with one",
     "{path} : {count} clés privées, or un certificat se commande avec une seule",
     "Put the key that is meant into a file of its own.",
     "Mettre la clé voulue dans un fichier à elle."},
    {"CSR-KEY-USED", "the key {path} is that of another order: {folder}",
     "la clé {path} est celle d'une autre commande : {folder}",
     "Give another key, or let dmpcert make one: two certificates never share a key.",
     "Donner une autre clé, ou laisser dmpcert en créer une : deux certificats ne partagent jamais "
     "une "
     "clé."},
    {"CSR-MARK-STATE", "the order {path} is {from}; it cannot become {to}",
     "la commande {path} est à l'état {from} ; elle ne peut pas passer à {to}",
     "Look at its history in order.json; \"dmpcert csr --status\" shows all orders.",
     "Voir son historique dans order.json ; « dmpcert csr --status » montre toutes les commandes."},
    {"CSR-MARK-FOLDER", "{path} is no order of the workspace {workspace}",
     "{path} n'est pas une commande de l'espace de travail {workspace}",
     "Give the folder that \"dmpcert csr --status\" shows, and the right --workspace.",
     "Donner le dossier que « dmpcert csr --status » montre, et le bon --workspace."},
    {"csr.reason.algorithm", "its key is {found} instead of {expected}",
     "sa clé est {found} au lieu de {expected}"},
    {"csr.reason.other-key", "it is not the key of --key-file",
     "ce n'est pas la clé de --key-file"},
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
    {"CSR-CARD-EXPIRED", "the card's signature certificate ended on {date}",
     "le certificat de signature de la carte a pris fin le {date}", "Use a valid card.",
     "Utiliser une carte valide."},
    {"CSR-CARD-NOT-YET", "the card's signature certificate is not valid before {date}",
     "le certificat de signature de la carte n'est pas valide avant le {date}",
     "Check the machine's clock; else use another card.",
     "Vérifier l'heure de la machine ; sinon utiliser une autre carte."},
    {"CSR-CARD-NONE", "{subject} is not the certificate of a CPx card",
     "{subject} n'est pas le certificat d'une carte CPx",
     "Use the card of an administrator: nobody else's signature says who asked.",
     "Utiliser la carte d'un administrateur : aucune autre signature ne dit qui a demandé."},
    {"CSR-CARD-STATUS", "the dossier speaks against card {number} of {administrator}: {reason}",
     "le dossier s'oppose à la carte {number} de {administrator} : {reason}",
     "Use a card that is in use, or bring the dossier up to date.",
     "Utiliser une carte en service, ou mettre le dossier à jour."},
    {"CSR-CARD-UNDECLARED", "card {number} is that of none of the site's administrators",
     "la carte {number} n'est celle d'aucun des administrateurs du site",
     "Use the card of a declared administrator, or declare this one (\"administrators\") with a "
     "form 413.",
     "Utiliser la carte d'un administrateur déclaré, ou déclarer celui-ci (« administrators ») par "
     "un "
     "formulaire 413."},
    {"CSR-CARD-ENVIRONMENT",
     "the card is of another environment ({card}) than the dossier ({dossier})",
     "la carte est d'un autre environnement ({card}) que le dossier ({dossier})",
     "Use a card of the dossier's environment.",
     "Utiliser une carte de l'environnement du dossier."},
    {"CSR-SIGNED-EXISTS",
     "{path} is there already, and is no signature over this order's request by a card that may "
     "ask for its site",
     "{path} existe déjà, et n'est pas une signature de la demande par une carte qui peut demander "
     "pour le site",
     "Look at it with csr --verify; move it away, and run the command again.",
     "L'examiner par csr --verify ; le déplacer, puis relancer la commande."},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries, verify_messages()}; }

}  // namespace dmp::csr
