#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.config.about",
     "Options from files: /etc/dmpcert/config.toml, then dmpcert/config.toml in $XDG_CONFIG_HOME "
     "(default: ~/.config), then the file of --config; a later one wins, and the command line wins "
     "over all.",
     "Options données par des fichiers : /etc/dmpcert/config.toml, puis dmpcert/config.toml dans "
     "$XDG_CONFIG_HOME (par défaut : ~/.config), puis le fichier de --config ; le dernier "
     "l'emporte, et la ligne de commande l'emporte sur tous."},
    {"cli.config.examples",
     "  # what the files say, and which of them\n"
     "  dmpcert config show\n"
     "  # with a file of one's own\n"
     "  dmpcert --config dmpcert.toml config show\n"
     "  # for a program\n"
     "  dmpcert config show --format json",
     "  # ce que disent les fichiers, et lequel\n"
     "  dmpcert config show\n"
     "  # avec un fichier en plus\n"
     "  dmpcert --config dmpcert.toml config show\n"
     "  # pour un programme\n"
     "  dmpcert config show --format json"},
    {"cli.config.show.about", "Show which options files set, and which file each value comes from.",
     "Montrer quelles options sont données par des fichiers, et de quel fichier vient chaque "
     "valeur."},
    {"cli.config.files", "Files of options, of which a later one wins:",
     "Fichiers d'options, dont le dernier l'emporte :"},
    {"cli.config.file", "{path}", "{path}"},
    {"cli.config.absent", "{path} (not there)", "{path} (absent)"},
    {"cli.config.none", "They set no option.", "Ils ne donnent aucune option."},
    {"report.column.option", "Option", "Option"},
    {"report.column.setting", "Value", "Valeur"},
    {"report.column.says", "From", "Vient de"},
    {"report.column.overridden", "Instead of", "Au lieu de"},
};

}  // namespace

Messages config_messages() { return kEntries; }

}  // namespace dmp::cli
