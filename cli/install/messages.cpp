#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.group.pkcs12-passphrase", "Passphrase of the PKCS#12 file to write (use one)",
     "Phrase de passe du PKCS#12 à écrire (une seule option)"},
    {"cli.install.about",
     "Verify a delivered certificate, find its key, and install the key, the certificate and the "
     "chain.",
     "Vérifier un certificat délivré, trouver sa clé, et installer la clé, le certificat et la "
     "chaîne."},
    {"cli.install.examples",
     "  # is this file what was ordered? nothing is written\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any "
     "--verify-only\n"
     "  # what would be written where\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any "
     "--passphrase-file passphrase.txt --dry-run\n"
     "  # as PEM files and as a PKCS#12 file\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any --pem-dir "
     "pki --passphrase-file passphrase.txt --pkcs12 dmp.p12 --pkcs12-passphrase-file "
     "passphrase.txt\n"
     "  # which versions exist\n"
     "  dmpcert install --list --pem-dir pki --pkcs12 dmp.p12",
     "  # ce fichier est-il ce qui a été commandé ? rien n'est écrit\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any "
     "--verify-only\n"
     "  # ce qui serait écrit, et où\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any "
     "--passphrase-file passphrase.txt --dry-run\n"
     "  # en fichiers PEM et en PKCS#12\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any --pem-dir "
     "pki --passphrase-file passphrase.txt --pkcs12 dmp.p12 --pkcs12-passphrase-file "
     "passphrase.txt\n"
     "  # quelles versions existent\n"
     "  dmpcert install --list --pem-dir pki --pkcs12 dmp.p12"},
    {"cli.install.leaves", "  - {subject}, expires on {date}, serial number {serial}",
     "  - {subject}, expire le {date}, numéro de série {serial}"},
    {"cli.install.comes", "  + {subject}, expires on {date}, serial number {serial}",
     "  + {subject}, expire le {date}, numéro de série {serial}"},
    {"cli.install.create", "written: {path}", "écrit : {path}"},
    {"cli.install.replace", "replaced: {path}", "remplacé : {path}"},
    {"cli.install.keep", "unchanged: {path}", "inchangé : {path}"},
    {"cli.install.would-create", "would be written: {path} ({mode})",
     "serait écrit : {path} ({mode})"},
    {"cli.install.would-replace", "would be replaced: {path} ({mode})",
     "serait remplacé : {path} ({mode})"},
    {"cli.install.would-keep", "would stay unchanged: {path} ({mode})",
     "resterait inchangé : {path} ({mode})"},
    {"cli.install.refused", "Refused: nothing was written.", "Refusé : rien n'a été écrit."},
    {"cli.install.verified", "Accepted. Verification only: nothing was written.",
     "Accepté. Vérification seule : rien n'a été écrit."},
    {"cli.install.dry-run", "Accepted. Dry run: nothing was written.",
     "Accepté. Simulation : rien n'a été écrit."},
    {"cli.install.done", "Installed.", "Installé."},
    {"cli.install.unchanged", "Already installed: nothing was changed.",
     "Déjà installé : rien n'a été modifié."},
    {"cli.opt.older", "Allow a certificate to replace one that was issued later",
     "Permettre qu'un certificat en remplace un autre, émis plus tard"},
    {"cli.opt.plain-key",
     "Write the key of a PKCS#12 file unencrypted (the file's mode is still 0600)",
     "Écrire non chiffrée la clé d'un PKCS#12 (le fichier reste en mode 0600)"},
    {"cli.opt.verify-only", "Verify only, write nothing", "Vérifier sans rien écrire"},
    {"cli.opt.weak-passphrase",
     "Accept a weak passphrase for keystores, for software that prescribes it",
     "Accepter une phrase de passe faible pour les magasins de clés, pour un logiciel qui "
     "l'impose"},
    {"cli.ask.purpose.pkcs12", "for the new PKCS#12 file", "pour le nouveau PKCS#12"},
    {"CLI-PKCS12-PASSPHRASE", "--pkcs12 needs a passphrase for the file to write",
     "--pkcs12 demande une phrase de passe pour le fichier à écrire",
     "Add --pkcs12-passphrase-file, -env, -fd or -prompt.",
     "Ajouter --pkcs12-passphrase-file, -env, -fd ou -prompt."},
    {"cli.install.ran", "{command}: exit code {code}", "{command} : code de retour {code}"},
    {"cli.install.interrupted", "Interrupted: this installation wrote nothing.",
     "Interrompu : cette installation n'a rien écrit."},
    {"cli.install.version.current", "in use", "en service"},
    {"cli.install.version.undone", "undone", "annulée"},
    {"cli.install.version.kept", "kept", "gardée"},
    {"cli.install.version.changed", "changed by hand later", "modifiée ensuite à la main"},
    {"cli.install.version.pending",
     "a run was interrupted here: run the same command again to complete it",
     "une exécution a été interrompue ici : relancer la même commande pour la terminer"},
    {"cli.install.shows.another", "in use: something else, installed by hand",
     "en service : autre chose, installé à la main"},
    {"cli.install.shows.nothing", "in use: nothing; no program finds a certificate here",
     "en service : rien ; aucun programme ne trouve de certificat ici"},
    {"cli.install.no-versions", "No versions.", "Aucune version."},
    {"cli.install.went-back", "{path}: went back from {from} to {to}",
     "{path} : retour de {from} à {to}"},
    {"cli.install.would-go-back", "{path}: would go back from {from} to {to}",
     "{path} : reviendrait de {from} à {to}"},
    {"cli.install.went-empty", "{path}: {from} removed; nothing was there before",
     "{path} : {from} retiré ; il n'y avait rien avant"},
    {"cli.install.would-go-empty", "{path}: {from} would be removed; nothing was there before",
     "{path} : {from} serait retiré ; il n'y avait rien avant"},
    {"cli.install.completed.install", "Completed first: the interrupted installation {run}.",
     "Terminé d'abord : l'installation interrompue {run}."},
    {"cli.install.completed.rollback",
     "Completed: the interrupted rollback of {run}. Nothing else was rolled back.",
     "Terminé : le retour arrière interrompu de {run}. Rien d'autre n'a été annulé."},
    {"cli.install.untold",
     "The service was not reloaded: an earlier run was interrupted before its --reload succeeded. "
     "To reload it, run the same command with --reload.",
     "Le service n'a pas été rechargé : une exécution antérieure a été interrompue avant que son "
     "--reload n'aboutisse. Pour le recharger, relancer la même commande avec --reload."},
    {"cli.install.completed.taken-back",
     "Undone first: {run}, which was interrupted before it changed any target.",
     "Annulé d'abord : {run}, interrompue avant d'avoir changé une cible."},
    {"cli.install.not-listed",
     "{path}: this directory cannot be listed, so it is not known whether it contains versions",
     "{path} : ce répertoire ne peut pas être listé : on ne sait pas s'il contient des versions"},
    {"cli.install.not-asked",
     "{path}: this workspace cannot be read, so it is not known whether one of its orders was "
     "revoked",
     "{path} : cet espace de travail est illisible : on ne sait pas si l'une de ses commandes a "
     "été révoquée"},
    {"cli.install.left-alone",
     "{path}: left as it is: somebody or a later run changed it since, or its certificate was "
     "revoked",
     "{path} : laissé tel quel : modifié entre-temps par quelqu'un ou par une exécution "
     "ultérieure, ou certificat révoqué depuis"},
    {"cli.install.version.ends", "expires on {date}", "expire le {date}"},
    {"cli.install.probe.suite", "{suite}: handshake succeeded", "{suite} : connexion établie"},
    {"cli.install.probe.no-suite", "{suite}: refused ({trouble})", "{suite} : refus ({trouble})"},
    {"cli.install.probe.asked", "The server asked for the certificate; it accepts those of:",
     "Le serveur a demandé le certificat ; il accepte ceux de :"},
    {"cli.install.probe.not-asked", "The server did not ask for a certificate.",
     "Le serveur n'a pas demandé de certificat."},
    {"cli.install.probe.server", "The server is {subject}", "Le serveur est {subject}"},
    {"cli.install.probe.standing.not-verified",
     "It was not verified: no authorities were given for it (--trust, --trust-store)",
     "Il n'a pas été vérifié : aucune autorité n'est donnée pour cela (--trust, --trust-store)"},
    {"cli.install.probe.standing.verified",
     "It is verified: its name is certified by an authority of --trust or of the trust store",
     "Il est vérifié : son nom est certifié par une autorité de --trust ou du magasin de "
     "confiance"},
    {"cli.install.probe.standing.unknown",
     "It was not verified: no authority of --trust or of the trust store certifies it ({trouble})",
     "Il n'a pas été vérifié : aucune autorité de --trust ou du magasin de confiance ne le "
     "certifie ({trouble})"},
    {"cli.install.probe.standing.refused",
     "Do not trust it: its certificate comes from a given authority, but is not valid ({trouble})",
     "Il n'est pas fiable : son certificat vient d'une autorité donnée, mais n'est pas valide "
     "({trouble})"},
    {"cli.install.probe.answer", "It answered: {line}", "Il a répondu : {line}"},
    {"cli.install.no-snippet",
     "No snippet: nginx and stunnel need --pem-dir, HAProxy and Apache need --haproxy, and the "
     "certificate must be AUTH_CLI.",
     "Pas d'extrait : nginx et stunnel demandent --pem-dir, HAProxy et Apache --haproxy, et le "
     "certificat doit être AUTH_CLI."},
    {"CLI-PROBE", "{host}: is not HOST:PORT", "{host} : n'est pas de la forme HÔTE:PORT",
     "Give a name and a port, for example lps2.dmp.gouv.fr:443.",
     "Donner un nom et un port, par exemple lps2.dmp.gouv.fr:443."},
    {"CLI-PROBE-NOTHING",
     "there is no AUTH_CLI certificate in a PEM directory to present to the server",
     "il n'y a pas de certificat AUTH_CLI dans un répertoire PEM à présenter au serveur",
     "Install an AUTH_CLI certificate with --pem-dir in the same command.",
     "Installer un certificat AUTH_CLI avec --pem-dir dans la même commande."},
    {"cli.opt.revocation",
     "How to check whether the certificate was revoked: none, crl, ocsp (default: crl with --crl, "
     "ocsp with --ocsp-url, otherwise none)",
     "Comment vérifier si le certificat est révoqué : none, crl, ocsp (par défaut : crl avec "
     "--crl, ocsp avec --ocsp-url, sinon none)"},
    {"cli.opt.crl",
     "Revocation list, instead of the certificate's address (may be repeated); if files are given, "
     "none is downloaded",
     "Liste de révocation, à la place de l'adresse du certificat (peut être répété) ; si des "
     "fichiers sont donnés, aucune n'est téléchargée"},
    {"cli.opt.ocsp-url", "OCSP responder, instead of the certificate's address",
     "Répondeur OCSP, à la place de l'adresse du certificat"},
    {"cli.opt.crl-cache", "Directory that keeps downloaded lists until they are out of date",
     "Répertoire qui garde les listes téléchargées jusqu'à leur péremption"},
    {"cli.opt.probe",
     "Present the installed AUTH_CLI certificate to this server (TLS 1.2, the DMP's four suites), "
     "which is verified with --trust and --trust-store",
     "Présenter le certificat AUTH_CLI installé à ce serveur (TLS 1.2, les quatre suites du DMP), "
     "vérifié avec --trust et --trust-store"},
    {"cli.opt.install-timeout",
     "Longest wait for each exchange with a server (list, responder, probe), in seconds (1 to 600; "
     "default 10)",
     "Attente maximale de chaque échange avec un serveur (liste, répondeur, essai), en secondes (1 "
     "à 600 ; 10 par défaut)"},
    {"cli.opt.snippet", "Print configuration lines for: nginx, apache, haproxy, stunnel",
     "Afficher les lignes de configuration pour : nginx, apache, haproxy, stunnel"},
    {"CLI-NO-PLACE", "no target is given", "aucune cible n'est donnée",
     "Give what was installed, for example --pem-dir DIR or --pkcs12 FILE; a directory stands for "
     "all targets in it.",
     "Donner ce qui a été installé, par exemple --pem-dir DIR ou --pkcs12 FILE ; un répertoire "
     "vaut pour toutes les cibles qu'il contient."},
    {"CLI-NOTHING-DELIVERED", "no certificate is given", "aucun certificat n'est donné",
     "Give the file that the portal delivered, or its directory.",
     "Donner le fichier délivré par la plateforme, ou son répertoire."},
    {"CLI-OWNER", "there is no user \"{name}\" here", "il n'y a pas d'utilisateur « {name} » ici",
     "Give the name of a user of this machine, or a number.",
     "Donner le nom d'un utilisateur de cette machine, ou un numéro."},
    {"CLI-GROUP", "there is no group \"{name}\" here", "il n'y a pas de groupe « {name} » ici",
     "Give the name of a group of this machine, or a number.",
     "Donner le nom d'un groupe de cette machine, ou un numéro."},
    {"CLI-MODE", "\"{mode}\" is not a file mode", "« {mode} » n'est pas un mode",
     "Give the permissions in octal: 0600, 0640.", "Donner les droits en octal : 0600, 0640."},
    {"cli.opt.java", "Also write a PKCS#12 keystore for Java",
     "Écrire aussi un magasin PKCS#12 pour Java"},
    {"cli.opt.jks", "Write a JKS keystore for software that reads nothing else",
     "Écrire un JKS pour les logiciels qui ne lisent rien d'autre"},
    {"cli.opt.haproxy", "Write certificate, key and chain into one file (HAProxy, Apache)",
     "Écrire certificat, clé et chaîne dans un seul fichier (HAProxy, Apache)"},
    {"cli.opt.trust-store", "Write the authorities of the chains in PEM",
     "Écrire en PEM les autorités des chaînes"},
    {"cli.opt.java-trust-store", "Write them as a trust store for Java (PKCS#12)",
     "Les écrire dans un magasin de confiance pour Java (PKCS#12)"},
    {"cli.opt.alias", "Friendly name (alias) in keystores",
     "Nom convivial (alias) dans les magasins"},
    {"cli.opt.compat",
     "Encrypt keystores for old software: java8 (before 8u301), windows (before Server 2019). They "
     "use 3DES and SHA-1, so their passphrase is easier to guess",
     "Chiffrer les magasins pour d'anciens logiciels : java8 (avant 8u301), windows (avant Server "
     "2019). Avec 3DES et SHA-1, leur phrase de passe est plus facile à deviner"},
    {"cli.opt.owner", "Owner of the files written", "Propriétaire des fichiers écrits"},
    {"cli.opt.group", "Group of the files written", "Groupe des fichiers écrits"},
    {"cli.opt.mode", "Mode of files with a key (0600; at most 0660)",
     "Droits des fichiers contenant une clé (0600 ; au plus 0660)"},
    {"cli.opt.plan", "Read targets and commands from a plan (dmpcert check --schema plan)",
     "Lire cibles et programmes dans un plan (dmpcert check --schema plan)"},
    {"cli.opt.keep", "How many earlier versions to keep (3)",
     "Nombre de versions précédentes gardées (3)"},
    {"cli.opt.test",
     "Command that tests the configuration before the reload; it runs without a shell",
     "Programme qui teste la configuration avant le rechargement ; il est lancé sans shell"},
    {"cli.opt.reload",
     "Command that reloads the service; it runs without a shell, and if it fails everything is put "
     "back",
     "Programme qui recharge le service ; il est lancé sans shell et, s'il échoue, tout est remis "
     "en place"},
    {"cli.opt.command-timeout", "Longest time for each command, in seconds (1 to 3600; default 30)",
     "Durée maximale de chaque programme, en secondes (1 à 3600 ; 30 par défaut)"},
    {"cli.opt.list", "Show the versions of the targets given by the target options",
     "Montrer les versions des cibles données par les options de cible"},
    {"cli.opt.rollback",
     "Go back to the versions before the last run, for the targets given by the target options",
     "Revenir aux versions d'avant la dernière exécution, pour les cibles données par les options "
     "de cible"},
    {"cli.opt.run", "With --rollback, the run to undo (see --list)",
     "Avec --rollback, l'exécution à annuler (voir --list)"},
};

}  // namespace

Messages install_messages() { return kEntries; }

}  // namespace dmp::cli
