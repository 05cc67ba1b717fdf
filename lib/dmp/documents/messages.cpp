#include "dmp/documents/messages.hpp"

#include <array>

namespace dmp::documents {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kText[] = {
    {"JSON-EMPTY", "the file is empty", "le fichier est vide",
     "Begin with one of the examples of the project.", "Partir d'un des exemples du projet."},
    {"JSON-SIZE", "the file has {size} bytes; {limit} is the most that is read",
     "le fichier a {size} octets ; {limit} au plus sont lus",
     "Check that it is the right file; a large group may be split into several dossiers.",
     "Vérifier que c'est le bon fichier ; un grand groupe peut être réparti en plusieurs "
     "dossiers."},
    {"JSON-VALUES", "the document has more than {limit} values",
     "le document a plus de {limit} valeurs",
     "Check that it is the right file; a large group may be split into several dossiers.",
     "Vérifier que c'est le bon fichier ; un grand groupe peut être réparti en plusieurs "
     "dossiers."},
    {"JSON-DEPTH", "objects or lists are nested deeper than {limit} levels",
     "objets ou listes imbriqués sur plus de {limit} niveaux", "Check that it is the right file.",
     "Vérifier que c'est le bon fichier."},
    {"JSON-STRING", "a text of {size} bytes; {limit} is the most that is read",
     "texte de {size} octets ; {limit} au plus sont lus", "Shorten the text.",
     "Raccourcir le texte."},
    {"JSON-ENCODING", "byte 0x{byte} is not UTF-8: {guess}",
     "l'octet 0x{byte} n'est pas de l'UTF-8 : {guess}",
     "Save the file as UTF-8, or convert it with iconv.",
     "Enregistrer le fichier en UTF-8, ou le convertir avec iconv."},
    {"JSON-ENCODING.latin-1", "the file looks like Latin-1 or Windows-1252",
     "le fichier semble être en Latin-1 ou Windows-1252"},
    {"JSON-ENCODING.utf-16", "the file looks like UTF-16", "le fichier semble être en UTF-16"},
    {"JSON-ENCODING.truncated", "the file ends in the middle of a character",
     "le fichier s'arrête au milieu d'un caractère"},
    {"JSON-ENCODING.binary", "the file is not a text", "le fichier n'est pas un texte"},
    {"JSON-OTHER-FORMAT", "this is {format}, and a dossier is a JSON document",
     "c'est {format}, or un dossier est un document JSON",
     "Copy one of the project's examples (examples/dossiers) and fill it in; \"dmpcert check "
     "--schema "
     "dossier\" prints all that it can hold.",
     "Copier l'un des exemples du projet (examples/dossiers) et le compléter ; « dmpcert check "
     "--schema dossier » affiche tout ce qu'il peut contenir."},
    {"JSON-OTHER-FORMAT.csv", "a table (CSV)", "un tableau (CSV)"},
    {"JSON-OTHER-FORMAT.spreadsheet", "a spreadsheet", "un classeur de tableur"},
    {"JSON-OTHER-FORMAT.yaml", "YAML", "du YAML"},
    {"JSON-BOM", "the file begins with a byte order mark, which JSON does not have",
     "le fichier commence par une marque d'ordre des octets (BOM), que JSON ne prévoit pas",
     "Save the file as UTF-8 without BOM.", "Enregistrer le fichier en UTF-8 sans BOM."},
    {"JSON-CONTROL", "a text holds a line break or another control character; read as a space",
     "un texte contient un saut de ligne ou un autre caractère de commande ; lu comme une espace",
     "Take the character out.", "Retirer ce caractère."},
    {"JSON-DUPLICATE-KEY", "key \"{key}\" is given twice, first on line {line}",
     "la clé « {key} » est donnée deux fois, d'abord ligne {line}",
     "Keep the one that is meant: until then the last one counts.",
     "Garder la bonne : en attendant, la dernière compte."},
    {"JSON-SYNTAX", "not valid JSON: {reason}", "JSON non valide : {reason}",
     "Correct the text at this place.", "Corriger le texte à cet endroit."},
    {"JSON-SYNTAX.truncated", "the text ends before the document does",
     "le texte s'arrête avant la fin du document"},
    {"JSON-SYNTAX.trailing-comma", "a comma stands before \"{found}\"",
     "une virgule précède « {found} »"},
    {"JSON-SYNTAX.missing-comma", "a comma is missing before {found}",
     "il manque une virgule avant {found}"},
    {"JSON-SYNTAX.leading-zero", "a number cannot begin with 0; identifiers go in quotes",
     "un nombre ne peut pas commencer par 0 ; les identifiants s'écrivent entre guillemets"},
    {"JSON-SYNTAX.range", "number {found} is too large", "nombre {found} trop grand"},
    {"JSON-SYNTAX.string", "a text is not closed, or holds a line break: {found}",
     "un texte n'est pas fermé, ou contient un saut de ligne : {found}"},
    {"JSON-SYNTAX.escape", "a text holds a backslash that JSON does not know: {found}",
     "un texte contient une barre oblique inverse que JSON ne connaît pas : {found}"},
    {"JSON-SYNTAX.quotes", "{found} should be in double quotes",
     "{found} devrait être entre guillemets droits"},
    {"JSON-SYNTAX.after-end", "something comes after the end of the document: {found}",
     "du texte suit la fin du document : {found}"},
    {"JSON-SYNTAX.unexpected", "\"{found}\" is not expected here",
     "« {found} » n'est pas attendu ici"},
    {"FINDINGS-MORE", "{count} more findings are not listed",
     "{count} autres constats ne sont pas listés", "Correct those listed, then check again.",
     "Corriger ceux qui le sont, puis vérifier à nouveau."},
};

constexpr CatalogueEntry kSchema[] = {
    {"json.object", "an object in braces", "un objet entre accolades"},
    {"json.array", "a list in brackets", "une liste entre crochets"},
    {"json.string", "a text", "un texte"},
    {"json.number", "a number", "un nombre"},
    {"json.integer", "a whole number", "un nombre entier"},
    {"json.boolean", "true or false", "true ou false"},
    {"json.null", "null", "null"},
    {"SCHEMA.did-you-mean", "Did you mean \"{nearest}\"?", "Vouliez-vous dire « {nearest} » ?"},
    {"SCHEMA-VERSION", "version {found} of the document's form is not known",
     "la version {found} du format de document n'est pas connue",
     "This program reads version {expected}: use a newer dmpcert, or correct the number.",
     "Ce programme lit la version {expected} : utiliser un dmpcert plus récent, ou corriger le "
     "numéro."},
    {"SCHEMA-TYPE", "{expected} is expected here, not {found}",
     "on attend ici {expected}, pas {found}", "{advice}", "{advice}"},
    {"SCHEMA-TYPE.quotes", "Put it in quotes: \"{value}\". A number loses its leading zeros.",
     "L'écrire entre guillemets : \"{value}\". Un nombre perd ses zéros de tête."},
    {"SCHEMA-TYPE.correct", "Write {expected}; leave the key out when there is nothing to say.",
     "Écrire {expected} ; retirer la clé s'il n'y a rien à dire."},
    {"SCHEMA-REQUIRED", "key \"{key}\" is missing", "il manque la clé « {key} »",
     "Add it; `dmpcert check --schema dossier` describes every key.",
     "L'ajouter ; `dmpcert check --schema dossier` décrit chaque clé."},
    {"SCHEMA-UNKNOWN-KEY", "key \"{key}\" is not known and was not read",
     "la clé « {key} » n'est pas connue et n'a pas été lue", "{advice}", "{advice}"},
    {"SCHEMA-UNKNOWN-KEY.remove", "Take it out, or make it a // comment.",
     "La retirer, ou en faire un commentaire //."},
    {"SCHEMA-VALUE", "\"{value}\" does not fit: {reason}", "« {value} » ne convient pas : {reason}",
     "{advice}", "{advice}"},
    {"SCHEMA-VALUE.word", "one of {allowed} is expected", "on attend l'une des valeurs {allowed}"},
    {"SCHEMA-VALUE.choose", "Write one of {allowed}.", "Écrire l'une des valeurs {allowed}."},
    {"SCHEMA-VALUE.empty", "the text is empty", "le texte est vide"},
    {"SCHEMA-VALUE.too-long", "at most {limit} characters", "{limit} caractères au plus"},
    {"SCHEMA-VALUE.too-small", "at least {limit}", "au moins {limit}"},
    {"SCHEMA-VALUE.too-large", "at most {limit}", "au plus {limit}"},
    {"SCHEMA-VALUE.other", "{words}", "{words}"},
    {"SCHEMA-VALUE.correct", "Correct the value.", "Corriger la valeur."},
};

constexpr CatalogueEntry kDossier[] = {
    {"IDENTIFIER-FORGIVEN", "\"{value}\" was read as {read}: {how}",
     "« {value} » a été lu {read} : {how}", "Write {read}.", "Écrire {read}."},
    {"DOSSIER-ASSUMED", "key \"{key}\" is missing: \"{value}\" is assumed",
     "il manque la clé « {key} » : « {value} » est supposé", "Write it down to be sure.",
     "L'écrire pour en être sûr."},
    {"DOSSIER-ADMINISTRATOR-UNKNOWN", "no administrator of the dossier has the id \"{id}\"",
     "aucun administrateur du dossier n'a l'identifiant « {id} »", "{advice}", "{advice}"},
    {"DOSSIER-ADMINISTRATOR-UNKNOWN.add",
     "Add the person to the dossier's \"administrators\", or take the id out.",
     "Ajouter la personne aux « administrators » du dossier, ou retirer l'identifiant."},
    {"DOSSIER-ADMINISTRATOR-UNUSED", "no establishment names administrator \"{id}\"",
     "aucun établissement ne désigne l'administrateur « {id} »",
     "Name the person in the \"administrators\" of the sites, or take the person out.",
     "Désigner la personne dans les « administrators » des sites, ou la retirer."},
    {"DOSSIER-DUPLICATE-ID", "id \"{id}\" is taken already, line {line}",
     "l'identifiant « {id} » est déjà pris, ligne {line}", "Give each its own id.",
     "Donner à chacun son identifiant."},
    {"DOSSIER-DUPLICATE-FINESS", "several sites have the site FINESS number {finess}: {sites}",
     "plusieurs sites ont le FINESS géographique {finess} : {sites}",
     "Each site has a number of its own: correct those that are wrong, or merge the sites.",
     "Chaque site a son propre numéro : corriger ceux qui sont faux, ou fusionner les sites."},
    {"DOSSIER-FINESS-KINDS",
     "FINESS number {finess} is given both as a site's and as a legal entity's: {sites}",
     "le FINESS {finess} est donné à la fois comme géographique et comme juridique : {sites}",
     "A number is one or the other: look it up in the FINESS register.",
     "Un numéro est l'un ou l'autre : le chercher dans le répertoire FINESS."},
    {"DOSSIER-DUPLICATE-REFERENCE", "\"{value}\" is named twice here",
     "« {value} » est cité deux fois ici", "Take one of them out.", "Retirer l'un des deux."},
    {"DOSSIER-DEPARTMENT-UNKNOWN", "\"{value}\" is not a department",
     "« {value} » n'est pas un département",
     "Write its usual code, for example \"01\", \"2A\" or \"974\".",
     "Écrire son code usuel, par exemple \"01\", \"2A\" ou \"974\"."},
    {"DOSSIER-KIND-UNKNOWN", "\"{value}\" is not a known kind of establishment",
     "« {value} » n'est pas un type d'établissement connu", "{advice}", "{advice}"},
    {"DOSSIER-KIND-UNKNOWN.keep",
     "`dmpcert check --schema dossier` lists the known ones; it may stay as it is.",
     "`dmpcert check --schema dossier` liste ceux qui le sont ; il peut rester tel quel."},
};

constexpr CatalogueEntry kPolicy[] = {
    {"POLICY-BASE-UNKNOWN", "there is no built-in policy \"{value}\"",
     "il n'y a pas de politique intégrée « {value} »", "{advice}", "{advice}"},
    {"POLICY-RULE-UNKNOWN", "there is no rule \"{value}\": its severity has no effect",
     "il n'y a pas de règle « {value} » : sa gravité est sans effet", "{advice}", "{advice}"},
    {"POLICY-RULE-UNKNOWN.remove", "Take it out.", "La retirer."},
    {"POLICY-THRESHOLDS", "critical_days ({critical}) is not less than warn_days ({warn})",
     "critical_days ({critical}) n'est pas inférieur à warn_days ({warn})",
     "Warn earlier than critical, or no warning is ever given.",
     "Avertir avant le seuil critique, sans quoi il n'y a jamais d'avertissement."},
    {"ORDER-DAMAGED", "order file {path} is damaged", "le fichier de commande {path} est abîmé",
     "Restore it from a backup, or move the order's folder away and make the order anew.",
     "Le restaurer d'une sauvegarde, ou écarter le dossier de la commande et la refaire."},
    {"PLAN-INVALID", "{file}: not an installation plan as its schema has it",
     "{file} : ce n'est pas un plan d'installation conforme à son schéma",
     "Correct the places that are named; dmpcert check --schema plan shows the form.",
     "Corriger les endroits indiqués ; dmpcert check --schema plan montre la forme."},
    {"ORDER-VERSION", "order file {path} is of version {found}, newer than this program",
     "le fichier de commande {path} est de version {found}, plus récente que ce programme",
     "Use the dmpcert that wrote it, or a newer one.",
     "Utiliser le dmpcert qui l'a écrit, ou un plus récent."},
};

template <std::size_t... Sizes>
constexpr auto joined(const CatalogueEntry (&... parts)[Sizes]) {
  std::array<CatalogueEntry, (Sizes + ...)> all{};
  std::size_t at = 0;
  const auto append = [&](const auto& part) {
    for (const auto& entry : part) {
      all[at++] = entry;
    }
  };
  (append(parts), ...);
  return all;
}

constexpr auto kEntries = joined(kText, kSchema, kDossier, kPolicy);

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::documents
