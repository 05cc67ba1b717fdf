#include "system/messages.hpp"

#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    // The tree.
    {"cli.about",
     "Certificates of French health establishments for the DMP: check the dossier, fill in form "
     "413, generate keys and requests, install the delivered certificates, watch when they expire.",
     "Certificats des établissements de santé français pour le DMP : vérifier le dossier, remplir "
     "le formulaire 413, générer clés et demandes, installer les certificats délivrés, surveiller "
     "leur expiration."},
    {"cli.footer",
     "Each command has its own help: dmpcert <command> --help\n"
     "Never write a passphrase on the command line: see the --passphrase-... options.",
     "Chaque commande a son aide : dmpcert <commande> --help\n"
     "Ne jamais écrire de phrase de passe sur la ligne de commande : voir les options "
     "--passphrase-..."},
    {"cli.label.Usage", "Usage", "Utilisation"},
    {"cli.label.colon", ":", " :"},
    {"cli.label.Options", "Options", "Options"},
    {"cli.label.OPTIONS", "OPTIONS", "OPTIONS"},
    {"cli.label.SUBCOMMAND", "COMMAND", "COMMANDE"},
    {"cli.label.Subcommands", "Commands", "Commandes"},
    {"cli.label.Other", "Other", "Autres"},
    {"cli.label.Positionals", "Arguments", "Arguments"},
    {"cli.label.REQUIRED", "(required)", "(obligatoire)"},
    {"cli.group.passphrase", "Passphrase of keys and delivered files (use one)",
     "Phrase de passe des clés et des fichiers délivrés (une seule option)"},
    {"cli.exit-codes", "Exit codes:", "Codes de retour :"},
    {"cli.exit.fine", "success", "tout va bien"},
    {"cli.exit.findings", "findings at or above the threshold, or something expires within it",
     "constats au niveau du seuil ou au-dessus, ou expiration dans le délai"},
    {"cli.exit.usage", "wrong command line", "ligne de commande incorrecte"},
    {"cli.exit.input", "input unreadable or invalid", "entrée illisible ou non valide"},
    {"cli.exit.environment", "environment: card, reader, service, disk, permissions",
     "environnement : carte, lecteur, service, disque, droits"},
    {"cli.exit.secret", "PIN or passphrase refused", "code PIN ou phrase de passe refusés"},
    {"cli.exit.bug", "a bug of dmpcert", "anomalie de dmpcert"},
    {"cli.exit.interrupted", "interrupted", "interrompu"},
    {"cli.exit-more.fine",
     "The command did all that was asked, and found nothing at or above the threshold. That the "
     "work was done already, and nothing had to be changed, is success, too.",
     "La commande a fait tout ce qui était demandé, et n'a rien constaté au niveau du seuil ou "
     "au-dessus. Que tout ait déjà été fait, sans rien à changer, est aussi une réussite."},
    {"cli.exit-more.findings",
     "The command worked, and somebody has to act: check has findings at or above --fail-on, csr "
     "or form413 left sites out, dossier import refused lines, install refused a certificate, or "
     "expiry found what expires within --warn or --critical. What is listed as done is complete.",
     "La commande a fonctionné, et quelqu'un doit agir : check a des constats au niveau de "
     "--fail-on ou au-dessus, csr ou form413 a écarté des sites, dossier import a refusé des "
     "lignes, install a refusé un certificat, ou expiry a trouvé ce qui expire dans le délai de "
     "--warn ou de --critical. Ce qui est indiqué comme fait est complet."},
    {"cli.exit-more.usage",
     "The command line is wrong: an option that does not exist, a value that it does not take, two "
     "options that exclude each other, an output that would replace an input. Nothing was done.",
     "La ligne de commande est incorrecte : option inconnue, valeur qu'elle n'accepte pas, options "
     "incompatibles, sortie qui remplacerait une entrée. Rien n'a été fait."},
    {"cli.exit-more.input",
     "A file cannot be read or is not valid, or an order contradicts the dossier or the workspace. "
     "Where several files are read, the results of the others are shown all the same.",
     "Un fichier est illisible ou non valide, ou une commande contredit le dossier ou l'espace de "
     "travail. Si plusieurs fichiers sont lus, les résultats des autres sont donnés malgré tout."},
    {"cli.exit-more.environment",
     "The machine prevents the work: no card or reader, a service that does not answer, a full "
     "disk, a directory where somebody else may write, a reload that failed and was undone. Once "
     "the cause is mended, the same command does the rest.",
     "La machine empêche le travail : pas de carte ou de lecteur, service qui ne répond pas, "
     "disque "
     "plein, répertoire où quelqu'un d'autre peut écrire, rechargement en échec et annulé. Une "
     "fois "
     "la cause corrigée, la même commande fait le reste."},
    {"cli.exit-more.secret",
     "A PIN or a passphrase was refused. It is not tried again: a script has to stop here, because "
     "a card is blocked after a few wrong PINs.",
     "Un code PIN ou une phrase de passe a été refusé. dmpcert ne réessaie pas : un script doit "
     "s'arrêter là, car une carte se bloque après quelques codes faux."},
    {"cli.exit-more.bug",
     "dmpcert failed in a way that was not foreseen. Please report the command and its messages, "
     "without any secret.",
     "dmpcert a échoué d'une façon qui n'était pas prévue. Merci de signaler la commande et ses "
     "messages, sans aucun secret."},
    {"cli.exit-more.interrupted",
     "Somebody stopped the command (Ctrl-C, SIGTERM). What is listed as done is complete; the same "
     "command again does the rest.",
     "Quelqu'un a arrêté la commande (Ctrl-C, SIGTERM). Ce qui est indiqué comme fait est complet "
     "; "
     "la même commande fait le reste."},
    {"cli.exit-codes.nagios",
     "With --format nagios, the exit code is that of a plugin instead: 0 OK, 1 WARNING, 2 "
     "CRITICAL, "
     "3 UNKNOWN.",
     "Avec --format nagios, le code de retour est celui d'un greffon : 0 OK, 1 WARNING, 2 "
     "CRITICAL, "
     "3 UNKNOWN."},
    {"cli.examples", "Examples:", "Exemples :"},
    {"cli.interrupted",
     "interrupted: what is listed is complete; run the same command again for the rest",
     "interrompu : ce qui est indiqué est complet ; relancer la même commande pour le reste"},
    {"CLI-OPEN-FILES", "only {limit} files may be open at a time: too few to work with",
     "seuls {limit} fichiers peuvent être ouverts à la fois : trop peu pour travailler",
     "Raise the limit (\"ulimit -n 1024\"; LimitNOFILE= of a systemd unit).",
     "Relever la limite (« ulimit -n 1024 » ; LimitNOFILE= d'une unité systemd)."},
    {"CSR-NO-WORKSPACE", "there is no workspace {path}", "il n'y a pas d'espace de travail {path}",
     "Give the right --workspace, or make orders first (\"dmpcert csr DOSSIER\").",
     "Donner le bon --workspace, ou créer d'abord des commandes (« dmpcert csr DOSSIER »)."},
    {"cli.progress", "{done} of {total} {total:order|orders}", "{done} commandes sur {total}"},
    {"cli.progress.left", "{done} of {total} {total:order|orders}, {rate} keys/s, {left} left",
     "{done} commandes sur {total}, {rate} clés/s, encore {left}"},
    // Arguments and options.
    {"cli.arg.DOSSIER", "Dossier (JSON), or - for standard input",
     "Dossier (JSON), ou - pour l'entrée standard"},
    {"cli.arg.CERTIFICATE", "Delivered file: PEM, DER, PKCS#7 or PKCS#12",
     "Fichier délivré : PEM, DER, PKCS#7 ou PKCS#12"},
    {"cli.opt.help", "Show this help", "Afficher cette aide"},
    {"cli.opt.version", "Show the version; with -v also those of libraries, editions and documents",
     "Afficher la version ; avec -v, celles des bibliothèques, éditions et documents aussi"},
    {"cli.version.details",
     "Libraries: {libraries}\n"
     "RSA keys generated by: {generator}\n"
     "Editions of the procedure (the first is the default): {editions}\n"
     "Documents and their versions: {documents}",
     "Bibliothèques : {libraries}\n"
     "Clés RSA générées par : {generator}\n"
     "Éditions de la procédure (la première par défaut) : {editions}\n"
     "Documents et leurs versions : {documents}"},
    {"cli.opt.lang", "Language of messages", "Langue des messages"},
    {"cli.opt.color", "Colour of text output", "Couleurs de la sortie texte"},
    {"cli.opt.quiet", "Show only errors on standard error",
     "N'afficher que les erreurs sur la sortie d'erreur"},
    {"cli.opt.verbose", "Show more on standard error",
     "Afficher plus de détails sur la sortie d'erreur"},
    {"cli.opt.as-of", "Act as if today were this day (YYYY-MM-DD)",
     "Faire comme si l'on était ce jour (AAAA-MM-JJ)"},
    {"cli.opt.config", "Read options from a file (TOML)",
     "Lire les options dans un fichier (TOML)"},
    {"cli.opt.format", "Format of the output", "Format de la sortie"},
    {"cli.opt.policy",
     "Edition of the procedure, or the file of your own (default: the dossier's, else "
     "ans-2021-09-30)",
     "Édition de la procédure, ou fichier d'édition (par défaut : celle du dossier, sinon "
     "ans-2021-09-30)"},
    {"cli.opt.site",
     "Only this site: id, FINESS number, SIRET, or a pattern of ids such as 'ehpad-*' (may be "
     "repeated)",
     "Ce site seulement : identifiant, n° FINESS, SIRET, ou motif d'identifiants comme 'ehpad-*' "
     "(peut être répété)"},
    {"cli.opt.all", "All sites of the dossier", "Tous les sites du dossier"},
    {"cli.opt.fail-on", "Exit with 1 from this severity on",
     "Code de retour 1 à partir de cette gravité"},
    {"cli.opt.finess", "Compare with this FINESS register file (CSV or FINESS+ JSON)",
     "Comparer avec ce fichier du répertoire FINESS (CSV ou JSON FINESS+)"},
    {"cli.opt.dry-run", "Write nothing, only show what would be done",
     "Ne rien écrire, montrer seulement ce qui serait fait"},
    {"cli.opt.dossier", "Dossier that the certificate must match",
     "Dossier auquel le certificat doit correspondre"},
    {"cli.opt.trust", "Authority certificates (file or directory; may be repeated)",
     "Certificats d'autorités (fichier ou répertoire ; peut être répété)"},
    {"cli.opt.trust-any",
     "Trust the self-signed certificates of --trust, even if they are not of the IGC-Santé",
     "Faire confiance aux certificats auto-signés de --trust, même s'ils ne sont pas de "
     "l'IGC-Santé"},
    {"cli.opt.trust-partial",
     "Trust all certificates of --trust as the end of a chain, self-signed or not",
     "Faire confiance à tous les certificats de --trust comme fin de chaîne, auto-signés ou non"},
    {"cli.opt.usage", "Usage that the certificate must have (auth-cli, sign)",
     "Usage que le certificat doit avoir (auth-cli, sign)"},
    {"cli.opt.key-file", "Private key, if it is not in the workspace",
     "Clé privée, si elle n'est pas dans l'espace de travail"},
    {"cli.opt.pem-dir", "Directory for key, certificate and chain in PEM",
     "Répertoire pour clé, certificat et chaîne en PEM"},
    {"cli.opt.pkcs12", "Also write a PKCS#12 file", "Écrire aussi un fichier PKCS#12"},
    {"cli.opt.passphrase-file", "Read the passphrase from the first line of a file (mode 0600)",
     "Lire la phrase de passe à la première ligne d'un fichier (mode 0600)"},
    {"cli.opt.passphrase-env", "Read the passphrase from an environment variable",
     "Lire la phrase de passe dans une variable d'environnement"},
    {"cli.opt.passphrase-fd", "Read the passphrase from an open file descriptor",
     "Lire la phrase de passe sur un descripteur de fichier ouvert"},
    {"cli.opt.passphrase-prompt", "Ask for it on the terminal", "La demander au terminal"},
    {"cli.passphrase.normalised",
     "The passphrase {purpose} is used without its byte order mark and in composed form (Unicode "
     "NFC); other programs need it in the same form.",
     "La phrase de passe {purpose} est utilisée sans marque d'ordre des octets et sous forme "
     "composée (Unicode NFC) ; les autres programmes en ont besoin sous la même forme."},
    {"cli.ask.passphrase", "Passphrase {purpose}:", "Phrase de passe {purpose} :"},
    {"cli.ask.passphrase-again",
     "Passphrase {purpose}, again:", "Phrase de passe {purpose}, de nouveau :"},
    {"cli.ask.purpose.delivered", "of the delivered file or its key",
     "du fichier délivré ou de sa clé"},
    // What a person can get wrong.
    {"CLI-FOLDER-TOO-LARGE",
     "{path}: this directory holds more than {limit} MiB of certificates, keys and archives",
     "{path} : ce répertoire contient plus de {limit} Mio de certificats, clés et archives",
     "Name the files that are meant.", "Indiquer les fichiers voulus."},
    {"CLI-NO-COMMAND", "no command was given", "aucune commande n'est donnée",
     "See: dmpcert --help", "Voir : dmpcert --help"},
    {"CLI-UNKNOWN-COMMAND", "\"{word}\" is not a command", "« {word} » n'est pas une commande",
     "See: dmpcert --help", "Voir : dmpcert --help"},
    {"CLI-UNKNOWN-COMMAND-GUESS", "\"{word}\" is not a command",
     "« {word} » n'est pas une commande", "Did you mean \"{guess}\"? See: dmpcert --help",
     "Vouliez-vous dire « {guess} » ? Voir : dmpcert --help"},
    {"CLI-UNKNOWN-ARGUMENT", "\"{word}\" is not expected here", "« {word} » n'est pas attendu ici",
     "See the command's --help.", "Voir l'aide de la commande (--help)."},
    {"CLI-UNKNOWN-ARGUMENT-GUESS", "\"{word}\" is not expected here",
     "« {word} » n'est pas attendu ici", "Did you mean {guess}? See the command's --help.",
     "Vouliez-vous dire {guess} ? Voir l'aide de la commande (--help)."},
    {"CLI-UNKNOWN-AFTER",
     "a word after {name} is not expected (it is not shown, because it may be a secret)",
     "un mot après {name} n'est pas attendu (il n'est pas affiché, car ce peut être un secret)",
     "Never write a secret on the command line: see the --passphrase-... and --pin-... options in "
     "the command's --help.",
     "Ne jamais écrire de secret sur la ligne de commande : voir les options --passphrase-... et "
     "--pin-... dans l'aide de la commande (--help)."},
    {"OUTPUT-IS-INPUT", "{path} is one of the files that this command reads, and would be lost",
     "{path} est l'un des fichiers que cette commande lit, et serait perdu",
     "Nothing was written. Give another file for the output.",
     "Rien n'a été écrit. Donner un autre fichier pour la sortie."},
    {"OUTPUT-IS-RECORD",
     "{path} is one of dmpcert's own files (of a workspace, or of what is installed), and would be "
     "lost",
     "{path} est l'un des fichiers propres à dmpcert (d'un espace de travail, ou de ce qui est "
     "installé), et serait perdu",
     "Nothing was written. Give another file for the output.",
     "Rien n'a été écrit. Donner un autre fichier pour la sortie."},
    {"OUTPUT-HOLDS-KEY",
     "{path} contains a private key, or cannot be read to check that; it is not replaced",
     "{path} contient une clé privée, ou ne peut pas être lu pour le vérifier ; il n'est pas "
     "remplacé",
     "Nothing was written. Give another file for the output.",
     "Rien n'a été écrit. Donner un autre fichier pour la sortie."},
    {"CLI-REQUIRED", "{name} is missing", "il manque {name}", "See the command's --help.",
     "Voir l'aide de la commande (--help)."},
    {"CLI-EXCLUDES", "{first} and {second} cannot be used together",
     "{first} et {second} ne s'emploient pas ensemble", "Give only one of them.",
     "N'en donner qu'une seule."},
    {"CLI-VALUE-EXPECTED", "{name}: this value is not valid; {expected} is expected",
     "{name} : cette valeur n'est pas valide ; {expected} est attendu", "See the command's --help.",
     "Voir l'aide de la commande (--help)."},
    {"STDIN-TWICE", "standard input (-) is given twice",
     "l'entrée standard (-) est donnée deux fois",
     "It can be read only once: give one of the two as a file.",
     "Elle ne se lit qu'une fois : donner l'un des deux sous forme de fichier."},
    {"DOSSIER-NO-SITE", "{file}: this dossier has no establishment",
     "{file} : ce dossier n'a aucun établissement", "Add the sites to \"establishments\".",
     "Ajouter les sites à « establishments »."},
    {"cli.dossier-warnings",
     "{file}: {count} {count:warning|warnings} about this dossier; \"dmpcert check\" shows "
     "{count:it|them}",
     "{file} : {count} {count:avertissement|avertissements} sur ce dossier ; « dmpcert check » "
     "{count:le|les} montre"},
    {"CLI-EMPTY", "{name}: the value is empty", "{name} : la valeur est vide",
     "Give a value, or leave the option out. In a script, a variable may be unset.",
     "Donner une valeur, ou retirer l'option. Dans un script, une variable n'est peut-être pas "
     "définie."},
    {"CLI-NUMBER", "{name}: a whole number from {low} to {high} is expected",
     "{name} : un nombre entier de {low} à {high} est attendu", "See the command's --help.",
     "Voir l'aide de la commande (--help)."},
    {"CLI-NUMBER-LOW", "{name}: a whole number of at least {low} is expected",
     "{name} : un nombre entier d'au moins {low} est attendu", "See the command's --help.",
     "Voir l'aide de la commande (--help)."},
    {"CLI-VALUE", "{name}: this value is not valid", "{name} : cette valeur n'est pas valide",
     "See the command's --help.", "Voir l'aide de la commande (--help)."},
    {"CLI-CONFIG-UNREADABLE", "{file}: this configuration file cannot be read",
     "{file} : ce fichier de configuration est illisible", "Check the path given to --config.",
     "Vérifier le chemin donné à --config."},
    {"CLI-CONFIG-INVALID", "{file}: \"{word}\" is not allowed in a configuration file",
     "{file} : « {word} » n'est pas admis dans un fichier de configuration",
     "Its lines look like: check.fail-on = \"warning\"",
     "Ses lignes ressemblent à : check.fail-on = \"warning\""},
    {"CLI-CONFIG-INVALID-GUESS", "{file}: \"{word}\" is not allowed in a configuration file",
     "{file} : « {word} » n'est pas admis dans un fichier de configuration",
     "Did you mean {guess}? Its lines look like: check.fail-on = \"warning\"",
     "Vouliez-vous dire {guess} ? Ses lignes ressemblent à : check.fail-on = \"warning\""},
    {"CLI-CHOICE", "{name}: \"{word}\" is not one of: {known}",
     "{name} : « {word} » n'est pas l'une des valeurs : {known}", "Use one of these values.",
     "Utiliser l'une de ces valeurs."},
    {"CLI-CHOICE-GUESS", "{name}: \"{word}\" is not one of: {known}",
     "{name} : « {word} » n'est pas l'une des valeurs : {known}", "Did you mean \"{guess}\"?",
     "Vouliez-vous dire « {guess} » ?"},
    {"CLI-NO-VALUE", "{name} needs a value: {expected}", "{name} demande une valeur : {expected}",
     "See the command's --help.", "Voir l'aide de la commande (--help)."},
    {"CLI-TWICE", "{name} is given more than once", "{name} est donné plus d'une fois",
     "Keep one of them.", "N'en garder qu'un."},
    {"CLI-NO-SUBCOMMAND", "dmpcert {command} needs one of: {known}",
     "dmpcert {command} demande l'un de ces mots : {known}", "See: dmpcert {command} --help",
     "Voir : dmpcert {command} --help"},
    {"CLI-USAGE", "\"{word}\" is not a certificate usage",
     "« {word} » n'est pas un usage de certificat", "The DMP needs auth-cli and sign.",
     "Le DMP demande auth-cli et sign."},
    {"SITE-NEEDED", "the dossier has several sites", "le dossier a plusieurs sites",
     "Choose one with --site, or use --all. Sites: {known}",
     "En choisir un avec --site, ou utiliser --all. Sites : {known}"},
    {"SITE-UNKNOWN", "the dossier has no site \"{site}\"", "le dossier n'a pas de site « {site} »",
     "Sites: {known}", "Sites : {known}"},
    {"SITE-UNKNOWN-GUESS", "the dossier has no site \"{site}\"",
     "le dossier n'a pas de site « {site} »", "Did you mean \"{guess}\"? Sites: {known}",
     "Vouliez-vous dire « {guess} » ? Sites : {known}"},
    {"EDITIONS-DIFFER", "the dossiers name two editions of the procedure: {first} and {second}",
     "les dossiers nomment deux éditions de la procédure : {first} et {second}",
     "Name one for all with --policy, or treat them one by one.",
     "En nommer une pour tous avec --policy, ou les traiter un par un."},
    {"DOSSIER-INVALID", "{file}: this dossier has errors that affect all of its sites",
     "{file} : ce dossier a des erreurs qui concernent tous ses sites",
     "Correct what is listed above; \"dmpcert check\" shows the rest.",
     "Corriger ce qui est listé ci-dessus ; « dmpcert check » montre le reste."},
    {"POLICY-UNKNOWN", "there is no edition \"{name}\"", "il n'y a pas d'édition « {name} »",
     "Use one of {known}, or the path of a file of your own (with a / or a dot in it).",
     "Utiliser : {known} ; ou le chemin d'un fichier d'édition (contenant / ou un point)."},
    {"POLICY-INVALID", "{file}: this edition cannot be used",
     "{file} : cette édition est inutilisable",
     "Correct what is listed above; \"dmpcert check --schema policy\" prints the schema.",
     "Corriger ce qui est listé ci-dessus ; « dmpcert check --schema policy » affiche le schéma."},
    {"NO-TERMINAL", "there is no terminal on which to ask for the passphrase",
     "il n'y a pas de terminal où demander la phrase de passe",
     "Use --passphrase-file, --passphrase-env or --passphrase-fd.",
     "Utiliser --passphrase-file, --passphrase-env ou --passphrase-fd."},
    {"ENVIRONMENT-NOT-NAMED",
     "there is no environment variable with the given name (it is not shown, because it may be the "
     "secret itself)",
     "aucune variable d'environnement ne porte le nom donné (il n'est pas affiché, car ce peut "
     "être le secret lui-même)",
     "Give the name of the variable, not its value: --passphrase-env PASSPHRASE, without $.",
     "Donner le nom de la variable, et non sa valeur : --passphrase-env PASSPHRASE, sans $."},
    {"ENVIRONMENT-MISSING", "the environment variable {name} is not set",
     "la variable d'environnement {name} n'est pas définie",
     "Export it, or give the secret with another option (see --help).",
     "L'exporter, ou donner le secret avec une autre option (voir --help)."},
    {"SECRET-DIFFERS", "the two passphrases are different",
     "les deux phrases de passe sont différentes", "Type the same one twice.",
     "Saisir deux fois la même."},
    {"INTERRUPTED", "interrupted", "interrompu"},
    {"STDOUT-WRITE", "standard output cannot be written",
     "impossible d'écrire sur la sortie standard",
     "Check that the disk is not full, and that the program reading the output is still running.",
     "Vérifier que le disque n'est pas plein, et que le programme qui lit la sortie tourne "
     "encore."},
    {"cli.pin.ask", "PIN of {holder}'s card in {place}{tries}:",
     "Code PIN de la carte de {holder} dans {place}{tries} :"},
    {"cli.pin.ask-again", "The card asks for its PIN again ({holder}, {place}){tries}:",
     "La carte redemande son code PIN ({holder}, {place}){tries} :"},
    {"cli.pin.at-reader", "Type the PIN of {holder}'s card on the keypad of {place}{tries}.",
     "Saisir le code PIN de la carte de {holder} sur le clavier de {place}{tries}."},
    {"cli.pin.tries", "({count} {count:try|tries} left)",
     "({count} {count:essai restant|essais restants})"},
    {"cli.group.card", "Card", "Carte"},
    {"cli.opt.reader",
     "Reader or token: its name, or part of it; needed if there are several cards",
     "Lecteur ou jeton : son nom, ou une partie ; nécessaire s'il y a plusieurs cartes"},
    {"cli.opt.card-module", "Use the card through this PKCS#11 module instead of PC/SC",
     "Utiliser la carte par ce module PKCS#11 au lieu de PC/SC"},
    {"cli.opt.card-timeout",
     "Longest time for one exchange with the card, in seconds (1 to 600; default 20, with a module "
     "60)",
     "Durée maximale d'un échange avec la carte, en secondes (1 à 600 ; par défaut 20, avec un "
     "module 60)"},
    {"cli.opt.pin-env",
     "Read the PIN from an environment variable; it is sent again if the card asks for it at each "
     "signature",
     "Lire le code PIN dans une variable d'environnement ; il est renvoyé si la carte le demande à "
     "chaque signature"},
    {"cli.opt.pin-fd", "Read the PIN from an open file descriptor",
     "Lire le code PIN sur un descripteur de fichier ouvert"},
    {"cli.opt.pinpad", "Type the PIN on the reader's own keypad",
     "Saisir le code PIN sur le clavier du lecteur"},
    {"cli.opt.allow-last-try", "Send the PIN even if only one try is left",
     "Envoyer le code PIN même s'il ne reste qu'un essai"},
    {"cli.card.doubt", "Something about the card in {place} is uncertain: {doubt}",
     "La carte dans {place} présente une incertitude : {doubt}"},
    {"cli.card.reading", "Reading the card: {count} {count:byte|bytes}",
     "Lecture de la carte : {count} {count:octet|octets}"},
    {"cli.opt.revocation-soft",
     "Treat a missing answer about revocation as a warning, not an error",
     "Traiter l'absence de réponse sur la révocation comme un avertissement, pas une erreur"},
    {"CLI-COMMAND", "{option}: is not a command", "{option} : n'est pas un programme à lancer",
     "Give a program and its arguments; every quote must be closed.",
     "Donner un programme et ses arguments ; chaque guillemet doit être fermé."},
    {"CLI-SHELL",
     "{option}: {word} has a meaning for a shell, but this command runs without a shell",
     "{option} : {word} a un sens pour un shell, mais ce programme est lancé sans shell",
     "Put the commands into a script and give the script here; or put single quotes around the "
     "character.",
     "Mettre les commandes dans un script et donner ce script ici ; ou mettre le caractère entre "
     "apostrophes."},
    {"cli.group.revocation", "Revocation", "Révocation"},
    {"CLI-NEEDS", "{first} needs {second}", "{first} demande {second}",
     "Add {second}, or leave {first} out.", "Ajouter {second}, ou retirer {first}."},
};

}  // namespace

std::vector<Messages> messages() {
  return {kEntries,          check_messages(),   form413_messages(),
          csr_messages(),    install_messages(), expiry_messages(),
          card_messages(),   dossier_messages(), completion_messages(),
          config_messages(), help_messages(),    manual_messages()};
}

}  // namespace dmp::cli
