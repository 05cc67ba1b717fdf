#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.help.about", "Show the help of dmpcert, of a command, or what the exit codes mean.",
     "Afficher l'aide de dmpcert ou d'une commande, ou la signification des codes de retour."},
    {"cli.help.examples",
     "  # what csr is for, with all its options\n"
     "  dmpcert help csr\n"
     "  # a command below another one\n"
     "  dmpcert help dossier import\n"
     "  # what a script may conclude from an exit code\n"
     "  dmpcert help exit-codes",
     "  # à quoi sert csr, avec toutes ses options\n"
     "  dmpcert help csr\n"
     "  # une commande sous une autre\n"
     "  dmpcert help dossier import\n"
     "  # ce qu'un script peut conclure d'un code de retour\n"
     "  dmpcert help exit-codes"},
    {"cli.arg.TOPIC", "Command, or exit-codes (default: dmpcert as a whole)",
     "Commande, ou exit-codes (par défaut : dmpcert dans son ensemble)"},
    {"HELP-UNKNOWN", "there is no help about \"{word}\"", "il n'y a pas d'aide sur « {word} »",
     "See: dmpcert help", "Voir : dmpcert help"},
    {"HELP-UNKNOWN-GUESS", "there is no help about \"{word}\"",
     "il n'y a pas d'aide sur « {word} »", "Did you mean \"{guess}\"? See: dmpcert help",
     "Vouliez-vous dire « {guess} » ? Voir : dmpcert help"},
};

}  // namespace

Messages help_messages() { return kEntries; }

}  // namespace dmp::cli
