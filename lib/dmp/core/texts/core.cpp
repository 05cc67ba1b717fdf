#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {
namespace {

// id, English, French, what to do in English, what to do in French.
constexpr CatalogueEntry kEntries[] = {
    {"severity.error", "error", "erreur"},
    {"severity.warning", "warning", "avertissement"},
    {"severity.info", "info", "information"},
    {"DATE-INVALID", "\"{value}\" is not a date", "« {value} » n'est pas une date",
     "Write it as YYYY-MM-DD, for example 2026-11-23.",
     "L'écrire AAAA-MM-JJ, par exemple 2026-11-23."},
    {"INTERNAL", "internal error: {detail}", "erreur interne : {detail}",
     "This is a bug of dmpcert: please report it with the command line.",
     "C'est une anomalie de dmpcert : merci de la signaler avec la ligne de commande."},
};

}  // namespace

Entries core() { return kEntries; }

}  // namespace dmp::texts
