#include "dmp/model/carrier.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <utility>

#include "dmp/model/department.hpp"

namespace dmp::model {
namespace {

const model::Department* department_of(const Establishment& site, FinessKind kind) {
  const auto& number = site.finess(kind);
  return number ? number->department() : nullptr;
}

bool asks_on_entity(const Establishment& site) {
  return std::ranges::find(site.certificates, FinessKind::juridical, &WantedCertificate::on) !=
         site.certificates.end();
}

/// The O and ST that a site would give to the certificate of its legal entity.
std::pair<std::string_view, std::string> name_of_entity(const Establishment& site) {
  return {site.name, state_label_of(site, FinessKind::juridical)};
}

/// Whether a site lies in another department than its legal entity.
bool is_elsewhere(const Establishment& site) {
  const auto own = state_label_of(site, FinessKind::geographic);
  return !own.empty() && own != state_label_of(site, FinessKind::juridical);
}

/// What is unclear about an entity that these sites ask for certificates on.
Ambiguity doubt_among(const Carriers::Sites& asking) {
  const bool differ = std::ranges::any_of(asking, [&asking](const auto* site) {
    return name_of_entity(*site) != name_of_entity(*asking.front());
  });
  if (differ) {
    return Ambiguity::entity_names;
  }
  const bool elsewhere =
      std::ranges::all_of(asking, [](const auto* site) { return is_elsewhere(*site); });
  return elsewhere && !asking.empty() ? Ambiguity::entity_elsewhere : Ambiguity::none;
}

}  // namespace

std::string state_label_of(const Establishment& site, FinessKind on) {
  const auto* given = model::find_department(site.department);
  const auto* geographic = department_of(site, FinessKind::geographic);
  const auto* juridical = department_of(site, FinessKind::juridical);
  const auto choices = on == FinessKind::geographic ? std::array{given, geographic, juridical}
                                                    : std::array{juridical, given, geographic};
  const auto* found =
      std::ranges::find_if(choices, [](const auto* department) { return department != nullptr; });
  return found == choices.end() ? std::string() : (*found)->state_label();
}

FinessKind kind_carried(const Establishment& site, const model::StructureId& structure) {
  const auto is = [&structure](const auto& number) {
    return number && model::StructureId::of(*number) == structure;
  };
  return is(site.finess_juridical) && !is(site.finess_geographic) ? FinessKind::juridical
                                                                  : FinessKind::geographic;
}

Carriers::Carriers(const Dossier& dossier) {
  for (const auto& site : dossier.establishments) {
    if (site.finess_geographic) {
      geographic_[site.finess_geographic->text()].push_back(&site);
    }
    if (site.finess_juridical) {
      juridical_[site.finess_juridical->text()].push_back(&site);
    }
  }
  for (const auto& [number, sites] : juridical_) {
    if (const auto same = geographic_.find(number); same != geographic_.end()) {
      auto& both = both_[number];
      // Neighbours in one list: their addresses have the order of the dossier.
      std::ranges::set_union(same->second, sites, std::back_inserter(both), std::ranges::less());
    }
    auto& asking = asking_[number];
    std::ranges::copy_if(sites, std::back_inserter(asking),
                         [](const auto* site) { return asks_on_entity(*site); });
    entities_.emplace(number, doubt_among(asking));
  }
}

const Carriers::Sites& Carriers::sites_with(const model::Finess& number,
                                            FinessKind kind) const {
  static const Sites kNone;
  const auto& all = kind == FinessKind::geographic ? geographic_ : juridical_;
  const auto found = all.find(number.text());
  return found == all.end() ? kNone : found->second;
}

Carriers::Doubt Carriers::doubt_about(const Establishment& site, FinessKind on) const {
  const auto& number = site.finess(on);
  if (!number) {
    return {};
  }
  if (const auto both = both_.find(number->text()); both != both_.end()) {
    return {Ambiguity::both_kinds, both->second};
  }
  if (on == FinessKind::geographic) {
    const auto& sites = sites_with(*number, on);
    return sites.size() > 1 ? Doubt{Ambiguity::shared_number, sites} : Doubt{};
  }
  const auto asking = asking_.find(number->text());
  if (asking == asking_.end() || asking->second.empty()) {
    return {};
  }
  if (name_of_entity(site) != name_of_entity(*asking->second.front())) {
    return {Ambiguity::entity_names, asking->second};
  }
  const auto why = entities_.at(number->text());
  return why == Ambiguity::none ? Doubt{} : Doubt{why, asking->second};
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
