#include "dmp/dossier/detail/parts.hpp"

namespace dmp::dossier {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"RECORD-DOSSIER", "{file}: is no dossier that can be read",
     "{file} : n'est pas un dossier lisible", "Check it first, and correct what is reported.",
     "Le vérifier d'abord, et corriger ce qui est signalé."},
    {"RECORD-FUTURE", "{date} is in the future", "le {date} est à venir",
     "Record it once it has happened.", "L'enregistrer une fois que c'est fait."},
    {"RECORD-NO-DATE", "a dossier has no place for the day of {event}",
     "un dossier n'a pas de place pour la date de {event}", "Record it without a day.",
     "L'enregistrer sans date."},
    {"RECORD-DETAIL", "{event} has no such detail", "{event} n'a pas de telle précision",
     "Say only what belongs to this event.", "N'indiquer que ce qui concerne cet événement."},
    {"RECORD-NO-PERSON", "the dossier has no such person for these sites (known: {known})",
     "le dossier n'a pas de telle personne pour ces sites (connues : {known})",
     "Name one of them, or add the person to the dossier.",
     "En désigner une, ou ajouter la personne au dossier."},
    {"RECORD-WHO", "it could be any of several people: {known}",
     "ce peut être l'une de plusieurs personnes : {known}", "Name the person by this id.",
     "Désigner la personne par cet identifiant."},
    {"RECORD-CARD", "the dossier does not say which card {person} has",
     "le dossier ne dit pas quelle carte a {person}", "Say which: CPS, CPE, CPA, CDE …",
     "L'indiquer : CPS, CPE, CPA, CDE…"},
    {"RECORD-NO-CERTIFICATE", "site {site} wants no such certificate",
     "le site {site} ne demande pas de tel certificat",
     "Name a service and a usage that the dossier has for it.",
     "Désigner un service et un usage que le dossier lui donne."},
    // Why an event is refused.
    {"RECORD-DIFFERS", "{what} is already {value}, not {other}",
     "{what} vaut déjà {value}, et non {other}", "Check which of the two is right.",
     "Vérifier laquelle des deux valeurs est juste."},
    {"RECORD-BACKWARDS", "{what} is already {value}: it does not go back",
     "{what} vaut déjà {value} : on ne revient pas en arrière",
     "Check whether it is the right site.", "Vérifier que c'est le bon site."},
    {"RECORD-NO-CONTRACT",
     "the dossier has no signed membership agreement (contrat d'adhésion), without which form 413 "
     "is not sent",
     "le dossier n'a pas de contrat d'adhésion signé, sans lequel le formulaire 413 ne part pas",
     "Record first that it was signed.", "Enregistrer d'abord qu'il a été signé."},
    {"RECORD-NOT-SENT", "the dossier does not say that form 413 was sent",
     "le dossier ne dit pas que le formulaire 413 a été envoyé", "Record first when it was sent.",
     "Enregistrer d'abord quand il l'a été."},
    {"RECORD-NOT-REQUESTED",
     "the dossier does not say that the {service} {usage} certificate was requested",
     "le dossier ne dit pas que le certificat {service} {usage} a été demandé",
     "Record first when it was.", "Enregistrer d'abord quand il l'a été."},
    {"RECORD-NOT-COLLECTED",
     "the dossier does not say that the {service} {usage} certificate was collected",
     "le dossier ne dit pas que le certificat {service} {usage} a été retiré",
     "Record first when it was.", "Enregistrer d'abord quand il l'a été."},
};

}  // namespace

Messages record_messages() { return kEntries; }

}  // namespace dmp::dossier
