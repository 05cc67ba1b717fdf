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

    {"REGISTER-OLD", "the FINESS register compared with is of {date}, more than a year ago",
     "le répertoire FINESS comparé date du {date}, il y a plus d'un an",
     "Download a newer one before trusting what is said of it.",
     "En télécharger un plus récent avant de se fier à ces constats."},
    {"REGISTER-NUMBER-UNKNOWN", "FINESS number {value} is not in the register ({register})",
     "le numéro FINESS {value} n'est pas dans le répertoire ({register})",
     "Check the number; an establishment opened since then is in a newer register.",
     "Vérifier le numéro ; un établissement ouvert depuis figure dans un répertoire plus récent."},
    {"REGISTER-GEOGRAPHIC-IS-JURIDICAL",
     "FINESS number {value} is a legal entity (EJ), not an establishment (ET)",
     "le numéro FINESS {value} est celui d'une entité juridique (EJ), non d'un établissement (ET)",
     "Give the number of the site; this one belongs under \"juridical\".",
     "Indiquer le numéro du site ; celui-ci va sous « juridical »."},
    {"REGISTER-JURIDICAL-IS-GEOGRAPHIC",
     "FINESS number {value} is an establishment (ET), not a legal entity (EJ)",
     "le numéro FINESS {value} est celui d'un établissement (ET), non d'une entité juridique (EJ)",
     "Give the number of the legal entity: {expected} is the one of this establishment.",
     "Indiquer le numéro de l'entité juridique : celui de cet établissement est {expected}."},
    {"REGISTER-JURIDICAL-DIFFERS",
     "the register has {expected} as the legal entity of this site, the dossier {value}",
     "le répertoire donne {expected} comme entité juridique de ce site, le dossier {value}",
     "Correct the number, or, if the site has changed hands lately, check with a newer register.",
     "Corriger le numéro ou, si le site a changé d'entité récemment, vérifier avec un répertoire "
     "plus récent."},
    {"REGISTER-NAME-DIFFERS", "the register calls {number} \"{expected}\"",
     "le répertoire appelle {number} « {expected} »",
     "Check that the number is the one of this site; certificates carry the register's raison "
     "sociale.",
     "Vérifier que le numéro est bien celui de ce site ; les certificats portent la raison sociale "
     "du répertoire."},
    {"REGISTER-CATEGORY-DIFFERS",
     "the register has category {expected} for {number}, which does not fit \"{value}\"",
     "le répertoire donne à {number} la catégorie {expected}, qui ne correspond pas à « {value} »",
     "Correct the kind or the category, or the number if it is another site's.",
     "Corriger la nature ou la catégorie, ou le numéro s'il est celui d'un autre site."},
    {"REGISTER-CLOSED", "{value} is closed in the register{since}",
     "{value} est fermé au répertoire{since}",
     "Order for the establishment that has taken over, or have the register corrected by the ARS.",
     "Commander pour l'établissement qui a repris l'activité, ou faire corriger le répertoire par "
     "l'ARS."},
    {"register.since", " since {date}", " depuis le {date}"},
    {"REGISTER-SIRET-DIFFERS",
     "the register has SIRET {expected} for {number}, the dossier {value}",
     "le répertoire donne à {number} le SIRET {expected}, le dossier {value}",
     "Check which one is in force; the number may be another site's.",
     "Vérifier lequel est en vigueur ; le numéro peut être celui d'un autre site."},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::registry
