#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.csr.about",
     "Generate keys, certificate requests and order sheets, per site and usage, in the workspace.",
     "Générer clés, demandes de certificat et fiches de commande, par site et par usage, dans "
     "l'espace de travail."},
    {"cli.csr.examples",
     "  # what would be made for all sites\n"
     "  dmpcert csr dossier.json --all --dry-run\n"
     "  # both requests of one site, keys encrypted with a passphrase from a file\n"
     "  dmpcert csr dossier.json --site cayenne --passphrase-file passphrase.txt\n"
     "  # only the signature certificate of another site, in another workspace\n"
     "  dmpcert csr dossier.json --site ehpad --usage sign --workspace orders --passphrase-file "
     "passphrase.txt\n"
     "  # a new key and request while the certificate is still in use\n"
     "  dmpcert csr dossier.json --site cayenne --renew --passphrase-file passphrase.txt\n"
     "  # a certificate for INSi\n"
     "  dmpcert csr dossier.json --site cayenne --usage auth-cli --service-name INSI-AUTO "
     "--passphrase-file passphrase.txt\n"
     "  # the state of all orders, and the orders that the dossier still needs\n"
     "  dmpcert csr dossier.json --status\n"
     "  # verify requests made by others before they are uploaded on the portal\n"
     "  dmpcert csr dossier.json --verify requests.pem\n"
     "  # who signed a request with a card, and whether that person may\n"
     "  dmpcert csr dossier.json --verify request.p7m --trust trust --trust-any\n"
     "  # sign each request with an administrator's card, PIN typed once\n"
     "  dmpcert csr dossier.json --site cayenne --passphrase-file passphrase.txt --card",
     "  # ce qui serait créé pour tous les sites\n"
     "  dmpcert csr dossier.json --all --dry-run\n"
     "  # les deux demandes d'un site, clés chiffrées par une phrase de passe lue dans un fichier\n"
     "  dmpcert csr dossier.json --site cayenne --passphrase-file passphrase.txt\n"
     "  # le seul certificat de signature d'un autre site, dans un autre espace de travail\n"
     "  dmpcert csr dossier.json --site ehpad --usage sign --workspace orders --passphrase-file "
     "passphrase.txt\n"
     "  # une nouvelle clé et une nouvelle demande, le certificat restant en service\n"
     "  dmpcert csr dossier.json --site cayenne --renew --passphrase-file passphrase.txt\n"
     "  # un certificat pour INSi\n"
     "  dmpcert csr dossier.json --site cayenne --usage auth-cli --service-name INSI-AUTO "
     "--passphrase-file passphrase.txt\n"
     "  # l'état de toutes les commandes, et celles qui manquent encore au dossier\n"
     "  dmpcert csr dossier.json --status\n"
     "  # vérifier des demandes faites par d'autres, avant de les déposer sur la plateforme\n"
     "  dmpcert csr dossier.json --verify requests.pem\n"
     "  # qui a signé une demande avec sa carte, et s'il en avait le droit\n"
     "  dmpcert csr dossier.json --verify request.p7m --trust trust --trust-any\n"
     "  # signer chaque demande avec la carte d'un administrateur, code PIN saisi une fois\n"
     "  dmpcert csr dossier.json --site cayenne --passphrase-file passphrase.txt --card"},
    {"cli.csr.failed", "{site}  {usage}  not made:", "{site}  {usage}  non créée :"},
    {"cli.csr.verified", "{count} {count:request|requests} verified, {refused} refused",
     "{count} {count:demande vérifiée|demandes vérifiées}, {refused} {refused:refusée|refusées}"},
    {"cli.csr.key-was-open",
     "Warning: {folder}/key.pem could be read by other users; its mode is 0600 again. If it may "
     "have been copied, generate a new key with --renew.",
     "Attention : {folder}/key.pem était lisible par d'autres utilisateurs ; son mode est de "
     "nouveau 0600. S'il a pu être copié, générer une nouvelle clé avec --renew."},
    {"cli.csr.left-out", "{site}  left out: its findings block the order",
     "{site}  écarté : ses constats bloquent la commande"},
    {"cli.csr.left-out-forceable",
     "{site}  left out: its findings block the order (to order all the same: --force REASON)",
     "{site}  écarté : ses constats bloquent la commande (pour commander malgré tout : --force "
     "MOTIF)"},
    {"cli.csr.no-orders", "No orders.", "Aucune commande."},
    {"cli.opt.usages", "Only these usages, for example auth-cli,sign",
     "Ces usages seulement, par exemple auth-cli,sign"},
    {"cli.opt.workspace", "Directory of the orders (default dmp-workspace)",
     "Répertoire des commandes (par défaut dmp-workspace)"},
    {"cli.opt.key", "Kind of key: rsa:2048 (default), rsa:3072, rsa:4096, ec:p256",
     "Type de clé : rsa:2048 (par défaut), rsa:3072, rsa:4096, ec:p256"},
    {"cli.opt.csr-key-file", "Use this key for the only order wanted",
     "Utiliser cette clé pour la seule commande demandée"},
    {"cli.opt.service-name",
     "Application service (service applicatif) instead of the DMP's, for example INSI-AUTO",
     "Service applicatif à la place de celui du DMP, par exemple INSI-AUTO"},
    {"cli.opt.jobs", "Keys generated at the same time (default: the number of processors)",
     "Clés générées en même temps (par défaut : le nombre de processeurs)"},
    {"cli.opt.force",
     "Also order for sites with blocking findings; the reason is written to the journal",
     "Commander aussi pour les sites dont des constats bloquent la commande ; le motif est noté au "
     "journal"},
    {"cli.opt.status",
     "Show all orders of the workspace, and with DOSSIER also those it still needs",
     "Montrer toutes les commandes de l'espace de travail et, avec DOSSIER, celles qui manquent"},
    {"cli.opt.mark", "Record what happened outside dmpcert to the orders given with --order",
     "Enregistrer ce qui est arrivé hors de dmpcert aux commandes données avec --order"},
    {"cli.opt.order", "Directory of an order (may be repeated)",
     "Répertoire d'une commande (peut être répété)"},
    {"cli.opt.note", "Reason, for the history and the journal",
     "Motif, pour l'historique et le journal"},
    {"cli.group.orders", "Existing orders", "Commandes existantes"},
    {"cli.opt.renew", "Make a new key and request beside those in use",
     "Créer une nouvelle clé et une nouvelle demande à côté de celles en service"},
    {"cli.group.verify", "Verification of requests", "Vérification de demandes"},
    {"cli.opt.verify",
     "Verify these certificate requests (PEM, DER, CMS; - for standard input) instead of making "
     "any",
     "Vérifier ces demandes de certificat (PEM, DER, CMS ; - pour l'entrée standard) au lieu d'en "
     "créer"},
    {"cli.opt.verify-dossier", "Dossier that the requests must match",
     "Dossier auquel les demandes doivent correspondre"},
    {"cli.opt.weak-keys", "List of Debian's weak keys (openssl-blacklist)",
     "Liste des clés faibles de Debian (openssl-blacklist)"},
    {"cli.opt.csr-plain-key",
     "Write the new keys unencrypted (otherwise a passphrase is needed, or asked for on the "
     "terminal)",
     "Écrire les nouvelles clés non chiffrées (sinon une phrase de passe est nécessaire, ou "
     "demandée au terminal)"},
    {"cli.ask.purpose.new-keys", "for the new keys", "pour les nouvelles clés"},
    {"CLI-KEY", "\"{key}\" is not a kind of key", "« {key} » n'est pas un type de clé",
     "Use rsa:2048 (recommended), rsa:3072, rsa:4096 or ec:p256.",
     "Utiliser rsa:2048 (recommandé), rsa:3072, rsa:4096 ou ec:p256."},
    {"CLI-PLAIN-KEY",
     "the new keys would be unencrypted: no passphrase was given, and there is no terminal on "
     "which to ask for one",
     "les nouvelles clés ne seraient pas chiffrées : aucune phrase de passe n'a été donnée, et il "
     "n'y a pas de "
     "terminal où la demander",
     "Nothing was written. Give a passphrase with --passphrase-file, --passphrase-env or "
     "--passphrase-fd. If a service has to start unattended, use --plain-key: then anybody who can "
     "read the file has the key.",
     "Rien n'a été écrit. Donner une phrase de passe avec --passphrase-file, --passphrase-env ou "
     "--passphrase-fd. Si un service doit démarrer seul, utiliser --plain-key : quiconque peut "
     "lire le fichier a alors la clé."},
    {"cli.opt.card",
     "Sign each request with an administrator's CPx card: request.p7m (CPS4: experimental)",
     "Signer chaque demande avec la carte CPx d'un administrateur : request.p7m (CPS4 : "
     "expérimental)"},
    {"cli.csr.signed", "Signed with the card in {place}: {count}; already signed: {unchanged}",
     "Signées avec la carte dans {place} : {count} ; déjà signées : {unchanged}"},
    {"cli.csr.not-signed",
     "{site}  not signed: this card may not sign for it (to sign all the same: --force REASON)",
     "{site}  non signé : cette carte ne peut pas signer pour ce site (pour signer malgré tout : "
     "--force MOTIF)"},
    {"cli.csr.pin-each-time", "This card asks for its PIN at each signature.",
     "Cette carte demande son code PIN à chaque signature."},
    {"cli.csr.no-chain",
     "The signatures contain the card's certificate without its authorities. To include them, run "
     "the same command with --trust FILE.",
     "Les signatures contiennent le certificat de la carte sans ses autorités. Pour les y joindre, "
     "relancer la même commande avec --trust FICHIER."},
    {"cli.csr.signing-ended",
     "Signing stopped early. What is signed is kept; run the same command again for the rest:",
     "La signature s'est arrêtée. Ce qui est signé est gardé ; relancer la même commande pour la "
     "suite :"},
};

}  // namespace

Messages csr_messages() { return kEntries; }

}  // namespace dmp::cli
