#include "messages.hpp"

#include "message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    // The tree.
    {"cli.about",
     "Certificates of French health establishments for the DMP: check the dossier, fill form 413, "
     "make "
     "keys and requests, install what is delivered, watch what ends.",
     "Certificats des établissements de santé français pour le DMP : vérifier le dossier, remplir "
     "le "
     "formulaire 413, créer clés et demandes, installer ce qui est délivré, surveiller les "
     "échéances."},
    {"cli.footer",
     "Each command has its own help: dmpcert <command> --help\n"
     "Passphrases never go on the command line: see the --passphrase-... options.",
     "Chaque commande a son aide : dmpcert <commande> --help\n"
     "Les phrases de passe ne vont jamais sur la ligne de commande : voir les options "
     "--passphrase-..."},
    {"cli.label.Usage", "Usage", "Usage"},
    {"cli.label.Options", "Options", "Options"},
    {"cli.label.OPTIONS", "OPTIONS", "OPTIONS"},
    {"cli.label.SUBCOMMAND", "COMMAND", "COMMANDE"},
    {"cli.label.Subcommands", "Commands", "Commandes"},
    {"cli.label.Positionals", "Arguments", "Arguments"},
    {"cli.label.REQUIRED", "(required)", "(obligatoire)"},
    {"cli.group.passphrase", "Passphrase of keys and delivered files (one of)",
     "Phrase secrète des clés et des fichiers délivrés (une seule option)"},
    {"cli.group.pkcs12-passphrase", "Passphrase of the PKCS#12 to write (one of)",
     "Phrase secrète du PKCS#12 à écrire (une seule option)"},
    {"cli.exit-codes",
     "Exit codes:\n"
     "  0   fine\n"
     "  1   findings at or above the threshold, or something that ends within it\n"
     "  2   wrong use of the command line\n"
     "  3   input unreadable or invalid\n"
     "  4   environment: card, reader, service, disk, permissions\n"
     "  5   PIN or passphrase refused\n"
     "  70  a bug of dmpcert\n"
     "  130 interrupted",
     "Codes de retour :\n"
     "  0   tout va bien\n"
     "  1   constats au niveau du seuil ou au-dessus, ou échéance dans le délai\n"
     "  2   mauvais usage de la ligne de commande\n"
     "  3   entrée illisible ou invalide\n"
     "  4   environnement : carte, lecteur, service, disque, droits\n"
     "  5   code ou phrase de passe refusés\n"
     "  70  anomalie de dmpcert\n"
     "  130 interrompu"},
    {"cli.examples", "Examples:", "Exemples :"},

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
    {"cli.form413.about",
     "Write form 413 as PDF, filled from the dossier, for one site or for all.",
     "Écrire le formulaire 413 en PDF, rempli depuis le dossier, pour un site ou pour tous."},
    {"cli.form413.examples",
     "  # the forms of all sites into a folder\n"
     "  dmpcert form413 dossier.json --all -o forms\n"
     "  # one site, into the current folder\n"
     "  dmpcert form413 dossier.json --site cayenne\n"
     "  # what would be written\n"
     "  dmpcert form413 dossier.json --all -o forms --dry-run\n"
     "  # a draft to show to those who know what is still missing\n"
     "  dmpcert form413 dossier.json --site cayenne -o forms --draft\n"
     "  # forms, what other forms are needed, and one mail for all, to be opened, completed and "
     "sent\n"
     "  dmpcert form413 dossier.json --all -o sending --mail --grouped --with-annexes\n"
     "  # what a form that came back says, checked against the dossier\n"
     "  dmpcert form413 dossier.json --site cayenne --read sending/form-413-970300026.pdf",
     "  # les formulaires de tous les sites dans un dossier\n"
     "  dmpcert form413 dossier.json --all -o forms\n"
     "  # un site, dans le dossier courant\n"
     "  dmpcert form413 dossier.json --site cayenne\n"
     "  # ce qui serait écrit\n"
     "  dmpcert form413 dossier.json --all -o forms --dry-run\n"
     "  # un brouillon à montrer à ceux qui savent ce qui manque encore\n"
     "  dmpcert form413 dossier.json --site cayenne -o forms --draft\n"
     "  # les formulaires, les autres formulaires à prévoir, et un seul courriel à ouvrir, "
     "compléter, envoyer\n"
     "  dmpcert form413 dossier.json --all -o sending --mail --grouped --with-annexes\n"
     "  # ce que dit un formulaire revenu, comparé au dossier\n"
     "  dmpcert form413 dossier.json --site cayenne --read sending/form-413-970300026.pdf"},
    {"CLI-SOURCE-DATE-EPOCH", "SOURCE_DATE_EPOCH is \"{value}\", which is no number of seconds",
     "SOURCE_DATE_EPOCH vaut « {value} », qui n'est pas un nombre de secondes",
     "Unset it, or set it to the seconds since 1970.",
     "La retirer, ou lui donner le nombre de secondes depuis 1970."},
    {"cli.opt.template", "Fill this PDF, the official form, instead of drawing one",
     "Remplir ce PDF, le formulaire officiel, au lieu de le dessiner"},
    {"cli.opt.map", "Where the values go in that PDF (see --fields)",
     "Où vont les valeurs dans ce PDF (voir --fields)"},
    {"cli.opt.flatten", "No fields any more in the filled PDF",
     "Plus de champs dans le PDF rempli"},
    {"cli.opt.fields", "List the fields of a PDF with a proposal for each, and stop",
     "Énumérer les champs d'un PDF avec une proposition pour chacun, et s'arrêter"},
    {"cli.opt.propose", "Write the proposals of --fields as a mapping file",
     "Écrire les propositions de --fields dans un fichier de correspondance"},
    {"cli.opt.read",
     "Read the values of a filled form and compare them with DOSSIER when given, and stop",
     "Lire les valeurs d'un formulaire rempli, les comparer à DOSSIER s'il est donné, et "
     "s'arrêter"},
    {"cli.form413.field",
     "page {page}  {kind}  {name}{state}  {box}  \"{value}\"  {proposal}  ({label})",
     "page {page}  {kind}  {name}{state}  {box}  « {value} »  {proposal}  ({label})"},
    {"cli.form413.no-fields", "the PDF has no form fields: give the places with --map",
     "le PDF n'a pas de champs : donner les emplacements par --map"},
    {"cli.form413.read", "{part} {label}: {value}", "{part} {label} : {value}"},
    {"cli.form413.read-other", "{part} {label}: {value}  DIFFERS from the dossier: {meant}",
     "{part} {label} : {value}  DIFFÈRE du dossier : {meant}"},
    {"cli.form413.left-out",
     "{site}  left out: its form 413 lacks something (--draft makes it all the same)",
     "{site}  écarté : il manque quelque chose à son formulaire 413 (--draft l'établit malgré "
     "tout)"},
    {"cli.form413.no-annexes", "no further form (101, 301, 502) is needed",
     "aucun autre formulaire (101, 301, 502) n'est nécessaire"},
    {"cli.opt.mail", "Write the mail that carries each form to ANS beside it, as a draft (.eml)",
     "Écrire aussi le courriel qui porte chaque formulaire à l'ANS, en brouillon (.eml)"},
    {"cli.opt.grouped", "One mail for all the forms", "Un seul courriel pour tous les formulaires"},
    {"cli.opt.with-annexes",
     "Write what to fill in forms 101, 301 and 502 where the dossier needs them",
     "Écrire ce qu'il faut reporter sur les formulaires 101, 301 et 502 quand le dossier les "
     "demande"},
    {"cli.opt.draft", "Make drafts, also of forms that lack something; each page says so",
     "Établir des brouillons, même incomplets ; chaque page le dit"},
    {"cli.csr.about",
     "Make keys, certificate requests and the order sheet, per site and usage, in the workspace.",
     "Créer clés, demandes de certificat et fiche de commande, par site et par usage, dans "
     "l'espace de "
     "travail."},
    {"cli.csr.examples",
     "  # what would be made for all sites\n"
     "  dmpcert csr dossier.json --all --dry-run\n"
     "  # both requests of one site, keys encrypted with a passphrase from a file\n"
     "  dmpcert csr dossier.json --site cayenne --passphrase-file passphrase.txt\n"
     "  # only the signature certificate of another site, workspace elsewhere\n"
     "  dmpcert csr dossier.json --site ehpad --usage sign --workspace orders "
     "--passphrase-file passphrase.txt\n"
     "  # a new pair beside the running certificate\n"
     "  dmpcert csr dossier.json --site cayenne --renew --passphrase-file passphrase.txt\n"
     "  # a certificate for INSi\n"
     "  dmpcert csr dossier.json --site cayenne --usage auth-cli --service-name INSI-AUTO "
     "--passphrase-file passphrase.txt\n"
     "  # where all orders stand, and which ones the dossier still lacks\n"
     "  dmpcert csr dossier.json --status\n"
     "  # requests of somebody else, before they go to the portal\n"
     "  dmpcert csr dossier.json --verify requests.pem\n"
     "  # who signed a request with his card, and whether he could\n"
     "  dmpcert csr dossier.json --verify request.p7m --trust trust --trust-any\n"
     "  # each request signed with an administrator's card, PIN typed once\n"
     "  dmpcert csr dossier.json --site cayenne --passphrase-file passphrase.txt --card",
     "  # ce qui serait créé pour tous les sites\n"
     "  dmpcert csr dossier.json --all --dry-run\n"
     "  # les deux demandes d'un site, clés chiffrées par une phrase de passe lue dans un fichier\n"
     "  dmpcert csr dossier.json --site cayenne --passphrase-file passphrase.txt\n"
     "  # le seul certificat de signature d'un autre site, espace de travail ailleurs\n"
     "  dmpcert csr dossier.json --site ehpad --usage sign --workspace orders "
     "--passphrase-file passphrase.txt\n"
     "  # une nouvelle paire à côté du certificat en service\n"
     "  dmpcert csr dossier.json --site cayenne --renew --passphrase-file passphrase.txt\n"
     "  # un certificat pour INSi\n"
     "  dmpcert csr dossier.json --site cayenne --usage auth-cli --service-name INSI-AUTO "
     "--passphrase-file passphrase.txt\n"
     "  # où en sont toutes les commandes, et celles qui manquent encore au dossier\n"
     "  dmpcert csr dossier.json --status\n"
     "  # des demandes faites par d'autres, avant de les déposer sur le portail\n"
     "  dmpcert csr dossier.json --verify requests.pem\n"
     "  # qui a signé une demande avec sa carte, et s'il le pouvait\n"
     "  dmpcert csr dossier.json --verify request.p7m --trust trust --trust-any\n"
     "  # chaque demande signée avec la carte d'un administrateur, code tapé une fois\n"
     "  dmpcert csr dossier.json --site cayenne --passphrase-file passphrase.txt --card"},
    {"cli.csr.made", "{site}  {usage}  made: {folder} (service applicatif \"{service}\")",
     "{site}  {usage}  créée : {folder} (service applicatif « {service} »)"},
    {"cli.csr.unchanged", "{site}  {usage}  already there, unchanged: {folder}",
     "{site}  {usage}  déjà là, inchangée : {folder}"},
    {"cli.csr.planned", "{site}  {usage}  would be made: {folder} ({subject})",
     "{site}  {usage}  serait créée : {folder} ({subject})"},
    {"cli.csr.failed", "{site}  {usage}  not made:", "{site}  {usage}  non créée :"},
    {"cli.csr.verified", "{count} requests verified, {refused} refused",
     "{count} demandes vérifiées, {refused} refusées"},
    {"cli.csr.key-was-open",
     "Warning: {folder}/key.pem could be read by others; it is 0600 again. If somebody may have "
     "copied it, "
     "make a new pair with --renew.",
     "Attention : {folder}/key.pem était lisible par d'autres ; il est de nouveau en 0600. Si "
     "quelqu'un "
     "a pu le copier, créer une nouvelle paire par --renew."},
    {"cli.csr.left-out",
     "{site}  left out: its findings block the order (--force REASON makes it all the same)",
     "{site}  écarté : ses constats bloquent la commande (--force MOTIF la crée malgré tout)"},
    {"cli.interrupted",
     "interrupted: what is listed is whole; the same command goes on with the rest",
     "interrompu : ce qui est indiqué est complet ; la même commande fera le reste"},
    {"cli.csr.no-orders", "No orders.", "Aucune commande."},
    {"CSR-NO-WORKSPACE", "there is no workspace {path}", "il n'y a pas d'espace de travail {path}",
     "Give the right --workspace, or make orders first.",
     "Donner le bon --workspace, ou créer d'abord des commandes."},
    {"cli.progress", "{done} of {total} orders", "{done} commandes sur {total}"},
    {"cli.progress.left", "{done} of {total} orders, {rate} keys/s, {left} left",
     "{done} commandes sur {total}, {rate} clés/s, encore {left}"},
    {"cli.install.about",
     "Verify a delivered certificate, find its key, and put key, certificate and chain in place.",
     "Vérifier un certificat délivré, trouver sa clé, et mettre en place clé, certificat et "
     "chaîne."},
    {"cli.install.examples",
     "  # is this file what was ordered? nothing is written\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any "
     "--verify-only\n"
     "  # what would be written where\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any "
     "--passphrase-file passphrase.txt --dry-run\n"
     "  # into PEM files and a PKCS#12\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any --pem-dir "
     "pki "
     "--passphrase-file passphrase.txt --pkcs12 dmp.p12 --pkcs12-passphrase-file passphrase.txt\n"
     "  # which versions are there\n"
     "  dmpcert install --list --pem-dir pki --pkcs12 dmp.p12",
     "  # ce fichier est-il ce qui a été commandé ? rien n'est écrit\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any "
     "--verify-only\n"
     "  # ce qui serait écrit, et où\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any "
     "--passphrase-file passphrase.txt --dry-run\n"
     "  # en fichiers PEM et en PKCS#12\n"
     "  dmpcert install delivered.pem --dossier dossier.json --trust trust --trust-any --pem-dir "
     "pki "
     "--passphrase-file passphrase.txt --pkcs12 dmp.p12 --pkcs12-passphrase-file passphrase.txt\n"
     "  # quelles versions sont là\n"
     "  dmpcert install --list --pem-dir pki --pkcs12 dmp.p12"},
    {"cli.install.leaves", "  - {subject}, ends on {date}, serial number {serial}",
     "  - {subject}, fin le {date}, numéro de série {serial}"},
    {"cli.install.comes", "  + {subject}, ends on {date}, serial number {serial}",
     "  + {subject}, fin le {date}, numéro de série {serial}"},
    {"cli.install.create", "written: {path}", "écrit : {path}"},
    {"cli.install.replace", "replaced: {path}", "remplacé : {path}"},
    {"cli.install.keep", "unchanged: {path}", "inchangé : {path}"},
    {"cli.install.would-create", "would be written: {path} ({mode})",
     "serait écrit : {path} ({mode})"},
    {"cli.install.would-replace", "would be replaced: {path} ({mode})",
     "serait remplacé : {path} ({mode})"},
    {"cli.install.would-keep", "would stay unchanged: {path} ({mode})",
     "resterait inchangé : {path} ({mode})"},
    {"cli.install.refused", "Refused: nothing was written.", "Refusé : rien n'a été écrit."},
    {"cli.install.verified", "Accepted. Verification only: nothing was written.",
     "Accepté. Vérification seule : rien n'a été écrit."},
    {"cli.install.dry-run", "Accepted. Dry run: nothing was written.",
     "Accepté. Essai à blanc : rien n'a été écrit."},
    {"cli.install.done", "Installed.", "Installé."},
    {"cli.install.unchanged", "Already installed: nothing changed.",
     "Déjà installé : rien n'a changé."},
    {"cli.act.written", "written: {path}", "écrit : {path}"},
    {"cli.act.unchanged", "unchanged: {path}", "inchangé : {path}"},
    {"cli.act.would-write", "would be written: {path}", "serait écrit : {path}"},

    // Arguments and options.
    {"cli.arg.DOSSIER", "Dossier document (JSON), or - for standard input",
     "Dossier (JSON), ou - pour l'entrée standard"},
    {"cli.arg.CERTIFICATE", "Delivered file: PEM, DER, PKCS#7 or PKCS#12",
     "Fichier délivré : PEM, DER, PKCS#7 ou PKCS#12"},
    {"cli.opt.help", "Show this help", "Afficher cette aide"},
    {"cli.opt.version", "Show the version", "Afficher la version"},
    {"cli.opt.lang", "Language of messages", "Langue des messages"},
    {"cli.opt.color", "Colour of text output", "Couleurs de la sortie texte"},
    {"cli.opt.quiet", "No talk on standard error but errors",
     "Rien d'autre que les erreurs sur la sortie d'erreur"},
    {"cli.opt.verbose", "More talk on standard error", "Plus de détails sur la sortie d'erreur"},
    {"cli.opt.as-of", "Judge as if today were this day (YYYY-MM-DD)",
     "Juger comme si l'on était ce jour (AAAA-MM-JJ)"},
    {"cli.opt.config", "Options from a file (TOML)", "Options lues dans un fichier (TOML)"},
    {"cli.opt.format", "Form of the output", "Forme de la sortie"},
    {"cli.opt.policy", "Edition of the procedure, or a policy file",
     "Édition de la procédure, ou fichier de règles"},
    {"cli.opt.site", "Only this site (may be repeated)", "Ce site seulement (peut être répété)"},
    {"cli.opt.all", "All sites of the dossier", "Tous les sites du dossier"},
    {"cli.opt.all-findings", "Show every finding and step, however many",
     "Montrer tous les constats et toutes les étapes, si nombreux soient-ils"},
    {"cli.opt.fail-on", "Exit 1 from this severity on", "Code 1 à partir de cette gravité"},
    {"cli.opt.finess", "Compare with this file of the FINESS register (CSV or FINESS+ JSON)",
     "Comparer avec ce fichier du répertoire FINESS (CSV ou JSON FINESS+)"},
    {"cli.opt.schema", "Print a JSON Schema and end", "Afficher un schéma JSON et terminer"},
    {"cli.opt.output-folder", "Folder for the PDF files", "Dossier des fichiers PDF"},
    {"cli.opt.overwrite", "Replace files that are there", "Remplacer les fichiers présents"},
    {"cli.opt.dry-run", "Write nothing, say what would be done",
     "Ne rien écrire, dire ce qui serait fait"},
    {"cli.opt.usages", "Only these usages, e.g. auth-cli,sign",
     "Ces usages seulement, p. ex. auth-cli,sign"},
    {"cli.opt.workspace", "Folder of orders (default dmp-workspace)",
     "Dossier des commandes (par défaut dmp-workspace)"},
    {"cli.opt.key", "Kind of key: rsa:2048 (default), rsa:3072, rsa:4096, ec:p256",
     "Type de clé : rsa:2048 (par défaut), rsa:3072, rsa:4096, ec:p256"},
    {"cli.opt.csr-key-file", "Use this key for the one order that is asked for",
     "Utiliser cette clé pour la seule commande demandée"},
    {"cli.opt.service-name", "Service applicatif in the place of the DMP's, e.g. INSI-AUTO",
     "Service applicatif à la place de celui du DMP, p. ex. INSI-AUTO"},
    {"cli.opt.jobs", "Keys made at the same time (default: as many as processors)",
     "Clés créées en même temps (par défaut : autant que de processeurs)"},
    {"cli.opt.force",
     "Order for sites with blocking findings too; the reason goes into the journal",
     "Commander aussi pour les sites dont des constats bloquent ; le motif va au journal"},
    {"cli.opt.status", "Show all orders of the workspace, and with DOSSIER those that it lacks",
     "Montrer toutes les commandes de l'espace de travail, et avec DOSSIER celles qui manquent"},
    {"cli.opt.mark", "Note what happened to the orders of --order outside dmpcert",
     "Noter ce qui est arrivé hors de dmpcert aux commandes de --order"},
    {"cli.opt.order", "Folder of an order (may be repeated)",
     "Dossier d'une commande (peut être répété)"},
    {"cli.opt.note", "Why, for the history and the journal",
     "Motif, pour l'historique et le journal"},
    {"cli.group.orders", "Orders that are there", "Commandes existantes"},
    {"cli.opt.renew", "Make a new pair beside the running one",
     "Créer une nouvelle paire à côté de celle en service"},
    {"cli.group.verify", "Verification of requests", "Vérification de demandes"},
    {"cli.opt.verify",
     "Verify these certificate requests (PEM, DER, CMS; - for standard input) instead of making "
     "any",
     "Vérifier ces demandes de certificat (PEM, DER, CMS ; - pour l'entrée standard) au lieu d'en "
     "créer"},
    {"cli.opt.verify-dossier", "Dossier that the requests must fit",
     "Dossier auquel les demandes doivent correspondre"},
    {"cli.opt.weak-keys", "List of Debian's weak keys (openssl-blacklist)",
     "Liste des clés faibles de Debian (openssl-blacklist)"},
    {"cli.opt.dossier", "Dossier that the certificate must fit",
     "Dossier auquel le certificat doit correspondre"},
    {"cli.opt.trust", "Authority certificates (file or folder; may be repeated)",
     "Certificats d'autorités (fichier ou dossier ; peut être répété)"},
    {"cli.opt.trust-any",
     "Trust the self-signed ones of --trust even if they are not the IGC-Santé's",
     "Faire confiance à ceux de --trust qui sont auto-signés, même s'ils ne sont pas de "
     "l'IGC-Santé"},
    {"cli.opt.trust-partial", "Trust all of --trust, as the end of a chain, self-signed or not",
     "Faire confiance à tous ceux de --trust, comme fin de chaîne, auto-signés ou non"},
    {"cli.opt.usage", "Usage that the certificate must have (auth-cli, sign)",
     "Usage que le certificat doit avoir (auth-cli, sign)"},
    {"cli.opt.key-file", "Private key, where it is not in the workspace",
     "Clé privée, si elle n'est pas dans l'espace de travail"},
    {"cli.opt.pem-dir", "Folder for key, certificate and chain in PEM",
     "Dossier pour clé, certificat et chaîne en PEM"},
    {"cli.opt.pkcs12", "Write a PKCS#12 file as well", "Écrire aussi un fichier PKCS#12"},
    {"cli.opt.csr-plain-key",
     "Write the new keys unencrypted (otherwise a passphrase is given, or asked for at the "
     "terminal)",
     "Écrire les nouvelles clés non chiffrées (sinon une phrase de passe est donnée, ou demandée "
     "au terminal)"},
    {"cli.opt.older", "Let a certificate take the place of one that was issued after it",
     "Laisser un certificat prendre la place d'un autre, émis après lui"},
    {"cli.opt.plain-key", "Write the key of a PKCS#12 unencrypted (its mode is 0600 all the same)",
     "Écrire non chiffrée la clé d'un PKCS#12 (en mode 0600 de toute façon)"},
    {"cli.opt.verify-only", "Verify, write nothing", "Vérifier sans rien écrire"},
    {"cli.opt.passphrase-file", "Passphrase from the first line of a file (mode 0600)",
     "Phrase secrète lue en première ligne d'un fichier (mode 0600)"},
    {"cli.opt.passphrase-env", "Passphrase from an environment variable",
     "Phrase secrète lue dans une variable d'environnement"},
    {"cli.opt.passphrase-fd", "Passphrase from an open file descriptor",
     "Phrase secrète lue sur un descripteur ouvert"},
    {"cli.opt.passphrase-prompt", "Ask for it at the terminal", "La demander au terminal"},
    {"cli.opt.weak-passphrase",
     "Accept a weak passphrase of keystores, for software that prescribes it",
     "Accepter une phrase de passe faible des magasins de clés, pour un logiciel qui l'impose"},
    {"cli.passphrase.normalised",
     "The passphrase {purpose} is used without byte order mark and in composed form (Unicode NFC): "
     "other programs "
     "need it in that form, too.",
     "La phrase de passe {purpose} est employée sans marque d'ordre des octets et sous forme "
     "composée (Unicode NFC) : "
     "les autres programmes en ont besoin sous cette forme aussi."},
    {"cli.ask.passphrase", "Passphrase {purpose}:", "Phrase secrète {purpose} :"},
    {"cli.ask.passphrase-again",
     "Again, passphrase {purpose}:", "Encore une fois, phrase de passe {purpose} :"},
    {"cli.ask.purpose.new-keys", "for the new keys", "pour les nouvelles clés"},
    {"cli.ask.purpose.delivered", "of the delivered file or its key",
     "du fichier délivré ou de sa clé"},
    {"cli.ask.purpose.pkcs12", "for the new PKCS#12", "pour le nouveau PKCS#12"},

    // What a person can get wrong.
    {"CLI-NO-COMMAND", "no command given", "aucune commande donnée", "See: dmpcert --help",
     "Voir : dmpcert --help"},
    {"CLI-UNKNOWN-COMMAND", "\"{word}\" is not a command", "« {word} » n'est pas une commande",
     "See: dmpcert --help", "Voir : dmpcert --help"},
    {"CLI-UNKNOWN-COMMAND-GUESS", "\"{word}\" is not a command",
     "« {word} » n'est pas une commande", "Did you mean \"{guess}\"? See: dmpcert --help",
     "Vouliez-vous dire « {guess} » ? Voir : dmpcert --help"},
    {"CLI-UNKNOWN-ARGUMENT", "\"{word}\" was not expected here", "« {word} » n'est pas attendu ici",
     "See the command's --help.", "Voir l'aide de la commande (--help)."},
    {"CLI-UNKNOWN-ARGUMENT-GUESS", "\"{word}\" was not expected here",
     "« {word} » n'est pas attendu ici", "Did you mean {guess}? See the command's --help.",
     "Vouliez-vous dire {guess} ? Voir l'aide de la commande (--help)."},
    {"CLI-UNKNOWN-AFTER",
     "a word after {name} was not expected (it is not shown: it may be a secret)",
     "un mot après {name} n'est pas attendu (il n'est pas montré : ce peut être un secret)",
     "Secrets do not go on the command line: see the --passphrase-... and --pin-... options in the "
     "command's --help.",
     "Les secrets ne vont pas sur la ligne de commande : voir les options --passphrase-... et "
     "--pin-... dans l'aide de "
     "la commande (--help)."},
    {"OUTPUT-IS-INPUT", "{path} is one of the files that this command reads: it would be lost",
     "{path} est l'un des fichiers que cette commande lit : il serait perdu",
     "Nothing was written. Name another file for the output.",
     "Rien n'a été écrit. Nommer un autre fichier pour la sortie."},
    {"OUTPUT-IS-RECORD",
     "{path} is one of dmpcert's own files (of a workspace, or of what is installed): it would be "
     "lost",
     "{path} est l'un des fichiers de dmpcert (d'un espace de travail, ou de ce qui est "
     "installé) : il serait perdu",
     "Nothing was written. Name another file for the output.",
     "Rien n'a été écrit. Nommer un autre fichier pour la sortie."},
    {"OUTPUT-HOLDS-KEY",
     "{path} holds a private key, or cannot be read to see whether it does: it is not replaced",
     "{path} contient une clé privée, ou ne peut être lu pour le savoir : il n'est pas remplacé",
     "Nothing was written. Name another file for the output.",
     "Rien n'a été écrit. Nommer un autre fichier pour la sortie."},
    {"CLI-REQUIRED", "{name} is missing", "il manque {name}", "See the command's --help.",
     "Voir l'aide de la commande (--help)."},
    {"CLI-EXCLUDES", "{first} and {second} do not go together",
     "{first} et {second} ne vont pas ensemble", "Give one of them only.",
     "N'en donner qu'une seule."},
    {"CLI-VALUE-EXPECTED", "{name}: this value does not fit, {expected} is expected",
     "{name} : cette valeur ne convient pas, {expected} est attendu", "See the command's --help.",
     "Voir l'aide de la commande (--help)."},
    {"STDIN-TWICE", "standard input (-) is named twice",
     "l'entrée standard (-) est nommée deux fois",
     "It can be read only once: give the other one as a file.",
     "Elle ne se lit qu'une fois : donner l'autre sous forme de fichier."},
    {"DOSSIER-NO-SITE", "{file}: this dossier has no establishment",
     "{file} : ce dossier n'a aucun établissement", "Add the sites under \"establishments\".",
     "Ajouter les sites sous « establishments »."},
    {"cli.dossier-warnings",
     "{file}: {count} warning(s) on this dossier; `dmpcert check` shows them",
     "{file} : {count} avertissement(s) sur ce dossier ; `dmpcert check` les montre"},
    {"CLI-EMPTY", "{name}: the value is empty", "{name} : la valeur est vide",
     "Give a value, or leave the option out; a variable of a script may not be set.",
     "Donner une valeur, ou omettre l'option ; une variable d'un script n'est peut-être pas "
     "définie."},
    {"CLI-NUMBER", "{name}: a whole number from {low} to {high} is expected",
     "{name} : un nombre entier de {low} à {high} est attendu", "See the command's --help.",
     "Voir l'aide de la commande (--help)."},
    {"CLI-NUMBER-LOW", "{name}: a whole number, at least {low}, is expected",
     "{name} : un nombre entier, au moins {low}, est attendu", "See the command's --help.",
     "Voir l'aide de la commande (--help)."},
    {"CLI-VALUE", "{name}: this value does not fit", "{name} : cette valeur ne convient pas",
     "See the command's --help.", "Voir l'aide de la commande (--help)."},
    {"CLI-CONFIG-UNREADABLE", "{file}: this configuration file cannot be read",
     "{file} : ce fichier de configuration est illisible", "Check the path given to --config.",
     "Vérifier le chemin donné à --config."},
    {"CLI-CONFIG-INVALID", "{file}: \"{word}\" is nothing that a configuration file has",
     "{file} : « {word} » n'a pas sa place dans un fichier de configuration",
     "It takes lines such as: check.fail-on = \"warning\"",
     "Il contient des lignes telles que : check.fail-on = \"warning\""},
    {"CLI-CONFIG-INVALID-GUESS", "{file}: \"{word}\" is nothing that a configuration file has",
     "{file} : « {word} » n'a pas sa place dans un fichier de configuration",
     "Did you mean {guess}? It takes lines such as: check.fail-on = \"warning\"",
     "Vouliez-vous dire {guess} ? Il contient des lignes telles que : check.fail-on = \"warning\""},
    {"CLI-CHOICE", "{name}: \"{word}\" is none of: {known}",
     "{name} : « {word} » n'est pas dans : {known}", "Use one of these words.",
     "Employer un de ces mots."},
    {"CLI-CHOICE-GUESS", "{name}: \"{word}\" is none of: {known}",
     "{name} : « {word} » n'est pas dans : {known}", "Did you mean \"{guess}\"?",
     "Vouliez-vous dire « {guess} » ?"},
    {"CLI-NO-VALUE", "{name} needs a value: {expected}", "{name} demande une valeur : {expected}",
     "See the command's --help.", "Voir l'aide de la commande (--help)."},
    {"CLI-NO-SUBCOMMAND", "dmpcert {command} does nothing by itself; it needs one of: {known}",
     "dmpcert {command} ne fait rien seul ; il lui faut un de ces mots : {known}",
     "See: dmpcert {command} --help", "Voir : dmpcert {command} --help"},
    {"CLI-KEY", "\"{key}\" is not a kind of key", "« {key} » n'est pas un type de clé",
     "Use rsa:2048 (recommended), rsa:3072, rsa:4096 or ec:p256.",
     "Utiliser rsa:2048 (recommandé), rsa:3072, rsa:4096 ou ec:p256."},
    {"CLI-USAGE", "\"{word}\" is not a usage of certificates",
     "« {word} » n'est pas un usage de certificat", "The DMP needs auth-cli and sign.",
     "Le DMP demande auth-cli et sign."},
    {"CLI-DURATION", "\"{value}\" is no notice before an end",
     "« {value} » n'est pas un délai avant échéance", "Write it as 90, 90d, 12w or 10%.",
     "L'écrire 90, 90d, 12w ou 10%."},
    {"CLI-PKCS12-PASSPHRASE", "--pkcs12 needs a passphrase for the file that it writes",
     "--pkcs12 demande une phrase de passe pour le fichier à écrire",
     "Add --pkcs12-passphrase-file, -env, -fd or -prompt.",
     "Ajouter --pkcs12-passphrase-file, -env, -fd ou -prompt."},
    {"SITE-NEEDED", "the dossier has several sites", "le dossier a plusieurs sites",
     "Choose with --site, or take --all. Sites: {known}",
     "Choisir avec --site, ou prendre --all. Sites : {known}"},
    {"SITE-UNKNOWN", "the dossier has no site \"{site}\"", "le dossier n'a pas de site « {site} »",
     "Sites: {known}", "Sites : {known}"},
    {"SITE-UNKNOWN-GUESS", "the dossier has no site \"{site}\"",
     "le dossier n'a pas de site « {site} »", "Did you mean \"{guess}\"? Sites: {known}",
     "Vouliez-vous dire « {guess} » ? Sites : {known}"},
    {"SITE-UNKNOWN-ID", "no dossier has a site \"{site}\"", "aucun dossier n'a de site « {site} »",
     "Take the \"id\" of an establishment.", "Prendre l'« id » d'un établissement."},
    {"DOSSIER-INVALID", "{file}: this dossier has errors that concern all of its sites",
     "{file} : ce dossier a des erreurs qui concernent tous ses sites",
     "Correct what is listed above; `dmpcert check` shows the rest.",
     "Corriger ce qui est listé ci-dessus ; `dmpcert check` montre le reste."},
    {"POLICY-UNKNOWN", "there is no edition \"{name}\"", "il n'y a pas d'édition « {name} »",
     "Use one of: {known}; or the path of a policy file (with a / or a dot in it).",
     "Utiliser : {known} ; ou le chemin d'un fichier de règles (contenant / ou un point)."},
    {"POLICY-INVALID", "{file}: this policy cannot be used",
     "{file} : ces règles sont inutilisables",
     "Correct what is listed above; `dmpcert check --schema policy` prints the schema.",
     "Corriger ce qui est listé ci-dessus ; `dmpcert check --schema policy` affiche le schéma."},
    {"CLI-PLAIN-KEY",
     "the new keys would be unencrypted: no passphrase was given, and there is no terminal to ask "
     "for one at",
     "les nouvelles clés ne seraient pas chiffrées : aucune phrase de passe n'a été donnée, et il "
     "n'y a pas de "
     "terminal où la demander",
     "Nothing was written. Give a passphrase with --passphrase-file, --passphrase-env or "
     "--passphrase-fd. Where a "
     "service has to start without a person, use --plain-key: then whoever can read the file has "
     "the key.",
     "Rien n'a été écrit. Donner une phrase de passe avec --passphrase-file, --passphrase-env ou "
     "--passphrase-fd. "
     "Là où un service doit démarrer sans personne, utiliser --plain-key : qui peut lire le "
     "fichier a alors la clé."},
    {"NO-TERMINAL", "there is no terminal to ask for the passphrase at",
     "il n'y a pas de terminal où demander la phrase de passe",
     "Use --passphrase-file, --passphrase-env or --passphrase-fd.",
     "Utiliser --passphrase-file, --passphrase-env ou --passphrase-fd."},
    {"ENVIRONMENT-NOT-NAMED",
     "no environment variable has the name that was given (it is not shown: it may be the secret "
     "itself)",
     "aucune variable d'environnement n'a le nom donné (il n'est pas montré : ce peut être le "
     "secret lui-même)",
     "Give the variable's name, not its value: --passphrase-env PASSPHRASE, without $.",
     "Donner le nom de la variable, non sa valeur : --passphrase-env PASSPHRASE, sans $."},
    {"ENVIRONMENT-MISSING", "the environment variable {name} is not set",
     "la variable d'environnement {name} n'est pas définie",
     "Export it, or give this secret by another option (--help).",
     "L'exporter, ou donner ce secret par une autre option (--help)."},
    {"SECRET-DIFFERS", "the two passphrases differ", "les deux phrases de passe diffèrent",
     "Type the same one twice.", "Saisir deux fois la même."},
    {"INTERRUPTED", "interrupted", "interrompu"},
    {"STDOUT-WRITE", "standard output cannot be written",
     "impossible d'écrire sur la sortie standard",
     "Is the disk full, or the reader of the pipe gone?",
     "Disque plein, ou lecteur du tube disparu ?"},
};

}  // namespace

std::vector<Messages> messages() {
  return {kEntries, card_messages(), install_messages(), expiry_messages()};
}

}  // namespace dmp::cli
