#include <algorithm>
#include <array>
#include <string_view>

#include "dmp/form413/detail/wording.hpp"
#include "dmp/form413/form413.hpp"

namespace dmp::form413 {
namespace {

/// RPPS of the four lines that only radiology practices fill.
constexpr int kRppsLines = 4;

/// Collects the fields of one part after the other.
class FieldList {
 public:
  void part(std::string_view number) { part_ = number; }

  /// at places the field that was added last.
  void at(std::string pointer) { fields_.back().pointer = std::move(pointer); }

  Field& add(std::string id, std::string_view label, std::string value) {
    Field field;
    field.part = part_;
    field.label = label;
    field.value = std::move(value);
    field.id = std::move(id);
    return fields_.emplace_back(std::move(field));
  }
  Field& add_starred(std::string id, std::string_view label, std::string value) {
    Field& field = add(std::move(id), label, std::move(value));
    field.starred = true;
    return field;
  }
  void add_tick(std::string id, std::string_view label, bool on) {
    add(std::move(id), label, on ? "true" : "false").kind = FieldKind::tick;
  }
  std::vector<Field> take() { return std::move(fields_); }

 private:
  std::string part_;
  std::vector<Field> fields_;
};

template <typename Identifier>
std::string text_of(const std::optional<Identifier>& identifier) {
  return identifier ? identifier->text() : std::string{};
}

std::string card_number(const model::Person& person) {
  return person.card ? text_of(person.card->number) : std::string{};
}

void add_structure(FieldList& list, const model::Establishment& site) {
  list.part("3.1");
  list.add_starred("structure.name", wording::kName, site.name);
  list.at(site.at("name"));
  Field& finess =
      list.add_starred("structure.finess", wording::kFiness, text_of(site.finess_geographic));
  finess.kind = FieldKind::boxes;
  // "sauf structures ne prenant pas en charge d'usagers", which are among the others only.
  finess.exempt = site.category == model::Category::other;
  list.at(site.at("finess"));
  // The guide leaves it empty where the number above says who it is, and the number may be absent
  // only where nobody is taken care of.
  const bool needed = finess.exempt && !site.finess_geographic;
  Field& siret = list.add_starred("structure.siret", wording::kSiret,
                                  needed ? text_of(site.siret) : std::string());
  siret.kind = FieldKind::boxes;
  siret.left_empty = !needed;
  list.at(site.at("siret"));
  for (int line = 1; line <= kRppsLines; ++line) {
    const auto number = std::to_string(line);
    list.add("structure.rpps." + number, std::string(wording::kRpps) + " " + number, "")
        .left_empty = true;
  }
}

void add_signatory(FieldList& list, const model::Establishment& site, const model::Signer& signer) {
  const model::Person nobody;
  const auto& person = signer.person == nullptr ? nobody : *signer.person;
  list.part("3.2");
  list.add_tick("signatory.is_representative", wording::kRepresentative,
                signer.role == model::Signatory::representative);
  list.at(site.at("signatory"));
  list.add_tick("signatory.is_proxy", wording::kProxy, signer.role == model::Signatory::proxy);
  list.at(site.at("signatory"));
  const auto part = (signer.part.empty() ? "representative" : signer.part) + "/";
  list.add_starred("signatory.family_name", wording::kFamilyName, person.family_name);
  list.at(site.at(part + "family_name"));
  list.add_starred("signatory.given_names", wording::kGivenNames, person.given_names);
  list.at(site.at(part + "given_names"));
  list.add_starred("signatory.phone", wording::kPhone, person.phone);
  list.at(site.at(part + "phone"));
  list.add_starred("signatory.email", wording::kEmail, person.email);
  list.at(site.at(part + "email"));
  list.add_starred("signatory.card", wording::kCard, card_number(person)).kind = FieldKind::boxes;
  list.at(site.at(part + "card/number"));
}

void add_administrator(FieldList& list, std::size_t row, const std::string& owner,
                       const model::Person& person, const auto& place_of) {
  const auto prefix = "administrators." + std::to_string(row) + ".";
  const auto add = [&](std::string_view id, std::string_view label, std::string value) {
    list.add_starred(prefix + std::string(id), label, std::move(value)).owner = owner;
    list.at(place_of(id == "card" ? "card/number" : id));
  };
  add("card", wording::kCard, card_number(person));
  add("family_name", wording::kFamilyNameOnCard, person.family_name);
  add("given_names", wording::kGivenNamesOnCard, person.given_names);
  add("phone", wording::kPhone, person.phone);
  add("email", wording::kEmail, person.email);
}

void add_administrators(FieldList& list, const model::Dossier& dossier,
                        const model::Establishment& site) {
  const model::Person nobody;
  list.part("4.1");
  if (site.administrators.empty()) {
    add_administrator(list, 1, "", nobody,
                      [&](std::string_view) { return site.at("administrators"); });
  }
  std::size_t row = 0;
  for (const auto& id : site.administrators) {
    const auto* administrator = dossier.find_administrator(id);
    const bool known = administrator != nullptr;
    add_administrator(list, ++row, id, known ? administrator->person : nobody,
                      [&](std::string_view part) {
                        return known ? administrator->at(part) : site.at("administrators");
                      });
  }
}

void add_usage(FieldList& list, const model::Establishment& site, const policy::Policy& policy) {
  const auto software = site.software.value_or(model::Software{});
  const bool both = !software.product.empty() && !software.version.empty();
  list.part("4.2");
  list.add_starred("usage.statement", wording::kStatement, policy.project_statement);
  list.add("usage.publisher", wording::kPublisher, software.publisher);
  list.at(site.at("software/publisher"));
  list.add("usage.solution", wording::kSolution,
           software.product + (both ? " " : "") + software.version);
  list.at(site.at("software/product"));
  list.part("4.3");
  // The form's own line has the examples; the portal's name of the offer does not.
  const bool whole = policy.offer.ends_with(wording::kOfferExamples);
  list.add_tick("offer.org",
                policy.offer + (whole ? "" : " " + std::string(wording::kOfferExamples)), true);
}

bool nobody_signs(const std::vector<Field>& fields) {
  return std::ranges::none_of(fields, [](const Field& field) {
    return field.id.starts_with("signatory.is_") && field.value == "true";
  });
}

}  // namespace

std::string Field::name() const {
  return part + " " + label + (owner.empty() ? std::string{} : " (" + owner + ")");
}

std::vector<Field> fields(const model::Dossier& dossier, const model::Establishment& site,
                          const policy::Policy& policy) {
  FieldList list;
  add_structure(list, site);
  add_signatory(list, site, model::signer_of(site));
  add_administrators(list, dossier, site);
  add_usage(list, site, policy);
  return list.take();
}

std::vector<std::string> missing_fields(const std::vector<Field>& fields) {
  std::vector<std::string> missing;
  for (const auto& field : fields) {
    if (field.id == "signatory.is_representative" && nobody_signs(fields)) {
      missing.push_back(field.name() + " / " + std::string(wording::kProxy));
    }
    if (field.required() && field.value.empty()) {
      missing.push_back(field.name());
    }
  }
  return missing;
}

}  // namespace dmp::form413
