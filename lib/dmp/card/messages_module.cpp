#include "dmp/card/detail/message_lists.hpp"

// Cards and tokens behind a PKCS#11 module.
namespace dmp::card {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"MODULE-UNREADABLE", "the PKCS#11 module {path} cannot be loaded",
     "le module PKCS#11 {path} ne peut pas être chargé",
     "Give the full path of the module (a file .so, for this machine's processor).",
     "Indiquer le chemin complet du module (un fichier .so, pour le processeur de cette machine)."},
    {"MODULE-NOT-PKCS11", "{path} is no PKCS#11 module", "{path} n'est pas un module PKCS#11",
     "Give the module of the card's or the HSM's vendor; its manual names the file.",
     "Indiquer le module de l'éditeur de la carte ou du HSM ; sa notice nomme le fichier."},
    {"MODULE-FAILED", "the PKCS#11 module refused {call}", "le module PKCS#11 a refusé {call}",
     "Try the token with the vendor's own tools, or with: pkcs11-tool --module PATH --list-objects",
     "Essayer le jeton avec les outils de l'éditeur, ou avec : pkcs11-tool --module CHEMIN "
     "--list-objects"},
    {"MODULE-HOST", "the process for the PKCS#11 module cannot be started: {program}",
     "le processus destiné au module PKCS#11 ne peut pas être lancé : {program}",
     "Check that this program's own file can be read and run, and that /proc is mounted.",
     "Vérifier que le fichier de ce programme peut être lu et exécuté, et que /proc est monté."},
    {"MODULE-EXITED",
     "the PKCS#11 module {path} ended its process in {call}, with exit code {code}",
     "le module PKCS#11 {path} a mis fin à son processus dans {call}, avec le code de sortie "
     "{code}",
     "Nothing was signed by this call. Ask the module's vendor, or take another module (OpenSC).",
     "Cet appel n'a rien signé. S'adresser à l'éditeur du module, ou prendre un autre module "
     "(OpenSC)."},
    {"MODULE-CRASHED", "the PKCS#11 module {path} crashed in {call} ({signal})",
     "le module PKCS#11 {path} a planté dans {call} ({signal})",
     "Nothing was signed by this call. Ask the module's vendor, or take another module (OpenSC).",
     "Cet appel n'a rien signé. S'adresser à l'éditeur du module, ou prendre un autre module "
     "(OpenSC)."},
    {"MODULE-HANGS",
     "the PKCS#11 module {path} did not come back from {call} within {seconds} seconds",
     "le module PKCS#11 {path} n'est pas revenu de {call} en {seconds} secondes",
     "Take the card out, insert it again and retry; --card-timeout waits longer.",
     "Retirer la carte, la réinsérer et recommencer ; --card-timeout attend plus longtemps."},
    {"MODULE-NONSENSE", "the answer of the PKCS#11 module {path} to {call} makes no sense",
     "la réponse du module PKCS#11 {path} à {call} n'a pas de sens",
     "Ask the module's vendor, or take another module (OpenSC).",
     "S'adresser à l'éditeur du module, ou prendre un autre module (OpenSC)."},
    {"card.doubt.several-signatures",
     "several of its certificates would do for signatures; the one that ends last was taken",
     "plusieurs de ses certificats conviendraient à la signature ; celui qui expire le dernier a "
     "été "
     "pris"},
};

}  // namespace

Messages module_messages() { return kEntries; }

}  // namespace dmp::card
