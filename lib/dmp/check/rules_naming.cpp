#include <algorithm>

#include "dmp/check/engine.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/model/department.hpp"
#include "dmp/x509/name.hpp"

// What the authority writes into the subject of the certificates: O and ST.
namespace dmp::check {
namespace {

constexpr std::size_t kAuthorityCut = 40;
constexpr std::size_t kUpperBound = 64;  // X.520, ub-organization-name

Args length_args(const std::string& name) {
  return {arg("length", count_characters(name)), arg("cut", cut_characters(name, kAuthorityCut))};
}

void name_cut(const Site& site, Violations& out) {
  const auto length = count_characters(site.establishment.name);
  if (length > kAuthorityCut && length <= kUpperBound) {
    out.push_back({site.at("name"), length_args(site.establishment.name)});
  }
}

void name_too_long(const Site& site, Violations& out) {
  if (count_characters(site.establishment.name) > kUpperBound) {
    out.push_back({site.at("name"), length_args(site.establishment.name)});
  }
}

/// The register and nearly all certificates have names without accents.
void name_accents(const Site& site, Violations& out) {
  const auto& name = site.establishment.name;
  for (std::size_t offset = 0; offset < name.size();) {
    const auto c = code_point_at(name, offset);
    if (c > 0x7F && c != U'’' && c != U'\u00A0') {
      out.push_back({site.at("name"), {}});
      return;
    }
  }
}

/// What no certificate can hold: control and private characters, emoji, broken UTF-8.
void name_character(const Site& site, Violations& out) {
  const auto& name = site.establishment.name;
  const auto status = x509::check_subject({"-", x509::organisation_name(name), "-", "-"});
  if (!name.empty() && !status && status.error().id == "SUBJECT-CHARACTER") {
    out.push_back({site.at("name"), status.error().args});
  }
}

void department_unknown(const Site& site, Violations& out) {
  const auto& establishment = site.establishment;
  if (!establishment.department.empty()) {
    if (model::find_department(establishment.department) == nullptr) {
      out.push_back({site.at("department"), {arg("value", establishment.department)}});
    }
    return;
  }
  const auto& geographic = establishment.finess_geographic;
  const auto& number = geographic ? geographic : establishment.finess_juridical;
  if (number && model::state_label_of(establishment).empty()) {
    out.push_back({site.at("department"), {arg("value", number->text())}});
  }
}

void department_differs(const Site& site, Violations& out) {
  const auto& establishment = site.establishment;
  const auto* given = model::find_department(establishment.department);
  const auto& number = establishment.finess_geographic;
  const auto* of_number = number ? number->department() : nullptr;
  if (given != nullptr && of_number != nullptr && given != of_number) {
    out.push_back({site.at("department"),
                   {arg("department", given->state_label()), arg("value", number->text()),
                    arg("expected", of_number->state_label())}});
  }
}

/// Calls `add` with the doubt about the site's certificates on its legal entity, if it is that one.
template <typename Add>
void add_doubt(const Site& site, model::Ambiguity why, Add add) {
  const auto& wanted = site.establishment.certificates;
  const auto on_entity =
      std::ranges::find(wanted, model::FinessKind::juridical, &model::WantedCertificate::on);
  if (on_entity == wanted.end()) {
    return;
  }
  const auto doubt =
      site.index.carriers.doubt_about(site.establishment, model::FinessKind::juridical);
  if (doubt.why == why) {
    add(site.at("certificates/" + std::to_string(on_entity - wanted.begin()) + "/on"), doubt.sites);
  }
}

void entity_names_differ(const Site& site, Violations& out) {
  add_doubt(site, model::Ambiguity::entity_names, [&](std::string place, auto sites) {
    out.push_back({std::move(place),
                   {arg("number", site.establishment.finess_juridical->text()),
                    arg("sites", model::listed_ids(sites))}});
  });
}

void entity_elsewhere(const Site& site, Violations& out) {
  add_doubt(site, model::Ambiguity::entity_elsewhere, [&](std::string place, auto) {
    const auto& establishment = site.establishment;
    out.push_back(
        {std::move(place),
         {arg("number", establishment.finess_juridical->text()),
          arg("department", model::state_label_of(establishment, model::FinessKind::juridical)),
          arg("own", model::state_label_of(establishment))}});
  });
}

constexpr std::string_view kOrganisation = "IGC-Santé, O";
constexpr std::string_view kState = "IGC-Santé, ST";
constexpr std::string_view kEntity = "IGC-Santé, O, ST";

constexpr Check kChecks[] = {
    {.rule = {"NAME-CUT", Severity::info, kOrganisation}, .site = name_cut},
    {.rule = {"NAME-TOO-LONG", Severity::warning, kOrganisation}, .site = name_too_long},
    {.rule = {"NAME-ACCENTS", Severity::info, kOrganisation}, .site = name_accents},
    {.rule = {"NAME-CHARACTER", Severity::error, kOrganisation, true}, .site = name_character},
    {.rule = {"DEPARTMENT-UNKNOWN", Severity::error, kState, true}, .site = department_unknown},
    {.rule = {"DEPARTMENT-DIFFERS", Severity::warning, kState}, .site = department_differs},
    {.rule = {"ENTITY-NAMES-DIFFER", Severity::error, kEntity, true}, .site = entity_names_differ},
    {.rule = {"ENTITY-ELSEWHERE", Severity::error, kEntity}, .site = entity_elsewhere},
};

}  // namespace

std::span<const Check> naming_checks() { return kChecks; }

}  // namespace dmp::check
