#include "dmp/dossier/messages.hpp"

#include "dmp/dossier/detail/parts.hpp"

namespace dmp::dossier {
namespace {

// id, English, French.
constexpr CatalogueEntry kEntries[] = {
    {"report.column.part", "Part", "Élément"},
    {"report.column.from", "Said by", "Indiqué par"},
    {"report.column.value", "Value", "Valeur"},
    {"dossier.show.said", "{by}, line {line}", "{by}, ligne {line}"},
    {"dossier.level.site", "the site", "le site"},
    {"dossier.level.legal-entity", "its legal entity", "son entité juridique"},
    {"dossier.level.defaults", "the defaults", "les valeurs par défaut"},
    {"dossier.level.people", "people", "les personnes"},
    {"dossier.level.software", "software", "les logiciels"},
    {"dossier.level.administrators", "administrators", "les administrateurs"},
};

}  // namespace

std::vector<Messages> messages() {
  return {kEntries, certificates_messages(), import_messages(), new_messages(), record_messages()};
}

}  // namespace dmp::dossier
