#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.manual.about", "Write the manual pages into an existing directory.",
     "Écrire les pages de manuel dans un répertoire existant."},
    {"cli.arg.DIR", "Directory with man1, man5 and man7, and the same below fr",
     "Répertoire contenant man1, man5 et man7, et les mêmes sous fr"},
    {"cli.manual.volume.1", "User Commands", "Commandes utilisateur"},
    {"cli.manual.volume.5", "File Formats", "Formats de fichiers"},
    {"cli.manual.volume.7", "Overviews", "Tours d'horizon"},
    {"cli.manual.name", "NAME", "NOM"},
    {"cli.manual.synopsis", "SYNOPSIS", "SYNOPSIS"},
    {"cli.manual.description", "DESCRIPTION", "DESCRIPTION"},
    {"cli.manual.commands", "COMMANDS", "COMMANDES"},
    {"cli.manual.arguments", "ARGUMENTS", "ARGUMENTS"},
    {"cli.manual.options", "OPTIONS", "OPTIONS"},
    {"cli.manual.exit-codes", "EXIT STATUS", "CODES DE RETOUR"},
    {"cli.manual.keys", "KEYS", "CLÉS"},
    {"cli.manual.required", "required", "obligatoire"},
    {"cli.manual.document.dossier", "the dossier of dmpcert, a JSON document",
     "le dossier de dmpcert, un document JSON"},
    {"cli.manual.document.dossier.more",
     "\"dmpcert dossier new\" begins one, \"dmpcert check\" says what it lacks, and \"dmpcert "
     "check "
     "--schema dossier\" prints its JSON Schema. A type in brackets is a list; the name of a part "
     "stands for an object that is described below under this name.",
     "« dmpcert dossier new » en commence un, « dmpcert check » indique ce qui lui manque et "
     "« dmpcert check --schema dossier » affiche son schéma JSON. Un type entre crochets est une "
     "liste ; le nom d'une partie désigne un objet décrit plus bas sous ce nom."},
    {"cli.manual.document.plan", "the plan of an installation by dmpcert, a JSON document",
     "le plan d'installation de dmpcert, un document JSON"},
    {"cli.manual.document.plan.more",
     "\"dmpcert check --schema plan\" prints its JSON Schema. A type in brackets is a list; the "
     "name "
     "of a part stands for an object that is described below under this name.",
     "« dmpcert check --schema plan » affiche son schéma JSON. Un type entre crochets est une "
     "liste ; le nom d'une partie désigne un objet décrit plus bas sous ce nom."},
    {"cli.manual.exit-codes-page", "what the exit codes of dmpcert mean",
     "signification des codes de retour de dmpcert"},
    {"cli.manual.examples", "EXAMPLES", "EXEMPLES"},
    {"cli.manual.see-also", "SEE ALSO", "VOIR AUSSI"},
    {"cli.manual.global",
     "Every command also takes the options of dmpcert(1): language, colours, "
     "configuration file.",
     "Chaque commande accepte aussi les options de dmpcert(1) : langue, couleurs, fichier de "
     "configuration."},
};

}  // namespace

Messages manual_messages() { return kEntries; }

}  // namespace dmp::cli
