#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    {"FORM-MAIL-ADDRESS", "the edition {policy} knows no address that form 413 is sent to",
     "l'édition {policy} ne connaît pas d'adresse à laquelle envoyer le formulaire 413",
     "Give client_service_email in a policy file.",
     "Donner client_service_email dans un fichier de règles."},
    {"FORM-MAIL-SENDER", "nobody with an e-mail address signs the form of {site}",
     "personne, avec une adresse électronique, ne signe le formulaire de {site}",
     "Give the e-mail address of who signs, or of the group's contact.",
     "Donner l'adresse électronique du signataire ou du contact du groupe."},
    {"FORM-FIELD-MISSING", "form 413 needs \"{field}\", which the dossier lacks",
     "le formulaire 413 a besoin de « {field} », que le dossier n'a pas",
     "Complete the dossier at this place, or make a draft with --draft.",
     "Compléter le dossier à cet endroit, ou établir un brouillon avec --draft."},
    {"FORM-INCOMPLETE", "form 413 of {site} is not complete; missing: {missing}",
     "le formulaire 413 de {site} n'est pas complet ; il manque : {missing}",
     "Complete the dossier: \"dmpcert check\" tells where.",
     "Compléter le dossier : « dmpcert check » indique à quel endroit."},
    {"FORM-SAME-FINESS",
     "{site} and {other} have the same FINESS number {finess}: only the form of {other} is made",
     "{site} et {other} ont le même numéro FINESS {finess} : seul le formulaire de {other} est "
     "établi",
     "Correct the number of one of the two sites in the dossier.",
     "Corriger le numéro de l'un des deux sites dans le dossier."},
};

}  // namespace

Entries form413() { return kEntries; }

}  // namespace dmp::texts
