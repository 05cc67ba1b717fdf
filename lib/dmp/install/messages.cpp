#include "dmp/install/messages.hpp"

namespace dmp::install {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"install.command.timed-out", "it took too long", "il a duré trop longtemps"},
    {"install.command.still-runs", "it took too long, could not be stopped, and is still running",
     "il a duré trop longtemps, n'a pas pu être arrêté et continue"},
    {"install.command.not-started", "it could not be started", "il n'a pas pu démarrer"},
    {"install.command.interrupted", "it was interrupted", "il a été interrompu"},
    {"install.command.exit", "it failed", "il a échoué"},
    {"INSTALL-TEST-FAILED",
     "the configuration test failed, so everything was put back: {command} ({how}, {code})",
     "le test de la configuration a échoué, et tout a été remis comme avant : {command} ({how}, "
     "{code})",
     "Correct what the command reports, if anything, then run dmpcert again.",
     "Corriger ce que signale le programme, s'il y a lieu, puis relancer dmpcert."},
    {"INSTALL-RELOAD-FAILED",
     "the service did not reload, so everything was put back: {command} ({how}, {code})",
     "le service ne s'est pas rechargé, et tout a été remis comme avant : {command} ({how}, "
     "{code})",
     "Correct what the command reports, if anything, then run dmpcert again.",
     "Corriger ce que signale le programme, s'il y a lieu, puis relancer dmpcert."},
    {"snippet.control", "it contains a control character, such as a line break",
     "il contient un caractère de contrôle, par exemple un saut de ligne"},
    {"snippet.variable", "a $ would be read as a variable there",
     "un $ y serait lu comme une variable"},
    {"snippet.space", "it ends with a space, which is removed there",
     "il finit par une espace, qui y serait retirée"},
    {"SNIPPET-PATH",
     "{path}: this path cannot be written in the configuration of {software}: {reason}",
     "{path} : ce chemin ne peut pas figurer dans la configuration de {software} : {reason}",
     "Choose another name, or leave out --snippet.", "Choisir un autre nom, ou retirer --snippet."},
    {"INSTALL-NO-VERSION", "{path}: there is no version to go back to",
     "{path} : il n'y a pas de version à rétablir",
     "--list shows the versions; an installation makes them, and --keep says how many stay. To "
     "undo a first installation, give its run with --run.",
     "--list montre les versions ; une installation les crée, et --keep dit combien en garder. "
     "Pour annuler une première installation, donner son exécution avec --run."},
    {"INSTALL-KEY-CHOSEN",
     "{path}: other users are to read the key there, but the key {key} was chosen by a file that "
     "another user may have exchanged: {file}",
     "{path} : d'autres utilisateurs doivent y lire la clé, mais la clé {key} est désignée par un "
     "fichier qu'un autre utilisateur a pu échanger : {file}",
     "Check that it is the right certificate, then give its key with --key-file, or install a copy "
     "that belongs to you.",
     "Vérifier que c'est le bon certificat, puis donner sa clé avec --key-file, ou installer une "
     "copie qui vous appartient."},
    {"INSTALL-LAST-NOT-LISTED",
     "{path}: this directory cannot be listed, although the last run may have installed there; no "
     "target was changed",
     "{path} : ce répertoire ne peut pas être listé, alors que la dernière exécution a pu y "
     "installer ; aucune cible n'a été modifiée",
     "Give the run to undo with --run (see --list), or give the targets themselves.",
     "Donner l'exécution à annuler avec --run (voir --list), ou donner les cibles elles-mêmes."},
    {"INSTALL-LAST-NO-STORE",
     "{path}: there are no versions here, so the last run is not known; no target was changed",
     "{path} : il n'y a pas de versions ici, la dernière exécution n'est donc pas connue ; aucune "
     "cible n'a été modifiée",
     "If nothing was installed there, leave it out; otherwise the versions were moved away. Give "
     "the run to undo with --run (see --list).",
     "Si rien n'y a été installé, la retirer ; sinon, les versions ont été déplacées. Donner "
     "l'exécution à annuler avec --run (voir --list)."},
    {"INSTALL-LAST-NOT-SHOWN",
     "{path}: this target no longer contains what the last run installed; no target was changed",
     "{path} : cette cible ne contient plus ce que la dernière exécution a installé ; aucune cible "
     "n'a été modifiée",
     "--list shows what it contains. Give the run to undo with --run.",
     "--list montre ce qu'elle contient. Donner l'exécution à annuler avec --run."},
    {"INSTALL-VERSION-FOREIGN",
     "{path}: another user changed the files of the version to go back to, {version}; no target "
     "was changed",
     "{path} : un autre utilisateur a modifié les fichiers de la version à rétablir, {version} ; "
     "aucune cible n'a changé",
     "Install the earlier certificate again, or leave this target out.",
     "Réinstaller l'ancien certificat, ou retirer cette cible."},
    {"INSTALL-VERSION-GONE",
     "{path}: the version to go back to, {version}, no longer exists; no target was changed",
     "{path} : la version à rétablir, {version}, n'existe plus ; aucune cible n'a changé",
     "--list shows the versions. Install the earlier certificate again, or leave this target out.",
     "--list montre les versions. Réinstaller l'ancien certificat, ou retirer cette cible."},
    {"INSTALL-OLDER",
     "{path}: the new certificate ({coming}, issued on {coming_from}) is older than the one in use "
     "({leaving}, issued on {leaving_from}); nothing was changed",
     "{path} : le nouveau certificat ({coming}, émis le {coming_from}) est plus ancien que celui "
     "en service ({leaving}, émis le {leaving_from}) ; rien n'a été modifié",
     "Install the newer one. To go back on purpose, use --rollback, or add --older.",
     "Installer le plus récent. Pour revenir volontairement en arrière, utiliser --rollback, ou "
     "ajouter --older."},
    {"INSTALL-BACK-REVOKED",
     "{path}: version {version} contains the certificate of a revoked order ({order})",
     "{path} : la version {version} contient le certificat d'une commande révoquée ({order})",
     "Install another certificate: no service accepts a revoked one.",
     "Installer un autre certificat : aucun service n'accepte un certificat révoqué."},
    {"INSTALL-NOT-PUT-BACK",
     "the run failed, and so did putting everything back; these targets contain the version in "
     "brackets, the others what they contained before: {path}",
     "l'exécution a échoué, et la remise en état aussi ; ces cibles contiennent la version entre "
     "parenthèses, les autres ce qu'elles contenaient avant : {path}",
     "Remove the cause, then run the same command again: it completes the run.",
     "Supprimer la cause, puis relancer la même commande : elle termine l'exécution."},
    {"INSTALL-TAKEN-BACK-IN-PART",
     "the interrupted run {run} could not be completed, and was undone except where the version "
     "before it contains a certificate that was revoked, or may have been; these targets contain "
     "the version in brackets: {path}",
     "l'exécution interrompue {run} n'a pas pu être terminée ; elle a été annulée, sauf là où la "
     "version précédente contient un certificat révoqué, ou qui l'est peut-être ; ces cibles "
     "contiennent la version entre parenthèses : {path}",
     "Remove the cause, then run the same command again.",
     "Supprimer la cause, puis relancer la même commande."},
    {"INSTALL-TAKEN-BACK",
     "the interrupted run {run} could not be completed and was undone; these targets contain the "
     "version in brackets again: {path}",
     "l'exécution interrompue {run} n'a pas pu être terminée et a été annulée ; ces cibles "
     "contiennent de nouveau la version entre parenthèses : {path}",
     "Remove the cause, then run the same command again.",
     "Supprimer la cause, puis relancer la même commande."},
    {"INSTALL-NOT-RECORDED",
     "{path}: cannot be written; the targets contain what they should, and only this record is "
     "missing",
     "{path} : écriture impossible ; les cibles contiennent ce qu'elles doivent contenir, seul cet "
     "enregistrement manque",
     "Remove the cause, then run the same command again: it writes the record and changes nothing "
     "else.",
     "Supprimer la cause, puis relancer la même commande : elle écrit l'enregistrement et ne "
     "change rien d'autre."},
    {"INSTALL-PENDING",
     "{path}: this file says what an interrupted run was doing, but it cannot be read",
     "{path} : ce fichier dit ce que faisait une exécution interrompue, mais il est illisible",
     "Update dmpcert if a newer version was used here; otherwise see with --list what each target "
     "contains, and remove this file.",
     "Mettre à jour dmpcert si une version plus récente a servi ici ; sinon, voir avec --list ce "
     "que contient chaque cible, et supprimer ce fichier."},
    {"INSTALL-PENDING-ELSEWHERE",
     "{path}: this interrupted run belongs to {folder}, but this directory is a copy of that one, "
     "or was moved; nothing was changed",
     "{path} : cette exécution interrompue appartient à {folder}, mais ce répertoire en est une "
     "copie, ou a été déplacé ; rien n'a été modifié",
     "If it was moved, put the directory back and run the same command there. If it is a copy, see "
     "with --list what each target contains, remove this file, and run the command again.",
     "S'il a été déplacé, remettre le répertoire où il était et y relancer la même commande. Si "
     "c'est une copie, voir avec --list ce que contient chaque cible, supprimer ce fichier, et "
     "relancer la commande."},
    {"INSTALL-REVOKED", "the authority revoked this certificate on {date} ({reason})",
     "l'autorité a révoqué ce certificat le {date} ({reason})",
     "A revoked certificate can no longer be used: order a new one on the portal.",
     "Un certificat révoqué n'est plus utilisable : en commander un nouveau sur la plateforme."},
    {"INSTALL-AUTHORITY-REVOKED",
     "{authority}, an authority above this certificate, was revoked on {date} ({reason})",
     "{authority}, une autorité dont dépend ce certificat, a été révoquée le {date} ({reason})",
     "No service accepts certificates of a revoked authority: ask the IGC-Santé.",
     "Aucun service n'accepte plus les certificats d'une autorité révoquée : interroger "
     "l'IGC-Santé."},
    {"INSTALL-OCSP-NO-NONCE",
     "the OCSP response does not repeat the number of this question (nonce)",
     "la réponse OCSP ne reprend pas le numéro de cette question (nonce)",
     "Nothing to do: the response is signed and recent, though it may have been prepared earlier.",
     "Rien à faire : la réponse est signée et récente, même si elle a pu être préparée avant."},
    {"INSTALL-MODE",
     "{path}: a file with a private key must not be open to all users or executable",
     "{path} : un fichier contenant une clé privée ne doit être ni ouvert à tous ni exécutable",
     "Give a --mode such as 0600 or 0640, and a --group.",
     "Donner un --mode tel que 0600 ou 0640, et un --group."},
    {"INSTALL-MODE-GROUP",
     "{path}: this mode would let the group {group} of the existing file read the key, which it "
     "could not before",
     "{path} : ces droits laisseraient le groupe {group} du fichier présent lire la clé, ce qu'il "
     "ne pouvait pas avant",
     "Give the group that may read the key with --group.",
     "Donner avec --group le groupe qui peut lire la clé."},
    {"INSTALL-PLACE-WORD", "{path}: {word} is not a known placeholder",
     "{path} : {word} n'est pas un mot connu",
     "The placeholders are structure, usage and site, in braces. site needs a dossier or an order; "
     "a trust store has no placeholders.",
     "Les mots connus sont structure, usage et site, entre accolades. site demande un dossier ou "
     "une commande ; un magasin de confiance n'accepte aucun de ces mots."},
    {"INSTALL-PLACE-SITE", "{path}: the id \"{site}\" of a site is no name of a file",
     "{path} : l'identifiant « {site} » d'un site n'est pas un nom de fichier",
     "Write the path without site in braces, or ask whoever wrote the dossier for an id without "
     "\"/\" that does not begin with a dot.",
     "Écrire le chemin sans site entre accolades, ou demander à l'auteur du dossier un identifiant "
     "sans « / » qui ne commence pas par un point."},
    {"INSTALL-FOLDER-EMPTY", "{file}: there is no certificate in this directory or archive",
     "{file} : il n'y a pas de certificat dans ce répertoire ou cette archive",
     "Give what the portal delivered: its file, its archive, or the directory with it.",
     "Donner ce que la plateforme a délivré : son fichier, son archive, ou le répertoire qui le "
     "contient."},
    {"INSTALL-NO-LEAF", "{file}: contains only certificates of authorities, none to install",
     "{file} : ne contient que des certificats d'autorités, aucun à installer",
     "Give the certificate that the portal delivered; give authorities with --trust.",
     "Donner le certificat délivré par la plateforme ; les autorités se donnent avec --trust."},
    {"INSTALL-PKCS12-EXISTS",
     "{path}: the existing file contains no certificate of this structure and usage, or has "
     "another passphrase",
     "{path} : le fichier présent ne contient aucun certificat de cette structure et de cet usage, "
     "ou a une autre phrase de passe",
     "Choose another name, or move that file away.",
     "Choisir un autre nom, ou déplacer ce fichier."},
    {"INSTALL-NO-TARGET",
     "{file}: there is no target for this certificate, because no order here has its key",
     "{file} : aucune cible pour ce certificat, car aucune commande n'a ici sa clé",
     "Give a directory with --pem-dir, or a keystore with --pkcs12.",
     "Donner un répertoire avec --pem-dir, ou un magasin de clés avec --pkcs12."},
    {"INSTALL-COLLISION", "{path}: two certificates of this delivery have the same target",
     "{path} : deux certificats de cette livraison ont la même cible",
     "Install them one at a time, each to its own target.",
     "Les installer l'un après l'autre, chacun dans sa propre cible."},
    {"INSTALL-TARGET-IS-SOURCE", "{path} is one of the files to install from and would be lost",
     "{path} est l'un des fichiers à installer : il serait perdu",
     "Nothing was written. Give another file as target.",
     "Rien n'a été écrit. Donner un autre fichier comme cible."},
    {"INSTALL-PASSPHRASE-WEAK", "{path}: this passphrase would not protect the keystore: {reason}",
     "{path} : cette phrase de passe ne protégerait pas le magasin de clés : {reason}",
     "Pick five or six words at random and separate them with spaces. If the software that reads "
     "the keystore prescribes the passphrase, add --weak-passphrase (in a plan: "
     "\"weak_passphrase\": true).",
     "Tirer au hasard cinq ou six mots et les séparer par des espaces. Si le logiciel qui lit le "
     "magasin impose la phrase de passe, ajouter --weak-passphrase (dans un plan : "
     "\"weak_passphrase\": true)."},
    {"INSTALL-PASSPHRASE-ASCII",
     "{path}: Java accepts only ASCII characters in the passphrase of a keystore",
     "{path} : Java n'accepte que des caractères ASCII dans la phrase de passe d'un magasin de "
     "clés",
     "Nothing was written. Choose a passphrase without accents, ligatures or typographic quotes.",
     "Rien n'a été écrit. Choisir une phrase de passe sans accents, ligatures ni guillemets "
     "typographiques."},
    {"INSTALL-PKCS12-PASSPHRASE", "{file}: a keystore needs a passphrase of its own",
     "{file} : un magasin de clés a besoin de sa propre phrase de passe",
     "Give the passphrase that will protect the keystore.",
     "Donner la phrase de passe qui protégera le magasin de clés."},

    {"INSTALL-NO-KEY", "no private key matches this certificate ({service}, {structure})",
     "aucune clé privée ne correspond à ce certificat ({service}, {structure})",
     "Give the workspace in which the key was generated (--workspace), the key itself "
     "(--key-file), or the P12 that the portal delivered.",
     "Donner l'espace de travail où la clé a été générée (--workspace), la clé elle-même "
     "(--key-file), ou le P12 délivré par la plateforme."},
    {"INSTALL-WRONG-KEY", "this certificate belongs to another key, not to {key}",
     "ce certificat correspond à une autre clé que {key}",
     "Check which request was uploaded on the portal for this certificate: a certificate works "
     "only with the key of its own request.",
     "Vérifier quelle demande a été déposée sur la plateforme pour ce certificat : il ne "
     "fonctionne qu'avec la clé de sa propre demande."},
    {"INSTALL-KEY-ELSEWHERE", "the key of this certificate is {key}",
     "la clé de ce certificat est {key}",
     "Install the certificate with that key: leave out --key-file, or give this path.",
     "Installer le certificat avec cette clé : retirer --key-file, ou donner ce chemin."},
    {"INSTALL-OTHER-SITE",
     "this certificate belongs to another site, {found} ({found_name}); {key} is the key of the "
     "order for {expected} ({expected_name})",
     "ce certificat est celui d'un autre site, {found} ({found_name}) ; {key} est la clé de la "
     "commande pour {expected} ({expected_name})",
     "Give each site's certificate with the key of that site's order. If one site's request was "
     "uploaded for another site, order again: the name in a certificate cannot be changed.",
     "Donner le certificat de chaque site avec la clé de la commande de ce site. Si la demande "
     "d'un site a été déposée pour un autre, commander de nouveau : le nom d'un certificat ne se "
     "change pas."},
    {"INSTALL-SWAPPED",
     "AUTH_CLI and SIGN are swapped: the certificate is for {found}, but {key} is the key of the "
     "order for {expected}",
     "AUTH_CLI et SIGN sont intervertis : le certificat est d'usage {found}, mais {key} est la clé "
     "de la commande d'usage {expected}",
     "Give each certificate with the key of its own order. If the request for {expected} was "
     "uploaded where the portal asked for {found}, revoke this certificate and order again.",
     "Donner chaque certificat avec la clé de sa propre commande. Si la demande {expected} a été "
     "déposée là où la plateforme demandait {found}, révoquer ce certificat et commander de "
     "nouveau."},
    {"INSTALL-ORDER-STATE", "the order in {order} is {state}",
     "la commande dans {order} est {state}",
     "Nothing is installed for an order that was revoked or never sent: make a new order "
     "(\"dmpcert csr\").",
     "Rien ne s'installe pour une commande révoquée ou jamais envoyée : en créer une nouvelle (« "
     "dmpcert csr »)."},
    {"INSTALL-ENVIRONMENT",
     "the certificate belongs to the environment \"{found}\", its order to \"{expected}\"",
     "le certificat relève de l'environnement « {found} », sa commande de « {expected} »",
     "Never mix TEST and production: order the certificate from the right environment.",
     "Ne jamais mélanger TEST et production : commander le certificat dans le bon environnement."},
    {"INSTALL-GROUP-NOT-KNOWN",
     "{path}: group {group} reads this key, but another user could have put the file there: "
     "whether the group is to read the new key is not known",
     "{path} : le groupe {group} lit cette clé, mais un autre utilisateur a pu mettre là ce "
     "fichier : on ne sait pas si le groupe doit lire la nouvelle clé",
     "If it is, add --mode 0640; if not, --mode 0600. In a directory in which only root creates "
     "names, the group keeps what it has.",
     "Si oui, ajouter --mode 0640 ; sinon, --mode 0600. Dans un répertoire où seul root crée "
     "des noms, le groupe garde ce qu'il a."},
    {"INSTALL-LAST-NOT-KNOWN",
     "{path}: somebody else may change this target, and could hide a later run than {run}; no "
     "target was changed",
     "{path} : quelqu'un d'autre peut modifier cette cible, et pourrait cacher une exécution plus "
     "récente que {run} ; aucune cible n'a été modifiée",
     "If {run} was the last run, add --run {run}; or name the targets in one directory only.",
     "Si {run} était la dernière exécution, ajouter --run {run} ; ou ne nommer que les cibles d'un "
     "seul dossier."},
    {"INSTALL-ORDER-UNREAD",
     "{order} cannot be read: it is damaged, or belongs to somebody else; if it is the order of "
     "this "
     "certificate, it stays as it is, and nobody knows whether it was revoked",
     "{order} est illisible : fichier abîmé, ou qui appartient à quelqu'un d'autre ; si c'est la "
     "commande de ce certificat, elle reste telle quelle, et nul ne sait si elle a été révoquée",
     "See with csr --status what is wrong with it, restore it, and install the certificate again.",
     "Voir par csr --status ce qui ne va pas, la rétablir, et réinstaller le certificat."},
    {"INSTALL-BACK-UNKNOWN",
     "{path}: whether the certificate of version {version} was revoked cannot be known, since "
     "{order} cannot be read; no target was changed",
     "{path} : impossible de savoir si le certificat de la version {version} a été révoqué, car "
     "{order} est illisible ; aucune cible n'a changé",
     "See with csr --status what is wrong with that order, and restore it; or install a "
     "certificate "
     "whose order can be read.",
     "Voir par csr --status ce qui ne va pas dans cette commande, et la rétablir ; ou installer un "
     "certificat dont la commande est lisible."},
    {"INSTALL-PENDING-AWAY",
     "{path}: a run was interrupted here, and what it was to reach stands in {folder}, which is "
     "missing or can be changed by others; nothing was changed",
     "{path} : une opération a été interrompue ici, et ce qu'elle devait atteindre est noté dans "
     "{folder}, qui manque ou que d'autres peuvent modifier ; rien n'a été modifié",
     "Put that directory back where it was, and run the same command again. Where it is gone for "
     "good: see with --list what each target shows, remove this file, run the command again, and "
     "reload "
     "the services.",
     "Remettre ce répertoire où il était, et relancer la même commande. S'il a disparu pour de bon "
     ": "
     "voir par --list ce que montre chaque cible, supprimer ce fichier, relancer la commande et "
     "recharger les services."},

    // Of reports.
    {"install.leaves", "  - {subject}, expires on {date}, serial number {serial}",
     "  - {subject}, expire le {date}, numéro de série {serial}"},
    {"install.comes", "  + {subject}, expires on {date}, serial number {serial}",
     "  + {subject}, expire le {date}, numéro de série {serial}"},
    {"install.would-create", "would be written: {path} ({mode})", "serait écrit : {path} ({mode})"},
    {"install.would-replace", "would be replaced: {path} ({mode})",
     "serait remplacé : {path} ({mode})"},
    {"install.would-keep", "would stay unchanged: {path} ({mode})",
     "resterait inchangé : {path} ({mode})"},
    {"install.refused", "Refused: nothing was written.", "Refusé : rien n'a été écrit."},
    {"install.verified", "Accepted. Verification only: nothing was written.",
     "Accepté. Vérification seule : rien n'a été écrit."},
    {"install.dry-run", "Accepted. Dry run: nothing was written.",
     "Accepté. Simulation : rien n'a été écrit."},
    {"install.done", "Installed.", "Installé."},
    {"install.unchanged", "Already installed: nothing was changed.",
     "Déjà installé : rien n'a été modifié."},
    {"install.ran", "{command}: exit code {code}", "{command} : code de retour {code}"},
    {"install.interrupted", "Interrupted: this installation wrote nothing.",
     "Interrompu : cette installation n'a rien écrit."},
    {"install.version.current", "in use", "en service"},
    {"install.version.undone", "undone", "annulée"},
    {"install.version.kept", "kept", "gardée"},
    {"install.version.changed", "changed by hand later", "modifiée ensuite à la main"},
    {"install.version.pending",
     "a run was interrupted here: run the same command again to complete it",
     "une exécution a été interrompue ici : relancer la même commande pour la terminer"},
    {"install.shows.another", "in use: something else, installed by hand",
     "en service : autre chose, installé à la main"},
    {"install.shows.nothing", "in use: nothing; no program finds a certificate here",
     "en service : rien ; aucun programme ne trouve de certificat ici"},
    {"install.no-versions", "No versions.", "Aucune version."},
    {"install.went-back", "{path}: went back from {from} to {to}",
     "{path} : retour de {from} à {to}"},
    {"install.would-go-back", "{path}: would go back from {from} to {to}",
     "{path} : reviendrait de {from} à {to}"},
    {"install.went-empty", "{path}: {from} removed; nothing was there before",
     "{path} : {from} retiré ; il n'y avait rien avant"},
    {"install.would-go-empty", "{path}: {from} would be removed; nothing was there before",
     "{path} : {from} serait retiré ; il n'y avait rien avant"},
    {"install.completed.install", "Completed first: the interrupted installation {run}.",
     "Terminé d'abord : l'installation interrompue {run}."},
    {"install.completed.rollback",
     "Completed: the interrupted rollback of {run}. Nothing else was rolled back.",
     "Terminé : le retour arrière interrompu de {run}. Rien d'autre n'a été annulé."},
    {"install.untold",
     "The service was not reloaded: an earlier run was interrupted before its --reload succeeded. "
     "To reload it, run the same command with --reload.",
     "Le service n'a pas été rechargé : une exécution antérieure a été interrompue avant que son "
     "--reload n'aboutisse. Pour le recharger, relancer la même commande avec --reload."},
    {"install.completed.taken-back",
     "Undone first: {run}, which was interrupted before it changed any target.",
     "Annulé d'abord : {run}, interrompue avant d'avoir changé une cible."},
    {"install.not-listed",
     "{path}: this directory cannot be listed, so it is not known whether it contains versions",
     "{path} : ce répertoire ne peut pas être listé : on ne sait pas s'il contient des versions"},
    {"install.not-asked",
     "{path}: this workspace cannot be read, so it is not known whether one of its orders was "
     "revoked",
     "{path} : cet espace de travail est illisible : on ne sait pas si l'une de ses commandes a "
     "été révoquée"},
    {"install.left-alone",
     "{path}: left as it is: somebody or a later run changed it since, or its certificate was "
     "revoked",
     "{path} : laissé tel quel : modifié entre-temps par quelqu'un ou par une exécution "
     "ultérieure, ou certificat révoqué depuis"},
    {"install.version.ends", "expires on {date}", "expire le {date}"},
    {"install.probe.suite", "{suite}: handshake succeeded", "{suite} : connexion établie"},
    {"install.probe.no-suite", "{suite}: refused ({trouble})", "{suite} : refus ({trouble})"},
    {"install.probe.asked", "The server asked for the certificate; it accepts those of:",
     "Le serveur a demandé le certificat ; il accepte ceux de :"},
    {"install.probe.not-asked", "The server did not ask for a certificate.",
     "Le serveur n'a pas demandé de certificat."},
    {"install.probe.server", "The server is {subject}", "Le serveur est {subject}"},
    {"install.probe.standing.not-verified",
     "It was not verified: no authorities were given for it (--trust, --trust-store)",
     "Il n'a pas été vérifié : aucune autorité n'est donnée pour cela (--trust, --trust-store)"},
    {"install.probe.standing.verified",
     "It is verified: its name is certified by an authority of --trust or of the trust store",
     "Il est vérifié : son nom est certifié par une autorité de --trust ou du magasin de "
     "confiance"},
    {"install.probe.standing.unknown",
     "It was not verified: no authority of --trust or of the trust store certifies it ({trouble})",
     "Il n'a pas été vérifié : aucune autorité de --trust ou du magasin de confiance ne le "
     "certifie ({trouble})"},
    {"install.probe.standing.refused",
     "Do not trust it: its certificate comes from a given authority, but is not valid ({trouble})",
     "Il n'est pas fiable : son certificat vient d'une autorité donnée, mais n'est pas valide "
     "({trouble})"},
    {"install.probe.answer", "It answered: {line}", "Il a répondu : {line}"},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::install
