#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.form413.about",
     "Write form 413 as PDF, filled from the dossier, for one site or for all.",
     "Écrire le formulaire 413 en PDF, rempli depuis le dossier, pour un site ou pour tous."},
    {"cli.form413.examples",
     "  # the forms of all sites into a folder\n"
     "  dmpcert form413 dossier.json --all -o forms\n"
     "  # one site, into the current folder\n"
     "  dmpcert form413 dossier.json --site cayenne\n"
     "  # what would be written\n"
     "  dmpcert form413 dossier.json --all -o forms --dry-run\n"
     "  # a draft to show to those who know what is still missing\n"
     "  dmpcert form413 dossier.json --site cayenne -o forms --draft\n"
     "  # forms, what other forms are needed, and one mail for all, to be opened, completed and "
     "sent\n"
     "  dmpcert form413 dossier.json --all -o sending --mail --grouped --with-annexes\n"
     "  # what a form that came back says, checked against the dossier\n"
     "  dmpcert form413 dossier.json --site cayenne --read sending/form-413-970300026.pdf",
     "  # les formulaires de tous les sites dans un dossier\n"
     "  dmpcert form413 dossier.json --all -o forms\n"
     "  # un site, dans le dossier courant\n"
     "  dmpcert form413 dossier.json --site cayenne\n"
     "  # ce qui serait écrit\n"
     "  dmpcert form413 dossier.json --all -o forms --dry-run\n"
     "  # un brouillon à montrer à ceux qui savent ce qui manque encore\n"
     "  dmpcert form413 dossier.json --site cayenne -o forms --draft\n"
     "  # les formulaires, les autres formulaires à prévoir, et un seul courriel à ouvrir, "
     "compléter, envoyer\n"
     "  dmpcert form413 dossier.json --all -o sending --mail --grouped --with-annexes\n"
     "  # ce que dit un formulaire revenu, comparé au dossier\n"
     "  dmpcert form413 dossier.json --site cayenne --read sending/form-413-970300026.pdf"},
    {"CLI-SOURCE-DATE-EPOCH", "SOURCE_DATE_EPOCH is \"{value}\", which is no number of seconds",
     "SOURCE_DATE_EPOCH vaut « {value} », qui n'est pas un nombre de secondes",
     "Unset it, or set it to the seconds since 1970.",
     "La retirer, ou lui donner le nombre de secondes depuis 1970."},
    {"cli.opt.template", "Fill this PDF, the official form, instead of drawing one",
     "Remplir ce PDF, le formulaire officiel, au lieu de le dessiner"},
    {"cli.opt.map", "Where the values go in that PDF (see --fields)",
     "Où vont les valeurs dans ce PDF (voir --fields)"},
    {"cli.opt.flatten", "No fields any more in the filled PDF",
     "Plus de champs dans le PDF rempli"},
    {"cli.opt.fields", "List the fields of a PDF with a proposal for each, and stop",
     "Énumérer les champs d'un PDF avec une proposition pour chacun, et s'arrêter"},
    {"cli.opt.propose", "Write the proposals of --fields as a mapping file",
     "Écrire les propositions de --fields dans un fichier de correspondance"},
    {"cli.opt.read",
     "Read the values of a filled form and compare them with DOSSIER when given, and stop",
     "Lire les valeurs d'un formulaire rempli, les comparer à DOSSIER s'il est donné, et "
     "s'arrêter"},
    {"cli.form413.field",
     "page {page}  {kind}  {name}{state}  {box}  \"{value}\"  {proposal}  ({label})",
     "page {page}  {kind}  {name}{state}  {box}  « {value} »  {proposal}  ({label})"},
    {"cli.form413.no-fields", "the PDF has no form fields: give the places with --map",
     "le PDF n'a pas de champs : donner les emplacements par --map"},
    {"cli.form413.read", "{part} {label}: {value}", "{part} {label} : {value}"},
    {"cli.form413.read-other", "{part} {label}: {value}  DIFFERS from the dossier: {meant}",
     "{part} {label} : {value}  DIFFÈRE du dossier : {meant}"},
    {"cli.form413.left-out",
     "{site}  left out: its form 413 lacks something (--draft makes it all the same)",
     "{site}  écarté : il manque quelque chose à son formulaire 413 (--draft l'établit malgré "
     "tout)"},
    {"cli.form413.no-annexes", "no further form (101, 301, 502) is needed",
     "aucun autre formulaire (101, 301, 502) n'est nécessaire"},
    {"cli.opt.mail", "Write the mail that carries each form to ANS beside it, as a draft (.eml)",
     "Écrire aussi le courriel qui porte chaque formulaire à l'ANS, en brouillon (.eml)"},
    {"cli.opt.grouped", "One mail for all the forms", "Un seul courriel pour tous les formulaires"},
    {"cli.opt.with-annexes",
     "Write what to fill in forms 101, 301 and 502 where the dossier needs them",
     "Écrire ce qu'il faut reporter sur les formulaires 101, 301 et 502 quand le dossier les "
     "demande"},
    {"cli.opt.draft", "Make drafts, also of forms that lack something; each page says so",
     "Établir des brouillons, même incomplets ; chaque page le dit"},
    {"cli.act.would-write", "would be written: {path}", "serait écrit : {path}"},
    {"cli.opt.output-folder", "Folder for the PDF files", "Dossier des fichiers PDF"},
    {"cli.opt.overwrite", "Replace files that are there", "Remplacer les fichiers présents"},
};

}  // namespace

Messages form413_messages() { return kEntries; }

}  // namespace dmp::cli
