#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    // Commands.
    {"cli.check.about",
     "Check dossiers and certificates against the procedure: what blocks each site's order, what "
     "is wrong with a certificate, and what to do about it.",
     "Vérifier dossiers et certificats selon la procédure : ce qui bloque la commande de chaque "
     "site, ce qui ne va pas dans un certificat, et que faire."},
    {"cli.check.examples",
     "  # all sites of a dossier\n"
     "  dmpcert check dossier.json\n"
     "  # one site, for a CI job that also fails on warnings\n"
     "  dmpcert check dossier.json --site cayenne --fail-on warning --format json\n"
     "  # compared with the FINESS register as downloaded from data.gouv.fr\n"
     "  dmpcert check dossier.json --finess etalab-cs1100502-stock.csv\n"
     "  # under the rules of the later guides, as of a given day\n"
     "  dmpcert --as-of 2026-11-23 check dossier.json --policy ans-2023\n"
     "  # a certificate, against the site of the dossier that it belongs to\n"
     "  dmpcert check dossier.json delivered.pem --trust trust --trust-any\n"
     "  # the JSON Schema of the document\n"
     "  dmpcert check --schema dossier\n"
     "  # a report to paste into a ticket; the state of all contracts for a spreadsheet\n"
     "  dmpcert --lang fr check dossier.json --format markdown\n"
     "  dmpcert --lang fr check dossier.json --format csv > contrats.csv\n"
     "  # the machine that orders: card reader, card, time\n"
     "  dmpcert check --workstation",
     "  # tous les sites d'un dossier\n"
     "  dmpcert check dossier.json\n"
     "  # un site, pour une intégration continue qui échoue aussi sur les avertissements\n"
     "  dmpcert check dossier.json --site cayenne --fail-on warning --format json\n"
     "  # en comparant avec le répertoire FINESS tel que téléchargé de data.gouv.fr\n"
     "  dmpcert check dossier.json --finess etalab-cs1100502-stock.csv\n"
     "  # selon les guides plus récents, à une date donnée\n"
     "  dmpcert --as-of 2026-11-23 check dossier.json --policy ans-2023\n"
     "  # un certificat, face au site du dossier auquel il appartient\n"
     "  dmpcert check dossier.json delivered.pem --trust trust --trust-any\n"
     "  # le schéma JSON du document\n"
     "  dmpcert check --schema dossier\n"
     "  # un rapport à coller dans un ticket ; l'état des lieux des contrats pour un tableur\n"
     "  dmpcert --lang fr check dossier.json --format markdown\n"
     "  dmpcert --lang fr check dossier.json --format csv > contrats.csv\n"
     "  # le poste de commande : lecteur, carte, heure\n"
     "  dmpcert check --workstation"},
    {"CHECK-RULES-FORMAT", "the catalogue of rules has no format {format}",
     "le catalogue des règles n'a pas de format {format}", "Choose text, json or markdown.",
     "Choisir text, json ou markdown."},
    {"cli.opt.rules", "List the catalogue of rules and stop",
     "Énumérer le catalogue des règles et s'arrêter"},
    {"cli.opt.contract-request",
     "Write into DIR the mail that asks the client service for the contracts of all sites, and "
     "stop",
     "Écrire dans DIR le courriel qui demande au service client les contrats de tous les sites, et "
     "s'arrêter"},
    {"cli.check.total", "{what}: {count}", "{what} : {count}"},
    {"cli.check.no-findings", "No findings.", "Aucun constat."},
    {"cli.opt.all-findings", "Show every finding and step, however many",
     "Montrer tous les constats et toutes les étapes, si nombreux soient-ils"},
    {"cli.opt.schema", "Print a JSON Schema and end", "Afficher un schéma JSON et terminer"},
    {"SITE-UNKNOWN-ID", "no dossier has a site \"{site}\"", "aucun dossier n'a de site « {site} »",
     "Take the \"id\" of an establishment.", "Prendre l'« id » d'un établissement."},
    {"cli.opt.check-card",
     "Check the card in the reader as well, against the dossier's administrators",
     "Vérifier aussi la carte dans le lecteur, par rapport aux administrateurs du dossier"},
    {"cli.check.certificate.alias", "Alias", "Alias"},
    {"cli.check.certificate.site", "Site", "Site"},
    {"cli.check.certificate.usage", "Usage", "Usage"},
    {"cli.check.certificate.environment", "Environment", "Environnement"},
    {"cli.check.certificate.service", "Service applicatif", "Service applicatif"},
    {"cli.check.certificate.ends-on", "Usable until", "Utilisable jusqu'au"},
    {"cli.check.certificate.structure", "VIHF Identifiant_Structure", "VIHF Identifiant_Structure"},
    {"cli.check.certificate.subject", "Subject (RFC 2253)", "Sujet (RFC 2253)"},
    {"cli.check.certificate.issuer", "VIHF Issuer (RFC 2253)", "VIHF Issuer (RFC 2253)"},
    {"cli.arg.INPUT", "Dossier (JSON), or certificates (PEM, DER, PKCS#7, PKCS#12, JKS), or -",
     "Dossier (JSON), ou certificats (PEM, DER, PKCS#7, PKCS#12, JKS), ou -"},
    {"cli.opt.check-usage",
     "Usage that the certificates must have, once for all or once a file "
     "(auth-cli, sign, ...)",
     "Usage que les certificats doivent avoir, une fois pour tous ou une fois par fichier "
     "(auth-cli, sign, ...)"},
    {"cli.opt.for", "Service that the certificates are for",
     "Service auquel sont destinés les "
     "certificats"},
    {"CLI-USAGE-COUNT", "--usage is given {count} times for {files} files of certificates",
     "--usage est donné {count} fois pour {files} fichiers de certificats",
     "Give it once for all of them, or once for each in their order.",
     "Le donner une fois pour tous, ou une fois pour chacun dans leur ordre."},
    {"cli.opt.workstation", "Check this workstation as well: card service, reader, card, time",
     "Vérifier aussi ce poste : service de cartes, lecteur, carte, heure"},
    {"cli.opt.online", "With --workstation, try to reach the order platform's host",
     "Avec --workstation, essayer de joindre l'hôte de la plateforme de commande"},
    {"cli.opt.timeout", "How long --online waits, in seconds (1 to 600; default 5)",
     "Attente de --online, en secondes (1 à 600 ; 5 par défaut)"},
};

}  // namespace

Messages check_messages() { return kEntries; }

}  // namespace dmp::cli
