#include "dmp/base/messages.hpp"

namespace dmp {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    {"severity.error", "error", "erreur"},
    {"severity.warning", "warning", "avertissement"},
    {"severity.info", "info", "information"},
    {"DATE-INVALID", "\"{value}\" is not a date", "« {value} » n'est pas une date",
     "Write it as YYYY-MM-DD, for example 2026-11-23.",
     "L'écrire AAAA-MM-JJ, par exemple 2026-11-23."},
    {"PASSPHRASE-EMPTY", "the passphrase is empty", "la phrase de passe est vide",
     "Choose one, or leave the option out where an unencrypted key is allowed.",
     "En choisir une, ou retirer l'option si la clé peut rester non chiffrée."},
    {"PASSPHRASE-UNFIT", "other programs would read this passphrase differently: {reason}",
     "d'autres programmes liraient cette phrase de passe autrement : {reason}",
     "Type it again with letters, digits, punctuation and ordinary spaces, and save its file as "
     "UTF-8.",
     "La saisir de nouveau avec des lettres, des chiffres, de la ponctuation et des espaces "
     "ordinaires, et enregistrer son fichier en UTF-8."},
    {"passphrase.unfit.long",
     "it has more than {most} bytes; other programs use only the first {most}",
     "elle dépasse {most} octets ; d'autres programmes n'en utilisent que les {most} premiers"},
    {"passphrase.unfit.invisible", "it contains {character}, which cannot be seen or typed",
     "elle contient {character}, qui ne se voit pas ou ne se saisit pas"},
    {"passphrase.unfit.utf8", "it is not UTF-8 text", "ce n'est pas du texte UTF-8"},
    {"PASSPHRASE-WEAK", "this passphrase would not protect a key: {reason}",
     "cette phrase de passe ne protégerait pas une clé : {reason}",
     "Pick five or six words at random from a book or a dictionary and separate them with spaces. "
     "Or let a password manager generate and keep 20 characters.",
     "Tirer au hasard cinq ou six mots d'un livre ou d'un dictionnaire et les séparer par des "
     "espaces. Ou laisser un gestionnaire de mots de passe générer et garder 20 caractères."},
    {"passphrase.weak.short", "it has fewer than {least} characters",
     "elle a moins de {least} caractères"},
    {"passphrase.weak.guessable",
     "it is made of words, dates, keyboard rows or repetitions, which attackers try first",
     "elle est faite de mots, de dates, de suites de touches ou de répétitions, que les attaquants "
     "essaient en premier"},
    {"INTERNAL", "internal error: {detail}", "erreur interne : {detail}",
     "This is a bug of dmpcert: please report it with the command line.",
     "C'est une anomalie de dmpcert : merci de la signaler avec la ligne de commande."},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp
