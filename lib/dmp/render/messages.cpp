#include "dmp/render/messages.hpp"

namespace dmp::render {
namespace {

// Of more than one report. id, English, French.
constexpr CatalogueEntry kEntries[] = {
    {"report.site", "site {site}", "site {site}"},
    {"report.line", "line {line}", "ligne {line}"},
    {"report.line-column", "line {line}:{column}", "ligne {line}:{column}"},
    {"report.cause", "cause: {cause}", "cause : {cause}"},
    {"report.label-end", ": ", " : "},
    {"report.column.site", "Site", "Site"},
    {"report.column.name", "Name", "Nom"},
    {"report.column.finess", "FINESS", "FINESS"},
    {"report.column.state", "State", "État"},
    {"report.column.errors", "Errors", "Erreurs"},
    {"report.column.warnings", "Warnings", "Avertissements"},
    {"report.column.accepted", "Accepted", "Acceptés"},
    {"report.column.rule", "Rule", "Règle"},
    {"report.column.severity", "Severity", "Gravité"},
    {"report.column.place", "Place", "Emplacement"},
    {"report.column.finding", "Finding", "Constat"},
    {"report.column.remedy", "What to do", "À faire"},
    {"report.column.reference", "Reference", "Référence"},
    {"report.whole", "the dossier as a whole", "le dossier dans son ensemble"},
    {"report.accepted", "accepted", "accepté"},
    {"report.accepted-until", "accepted until {date}: {reason}",
     "accepté jusqu'au {date} : {reason}"},
    {"report.more", "{count} more of {rule} at {sites}", "{count} de plus pour {rule} : {sites}"},
    {"report.more-sites", "{sites} and {count} more {count:site|sites}",
     "{sites} et {count} {count:autre site|autres sites}"},
    {"report.filter", "Filter:", "Filtrer :"},
    {"report.today", "today", "aujourd'hui"},
    {"report.places", "{count} {count:place|places}", "{count} {count:endroit|endroits}"},
    {"report.more-places", "{places} and {count} more", "{places} et {count} {count:autre|autres}"},
    {"report.remarks", "{count} {count:remark|remarks}: {rules}",
     "{count} {count:remarque|remarques} : {rules}"},
    {"report.more-findings", "{count} more {count:finding|findings}: {rules}",
     "{count} {count:autre constat|autres constats} : {rules}"},
    {"report.file.create", "written: {path}", "écrit : {path}"},
    {"report.file.replace", "replaced: {path}", "remplacé : {path}"},
    {"report.file.keep", "unchanged: {path}", "inchangé : {path}"},
    {"report.steps", "Next steps", "Prochaines étapes"},
    {"report.column.ends-on", "Expires on", "Expire le"},
    {"report.column.days-left", "Days left", "Jours restants"},
    {"report.column.status", "Status", "Statut"},
    {"report.column.usage", "Usage", "Usage"},
    {"report.column.environment", "Environment", "Environnement"},
    {"report.column.structure", "Structure", "Structure"},
    {"report.column.service", "Service", "Service"},
    {"report.column.certificate", "Certificate", "Certificat"},
    {"report.column.source", "Source", "Source"},
    {"report.status.valid", "valid", "valide"},
    {"report.status.expiring", "expiring", "expire bientôt"},
    {"report.status.expired", "expired", "expiré"},
    {"report.status.not-yet-valid", "not yet valid", "pas encore valide"},
    {"report.status.superseded", "superseded", "remplacé"},
    {"report.status.revoked", "revoked", "révoqué"},
    {"report.status.missing", "missing", "absent"},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::render
