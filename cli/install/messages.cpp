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
