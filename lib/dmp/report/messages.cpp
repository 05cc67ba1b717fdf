#include "dmp/report/messages.hpp"

namespace dmp::report {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"report.column.blocking", "Blocked by", "Bloqué par"},
    {"report.column.sites", "Sites", "Sites"},
    {"report.column.stage", "Stage", "Étape"},
    {"report.column.ready", "Ready", "Prêt"},
    {"report.column.infos", "Remarks", "Remarques"},
    {"report.column.reason", "Reason", "Motif"},
    {"report.column.until", "Until", "Jusqu'au"},
    {"report.column.finess-geographic", "Site FINESS", "FINESS géographique"},
    {"report.column.finess-juridical", "Legal-entity FINESS", "FINESS juridique"},
    {"report.column.contract", "Contract", "Contrat"},
    {"report.column.contract-number", "Contract number", "Numéro du contrat"},
    {"report.column.signed-on", "Signed on", "Signé le"},
    {"report.column.rank", "No.", "N°"},
    {"report.column.step", "Next step", "Prochaine étape"},
    {"report.column.actor", "Who", "Qui"},
    {"report.column.form", "Form", "Formulaire"},
    {"report.column.addressee", "Sent to", "Destinataire"},
    {"report.column.unblocks", "Unblocks", "Débloque"},
    {"report.column.due", "By", "Au plus tard"},
    {"report.column.settles", "Resolves", "Règles levées"},
    {"report.ready", "ready", "prêt"},
    {"report.blocked", "blocked", "bloqué"},
    {"report.yes", "yes", "oui"},
    {"report.no", "no", "non"},
    {"report.nothing-found", "Nothing to report.", "Rien à signaler."},
    {"report.no-finding", "none", "aucun"},
    {"report.title", "Certificates for the DMP: report of {date}",
     "Certificats pour le DMP : état au {date}"},
    {"report.more-steps", "{count} more {count:site has|sites have} steps (to show all: --all)",
     "{count} {count:autre site a|autres sites ont} des étapes (pour tout voir : --all)"},

    {"report.form", "form {form}", "formulaire {form}"},
    {"report.unblocks", "unblocks: {stage}", "débloque : {stage}"},
    {"report.due", "by {date}", "au plus tard le {date}"},
    {"report.stage.contract", "contract", "contrat"},
    {"report.stage.card", "card", "carte"},
    {"report.stage.administrator", "administrator", "administrateur"},
    {"report.stage.form-413", "declaration", "déclaration"},
    {"report.stage.habilitation", "authorisation", "habilitation"},
    {"report.stage.order", "order", "commande"},
    {"report.stage.withdrawal", "collection", "retrait"},
    {"report.stage.installation", "installation", "installation"},
    {"report.stage.renewal", "renewal", "renouvellement"},
    {"report.contract.signed", "signed", "signé"},
    {"report.contract.requested", "requested", "demandé"},
    {"report.contract.missing", "missing", "absent"},
    {"report.contract.unknown", "unknown", "inconnu"},

    // What is seen of a workstation.
    {"report.workstation.title", "Workstation", "Poste de travail"},
    {"report.workstation.service", "smart-card service: running", "service de cartes : en marche"},
    {"report.workstation.no-service", "smart-card service: {reason}",
     "service de cartes : {reason}"},
    {"report.workstation.no-reader", "no reader", "aucun lecteur"},
    {"report.workstation.reader", "reader {reader}: {card}", "lecteur {reader} : {card}"},
    {"report.workstation.empty", "empty", "vide"},
    {"report.workstation.until", "until {date}", "jusqu'au {date}"},
    {"report.workstation.doubt", "uncertain: {doubt}", "incertain : {doubt}"},
    {"report.workstation.reached", "ordering platform {place}: reachable",
     "plateforme de commande {place} : joignable"},
    {"report.workstation.not-reached", "ordering platform {place}: {reason}",
     "plateforme de commande {place} : {reason}"},
    {"report.workstation.time", "time: {now}", "heure : {now}"},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::report
