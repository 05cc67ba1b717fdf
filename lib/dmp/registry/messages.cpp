#include "dmp/registry/messages.hpp"

namespace dmp::registry {
namespace {

// Reading the register, then the rules that compare a dossier with it.
constexpr CatalogueEntry kEntries[] = {
    {"REGISTER-EMPTY", "{path}: the file of the FINESS register is empty",
     "{path} : le fichier du répertoire FINESS est vide", "Download it again.",
     "Le télécharger de nouveau."},
    {"REGISTER-PACKED", "{path}: the file is compressed ({format})",
     "{path} : le fichier est compressé ({format})",
     "Unpack it first, then give the CSV or JSON file inside.",
     "Le décompresser d'abord, puis donner le fichier CSV ou JSON obtenu."},
    {"REGISTER-PAGE", "{path}: is a web page, not the register",
     "{path} : est une page web, et non le répertoire",
     "The download may have failed: open the page in a browser, then download the file itself.",
     "Le téléchargement a pu échouer : ouvrir la page dans un navigateur, puis télécharger le "
     "fichier lui-même."},
    {"REGISTER-ENCODING", "{path}: is neither UTF-8 nor Latin-1 text",
     "{path} : n'est un texte ni en UTF-8 ni en Latin-1",
     "Use the file as downloaded, not as saved by a spreadsheet.",
     "Utiliser le fichier tel que téléchargé, et non tel qu'enregistré par un tableur."},
    {"REGISTER-FIRST-LINE",
     "{path}: line 1 should look like \"finess;etalab;111;2026-05-12\"; found: {found}",
     "{path} : la ligne 1 devrait ressembler à « finess;etalab;111;2026-05-12 » ; trouvé : {found}",
     "Give the file etalab-cs1100502-stock (CSV) or the structures of FINESS+ (JSON), complete and "
     "as downloaded.",
     "Donner le fichier etalab-cs1100502-stock (CSV) ou les structures de FINESS+ (JSON), complet "
     "et tel que téléchargé."},
    {"REGISTER-HEADER",
     "{path}: line 1 contains column names, which the known edition does not have",
     "{path} : la ligne 1 contient des noms de colonnes, absents de l'édition connue",
     "This is another edition, whose columns may be in other places: give etalab-cs1100502-stock "
     "(CSV) or the structures of FINESS+ (JSON).",
     "C'est une autre édition, dont les colonnes peuvent être ailleurs : donner "
     "etalab-cs1100502-stock (CSV) ou les structures de FINESS+ (JSON)."},
    {"REGISTER-LINE", "{path}, line {line}: should begin with \"{expected}\"; found: {found}",
     "{path}, ligne {line} : devrait commencer par « {expected} » ; trouvé : {found}",
     "This is another extract: give that of the establishments, etalab-cs1100502-stock.",
     "C'est une autre extraction : donner celle des établissements, etalab-cs1100502-stock."},
    {"REGISTER-FIELDS",
     "{path}, line {line}: has {found} {found:field|fields} instead of {expected}",
     "{path}, ligne {line} : compte {found} {found:champ|champs} au lieu de {expected}",
     "This is another edition, or the file was changed. Download it again; if nothing changes, "
     "dmpcert does not know this edition yet.",
     "C'est une autre édition, ou le fichier a été modifié. Le télécharger de nouveau ; si rien ne "
     "change, dmpcert ne connaît pas encore cette édition."},
    {"REGISTER-COLUMN", "{path}, line {line}, field {column}: should be {expected}; found: {found}",
     "{path}, ligne {line}, champ {column} : devrait être {expected} ; trouvé : {found}",
     "The columns may have moved: dmpcert does not know this edition yet. Give "
     "etalab-cs1100502-stock (CSV) or the structures of FINESS+ (JSON), as downloaded.",
     "Les colonnes ont pu être déplacées : dmpcert ne connaît pas encore cette édition. Donner "
     "etalab-cs1100502-stock (CSV) ou les structures de FINESS+ (JSON), tels que téléchargés."},
    {"register.finess", "a FINESS number", "un numéro FINESS"},
    {"register.category", "a category of three digits", "un code de catégorie à trois chiffres"},
    {"register.siret", "a SIRET or nothing", "un SIRET ou rien"},
    {"register.day", "a day (YYYY-MM-DD) or nothing", "un jour (AAAA-MM-JJ) ou rien"},
    {"REGISTER-LINE-LENGTH", "{path}, line {line}: is longer than {limit} bytes",
     "{path}, ligne {line} : dépasse {limit} octets",
     "A quotation mark is not closed, or this is not the register: look at this line.",
     "Un guillemet n'est pas fermé, ou ce n'est pas le répertoire : regarder cette ligne."},
    {"REGISTER-TRUNCATED", "{path}: the file ends in the middle of line {line}",
     "{path} : le fichier s'arrête au milieu de la ligne {line}",
     "The download was interrupted: download the file again.",
     "Le téléchargement a été interrompu : télécharger de nouveau le fichier."},
    {"REGISTER-NO-RECORD", "{path}: contains no establishment",
     "{path} : ne contient aucun établissement", "Download it again.",
     "Le télécharger de nouveau."},
    {"REGISTER-JSON", "{path}: is not valid JSON, at byte {position}",
     "{path} : n'est pas du JSON valide, à l'octet {position}", "Download it again.",
     "Le télécharger de nouveau."},
    {"REGISTER-JSON-TRUNCATED", "{path}: the JSON is incomplete: it ends after {position} bytes",
     "{path} : le JSON est incomplet : il s'arrête après {position} octets",
     "The download was interrupted: download the file again.",
     "Le téléchargement a été interrompu : télécharger de nouveau le fichier."},
    {"REGISTER-JSON-OTHER", "{path}: is JSON without the list \"pmej\" of FINESS+",
     "{path} : est du JSON sans la liste « pmej » de FINESS+",
     "Among the data sets of FINESS+, give that of the structures.",
     "Parmi les flux de FINESS+, donner celui des structures."},
    {"register.since", " since {date}", " depuis le {date}"},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::registry
