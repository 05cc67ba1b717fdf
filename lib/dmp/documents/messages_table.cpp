#include "dmp/documents/detail/table.hpp"

namespace dmp::documents {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"SHEET-EMPTY", "{file}: the file is empty", "{file} : le fichier est vide",
     "Check that it is the right file, and that the spreadsheet was saved.",
     "Vérifier que c'est le bon fichier, et que le tableau a été enregistré."},
    {"SHEET-DAMAGED", "{file}: this spreadsheet is damaged or cut off",
     "{file} : ce classeur est endommagé ou tronqué",
     "Open it in the spreadsheet program, save it again, or export it as CSV.",
     "L'ouvrir dans le tableur et l'enregistrer de nouveau, ou l'exporter en CSV."},
    {"SHEET-PASSWORD", "{file}: this spreadsheet is protected by a password",
     "{file} : ce classeur est protégé par un mot de passe",
     "Open it in the spreadsheet program and save a copy without a password.",
     "L'ouvrir dans le tableur et en enregistrer une copie sans mot de passe."},
    {"SHEET-MACROS", "{file}: this spreadsheet contains macros",
     "{file} : ce classeur contient des macros", "Save it without macros: as .xlsx, .ods or CSV.",
     "L'enregistrer sans macros : en .xlsx, .ods ou CSV."},
    {"SHEET-OLD-FORMAT", "{file}: this is an Office document of the old format (.xls, .doc)",
     "{file} : c'est un document Office de l'ancien format (.xls, .doc)",
     "Open it in the spreadsheet program and save it as .xlsx, .ods or CSV.",
     "L'ouvrir dans le tableur et l'enregistrer en .xlsx, .ods ou CSV."},
    {"SHEET-OTHER-FORMAT", "{file}: is {format}, not a spreadsheet",
     "{file} : est {format}, et non un tableau", "Give the spreadsheet itself: .xlsx, .ods or CSV.",
     "Donner le tableau lui-même : .xlsx, .ods ou CSV."},
    {"SHEET-BINARY", "{file}: is neither a spreadsheet nor text",
     "{file} : n'est ni un classeur ni du texte", "Give a spreadsheet: .xlsx, .ods or CSV.",
     "Donner un tableau : .xlsx, .ods ou CSV."},
    {"SHEET-QUOTE", "{file}, line {line}: a quotation mark is never closed",
     "{file}, ligne {line} : un guillemet n'est jamais fermé",
     "Close it, or write two of them where the text has one.",
     "Le fermer, ou en écrire deux là où le texte en a un."},
    {"SHEET-TOO-LARGE",
     "{file}: has more than {rows} rows or {cells} cells, or is larger than {size} MiB unpacked",
     "{file} : a plus de {rows} lignes ou de {cells} cellules, ou dépasse {size} Mio une fois "
     "décompressé",
     "Check that it is the right file; keep only the rows of the sites.",
     "Vérifier que c'est le bon fichier ; n'y garder que les lignes des sites."},
    {"SHEET-CELL-LONG", "cell {cell} would have more than {limit} characters",
     "la cellule {cell} aurait plus de {limit} caractères",
     "Shorten the value, or write the table as CSV.",
     "Raccourcir la valeur, ou écrire le tableau en CSV."},
    {"SHEET-MANY-LINES", "a sheet has at most {limit} lines",
     "une feuille a au plus {limit} lignes", "Write the table as CSV.",
     "Écrire le tableau en CSV."},
    {"SHEET-NOT-WRITTEN", "the spreadsheet could not be made", "le classeur n'a pas pu être créé",
     "Check that there is room for temporary files (TMPDIR, else /tmp), or write the table as CSV.",
     "Vérifier qu'il y a de la place pour les fichiers temporaires (TMPDIR, sinon /tmp), ou écrire "
     "le tableau en CSV."},
    {"table.format.pdf", "a PDF document", "un document PDF"},
    {"table.format.image", "an image", "une image"},
    {"table.format.packed", "a compressed file", "un fichier compressé"},
    {"table.format.rtf", "a text document (RTF)", "un document texte (RTF)"},
    {"table.format.xlsb", "a binary Excel file (.xlsb)", "un fichier Excel binaire (.xlsb)"},
    {"table.format.zip", "an archive or another document (ZIP)",
     "une archive ou un autre document (ZIP)"},
    {"table.format.page", "a web page or XML", "une page web ou du XML"},
    {"table.format.json", "a JSON document", "un document JSON"},
    {"table.format.pem", "a certificate or key (PEM)", "un certificat ou une clé (PEM)"},
};

}  // namespace

Messages table_messages() { return kEntries; }

}  // namespace dmp::documents
