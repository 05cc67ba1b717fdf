#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.csr.about",
     "Make keys, certificate requests and the order sheet, per site and usage, in the workspace.",
     "Créer clés, demandes de certificat et fiche de commande, par site et par usage, dans "
     "l'espace de "
     "travail."},
    {"cli.csr.examples",
     "  # what would be made for all sites\n"
     "  dmpcert csr dossier.json --all --dry-run\n"
     "  # both requests of one site, keys encrypted with a passphrase from a file\n"
     "  dmpcert csr dossier.json --site cayenne --passphrase-file passphrase.txt\n"
     "  # only the signature certificate of another site, workspace elsewhere\n"
     "  dmpcert csr dossier.json --site ehpad --usage sign --workspace orders "
     "--passphrase-file passphrase.txt\n"
     "  # a new pair beside the running certificate\n"
     "  dmpcert csr dossier.json --site cayenne --renew --passphrase-file passphrase.txt\n"
     "  # a certificate for INSi\n"
     "  dmpcert csr dossier.json --site cayenne --usage auth-cli --service-name INSI-AUTO "
     "--passphrase-file passphrase.txt\n"
     "  # where all orders stand, and which ones the dossier still lacks\n"
     "  dmpcert csr dossier.json --status\n"
     "  # requests of somebody else, before they go to the portal\n"
     "  dmpcert csr dossier.json --verify requests.pem\n"
     "  # who signed a request with his card, and whether he could\n"
     "  dmpcert csr dossier.json --verify request.p7m --trust trust --trust-any\n"
     "  # each request signed with an administrator's card, PIN typed once\n"
     "  dmpcert csr dossier.json --site cayenne --passphrase-file passphrase.txt --card",
     "  # ce qui serait créé pour tous les sites\n"
     "  dmpcert csr dossier.json --all --dry-run\n"
     "  # les deux demandes d'un site, clés chiffrées par une phrase de passe lue dans un fichier\n"
     "  dmpcert csr dossier.json --site cayenne --passphrase-file passphrase.txt\n"
     "  # le seul certificat de signature d'un autre site, espace de travail ailleurs\n"
     "  dmpcert csr dossier.json --site ehpad --usage sign --workspace orders "
     "--passphrase-file passphrase.txt\n"
     "  # une nouvelle paire à côté du certificat en service\n"
     "  dmpcert csr dossier.json --site cayenne --renew --passphrase-file passphrase.txt\n"
     "  # un certificat pour INSi\n"
     "  dmpcert csr dossier.json --site cayenne --usage auth-cli --service-name INSI-AUTO "
     "--passphrase-file passphrase.txt\n"
     "  # où en sont toutes les commandes, et celles qui manquent encore au dossier\n"
     "  dmpcert csr dossier.json --status\n"
     "  # des demandes faites par d'autres, avant de les déposer sur le portail\n"
     "  dmpcert csr dossier.json --verify requests.pem\n"
     "  # qui a signé une demande avec sa carte, et s'il le pouvait\n"
     "  dmpcert csr dossier.json --verify request.p7m --trust trust --trust-any\n"
     "  # chaque demande signée avec la carte d'un administrateur, code tapé une fois\n"
     "  dmpcert csr dossier.json --site cayenne --passphrase-file passphrase.txt --card"},
    {"cli.csr.made", "{site}  {usage}  made: {folder} (service applicatif \"{service}\")",
     "{site}  {usage}  créée : {folder} (service applicatif « {service} »)"},
    {"cli.csr.unchanged", "{site}  {usage}  already there, unchanged: {folder}",
     "{site}  {usage}  déjà là, inchangée : {folder}"},
    {"cli.csr.planned", "{site}  {usage}  would be made: {folder} ({subject})",
     "{site}  {usage}  serait créée : {folder} ({subject})"},
    {"cli.csr.failed", "{site}  {usage}  not made:", "{site}  {usage}  non créée :"},
    {"cli.csr.verified", "{count} requests verified, {refused} refused",
     "{count} demandes vérifiées, {refused} refusées"},
    {"cli.csr.key-was-open",
     "Warning: {folder}/key.pem could be read by others; it is 0600 again. If somebody may have "
     "copied it, "
     "make a new pair with --renew.",
     "Attention : {folder}/key.pem était lisible par d'autres ; il est de nouveau en 0600. Si "
     "quelqu'un "
     "a pu le copier, créer une nouvelle paire par --renew."},
    {"cli.csr.left-out",
     "{site}  left out: its findings block the order (--force REASON makes it all the same)",
     "{site}  écarté : ses constats bloquent la commande (--force MOTIF la crée malgré tout)"},
    {"cli.csr.no-orders", "No orders.", "Aucune commande."},
    {"cli.opt.usages", "Only these usages, e.g. auth-cli,sign",
     "Ces usages seulement, p. ex. auth-cli,sign"},
    {"cli.opt.workspace", "Folder of orders (default dmp-workspace)",
     "Dossier des commandes (par défaut dmp-workspace)"},
    {"cli.opt.key", "Kind of key: rsa:2048 (default), rsa:3072, rsa:4096, ec:p256",
     "Type de clé : rsa:2048 (par défaut), rsa:3072, rsa:4096, ec:p256"},
    {"cli.opt.csr-key-file", "Use this key for the one order that is asked for",
     "Utiliser cette clé pour la seule commande demandée"},
    {"cli.opt.service-name", "Service applicatif in the place of the DMP's, e.g. INSI-AUTO",
     "Service applicatif à la place de celui du DMP, p. ex. INSI-AUTO"},
    {"cli.opt.jobs", "Keys made at the same time (default: as many as processors)",
     "Clés créées en même temps (par défaut : autant que de processeurs)"},
    {"cli.opt.force",
     "Order for sites with blocking findings too; the reason goes into the journal",
     "Commander aussi pour les sites dont des constats bloquent ; le motif va au journal"},
    {"cli.opt.status", "Show all orders of the workspace, and with DOSSIER those that it lacks",
     "Montrer toutes les commandes de l'espace de travail, et avec DOSSIER celles qui manquent"},
    {"cli.opt.mark", "Note what happened to the orders of --order outside dmpcert",
     "Noter ce qui est arrivé hors de dmpcert aux commandes de --order"},
    {"cli.opt.order", "Folder of an order (may be repeated)",
     "Dossier d'une commande (peut être répété)"},
    {"cli.opt.note", "Why, for the history and the journal",
     "Motif, pour l'historique et le journal"},
    {"cli.group.orders", "Orders that are there", "Commandes existantes"},
    {"cli.opt.renew", "Make a new pair beside the running one",
     "Créer une nouvelle paire à côté de celle en service"},
    {"cli.group.verify", "Verification of requests", "Vérification de demandes"},
    {"cli.opt.verify",
     "Verify these certificate requests (PEM, DER, CMS; - for standard input) instead of making "
     "any",
     "Vérifier ces demandes de certificat (PEM, DER, CMS ; - pour l'entrée standard) au lieu d'en "
     "créer"},
    {"cli.opt.verify-dossier", "Dossier that the requests must fit",
     "Dossier auquel les demandes doivent correspondre"},
    {"cli.opt.weak-keys", "List of Debian's weak keys (openssl-blacklist)",
     "Liste des clés faibles de Debian (openssl-blacklist)"},
    {"cli.opt.csr-plain-key",
     "Write the new keys unencrypted (otherwise a passphrase is given, or asked for at the "
     "terminal)",
     "Écrire les nouvelles clés non chiffrées (sinon une phrase de passe est donnée, ou demandée "
     "au terminal)"},
    {"cli.ask.purpose.new-keys", "for the new keys", "pour les nouvelles clés"},
    {"CLI-KEY", "\"{key}\" is not a kind of key", "« {key} » n'est pas un type de clé",
     "Use rsa:2048 (recommended), rsa:3072, rsa:4096 or ec:p256.",
     "Utiliser rsa:2048 (recommandé), rsa:3072, rsa:4096 ou ec:p256."},
    {"CLI-PLAIN-KEY",
     "the new keys would be unencrypted: no passphrase was given, and there is no terminal to ask "
     "for one at",
     "les nouvelles clés ne seraient pas chiffrées : aucune phrase de passe n'a été donnée, et il "
     "n'y a pas de "
     "terminal où la demander",
     "Nothing was written. Give a passphrase with --passphrase-file, --passphrase-env or "
     "--passphrase-fd. Where a "
     "service has to start without a person, use --plain-key: then whoever can read the file has "
     "the key.",
     "Rien n'a été écrit. Donner une phrase de passe avec --passphrase-file, --passphrase-env ou "
     "--passphrase-fd. "
     "Là où un service doit démarrer sans personne, utiliser --plain-key : qui peut lire le "
     "fichier a alors la clé."},
    {"cli.opt.card",
     "Sign each request with an administrator's CPx card: request.p7m (CPS4: experimental)",
     "Signer chaque demande avec la carte CPx d'un administrateur : request.p7m (CPS4 : "
     "expérimental)"},
    {"cli.csr.signed", "Signed with the card in {place}: {count}; signed before: {unchanged}",
     "Signées avec la carte dans {place} : {count} ; déjà signées : {unchanged}"},
    {"cli.csr.not-signed",
     "{site}  not signed for: this card may not ask for it (--force REASON does it all the same)",
     "{site}  pas de signature : cette carte ne peut demander pour lui (--force RAISON le fait "
     "quand même)"},
    {"cli.csr.pin-each-time", "This card wants its PIN for each signature.",
     "Cette carte veut son code à chaque signature."},
    {"cli.csr.no-chain",
     "The signatures carry the card's certificate without its authorities; the same command with "
     "--trust "
     "FILE signs them anew, with those.",
     "Les signatures portent le certificat de la carte sans ses autorités ; la même commande avec "
     "--trust "
     "FICHIER les refait, avec elles."},
    {"cli.csr.signing-ended",
     "The signing ended early; what is signed stays, and the same command signs the rest:",
     "La signature s'est arrêtée ; ce qui est signé le reste, et la même commande signe la suite "
     ":"},
};

}  // namespace

Messages csr_messages() { return kEntries; }

}  // namespace dmp::cli
