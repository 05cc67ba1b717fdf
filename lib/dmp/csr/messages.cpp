#include "dmp/csr/messages.hpp"

namespace dmp::csr {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    {"CSR-FINESS-SHARED",
     "no order for site {site}: several sites have the site FINESS number {finess}: {sites}",
     "pas de commande pour le site {site} : plusieurs sites ont le FINESS géographique {finess} : "
     "{sites}",
     "Correct the wrong numbers in the dossier.", "Corriger les numéros faux dans le dossier."},
    {"CSR-FINESS-KINDS",
     "no order for site {site}: FINESS number {finess} is used both for a site and for a legal "
     "entity: {sites}",
     "pas de commande pour le site {site} : le numéro FINESS {finess} est donné à la fois comme "
     "géographique et comme juridique : {sites}",
     "It can only be one of them: look it up in the FINESS register.",
     "Il ne peut être que l'un des deux : le chercher dans le répertoire FINESS."},
    {"CSR-SIRET-SHARED",
     "no order for site {site}: sites of different names have the SIRET {finess}: {sites}",
     "pas de commande pour le site {site} : des sites de dénominations différentes ont le SIRET "
     "{finess} : {sites}",
     "A SIRET is that of one structure: correct the wrong ones, or give these sites one name.",
     "Un SIRET est celui d'une seule structure : corriger ceux qui sont faux, ou donner à ces "
     "sites "
     "la même dénomination."},
    {"CSR-KEY-EXISTS",
     "there is already an order {usage} for site {site}, and it does not match: {path}: {reason}",
     "il existe déjà une commande {usage} pour le site {site}, qui ne correspond pas : {path} : "
     "{reason}",
     "Nothing was changed. For a new key and request beside the old ones, add --renew; move a "
     "useless file away by hand.",
     "Rien n'a été modifié. Pour créer une nouvelle clé et une nouvelle demande à côté des "
     "anciennes, ajouter --renew ; déplacer à la main un fichier inutile."},
    {"CSR-KEY-PLAIN", "no key was generated: there is no passphrase to encrypt it with",
     "aucune clé n'a été générée : il n'y a pas de phrase de passe pour la chiffrer",
     "Give a passphrase (--passphrase-file FILE), or --plain-key for an unencrypted key.",
     "Donner une phrase de passe (--passphrase-file FICHIER), ou --plain-key pour une clé non "
     "chiffrée."},
    {"CSR-NOTHING-TO-RENEW", "site {site} has no {usage} order to renew in {path}",
     "le site {site} n'a pas de commande {usage} à renouveler dans {path}",
     "Run the same command without --renew to make the first order.",
     "Relancer la même commande sans --renew pour créer sa première commande."},
    {"CSR-NOT-VERIFIED", "{path} was read again after writing and is wrong: {reason}",
     "{path} a été relu après écriture et n'est pas conforme : {reason}",
     "Check the disk, then run the command again.",
     "Vérifier le disque, puis relancer la commande."},
    {"CSR-RENEWAL-EXPIRED",
     "the {usage} certificate of site {site} expired on {date}: the portal renews only active "
     "certificates",
     "le certificat {usage} du site {site} a expiré le {date} : la plateforme ne renouvelle que "
     "les certificats actifs",
     "A new request is needed: run the same command without --renew; the old key and request are "
     "kept.",
     "Une nouvelle demande est nécessaire : lancer la même commande sans --renew ; l'ancienne clé "
     "et l'ancienne demande sont conservées."},
    {"CSR-RENEWAL-REVOKED",
     "the {usage} certificate of site {site} was revoked: the portal renews only active "
     "certificates",
     "le certificat {usage} du site {site} a été révoqué : la plateforme ne renouvelle que les "
     "certificats actifs",
     "A new request is needed: run the same command without --renew; the old key and request are "
     "kept.",
     "Une nouvelle demande est nécessaire : lancer la même commande sans --renew ; l'ancienne clé "
     "et l'ancienne demande sont conservées."},
    {"CSR-SERVICE-NEAR",
     "the application service \"{service}\" is almost \"{right}\", which the procedure prescribes",
     "le service applicatif « {service} » est presque « {right} », que la procédure impose",
     "Write {right}, unless another service really has this name.",
     "Écrire {right}, sauf si un autre service porte vraiment ce nom."},
    {"CSR-SERVICE-NAME",
     "the application service for {usage} is \"{service}\"; for the DMP the procedure prescribes "
     "\"{usual}\"",
     "le service applicatif pour {usage} est « {service} » ; pour le DMP, la procédure impose « "
     "{usual} »",
     "This is right for another service (INSi, MSSanté…). For the DMP's certificate, leave out "
     "--service-name.",
     "C'est normal pour un autre service (INSi, MSSanté…). Pour le certificat du DMP, retirer "
     "--service-name."},
    {"CSR-SERVICE-CHARACTERS",
     "the application service \"{service}\" contains characters that no known certificate contains",
     "le service applicatif « {service} » contient des caractères qu'aucun certificat connu ne "
     "contient",
     "Unaccented letters, digits, spaces and . _ - are always accepted.",
     "Lettres sans accent, chiffres, espaces et . _ - sont toujours acceptés."},
    {"CSR-KEY-UNUSUAL",
     "all known certificates of the IGC-Santé have RSA 2048 keys; it is not known whether {key} is "
     "accepted",
     "tous les certificats connus de l'IGC-Santé ont une clé RSA 2048 ; on ne sait pas si {key} "
     "est accepté",
     "Leave out --key, unless ANS has said otherwise.",
     "Retirer --key, sauf indication contraire de l'ANS."},
    {"CSR-NAME-COMPOSED",
     "the name of site {site} has accents typed separately from their letters; the request has "
     "them combined (NFC)",
     "la raison sociale du site {site} a des accents saisis séparément de leurs lettres ; la "
     "demande les porte composés (NFC)",
     "Nothing to do; to remove this message, type the name in the dossier again.",
     "Rien à faire ; pour supprimer ce message, ressaisir le nom dans le dossier."},
    {"CSR-NO-CERTIFICATE",
     "no installed {usage} certificate of site {site} is known here; the portal renews only active "
     "certificates",
     "aucun certificat {usage} installé du site {site} n'est connu ici ; la plateforme ne "
     "renouvelle que les certificats actifs",
     "If none is active, make a new request on the portal: the key and request made here serve for "
     "that too.",
     "Si aucun n'est actif, faire une nouvelle demande sur la plateforme : la clé et la demande "
     "créées ici y servent aussi."},
    {"CSR-KEY-FILE-ONE", "--key-file gives one key, but {count} orders are wanted",
     "--key-file donne une seule clé, mais {count} commandes sont demandées",
     "Choose one site and one usage: --site ID --usage auth-cli. Two certificates never share a "
     "key.",
     "Choisir un site et un usage : --site ID --usage auth-cli. Deux certificats ne partagent "
     "jamais une clé."},
    {"CSR-KEY-FILE-SEVERAL",
     "{path}: contains {count} private keys, but an order needs exactly one",
     "{path} : contient {count} clés privées, mais une commande en demande une seule",
     "Put the right key into a file of its own.", "Mettre la bonne clé seule dans un fichier."},
    {"CSR-KEY-USED", "the key {path} already belongs to another order: {folder}",
     "la clé {path} appartient déjà à une autre commande : {folder}",
     "Give another key, or let dmpcert generate one: two certificates never share a key.",
     "Donner une autre clé, ou laisser dmpcert en générer une : deux certificats ne partagent "
     "jamais une clé."},
    {"CSR-MARK-STATE", "the order {path} has the state \"{from}\"; it cannot become \"{to}\"",
     "la commande {path} est à l'état « {from} » ; elle ne peut pas passer à « {to} »",
     "See its history in order.json; \"dmpcert csr --status\" shows all orders.",
     "Voir son historique dans order.json ; « dmpcert csr --status » montre toutes les commandes."},
    {"CSR-MARK-FOLDER", "{path} is not an order of the workspace {workspace}",
     "{path} n'est pas une commande de l'espace de travail {workspace}",
     "Give a directory shown by \"dmpcert csr --status\", and the right --workspace.",
     "Donner un répertoire indiqué par « dmpcert csr --status », et le bon --workspace."},
    {"csr.reason.algorithm", "its key is {found} instead of {expected}",
     "sa clé est {found} au lieu de {expected}"},
    {"csr.reason.other-key", "it is not the key given with --key-file",
     "ce n'est pas la clé donnée avec --key-file"},
    {"csr.reason.missing", "it is missing", "ce fichier manque"},
    {"csr.reason.unreadable", "it cannot be read", "ce fichier est illisible"},
    {"csr.reason.signature", "its signature is not valid", "sa signature n'est pas valide"},
    {"csr.reason.attributes", "it has attributes, but none are expected",
     "elle porte des attributs alors qu'aucun n'est attendu"},
    {"csr.reason.subject", "its {attribute} is \"{found}\" instead of \"{expected}\"",
     "son attribut {attribute} est « {found} » au lieu de « {expected} »"},
    {"csr.reason.key", "it belongs to a key other than key.pem",
     "elle correspond à une autre clé que key.pem"},
    {"csr.reason.recorded-key", "it is not the one recorded in order.json",
     "ce n'est pas celui qui est enregistré dans order.json"},
    {"csr.reason.order", "its {attribute} is \"{found}\" instead of \"{expected}\"",
     "{attribute} y vaut « {found} » au lieu de « {expected} »"},
    {"csr.reason.clear-key", "this key is not encrypted, but a passphrase was given",
     "cette clé n'est pas chiffrée, mais une phrase de passe a été donnée"},
    {"CSR-CARD-EXPIRED", "the card's signature certificate expired on {date}",
     "le certificat de signature de la carte a expiré le {date}", "Use a valid card.",
     "Utiliser une carte valide."},
    {"CSR-CARD-NOT-YET", "the card's signature certificate is not valid before {date}",
     "le certificat de signature de la carte n'est pas valide avant le {date}",
     "Check this machine's clock, or use another card.",
     "Vérifier l'heure de cette machine, ou utiliser une autre carte."},
    {"CSR-CARD-NONE", "{subject} is not the certificate of a CPx card",
     "{subject} n'est pas le certificat d'une carte CPx",
     "Use the card of an administrator: only its signature shows who asked.",
     "Utiliser la carte d'un administrateur : seule sa signature montre qui a fait la demande."},
    {"CSR-CARD-STATUS",
     "according to the dossier, card {number} of {administrator} cannot be used: {reason}",
     "d'après le dossier, la carte {number} de {administrator} n'est pas utilisable : {reason}",
     "Use an active card, or bring the dossier up to date.",
     "Utiliser une carte active, ou mettre le dossier à jour."},
    {"CSR-CARD-UNDECLARED", "card {number} belongs to none of the site's administrators",
     "la carte {number} n'est celle d'aucun des administrateurs du site",
     "Use the card of a declared administrator, or declare this one: add the person to "
     "\"administrators\" and send a new form 413.",
     "Utiliser la carte d'un administrateur déclaré, ou déclarer celui-ci : l'ajouter à « "
     "administrators » et envoyer un nouveau formulaire 413."},
    {"CSR-CARD-ENVIRONMENT",
     "the card's environment ({card}) is not that of the dossier ({dossier})",
     "l'environnement de la carte ({card}) n'est pas celui du dossier ({dossier})",
     "Use a card of the dossier's environment.",
     "Utiliser une carte de l'environnement du dossier."},
    {"CSR-SIGNED-EXISTS",
     "{path} already exists, and is not a signature of this order's request by a card that may "
     "sign for the site",
     "{path} existe déjà, et n'est pas une signature de cette demande par une carte autorisée pour "
     "le site",
     "Examine it with \"dmpcert csr --verify\", move it away, and run the command again.",
     "L'examiner avec « dmpcert csr --verify », le déplacer, puis relancer la commande."},

    // Of reports.
    {"report.column.verdict", "Verdict", "Verdict"},
    {"report.column.key", "Key", "Clé"},
    {"report.column.weaknesses", "Weaknesses", "Faiblesses"},
    {"csr.request.weak-key", "{key}: {weaknesses}", "{key} : {weaknesses}"},
    // What makes a public key unfit, in a word or two.
    {"csr.weakness.too-short", "too short", "trop courte"},
    {"csr.weakness.unusual-size", "unusual size", "taille inhabituelle"},
    {"csr.weakness.exponent-one", "exponent 1", "exposant 1"},
    {"csr.weakness.exponent-even", "even exponent", "exposant pair"},
    {"csr.weakness.exponent-small", "small exponent", "exposant petit"},
    {"csr.weakness.exponent-huge", "huge exponent", "exposant démesuré"},
    {"csr.weakness.modulus-even", "even modulus", "module pair"},
    {"csr.weakness.small-factor", "small factor", "petit facteur"},
    {"csr.weakness.roca", "ROCA", "ROCA"},
    {"csr.weakness.close-primes", "close primes", "nombres premiers proches"},
    {"csr.weakness.debian", "Debian 2008", "Debian 2008"},
    {"csr.weakness.curve-weak", "weak curve", "courbe faible"},
    {"csr.weakness.curve-unusual", "unusual curve", "courbe inhabituelle"},
    {"csr.weakness.algorithm-unusual", "unusual algorithm", "algorithme inhabituel"},
    {"csr.weakness.unreadable", "unreadable", "illisible"},
    {"csr.request.accepted", "accepted", "acceptée"},
    {"csr.request.refused", "refused", "refusée"},
    {"csr.request.subject", "subject", "sujet"},
    {"csr.request.structure", "structure", "structure"},
    {"csr.request.usage", "usage", "usage"},
    {"csr.request.key", "key", "clé"},
    {"csr.request.key-sha256", "key SHA-256", "SHA-256 de la clé"},
    {"csr.request.signature", "signature", "signature"},
    {"csr.request.attributes", "attributes", "attributs"},
    {"csr.request.envelope", "signed by", "signée par"},
    {"csr.request.valid", "valid", "valide"},
    {"csr.request.wrong", "not valid", "non valide"},
    {"csr.request.no-signer", "somebody whose certificate is missing",
     "quelqu'un dont le certificat manque"},
    {"csr.request.card", "card {number}", "carte {number}"},
    {"csr.request.administrator", "of administrator {administrator}",
     "de l'administrateur {administrator}"},
    {"csr.request.verified", "verified", "vérifié"},
    {"csr.request.not-verified", "not verified", "non vérifié"},
    {"csr.request.failed", "failed", "en échec"},
    {"csr.check.signature", "signature", "signature"},
    {"csr.check.hash", "hash", "empreinte"},
    {"csr.check.signing-certificate", "certificate named in the signature",
     "certificat désigné par la signature"},
    {"csr.check.signing-time", "signing time", "heure de signature"},
    {"csr.check.card", "CPx card", "carte CPx"},
    {"csr.check.key", "signature key", "clé de signature"},
    {"csr.check.authority", "authority for cards", "autorité de cartes"},
    {"csr.check.chain", "chain", "chaîne"},
    {"csr.check.validity", "validity when signing", "validité à la signature"},
    {"csr.check.environment", "environment", "environnement"},
    {"csr.check.administrator", "administrator of the site", "administrateur du site"},
    {"csr.check.card-status", "card in the dossier", "carte dans le dossier"},
    {"csr.request.signed-at", "at {at}", "le {at}"},
    {"report.column.since", "Since", "Depuis le"},
    {"report.column.folder", "Directory", "Répertoire"},
    {"csr.order.blocked", "blocked", "bloquée"},
    {"csr.made", "{site}  {usage}  made: {folder} (application service \"{service}\")",
     "{site}  {usage}  créée : {folder} (service applicatif « {service} »)"},
    {"csr.unchanged", "{site}  {usage}  already exists, unchanged: {folder}",
     "{site}  {usage}  existe déjà, inchangée : {folder}"},
    {"csr.planned", "{site}  {usage}  would be made: {folder} ({subject})",
     "{site}  {usage}  serait créée : {folder} ({subject})"},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::csr
