#include "dmp/dossier/detail/draft.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "dmp/documents/edit.hpp"
#include "dmp/documents/layout.hpp"
#include "dmp/dossier/columns.hpp"
#include "dmp/model/categories.hpp"
#include "dmp/policy/policy.hpp"

namespace dmp::dossier {
namespace {

/// Those that the DMP needs.
Json usual_certificates(const Wording& wording) {
  Json list = Json::array();
  list.push_back(certificate("DMP", "AUTH_CLI", wording));
  list.push_back(certificate("DMP", "SIGN", wording));
  return list;
}

std::string text_in(const Json& object, std::string_view key) {
  const auto found = object.find(std::string(key));
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The value that all of them have in common, taken out of them; null where they differ or one has
/// none.
Json take_common(const std::vector<Json*>& objects, const std::string& key) {
  if (objects.empty()) {
    return nullptr;
  }
  for (const auto* each : objects) {
    if (!each->contains(key) || each->at(key) != objects.front()->at(key)) {
      return nullptr;
    }
  }
  auto common = objects.front()->at(key);
  for (auto* each : objects) {
    each->erase(key);
  }
  return common;
}

Json person_todo(const Wording& wording, std::string_view card) {
  Json person = Json::object();
  complete_person(person, card, wording);
  return person;
}

/// Sites by their legal entity.
std::map<std::string, std::vector<Json*>> by_entity(std::vector<Json>& sites) {
  std::map<std::string, std::vector<Json*>> groups;
  for (auto& site : sites) {
    groups[text_in(site, "legal_entity")].push_back(&site);
  }
  return groups;
}

/// Says once, at its legal entity, what all sites of one say.
void share_in_entities(Draft& draft) {
  const auto groups = by_entity(draft.sites);
  for (auto& entity : draft.entities) {
    const auto sites = groups.find(text_in(entity, "finess"));
    if (sites == groups.end()) {
      continue;
    }
    for (const std::string key : {"contract", "representative"}) {
      if (auto common = take_common(sites->second, key); !common.is_null()) {
        entity[key] = std::move(common);
      }
    }
  }
}

/// Says once, in the defaults, what all sites say, and begins what nobody says.
Json defaults_of(Draft& draft, Json& software, const Wording& wording) {
  std::vector<Json*> all;
  for (auto& site : draft.sites) {
    all.push_back(&site);
  }
  const auto any_has = [&all](const char* key) {
    return std::ranges::any_of(all, [key](const Json* site) { return site->contains(key); });
  };
  Json defaults = Json::object();
  auto product = take_common(all, "software");
  if (product.is_null() && !any_has("software")) {
    product = {{"publisher", todo("dossier.todo.publisher", wording)},
               {"product", todo("dossier.todo.product", wording)},
               {"version", todo("dossier.todo.version", wording)}};
  }
  if (!product.is_null()) {
    Json listed = {{"id", "dpi"}};
    listed.update(product);
    software.push_back(std::move(listed));
    defaults["software"] = "dpi";
  }
  if (draft.administrators.empty()) {
    Json person = {{"id", "dsi"}};
    person.update(person_todo(wording, "dossier.todo.card-administrator"));
    draft.people.push_back(std::move(person));
    draft.administrators.push_back({{"person", "dsi"}, {"employer", "establishment"}});
  }
  auto administrators = take_common(all, "administrators");
  if (administrators.is_null() && !any_has("administrators")) {
    administrators = Json::array();
    for (const auto& each : draft.administrators) {
      administrators.push_back(each.at("person"));
    }
  }
  if (!administrators.is_null()) {
    defaults["administrators"] = std::move(administrators);
  }
  defaults["signatory"] = "representative";
  auto certificates = draft.needs_usual ? Json() : take_common(all, "certificates");
  if (certificates.is_null() && (draft.needs_usual || !any_has("certificates"))) {
    certificates = usual_certificates(wording);
  }
  if (!certificates.is_null()) {
    defaults["certificates"] = std::move(certificates);
  }
  return defaults;
}

/// Those of the keys that an object has, in their order.
Json in_order(Json&& object, std::span<const char* const> keys) {
  Json result = Json::object();
  for (const auto* key : keys) {
    if (const auto found = object.find(key); found != object.end()) {
      result.emplace(key, std::move(*found));
    }
  }
  return result;
}

Json list_of(std::vector<Json>& items) {
  Json list = Json::array();
  for (auto& item : items) {
    list.push_back(std::move(item));
  }
  return list;
}

/// Adds the TODO for the one thing that an agreement has to say, or for all of it.
void complete_contract(Json& holder, bool needs_one, const Wording& wording) {
  const auto found = holder.find("contract");
  if (found != holder.end() && !found->contains("status")) {
    (*found)["status"] = todo("dossier.todo.contract", wording);
  } else if (found == holder.end() && needs_one) {
    holder["contract"] = {{"status", todo("dossier.todo.contract", wording)},
                          {"number", todo("dossier.todo.contract-number", wording)},
                          {"signed_on", todo("dossier.todo.day", wording)}};
  }
}

Json group_of(const Draft& draft, const Wording& wording) {
  const bool is_single = draft.sites.size() == 1;
  const auto* unknown = is_single ? "dossier.todo.site-name" : "dossier.todo.group-name";
  Json group;
  group["kind"] = is_single ? "single-site" : todo("dossier.todo.group-kind", wording);
  const auto name = is_single ? text_in(draft.sites.front(), "name") : std::string();
  group["name"] = name.empty() ? todo(unknown, wording) : name;
  group.update(draft.group);
  return group;
}

}  // namespace

const policy::Policy& newest_edition() {
  return *std::ranges::max_element(policy::builtin_policies(), {}, &policy::Policy::published_on);
}

std::string todo(std::string_view id, const Wording& wording) {
  return "TODO: " + wording.text(id);
}

std::string id_from(std::string_view name, const std::function<bool(std::string_view)>& is_taken) {
  constexpr std::size_t kLongest = 40;
  auto id = simplified(name).substr(0, kLongest);
  std::ranges::replace(id, ' ', '-');
  id.erase(id.find_last_not_of('-') + 1);
  id = id.empty() ? "site" : id;
  if (!is_taken(id)) {
    return id;
  }
  // Thousands of sites may have one name: the first number that is free is looked for by halves.
  const auto numbered = [&id](std::size_t number) { return id + "-" + std::to_string(number); };
  std::size_t taken = 1;
  std::size_t open = 2;
  while (is_taken(numbered(open))) {
    taken = std::exchange(open, open * 2);
  }
  while (open - taken > 1) {
    const auto middle = taken + (open - taken) / 2;
    (is_taken(numbered(middle)) ? taken : open) = middle;
  }
  return numbered(open);
}

Json certificate(std::string_view service, std::string_view usage, const Wording& wording) {
  Json json = {{"service", service}, {"usage", usage}};
  if (service != "DMP") {
    json["name"] = todo("dossier.todo.service-name", wording);
  }
  json["carried_by"] = to_string(newest_edition().finess_kind);
  return json;
}

void set_at(Json& object, std::string_view path, Json value) {
  auto* at = &object;
  while (!path.empty()) {
    const auto key = path.substr(0, path.find('/'));
    at = &(*at)[std::string(key)];
    path.remove_prefix(std::min(key.size() + 1, path.size()));
  }
  *at = std::move(value);
}

Json ordered(Json&& site) {
  constexpr const char* kKeys[] = {
      "//",          "id",       "name",           "finess",         "legal_entity",
      "siret",       "category", "//kind",         "kind",           "sector",
      "department",  "contract", "representative", "administrators", "software",
      "certificates"};
  return in_order(std::move(site), kKeys);
}

void complete_person(Json& person, std::string_view card, const Wording& wording) {
  const auto complete = [&wording](Json& object, const char* key, std::string_view id) {
    if (!object.contains(key)) {
      object[key] = todo(id, wording);
    }
  };
  complete(person, "family_name", "dossier.todo.family-name");
  complete(person, "given_names", "dossier.todo.given-names");
  complete(person, "phone", "dossier.todo.phone");
  complete(person, "email", "dossier.todo.email");
  auto& held = person["card"];
  complete(held, "type", card);
  complete(held, "number", "dossier.todo.card-number");
  complete(held, "status", "dossier.todo.card-status");
  complete(held, "expires_on", "dossier.todo.day");
}

void complete_entity(Json& entity, bool needs_contract, bool needs_representative,
                     const Wording& wording) {
  if (text_in(entity, "name").empty()) {
    entity["name"] = todo("dossier.todo.entity-name", wording);
  }
  complete_contract(entity, needs_contract, wording);
  if (needs_representative && !entity.contains("representative")) {
    entity["representative"] = person_todo(wording, "dossier.todo.card-representative");
  }
  constexpr const char* kKeys[] = {"finess",   "name",           "department",
                                   "contract", "representative", "certificates"};
  entity = in_order(std::move(entity), kKeys);
}

void complete_site(Json& site, const std::function<bool(std::string_view)>& is_said,
                   const Wording& wording) {
  if (text_in(site, "name").empty()) {
    site["name"] = todo("dossier.todo.site-name", wording);
  }
  const bool has_number = site.contains("finess") || site.contains("siret");
  if (!has_number) {
    site["finess"] = todo("dossier.todo.finess", wording);
  }
  if (!site.contains("legal_entity")) {
    site["legal_entity"] = todo("dossier.todo.legal-entity", wording);
  }
  const auto category = model::category_of_kind(text_in(site, "kind"));
  if (!site.contains("category") && category) {
    site["category"] = to_string(*category);
  } else if (!site.contains("category")) {
    site["category"] = todo("dossier.todo.category", wording);
  }
  if (!site.contains("kind")) {
    site["kind"] = todo("dossier.todo.kind", wording);
  }
  if (!site.contains("sector")) {
    site["sector"] = todo("dossier.todo.sector", wording);
  }
  complete_contract(site, !is_said("contract"), wording);
  if (!site.contains("representative") && !is_said("representative")) {
    site["representative"] = person_todo(wording, "dossier.todo.card-representative");
  }
  if (!site.contains("software") && !is_said("software")) {
    site["software"] = {{"publisher", todo("dossier.todo.publisher", wording)},
                        {"product", todo("dossier.todo.product", wording)},
                        {"version", todo("dossier.todo.version", wording)}};
  }
  if (!site.contains("administrators") && !is_said("administrators")) {
    site["administrators"] = todo("dossier.todo.administrators", wording);
  }
  if (!site.contains("certificates") && !is_said("certificates")) {
    site["certificates"] = usual_certificates(wording);
  }
}

std::string compose(Draft draft, const Wording& wording) {
  auto software = Json::array();
  const auto group = group_of(draft, wording);
  share_in_entities(draft);
  auto defaults = defaults_of(draft, software, wording);
  const auto groups = by_entity(draft.sites);
  std::map<std::string, const Json*> entities;
  for (auto& entity : draft.entities) {
    const auto number = text_in(entity, "finess");
    const auto sites = groups.find(number);
    const auto lacks = [&](const char* key) {
      return sites != groups.end() && std::ranges::any_of(sites->second, [key](const Json* site) {
               return !site->contains(key);
             });
    };
    complete_entity(entity, lacks("contract"), lacks("representative"), wording);
    entities[number] = &entity;
  }
  for (auto& site : draft.sites) {
    const auto entity = entities.find(text_in(site, "legal_entity"));
    complete_site(
        site,
        [&](std::string_view part) {
          return defaults.contains(std::string(part)) ||
                 (entity != entities.end() && entity->second->contains(std::string(part)));
        },
        wording);
    site = ordered(std::move(site));
  }
  Json document;
  document["//"] = wording.text("dossier.new.comment");
  document["version"] = 2;
  document["environment"] = draft.environment;
  document["edition"] = newest_edition().name;
  document["group"] = group;
  document["people"] = list_of(draft.people);
  document["administrators"] = list_of(draft.administrators);
  document["software"] = std::move(software);
  document["legal_entities"] = list_of(draft.entities);
  document["defaults"] = std::move(defaults);
  document["establishments"] = list_of(draft.sites);
  return documents::laid_out(std::move(document)) + "\n";
}

}  // namespace dmp::dossier
