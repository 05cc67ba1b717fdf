#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.install.ran", "{command}: exit code {code}", "{command} : code de retour {code}"},
    {"cli.install.version.current", "in use", "en service"},
    {"cli.install.version.undone", "undone", "abandonnée"},
    {"cli.install.version.kept", "kept", "gardée"},
    {"cli.install.no-versions", "No versions.", "Aucune version."},
    {"cli.install.went-back", "{path}: back from {from} to {to}",
     "{path} : retour de {from} à {to}"},
    {"cli.install.would-go-back", "{path}: would go back from {from} to {to}",
     "{path} : reviendrait de {from} à {to}"},
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
    {"CLI-COMMAND", "not a command: {command}", "ce n'est pas une commande : {command}",
     "Give a program and its arguments; a quote has to end.",
     "Donner un programme et ses arguments ; un guillemet doit se fermer."},
    {"cli.opt.java", "Write a PKCS#12 keystore for Java as well",
     "Écrire aussi un magasin PKCS#12 pour Java"},
    {"cli.opt.jks", "Write a JKS for software that reads nothing else",
     "Écrire un JKS pour les logiciels qui ne lisent rien d'autre"},
    {"cli.opt.haproxy", "Write certificate, chain and key into one file (HAProxy)",
     "Écrire certificat, chaîne et clé dans un seul fichier (HAProxy)"},
    {"cli.opt.trust-store", "Write the authorities of the chains in PEM",
     "Écrire en PEM les autorités des chaînes"},
    {"cli.opt.java-trust-store", "Write them as a trust store for Java (PKCS#12)",
     "Les écrire en magasin de confiance pour Java (PKCS#12)"},
    {"cli.opt.alias", "Friendly name (alias) in keystores", "Nom convivial (alias) dans les magasins"},
    {"cli.opt.compat",
     "Encrypt keystores for old software: java8 (before 8u301), windows (before Server 2019). 3DES "
     "and SHA-1: their passphrase is guessed faster",
     "Chiffrer les magasins pour d'anciens logiciels : java8 (avant 8u301), windows (avant Server "
     "2019). 3DES et SHA-1 : leur phrase secrète se devine plus vite"},
    {"cli.opt.owner", "Owner of what is written", "Propriétaire de ce qui est écrit"},
    {"cli.opt.group", "Group of what is written", "Groupe de ce qui est écrit"},
    {"cli.opt.mode", "Mode of files with a key (0600; at most 0660)",
     "Droits des fichiers contenant une clé (0600 ; au plus 0660)"},
    {"cli.opt.keep", "Versions before the new one that stay (3)",
     "Nombre de versions précédentes gardées (3)"},
    {"cli.opt.test", "Command that tests the configuration before the reload, run without a shell",
     "Commande qui teste la configuration avant le rechargement, lancée sans shell"},
    {"cli.opt.reload",
     "Command that tells the service, run without a shell; when it fails, all is put back",
     "Commande qui prévient le service, lancée sans shell ; en cas d'échec, tout est remis en place"},
    {"cli.opt.command-timeout", "How long each command may take (30)",
     "Durée maximale de chaque commande (30)"},
    {"cli.opt.list", "Show the versions of the places named by the target options",
     "Montrer les versions des emplacements indiqués par les options de cible"},
    {"cli.opt.rollback",
     "Return to the versions before the last run, in the places named by the target options",
     "Revenir aux versions d'avant le dernier passage, aux emplacements indiqués par les options de "
     "cible"},
    {"cli.opt.run", "With --rollback, the run to go back from (see --list)",
     "Avec --rollback, le passage à défaire (voir --list)"},
};

}  // namespace

Entries cli_install() { return kEntries; }

}  // namespace dmp::texts
