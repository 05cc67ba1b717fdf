#include "dmp/card/detail/message_lists.hpp"

// Cards and tokens behind a PKCS#11 module.
namespace dmp::card {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"MODULE-UNREADABLE", "the PKCS#11 module {path} cannot be loaded",
     "le module PKCS#11 {path} ne peut pas être chargé",
     "Give the full path of the module (a .so file for this machine's processor).",
     "Donner le chemin complet du module (un fichier .so pour le processeur de cette machine)."},
    {"MODULE-NOT-PKCS11", "{path} is not a PKCS#11 module", "{path} n'est pas un module PKCS#11",
     "Give the module of the card's or the HSM's vendor; its manual names the file.",
     "Donner le module de l'éditeur de la carte ou du HSM ; sa notice nomme le fichier."},
    {"MODULE-FAILED", "the PKCS#11 module refused {call}", "le module PKCS#11 a refusé {call}",
     "Try the token with its vendor's own tools, or with: pkcs11-tool --module PATH --list-objects",
     "Essayer le jeton avec les outils de l'éditeur, ou avec : pkcs11-tool --module CHEMIN "
     "--list-objects"},
    {"MODULE-HOST", "the process for the PKCS#11 module cannot be started: {program}",
     "le processus destiné au module PKCS#11 ne peut pas être lancé : {program}",
     "Check that the file of this program can be read and executed, and that /proc is mounted.",
     "Vérifier que le fichier de ce programme peut être lu et exécuté, et que /proc est monté."},
    {"MODULE-EXITED",
     "the PKCS#11 module {path} ended its process during {call}, with exit code {code}",
     "le module PKCS#11 {path} a mis fin à son processus pendant {call}, avec le code de sortie "
     "{code}",
     "This call signed nothing. Ask the module's vendor, or use another module (OpenSC).",
     "Cet appel n'a rien signé. S'adresser à l'éditeur du module, ou utiliser un autre module "
     "(OpenSC)."},
    {"MODULE-CRASHED", "the PKCS#11 module {path} crashed during {call} ({signal})",
     "le module PKCS#11 {path} a planté pendant {call} ({signal})",
     "This call signed nothing. Ask the module's vendor, or use another module (OpenSC).",
     "Cet appel n'a rien signé. S'adresser à l'éditeur du module, ou utiliser un autre module "
     "(OpenSC)."},
    {"MODULE-HANGS",
     "the PKCS#11 module {path} did not return from {call} within {seconds} "
     "{seconds:second|seconds}",
     "le module PKCS#11 {path} n'a pas répondu à {call} en {seconds} {seconds:seconde|secondes}",
     "Take the card out, insert it again and retry; to wait longer, use --card-timeout.",
     "Retirer la carte, la réinsérer et recommencer ; pour attendre plus longtemps, utiliser "
     "--card-timeout."},
    {"MODULE-NONSENSE", "the PKCS#11 module {path} gave an invalid answer to {call}",
     "le module PKCS#11 {path} a donné une réponse non valide à {call}",
     "Ask the module's vendor, or use another module (OpenSC).",
     "S'adresser à l'éditeur du module, ou utiliser un autre module (OpenSC)."},
    {"card.doubt.several-signatures",
     "several of its certificates can sign; the one that expires last was used",
     "plusieurs de ses certificats peuvent signer ; celui qui expire le dernier a été utilisé"},
};

}  // namespace

Messages module_messages() { return kEntries; }

}  // namespace dmp::card
