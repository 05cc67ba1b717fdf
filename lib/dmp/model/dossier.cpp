#include "dmp/model/dossier.hpp"

#include <algorithm>

#include "dmp/identifiers/department.hpp"

namespace dmp::model {
namespace {

template <typename T>
const T* find_by_id(const std::vector<T>& all, const std::string& id) {
  const auto found = std::ranges::find(all, id, &T::id);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

const Administrator* Dossier::find_administrator(const std::string& id) const {
  return find_by_id(administrators, id);
}

const Establishment* Dossier::find_establishment(const std::string& id) const {
  return find_by_id(establishments, id);
}

SiteSelection select_sites(const Dossier& dossier, const std::vector<std::string>& ids) {
  SiteSelection selection;
  for (const auto& site : dossier.establishments) {
    if (ids.empty() || std::ranges::find(ids, site.id) != ids.end()) {
      selection.sites.push_back(&site);
    }
  }
  for (const auto& id : ids) {
    if (dossier.find_establishment(id) == nullptr) {
      selection.unknown.push_back(id);
    }
  }
  return selection;
}

std::string state_label_of(const Establishment& site) {
  const auto* department = identifiers::find_department(site.department);
  if (department == nullptr) {
    for (const auto kind : {FinessKind::geographic, FinessKind::juridical}) {
      const auto& finess = site.finess(kind);
      if (department == nullptr && finess) {
        department = finess->department();
      }
    }
  }
  return department == nullptr ? std::string() : department->state_label();
}

}  // namespace dmp::model
