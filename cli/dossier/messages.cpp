#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.dossier.about",
     "The dossier itself: begin one from the FINESS register or a spreadsheet, keep it in step "
     "with "
     "a spreadsheet, show what holds for a site and where it is said.",
     "Le dossier lui-même : en commencer un à partir du répertoire FINESS ou d'un tableau, le "
     "tenir "
     "à jour avec un tableau, montrer ce qui vaut pour un site et où c'est indiqué."},
    {"cli.dossier.examples",
     "  # a dossier of all open sites of a legal entity, from the file of data.gouv.fr\n"
     "  dmpcert dossier new --finess etalab-cs1100502-stock.csv --ej 970302022\n"
     "  # a dossier from a spreadsheet; what cannot be read is written back to be mended\n"
     "  dmpcert dossier import sites.xlsx\n"
     "  # what a spreadsheet would change in a dossier, then the change itself\n"
     "  dmpcert dossier import sites.xlsx --into dossier.json --dry-run\n"
     "  dmpcert dossier import sites.xlsx --into dossier.json\n"
     "  # a heading that was not recognised\n"
     "  dmpcert dossier import sites.csv --map \"Code UF=id\"\n"
     "  # what can be read but is untidy: first as a patch, then put right\n"
     "  dmpcert dossier fix dossier.json --dry-run\n"
     "  dmpcert dossier fix dossier.json\n"
     "  # what was done today, or another day\n"
     "  dmpcert dossier record dossier.json cayenne form-413-sent\n"
     "  dmpcert dossier record dossier.json 'ehpad-*' contract-signed --on 2026-03-31\n"
     "  # a dossier from the certificates that are in service\n"
     "  dmpcert dossier import --certificates /etc/ssl/dmp --finess etalab-cs1100502-stock.csv\n"
     "  # a table to be filled in by others\n"
     "  dmpcert dossier export dossier.json -o sites.xlsx\n"
     "  # what holds for every site\n"
     "  dmpcert dossier show dossier.json\n"
     "  # for one of them, and where in the document each value stands\n"
     "  dmpcert dossier show dossier.json cayenne --format json",
     "  # un dossier de tous les sites ouverts d'une entité juridique, avec le fichier de "
     "data.gouv.fr\n"
     "  dmpcert dossier new --finess etalab-cs1100502-stock.csv --ej 970302022\n"
     "  # un dossier à partir d'un tableau ; ce qui est illisible revient, à corriger\n"
     "  dmpcert dossier import sites.xlsx\n"
     "  # ce qu'un tableau changerait dans un dossier, puis le changement\n"
     "  dmpcert dossier import sites.xlsx --into dossier.json --dry-run\n"
     "  dmpcert dossier import sites.xlsx --into dossier.json\n"
     "  # un en-tête qui n'a pas été reconnu\n"
     "  dmpcert dossier import sites.csv --map \"Code UF=id\"\n"
     "  # ce qui se lit mais est mal écrit : d'abord le patch, puis la mise au propre\n"
     "  dmpcert dossier fix dossier.json --dry-run\n"
     "  dmpcert dossier fix dossier.json\n"
     "  # ce qui a été fait aujourd'hui, ou un autre jour\n"
     "  dmpcert dossier record dossier.json cayenne form-413-sent\n"
     "  dmpcert dossier record dossier.json 'ehpad-*' contract-signed --on 2026-03-31\n"
     "  # un dossier à partir des certificats en service\n"
     "  dmpcert dossier import --certificates /etc/ssl/dmp --finess etalab-cs1100502-stock.csv\n"
     "  # un tableau à faire compléter\n"
     "  dmpcert dossier export dossier.json -o sites.xlsx\n"
     "  # ce qui vaut pour chaque site\n"
     "  dmpcert dossier show dossier.json\n"
     "  # pour l'un d'eux, et où se trouve chaque valeur dans le document\n"
     "  dmpcert dossier show dossier.json cayenne --format json"},
    {"cli.dossier.new.about",
     "Begin a dossier: from the FINESS register, or as a starter to be filled in.",
     "Commencer un dossier : à partir du répertoire FINESS, ou vide, à compléter."},
    {"cli.dossier.import.about",
     "Read sites and people from a spreadsheet (CSV, .xlsx, .ods), or the sites of certificates in "
     "service, into a dossier.",
     "Reprendre dans un dossier les sites et les personnes d'un tableau (CSV, .xlsx, .ods), ou les "
     "sites des certificats en service."},
    {"cli.dossier.export.about",
     "Write sites and people of a dossier as a table for import (CSV, .xlsx).",
     "Écrire les sites et les personnes d'un dossier sous forme de tableau (CSV, .xlsx), que "
     "import "
     "relit."},
    {"cli.arg.TABLE", "Spreadsheet: CSV, .xlsx or .ods, or - for standard input",
     "Tableau : CSV, .xlsx ou .ods, ou - pour l'entrée standard"},
    {"cli.opt.new-finess", "File of the FINESS register (CSV or FINESS+ JSON)",
     "Fichier du répertoire FINESS (CSV ou JSON FINESS+)"},
    {"cli.opt.new-ej", "Legal entity (EJ) whose open sites are all taken",
     "Entité juridique (EJ) dont tous les sites ouverts sont repris"},
    {"cli.opt.new-et", "Site (ET)", "Site (ET)"},
    {"cli.opt.new-all", "Take all sites of a legal entity, however many",
     "Reprendre tous les sites d'une entité juridique, quel qu'en soit le nombre"},
    {"cli.opt.new-output", "Where to write the dossier, or - (default: dossier.json, here)",
     "Où écrire le dossier, ou - (par défaut : dossier.json, ici)"},
    {"cli.opt.export-format", "Format of the table (default: by the name of the file, else csv)",
     "Format du tableau (par défaut : selon le nom du fichier, sinon csv)"},
    {"EXPORT-TERMINAL", "a spreadsheet would be written to the terminal",
     "un classeur serait écrit sur le terminal", "Say where it belongs: -o FILE.",
     "Indiquer où l'écrire : -o FICHIER."},
    {"cli.opt.export-output", "Where to write the table (default: standard output)",
     "Où écrire le tableau (par défaut : la sortie standard)"},
    {"cli.opt.import-certificates",
     "Instead of a table: certificates in service (files, directories)",
     "Au lieu d'un tableau : certificats en service (fichiers, répertoires)"},
    {"cli.opt.import-finess", "File of the FINESS register, for the names of the structures",
     "Fichier du répertoire FINESS, pour les noms des structures"},
    {"IMPORT-WHAT", "there is nothing to import, or two things at once",
     "il n'y a rien à reprendre, ou deux choses à la fois",
     "Give a spreadsheet, or certificates with --certificates PATH.",
     "Donner un tableau, ou des certificats avec --certificates CHEMIN."},
    {"cli.opt.import-into", "Dossier to add to and update, by FINESS number",
     "Dossier à compléter et mettre à jour, selon le numéro FINESS"},
    {"cli.opt.import-map", "What a heading means (may be repeated; \"-\": nothing)",
     "Ce que désigne un en-tête (peut être répété ; « - » : rien)"},
    {"cli.opt.import-columns",
     "Where --map is kept for the next time (default: beside the table, TABLE.columns)",
     "Où --map est retenu pour la prochaine fois (par défaut : à côté du tableau, "
     "TABLEAU.columns)"},
    {"cli.opt.import-all", "List all findings and changes",
     "Énumérer tous les constats et tous les changements"},
    {"cli.opt.import-sheet", "Read this sheet only", "Ne lire que cette feuille"},
    {"cli.opt.import-refused", "Where to write the refused lines (default: beside the dossier)",
     "Où écrire les lignes refusées (par défaut : à côté du dossier)"},
    {"NEW-NO-NUMBER", "the register alone does not say which sites are meant",
     "le répertoire seul ne dit pas quels sites sont concernés",
     "Give legal entities with --ej, or sites with --et.",
     "Donner des entités juridiques avec --ej, ou des sites avec --et."},
    {"DOSSIER-WHERE", "the dossier would be written into {path}",
     "le dossier serait écrit dans {path}", "Say where it belongs: -o FILE.",
     "Indiquer où l'écrire : -o FICHIER."},
    {"DOSSIER-CHANGED", "{path} was changed by somebody meanwhile; it was left as it is now",
     "{path} a été modifié entre-temps ; il reste tel qu'il est maintenant",
     "Run the same command again.", "Relancer la même commande."},
    {"IMPORT-STDOUT", "-o - and --format json would both write to standard output",
     "-o - et --format json écriraient tous deux sur la sortie standard",
     "Write the dossier to a file: -o FILE.", "Écrire le dossier dans un fichier : -o FICHIER."},
    {"IMPORT-INTO", "--into needs the dossier as a file", "--into demande le dossier en fichier",
     "Give its path.", "Donner son chemin."},
    {"cli.dossier.ask", "A few questions; Enter leaves one open, as a TODO in the dossier.",
     "Quelques questions ; Entrée laisse une question ouverte, en TODO dans le dossier."},
    {"cli.dossier.next",
     "{sites} {sites:site|sites}; what is left to be filled in: dmpcert check {path}",
     "{sites} {sites:site|sites} ; ce qui reste à compléter : dmpcert check {path}"},
    {"cli.dossier.column", "column {cell} \"{heading}\": {key}",
     "colonne {cell} « {heading} » : {key}"},
    {"cli.dossier.column-out", "column {cell} \"{heading}\": not recognised, left out",
     "colonne {cell} « {heading} » : non reconnue, ignorée"},
    {"cli.dossier.columns-not-kept",
     "{path} cannot be written, so what --map says is not kept; name another file with --columns",
     "{path} ne peut pas être écrit : ce que dit --map n'est pas retenu ; désigner un autre "
     "fichier "
     "par --columns"},
    {"cli.dossier.refused", "lines to mend, then to import again: {path}",
     "lignes à corriger, puis à reprendre : {path}"},
    {"cli.dossier.imported",
     "{lines} {lines:line|lines}, {refused} refused; {sites} {sites:site|sites}, {changes} "
     "{changes:change|changes}",
     "{lines} {lines:ligne|lignes}, {refused} {refused:refusée|refusées} ; {sites} "
     "{sites:site|sites}, {changes} {changes:changement|changements}"},
    {"cli.dossier.fix.about",
     "Put right in a dossier what can be read but is untidy: spaces in numbers, days as "
     "31/03/2024, "
     "words in another case, quotes of a word processor. Only these values are changed; what would "
     "be a guess is shown.",
     "Mettre au propre dans un dossier ce qui se lit mais est mal écrit : espaces dans les "
     "numéros, "
     "dates comme 31/03/2024, casse des mots, guillemets d'un traitement de texte. Seules ces "
     "valeurs changent ; ce qui serait deviné est montré."},
    {"cli.opt.fix-output",
     "Where to write the whole dossier instead, or - (default: in the place of the dossier)",
     "Où écrire le dossier entier à la place, ou - (par défaut : à la place du dossier)"},
    {"cli.opt.patch-dry-run", "Only show what would change, as a patch for patch -p0",
     "Montrer seulement ce qui changerait, sous forme de patch pour patch -p0"},
    {"cli.dossier.fix.mend", "line {line}: {from} -> {to}", "ligne {line} : {from} -> {to}"},
    {"cli.dossier.fix.guess", "line {line}: {from} -> {to}? It would be a guess: left as it is",
     "ligne {line} : {from} -> {to} ? Ce serait deviné : laissé tel quel"},
    {"cli.dossier.fix.quotes", "quotes of a word processor became straight ones",
     "les guillemets d'un traitement de texte sont devenus droits"},
    {"cli.dossier.fix.done",
     "{count} {count:value|values} put right, {guesses} {guesses:guess|guesses} left to you",
     "{count} {count:valeur mise|valeurs mises} au propre, {guesses} à vérifier par vos soins"},
    {"cli.dossier.imported-certificates",
     "{lines} {lines:certificate|certificates}, {refused} left out; {sites} {sites:site|sites}, "
     "{changes} {changes:change|changes}",
     "{lines} {lines:certificat|certificats}, {refused} {refused:ignoré|ignorés} ; {sites} "
     "{sites:site|sites}, {changes} {changes:changement|changements}"},
    {"cli.dossier.show.about",
     "Show what holds for sites, and who says it: the site, its legal entity or the defaults.",
     "Montrer ce qui vaut pour des sites, et qui l'indique : le site, son entité juridique ou les "
     "valeurs par défaut."},
    {"cli.arg.SITE",
     "Sites of the dossier: ids, FINESS numbers, SIRET, or patterns of ids such as 'ehpad-*' "
     "(default: all sites)",
     "Sites du dossier : identifiants, n° FINESS, SIRET, ou motifs d'identifiants comme 'ehpad-*' "
     "(par défaut : tous)"},
    {"cli.dossier.record.about",
     "Write into a dossier what was done: an agreement signed, a card active, form 413 sent, "
     "certificates requested, collected, installed. What contradicts the dossier is refused.",
     "Inscrire dans un dossier ce qui a été fait : contrat signé, carte active, formulaire 413 "
     "envoyé, "
     "certificats demandés, retirés, installés. Ce qui contredit le dossier est refusé."},
    {"cli.arg.RECORD",
     "Sites (ids, FINESS numbers, patterns such as 'ehpad-*'), and last what happened there",
     "Sites (identifiants, n° FINESS, motifs comme 'ehpad-*'), et pour finir ce qui y a été fait"},
    {"cli.opt.record-on", "Day on which it was done (default: today)",
     "Date à laquelle c'était fait (par défaut : aujourd'hui)"},
    {"cli.opt.record-number", "Number of the agreement, or of the card",
     "Numéro du contrat, ou de la carte"},
    {"cli.opt.record-person", "Whose card or form 502: an id of the dossier, or representative",
     "De qui est la carte ou le formulaire 502 : identifiant du dossier, ou representative"},
    {"cli.opt.record-card", "Kind of the card, where the dossier has none",
     "Type de la carte, si le dossier ne le dit pas"},
    {"cli.opt.record-expires", "Last day of the card or certificate",
     "Date de fin de validité de la carte ou du certificat"},
    {"cli.opt.record-to", "E-mail address that form 413 was sent to",
     "Adresse électronique à laquelle le formulaire 413 a été envoyé"},
    {"cli.opt.record-service", "Only certificates of this service",
     "Certificats de ce service seulement"},
    {"cli.opt.record-usage", "Only certificates of this usage",
     "Certificats de cet usage seulement"},
    {"cli.opt.record-overrule",
     "Record it even where it contradicts what the dossier says, and replace that",
     "L'inscrire même si cela contredit ce que dit le dossier, et le remplacer"},
    {"RECORD-WORDS", "what happened is missing, or where", "il manque ce qui a été fait, ou où",
     "Give sites, then one of: {events}", "Donner des sites, puis l'un de ceux-ci : {events}"},
    {"RECORD-EVENT", "\"{word}\" is no event", "« {word} » n'est pas un événement",
     "Use one of: {events}", "Utiliser l'un de ceux-ci : {events}"},
    {"RECORD-OUTPUT", "standard input is no place to write a dossier to",
     "l'entrée standard n'est pas un endroit où écrire un dossier", "Give its path.",
     "Donner son chemin."},
    {"cli.dossier.record.refused", "nothing was recorded; to record it all the same: --overrule",
     "rien n'a été inscrit ; pour l'inscrire malgré tout : --overrule"},
    {"cli.dossier.record.nothing", "already recorded: nothing to change",
     "déjà inscrit : rien à changer"},
    {"cli.dossier.record.sites", "{event}: {count} {count:site|sites}: {sites}",
     "{event} : {count} {count:site|sites} : {sites}"},
};

}  // namespace

Messages dossier_messages() { return kEntries; }

}  // namespace dmp::cli
