#include "dmp/expiry/messages.hpp"

namespace dmp::expiry {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"EXPIRY-FILTER-NONE", "the filters leave no certificate ({count} without them)",
     "les filtres ne laissent aucun certificat ({count} sans eux)",
     "Correct the filters, or give the sources where these certificates are.",
     "Corriger les filtres, ou donner les sources où se trouvent ces certificats."},
    {"EXPIRY-STRUCTURE-NONE", "the filters leave no certificate of structure {structure}",
     "les filtres ne laissent aucun certificat de la structure {structure}",
     "Correct the number, or give the sources where its certificates are.",
     "Corriger le numéro, ou donner les sources où se trouvent ses certificats."},
    {"TLS-NO-CONNECTION", "{file}: {reason}", "{file} : {reason}",
     "Check the name, the port and the firewall; to wait longer, use --timeout.",
     "Vérifier le nom, le port et le pare-feu ; pour attendre plus longtemps, utiliser --timeout."},
    {"EXPIRY-REMARK-KEY",
     "its private key may not be used after this day, although the certificate is valid until "
     "{date}",
     "sa clé privée ne peut plus servir après ce jour, bien que le certificat soit valable "
     "jusqu'au {date}"},
    {"EXPIRY-REMARK-CHAIN", "its authority {authority} expires before it, on {date}",
     "son autorité {authority} expire avant lui, le {date}"},
    {"EXPIRY-REMARK-LAST",
     "its authority expires on {date}: if you renew at the end, the new certificate can no longer "
     "last {months} months",
     "son autorité expire le {date} : un certificat renouvelé à l'échéance ne pourra plus durer "
     "{months} mois"},
    {"EXPIRY-REMARK-REVOKED", "its authority revoked it on {date} ({reason}): order a new one",
     "son autorité l'a révoqué le {date} ({reason}) : en commander un nouveau"},
    {"EXPIRY-REMARK-REVOKED-IN-USE",
     "its order was marked as revoked, but {path} still shows it: install the certificate that "
     "takes its place, or stop the service",
     "sa commande est marquée comme révoquée, mais {path} le montre encore : installer le "
     "certificat qui le remplace, ou arrêter le service"},
    {"EXPIRY-REMARK-AUTHORITY-REVOKED",
     "{authority}, an authority above it, was revoked on {date} ({reason}): order a new one",
     "{authority}, une autorité dont il dépend, a été révoquée le {date} ({reason}) : en commander "
     "un "
     "nouveau"},
    {"EXPIRY-REVOCATION-NO-ISSUER",
     "{file}: its revocation could not be checked, because its authority {issuer} is missing",
     "{file} : impossible de vérifier sa révocation, car son autorité {issuer} manque",
     "Give its authority with --trust.", "Donner son autorité avec --trust."},
    {"EXPIRY-REVOCATION-NO-FILE",
     "{file}: its revocation could not be checked, because the certificate itself cannot be read "
     "here",
     "{file} : impossible de vérifier sa révocation, car le certificat lui-même n'est pas lisible "
     "ici",
     "Give the certificate too, or the passphrase of the keystore that contains it.",
     "Donner aussi le certificat, ou la phrase de passe du magasin qui le contient."},
    {"EXPIRY-REMARK-RECORDED",
     "its targets cannot be read here; this was recorded when it was installed",
     "ses cibles ne sont pas lisibles ici ; ceci a été enregistré lors de son installation"},
    {"EXPIRY-REMARK-READY",
     "a request for it is ready in {folder}: upload it on the portal and collect the certificate",
     "une demande est prête dans {folder} : la déposer sur la plateforme, puis y retirer le "
     "certificat"},
    {"EXPIRY-REMARK-REQUESTED",
     "it was requested on the portal (order in {folder}): collect the certificate there",
     "il a été demandé sur la plateforme (commande de {folder}) : y retirer le certificat"},
    {"EXPIRY-REMARK-DELIVERED", "a certificate was delivered for the order in {folder}: install it",
     "un certificat a été délivré pour la commande de {folder} : l'installer"},
    {"EXPIRY-REMARK-BLOCKED", "its order is blocked by {rules}",
     "sa commande est bloquée par {rules}"},
    {"EXPIRY-REMARK-ENVIRONMENT",
     "only a certificate of another environment was found: {environment}",
     "seul un certificat d'un autre environnement a été trouvé : {environment}"},

    // Of its reports.
    {"report.column.life", "Life left", "Durée restante"},
    {"expiry.environment-title", "Environment: {environment}", "Environnement : {environment}"},
    {"expiry.authorities", "Authorities", "Autorités"},
    {"expiry.more-places", "{place} (+{count})", "{place} (+{count})"},
    {"expiry.more-actions",
     "{count} more {count:certificate needs|certificates need} an action (to show all: --verbose)",
     "{count} {count:autre certificat demande|autres certificats demandent} une action (pour tout "
     "voir : --verbose)"},
    {"expiry.renewal.possible",
     "start the renewal by {start}; ANS will send its notice on {notice}, and the portal renews "
     "until {last}",
     "commencer le renouvellement avant le {start} ; l'ANS enverra son préavis le {notice}, et la "
     "plateforme renouvelle jusqu'au {last}"},
    {"expiry.renewal.late",
     "start the renewal now: it was due by {start}; the portal renews until {last}",
     "commencer le renouvellement sans attendre : il était à faire avant le {start} ; la "
     "plateforme renouvelle jusqu'au {last}"},
    {"expiry.renewal.missing", "no certificate was found: a new request is needed",
     "certificat introuvable : une nouvelle demande est nécessaire"},
    {"expiry.renewal.new", "it can no longer be renewed: make a new request now",
     "il ne peut plus être renouvelé : faire une nouvelle demande sans attendre"},
    {"report.column.to-start", "Start by", "À commencer avant le"},
    {"report.column.serial", "Serial number", "Numéro de série"},
    {"report.column.sha256", "SHA-256", "SHA-256"},
    {"report.column.places", "Places", "Emplacements"},
    {"report.column.revocation", "Revocation", "Révocation"},
    {"expiry.revocation.good", "not revoked", "non révoqué"},
    {"expiry.revocation.revoked", "revoked", "révoqué"},
    {"expiry.revocation.unknown", "unknown", "inconnue"},
    {"expiry.ends", "expires on {date} ({days} {days:day|days} left)",
     "expire le {date} ({days} {days:jour restant|jours restants})"},
    {"expiry.ended", "expired on {date}", "expiré le {date}"},
    {"expiry.nagios.summary",
     "critical: {critical}, warning: {warning}, certificates: {certificates}, missing: {missing}, "
     "unreadable: {unreadable}",
     "critiques : {critical}, alertes : {warning}, certificats : {certificates}, absents : "
     "{missing}, illisibles : {unreadable}"},
    {"expiry.nagios.end", "{name}: {end}, {source}", "{name} : {end}, {source}"},
    {"expiry.nagios.revoked", "{name}: revoked by its authority ({source})",
     "{name} : révoqué par son autorité ({source})"},
    {"expiry.nagios.missing", "{name}: missing, site {site}", "{name} : absent, site {site}"},
    {"expiry.metric.end",
     "End of the certificate: notAfter or the end of the private key's usage period, whichever is "
     "earlier.",
     "Fin du certificat : notAfter ou fin de la période d'usage de la clé privée, la première des "
     "deux."},
    {"expiry.metric.start", "Start of the certificate's validity.",
     "Début de validité du certificat."},
    {"expiry.metric.due",
     "1 if the certificate is revoked or expired, or if it or its chain expires within a warning "
     "period, otherwise 0.",
     "1 si le certificat est révoqué ou expiré, ou si lui ou sa chaîne expire dans un délai "
     "d'alerte, sinon 0."},
    {"expiry.metric.critical",
     "1 if the certificate is revoked or expired, or if it or its chain expires within the "
     "critical period, otherwise 0.",
     "1 si le certificat est révoqué ou expiré, ou si lui ou sa chaîne expire dans le délai "
     "critique, sinon 0."},
    {"expiry.metric.missing", "A certificate that the dossier wants and that was not found.",
     "Certificat attendu par le dossier et introuvable."},
    {"expiry.metric.certificates", "Certificates by their status.", "Certificats par statut."},
    {"expiry.metric.unreadable", "Files and servers that could not be read.",
     "Fichiers et serveurs qui n'ont pas pu être lus."},
    {"expiry.metric.last-run", "When these metrics were made.", "Date de ces mesures."},
    {"expiry.event.calendar", "Certificates for the DMP", "Certificats pour le DMP"},
    {"expiry.event.end", "Expires: {name}", "Expire : {name}"},
    {"expiry.event.renewal", "Last day to renew: {name}", "Dernier jour pour renouveler : {name}"},
    {"expiry.page.title", "What expires and when, as of {date}",
     "Ce qui expire et quand, au {date}"},
    {"expiry.page.timeline", "Timeline", "Frise chronologique"},
    {"expiry.page.table", "All certificates", "Tous les certificats"},
    {"expiry.page.caption", "Click a column title to sort.",
     "Cliquer sur un titre de colonne pour trier."},
    {"expiry.page.unreadable", "Could not be read", "Illisibles"},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::expiry
