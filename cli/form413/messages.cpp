#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.form413.about",
     "Write form 413 as a PDF, filled in from the dossier, for one site or for all.",
     "Écrire le formulaire 413 en PDF, rempli d'après le dossier, pour un site ou pour tous."},
    {"cli.form413.examples",
     "  # the forms of all sites, into a directory\n"
     "  dmpcert form413 dossier.json --all -o forms\n"
     "  # one site, into the current directory\n"
     "  dmpcert form413 dossier.json --site cayenne\n"
     "  # what would be written\n"
     "  dmpcert form413 dossier.json --all -o forms --dry-run\n"
     "  # a draft for those who know what is still missing\n"
     "  dmpcert form413 dossier.json --site cayenne -o forms --draft\n"
     "  # the forms, the other forms needed, and one mail for all, to open, complete and send\n"
     "  dmpcert form413 dossier.json --all -o sending --mail --grouped --with-annexes\n"
     "  # what a returned form says, compared with the dossier\n"
     "  dmpcert form413 dossier.json --site cayenne --read sending/form-413-970300026.pdf",
     "  # les formulaires de tous les sites, dans un répertoire\n"
     "  dmpcert form413 dossier.json --all -o forms\n"
     "  # un site, dans le répertoire courant\n"
     "  dmpcert form413 dossier.json --site cayenne\n"
     "  # ce qui serait écrit\n"
     "  dmpcert form413 dossier.json --all -o forms --dry-run\n"
     "  # un brouillon pour ceux qui savent ce qui manque encore\n"
     "  dmpcert form413 dossier.json --site cayenne -o forms --draft\n"
     "  # les formulaires, les autres formulaires à prévoir, et un seul courriel à ouvrir, "
     "compléter, envoyer\n"
     "  dmpcert form413 dossier.json --all -o sending --mail --grouped --with-annexes\n"
     "  # ce que dit un formulaire renvoyé, comparé au dossier\n"
     "  dmpcert form413 dossier.json --site cayenne --read sending/form-413-970300026.pdf"},
    {"CLI-SOURCE-DATE-EPOCH", "SOURCE_DATE_EPOCH is \"{value}\", which is not a number of seconds",
     "SOURCE_DATE_EPOCH vaut « {value} », qui n'est pas un nombre de secondes",
     "Unset it, or set it to the seconds since 1970.",
     "La retirer, ou lui donner le nombre de secondes depuis 1970."},
    {"cli.opt.template", "Fill in this PDF, the official form, instead of drawing one",
     "Remplir ce PDF, le formulaire officiel, au lieu de le dessiner"},
    {"cli.opt.map", "Where the values go in that PDF (see --fields)",
     "Où vont les valeurs dans ce PDF (voir --fields)"},
    {"cli.opt.flatten", "Turn the fields of the filled PDF into plain text",
     "Transformer en texte les champs du PDF rempli"},
    {"cli.opt.fields", "List the fields of a PDF with a suggestion for each, and stop",
     "Énumérer les champs d'un PDF avec une proposition pour chacun, et s'arrêter"},
    {"cli.opt.propose", "Write the suggestions of --fields as a mapping file",
     "Écrire les propositions de --fields dans un fichier de correspondance"},
    {"cli.opt.read",
     "Read the values of a filled form, compare them with DOSSIER if given, and stop",
     "Lire les valeurs d'un formulaire rempli, les comparer à DOSSIER s'il est donné, et "
     "s'arrêter"},
    {"cli.form413.no-fields", "the PDF has no form fields: give the places with --map",
     "le PDF n'a pas de champs : donner les emplacements avec --map"},
    {"cli.form413.portal",
     "The edition {edition} has no form 413: administrators are declared on the portal {portal}.",
     "L'édition {edition} n'a pas de formulaire 413 : les administrateurs se déclarent sur le "
     "portail {portal}."},
    {"cli.form413.portal-entity",
     "{site}: certificates are wanted on the legal-entity FINESS number {number}, which the "
     "document does not show: choose it on the portal.",
     "{site} : des certificats sont demandés sur le FINESS juridique {number}, que le document ne "
     "montre pas : le choisir sur le portail."},
    {"cli.form413.left-out",
     "{site}  left out: its form 413 is incomplete (to make it all the same: --draft)",
     "{site}  écarté : son formulaire 413 est incomplet (pour l'établir malgré tout : --draft)"},
    {"cli.form413.no-annexes", "no other form (101, 301, 502) is needed",
     "aucun autre formulaire (101, 301, 502) n'est nécessaire"},
    {"cli.opt.mail", "Also write the mail that sends each form to ANS, as a draft (.eml)",
     "Écrire aussi le courriel qui envoie chaque formulaire à l'ANS, en brouillon (.eml)"},
    {"cli.opt.grouped", "One mail for all forms", "Un seul courriel pour tous les formulaires"},
    {"cli.opt.with-annexes",
     "Write what to fill in on forms 101, 301 and 502, where the dossier needs them",
     "Écrire ce qu'il faut reporter sur les formulaires 101, 301 et 502, quand le dossier les "
     "demande"},
    {"cli.opt.draft", "Make drafts, even of incomplete forms; each page is marked",
     "Établir des brouillons, même incomplets ; chaque page est marquée"},
    {"cli.opt.output-folder", "Directory for the PDF files", "Répertoire des fichiers PDF"},
    {"cli.opt.overwrite", "Replace existing files", "Remplacer les fichiers existants"},
};

}  // namespace

Messages form413_messages() { return kEntries; }

}  // namespace dmp::cli
