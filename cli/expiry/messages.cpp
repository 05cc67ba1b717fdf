#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"CLI-DURATION", "\"{value}\" is not a length of time", "« {value} » n'est pas une durée",
     "Write it as 90, 90d, 12w or 10%.", "L'écrire 90, 90d, 12w ou 10%."},
    {"EXPIRY-INTERRUPTED", "interrupted before everything was read: there is no complete report",
     "interrompu avant la fin de la lecture : il n'y a pas de rapport complet",
     "Run the same command again.", "Relancer la même commande."},
    {"EXPIRY-SERVER-ADDRESS", "{file}: is not the address of a server: {reason}",
     "{file} : n'est pas l'adresse d'un serveur : {reason}",
     "Give host:port, or a URL with https, tls, smtp, smtps, imap, imaps, ldap or ldaps.",
     "Donner hôte:port, ou une URL en https, tls, smtp, smtps, imap, imaps, ldap ou ldaps."},
    {"cli.expiry.address.scheme", "{scheme} is not supported", "{scheme} n'est pas pris en charge"},
    {"cli.expiry.address.user", "it contains a user name", "elle contient un nom d'utilisateur"},
    {"cli.expiry.address.host", "it contains no host name", "elle ne contient aucun nom d'hôte"},
    {"cli.expiry.about",
     "Report which certificates expire and when, and what to do about it, in files, directories, "
     "keystores, workspaces and dossiers.",
     "Indiquer quels certificats expirent, quand, et que faire, dans des fichiers, répertoires, "
     "magasins de clés, espaces de travail et dossiers."},
    {"cli.expiry.examples",
     "  # everything below a directory; exit code 1 if something expires within 90 days\n"
     "  dmpcert expiry pki\n"
     "  # for a script, with other thresholds\n"
     "  dmpcert expiry pki delivered.pem --warn 60d --critical 2w --format json\n"
     "  # from standard input\n"
     "  dmpcert expiry - < delivered.pem\n"
     "  # each site of a dossier must have its certificates; shows how to renew them\n"
     "  dmpcert expiry dossier.json --workspace dmp-workspace\n"
     "  # only signature certificates of production, warning in the last tenth of their life\n"
     "  dmpcert expiry pki --usage sign --environment production --warn 10%\n"
     "  # for node_exporter's textfile collector\n"
     "  dmpcert expiry pki --format prometheus --output dmpcert.prom\n"
     "  # the certificates of servers, with STARTTLS for a mail server\n"
     "  dmpcert expiry https://dmp.example.invalid smtp://mail.example.invalid --timeout 2\n"
     "  # as a Nagios or Icinga plugin: exit codes 0, 1, 2, 3\n"
     "  dmpcert expiry pki --format nagios\n"
     "  # a page for people, and a calendar with alarms\n"
     "  dmpcert expiry pki --format html --output expiry.html\n"
     "  dmpcert expiry pki --format ics --output expiry.ics",
     "  # tout ce qui est sous un répertoire ; code 1 si quelque chose expire sous 90 jours\n"
     "  dmpcert expiry pki\n"
     "  # pour un script, avec d'autres seuils\n"
     "  dmpcert expiry pki delivered.pem --warn 60d --critical 2w --format json\n"
     "  # depuis l'entrée standard\n"
     "  dmpcert expiry - < delivered.pem\n"
     "  # chaque site d'un dossier doit avoir ses certificats ; montre comment les renouveler\n"
     "  dmpcert expiry dossier.json --workspace dmp-workspace\n"
     "  # les seuls certificats de signature de production, alerte au dernier dixième de leur "
     "durée\n"
     "  dmpcert expiry pki --usage sign --environment production --warn 10%\n"
     "  # pour le collecteur textfile de node_exporter\n"
     "  dmpcert expiry pki --format prometheus --output dmpcert.prom\n"
     "  # les certificats de serveurs, par STARTTLS pour un serveur de messagerie\n"
     "  dmpcert expiry https://dmp.example.invalid smtp://mail.example.invalid --timeout 2\n"
     "  # comme sonde Nagios ou Icinga : codes de retour 0, 1, 2, 3\n"
     "  dmpcert expiry pki --format nagios\n"
     "  # une page à lire, et un agenda avec rappels\n"
     "  dmpcert expiry pki --format html --output expiry.html\n"
     "  dmpcert expiry pki --format ics --output expiry.ics"},
    {"cli.expiry.hidden",
     "{count} valid {count:authority certificate is|authority certificates are} not shown (to show "
     "{count:it|them}: --verbose)",
     "{count} {count:certificat d'autorité valide n'est pas affiché|certificats d'autorité valides "
     "ne sont pas affichés} (pour {count:l'afficher|les afficher} : --verbose)"},
    {"cli.expiry.none-before", "nothing expires before {date}", "rien n'expire avant le {date}"},
    {"cli.arg.SOURCE",
     "File, directory or dossier (JSON), recognised by its content; host:port or URL (https, smtp, "
     "imap, ldap …) of a server; - for standard input",
     "Fichier, répertoire ou dossier (JSON), reconnus par leur contenu ; hôte:port ou URL (https, "
     "smtp, imap, ldap …) d'un serveur ; - pour l'entrée standard"},
    {"cli.opt.warn",
     "Warn this long before the end: 90, 90d, 12w, or 10% of the certificate's life",
     "Alerter ce délai avant la fin : 90, 90d, 12w, ou 10% de la durée du certificat"},
    {"cli.opt.critical",
     "Critical alarm this long before the end, also if --warn is shorter (default: 30 days, or "
     "--warn if that is shorter)",
     "Alarme critique ce délai avant la fin, même si --warn est plus court (par défaut : 30 jours, "
     "ou --warn s'il est plus court)"},
    {"cli.opt.output", "Write to this file, in one step, instead of standard output",
     "Écrire dans ce fichier, en une fois, plutôt que sur la sortie standard"},
    {"cli.group.sources", "Where to look", "Où chercher"},
    {"cli.opt.files-from",
     "Read the sources from a list, one per line or NUL-separated; - for standard input",
     "Lire les sources dans une liste, une par ligne ou séparées par NUL ; - pour l'entrée "
     "standard"},
    {"cli.opt.expiry-workspace", "Directory of orders, to include their states and installations",
     "Répertoire des commandes, pour tenir compte de leurs états et installations"},
    {"cli.opt.ignore",
     "Skip files and directories with this name, or this path if it contains a / (may be repeated)",
     "Ignorer les fichiers et répertoires de ce nom, ou de ce chemin s'il contient / (peut être "
     "répété)"},
    {"cli.opt.strict", "Exit with 3 also for unreadable files inside directories",
     "Code de retour 3 aussi pour les fichiers illisibles à l'intérieur des répertoires"},
    {"cli.opt.expiry-jobs", "Files read at the same time (default: the number of processors)",
     "Fichiers lus en même temps (par défaut : le nombre de processeurs)"},
    {"cli.opt.passphrase-files",
     "Read a passphrase from the first line of a file (mode 0600); may be repeated, each one is "
     "tried",
     "Lire une phrase de passe à la première ligne d'un fichier (mode 0600) ; peut être répété, "
     "chacune est essayée"},
    {"cli.group.servers", "Servers", "Serveurs"},
    {"cli.opt.expiry-trust",
     "Authority certificates for checking revocation (file or directory; may be repeated)",
     "Certificats d'autorités pour vérifier la révocation (fichier ou répertoire ; peut être "
     "répété)"},
    {"cli.opt.expiry-timeout",
     "Longest wait for each exchange (server, list, responder), in seconds (1 to 600; default 10)",
     "Attente maximale de chaque échange (serveur, liste, répondeur), en secondes (1 à 600 ; 10 "
     "par défaut)"},
    {"cli.opt.server-name", "Name to ask for (SNI) instead of the host name",
     "Nom demandé (SNI) à la place de celui de l'hôte"},
    {"cli.opt.client-certificate", "Certificate for servers that ask for one (PEM)",
     "Certificat présenté aux serveurs qui en demandent un (PEM)"},
    {"cli.opt.client-key", "Its private key, if it is in another file (PEM)",
     "Sa clé privée, si elle est dans un autre fichier (PEM)"},
    {"cli.group.filters", "What to keep", "Ce qui est retenu"},
    {"cli.opt.expiry-usage", "Only this usage, for example auth-cli (may be repeated)",
     "Cet usage seulement, par exemple auth-cli (peut être répété)"},
    {"cli.opt.structure", "Only this structure, given as in its certificates or by FINESS number",
     "Cette structure seulement, donnée comme dans ses certificats ou par son numéro FINESS"},
    {"cli.opt.environment", "Only this environment: production, test, rehearsal, unknown",
     "Cet environnement seulement : production, test, rehearsal, unknown"},
    {"cli.opt.expires-before", "Only what expires before this day (YYYY-MM-DD)",
     "Seulement ce qui expire avant ce jour (AAAA-MM-JJ)"},
    {"CLI-NO-SOURCE", "nothing to examine was given", "rien à examiner n'est donné",
     "Give files, directories, a dossier, a --workspace, or a list with --files-from.",
     "Donner des fichiers, des répertoires, un dossier, un --workspace, ou une liste avec "
     "--files-from."},
    {"CLI-LIST-NUL", "{file}: this list has NUL characters where a source should begin",
     "{file} : cette liste contient des caractères NUL là où une source devrait commencer",
     "Save it as a text in UTF-8, one source a line, or take what \"find -print0\" writes.",
     "L'enregistrer comme texte en UTF-8, une source par ligne, ou prendre ce qu'écrit « find "
     "-print0 »."},
    {"CLI-LIST-EMPTY", "{file}: this list is empty", "{file} : cette liste est vide",
     "Check the program that writes it: one source per line, or separated by NUL.",
     "Vérifier le programme qui l'écrit : une source par ligne, ou séparées par NUL."},
    {"CLI-ENVIRONMENT", "\"{word}\" is not an environment", "« {word} » n'est pas un environnement",
     "Use production, test, rehearsal or unknown.",
     "Utiliser production, test, rehearsal ou unknown."},
};

}  // namespace

Messages expiry_messages() { return kEntries; }

}  // namespace dmp::cli
