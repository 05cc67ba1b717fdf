#include <algorithm>

#include "dmp/check/engine.hpp"
#include "dmp/check/same_name.hpp"

// What the FINESS register says of the dossier's numbers, where one was given.
namespace dmp::check {
namespace {

using model::Category;
using model::FinessKind;
using registry::Record;

/// The categories of the register that fit a kind of the dossier; a kind that is not here fits any.
struct KindCategories {
  std::string_view kind;
  std::string_view codes;
};
constexpr KindCategories kKinds[] = {
    {"hospital", "101 106 108 109 114 122 128 129 131 292 355 362 365"},
    {"chr", "101"},
    {"clinic", "108 109 122 128 129 292 365"},
    {"local-hospital", "106 355"},
    {"cancer-centre", "131"},
    {"psychiatric-hospital", "292"},
    {"military-hospital", "114"},
    {"home-hospitalisation", "127"},
    {"rehabilitation", "108 109 355 365"},
    {"long-stay", "362"},
    {"dialysis", "141 146"},
    {"health-centre", "124"},
    {"multi-professional-house", "603"},
    {"laboratory", "611"},
    {"imaging", "619"},
    {"pharmacy", "620"},
    {"gcs", "696 697"},
    {"ehpad", "500"},
    {"ehpa", "501 502"},
    {"autonomy-residence", "202"},
    {"fam", "437 448"},
    {"eam", "437 448"},
    {"mas", "255"},
    {"eanm", "382 449"},
    {"foyer-de-vie", "382 449"},
    {"ime", "183"},
    {"itep", "186"},
    {"eeap", "188"},
    {"iem", "192"},
    {"sessad", "182"},
    {"camsp", "190"},
    {"cmpp", "189"},
    {"cmp", "156"},
    {"esat", "246"},
    {"samsah", "445"},
    {"savs", "446"},
    {"ssiad", "354"},
    {"saad", "460"},
    {"pmi", "223"},
    {"cpts", "604"},
};

/// The categories that are surely one of the dossier's three.
constexpr std::string_view kHealth =
    "101 106 108 109 114 122 127 128 129 131 141 146 292 355 362 365";
constexpr std::string_view kSocial =
    "182 183 186 188 189 190 192 202 246 255 354 382 437 445 446 448 449 460 500 501 502";

bool lists(std::string_view codes, std::string_view code) {
  return codes.find(code) != std::string_view::npos;
}

bool fits(const std::string& kind, std::string_view code) {
  const auto* known = std::ranges::find(kKinds, kind, &KindCategories::kind);
  if (known != std::ranges::end(kKinds)) {
    return lists(known->codes, code);
  }
  const bool is_code = kind.size() == 3 && kind.find_first_not_of("0123456789") == kind.npos;
  return !is_code || kind == code;
}

bool fits(Category category, std::string_view code) {
  const bool health = lists(kHealth, code);
  const bool social = lists(kSocial, code);
  return (!health && !social) || (category == Category::es && health) ||
         (category == Category::esms && social);
}

/// ANS's fictitious structures are in no register; another rule tells where they do not belong.
bool is_fictitious(std::string_view number) {
  return number.starts_with("0A") || number.starts_with("0B");
}

std::string part_of(FinessKind kind) { return "finess/" + std::string(to_string(kind)); }

/// The site's establishment in the register, or nullptr.
const Record* establishment_of(const Site& site) {
  const auto& number = site.establishment.finess_geographic;
  return site.finess_register != nullptr && number
             ? site.finess_register->find_establishment(number->text())
             : nullptr;
}

std::string named(const registry::Edition& edition) {
  return edition.name + (edition.date ? ", " + format_date(*edition.date) : std::string());
}

void old(const Document& document, Violations& out) {
  constexpr int kYear = 366;
  const auto* known = document.finess_register;
  if (known != nullptr && known->edition.date &&
      days_between(*known->edition.date, document.as_of) > kYear) {
    out.push_back({"", {arg("date", format_date(*known->edition.date))}});
  }
}

void number_unknown(const Site& site, Violations& out) {
  for (const auto kind : {FinessKind::geographic, FinessKind::juridical}) {
    const auto& number = site.establishment.finess(kind);
    const auto* known = site.finess_register;
    if (known != nullptr && number && !is_fictitious(number->text()) &&
        known->find_establishment(number->text()) == nullptr &&
        known->find_legal_entity(number->text()) == nullptr) {
      out.push_back({site.at(part_of(kind)),
                     {arg("value", number->text()), arg("register", named(known->edition))}});
    }
  }
}

void geographic_is_juridical(const Site& site, Violations& out) {
  const auto& number = site.establishment.finess_geographic;
  const auto* known = site.finess_register;
  if (known != nullptr && number && known->find_establishment(number->text()) == nullptr &&
      known->find_legal_entity(number->text()) != nullptr) {
    out.push_back({site.at("finess/geographic"), {arg("value", number->text())}});
  }
}

/// The establishment whose number the dossier has as a juridical one, or nullptr.
const Record* establishment_as_juridical(const Site& site) {
  const auto& number = site.establishment.finess_juridical;
  const auto* known = site.finess_register;
  return known != nullptr && number && known->find_legal_entity(number->text()) == nullptr
             ? known->find_establishment(number->text())
             : nullptr;
}

void juridical_is_geographic(const Site& site, Violations& out) {
  if (const auto* record = establishment_as_juridical(site)) {
    out.push_back({site.at("finess/juridical"),
                   {arg("value", record->number), arg("expected", record->juridical)}});
  }
}

void juridical_differs(const Site& site, Violations& out) {
  const auto* record = establishment_of(site);
  const auto& number = site.establishment.finess_juridical;
  if (record != nullptr && number && !record->juridical.empty() &&
      number->text() != record->juridical && establishment_as_juridical(site) == nullptr) {
    out.push_back({site.at("finess/juridical"),
                   {arg("value", number->text()), arg("expected", record->juridical)}});
  }
}

void name_differs(const Site& site, Violations& out) {
  const auto* record = establishment_of(site);
  const auto& name = site.establishment.name;
  if (record == nullptr || name.empty() || is_same_name(name, record->name) ||
      is_same_name(name, record->long_name)) {
    return;
  }
  const auto& theirs = record->long_name.empty() ? record->name : record->long_name;
  if (!theirs.empty()) {
    out.push_back({site.at("name"), {arg("number", record->number), arg("expected", theirs)}});
  }
}

void category_differs(const Site& site, Violations& out) {
  const auto* record = establishment_of(site);
  if (record == nullptr || record->category.empty()) {
    return;
  }
  const auto add = [&](std::string_view part, std::string_view value) {
    const auto& label = record->category_label;
    out.push_back({site.at(part),
                   {arg("number", record->number), arg("value", value),
                    arg("expected", label.empty() ? record->category
                                                  : record->category + ", " + label + ",")}});
  };
  if (!fits(site.establishment.kind, record->category)) {
    add("kind", site.establishment.kind);
  } else if (!fits(site.establishment.category, record->category)) {
    add("category", to_string(site.establishment.category));
  }
}

void closed(const Site& site, Violations& out) {
  const auto add = [&](FinessKind kind, const Record* record) {
    if (record != nullptr && record->is_closed(site.as_of)) {
      Args args = {arg("value", record->number), arg("since", "")};
      if (record->closed) {
        args = {arg("value", record->number), arg_text("since", "register.since"),
                arg("date", format_date(*record->closed))};
      }
      out.push_back({site.at(part_of(kind)), std::move(args)});
    }
  };
  add(FinessKind::geographic, establishment_of(site));
  const auto& number = site.establishment.finess_juridical;
  if (site.finess_register != nullptr && number) {
    add(FinessKind::juridical, site.finess_register->find_legal_entity(number->text()));
  }
}

void siret_differs(const Site& site, Violations& out) {
  const auto* record = establishment_of(site);
  const auto& siret = site.establishment.siret;
  if (record != nullptr && siret && !record->siret.empty() && siret->text() != record->siret) {
    out.push_back({site.at("siret"),
                   {arg("number", record->number), arg("value", siret->text()),
                    arg("expected", record->siret)}});
  }
}

constexpr std::string_view kRegister = "FINESS";

constexpr Check kChecks[] = {
    {.rule = {"REGISTER-OLD", Severity::info, kRegister}, .document = old},
    {.rule = {"REGISTER-NUMBER-UNKNOWN", Severity::warning, kRegister}, .site = number_unknown},
    {.rule = {"REGISTER-GEOGRAPHIC-IS-JURIDICAL", Severity::error, kRegister},
     .site = geographic_is_juridical},
    {.rule = {"REGISTER-JURIDICAL-IS-GEOGRAPHIC", Severity::error, kRegister},
     .site = juridical_is_geographic},
    {.rule = {"REGISTER-JURIDICAL-DIFFERS", Severity::warning, kRegister},
     .site = juridical_differs},
    {.rule = {"REGISTER-NAME-DIFFERS", Severity::warning, kRegister}, .site = name_differs},
    {.rule = {"REGISTER-CATEGORY-DIFFERS", Severity::warning, kRegister}, .site = category_differs},
    {.rule = {"REGISTER-CLOSED", Severity::error, kRegister}, .site = closed},
    {.rule = {"REGISTER-SIRET-DIFFERS", Severity::warning, kRegister}, .site = siret_differs},
};

}  // namespace

std::span<const Check> register_checks() { return kChecks; }

}  // namespace dmp::check
