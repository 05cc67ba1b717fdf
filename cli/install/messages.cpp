#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.group.pkcs12-passphrase", "Passphrase of the PKCS#12 to write (one of)",
     "Phrase secrète du PKCS#12 à écrire (une seule option)"},
    {"cli.install.about",
     "Verify a delivered certificate, find its key, and put key, certificate and chain in place.",
     "Vérifier un certificat délivré, trouver sa clé, et mettre en place clé, certificat et "
     "chaîne."},
    {"cli.install.examples",
     "  # is this file what was ordered? nothing is written\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any "
     "--verify-only\n"
     "  # what would be written where\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any "
     "--passphrase-file passphrase.txt --dry-run\n"
     "  # into PEM files and a PKCS#12\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any --pem-dir "
     "pki "
     "--passphrase-file passphrase.txt --pkcs12 dmp.p12 --pkcs12-passphrase-file passphrase.txt\n"
     "  # which versions are there\n"
     "  dmpcert install --list --pem-dir pki --pkcs12 dmp.p12",
     "  # ce fichier est-il ce qui a été commandé ? rien n'est écrit\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any "
     "--verify-only\n"
     "  # ce qui serait écrit, et où\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any "
     "--passphrase-file passphrase.txt --dry-run\n"
     "  # en fichiers PEM et en PKCS#12\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any --pem-dir "
     "pki "
     "--passphrase-file passphrase.txt --pkcs12 dmp.p12 --pkcs12-passphrase-file passphrase.txt\n"
     "  # quelles versions sont là\n"
     "  dmpcert install --list --pem-dir pki --pkcs12 dmp.p12"},
    {"cli.install.leaves", "  - {subject}, ends on {date}, serial number {serial}",
     "  - {subject}, fin le {date}, numéro de série {serial}"},
    {"cli.install.comes", "  + {subject}, ends on {date}, serial number {serial}",
     "  + {subject}, fin le {date}, numéro de série {serial}"},
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
     "Accepté. Essai à blanc : rien n'a été écrit."},
    {"cli.install.done", "Installed.", "Installé."},
    {"cli.install.unchanged", "Already installed: nothing changed.",
     "Déjà installé : rien n'a changé."},
    {"cli.opt.older", "Let a certificate take the place of one that was issued after it",
     "Laisser un certificat prendre la place d'un autre, émis après lui"},
    {"cli.opt.plain-key", "Write the key of a PKCS#12 unencrypted (its mode is 0600 all the same)",
     "Écrire non chiffrée la clé d'un PKCS#12 (en mode 0600 de toute façon)"},
    {"cli.opt.verify-only", "Verify, write nothing", "Vérifier sans rien écrire"},
    {"cli.opt.weak-passphrase",
     "Accept a weak passphrase of keystores, for software that prescribes it",
     "Accepter une phrase de passe faible des magasins de clés, pour un logiciel qui l'impose"},
    {"cli.ask.purpose.pkcs12", "for the new PKCS#12", "pour le nouveau PKCS#12"},
    {"CLI-PKCS12-PASSPHRASE", "--pkcs12 needs a passphrase for the file that it writes",
     "--pkcs12 demande une phrase de passe pour le fichier à écrire",
     "Add --pkcs12-passphrase-file, -env, -fd or -prompt.",
     "Ajouter --pkcs12-passphrase-file, -env, -fd ou -prompt."},
    {"cli.install.ran", "{command}: exit code {code}", "{command} : code de retour {code}"},
    {"cli.install.interrupted", "Interrupted: this installation wrote nothing.",
     "Interrompu : cette installation n'a rien écrit."},
    {"cli.install.version.current", "in use", "en service"},
    {"cli.install.version.undone", "undone", "abandonnée"},
    {"cli.install.version.kept", "kept", "gardée"},
    {"cli.install.version.changed", "changed by hand since", "modifiée à la main depuis"},
    {"cli.install.version.pending",
     "a run was interrupted here: run the same command again, which completes it",
     "un passage a été interrompu ici : relancez la même commande, qui le termine"},
    {"cli.install.shows.another", "in use: something else, put there by hand",
     "en service : autre chose, mis là à la main"},
    {"cli.install.shows.nothing", "in use: nothing; no program finds a certificate here",
     "en service : rien ; aucun programme ne trouve de certificat ici"},
    {"cli.install.no-versions", "No versions.", "Aucune version."},
    {"cli.install.went-back", "{path}: back from {from} to {to}",
     "{path} : retour de {from} à {to}"},
    {"cli.install.would-go-back", "{path}: would go back from {from} to {to}",
     "{path} : reviendrait de {from} à {to}"},
    {"cli.install.went-empty", "{path}: {from} taken away; nothing was there before",
     "{path} : {from} retiré ; il n'y avait rien avant"},
    {"cli.install.would-go-empty", "{path}: {from} would be taken away; nothing was there before",
     "{path} : {from} serait retiré ; il n'y avait rien avant"},
    {"cli.install.completed.install",
     "Completed first: the installation {run}, which was interrupted.",
     "Terminé d'abord : l'installation {run}, qui avait été interrompue."},
    {"cli.install.completed.rollback",
     "Completed: the rollback of {run}, which was interrupted. It goes no further.",
     "Terminé : le retour depuis {run}, qui avait été interrompu. Il ne va pas plus loin."},
    {"cli.install.untold",
     "The service was not told: an earlier run was interrupted before its --reload succeeded. The "
     "same command with --reload tells it.",
     "Le service n'a pas été prévenu : une exécution antérieure a été interrompue avant que son "
     "--reload n'aboutisse. La même commande avec --reload le prévient."},
    {"cli.install.completed.taken-back",
     "Taken back first: {run}, which was interrupted before any target showed it.",
     "Annulé d'abord : {run}, interrompue avant qu'une cible ne la montre."},
    {"cli.install.not-listed",
     "{path}: this directory cannot be listed; whether there are versions in it is not known",
     "{path} : ce répertoire ne peut pas être listé ; on ne sait pas s'il contient des versions"},
    {"cli.install.not-asked",
     "{path}: this workspace cannot be read; whether one of its orders was revoked is not known",
     "{path} : cet espace de travail ne peut être lu ; on ignore si l'une de ses commandes a été "
     "révoquée"},
    {"cli.install.left-alone", "{path}: changed by somebody since, and left as it is",
     "{path} : modifié entre-temps par quelqu'un, et laissé tel quel"},
    {"cli.install.version.ends", "expires on {date}", "expire le {date}"},
    {"cli.install.probe.suite", "{suite}: handshake succeeded", "{suite} : connexion établie"},
    {"cli.install.probe.no-suite", "{suite}: refused ({trouble})", "{suite} : refus ({trouble})"},
    {"cli.install.probe.asked", "The server asked for the certificate; it takes those of:",
     "Le serveur a demandé le certificat ; il accepte ceux de :"},
    {"cli.install.probe.not-asked", "The server did not ask for a certificate.",
     "Le serveur n'a pas demandé de certificat."},
    {"cli.install.probe.server", "The server is {subject}", "Le serveur est {subject}"},
    {"cli.install.probe.standing.not-verified",
     "It was not verified: no authority that could vouch for it was named (--trust, --trust-store)",
     "Il n'a pas été vérifié : aucune autorité qui puisse s'en porter garante n'est indiquée "
     "(--trust, --trust-store)"},
    {"cli.install.probe.standing.verified",
     "It is verified: its name, by an authority of --trust or of the trust store",
     "Il est vérifié : son nom, par une autorité de --trust ou du magasin de confiance"},
    {"cli.install.probe.standing.unknown",
     "It was not verified: no authority of --trust or of the trust store vouches for it "
     "({trouble})",
     "Il n'a pas été vérifié : aucune autorité de --trust ou du magasin de confiance ne s'en porte "
     "garante ({trouble})"},
    {"cli.install.probe.standing.refused",
     "It is not to be trusted: its certificate, of a named authority, does not hold ({trouble})",
     "Il n'est pas fiable : son certificat, d'une autorité indiquée, ne tient pas ({trouble})"},
    {"cli.install.probe.answer", "It answered: {line}", "Il a répondu : {line}"},
    {"cli.install.no-snippet",
     "No snippet: nginx and stunnel need --pem-dir, HAProxy and Apache --haproxy, and an AUTH_CLI "
     "certificate.",
     "Pas d'extrait : nginx et stunnel demandent --pem-dir, HAProxy et Apache --haproxy, et un "
     "certificat AUTH_CLI."},
    {"CLI-PROBE", "{host}: not HOST:PORT", "{host} : ce n'est pas HÔTE:PORT",
     "Give a name and a port, e.g. lps2.dmp.gouv.fr:443.",
     "Donner un nom et un port, par exemple lps2.dmp.gouv.fr:443."},
    {"CLI-PROBE-NOTHING", "no AUTH_CLI certificate in a PEM folder to show to the server",
     "aucun certificat AUTH_CLI dans un dossier PEM à montrer au serveur",
     "Install an AUTH_CLI certificate with --pem-dir in the same run.",
     "Installer un certificat AUTH_CLI avec --pem-dir dans le même passage."},
    {"cli.opt.revocation",
     "Ask whether the certificate was revoked: none, crl, ocsp (default: crl with --crl, ocsp with "
     "--ocsp-url, else none)",
     "Demander si le certificat est révoqué : none, crl, ocsp (par défaut : crl avec --crl, ocsp "
     "avec --ocsp-url, sinon none)"},
    {"cli.opt.crl",
     "Revocation list, in the place of the certificate's address (may be repeated); where files "
     "are "
     "given, none is fetched",
     "Liste de révocation, à la place de l'adresse du certificat (peut être répété) ; avec des "
     "fichiers, aucune n'est récupérée"},
    {"cli.opt.ocsp-url", "OCSP responder, in the place of the certificate's address",
     "Répondeur OCSP, à la place de l'adresse du certificat"},
    {"cli.opt.crl-cache", "Folder that keeps fetched lists until they are to be replaced",
     "Dossier qui garde les listes récupérées jusqu'à leur remplacement"},
    {"cli.opt.probe",
     "Show the installed AUTH_CLI certificate to this server (TLS 1.2, the DMP's four suites), "
     "which "
     "is verified by --trust and --trust-store",
     "Présenter le certificat AUTH_CLI installé à ce serveur (TLS 1.2, les quatre suites du DMP), "
     "vérifié selon --trust et --trust-store"},
    {"cli.opt.install-timeout",
     "Seconds for each exchange with a server: a list, a responder, the probe (1 to 600; default "
     "10)",
     "Secondes pour chaque échange avec un serveur : liste, répondeur, essai (1 à 600 ; 10 par "
     "défaut)"},
    {"cli.opt.snippet", "Print the lines of a configuration: nginx, apache, haproxy, stunnel",
     "Afficher les lignes d'une configuration : nginx, apache, haproxy, stunnel"},
    {"CLI-NO-PLACE", "no place is named", "aucun emplacement n'est indiqué",
     "Name what was installed, e.g. --pem-dir DIR or --pkcs12 FILE; a folder stands for all places "
     "in it.",
     "Indiquer ce qui a été installé, par exemple --pem-dir DIR ou --pkcs12 FILE ; un dossier vaut "
     "pour tous les emplacements qu'il contient."},
    {"CLI-NOTHING-DELIVERED", "no certificate is named", "aucun certificat n'est indiqué",
     "Give the file that the portal delivered, or its folder.",
     "Donner le fichier remis par le portail, ou son dossier."},
    {"CLI-OWNER", "there is no user \"{name}\" here", "il n'y a pas d'utilisateur « {name} » ici",
     "Give the name of a user of this machine, or a number.",
     "Donner le nom d'un utilisateur de cette machine, ou un numéro."},
    {"CLI-GROUP", "there is no group \"{name}\" here", "il n'y a pas de groupe « {name} » ici",
     "Give the name of a group of this machine, or a number.",
     "Donner le nom d'un groupe de cette machine, ou un numéro."},
    {"CLI-MODE", "\"{mode}\" is no mode", "« {mode} » n'est pas un mode",
     "Give the permissions in octal: 0600, 0640.", "Donner les droits en octal : 0600, 0640."},
    {"cli.opt.java", "Write a PKCS#12 keystore for Java as well",
     "Écrire aussi un magasin PKCS#12 pour Java"},
    {"cli.opt.jks", "Write a JKS for software that reads nothing else",
     "Écrire un JKS pour les logiciels qui ne lisent rien d'autre"},
    {"cli.opt.haproxy", "Write certificate, key and chain into one file (HAProxy, Apache)",
     "Écrire certificat, clé et chaîne dans un seul fichier (HAProxy, Apache)"},
    {"cli.opt.trust-store", "Write the authorities of the chains in PEM",
     "Écrire en PEM les autorités des chaînes"},
    {"cli.opt.java-trust-store", "Write them as a trust store for Java (PKCS#12)",
     "Les écrire en magasin de confiance pour Java (PKCS#12)"},
    {"cli.opt.alias", "Friendly name (alias) in keystores",
     "Nom convivial (alias) dans les magasins"},
    {"cli.opt.compat",
     "Encrypt keystores for old software: java8 (before 8u301), windows (before Server 2019). 3DES "
     "and SHA-1: their passphrase is guessed faster",
     "Chiffrer les magasins pour d'anciens logiciels : java8 (avant 8u301), windows (avant Server "
     "2019). 3DES et SHA-1 : leur phrase de passe se devine plus vite"},
    {"cli.opt.owner", "Owner of what is written", "Propriétaire de ce qui est écrit"},
    {"cli.opt.group", "Group of what is written", "Groupe de ce qui est écrit"},
    {"cli.opt.mode", "Mode of files with a key (0600; at most 0660)",
     "Droits des fichiers contenant une clé (0600 ; au plus 0660)"},
    {"cli.opt.plan", "Targets and commands from a plan (dmpcert check --schema plan)",
     "Cibles et commandes lues dans un plan (dmpcert check --schema plan)"},
    {"cli.opt.keep", "Versions before the new one that stay (3)",
     "Nombre de versions précédentes gardées (3)"},
    {"cli.opt.test", "Command that tests the configuration before the reload, run without a shell",
     "Commande qui teste la configuration avant le rechargement, lancée sans shell"},
    {"cli.opt.reload",
     "Command that tells the service, run without a shell; when it fails, all is put back",
     "Commande qui prévient le service, lancée sans shell ; en cas d'échec, tout est remis en "
     "place"},
    {"cli.opt.command-timeout",
     "How long each command may take, in seconds (1 to 3600; default 30)",
     "Durée maximale de chaque commande, en secondes (1 à 3600 ; 30 par défaut)"},
    {"cli.opt.list", "Show the versions of the places named by the target options",
     "Montrer les versions des emplacements indiqués par les options de cible"},
    {"cli.opt.rollback",
     "Return to the versions before the last run, in the places named by the target options",
     "Revenir aux versions d'avant le dernier passage, aux emplacements indiqués par les options "
     "de "
     "cible"},
    {"cli.opt.run", "With --rollback, the run to go back from (see --list)",
     "Avec --rollback, le passage à défaire (voir --list)"},
};

}  // namespace

Messages install_messages() { return kEntries; }

}  // namespace dmp::cli
