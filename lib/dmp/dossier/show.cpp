#include "dmp/dossier/show.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "dmp/base/listed.hpp"
#include "dmp/model/carrier.hpp"

namespace dmp::dossier {
namespace {

using model::Establishment;

/// Words puts the parts of a value that there are into one line.
std::string words(std::initializer_list<std::string_view> parts,
                  std::string_view separator = ", ") {
  std::string line;
  for (const auto part : parts) {
    if (!part.empty()) {
      line.append(line.empty() ? "" : separator).append(part);
    }
  }
  return line;
}

std::string text_of(const std::optional<Date>& day) {
  return day ? format_date(*day) : std::string();
}

template <typename Number>
std::string text_of(const std::optional<Number>& number) {
  return number ? std::string(number->text()) : std::string();
}

std::string text_of(const std::optional<model::Card>& card) {
  return card ? words({to_string(card->type), text_of(card->number), to_string(card->status),
                       text_of(card->expires_on)},
                      " ")
              : std::string();
}

std::string text_of(const model::Person& person) {
  return words({words({person.given_names, person.family_name}, " "), text_of(person.card),
                person.phone, person.email});
}

/// SiteFacts gathers what holds for one site.
class SiteFacts {
 public:
  SiteFacts(const documents::Reading<model::Dossier>& reading, const Establishment& site)
      : reading_(reading), site_(site) {}

  std::vector<Fact> take() {
    add_structure();
    add_terms();
    add_certificates();
    add_form();
    return std::move(facts_);
  }

 private:
  void add_structure();
  void add_terms();
  void add_certificates();
  void add_form();

  /// Adds a value at its place; `below` is what of it stands where a reference leads to.
  Fact& add(std::string_view part, std::string value, std::string_view below = {}) {
    Fact fact{std::string(part), std::move(value), {saying(site_.at(part))}};
    if (!below.empty()) {
      auto target = site_.at(std::string(part) + "/" + std::string(below));
      target.resize(target.size() - below.size() - 1);
      refer(fact, target);
    }
    return facts_.emplace_back(std::move(fact));
  }
  void add_if(std::string_view part, std::string value, std::string_view below = {}) {
    if (!value.empty()) {
      add(part, std::move(value), below);
    }
  }
  void refer(Fact& fact, const std::string& pointer) const {
    if (pointer.find('/', 1) != std::string::npos && !pointer.starts_with(fact.from[0].pointer)) {
      fact.from.push_back(saying(pointer));
    }
  }
  [[nodiscard]] Saying saying(const std::string& pointer) const;

  const documents::Reading<model::Dossier>& reading_;
  const Establishment& site_;
  std::vector<Fact> facts_;
};

Saying SiteFacts::saying(const std::string& pointer) const {
  static constexpr std::array<std::pair<std::string_view, Level>, 5> kLists{
      {{"/legal_entities/", Level::legal_entity},
       {"/defaults/", Level::defaults},
       {"/people/", Level::people},
       {"/software/", Level::software},
       {"/administrators/", Level::administrators}}};
  const auto* const list = std::ranges::find_if(
      kLists, [&pointer](const auto& each) { return pointer.starts_with(each.first); });
  return {list == kLists.end() ? Level::site : list->second, pointer,
          reading_.source.locate(reading_.file, pointer).line};
}

void SiteFacts::add_structure() {
  add("name", site_.name);
  add_if("finess", text_of(site_.finess_geographic));
  if (site_.finess_juridical) {
    const auto* const entity = site_.legal_entity.get();
    auto& fact = add("legal_entity",
                     words({text_of(site_.finess_juridical), entity ? entity->name : ""}, " "));
    if (entity != nullptr) {
      refer(fact, entity->pointer);
    }
  }
  add_if("siret", text_of(site_.siret));
  add_if("kind", words({site_.kind, to_string(site_.category)}));
  add_if("sector", site_.sector ? std::string(to_string(*site_.sector)) : std::string());
  add_if("department", state_label_of(site_));
}

void SiteFacts::add_terms() {
  if (const auto& contract = site_.contract) {
    add("contract",
        words({to_string(contract->status), contract->number, text_of(contract->signed_on)}));
  }
  if (site_.representative) {
    add_if("representative", text_of(*site_.representative), "card");
  }
  for (std::size_t i = 0; i < site_.proxies.size(); ++i) {
    const auto& proxy = site_.proxies[i];
    add_if("agents/" + std::to_string(i),
           words({text_of(proxy.person), proxy.form_502_sent_on ? "form_502_sent_on" : "",
                  text_of(proxy.form_502_sent_on)}),
           "card");
  }
  if (site_.signatory) {
    add("signatory", std::string(to_string(*site_.signatory)));
  }
  for (std::size_t i = 0; i < site_.administrators.size(); ++i) {
    const auto& id = site_.administrators[i];
    const auto* const known = reading_.value->find_administrator(id);
    auto& fact = add("administrators/" + std::to_string(i),
                     words({id, known ? to_string(known->employer) : "",
                            known ? text_of(known->person) : std::string()}));
    if (known != nullptr) {
      refer(fact, known->person_at.empty() ? known->pointer : known->person_at);
    }
  }
  if (const auto& software = site_.software) {
    add_if("software", words({software->publisher, software->product, software->version}, " "),
           "publisher");
  }
}

void SiteFacts::add_certificates() {
  for (std::size_t i = 0; i < site_.certificates.size(); ++i) {
    const auto& wanted = site_.certificates[i];
    const std::array days{std::pair("requested_on", wanted.ordered_on),
                          std::pair("collected_on", wanted.withdrawn_on),
                          std::pair("installed_on", wanted.installed_on),
                          std::pair("expires_on", wanted.ends_on)};
    auto value = words({wanted.service, to_string(wanted.usage), wanted.name}, " ") +
                 ", carried_by " + std::string(to_string(wanted.on));
    for (const auto& [key, day] : days) {
      if (day) {
        value += std::string(", ") + key + " " + format_date(*day);
      }
    }
    add("certificates/" + std::to_string(i), std::move(value));
  }
}

void SiteFacts::add_form() {
  const auto& form = site_.form_413;
  add_if("form_413/sent_on", words({text_of(form.sent_on), form.sent_to}));
  add_if("form_413/confirmed_on", text_of(form.confirmed_on));
  if (form.administrators) {
    add("form_413/administrators", listed(*form.administrators));
  }
}

}  // namespace

std::string_view to_string(Level level) {
  static constexpr std::array<std::string_view, 6> kWords{
      "site", "legal-entity", "defaults", "people", "software", "administrators"};
  return kWords.at(static_cast<std::size_t>(level));
}

std::vector<ShownSite> show(const documents::Reading<model::Dossier>& reading,
                            const std::vector<const Establishment*>& sites) {
  std::vector<ShownSite> shown;
  shown.reserve(sites.size());
  for (const auto* site : sites) {
    shown.push_back({site->id, site->name, SiteFacts(reading, *site).take()});
  }
  return shown;
}

}  // namespace dmp::dossier
