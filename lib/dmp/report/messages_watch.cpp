#include "dmp/report/detail/message_lists.hpp"

namespace dmp::report {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"report.column.to-start", "Start by", "À commencer avant le"},
    {"report.column.serial", "Serial number", "Numéro de série"},
    {"report.column.sha256", "SHA-256", "SHA-256"},
    {"report.column.places", "Places", "Emplacements"},
    {"report.column.revocation", "Revocation", "Révocation"},
    {"report.revocation.good", "not revoked", "non révoqué"},
    {"report.revocation.revoked", "revoked", "révoqué"},
    {"report.revocation.unknown", "not known", "inconnue"},
    {"report.ends", "expires on {date} (days left: {days})",
     "expire le {date} (jours restants : {days})"},
    {"report.ended", "expired on {date}", "expiré le {date}"},

    {"report.nagios.summary",
     "critical: {critical}, warning: {warning}, certificates: {certificates}, missing: {missing}, "
     "unreadable: "
     "{unreadable}",
     "critiques : {critical}, alertes : {warning}, certificats : {certificates}, absents : "
     "{missing}, illisibles : "
     "{unreadable}"},
    {"report.nagios.end", "{name}: {end}, {source}", "{name} : {end}, {source}"},
    {"report.nagios.revoked", "{name}: revoked by its authority ({source})",
     "{name} : révoqué par son autorité ({source})"},
    {"report.nagios.missing", "{name}: missing, site {site}", "{name} : absent, site {site}"},

    {"report.metric.end",
     "End of the certificate: the earlier of notAfter and the private key's usage period.",
     "Fin du certificat : la première de notAfter et de la période d'usage de la clé privée."},
    {"report.metric.start", "Begin of the certificate's validity.",
     "Début de validité du certificat."},
    {"report.metric.due",
     "1 when the certificate is revoked or expired, or it or its chain ends within a notice, else "
     "0.",
     "1 si le certificat est révoqué ou expiré, ou si lui ou sa chaîne expire dans un délai "
     "d'alerte, sinon 0."},
    {"report.metric.critical",
     "1 when the certificate is revoked or expired, or it or its chain ends within the critical "
     "notice, else 0.",
     "1 si le certificat est révoqué ou expiré, ou si lui ou sa chaîne expire dans le délai "
     "critique, sinon 0."},
    {"report.metric.missing", "A certificate that the dossier wants and that was not found.",
     "Certificat attendu par le dossier et introuvable."},
    {"report.metric.certificates", "Certificates by their status.", "Certificats par statut."},
    {"report.metric.unreadable", "Files and servers that could not be read.",
     "Fichiers et serveurs qui n'ont pas pu être lus."},
    {"report.metric.last-run", "When these metrics were made.", "Date de ces mesures."},

    {"report.event.calendar", "Certificates for the DMP", "Certificats pour le DMP"},
    {"report.event.end", "Ends: {name}", "Expire : {name}"},
    {"report.event.renewal", "Renew at the latest: {name}", "Renouveler au plus tard : {name}"},

    {"report.page.title", "What ends when, as of {date}", "Ce qui expire et quand, au {date}"},
    {"report.page.timeline", "Timeline", "Frise chronologique"},
    {"report.page.table", "All certificates", "Tous les certificats"},
    {"report.page.caption", "A column's title sorts by it.",
     "Le titre d'une colonne trie selon elle."},
    {"report.page.unreadable", "Could not be read", "Illisibles"},
};

}  // namespace

Messages watch_messages() { return kEntries; }

}  // namespace dmp::report
