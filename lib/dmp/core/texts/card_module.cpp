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
    {"CARD-NONE", "no card is there", "aucune carte n'est présente",
     "Insert the card, chip first; a token of an HSM has to be initialised first.",
     "Insérer la carte, puce en avant ; le jeton d'un HSM doit d'abord être initialisé."},
    {"CARD-SEVERAL", "several cards are there: {names}", "plusieurs cartes sont présentes : {names}",
     "Choose one with --reader NAME.", "En choisir une avec --reader NOM."},
    {"CARD-UNKNOWN-READER", "no card is at \"{name}\"; there are: {names}",
     "aucune carte n'est à « {name} » ; il y a : {names}",
     "Give one of these names with --reader, as it is written.",
     "Indiquer un de ces noms avec --reader, tel qu'il est écrit."},
    {"CARD-NO-SIGNATURE-KEY", "no key for signatures is on the card",
     "aucune clé de signature n'est sur la carte",
     "Use the card of a person; on another token, key and certificate need the same CKA_ID, and the "
     "key the right to sign.",
     "Utiliser la carte d'une personne ; sur un autre jeton, la clé et le certificat doivent avoir le "
     "même CKA_ID, et la clé le droit de signer."},
    {"CARD-NO-PINPAD", "the PIN cannot be typed at this reader",
     "le code ne peut pas être saisi sur ce lecteur",
     "Type it at the keyboard: leave out --pinpad.", "Le saisir au clavier : sans --pinpad."},
    {"CARD-PIN-NEEDED", "the card wants its PIN first", "la carte demande d'abord son code",
     "Give the PIN when it is asked for.", "Saisir le code quand il est demandé."},
    {"CARD-PIN-WRONG", "the PIN is wrong; tries left: {left}",
     "le code est faux ; essais restants : {left}",
     "Make sure of the PIN before the next try: a CPx card blocks itself after three wrong ones "
     "in a row.",
     "S'assurer du code avant l'essai suivant : une carte CPx se bloque après trois codes faux de suite."},
    {"CARD-PIN-BLOCKED", "the card's PIN is blocked", "le code de la carte est bloqué",
     "Ask ANS for an unblocking code; nothing else helps.",
     "Demander à l'ANS un code de déblocage ; rien d'autre n'y fait."},
    {"CARD-PIN-FORMAT", "a PIN has {min} to {max} characters; nothing was sent to the card",
     "un code a de {min} à {max} caractères ; rien n'a été envoyé à la carte",
     "Type the PIN again.", "Saisir le code de nouveau."},
    {"CARD-PIN-CANCELLED", "the PIN was not typed: somebody cancelled",
     "le code n'a pas été saisi : quelqu'un a annulé", "Start again, and type the PIN.",
     "Recommencer, et saisir le code."},

    {"card.doubt.several-signatures",
     "several of its certificates would do for signatures; the one that ends last was taken",
     "plusieurs de ses certificats conviendraient à la signature ; celui qui expire le dernier a été "
     "pris"},
};

}  // namespace

Entries card_module() { return kEntries; }

}  // namespace dmp::texts
