#include "dmp/registry/messages.hpp"

namespace dmp::registry {
namespace {

// Reading the register, then the rules that compare a dossier with it.
constexpr CatalogueEntry kEntries[] = {
    {"REGISTER-EMPTY", "{path}: the file of the FINESS register is empty",
     "{path} : le fichier du répertoire FINESS est vide", "Download it again.",
     "Le télécharger de nouveau."},
    {"REGISTER-PACKED", "{path}: the file is packed ({format})",
     "{path} : le fichier est compressé ({format})",
     "Unpack it first, then give the CSV or JSON file that comes out.",
     "Le décompresser d'abord, puis indiquer le fichier CSV ou JSON obtenu."},
    {"REGISTER-PAGE", "{path}: a web page, not the register",
     "{path} : une page web, et non le répertoire",
     "The download may have failed: open the page in a browser, then download the file itself.",
     "Le téléchargement a pu échouer : ouvrir la page dans un navigateur, puis télécharger le "
     "fichier lui-même."},
    {"REGISTER-ENCODING", "{path}: neither UTF-8 nor Latin-1 text",
     "{path} : ce n'est un texte ni en UTF-8 ni en Latin-1",
     "Use the file as it was downloaded, not as a spreadsheet saved it.",
     "Utiliser le fichier tel que téléchargé, et non tel qu'un tableur l'a enregistré."},
    {"REGISTER-FIRST-LINE",
     "{path}: line 1 should be like \"finess;etalab;111;2026-05-12\", found: {found}",
     "{path} : la ligne 1 devrait être comme « finess;etalab;111;2026-05-12 », trouvé : {found}",
     "Give the file etalab-cs1100502-stock (CSV) or the structures of FINESS+ (JSON), whole and as "
     "downloaded.",
     "Indiquer le fichier etalab-cs1100502-stock (CSV) ou les structures de FINESS+ (JSON), entier "
     "et tel que téléchargé."},
    {"REGISTER-HEADER",
     "{path}: line 1 has names of columns, which the edition known does not have",
     "{path} : la ligne 1 contient des noms de colonnes, que l'édition connue n'a pas",
     "This is another edition, whose columns may stand elsewhere: give etalab-cs1100502-stock "
     "(CSV) or the structures of FINESS+ (JSON).",
     "C'est une autre édition, dont les colonnes peuvent être ailleurs : indiquer "
     "etalab-cs1100502-stock (CSV) ou les structures de FINESS+ (JSON)."},
    {"REGISTER-LINE", "{path}, line {line}: expected to begin with \"{expected}\", found: {found}",
     "{path}, ligne {line} : devrait commencer par « {expected} », trouvé : {found}",
     "This is another extraction: give the one of the establishments, etalab-cs1100502-stock.",
     "C'est une autre extraction : indiquer celle des établissements, etalab-cs1100502-stock."},
    {"REGISTER-FIELDS", "{path}, line {line}: {expected} fields expected, {found} found",
     "{path}, ligne {line} : {expected} champs attendus, {found} trouvés",
     "Another edition, or a file that was changed: download it again; if it stays so, this edition "
     "is not known yet.",
     "Une autre édition, ou un fichier modifié : le télécharger de nouveau ; si rien ne change, "
     "cette édition n'est pas encore connue."},
    {"REGISTER-COLUMN", "{path}, line {line}, field {column}: {expected} expected, found: {found}",
     "{path}, ligne {line}, champ {column} : {expected} attendu, trouvé : {found}",
     "The columns may have moved: this edition is not known yet. Give etalab-cs1100502-stock (CSV) "
     "or the structures of FINESS+ (JSON), as downloaded.",
     "Les colonnes ont pu être déplacées : cette édition n'est pas encore connue. Indiquer "
     "etalab-cs1100502-stock (CSV) ou les structures de FINESS+ (JSON), telles que téléchargées."},
    {"register.finess", "a FINESS number", "numéro FINESS"},
    {"register.category", "a category of three digits", "code de catégorie à trois chiffres"},
    {"register.siret", "a SIRET or nothing", "SIRET, ou rien,"},
    {"register.day", "a day (YYYY-MM-DD) or nothing", "jour (AAAA-MM-JJ), ou rien,"},
    {"REGISTER-LINE-LENGTH", "{path}, line {line}: does not end within {limit} bytes",
     "{path}, ligne {line} : ne se termine pas en {limit} octets",
     "A quotation mark that is not closed, or not the register: look at this line.",
     "Un guillemet qui n'est pas fermé, ou un autre fichier que le répertoire : regarder cette "
     "ligne."},
    {"REGISTER-TRUNCATED", "{path}: the file stops in the middle of line {line}",
     "{path} : le fichier s'arrête au milieu de la ligne {line}",
     "The download was cut: download it again.",
     "Le téléchargement a été interrompu : le recommencer."},
    {"REGISTER-NO-RECORD", "{path}: no establishment in this file",
     "{path} : aucun établissement dans ce fichier", "Download it again.",
     "Le télécharger de nouveau."},
    {"REGISTER-JSON", "{path}: not valid JSON, at byte {position}",
     "{path} : JSON non valide, à l'octet {position}", "Download it again.",
     "Le télécharger de nouveau."},
    {"REGISTER-JSON-TRUNCATED", "{path}: the JSON stops after {position} bytes, unfinished",
     "{path} : le JSON s'arrête après {position} octets, inachevé",
     "The download was cut: download it again.",
     "Le téléchargement a été interrompu : le recommencer."},
    {"REGISTER-JSON-OTHER", "{path}: JSON without the list \"pmej\" of FINESS+",
     "{path} : JSON sans la liste « pmej » de FINESS+",
     "Of the flows of FINESS+, give the one of the structures.",
     "Parmi les flux de FINESS+, indiquer celui des structures."},
    {"register.since", " since {date}", " depuis le {date}"},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::registry
