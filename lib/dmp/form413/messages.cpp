#include "dmp/form413/messages.hpp"

namespace dmp::form413 {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    {"FORM-MAP-INVALID", "the mapping file {file} is not valid",
     "le fichier de correspondance {file} n'est pas valide",
     "\"dmpcert check --schema form413-map\" prints its schema.",
     "« dmpcert check --schema form413-map » en affiche le schéma."},
    {"FORM-MAP-ID", "the mapping names the value {id}, which form 413 does not have",
     "la correspondance nomme la valeur {id}, que le formulaire 413 n'a pas",
     "\"dmpcert form413 --format json\" lists the values.",
     "« dmpcert form413 --format json » énumère les valeurs."},
    {"FORM-MAP-FIELD", "the PDF has no field {field}", "le PDF n'a pas de champ {field}",
     "\"dmpcert form413 --fields PDF\" lists its fields.",
     "« dmpcert form413 --fields PDF » énumère ses champs."},
    {"FORM-MAP-PLACE",
     "the mapping puts {id} on a page that does not exist in the PDF, or that is rotated",
     "la correspondance place {id} sur une page qui n'existe pas dans le PDF, ou qui est pivotée",
     "Correct the page and the box, or turn the page upright and save the PDF again.",
     "Corriger la page et le cadre, ou redresser la page et enregistrer de nouveau le PDF."},
    {"FORM-TEMPLATE-UNMAPPED", "the PDF has no field for: {values}",
     "le PDF n'a pas de champ pour : {values}",
     "Complete the mapping (--fields PDF --propose FILE, then --map FILE), or leave out "
     "--template.",
     "Compléter la correspondance (--fields PDF --propose FICHIER, puis --map FICHIER), ou retirer "
     "--template."},
    {"FORM-TEMPLATE-CHOICE", "the list {field} of the PDF does not contain \"{value}\"",
     "la liste {field} du PDF ne contient pas « {value} »", "Write the value as it is in the list.",
     "Écrire la valeur telle qu'elle est dans la liste."},
    {"FORM-PDF-TOO-LARGE", "{file} has more than {limit} bytes", "{file} dépasse {limit} octets",
     "Download the official file again.", "Télécharger de nouveau le fichier officiel."},
    {"FORM-PDF-DAMAGED", "{file} is not a usable PDF: it is damaged or exceeds the limits",
     "{file} n'est pas un PDF utilisable : il est endommagé ou dépasse les limites",
     "Download it again, or open it in a viewer and save it under another name.",
     "Le télécharger de nouveau, ou l'ouvrir dans une visionneuse et l'enregistrer sous un autre "
     "nom."},
    {"FORM-PDF-ENCRYPTED", "{file} is encrypted", "{file} est chiffré",
     "Save it without a password: qpdf --decrypt IN OUT",
     "L'enregistrer sans mot de passe : qpdf --decrypt ENTRÉE SORTIE"},
    {"FORM-PDF-XFA", "{file} is an XFA form, which only some viewers can fill",
     "{file} est un formulaire XFA, que seules certaines visionneuses remplissent",
     "Print it to a PDF, and give the places with --map.",
     "L'imprimer dans un PDF, et donner les emplacements avec --map."},
    {"FORM-PDF-SIGNED", "{file} is signed: filling it in would invalidate the signature",
     "{file} est signé : le remplir rendrait la signature non valide",
     "Use the unsigned form; to read a signed one, use --read.",
     "Prendre le formulaire non signé ; pour lire un formulaire signé, utiliser --read."},
    {"FORM-PDF-HOSTILE", "{file} took too much time or memory to read, or crashed the reader",
     "{file} demande trop de temps ou de mémoire, ou fait échouer sa lecture",
     "Do not trust this file; download the official one again.",
     "Ne pas se fier à ce fichier ; télécharger de nouveau le fichier officiel."},
    {"FORM-READ-MAP",
     "{file} has no form fields and was not made by dmpcert, so it is not known where its values "
     "are",
     "{file} n'a pas de champs et n'a pas été établi par dmpcert : on ne sait pas où sont ses "
     "valeurs",
     "Give the PDF it was made from (--template), or a mapping with places (--map).",
     "Donner le PDF dont il est issu (--template), ou une correspondance avec des emplacements "
     "(--map)."},
    {"FORM-EXISTS",
     "{path}: already exists and differs from what this dossier gives: it was changed since, or "
     "made from another dossier or for other sites",
     "{path} : existe déjà et diffère de ce que donne ce dossier : il a été modifié depuis, ou "
     "établi d'après un autre dossier ou pour d'autres sites",
     "Write the new one to another directory (-o) and compare; then move the old one away, or use "
     "--overwrite.",
     "Écrire le nouveau dans un autre répertoire (-o) et comparer ; puis déplacer l'ancien, ou "
     "utiliser --overwrite."},
    {"FORM-GROUP-INCOMPLETE",
     "the group's mail was not written, because the forms of these sites are missing: {sites}",
     "le courriel du groupe n'a pas été écrit, car il manque les formulaires de ces sites : "
     "{sites}",
     "Run the same command again when they are complete, or choose the sites to send with --site.",
     "Relancer la même commande quand ils seront complets, ou choisir les sites à envoyer avec "
     "--site."},
    {"FORM-MAIL-ADDRESS", "edition {policy} gives no address for sending form 413",
     "l'édition {policy} ne donne pas d'adresse où envoyer le formulaire 413",
     "Write \"client_service_email\" in an edition of your own (--policy FILE).",
     "Indiquer « client_service_email » dans un fichier d'édition (--policy FICHIER)."},
    {"FORM-MAIL-SENDER",
     "neither the signer of the form of {site} nor the group's contact has an e-mail address",
     "ni le signataire du formulaire de {site} ni le contact du groupe n'ont d'adresse "
     "électronique",
     "Write the e-mail address of one of them in the dossier (\"email\").",
     "Indiquer l'adresse électronique de l'un des deux dans le dossier (« email »)."},
    {"FORM-INCOMPLETE", "form 413 of {site} is incomplete; missing: {missing}",
     "le formulaire 413 de {site} est incomplet ; il manque : {missing}",
     "Complete the dossier: \"dmpcert check\" shows where.",
     "Compléter le dossier : « dmpcert check » indique à quel endroit."},
    {"FORM-SAME-FINESS",
     "no form was made for {site}: several sites have the number {finess}: {sites}",
     "aucun formulaire n'a été établi pour {site} : plusieurs sites ont le numéro {finess} : "
     "{sites}",
     "Correct the wrong numbers in the dossier.", "Corriger les numéros faux dans le dossier."},

    // Of reports.
    {"form413.would-create", "would be written: {path}", "serait écrit : {path}"},
    {"form413.field",
     "page {page}  {kind}  {name}{state}  {box}  \"{value}\"  {proposal}  ({label})",
     "page {page}  {kind}  {name}{state}  {box}  « {value} »  {proposal}  ({label})"},
    {"form413.read", "{part} {label}: {value}", "{part} {label} : {value}"},
    {"form413.read-other", "{part} {label}: {value}  DIFFERS from the dossier: {meant}",
     "{part} {label} : {value}  DIFFÈRE du dossier : {meant}"},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::form413
