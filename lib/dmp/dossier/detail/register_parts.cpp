#include "dmp/dossier/detail/register_parts.hpp"

#include "dmp/model/department.hpp"
#include "dmp/model/siren.hpp"

namespace dmp::dossier {
namespace {

const model::Department* department_of(const registry::Record& record) {
  const auto* own = record.department.empty() ? nullptr : model::find_department(record.department);
  return own != nullptr ? own : model::department_of_finess(record.number);
}

}  // namespace

std::string name_of(const registry::Record& record) {
  return record.long_name.empty() ? record.name : record.long_name;
}

Json site_of(const registry::Record& record,
             const std::function<bool(std::string_view)>& is_taken) {
  const auto name = name_of(record);
  Json site;
  site["id"] = id_from(name.empty() ? record.number : name, is_taken);
  if (!name.empty()) {
    site["name"] = name;
  }
  site["finess"] = record.number;
  if (!record.juridical.empty()) {
    site["legal_entity"] = record.juridical;
  }
  if (const auto siret = model::Siret::parse(record.siret)) {
    site["siret"] = siret->value.text();
  }
  if (!record.category_label.empty()) {
    site["//kind"] = record.category_label;
  }
  if (!record.category.empty()) {
    site["kind"] = record.category;
  }
  if (const auto* department = department_of(record)) {
    site["department"] = department->code;
  }
  return site;
}

Json entity_of(const std::string& number, const registry::Extract* extract,
               const Wording& wording) {
  const auto* known = extract == nullptr ? nullptr : extract->find_legal_entity(number);
  const auto name = known == nullptr ? std::string() : name_of(*known);
  Json entity;
  entity["finess"] = number;
  entity["name"] = name.empty() ? todo("dossier.todo.entity-name", wording) : name;
  if (const auto* department = model::department_of_finess(number)) {
    entity["department"] = department->code;
  }
  return entity;
}

}  // namespace dmp::dossier
