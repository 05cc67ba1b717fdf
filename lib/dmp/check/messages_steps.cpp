#include "dmp/check/detail/message_lists.hpp"

// Next steps: acts in the imperative, those who do them, and the stages that they belong to.
namespace dmp::check {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"step.correct", "Correct what the dossier says of the site",
     "Corriger ce que le dossier dit du site"},
    {"step.contract.ask", "Ask the client service for the state of the contract",
     "Demander au service client l'état du contrat"},
    {"step.contract.publisher", "Ask the software's publisher for help with the contract's file",
     "Demander l'aide de l'éditeur du logiciel pour le dossier du contrat"},
    {"step.contract.request", "Subscribe the adhesion contract, together with the card",
     "Souscrire le contrat d'adhésion, avec la carte"},
    {"step.contract.await", "Conclude the contract that was requested",
     "Conclure le contrat demandé"},
    {"step.card.representative", "Order or renew the CDE card of the legal representative",
     "Commander ou renouveler la carte CDE du représentant légal"},
    {"step.card.await", "Deliver the card that is on order", "Livrer la carte commandée"},
    {"step.proxy.designate", "Designate the proxy", "Désigner le mandataire"},
    {"step.proxy.card", "Order or renew the proxy's CPS, CPE or CPA card",
     "Commander ou renouveler la carte CPS, CPE ou CPA du mandataire"},
    {"step.administrator.name", "Name a technical administrator",
     "Désigner un administrateur technique"},
    {"step.administrator.card", "Order or renew the card of a technical administrator",
     "Commander ou renouveler la carte d'un administrateur technique"},
    {"step.administrator.vendor-card", "Order or renew the CPA card of the vendor's administrator",
     "Commander ou renouveler la carte CPA de l'administrateur de l'éditeur"},
    {"step.form-413.send", "Sign form 413 and send it", "Signer et envoyer le formulaire 413"},
    {"step.form-413.portal", "Declare the technical administrators at the portal",
     "Déclarer les administrateurs techniques sur le portail"},
    {"step.habilitation.await", "Confirm the habilitation by e-mail",
     "Confirmer l'habilitation par courriel"},
    {"step.order", "Order at the portal: {usages}", "Commander sur la plateforme : {usages}"},
    {"step.withdraw", "Withdraw from the portal: {usages}", "Retirer sur la plateforme : {usages}"},
    {"step.install", "Install: {usages}", "Installer : {usages}"},
    {"step.renew", "Renew while active, until {date}: {usages}",
     "Renouveler tant qu'ils sont actifs, jusqu'au {date} : {usages}"},
    {"step.group.contact", "Name who coordinates at the DSI", "Nommer qui coordonne à la DSI"},
    {"step.group.team", "Name a team in charge of the deployment",
     "Nommer une équipe chargée du déploiement"},
    {"step.group.producers", "List every structure that produces documents",
     "Recenser toutes les structures qui produisent des documents"},
    {"step.group.review", "Ask the client service for the contracts of all sites at once",
     "Faire avec le service client l'état des lieux des contrats de tous les sites"},
    {"step.group.send", "Send the contract files of all sites in one step",
     "Envoyer en une seule étape les dossiers de contrat de tous les sites"},
    {"step.group.architecture", "Validate the architecture, a DMP proxy or other",
     "Valider l'architecture, proxy DMP ou autre"},
    {"step.actor.ans", "ANS", "ANS"},
    {"step.actor.establishment", "the establishment", "l'établissement"},
    {"step.actor.representative", "the legal representative", "le représentant légal"},
    {"step.actor.proxy", "the proxy", "le mandataire"},
    {"step.actor.administrator", "the technical administrator", "l'administrateur technique"},
    {"step.actor.vendor", "the vendor", "l'éditeur ou l'intégrateur"},
    {"step.actor.dsi", "the DSI", "la DSI"},
    {"step.actor.group", "whoever orders for the group", "qui commande pour le groupe"},
};

}  // namespace

Messages step_messages() { return kEntries; }

}  // namespace dmp::check
