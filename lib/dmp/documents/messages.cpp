#include "dmp/documents/messages.hpp"

#include <array>

#include "dmp/documents/detail/table.hpp"

namespace dmp::documents {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kText[] = {
    {"JSON-EMPTY", "the file is empty", "le fichier est vide",
     "Start from one of the project's examples (examples/dossiers).",
     "Partir de l'un des exemples du projet (examples/dossiers)."},
    {"JSON-SIZE", "the file has {size} bytes; at most {limit} are read",
     "le fichier fait {size} octets ; {limit} au plus sont lus",
     "Check that it is the right file; a large group can be split into several dossiers.",
     "Vérifier que c'est le bon fichier ; un grand groupe peut être réparti en plusieurs "
     "dossiers."},
    {"JSON-VALUES", "the document has more than {limit} values",
     "le document a plus de {limit} valeurs",
     "Check that it is the right file; a large group can be split into several dossiers.",
     "Vérifier que c'est le bon fichier ; un grand groupe peut être réparti en plusieurs "
     "dossiers."},
    {"JSON-DEPTH", "objects or lists are nested deeper than {limit} levels",
     "des objets ou des listes sont imbriqués sur plus de {limit} niveaux",
     "Check that it is the right file.", "Vérifier que c'est le bon fichier."},
    {"JSON-STRING", "a text has {size} bytes; at most {limit} are read",
     "un texte fait {size} octets ; {limit} au plus sont lus", "Shorten the text.",
     "Raccourcir le texte."},
    {"JSON-ENCODING", "byte 0x{byte} is not UTF-8: {guess}",
     "l'octet 0x{byte} n'est pas de l'UTF-8 : {guess}",
     "Save the file as UTF-8, or convert it with iconv.",
     "Enregistrer le fichier en UTF-8, ou le convertir avec iconv."},
    {"JSON-ENCODING.latin-1", "the file looks like Latin-1 or Windows-1252",
     "le fichier semble être en Latin-1 ou Windows-1252"},
    {"JSON-ENCODING.utf-16", "the file looks like UTF-16", "le fichier semble être en UTF-16"},
    {"JSON-ENCODING.utf-32", "the file looks like UTF-32", "le fichier semble être en UTF-32"},
    {"JSON-ENCODING.truncated", "the file ends in the middle of a character",
     "le fichier s'arrête au milieu d'un caractère"},
    {"JSON-ENCODING.binary", "the file is not text", "le fichier n'est pas du texte"},
    {"JSON-OTHER-FORMAT", "this is {format}, but a dossier is a JSON document",
     "c'est {format}, mais un dossier est un document JSON",
     "Copy one of the project's examples (examples/dossiers) and fill it in; \"dmpcert check "
     "--schema dossier\" describes every key.",
     "Copier l'un des exemples du projet (examples/dossiers) et le compléter ; « dmpcert check "
     "--schema dossier » décrit chaque clé."},
    {"JSON-OTHER-FORMAT.csv", "a table (CSV)", "un tableau (CSV)"},
    {"JSON-OTHER-FORMAT.spreadsheet", "a spreadsheet", "un classeur de tableur"},
    {"JSON-OTHER-FORMAT.toml", "TOML", "du TOML"},
    {"JSON-OTHER-FORMAT.xml", "XML", "du XML"},
    {"JSON-OTHER-FORMAT.yaml", "YAML", "du YAML"},
    {"JSON-BOM", "the file begins with a byte order mark (BOM), which JSON does not allow",
     "le fichier commence par une marque d'ordre des octets (BOM), que JSON n'admet pas",
     "Save the file as UTF-8 without a BOM.", "Enregistrer le fichier en UTF-8 sans BOM."},
    {"JSON-CONTROL",
     "a text contains a line break or another control character; it is read as a space",
     "un texte contient un saut de ligne ou un autre caractère de contrôle ; il est lu comme une "
     "espace",
     "Remove the character.", "Retirer ce caractère."},
    {"JSON-DUPLICATE-KEY", "key \"{key}\" is given twice, first on line {line}",
     "la clé « {key} » est donnée deux fois, la première à la ligne {line}",
     "Keep only one: for now, the last one is used.",
     "N'en garder qu'une : pour l'instant, la dernière est utilisée."},
    {"JSON-SYNTAX", "not valid JSON: {reason}", "JSON non valide : {reason}",
     "Correct the text at this place.", "Corriger le texte à cet endroit."},
    {"JSON-SYNTAX.truncated", "the text ends before the end of the document",
     "le texte s'arrête avant la fin du document"},
    {"JSON-SYNTAX.trailing-comma", "there is a comma before \"{found}\"",
     "il y a une virgule avant « {found} »"},
    {"JSON-SYNTAX.missing-comma", "a comma is missing before {found}",
     "il manque une virgule avant {found}"},
    {"JSON-SYNTAX.leading-zero", "a number cannot begin with 0; write identifiers in quotes",
     "un nombre ne peut pas commencer par 0 ; les identifiants s'écrivent entre guillemets"},
    {"JSON-SYNTAX.range", "number {found} is too large", "le nombre {found} est trop grand"},
    {"JSON-SYNTAX.string", "a text is not closed, or contains a line break: {found}",
     "un texte n'est pas fermé, ou contient un saut de ligne : {found}"},
    {"JSON-SYNTAX.escape", "a text contains a backslash that JSON does not allow: {found}",
     "un texte contient une barre oblique inverse que JSON n'admet pas : {found}"},
    {"JSON-SYNTAX.quotes", "{found} should be in double quotes",
     "{found} devrait être entre guillemets droits"},
    {"JSON-SYNTAX.typographic",
     "{found} has the quotes of a word processor: JSON takes straight double quotes only",
     "{found} a les guillemets d'un traitement de texte : JSON n'admet que les guillemets droits"},
    {"JSON-SYNTAX.after-end", "there is something after the end of the document: {found}",
     "il y a du texte après la fin du document : {found}"},
    {"JSON-SYNTAX.unexpected", "\"{found}\" is not expected here",
     "« {found} » n'est pas attendu ici"},
    {"FINDINGS-MORE", "{count} more {count:finding is|findings are} not listed",
     "{count} {count:autre constat n'est pas listé|autres constats ne sont pas listés}",
     "Correct those listed, then check again.",
     "Corriger ceux qui sont listés, puis vérifier de nouveau."},
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
    {"SCHEMA-VERSION-OLD", "version {found} of the document's form is no longer read",
     "la version {found} du format de document n'est plus lue",
     "Rewrite it as version {expected}: `dmpcert check --schema dossier` describes every key, and "
     "docs/manual.md says what each key of version {found} is called now.",
     "Le récrire en version {expected} : `dmpcert check --schema dossier` décrit chaque clé, et "
     "docs/manual.md indique le nouveau nom de chaque clé de la version {found}."},
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
    {"SCHEMA-VALUE.too-short", "at least {limit} characters", "{limit} caractères au moins"},
    {"SCHEMA-VALUE.pattern", "it does not match the pattern {limit}",
     "la valeur ne correspond pas au motif {limit}"},
    {"SCHEMA-VALUE.too-few", "at least {limit} elements", "{limit} éléments au moins"},
    {"SCHEMA-VALUE.too-many", "at most {limit} elements", "{limit} éléments au plus"},
    {"SCHEMA-VALUE.correct", "Correct the value.", "Corriger la valeur."},
};

constexpr CatalogueEntry kDossier[] = {
    {"IDENTIFIER-FORGIVEN", "\"{value}\" was read as {read}: {how}",
     "« {value} » a été lu {read} : {how}", "Write {read}.", "Écrire {read}."},
    {"DOSSIER-SPACES", "\"{value}\" begins or ends with a space, which is not read",
     "« {value} » commence ou finit par une espace, qui n'est pas lue", "Remove the space.",
     "Retirer cette espace."},
    {"DOSSIER-ASSUMED", "key \"{key}\" is missing: \"{value}\" is assumed",
     "il manque la clé « {key} » : « {value} » est supposé", "Add it if this is not what you mean.",
     "L'ajouter si ce n'est pas le sens voulu."},
    {"DOSSIER-ADMINISTRATOR-UNKNOWN", "no administrator of the dossier has the id \"{id}\"",
     "aucun administrateur du dossier n'a l'identifiant « {id} »", "{advice}", "{advice}"},
    {"DOSSIER-ADMINISTRATOR-UNKNOWN.add",
     "Add the person to \"administrators\" of the dossier, or remove the id.",
     "Ajouter la personne à « administrators » du dossier, ou retirer l'identifiant."},
    {"DOSSIER-TODO", "\"{key}\" is still to be filled in: {what}",
     "« {key} » reste à compléter : {what}",
     "Replace the TODO by the value, or remove the line if there is none.",
     "Remplacer le TODO par la valeur, ou retirer la ligne s'il n'y en a pas."},
    {"DOSSIER-PERSON-UNKNOWN", "nobody in \"people\" has the id \"{id}\"",
     "personne dans « people » n'a l'identifiant « {id} »", "{advice}", "{advice}"},
    {"DOSSIER-PERSON-UNKNOWN.add",
     "Add the person to \"people\" of the dossier, or describe the person here.",
     "Ajouter la personne à « people » du dossier, ou la décrire ici."},
    {"DOSSIER-SOFTWARE-UNKNOWN", "no software of the dossier has the id \"{id}\"",
     "aucun logiciel du dossier n'a l'identifiant « {id} »", "{advice}", "{advice}"},
    {"DOSSIER-SOFTWARE-UNKNOWN.add", "Add it to \"software\" of the dossier, or describe it here.",
     "L'ajouter à « software » du dossier, ou le décrire ici."},
    {"DOSSIER-LEGAL-ENTITY-UNKNOWN", "the dossier does not describe the legal entity {finess}",
     "le dossier ne décrit pas l'entité juridique {finess}",
     "Add it to \"legal_entities\" with its \"finess\" and \"name\", or correct the number.",
     "L'ajouter à « legal_entities » avec « finess » et « name », ou corriger le numéro."},
    {"DOSSIER-DUPLICATE-ENTITY", "legal entity {finess} is already described, line {line}",
     "l'entité juridique {finess} est déjà décrite, ligne {line}",
     "Keep one description: for now, the first one is used.",
     "N'en garder qu'une description : pour l'instant, la première est utilisée."},
    {"DOSSIER-EDITION-UNKNOWN", "there is no built-in edition \"{value}\"",
     "il n'y a pas d'édition intégrée « {value} »", "Did you mean \"{nearest}\"?",
     "Vouliez-vous dire « {nearest} » ?"},
    {"DOSSIER-CERTIFICATE-NAME",
     "a certificate of the service {service} needs the name of its application service",
     "il manque le nom du service applicatif d'un certificat du service {service}",
     "Write it in \"name\", for example \"INSI-AUTO\": it becomes the CN of the certificate.",
     "L'indiquer dans « name », par exemple « INSI-AUTO » : ce sera le CN du certificat."},
    {"DOSSIER-SIREN-DIFFERS", "SIRET {siret} does not begin with SIREN {siren} of the legal entity",
     "le SIRET {siret} ne commence pas par le SIREN {siren} de l'entité juridique",
     "Correct the wrong number, or the legal entity of the site.",
     "Corriger le numéro erroné, ou l'entité juridique du site."},
    {"DOSSIER-UNUSED", "nothing in the dossier refers to \"{id}\"",
     "rien dans le dossier ne renvoie à « {id} »", "Refer to it by this id, or remove it.",
     "Y renvoyer par cet identifiant, ou le retirer."},
    {"DOSSIER-ADMINISTRATOR-UNUSED", "no establishment names administrator \"{id}\"",
     "aucun établissement ne désigne l'administrateur « {id} »",
     "Name the person in \"administrators\" of the sites, or remove the person.",
     "Désigner la personne dans « administrators » des sites, ou la retirer."},
    {"DOSSIER-DUPLICATE-ID", "id \"{id}\" is already used, line {line}",
     "l'identifiant « {id} » est déjà utilisé, ligne {line}", "Give each one its own id.",
     "Donner à chacun son propre identifiant."},
    {"DOSSIER-DUPLICATE-FINESS", "several sites have the site FINESS number {finess}: {sites}",
     "plusieurs sites ont le FINESS géographique {finess} : {sites}",
     "Each site has its own number: correct the wrong ones, or merge the sites.",
     "Chaque site a son propre numéro : corriger ceux qui sont faux, ou fusionner les sites."},
    {"DOSSIER-FINESS-KINDS",
     "FINESS number {finess} is used both for a site and for a legal entity: {sites}",
     "le numéro FINESS {finess} est donné à la fois comme géographique et comme juridique : "
     "{sites}",
     "It can only be one of them: look it up in the FINESS register.",
     "Il ne peut être que l'un des deux : le chercher dans le répertoire FINESS."},
    {"DOSSIER-DUPLICATE-REFERENCE", "\"{value}\" is given twice here",
     "« {value} » est donné deux fois ici", "Remove one of the two.", "Retirer l'un des deux."},
    {"DOSSIER-DEPARTMENT-UNKNOWN", "\"{value}\" is not a known department",
     "« {value} » n'est pas un département connu",
     "Write its usual code, for example \"01\", \"2A\" or \"974\".",
     "Écrire son code usuel, par exemple \"01\", \"2A\" ou \"974\"."},
    {"DOSSIER-KIND-UNKNOWN", "\"{value}\" is not a known kind of establishment",
     "« {value} » n'est pas un type d'établissement connu", "{advice}", "{advice}"},
    {"DOSSIER-KIND-UNKNOWN.keep",
     "`dmpcert check --schema dossier` lists the known ones; the value may also stay as it is.",
     "`dmpcert check --schema dossier` énumère ceux qui le sont ; la valeur peut aussi rester "
     "telle quelle."},
};

constexpr CatalogueEntry kPolicy[] = {
    {"POLICY-BASE-UNKNOWN", "there is no built-in edition \"{value}\"",
     "il n'y a pas d'édition intégrée « {value} »", "{advice}", "{advice}"},
    {"POLICY-RULE-UNKNOWN", "there is no rule \"{value}\": its severity has no effect",
     "il n'y a pas de règle « {value} » : sa gravité est sans effet", "{advice}", "{advice}"},
    {"POLICY-RULE-UNKNOWN.remove", "Remove it.", "La retirer."},
    {"POLICY-THRESHOLDS", "critical_days ({critical}) is not less than warn_days ({warn})",
     "critical_days ({critical}) n'est pas inférieur à warn_days ({warn})",
     "Make warn_days larger, otherwise no warning is ever given.",
     "Augmenter warn_days, sans quoi aucun avertissement n'est jamais donné."},
    {"ORDER-DAMAGED", "the order file {path} is damaged",
     "le fichier de commande {path} est endommagé",
     "Restore it from a backup, or move the order's directory away and make the order again.",
     "Le restaurer d'une sauvegarde, ou déplacer le répertoire de la commande et refaire "
     "celle-ci."},
    {"PLAN-INVALID", "{file}: is not a valid installation plan",
     "{file} : n'est pas un plan d'installation valide",
     "Correct the places listed; \"dmpcert check --schema plan\" prints the schema.",
     "Corriger les endroits indiqués ; « dmpcert check --schema plan » affiche le schéma."},
    {"ORDER-VERSION", "the order file {path} has version {found}, which is newer than this program",
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

std::vector<Messages> messages() { return {kEntries, table_messages()}; }

}  // namespace dmp::documents
