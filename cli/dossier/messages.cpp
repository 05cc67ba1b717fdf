#include "system/message_lists.hpp"

namespace dmp::cli {
namespace {

constexpr CatalogueEntry kEntries[] = {
    {"cli.dossier.about", "The dossier itself: show what holds for a site, and where it is said.",
     "Le dossier lui-même : montrer ce qui vaut pour un site, et où c'est indiqué."},
    {"cli.dossier.examples",
     "  # what holds for every site\n"
     "  dmpcert dossier show dossier.json\n"
     "  # for one of them, and where in the document each value stands\n"
     "  dmpcert dossier show dossier.json cayenne --format json",
     "  # ce qui vaut pour chaque site\n"
     "  dmpcert dossier show dossier.json\n"
     "  # pour l'un d'eux, et où se trouve chaque valeur dans le document\n"
     "  dmpcert dossier show dossier.json cayenne --format json"},
    {"cli.dossier.show.about",
     "Show what holds for sites, and who says it: the site, its legal entity or the defaults.",
     "Montrer ce qui vaut pour des sites, et qui l'indique : le site, son entité juridique ou les "
     "valeurs par défaut."},
    {"cli.arg.SITE", "Site ids in the dossier (default: all sites)",
     "Identifiants de sites du dossier (par défaut : tous)"},
};

}  // namespace

Messages dossier_messages() { return kEntries; }

}  // namespace dmp::cli
