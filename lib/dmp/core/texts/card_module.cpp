#include "dmp/core/texts/texts.hpp"

// Cards and tokens behind a PKCS#11 module.
namespace dmp::texts {
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
    {"card.doubt.several-signatures",
     "several of its certificates would do for signatures; the one that ends last was taken",
     "plusieurs de ses certificats conviendraient à la signature ; celui qui expire le dernier a été "
     "pris"},
};

}  // namespace

Entries card_module() { return kEntries; }

}  // namespace dmp::texts
