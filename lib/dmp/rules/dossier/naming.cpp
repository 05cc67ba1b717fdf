#include <algorithm>

#include "dmp/base/utf8.hpp"
#include "dmp/model/department.hpp"
#include "dmp/rules/detail/engine.hpp"
#include "dmp/x509/name.hpp"

// What the authority writes into the subject of the certificates: O and ST.
namespace dmp::rules::detail {
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
  if (!name.empty() && !status && status.error().reason == Reason::wrong_character) {
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

constexpr std::string_view kOrganisation = "IGC-Santé, O";
constexpr std::string_view kState = "IGC-Santé, ST";

constexpr Check kChecks[] = {
    {.rule =
         {"NAME-CUT",
          Severity::info,
          kOrganisation,
          {"the name has {length} characters; certificates will contain the first 40: \"{cut}\"",
           "la dénomination compte {length} caractères ; les certificats contiendront les 40 "
           "premiers : « {cut} »",
           "Nothing to do: requests are cut in the same way as the authority does.",
           "Rien à faire : les demandes sont coupées de la même façon que par l'autorité."}},
     .site = name_cut},
    {.rule = {"NAME-TOO-LONG",
              Severity::warning,
              kOrganisation,
              {"the name has {length} characters; a certificate can hold at most 64",
               "la dénomination compte {length} caractères ; un certificat en contient au plus 64",
               "Check that it is the name in the FINESS register (raison sociale); certificates "
               "will contain \"{cut}\".",
               "Vérifier que c'est la raison sociale du répertoire FINESS ; les certificats "
               "contiendront « {cut} »."}},
     .site = name_too_long},
    {.rule = {"NAME-ACCENTS",
              Severity::info,
              kOrganisation,
              {"the name contains characters outside ASCII, which the national directory may write "
               "differently",
               "la dénomination contient des caractères hors ASCII, que l'annuaire national peut "
               "écrire autrement",
               "Compare it with the FINESS register: O of the certificate may differ.",
               "La comparer au répertoire FINESS : le O du certificat peut différer."}},
     .site = name_accents},
    {.rule =
         {"NAME-CHARACTER",
          Severity::error,
          kOrganisation,
          {"character {position} of the name is not allowed in a certificate",
           "le caractère n° {position} de la dénomination n'est pas admis dans un certificat",
           "Type the name again: it was probably copied together with an invisible character.",
           "Ressaisir la dénomination : elle a sans doute été copiée avec un caractère invisible."},
          true},
     .site = name_character},
    {.rule =
         {"DEPARTMENT-UNKNOWN",
          Severity::error,
          kState,
          {"\"{value}\" is not a known department", "« {value} » n'est pas un département connu",
           "Write \"department\" as its usual code, for example \"01\", \"2A\" or \"974\".",
           "Indiquer « department » par son code usuel, par exemple « 01 », « 2A » ou « 974 »."},
          true},
     .site = department_unknown},
    {.rule =
         {"DEPARTMENT-DIFFERS",
          Severity::warning,
          kState,
          {"the department is {department}, but FINESS number {value} belongs to {expected}",
           "le département est {department}, mais le numéro FINESS {value} relève de {expected}",
           "Correct the wrong one: requests will contain {department}.",
           "Corriger celui qui est erroné : les demandes contiendront {department}."}},
     .site = department_differs},
};

}  // namespace

Checks naming_checks() { return kChecks; }

}  // namespace dmp::rules::detail
