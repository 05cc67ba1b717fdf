#include "dmp/model/dossier.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "dmp/model/carrier.hpp"

namespace dmp::model {
namespace {

template <typename T>
const T* find_by_id(const std::vector<T>& all, const std::string& id) {
  const auto found = std::ranges::find(all, id, &T::id);
  return found == all.end() ? nullptr : &*found;
}

bool is_pattern(std::string_view name) {
  return name.find_first_of("*?") != std::string_view::npos;
}

/// Whether a text is one that a pattern stands for: "*" for any characters, "?" for one.
bool matches(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  std::size_t in_text = 0;
  auto star = std::string_view::npos;
  std::size_t after_star = 0;
  while (in_text < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      after_star = in_text;
    } else if (at < pattern.size() && (pattern[at] == '?' || pattern[at] == text[in_text])) {
      ++at;
      ++in_text;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      in_text = ++after_star;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

/// Whether a name that is no id means a site.
bool is_called(const Establishment& site, std::string_view name) {
  const auto has = [name](const auto& number) { return number && number->text() == name; };
  return has(site.finess_geographic) || has(site.finess_juridical) || has(site.siret) ||
         (is_pattern(name) && matches(name, site.id));
}

}  // namespace

std::string Administrator::at(std::string_view part) const {
  const auto& base = person_at.empty() || part == "employer" ? pointer : person_at;
  return base + "/" + std::string(part);
}

const std::optional<model::Finess>& Establishment::finess(FinessKind which) const {
  static const std::optional<model::Finess> kNone;
  switch (which) {
    case FinessKind::geographic:
      return finess_geographic;
    case FinessKind::juridical:
      return finess_juridical;
    case FinessKind::siret:
      break;
  }
  return kNone;
}

std::string Establishment::at(std::string_view part) const {
  const Origin* nearest = nullptr;
  for (const auto& origin : origins) {
    const bool holds = part.starts_with(origin.part) &&
                       (part.size() == origin.part.size() || origin.part.ends_with('/') ||
                        part[origin.part.size()] == '/');
    if (holds && (nearest == nullptr || nearest->part.size() < origin.part.size())) {
      nearest = &origin;
    }
  }
  return nearest == nullptr ? pointer + "/" + std::string(part)
                            : nearest->pointer + std::string(part.substr(nearest->part.size()));
}

const Administrator* Dossier::find_administrator(const std::string& id) const {
  return find_by_id(administrators, id);
}

const Establishment* Dossier::find_establishment(const std::string& id) const {
  return find_by_id(establishments, id);
}

SiteSelection select_sites(const Dossier& dossier, const std::vector<std::string>& names) {
  SiteSelection selection;
  std::vector<bool> is_chosen(dossier.establishments.size(), names.empty());
  for (const auto& name : names) {
    // A name that is an id means that site, whatever else it could be.
    const bool is_id = dossier.find_establishment(name) != nullptr;
    bool is_known = false;
    for (std::size_t i = 0; i < is_chosen.size(); ++i) {
      const auto& site = dossier.establishments[i];
      if (is_id ? site.id == name : is_called(site, name)) {
        is_chosen[i] = true;
        is_known = true;
      }
    }
    if (!is_known) {
      selection.unknown.push_back(name);
    }
  }
  for (std::size_t i = 0; i < is_chosen.size(); ++i) {
    if (is_chosen[i]) {
      selection.sites.push_back(&dossier.establishments[i]);
    }
  }
  return selection;
}

std::string state_label_of(const Establishment& site) {
  return state_label_of(site, FinessKind::geographic);
}

bool carries(const Establishment& site, const model::StructureId& structure) {
  const auto is = [&structure](const auto& number) {
    return number && model::StructureId::of(*number) == structure;
  };
  return is(site.finess_geographic) || is(site.finess_juridical) || is(site.siret);
}

namespace {

std::tuple<bool, bool, bool, Date> readiness_to_sign(const Proxy& proxy) {
  constexpr Date kForever{std::chrono::year(9999), std::chrono::December, std::chrono::day(31)};
  const auto& card = proxy.person.card;
  return {card && card->status == CardStatus::active,
          card && (card->type == CardType::cps || card->type == CardType::cpe ||
                   card->type == CardType::cpa),
          proxy.form_502_sent_on.has_value(),
          card ? card->expires_on.value_or(kForever) : kForever};
}

}  // namespace

Signer signer_of(const Establishment& site) {
  Signer signer;
  signer.role = site.signatory;
  if (!signer.role && site.representative) {
    signer.role = Signatory::representative;
  } else if (!signer.role && !site.proxies.empty()) {
    signer.role = Signatory::proxy;
  }
  if (signer.role == Signatory::representative && site.representative) {
    signer.person = &*site.representative;
    signer.part = "representative";
  } else if (signer.role == Signatory::proxy && !site.proxies.empty()) {
    // Who is ready to sign goes first; of two, the one whose card lasts longer, or the first.
    const auto best = std::ranges::max_element(site.proxies, {}, readiness_to_sign);
    signer.proxy = &*best;
    signer.person = &best->person;
    signer.part = "agents/" + std::to_string(std::distance(site.proxies.begin(), best));
  }
  return signer;
}

}  // namespace dmp::model
