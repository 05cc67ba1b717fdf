#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.manual.about", "Write the manual pages into an existing directory.",
     "Écrire les pages de manuel dans un répertoire existant."},
    {"cli.arg.DIR", "Directory with man1 and fr/man1", "Répertoire contenant man1 et fr/man1"},
    {"cli.manual.volume", "User Commands", "Commandes utilisateur"},
    {"cli.manual.name", "NAME", "NOM"},
    {"cli.manual.synopsis", "SYNOPSIS", "SYNOPSIS"},
    {"cli.manual.description", "DESCRIPTION", "DESCRIPTION"},
    {"cli.manual.commands", "COMMANDS", "COMMANDES"},
    {"cli.manual.arguments", "ARGUMENTS", "ARGUMENTS"},
    {"cli.manual.options", "OPTIONS", "OPTIONS"},
    {"cli.manual.exit-codes", "EXIT STATUS", "CODES DE RETOUR"},
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
