#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"CLI-DURATION", "\"{value}\" is no notice before an end",
     "« {value} » n'est pas un délai avant échéance", "Write it as 90, 90d, 12w or 10%.",
     "L'écrire 90, 90d, 12w ou 10%."},
    {"EXPIRY-INTERRUPTED", "interrupted before everything was read: there is no whole report",
     "interrompu avant la fin de la lecture : il n'y a pas de rapport complet",
     "The same command reads everything again.", "La même commande relit tout."},
    {"EXPIRY-SERVER-ADDRESS", "{file}: not the address of a server that can be asked: {reason}",
     "{file} : ce n'est pas l'adresse d'un serveur que l'on puisse interroger : {reason}",
     "Give host:port, or an address of https, tls, smtp, smtps, imap, imaps, ldap or ldaps.",
     "Donner hôte:port, ou une adresse https, tls, smtp, smtps, imap, imaps, ldap ou ldaps."},
    {"cli.expiry.address.scheme", "no certificate is asked for by {scheme}",
     "aucun certificat ne se demande par {scheme}"},
    {"cli.expiry.address.user", "there is the name of a user in it",
     "elle contient un nom d'utilisateur"},
    {"cli.expiry.address.host", "there is no name of a host in it",
     "elle ne contient aucun nom d'hôte"},
    {"cli.expiry.about",
     "Tell what ends when and what to do about it, over files, folders, keystores, workspaces and "
     "dossiers.",
     "Dire ce qui expire, quand, et que faire, dans des fichiers, dossiers, magasins de clés, "
     "espaces de "
     "travail et dossiers de commande."},
    {"cli.expiry.examples",
     "  # everything below a folder; exit 1 when something ends within 90 days\n"
     "  dmpcert expiry pki\n"
     "  # for a script, with other thresholds\n"
     "  dmpcert expiry pki delivered.pem --warn 60d --critical 2w --format json\n"
     "  # from standard input\n"
     "  dmpcert expiry - < delivered.pem\n"
     "  # each site of a dossier must have its certificates; says how to renew them\n"
     "  dmpcert expiry dossier.json --workspace dmp-workspace\n"
     "  # only signature certificates of production, a notice of a tenth of their life\n"
     "  dmpcert expiry pki --usage sign --environment production --warn 10%\n"
     "  # for node_exporter's textfile collector\n"
     "  dmpcert expiry pki --format prometheus --output dmpcert.prom\n"
     "  # what a server shows, with STARTTLS for a mail server\n"
     "  dmpcert expiry https://dmp.example.invalid smtp://mail.example.invalid --timeout 2\n"
     "  # as a Nagios or Icinga plugin: exits 0, 1, 2, 3\n"
     "  dmpcert expiry pki --format nagios\n"
     "  # a page for people, and a calendar with alarms\n"
     "  dmpcert expiry pki --format html --output expiry.html\n"
     "  dmpcert expiry pki --format ics --output expiry.ics",
     "  # tout ce qui est sous un dossier ; code 1 si quelque chose expire sous 90 jours\n"
     "  dmpcert expiry pki\n"
     "  # pour un script, avec d'autres seuils\n"
     "  dmpcert expiry pki delivered.pem --warn 60d --critical 2w --format json\n"
     "  # depuis l'entrée standard\n"
     "  dmpcert expiry - < delivered.pem\n"
     "  # chaque site d'un dossier doit avoir ses certificats ; dit comment les renouveler\n"
     "  dmpcert expiry dossier.json --workspace dmp-workspace\n"
     "  # les seuls certificats de signature de production, au dernier dixième de leur vie\n"
     "  dmpcert expiry pki --usage sign --environment production --warn 10%\n"
     "  # pour le collecteur textfile de node_exporter\n"
     "  dmpcert expiry pki --format prometheus --output dmpcert.prom\n"
     "  # ce que montre un serveur, par STARTTLS pour un serveur de messagerie\n"
     "  dmpcert expiry https://dmp.example.invalid smtp://mail.example.invalid --timeout 2\n"
     "  # comme sonde Nagios ou Icinga : codes 0, 1, 2, 3\n"
     "  dmpcert expiry pki --format nagios\n"
     "  # une page à lire, et un agenda avec rappels\n"
     "  dmpcert expiry pki --format html --output expiry.html\n"
     "  dmpcert expiry pki --format ics --output expiry.ics"},
    {"cli.expiry.hidden",
     "{count} valid certificate(s) of authorities not shown (--verbose shows them)",
     "{count} certificat(s) d'autorité valides non affichés (--verbose les montre)"},
    {"cli.expiry.none-before", "nothing ends before {date}", "rien n'expire avant le {date}"},
    {"cli.arg.SOURCE",
     "File, folder or dossier (JSON), recognised by its content; host:port or URL (https, smtp, "
     "imap, ldap …) of a server; - for standard input",
     "Fichier, dossier ou dossier de commande (JSON), reconnus par leur contenu ; hôte:port ou URL "
     "(https, smtp, "
     "imap, ldap …) d'un serveur ; - pour l'entrée standard"},
    {"cli.opt.warn", "Notice of the warning: 90, 90d, 12w, or 10% of the whole life",
     "Délai d'alerte : 90, 90d, 12w, ou 10% de la vie entière"},
    {"cli.opt.critical",
     "Notice of the critical alarm, which is given even where --warn is shorter (default: 30 days, "
     "or --warn "
     "where that is shorter)",
     "Délai de l'alarme critique, donnée même si --warn est plus court (par défaut : 30 jours, ou "
     "--warn s'il est "
     "plus court)"},
    {"cli.opt.output", "Write there, in one step, instead of standard output",
     "Écrire là, en une fois, plutôt que sur la sortie standard"},
    {"cli.group.sources", "Where to look", "Où chercher"},
    {"cli.opt.files-from", "Sources from a list, one a line or NUL-separated; - for standard input",
     "Sources lues dans une liste, une par ligne ou séparées par NUL ; - pour l'entrée standard"},
    {"cli.opt.expiry-workspace",
     "Directory of orders, whose states and installations count; without it, what was marked as "
     "revoked there is not known",
     "Répertoire des commandes, dont les états et les installations comptent ; sans lui, ce qui y "
     "est marqué comme révoqué n'est pas connu"},
    {"cli.opt.ignore",
     "Pass over what has such a name, or such a path if it has a / (may be repeated)",
     "Ignorer ce qui a ce nom, ou ce chemin s'il contient / (peut être répété)"},
    {"cli.opt.strict", "Exit 3 for unreadable files inside folders too",
     "Code 3 aussi pour les fichiers illisibles à l'intérieur des dossiers"},
    {"cli.opt.expiry-jobs", "Files read at the same time (default: as many as processors)",
     "Fichiers lus en même temps (par défaut : autant que de processeurs)"},
    {"cli.opt.passphrase-files",
     "Passphrase from the first line of a file (mode 0600); may be repeated, each is tried",
     "Phrase secrète lue en première ligne d'un fichier (mode 0600) ; peut être répété, chacune "
     "est essayée"},
    {"cli.group.servers", "Servers", "Serveurs"},
    {"cli.opt.expiry-trust",
     "Certificates of authorities, to ask them (file or folder; may be repeated)",
     "Certificats d'autorités, pour les interroger (fichier ou dossier ; peut être répété)"},
    {"cli.opt.expiry-timeout",
     "Seconds for each exchange: a server, a list, a responder (1 to 600; default 10)",
     "Secondes pour chaque échange : serveur, liste, répondeur (1 à 600 ; 10 par défaut)"},
    {"cli.opt.server-name", "Name to ask for (SNI) in the place of the host's",
     "Nom demandé (SNI) à la place de celui de l'hôte"},
    {"cli.opt.client-certificate", "Certificate to show to servers that ask for one (PEM)",
     "Certificat présenté aux serveurs qui en demandent un (PEM)"},
    {"cli.opt.client-key", "Its private key, where it is in another file (PEM)",
     "Sa clé privée, si elle est dans un autre fichier (PEM)"},
    {"cli.group.filters", "What to keep", "Ce qui est retenu"},
    {"cli.opt.expiry-usage", "Only this usage, e.g. auth-cli (may be repeated)",
     "Cet usage seulement, p. ex. auth-cli (peut être répété)"},
    {"cli.opt.structure", "Only this structure, as its certificates have it or as a FINESS number",
     "Cette structure seulement, comme dans ses certificats ou par son numéro FINESS"},
    {"cli.opt.environment", "Only this environment: production, test, rehearsal, unknown",
     "Cet environnement seulement : production, test, rehearsal, unknown"},
    {"cli.opt.expires-before", "Only what ends before this day (YYYY-MM-DD)",
     "Seulement ce qui expire avant ce jour (AAAA-MM-JJ)"},
    {"CLI-NO-SOURCE", "nothing to look at", "rien à examiner",
     "Name files, folders, a dossier, a --workspace or a list with --files-from.",
     "Indiquer des fichiers, des dossiers, un dossier de commande, un --workspace ou une liste par "
     "--files-from."},
    {"CLI-LIST-EMPTY", "{file}: this list names nothing", "{file} : cette liste ne nomme rien",
     "Check what writes it: one source a line, or separated by NUL.",
     "Vérifier ce qui l'écrit : une source par ligne, ou séparées par NUL."},
    {"CLI-ENVIRONMENT", "\"{word}\" is not an environment", "« {word} » n'est pas un environnement",
     "Use production, test, rehearsal or unknown.",
     "Utiliser production, test, rehearsal ou unknown."},
};

}  // namespace

Messages expiry_messages() { return kEntries; }

}  // namespace dmp::cli
