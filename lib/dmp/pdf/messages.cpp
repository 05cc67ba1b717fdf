#include "dmp/pdf/messages.hpp"

namespace dmp::pdf {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    {"PDF-TOO-LONG",
     "\"{label}\" in the PDF: the {length} characters do not fit, even in the smallest type",
     "« {label} » dans le PDF : les {length} caractères ne tiennent pas, même dans la plus petite "
     "taille",
     "Shorten the value in the dossier (or in the edition it comes from), for example with the "
     "register's abbreviation.",
     "Raccourcir la valeur dans le dossier (ou dans l'édition d'où elle vient), par exemple avec "
     "l'abréviation du répertoire."},
    {"PDF-GLYPH",
     "\"{label}\" in the PDF: the document's font does not have the character {character} "
     "({code})",
     "« {label} » dans le PDF : la police du document n'a pas le caractère {character} ({code})",
     "Write the value in the dossier without this character.",
     "Écrire la valeur sans ce caractère dans le dossier."},
    {"PDF-CHARACTER",
     "\"{label}\" in the PDF: the character at position {position} ({code}) is invisible",
     "« {label} » dans le PDF : le caractère à la position {position} ({code}) est invisible",
     "Type the value again in the dossier: such characters come from copied text.",
     "Retaper la valeur dans le dossier : ces caractères viennent de textes copiés."},
    {"PDF-UTF8", "\"{label}\" in the PDF: the value is not valid UTF-8 at byte {position}",
     "« {label} » dans le PDF : la valeur n'est pas en UTF-8 valide à l'octet {position}",
     "Save the dossier in UTF-8.", "Enregistrer le dossier en UTF-8."},
    {"PDF-FONT", "the font {family}, which PDF documents need, is not installed",
     "la police {family}, nécessaire aux documents PDF, n'est pas installée",
     "Install the package fonts-dejavu-core.", "Installer le paquet fonts-dejavu-core."},
    {"PDF-DRAW", "the PDF document could not be drawn", "le document PDF n'a pas pu être dessiné",
     "Free some memory and try again; if it happens again, report it with the command line.",
     "Libérer de la mémoire et réessayer ; si cela se reproduit, le signaler avec la ligne de "
     "commande."},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::pdf
