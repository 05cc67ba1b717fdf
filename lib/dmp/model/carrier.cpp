#include "dmp/model/carrier.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>

#include "dmp/model/department.hpp"

namespace dmp::model {
namespace {

const model::Department* department_of(const std::optional<model::Finess>& number) {
  return number ? number->department() : nullptr;
}

bool asks_on(const Establishment& site, FinessKind kind) {
  return std::ranges::find(site.certificates, kind, &WantedCertificate::on) !=
         site.certificates.end();
}

}  // namespace

std::string state_label_of(const Establishment& site, FinessKind on) {
  const auto* of_entity = department_of(site.finess_juridical);
  auto choices = std::array{find_department(site.department), department_of(site.finess_geographic),
                            of_entity};
  if (on == FinessKind::juridical) {
    choices = {site.legal_entity ? find_department(site.legal_entity->department) : nullptr,
               of_entity, nullptr};
  }
  const auto* found =
      std::ranges::find_if(choices, [](const auto* department) { return department != nullptr; });
  return found == choices.end() ? std::string() : (*found)->state_label();
}

std::string_view organisation_of(const Establishment& site, FinessKind on) {
  if (on != FinessKind::juridical) {
    return site.name;
  }
  return site.legal_entity ? std::string_view(site.legal_entity->name) : std::string_view();
}

std::string_view number_of(const Establishment& site, FinessKind on) {
  if (on == FinessKind::siret) {
    return site.siret ? std::string_view(site.siret->text()) : std::string_view();
  }
  const auto& number = site.finess(on);
  return number ? std::string_view(number->text()) : std::string_view();
}

std::optional<StructureId> structure_of(const Establishment& site, FinessKind on) {
  if (on == FinessKind::siret) {
    return site.siret ? std::optional(StructureId::of(*site.siret)) : std::nullopt;
  }
  const auto& number = site.finess(on);
  return number ? std::optional(StructureId::of(*number)) : std::nullopt;
}

FinessKind kind_carried(const Establishment& site, const model::StructureId& structure) {
  for (const auto kind : {FinessKind::geographic, FinessKind::juridical, FinessKind::siret}) {
    if (structure_of(site, kind) == structure) {
      return kind;
    }
  }
  return FinessKind::geographic;
}

Carriers::Carriers(const Dossier& dossier) {
  for (const auto& site : dossier.establishments) {
    if (site.finess_geographic) {
      geographic_[site.finess_geographic->text()].push_back(&site);
    }
    if (site.finess_juridical) {
      juridical_[site.finess_juridical->text()].push_back(&site);
    }
    if (site.siret) {
      siret_[site.siret->text()].push_back(&site);
    }
  }
  for (const auto& [number, sites] : juridical_) {
    if (const auto same = geographic_.find(number); same != geographic_.end()) {
      auto& both = both_[number];
      // Neighbours in one list: their addresses have the order of the dossier.
      std::ranges::set_union(same->second, sites, std::back_inserter(both), std::ranges::less());
    }
  }
}

const Carriers::Sites& Carriers::sites_with(std::string_view number, FinessKind kind) const {
  static const Sites kNone;
  const auto& all = kind == FinessKind::geographic  ? geographic_
                    : kind == FinessKind::juridical ? juridical_
                                                    : siret_;
  const auto found = all.find(number);
  return found == all.end() ? kNone : found->second;
}

Carriers::Doubt Carriers::doubt_about(const Establishment& site, FinessKind on) const {
  const auto number = number_of(site, on);
  if (number.empty()) {
    return {};
  }
  const auto& sites = sites_with(number, on);
  if (on == FinessKind::siret) {
    const bool differ = std::ranges::any_of(
        sites, [&](const auto* other) { return asks_on(*other, on) && other->name != site.name; });
    return differ ? Doubt{Ambiguity::shared_siret, sites} : Doubt{};
  }
  if (const auto both = both_.find(number); both != both_.end()) {
    return {Ambiguity::both_kinds, both->second};
  }
  const bool shared = on == FinessKind::geographic && sites.size() > 1;
  return shared ? Doubt{Ambiguity::shared_number, sites} : Doubt{};
}

std::string listed_ids(std::span<const Establishment* const> sites) {
  constexpr std::size_t kMost = 50;
  std::string ids;
  for (const auto* site : sites.first(std::min(sites.size(), kMost))) {
    ids.append(ids.empty() ? "" : ", ").append(site->id);
  }
  return sites.size() > kMost ? ids + ", … (" + std::to_string(sites.size()) + ")" : ids;
}

}  // namespace dmp::model
