#include "dmp/dossier/messages.hpp"

#include "dmp/dossier/detail/parts.hpp"

namespace dmp::dossier {
namespace {

// id, English, French.
constexpr CatalogueEntry kEntries[] = {
    {"report.column.part", "part", "élément"},
    {"report.column.from", "said by", "indiqué par"},
    {"report.column.value", "value", "valeur"},
    {"dossier.show.said", "{by}, line {line}", "{by}, ligne {line}"},
    {"dossier.level.site", "the site", "le site"},
    {"dossier.level.legal-entity", "its legal entity", "son entité juridique"},
    {"dossier.level.defaults", "the defaults", "les valeurs par défaut"},
    {"dossier.level.people", "people", "people"},
    {"dossier.level.software", "software", "software"},
    {"dossier.level.administrators", "administrators", "administrators"},
};

}  // namespace

std::vector<Messages> messages() {
  return {kEntries, certificates_messages(), import_messages(), new_messages()};
}

}  // namespace dmp::dossier
