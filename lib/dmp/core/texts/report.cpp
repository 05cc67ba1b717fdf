#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"report.site", "site {site}", "site {site}"},
    {"report.line", "line {line}", "ligne {line}"},
    {"report.line-column", "line {line}:{column}", "ligne {line}:{column}"},
    {"report.cause", "cause: {cause}", "cause : {cause}"},

    {"report.column.site", "Site", "Site"},
    {"report.column.name", "Name", "Nom"},
    {"report.column.finess", "FINESS", "FINESS"},
    {"report.column.state", "State", "État"},
    {"report.column.errors", "Errors", "Erreurs"},
    {"report.column.warnings", "Warnings", "Avertissements"},
    {"report.column.blocking", "Blocked by", "Bloqué par"},
    {"report.ready", "ready", "prêt"},
    {"report.blocked", "blocked", "bloqué"},

    {"report.column.ends-on", "Ends on", "Échéance"},
    {"report.column.days-left", "Days left", "Jours restants"},
    {"report.column.status", "Status", "Statut"},
    {"report.column.usage", "Usage", "Usage"},
    {"report.column.environment", "Environment", "Environnement"},
    {"report.column.structure", "Structure", "Structure"},
    {"report.column.service", "Service", "Service"},
    {"report.column.source", "Source", "Source"},

    {"report.status.valid", "valid", "valide"},
    {"report.status.expiring", "expiring", "expire bientôt"},
    {"report.status.expired", "expired", "expiré"},
    {"report.status.not-yet-valid", "not yet valid", "pas encore valide"},
    {"report.status.superseded", "superseded", "remplacé"},
    {"report.status.revoked", "revoked", "révoqué"},
    {"report.status.missing", "missing", "absent"},
    {"report.environment.production", "production", "production"},
    {"report.environment.test", "test", "test"},
    {"report.environment.rehearsal", "rehearsal", "répétition"},
    {"report.environment.unknown", "unknown", "inconnu"},
};

}  // namespace

Entries report() { return kEntries; }

}  // namespace dmp::texts
