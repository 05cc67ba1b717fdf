#include <algorithm>
#include <array>
#include <set>

#include "dmp/base/utf8.hpp"
#include "dmp/model/department.hpp"
#include "dmp/rules/detail/certificate.hpp"
#include "dmp/x509/name.hpp"

// The subject, which the authority composes: C, ST, O, OU, CN.
namespace dmp::rules::detail {
namespace {

constexpr std::array<std::string_view, 5> kOrder = {"C", "ST", "O", "OU", "CN"};

const std::vector<model::NameAttribute>& subject_of(const Held& held) {
  return held.facts.profile.subject;
}

bool has(const Held& held, std::string_view type) {
  const auto& subject = subject_of(held);
  return std::ranges::find(subject, type, &model::NameAttribute::type) != subject.end();
}

void locality(const Held& held, Faults& out) {
  if (has(held, "L")) {
    out.push_back({arg("value", held.facts.subject.locality)});
  }
}

void attributes(const Held& held, Faults& out) {
  std::vector<std::string> others;
  for (const auto& each : subject_of(held)) {
    const bool known = each.type == "L" || std::ranges::find(kOrder, each.type) != kOrder.end();
    if (!known && std::ranges::find(others, each.type) == others.end()) {
      others.push_back(each.type);
    }
  }
  if (!others.empty()) {
    out.push_back({arg("attributes", listed(others))});
  }
}

void missing(const Held& held, Faults& out) {
  // Without OU or CN other rules speak, and L= instead of ST= has one of its own.
  std::vector<std::string> absent;
  for (const std::string_view type : {"C", "ST", "O"}) {
    if (!has(held, type) && !(type == "ST" && has(held, "L"))) {
      absent.emplace_back(type);
    }
  }
  if (!absent.empty()) {
    out.push_back({arg("attributes", listed(absent))});
  }
}

void multivalued(const Held& held, Faults& out) {
  std::set<int> seen;
  for (const auto& each : subject_of(held)) {
    if (!seen.insert(each.rdn).second) {
      out.push_back({arg("attribute", each.type)});
      return;
    }
  }
}

void order(const Held& held, Faults& out) {
  std::vector<std::string> found;
  std::vector<std::ptrdiff_t> ranks;
  for (const auto& each : subject_of(held)) {
    const auto* at = std::ranges::find(kOrder, each.type);
    if (at != kOrder.end()) {
      found.push_back(each.type);
      ranks.push_back(at - kOrder.begin());
    }
  }
  if (!std::ranges::is_sorted(ranks)) {
    out.push_back({arg("found", listed(found))});
  }
}

void encoding(const Held& held, Faults& out) {
  for (const auto& each : subject_of(held)) {
    const std::string_view expected = each.type == "C" ? "PrintableString" : "UTF8String";
    const bool known = std::ranges::find(kOrder, each.type) != kOrder.end();
    if (known && each.string_type != expected) {
      out.push_back(
          {arg("attribute", each.type), arg("found", each.string_type), arg("expected", expected)});
      return;
    }
  }
}

/// The VIHF names its issuer by the subject, where such spaces have to be escaped and seldom are.
void spaces(const Held& held, Faults& out) {
  for (const auto& each : subject_of(held)) {
    // Nothing but spaces is as good as missing, which other rules tell.
    const auto usual = x509::normal_spaces(each.value);
    if (each.value != usual && !usual.empty()) {
      out.push_back({arg("attribute", each.type), arg("value", each.value)});
    }
  }
}

void country(const Held& held, Faults& out) {
  const auto& found = held.facts.subject.country;
  if (!found.empty() && found != "FR") {
    out.push_back({arg("found", found)});
  }
}

void state_unknown(const Held& held, Faults& out) {
  const auto state = x509::normal_spaces(held.facts.subject.state);
  if (!state.empty() && std::ranges::none_of(model::departments(), [&](const auto& each) {
        return each.state_label() == state;
      })) {
    out.push_back({arg("value", held.facts.subject.state)});
  }
}

void units_several(const Held& held, Faults& out) {
  if (held.facts.subject.units.size() > 1) {
    out.push_back({arg("value", listed(held.facts.subject.units))});
  }
}

void unit_invalid(const Held& held, Faults& out) {
  const auto parsed = model::StructureId::parse(held.facts.structure());
  if (!parsed) {
    // The reason's own values are beside it, since it is rendered with the same ones.
    auto args = parsed.error().args;
    args.push_back(arg_text("reason", parsed.error().id));
    args.push_back(arg("unit", held.facts.structure()));
    out.push_back(std::move(args));
  } else if (parsed->value.text() != held.facts.structure()) {
    // It is copied as it is into the VIHF, where nothing is forgiven.
    out.push_back({arg_text("reason", "rules.certificate.spelling"),
                   arg("expected", parsed->value.text()), arg("unit", held.facts.structure())});
  }
}

void organisation_long(const Held& held, Faults& out) {
  const auto length = count_characters(held.facts.subject.organisation);
  if (length > x509::kOrganisationCut) {
    out.push_back({arg("length", length), arg("limit", x509::kOrganisationCut)});
  }
}

constexpr std::string_view kSubject = "IGC-Santé, subject";

constexpr Check kChecks[] = {
    {.rule =
         {"CERT-SUBJECT-LOCALITY",
          Severity::error,
          kSubject,
          {"{certificate}: its subject contains L={value}, which marks an old GIP-CPS \"class 4\" "
           "certificate",
           "{certificate} : son sujet contient L={value}, signe d'un ancien certificat GIP-CPS « "
           "classe 4 »",
           "That authority no longer exists: order a certificate of the IGC-Santé, which has ST "
           "instead.",
           "Cette autorité n'existe plus : commander un certificat de l'IGC-Santé, qui porte ST."}},
     .certificate = locality},
    {.rule = {"CERT-SUBJECT-ATTRIBUTES",
              Severity::warning,
              kSubject,
              {"{certificate}: its subject contains attributes that the IGC-Santé never uses: "
               "{attributes}",
               "{certificate} : son sujet contient des attributs que l'IGC-Santé n'utilise jamais "
               ": {attributes}",
               "Check that it comes from the IGC-Santé portal.",
               "Vérifier qu'il vient de la plateforme IGC-Santé."}},
     .certificate = attributes},
    {.rule = {"CERT-SUBJECT-MISSING",
              Severity::warning,
              kSubject,
              {"{certificate}: attributes are missing from its subject: {attributes}",
               "{certificate} : des attributs manquent dans son sujet : {attributes}",
               "Check that it comes from the IGC-Santé portal.",
               "Vérifier qu'il vient de la plateforme IGC-Santé."}},
     .certificate = missing},
    {.rule = {"CERT-SUBJECT-MULTIVALUED",
              Severity::warning,
              kSubject,
              {"{certificate}: {attribute} of its subject shares a multi-valued RDN with another "
               "attribute",
               "{certificate} : l'attribut {attribute} de son sujet partage un RDN à plusieurs "
               "valeurs avec un autre attribut",
               "Several libraries cannot handle this: test your DMP software with it before "
               "production.",
               "Plusieurs bibliothèques logicielles ne savent pas le lire : tester le logiciel DMP "
               "avec ce certificat avant la mise en production."}},
     .certificate = multivalued},
    {.rule = {"CERT-SUBJECT-ORDER",
              Severity::info,
              kSubject,
              {"{certificate}: the attributes of its subject are in an unusual order: {found}",
               "{certificate} : les attributs de son sujet sont dans un ordre inhabituel : {found}",
               "Software that compares names as text will not recognise it: have it compare "
               "attribute by attribute.",
               "Un logiciel qui compare les noms comme du texte ne le reconnaîtra pas : lui faire "
               "comparer attribut par attribut."}},
     .certificate = order},
    {.rule =
         {"CERT-SUBJECT-ENCODING",
          Severity::info,
          kSubject,
          {"{certificate}: {attribute} of its subject is encoded as {found} instead of {expected}",
           "{certificate} : l'attribut {attribute} de son sujet est codé en {found} au lieu de "
           "{expected}",
           "Nothing to do, unless some software compares names byte by byte.",
           "Rien à faire, sauf si un logiciel compare les noms octet par octet."}},
     .certificate = encoding},
    {.rule = {"CERT-SUBJECT-SPACES",
              Severity::warning,
              "RFC 4514, 2.4",
              {"{certificate}: {attribute} of its subject, \"{value}\", has leading, trailing, "
               "repeated or unusual spaces",
               "{certificate} : l'attribut {attribute} de son sujet, « {value} », a des espaces au "
               "début, à la fin, répétées ou inhabituelles",
               "Order it again with the right name; until then, check that your software escapes "
               "them in the Issuer of the VIHF.",
               "Le commander de nouveau avec le bon nom ; d'ici là, vérifier que le logiciel "
               "échappe ces espaces dans l'Issuer du VIHF."}},
     .certificate = spaces},
    {.rule = {"CERT-COUNTRY",
              Severity::warning,
              "IGC-Santé, C",
              {"{certificate}: its country is \"{found}\", not FR",
               "{certificate} : son pays est « {found} » et non FR",
               "Check that it comes from the IGC-Santé portal.",
               "Vérifier qu'il vient de la plateforme IGC-Santé."}},
     .certificate = country},
    {.rule = {"CERT-STATE-UNKNOWN",
              Severity::info,
              "IGC-Santé, ST",
              {"{certificate}: its ST \"{value}\" is not a department as the IGC-Santé writes it",
               "{certificate} : son ST « {value} » n'est pas un département tel que l'IGC-Santé "
               "l'écrit",
               "The usual form is \"Ain (01)\". In your software, copy the certificate's spelling "
               "all the same.",
               "La forme habituelle est « Ain (01) ». Dans le logiciel, recopier tout de même "
               "celle du certificat."}},
     .certificate = state_unknown},
    {.rule = {"CERT-OU-SEVERAL",
              Severity::error,
              "IGC-Santé, OU",
              {"{certificate}: its subject has several OU: {value}",
               "{certificate} : son sujet a plusieurs OU : {value}",
               "The DMP reads the OU as the structure's identifier, so there can be only one: "
               "order it again.",
               "Le DMP lit l'OU comme l'identifiant de la structure, qui doit être unique : le "
               "commander de nouveau."}},
     .certificate = units_several},
    {.rule = {"CERT-OU-INVALID",
              Severity::error,
              "IGC-Santé, OU",
              {"{certificate}: its OU \"{unit}\" is not a structure identifier: {reason}",
               "{certificate} : son OU « {unit} » n'est pas un identifiant de structure : {reason}",
               "The OU is 1 followed by a FINESS number, or 3 followed by a SIRET: have the ANS "
               "directory corrected, then order again.",
               "L'OU est 1 suivi du FINESS, ou 3 suivi du SIRET : faire corriger l'annuaire de "
               "l'ANS, puis commander de nouveau."}},
     .certificate = unit_invalid,
     .installing = Severity::error},
    {.rule = {"CERT-O-LONG",
              Severity::warning,
              "IGC-Santé, O",
              {"{certificate}: its O has {length} characters; the IGC-Santé cuts it after {limit}",
               "{certificate} : son O compte {length} caractères ; l'IGC-Santé le coupe à {limit}",
               "Check that it comes from the IGC-Santé portal.",
               "Vérifier qu'il vient de la plateforme IGC-Santé."}},
     .certificate = organisation_long},
};

}  // namespace

Checks subject_checks() { return kChecks; }

}  // namespace dmp::rules::detail
