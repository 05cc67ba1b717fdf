#include "dmp/expiry/messages.hpp"

namespace dmp::expiry {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"EXPIRY-NO-CERTIFICATE", "{file}: no certificate here", "{file} : aucun certificat ici",
     "Name a certificate (PEM, DER, P7B, P12) or a folder that holds some.",
     "Indiquer un certificat (PEM, DER, P7B, P12) ou un dossier qui en contient."},
    {"EXPIRY-FOLDER-UNREADABLE", "{file}: this folder cannot be listed",
     "{file} : impossible de lister ce dossier", "Run as a user who may read it, or leave it out.",
     "Relancer avec un compte qui a le droit de le lire, ou ne pas l'indiquer."},
    {"EXPIRY-LINK-FOREIGN",
     "{file}: another user's link to a directory of another file system; it was not followed",
     "{file} : lien d'un autre utilisateur vers un répertoire d'un autre système de fichiers ; il "
     "n'a pas été suivi",
     "Name the directory itself, if its certificates are to be watched.",
     "Nommer le répertoire même, si ses certificats sont à surveiller."},
    {"EXPIRY-WORK", "{file}: not opened: the keystores of other users took too long together",
     "{file} : pas ouvert : les magasins de clés d'autres utilisateurs ont pris trop de temps "
     "ensemble",
     "Name this file alone, or leave the directories of other users out.",
     "Nommer ce fichier seul, ou ne pas indiquer les répertoires d'autres utilisateurs."},
    {"EXPIRY-FILTER-NONE", "the filters keep no certificate (without them: {count})",
     "les filtres ne gardent aucun certificat (sans eux : {count})",
     "Correct the filters, or name the sources where these certificates are.",
     "Corriger les filtres, ou indiquer les sources où se trouvent ces certificats."},
    {"EXPIRY-STRUCTURE-NONE", "the filters keep no certificate of structure {structure}",
     "les filtres ne gardent aucun certificat de la structure {structure}",
     "Correct the number, or name the sources where its certificates are.",
     "Corriger le numéro, ou indiquer les sources où se trouvent ses certificats."},
    {"EXPIRY-ENCRYPTED", "{file}: the certificates inside are encrypted; their dates are not known",
     "{file} : les certificats contenus sont chiffrés ; leurs dates ne sont pas connues",
     "Give the passphrase of this file; the P12 that the portal delivers needs none.",
     "Donner la phrase de passe de ce fichier ; le P12 remis par le portail n'en demande pas."},
    {"TLS-NO-CONNECTION", "{file}: {reason}", "{file} : {reason}",
     "Check name, port and firewall; --timeout gives it more time.",
     "Vérifier le nom, le port et le pare-feu ; --timeout laisse plus de temps."},
    {"TLS-STARTTLS", "{file}: the server does not begin TLS when it is asked to",
     "{file} : le serveur ne passe pas en TLS quand on le lui demande",
     "Check the protocol in the address; with TLS from the first byte it is smtps, imaps or ldaps.",
     "Vérifier le protocole dans l'adresse ; en TLS dès le premier octet, c'est smtps, imaps ou "
     "ldaps."},
    {"TLS-HANDSHAKE", "{file}: the server shows no certificate",
     "{file} : le serveur ne montre aucun certificat",
     "Check that it speaks TLS on this port, perhaps after STARTTLS (smtp://, imap://, ldap://).",
     "Vérifier qu'il parle TLS sur ce port, peut-être après STARTTLS (smtp://, imap://, ldap://)."},
    {"EXPIRY-REMARK-KEY",
     "its private key may be used no longer than this day, though the certificate lasts until "
     "{date}",
     "sa clé privée ne peut plus servir après ce jour, bien que le certificat dure jusqu'au "
     "{date}"},
    {"EXPIRY-REMARK-CHAIN", "its authority {authority} ends before it, on {date}",
     "son autorité {authority} expire avant lui, le {date}"},
    {"EXPIRY-REMARK-LAST",
     "its authority ends on {date}: a renewal at its end cannot be issued for {months} months any "
     "more",
     "son autorité expire le {date} : un renouvellement à son échéance ne pourra plus être émis "
     "pour "
     "{months} mois"},
    {"EXPIRY-REMARK-REVOKED", "its authority revoked it on {date} ({reason}): order a new one",
     "son autorité l'a révoqué le {date} ({reason}) : en commander un nouveau"},
    {"EXPIRY-REMARK-AUTHORITY-REVOKED",
     "{authority}, an authority above it, was revoked on {date} ({reason}): order a new one",
     "{authority}, une autorité dont il dépend, a été révoquée le {date} ({reason}) : en commander "
     "un "
     "nouveau"},
    {"EXPIRY-REVOCATION-NO-ISSUER",
     "{file}: whether it was revoked cannot be asked, since its authority {issuer} is not at hand",
     "{file} : impossible de demander s'il est révoqué, son autorité {issuer} n'étant pas "
     "disponible",
     "Name its authority with --trust.", "Indiquer son autorité par --trust."},
    {"EXPIRY-REVOCATION-NO-FILE",
     "{file}: whether it was revoked cannot be asked, since the certificate itself cannot be read "
     "here",
     "{file} : impossible de demander s'il est révoqué, le certificat lui-même n'étant pas lisible "
     "ici",
     "Name the certificate too, or give the passphrase of the keystore that holds it.",
     "Indiquer aussi le certificat, ou donner la phrase de passe du magasin qui le contient."},
    {"EXPIRY-REMARK-RECORDED",
     "its targets cannot be read here; this is what was recorded when it was installed",
     "ses cibles ne sont pas lisibles ici ; ceci a été enregistré lors de son installation"},
    {"EXPIRY-REMARK-REQUESTED",
     "a request for it is ready in {folder}: hand it in at the portal and collect the certificate "
     "there",
     "une demande est prête dans {folder} : la déposer sur le portail, puis y retirer le "
     "certificat"},
    {"EXPIRY-REMARK-DELIVERED", "a certificate was delivered for the order in {folder}: install it",
     "un certificat a été remis pour la commande de {folder} : l'installer"},
    {"EXPIRY-REMARK-BLOCKED", "its order is blocked by {rules}",
     "sa commande est bloquée par {rules}"},
    {"EXPIRY-REMARK-ENVIRONMENT", "only one of another environment was found: {environment}",
     "seul un certificat d'un autre environnement a été trouvé : {environment}"},

    // Of its reports.
    {"report.column.life", "Life left", "Vie restante"},
    {"expiry.environment-title", "Environment: {environment}", "Environnement : {environment}"},
    {"expiry.authorities", "Authorities", "Autorités"},
    {"expiry.more-places", "{place} (+{count})", "{place} (+{count})"},
    {"expiry.more-actions", "{count} more certificates need something; --verbose shows them",
     "{count} autres certificats demandent une action ; --verbose les montre"},
    {"expiry.renewal.possible",
     "start the renewal by {start}; the ANS's mail is due on {notice}, and the portal renews until "
     "{last}",
     "commencer le renouvellement au plus tard le {start} ; le message de l'ANS est attendu le "
     "{notice}, et "
     "le portail renouvelle jusqu'au {last}"},
    {"expiry.renewal.late",
     "start the renewal now: it was to be started by {start}; the portal renews until {last}",
     "commencer le renouvellement sans attendre : il devait l'être au plus tard le {start} ; le "
     "portail renouvelle "
     "jusqu'au {last}"},
    {"expiry.renewal.missing", "none was found: a new request is needed",
     "aucun n'a été trouvé : une nouvelle demande est nécessaire"},
    {"expiry.renewal.new", "it can no longer be renewed: a new request is needed, at once",
     "il ne peut plus être renouvelé : une nouvelle demande est nécessaire, sans attendre"},
    {"report.column.to-start", "Start by", "À commencer avant le"},
    {"report.column.serial", "Serial number", "Numéro de série"},
    {"report.column.sha256", "SHA-256", "SHA-256"},
    {"report.column.places", "Places", "Emplacements"},
    {"report.column.revocation", "Revocation", "Révocation"},
    {"expiry.revocation.good", "not revoked", "non révoqué"},
    {"expiry.revocation.revoked", "revoked", "révoqué"},
    {"expiry.revocation.unknown", "not known", "inconnue"},
    {"expiry.ends", "expires on {date} (days left: {days})",
     "expire le {date} (jours restants : {days})"},
    {"expiry.ended", "expired on {date}", "expiré le {date}"},
    {"expiry.nagios.summary",
     "critical: {critical}, warning: {warning}, certificates: {certificates}, missing: {missing}, "
     "unreadable: "
     "{unreadable}",
     "critiques : {critical}, alertes : {warning}, certificats : {certificates}, absents : "
     "{missing}, illisibles : "
     "{unreadable}"},
    {"expiry.nagios.end", "{name}: {end}, {source}", "{name} : {end}, {source}"},
    {"expiry.nagios.revoked", "{name}: revoked by its authority ({source})",
     "{name} : révoqué par son autorité ({source})"},
    {"expiry.nagios.missing", "{name}: missing, site {site}", "{name} : absent, site {site}"},
    {"expiry.metric.end",
     "End of the certificate: the earlier of notAfter and the private key's usage period.",
     "Fin du certificat : la première de notAfter et de la période d'usage de la clé privée."},
    {"expiry.metric.start", "Begin of the certificate's validity.",
     "Début de validité du certificat."},
    {"expiry.metric.due",
     "1 when the certificate is revoked or expired, or it or its chain ends within a notice, else "
     "0.",
     "1 si le certificat est révoqué ou expiré, ou si lui ou sa chaîne expire dans un délai "
     "d'alerte, sinon 0."},
    {"expiry.metric.critical",
     "1 when the certificate is revoked or expired, or it or its chain ends within the critical "
     "notice, else 0.",
     "1 si le certificat est révoqué ou expiré, ou si lui ou sa chaîne expire dans le délai "
     "critique, sinon 0."},
    {"expiry.metric.missing", "A certificate that the dossier wants and that was not found.",
     "Certificat attendu par le dossier et introuvable."},
    {"expiry.metric.certificates", "Certificates by their status.", "Certificats par statut."},
    {"expiry.metric.unreadable", "Files and servers that could not be read.",
     "Fichiers et serveurs qui n'ont pas pu être lus."},
    {"expiry.metric.last-run", "When these metrics were made.", "Date de ces mesures."},
    {"expiry.event.calendar", "Certificates for the DMP", "Certificats pour le DMP"},
    {"expiry.event.end", "Ends: {name}", "Expire : {name}"},
    {"expiry.event.renewal", "Renew at the latest: {name}", "Renouveler au plus tard : {name}"},
    {"expiry.page.title", "What ends when, as of {date}", "Ce qui expire et quand, au {date}"},
    {"expiry.page.timeline", "Timeline", "Frise chronologique"},
    {"expiry.page.table", "All certificates", "Tous les certificats"},
    {"expiry.page.caption", "A column's title sorts by it.",
     "Le titre d'une colonne trie selon elle."},
    {"expiry.page.unreadable", "Could not be read", "Illisibles"},
};

}  // namespace

std::vector<Messages> messages() { return {kEntries}; }

}  // namespace dmp::expiry
