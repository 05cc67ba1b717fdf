#include "dmp/check/messages.hpp"

namespace dmp::check {
namespace {

constexpr CatalogueEntry kEntries[] = {
    // The mail that asks for the state of contracts.
    {"CONTRACT-REQUEST-ADDRESS", "edition {policy} gives no address of ANS's client service",
     "l'édition {policy} ne donne pas l'adresse du service client de l'ANS",
     "Ask ANS for it, then write it as \"client_service_email\" in a file of your own (--policy "
     "FILE).",
     "La demander à l'ANS, puis l'indiquer dans « client_service_email » d'un fichier d'édition "
     "(--policy FICHIER)."},
    {"CONTRACT-REQUEST-SENDER", "the dossier names nobody who could send the mail",
     "le dossier n'indique personne qui puisse envoyer le courriel",
     "Add \"contact\" with an e-mail address to \"group\".",
     "Ajouter à « group » un « contact » avec une adresse électronique."},
    // Next steps: acts in the imperative, those who do them, and the stages that they belong to.
    {"step.correct", "Correct the site's data in the dossier",
     "Corriger les données du site dans le dossier"},
    {"step.contract.ask", "Ask the client service about the state of the contract",
     "Demander au service client où en est le contrat"},
    {"step.contract.publisher", "Ask the software publisher for help with the contract file",
     "Demander l'aide de l'éditeur du logiciel pour le dossier de contrat"},
    {"step.contract.request",
     "Apply for the membership agreement (contrat d'adhésion), together with the card",
     "Demander le contrat d'adhésion, avec la carte"},
    {"step.contract.await", "Sign the contract that was requested", "Signer le contrat demandé"},
    {"step.card.representative", "Order or renew the CDE card of the legal representative",
     "Commander ou renouveler la carte CDE du représentant légal"},
    {"step.card.await", "Deliver the card that is on order", "Livrer la carte commandée"},
    {"step.proxy.designate", "Appoint the authorised agent (mandataire)", "Désigner le mandataire"},
    {"step.proxy.card",
     "Order or renew the CPS, CPE or CPA card of the authorised agent (mandataire)",
     "Commander ou renouveler la carte CPS, CPE ou CPA du mandataire"},
    {"step.administrator.name", "Name a technical administrator",
     "Désigner un administrateur technique"},
    {"step.administrator.card", "Order or renew the card of a technical administrator",
     "Commander ou renouveler la carte d'un administrateur technique"},
    {"step.administrator.vendor-card", "Order or renew the CPA card of the vendor's administrator",
     "Commander ou renouveler la carte CPA de l'administrateur de l'éditeur"},
    {"step.form-413.send", "Sign form 413 and send it", "Signer et envoyer le formulaire 413"},
    {"step.form-413.portal", "Declare the technical administrators on the portal",
     "Déclarer les administrateurs techniques sur la plateforme"},
    {"step.habilitation.await", "Confirm the authorisation (habilitation) by e-mail",
     "Confirmer l'habilitation par courriel"},
    {"step.order", "Request on the portal: {usages}", "Demander sur la plateforme : {usages}"},
    {"step.withdraw", "Collect from the portal: {usages}", "Retirer sur la plateforme : {usages}"},
    {"step.install", "Install: {usages}", "Installer : {usages}"},
    {"step.renew", "Renew before they expire on {date}: {usages}",
     "Renouveler avant l'expiration le {date} : {usages}"},
    {"step.group.contact", "Name who coordinates at the IT department (DSI)",
     "Désigner l'interlocuteur qui coordonne à la DSI"},
    {"step.group.team", "Name a team to run the deployment",
     "Désigner une équipe chargée du déploiement"},
    {"step.group.producers", "List every structure that produces documents",
     "Recenser toutes les structures qui produisent des documents"},
    {"step.group.review", "Ask the client service about the contracts of all sites at once",
     "Faire le point avec le service client sur les contrats de tous les sites"},
    {"step.group.send", "Send the contract files of all sites together",
     "Envoyer en une seule fois les dossiers de contrat de tous les sites"},
    {"step.group.architecture", "Have the architecture validated (DMP proxy or other)",
     "Faire valider l'architecture (proxy DMP ou autre)"},
    {"step.actor.ans", "ANS", "ANS"},
    {"step.actor.establishment", "the establishment", "l'établissement"},
    {"step.actor.representative", "the legal representative", "le représentant légal"},
    {"step.actor.proxy", "the authorised agent (mandataire)", "le mandataire"},
    {"step.actor.administrator", "the technical administrator", "l'administrateur technique"},
    {"step.actor.vendor", "the vendor", "l'éditeur ou l'intégrateur"},
    {"step.actor.dsi", "the IT department (DSI)", "la DSI"},
    {"step.actor.group", "whoever orders for the group", "la personne qui commande pour le groupe"},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::check
