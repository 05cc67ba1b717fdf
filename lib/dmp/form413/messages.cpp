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
     "\"form413 --format json\" lists the values.",
     "« form413 --format json » énumère les valeurs."},
    {"FORM-MAP-FIELD", "the PDF has no field {field}", "le PDF n'a pas de champ {field}",
     "\"form413 --fields PDF\" lists its fields.", "« form413 --fields PDF » énumère ses champs."},
    {"FORM-MAP-PLACE",
     "the mapping puts {id} on a page that the PDF does not have, or that is turned",
     "la correspondance place {id} sur une page que le PDF n'a pas, ou qui est tournée",
     "Correct page and box; turn the page upright and save the PDF again.",
     "Corriger la page et le cadre ; redresser la page et enregistrer de nouveau le PDF."},
    {"FORM-TEMPLATE-UNMAPPED", "the PDF has no place for: {values}",
     "le PDF n'a pas de place pour : {values}",
     "Complete the mapping (--fields PDF --propose FILE, then --map FILE), or leave --template "
     "away.",
     "Compléter la correspondance (--fields PDF --propose FICHIER, puis --map FICHIER), ou se "
     "passer de --template."},
    {"FORM-TEMPLATE-CHOICE", "the list {field} of the PDF does not have \"{value}\"",
     "la liste {field} du PDF n'a pas « {value} »", "Write the value as the list has it.",
     "Écrire la valeur comme dans la liste."},
    {"FORM-PDF-TOO-LARGE", "{file} has more than {limit} bytes", "{file} dépasse {limit} octets",
     "Download the official file again.", "Télécharger de nouveau le fichier officiel."},
    {"FORM-PDF-DAMAGED", "{file} is no PDF that can be used: it is damaged or goes past the limits",
     "{file} n'est pas un PDF utilisable : il est abîmé ou dépasse les limites",
     "Download it again, or open it in a viewer and save it under another name.",
     "Le télécharger de nouveau, ou l'ouvrir dans une visionneuse et l'enregistrer sous un autre "
     "nom."},
    {"FORM-PDF-ENCRYPTED", "{file} is encrypted", "{file} est chiffré",
     "Save it without a password: qpdf --decrypt IN OUT.",
     "L'enregistrer sans mot de passe : qpdf --decrypt ENTRÉE SORTIE."},
    {"FORM-PDF-XFA", "{file} is an XFA form, which only some viewers can fill",
     "{file} est un formulaire XFA, que seules certaines visionneuses remplissent",
     "Print it into a PDF and give the places with --map.",
     "L'imprimer dans un PDF et donner les emplacements par --map."},
    {"FORM-PDF-SIGNED", "{file} is signed: filling it would break the signature",
     "{file} est signé : le remplir casserait la signature",
     "Take the unsigned form; a signed one is read with --read.",
     "Prendre le formulaire non signé ; un formulaire signé se lit par --read."},
    {"FORM-PDF-HOSTILE", "{file} took too much time or memory, or broke the program that reads it",
     "{file} a demandé trop de temps ou de mémoire, ou a fait échouer sa lecture",
     "Do not trust this file; download the official one again.",
     "Ne pas se fier à ce fichier ; télécharger de nouveau le fichier officiel."},
    {"FORM-READ-MAP",
     "{file} has no form fields and is none of ours: nothing says where its values are",
     "{file} n'a pas de champs et n'est pas des nôtres : rien ne dit où sont ses valeurs",
     "Give the template that it was made of (--template) or a mapping with places (--map).",
     "Donner le modèle dont il est issu (--template) ou une correspondance avec des emplacements "
     "(--map)."},
    {"FORM-EXISTS",
     "{path}: is there already and is not what this dossier gives: it was changed since, or made "
     "from "
     "another dossier or for other sites",
     "{path} : existe déjà et n'est pas ce que donne ce dossier : il a été modifié depuis, ou "
     "établi "
     "d'après un autre dossier ou pour d'autres sites",
     "Compare them in another directory (-o); then move it away, or replace it with --overwrite.",
     "Les comparer dans un autre répertoire (-o) ; puis le déplacer, ou le remplacer par "
     "--overwrite."},
    {"FORM-GROUP-INCOMPLETE",
     "the mail of the group is not written, for the forms of these sites are missing: {sites}",
     "le courriel du groupe n'est pas écrit, car il manque le formulaire de : {sites}",
     "The same command writes it when they are there; --site chooses the sites of one sending.",
     "La même commande l'écrira quand ils y seront ; --site choisit les sites d'un envoi."},
    {"FORM-MAIL-ADDRESS", "the edition {policy} knows no address that form 413 is sent to",
     "l'édition {policy} ne connaît pas d'adresse à laquelle envoyer le formulaire 413",
     "Give client_service_email in a policy file.",
     "Donner client_service_email dans un fichier de règles."},
    {"FORM-MAIL-SENDER", "nobody with an e-mail address signs the form of {site}",
     "personne, avec une adresse électronique, ne signe le formulaire de {site}",
     "Give the e-mail address of who signs, or of the group's contact.",
     "Donner l'adresse électronique du signataire ou du contact du groupe."},
    {"FORM-INCOMPLETE", "form 413 of {site} is not complete; missing: {missing}",
     "le formulaire 413 de {site} n'est pas complet ; il manque : {missing}",
     "Complete the dossier: \"dmpcert check\" shows where.",
     "Compléter le dossier : « dmpcert check » indique à quel endroit."},
    {"FORM-SAME-FINESS",
     "no form is made for {site}: several sites have the number {finess}: {sites}",
     "aucun formulaire n'est établi pour {site} : plusieurs sites ont le numéro {finess} : {sites}",
     "Correct the number of those that have the wrong one.",
     "Corriger le numéro de ceux dont il est faux."},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::form413
