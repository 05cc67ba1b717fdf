#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    // Commands.
    {"cli.check.untidy",
     "{count} {count:value is|values are} readable but untidy: dmpcert dossier fix {file}",
     "{count} {count:valeur se lit mais est mal écrite|valeurs se lisent mais sont mal écrites} : "
     "dmpcert dossier fix {file}"},
    {"cli.check.untidy-more", "… and {count} more", "… et {count} {count:autre|autres}"},
    {"cli.check.about",
     "Check dossiers and certificates against the procedure: what blocks each site's order, what "
     "is wrong with a certificate, and what to do about it.",
     "Vérifier dossiers et certificats selon la procédure : ce qui bloque la commande de chaque "
     "site, ce qui ne va pas dans un certificat, et que faire."},
    {"cli.check.examples",
     "  # all sites of a dossier\n"
     "  dmpcert check dossier.json\n"
     "  # one site, in a CI job that also fails on warnings\n"
     "  dmpcert check dossier.json --site cayenne --fail-on warning --format json\n"
     "  # compared with the FINESS register from data.gouv.fr\n"
     "  dmpcert check dossier.json --finess etalab-cs1100502-stock.csv\n"
     "  # against the later edition, as of a given day\n"
     "  dmpcert --as-of 2026-11-23 check dossier.json --policy ans-2023\n"
     "  # a certificate, compared with its site in the dossier\n"
     "  dmpcert check dossier.json delivered.pem --trust trust --trust-any\n"
     "  # the JSON Schema of a dossier\n"
     "  dmpcert check --schema dossier\n"
     "  # a report for a ticket; the state of all contracts for a spreadsheet\n"
     "  dmpcert --lang fr check dossier.json --format markdown\n"
     "  dmpcert --lang fr check dossier.json --format csv > contrats.csv\n"
     "  # a page to show to others; who has to do what, for a spreadsheet\n"
     "  dmpcert check dossier.json --format html > state.html\n"
     "  dmpcert check dossier.json --group-by actor --format csv > acts.csv\n"
     "  # the workstation used for ordering: card reader, card, time\n"
     "  dmpcert check --workstation",
     "  # tous les sites d'un dossier\n"
     "  dmpcert check dossier.json\n"
     "  # un site, en intégration continue, où un avertissement est aussi un échec\n"
     "  dmpcert check dossier.json --site cayenne --fail-on warning --format json\n"
     "  # comparé au répertoire FINESS de data.gouv.fr\n"
     "  dmpcert check dossier.json --finess etalab-cs1100502-stock.csv\n"
     "  # selon l'édition suivante, à une date donnée\n"
     "  dmpcert --as-of 2026-11-23 check dossier.json --policy ans-2023\n"
     "  # un certificat, comparé à son site dans le dossier\n"
     "  dmpcert check dossier.json delivered.pem --trust trust --trust-any\n"
     "  # le schéma JSON d'un dossier\n"
     "  dmpcert check --schema dossier\n"
     "  # un rapport pour un ticket ; l'état des contrats pour un tableur\n"
     "  dmpcert --lang fr check dossier.json --format markdown\n"
     "  dmpcert --lang fr check dossier.json --format csv > contrats.csv\n"
     "  # une page à montrer ; qui doit faire quoi, pour un tableur\n"
     "  dmpcert --lang fr check dossier.json --format html > etat.html\n"
     "  dmpcert --lang fr check dossier.json --group-by actor --format csv > actes.csv\n"
     "  # le poste qui sert à commander : lecteur, carte, heure\n"
     "  dmpcert check --workstation"},
    {"CHECK-RULES-FORMAT", "the list of rules is not available in the format {format}",
     "la liste des règles n'existe pas au format {format}", "Choose text, json or markdown.",
     "Choisir text, json ou markdown."},
    {"CHECK-GROUP-FORMAT", "--group-by does not apply to the format {format}",
     "--group-by ne s'applique pas au format {format}", "Choose text, json, csv or markdown.",
     "Choisir text, json, csv ou markdown."},
    {"cli.opt.group-by", "Put the report together by site, by rule or by who acts",
     "Regrouper le rapport par site, par règle ou par acteur"},
    {"cli.opt.rules", "List the rules and stop", "Énumérer les règles et s'arrêter"},
    {"cli.opt.contract-request",
     "Write the mail that asks the client service about the contracts of all sites into DIR, and "
     "stop",
     "Écrire dans DIR le courriel qui interroge le service client sur les contrats de tous les "
     "sites, et s'arrêter"},
    {"cli.opt.details", "Show every step, site and finding, with its place and source",
     "Montrer chaque étape, chaque site et chaque constat, avec son emplacement et sa source"},
    {"cli.opt.schema", "Print a JSON Schema and stop", "Afficher un schéma JSON et s'arrêter"},
    {"SITE-UNKNOWN-ID", "no dossier has a site \"{site}\"", "aucun dossier n'a de site « {site} »",
     "Give the \"id\" of an establishment.", "Donner l'« id » d'un établissement."},
    {"cli.opt.check-card", "Also check the card in the reader against the dossier's administrators",
     "Contrôler aussi la carte du lecteur avec les administrateurs du dossier"},
    {"cli.arg.INPUT", "Dossier (JSON), or certificates (PEM, DER, PKCS#7, PKCS#12, JKS), or -",
     "Dossier (JSON), ou certificats (PEM, DER, PKCS#7, PKCS#12, JKS), ou -"},
    {"cli.opt.check-usage",
     "Usage that the certificates must have, once for all or once per file (auth-cli, sign, ...)",
     "Usage que les certificats doivent avoir, une fois pour tous ou une fois par fichier "
     "(auth-cli, sign, ...)"},
    {"cli.opt.for", "Service for which the certificates are meant",
     "Service auquel sont destinés les "
     "certificats"},
    {"CLI-USAGE-COUNT",
     "--usage is given {count} {count:time|times}, but there are {files} files of certificates",
     "--usage est donné {count} fois, mais il y a {files} fichiers de certificats",
     "Give it once for all, or once for each file, in the same order.",
     "Le donner une fois pour tous, ou une fois par fichier, dans le même ordre."},
    {"cli.opt.workstation",
     "Also check this workstation: card service, reader, card, time, fonts, old ciphers, workspace",
     "Vérifier aussi ce poste : service de cartes, lecteur, carte, heure, polices, anciens "
     "chiffrements, espace de travail"},
    {"cli.opt.station-workspace",
     "With --workstation: where keys are to be kept (default: dmp-workspace)",
     "Avec --workstation : où les clés seront gardées (par défaut : dmp-workspace)"},
    {"cli.opt.station-target",
     "With --workstation: a directory or file in which keys are to be installed (may be repeated)",
     "Avec --workstation : un répertoire ou un fichier où des clés seront installées (répétable)"},
    {"cli.opt.online", "With --workstation, also try to reach the ordering platform",
     "Avec --workstation, essayer aussi de joindre la plateforme de commande"},
    {"cli.opt.timeout", "Longest wait of --online, in seconds (1 to 600; default 5)",
     "Attente maximale de --online, en secondes (1 à 600 ; 5 par défaut)"},
};

}  // namespace

Messages check_messages() { return kEntries; }

}  // namespace dmp::cli
