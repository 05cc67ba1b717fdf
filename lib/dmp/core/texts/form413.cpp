#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    {"FORM-INCOMPLETE", "form 413 of {site} is not complete; missing: {missing}",
     "le formulaire 413 de {site} n'est pas complet ; il manque : {missing}",
     "Complete the dossier: \"dmpcert check\" tells where.",
     "Compléter le dossier : « dmpcert check » indique à quel endroit."},
    {"FORM-TOO-LONG",
     "form 413, \"{label}\": the {length} characters do not fit, even in the smallest type",
     "formulaire 413, « {label} » : les {length} caractères ne tiennent pas, même dans le plus "
     "petit corps",
     "Shorten the value in the dossier, for example with the abbreviation that the register uses.",
     "Raccourcir la valeur dans le dossier, par exemple avec l'abréviation du répertoire."},
    {"FORM-GLYPH",
     "form 413, \"{label}\": the form's font does not have the character {character} "
     "({code})",
     "formulaire 413, « {label} » : la police du formulaire n'a pas le caractère {character} "
     "({code})",
     "Write the value in the dossier without this character.",
     "Écrire la valeur sans ce caractère dans le dossier."},
    {"FORM-CHARACTER",
     "form 413, \"{label}\": the character at position {position} ({code}) is invisible on paper",
     "formulaire 413, « {label} » : le caractère en position {position} ({code}) est invisible "
     "sur le papier",
     "Type the value again in the dossier: such characters come with copied text.",
     "Retaper la valeur dans le dossier : ces caractères viennent de textes copiés."},
    {"FORM-UTF8", "form 413, \"{label}\": the value is not UTF-8 from byte {position} on",
     "formulaire 413, « {label} » : la valeur n'est plus en UTF-8 à partir de l'octet {position}",
     "Save the dossier in UTF-8.", "Enregistrer le dossier en UTF-8."},
    {"FORM-FONT", "the font {family}, with which form 413 is drawn, is not installed",
     "la police {family}, avec laquelle le formulaire 413 est dessiné, n'est pas installée",
     "Install the package fonts-dejavu-core.", "Installer le paquet fonts-dejavu-core."},
    {"FORM-DRAW", "form 413 could not be drawn", "le formulaire 413 n'a pas pu être dessiné",
     "Free some memory and try again; if it happens again, report it with the command line.",
     "Libérer de la mémoire et réessayer ; si cela se reproduit, le signaler avec la ligne de "
     "commande."},
    {"FORM-SAME-FINESS",
     "{site} and {other} have the same FINESS number {finess}: only the form of {other} is made",
     "{site} et {other} ont le même numéro FINESS {finess} : seul le formulaire de {other} est "
     "établi",
     "Correct the number of one of the two sites in the dossier.",
     "Corriger le numéro de l'un des deux sites dans le dossier."},
};

}  // namespace

Entries form413() { return kEntries; }

}  // namespace dmp::texts
