#include "dmp/install/messages.hpp"

namespace dmp::install {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"install.environment.production", "production", "production"},
    {"install.environment.test", "TEST", "TEST"},
    {"install.environment.rehearsal", "rehearsal", "répétition"},
    {"install.environment.unknown", "unknown", "inconnu"},
    {"install.where.dossier", "the dossier", "le dossier"},
    {"install.where.order", "the order", "la commande"},
    {"install.state.planned", "planned", "prévue"},
    {"install.state.revoked", "revoked", "révoquée"},
    {"install.structure.any", "an identifiant national de structure",
     "un identifiant national de structure"},
    {"install.structure.dossier", "a number of one of the dossier's establishments",
     "un numéro de l'un des établissements du dossier"},

    {"install.command.timed-out", "it took too long", "il a duré trop longtemps"},
    {"install.command.still-runs", "it took too long, could not be ended and still runs",
     "il a duré trop longtemps, n'a pas pu être arrêté et continue"},
    {"install.command.not-started", "it could not be started", "il n'a pas pu démarrer"},
    {"install.command.interrupted", "it was interrupted", "il a été interrompu"},
    {"install.command.exit", "its exit code tells of a failure",
     "son code de retour signale un échec"},
    {"INSTALL-TEST-FAILED",
     "the test of the configuration failed, and everything is as before: {command} ({how}, {code})",
     "le test de la configuration a échoué, et tout est comme avant : {command} ({how}, {code})",
     "Correct what the command says, if anything, then run dmpcert again as before.",
     "Corriger ce que dit la commande, s'il y a lieu, puis relancer dmpcert comme avant."},
    {"INSTALL-RELOAD-FAILED",
     "the service did not reload, and everything is as before: {command} ({how}, {code})",
     "le service ne s'est pas rechargé, et tout est comme avant : {command} ({how}, {code})",
     "Correct what the command says, if anything, then run dmpcert again as before.",
     "Corriger ce que dit la commande, s'il y a lieu, puis relancer dmpcert comme avant."},
    {"snippet.control", "it has a control character, such as a line's end, in it",
     "il contient un caractère de contrôle, comme une fin de ligne"},
    {"snippet.variable", "a $ would name a variable there", "un $ y désignerait une variable"},
    {"snippet.space", "it ends with a space, which is cut off there",
     "il finit par une espace, qui y serait retirée"},
    {"SNIPPET-PATH", "{path}: {software}'s configuration cannot have this path: {reason}",
     "{path} : ce chemin ne peut figurer dans la configuration de {software} : {reason}",
     "Choose another name, or do without --snippet.",
     "Choisir un autre nom, ou se passer de --snippet."},
    {"INSTALL-NO-VERSION", "{path}: there is no version to go back to",
     "{path} : aucune version à laquelle revenir",
     "See what there is with --list; versions are made by an installation and kept as --keep says. "
     "To take a first installation away, name its run with --run.",
     "Voir ce qu'il y a par --list ; les versions naissent d'une installation et sont gardées "
     "selon "
     "--keep. Pour retirer une première installation, nommer son exécution par --run."},
    {"INSTALL-KEY-CHOSEN",
     "{path}: others are to read the key there, and which key that is, {key}, only a file says "
     "that "
     "another user may have exchanged: {file}",
     "{path} : d'autres doivent y lire la clé, et seul un fichier qu'un autre utilisateur a pu "
     "échanger désigne cette clé, {key} : {file}",
     "Check that it is the certificate you mean, then name its key with --key-file, or install a "
     "copy that belongs to you.",
     "Vérifier que c'est bien le certificat voulu, puis nommer sa clé par --key-file, ou installer "
     "une copie qui vous appartient."},
    {"INSTALL-LAST-NOT-LISTED",
     "{path}: this directory cannot be listed, and the last run may have installed there; no "
     "target "
     "was changed",
     "{path} : ce répertoire ne peut pas être listé, et la dernière exécution a pu y installer ; "
     "aucune cible n'a été modifiée",
     "Name the run to go back from with --run (see --list), or name the targets themselves.",
     "Nommer par --run l'exécution à annuler (voir --list), ou nommer les cibles mêmes."},
    {"INSTALL-LAST-NO-STORE",
     "{path}: no versions were found here, so that the last run is not known; no target was "
     "changed",
     "{path} : aucune version trouvée ici, de sorte que la dernière exécution n'est pas connue ; "
     "aucune cible n'a été modifiée",
     "Where nothing was installed there, leave it out; otherwise somebody moved the versions away. "
     "--run names the run to go back from (see --list).",
     "Si rien n'y a été installé, ne pas la nommer ; sinon quelqu'un a déplacé les versions. --run "
     "nomme l'exécution à annuler (voir --list)."},
    {"INSTALL-LAST-NOT-SHOWN",
     "{path}: this target no longer shows what the last run installed; no target was changed",
     "{path} : cette cible ne montre plus ce que la dernière exécution a installé ; aucune cible "
     "n'a été modifiée",
     "See what it shows with --list. --run names the run to go back from.",
     "Voir par --list ce qu'elle montre. --run nomme l'exécution à annuler."},
    {"INSTALL-VERSION-FOREIGN",
     "{path}: somebody else changed the files of the version to go back to, {version}; no target "
     "was changed",
     "{path} : quelqu'un d'autre a modifié les fichiers de la version à laquelle revenir, "
     "{version} ; aucune cible n'a changé",
     "Install the former certificate again, or leave this target out.",
     "Réinstaller l'ancien certificat, ou laisser cette cible de côté."},
    {"INSTALL-VERSION-GONE",
     "{path}: the version to go back to, {version}, is there no more; no target was changed",
     "{path} : la version à laquelle revenir, {version}, n'est plus là ; aucune cible n'a changé",
     "See what there is with --list. Install the former certificate again, or leave this target "
     "out.",
     "Voir ce qu'il y a par --list. Réinstaller l'ancien certificat, ou laisser cette cible de "
     "côté."},
    {"INSTALL-OLDER",
     "{path}: the certificate that would come ({coming}, issued on {coming_from}) is older than "
     "the "
     "one that would leave ({leaving}, issued on {leaving_from}); nothing was changed",
     "{path} : le certificat qui arriverait ({coming}, émis le {coming_from}) est plus ancien que "
     "celui qui partirait ({leaving}, émis le {leaving_from}) ; rien n'a été modifié",
     "Install the newer one. To go back on purpose: --rollback, or this certificate with --older.",
     "Installer le plus récent. Pour revenir volontairement en arrière : --rollback, ou ce "
     "certificat avec --older."},
    {"INSTALL-BACK-REVOKED",
     "{path}: version {version} holds the certificate of an order that was revoked ({order})",
     "{path} : la version {version} contient le certificat d'une commande révoquée ({order})",
     "Install another certificate: no service accepts a revoked one.",
     "Installer un autre certificat : aucun service n'accepte un certificat révoqué."},
    {"INSTALL-NOT-PUT-BACK",
     "the run failed, and so did putting back what was there before; these targets show the "
     "version "
     "in brackets, the others what they showed before: {path}",
     "l'opération a échoué, et la remise en place de ce qui était là aussi ; ces cibles montrent "
     "la "
     "version entre parenthèses, les autres ce qu'elles montraient avant : {path}",
     "Remove the cause, then run the same command again: it completes the run.",
     "Supprimer la cause, puis relancer la même commande : elle termine l'opération."},
    {"INSTALL-TAKEN-BACK",
     "{run}, which was interrupted, could not be completed and was taken back; these targets show "
     "again the version in brackets: {path}",
     "{run}, qui avait été interrompue, n'a pas pu être terminée et a été annulée ; ces cibles "
     "montrent de nouveau la version entre parenthèses : {path}",
     "Remove the cause, then run the same command again.",
     "Supprimer la cause, puis relancer la même commande."},
    {"INSTALL-NOT-RECORDED",
     "{path}: cannot be written; the targets show what they were to show, and only the record is "
     "missing",
     "{path} : écriture impossible ; les cibles montrent ce qu'elles devaient montrer, seule la "
     "trace manque",
     "Remove the cause, then run the same command again: it writes the record and changes nothing "
     "else.",
     "Supprimer la cause, puis relancer la même commande : elle écrit la trace et ne change rien "
     "d'autre."},
    {"INSTALL-PENDING", "{path}: what an interrupted run was to reach cannot be read",
     "{path} : impossible de lire ce qu'une opération interrompue devait atteindre",
     "Update dmpcert if a newer one was used here; otherwise see with --list what each target "
     "shows, "
     "and remove this file.",
     "Mettre à jour dmpcert si une version plus récente a servi ici ; sinon, voir par --list ce "
     "que "
     "montre chaque cible, et supprimer ce fichier."},
    {"INSTALL-PENDING-ELSEWHERE",
     "{path}: this interrupted run belongs to {folder}, and this folder is a copy of that one, or "
     "was moved; nothing was changed",
     "{path} : cette opération interrompue appartient à {folder}, et ce dossier en est une copie, "
     "ou a été déplacé ; rien n'a été modifié",
     "Moved: put the folder back where it was, and run the same command there. In a copy, or where "
     "that cannot be: see with --list what each target shows, remove this file, and run the "
     "command again.",
     "Déplacé : remettre le dossier où il était, et y relancer la même commande. Dans une copie, "
     "ou si c'est impossible : voir par --list ce que montre chaque cible, supprimer ce fichier, "
     "et relancer la commande."},
    {"INSTALL-REVOKED", "the authority revoked this certificate on {date} ({reason})",
     "l'autorité a révoqué ce certificat le {date} ({reason})",
     "A revoked certificate is of no use any more: make a new order.",
     "Un certificat révoqué ne sert plus : refaire une commande."},
    {"INSTALL-AUTHORITY-REVOKED",
     "{authority}, an authority above this certificate, was revoked on {date} ({reason})",
     "{authority}, une autorité dont dépend ce certificat, a été révoquée le {date} ({reason})",
     "No service takes a certificate of a revoked authority any more: ask the IGC-Santé.",
     "Plus aucun service n'accepte un certificat d'une autorité révoquée : interroger "
     "l'IGC-Santé."},
    {"INSTALL-OCSP-NO-NONCE", "the OCSP responder answered without the number of this question",
     "le répondeur OCSP a répondu sans le numéro de cette question",
     "Nothing to do: its answer is signed and recent, though it may have been made before.",
     "Rien à faire : la réponse est signée et récente, même si elle a pu être préparée avant."},
    {"INSTALL-MODE", "{path}: a file with a private key is not for every user, nor to be run",
     "{path} : un fichier contenant une clé privée n'est ni ouvert à tous ni exécutable",
     "Give a mode such as 0600 or 0640, and a group.",
     "Donner des droits comme 0600 ou 0640, et un groupe."},
    {"INSTALL-MODE-GROUP",
     "{path}: this mode would open the key to the group {group} of the file that is there, which "
     "could not read it",
     "{path} : ces droits ouvriraient la clé au groupe {group} du fichier présent, qui ne pouvait "
     "pas la lire",
     "Name the group that is to read the key with --group.",
     "Nommer le groupe qui doit lire la clé avec --group."},
    {"INSTALL-PLACE-WORD", "{path}: {word} stands for nothing",
     "{path} : {word} ne représente rien",
     "The words are structure, usage and site, in braces; site needs a dossier or an order, and a "
     "trust store, which is of no certificate, has none of them.",
     "Les mots sont structure, usage et site, entre accolades ; site demande un dossier ou une "
     "commande, et un magasin de confiance, qui n'est celui d'aucun certificat, n'en a pas."},
    {"INSTALL-FOLDER-EMPTY", "{file}: no certificate in this folder or archive",
     "{file} : aucun certificat dans ce dossier ou cette archive",
     "Give what the portal delivered: its file, its archive, or the folder that it lies in.",
     "Indiquer ce que le portail a délivré : son fichier, son archive, ou le dossier qui le "
     "contient."},
    {"INSTALL-NO-LEAF", "{file}: only certificates of authorities, none to install",
     "{file} : uniquement des certificats d'autorités, aucun à installer",
     "Give the certificate that the portal delivered; authorities go to --trust.",
     "Donner le certificat remis par le portail ; les autorités se donnent par --trust."},
    {"INSTALL-PKCS12-EXISTS",
     "{path}: a file is there that holds no certificate of this structure and usage, or not under "
     "this passphrase",
     "{path} : il s'y trouve un fichier qui ne contient aucun certificat de cette structure et de "
     "cet usage, ou pas sous cette phrase de passe",
     "Choose another name, or move that file away.",
     "Choisir un autre nom, ou déplacer ce fichier."},
    {"INSTALL-NO-TARGET",
     "{file}: no place to put this certificate, since no order here has its key",
     "{file} : aucun emplacement pour ce certificat, aucune commande n'ayant ici sa clé",
     "Name a folder with --pem-dir or a keystore with --pkcs12.",
     "Indiquer un dossier par --pem-dir ou un magasin de clés par --pkcs12."},
    {"INSTALL-COLLISION", "{path}: two certificates of this delivery would go to this file",
     "{path} : deux certificats de cette livraison iraient dans ce fichier",
     "Install them one at a time, each to its own place.",
     "Les installer l'un après l'autre, chacun à son emplacement."},
    {"INSTALL-TARGET-IS-SOURCE", "{path} is one of the files to install from: it would be lost",
     "{path} est l'un des fichiers à installer : il serait perdu",
     "Nothing was written. Name another file as target.",
     "Rien n'a été écrit. Nommer un autre fichier comme emplacement."},
    {"INSTALL-PASSPHRASE-WEAK", "{path}: this passphrase would not protect the keystore: {reason}",
     "{path} : cette phrase de passe ne protégerait pas le magasin de clés : {reason}",
     "Draw five or six words by chance, and write them with spaces. Where the software that reads "
     "the keystore "
     "prescribes the passphrase, say so with --weak-passphrase (in a plan: \"weak_passphrase\": "
     "true).",
     "Tirer au hasard cinq ou six mots, et les écrire séparés par des espaces. Si le logiciel qui "
     "lit le magasin "
     "impose la phrase de passe, le dire avec --weak-passphrase (dans un plan : "
     "\"weak_passphrase\": true)."},
    {"INSTALL-PASSPHRASE-ASCII",
     "{path}: Java takes only ASCII characters in the passphrase of a keystore",
     "{path} : Java n'accepte que des caractères ASCII dans la phrase de passe d'un magasin de "
     "clés",
     "Nothing was written. Choose a passphrase without accents, ligatures or typographic quotes.",
     "Rien n'a été écrit. Choisir une phrase de passe sans accents, ligatures ni guillemets "
     "typographiques."},
    {"INSTALL-PKCS12-PASSPHRASE", "{file}: a keystore needs a passphrase of its own",
     "{file} : un magasin de clés demande sa propre phrase de passe",
     "Give the passphrase that will protect the keystore.",
     "Donner la phrase de passe qui protégera le magasin de clés."},

    {"INSTALL-NO-KEY", "no private key goes with this certificate ({service}, {structure})",
     "aucune clé privée ne correspond à ce certificat ({service}, {structure})",
     "Name the workspace in which the key was made, the key itself (--key-file), or the P12 that "
     "the portal delivered.",
     "Indiquer l'espace de travail où la clé a été créée, la clé elle-même (--key-file), ou le P12 "
     "remis par le portail."},
    {"INSTALL-WRONG-KEY", "this is the certificate of another key: {key} is not its key",
     "c'est le certificat d'une autre clé : {key} n'est pas la sienne",
     "Check which request was uploaded at the portal for this certificate; a certificate only "
     "works with the key of its own request.",
     "Vérifier quelle demande a été déposée sur le portail pour ce certificat ; un certificat ne "
     "fonctionne qu'avec la clé de sa propre demande."},
    {"INSTALL-KEY-ELSEWHERE", "the key of this certificate is {key}",
     "la clé de ce certificat est {key}",
     "Install the certificate with that key: leave out --key-file, or name it there.",
     "Installer le certificat avec cette clé : omettre --key-file, ou l'y indiquer."},
    {"INSTALL-OTHER-SITE",
     "this is the certificate of another site: {found} ({found_name}), while {key} is the key of "
     "the "
     "order for {expected} ({expected_name})",
     "c'est le certificat d'un autre site : {found} ({found_name}), alors que {key} est la clé de "
     "la "
     "commande pour {expected} ({expected_name})",
     "Give each site's certificate with the key of that site's order. If the request of one site "
     "was "
     "uploaded for another one, order again: the name in the certificate cannot be changed.",
     "Donner le certificat de chaque site avec la clé de la commande de ce site. Si la demande "
     "d'un "
     "site a été déposée pour un autre, refaire la commande : le nom du certificat ne se change "
     "pas."},
    {"INSTALL-SWAPPED",
     "AUTH_CLI and SIGN are swapped: the certificate is for {found}, while {key} is the key of the "
     "order for {expected}",
     "AUTH_CLI et SIGN sont inversés : le certificat est de l'usage {found}, alors que {key} est "
     "la "
     "clé de la commande d'usage {expected}",
     "Give each certificate with the key of its own order. If the request for {expected} was "
     "uploaded "
     "where the portal asked for that of {found}, revoke this certificate and order again.",
     "Donner chaque certificat avec la clé de sa propre commande. Si la demande {expected} a été "
     "déposée là où le portail demandait celle de {found}, révoquer ce certificat et recommander."},
    {"INSTALL-ORDER-STATE", "the order in {order} is {state}",
     "la commande dans {order} est {state}",
     "Nothing is installed for an order that was revoked or never sent: make a new order.",
     "Rien ne s'installe pour une commande révoquée ou jamais envoyée : refaire une commande."},
    {"INSTALL-WRONG-USAGE", "the usage is {found}, where {expected} is expected",
     "l'usage est {found}, là où {expected} est attendu",
     "Take the file of the right usage; AUTH_CLI and SIGN are easily swapped at the withdrawal. If "
     "the wrong one was ordered, order again.",
     "Prendre le fichier du bon usage ; AUTH_CLI et SIGN s'échangent facilement au retrait. Si le "
     "mauvais usage a été commandé, refaire la commande."},
    {"INSTALL-WRONG-STRUCTURE", "the structure is {found}, where {expected} is expected",
     "la structure est {found}, là où {expected} est attendu",
     "Take the certificate of this establishment, or correct the numbers in the dossier.",
     "Prendre le certificat de cet établissement, ou corriger les numéros dans le dossier."},
    {"INSTALL-ENVIRONMENT",
     "the environment of the certificate is \"{found}\", that of {where} is \"{expected}\"",
     "l'environnement du certificat est « {found} », celui qui est attendu ({where}) est "
     "« {expected} »",
     "Never mix TEST and production: order the certificate from the right environment.",
     "Ne jamais mélanger TEST et production : commander le certificat dans le bon environnement."},
    {"INSTALL-EXPIRED", "the certificate could be used until {date} only",
     "le certificat n'était utilisable que jusqu'au {date}",
     "An expired certificate cannot be renewed: make a new order.",
     "Un certificat expiré ne se renouvelle pas : refaire une commande."},
    {"INSTALL-NOT-YET-VALID", "the certificate is not valid before {date}",
     "le certificat n'est pas valable avant le {date}",
     "Install it from that day on; if the day is past, correct the clock of this machine.",
     "L'installer à partir de ce jour ; s'il est passé, régler l'horloge de cette machine."},
    {"INSTALL-SERVICE-NAME",
     "the service applicatif is \"{found}\", where \"{expected}\" is expected",
     "le service applicatif est « {found} », là où « {expected} » est attendu",
     "The procedure imposes the name of the service; order again if the DMP refuses this one.",
     "La procédure impose le nom du service ; refaire la commande si le DMP refuse celui-ci."},
    {"INSTALL-SUBJECT-DIFFERS",
     "{attribute} of the subject is \"{found}\", the dossier gives \"{expected}\"",
     "{attribute} du sujet vaut « {found} », le dossier donne « {expected} »",
     "The authority writes what the ANS directory has: nothing to do unless the directory is "
     "wrong.",
     "L'autorité écrit ce que contient l'annuaire de l'ANS : rien à faire, sauf si l'annuaire est "
     "erroné."},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::install
