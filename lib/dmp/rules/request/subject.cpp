#include <algorithm>
#include <array>
#include <set>

#include "dmp/base/utf8.hpp"
#include "dmp/model/structure_id.hpp"
#include "dmp/policy/service.hpp"
#include "dmp/rules/detail/request.hpp"

// The subject, which the authority composes: C, ST, O, OU, CN.
namespace dmp::rules::detail {
namespace {

using Attributes = std::vector<model::NameAttribute>;

constexpr std::array<std::string_view, 5> kOrder = {"C", "ST", "O", "OU", "CN"};
constexpr std::string_view kService = "ANS 30/09/2021, 6";
constexpr std::string_view kSubject = "IGC-Santé, subject";

bool is_known(std::string_view type) { return std::ranges::find(kOrder, type) != kOrder.end(); }

std::ptrdiff_t count(const Attributes& subject, std::string_view type) {
  return std::ranges::count(subject, type, &model::NameAttribute::type);
}

void judge_presence(const Attributes& subject, Judge& judge) {
  std::vector<std::string> missing;
  std::vector<std::string> repeated;
  for (const auto type : kOrder) {
    const auto times = count(subject, type);
    // L= instead of ST= has a rule of its own.
    if (times == 0 && !(type == "ST" && count(subject, "L") > 0)) {
      missing.emplace_back(type);
    }
    if (times > 1) {
      repeated.emplace_back(type);
    }
  }
  if (!missing.empty()) {
    const bool is_needed = count(subject, "OU") == 0 || count(subject, "CN") == 0;
    judge.add("REQUEST-SUBJECT-MISSING", {arg("attributes", listed(missing))},
              is_needed ? Severity::error : Severity::warning);
  }
  if (!repeated.empty()) {
    judge.add("REQUEST-SUBJECT-REPEATED", {arg("attributes", listed(repeated))});
  }
}

void judge_form(const Attributes& subject, Judge& judge) {
  std::vector<std::string> others;
  std::vector<std::string> found;
  std::vector<std::ptrdiff_t> ranks;
  std::vector<std::string> types;
  std::set<int> rdns;
  bool is_multivalued = false;
  for (const auto& each : subject) {
    is_multivalued = !rdns.insert(each.rdn).second || is_multivalued;
    if (!is_known(each.type)) {
      if (each.type != "L" && std::ranges::find(others, each.type) == others.end()) {
        others.push_back(each.type);
      }
      continue;
    }
    found.push_back(each.type);
    ranks.push_back(std::ranges::find(kOrder, each.type) - kOrder.begin());
    const std::string_view expected = each.type == "C" ? "PrintableString" : "UTF8String";
    if (each.string_type != expected) {
      types.push_back(each.type + ": " + each.string_type);
    }
  }
  if (!others.empty()) {
    judge.add("REQUEST-SUBJECT-ATTRIBUTES", {arg("attributes", listed(others))});
  }
  if (is_multivalued) {
    judge.add("REQUEST-SUBJECT-MULTIVALUED");
  }
  if (!std::ranges::is_sorted(ranks)) {
    judge.add("REQUEST-SUBJECT-ORDER", {arg("found", listed(found))});
  }
  if (!types.empty()) {
    judge.add("REQUEST-SUBJECT-STRING-TYPE", {arg("found", listed(types))});
  }
}

void judge_place(const model::DistinguishedName& name, Judge& judge) {
  if (!name.country.empty() && name.country != "FR") {
    judge.add("REQUEST-SUBJECT-COUNTRY", {arg("found", name.country)});
  }
  if (!name.locality.empty()) {
    judge.add("REQUEST-SUBJECT-LOCALITY", {arg("value", name.locality)});
  }
  if (const auto length = count_characters(name.organisation); length > x509::kOrganisationCut) {
    judge.add("REQUEST-SUBJECT-O-LONG",
              {arg("length", length), arg("limit", x509::kOrganisationCut)});
  }
}

void judge_unit(const std::string& unit, Judge& judge) {
  const auto parsed = model::StructureId::parse(unit);
  if (parsed && parsed->value.text() == unit) {
    return;
  }
  Args args = {arg("unit", unit)};
  if (parsed) {
    args.push_back(arg_text("reason", "rules.request.ou.spelling"));
    args.push_back(arg("expected", parsed->value.text()));
  } else {
    // The reason's own values are beside it, since it is rendered with the same ones.
    args.insert(args.end(), parsed.error().args.begin(), parsed.error().args.end());
    args.push_back(arg_text("reason", parsed.error().id));
  }
  judge.add("REQUEST-SUBJECT-OU", std::move(args));
}

bool is_plain(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') ||
         c == U' ' || c == U'.' || c == U'_' || c == U'-';
}

/// The characters that a service applicatif should not have, each once, in their order.
std::string strange_characters(std::string_view text) {
  std::string strange;
  std::set<char32_t> seen;
  for (std::size_t at = 0; at < text.size();) {
    const auto start = at;
    const auto c = code_point_at(text, at);
    if (!is_plain(c) && seen.insert(c).second) {
      strange += text.substr(start, at - start);
    }
  }
  return strange;
}

void judge_service(const std::string& name, const std::string& expected, Judge& judge) {
  if (const auto length = count_characters(name); length > x509::kNameBound) {
    judge.add("REQUEST-SUBJECT-CN-LONG", {arg("length", length), arg("limit", x509::kNameBound)});
  }
  if (const auto strange = strange_characters(name); !strange.empty()) {
    judge.add("REQUEST-SUBJECT-CN-CHARACTERS", {arg("value", name), arg("characters", strange)});
  }
  if (name == expected) {
    return;
  }
  std::vector<std::string> known;
  for (const auto& [usage, service] : judge.policy().service_names) {
    known.push_back(service);
  }
  if (std::ranges::find(known, name) == known.end() && !policy::is_insi(name)) {
    judge.add("REQUEST-SUBJECT-CN-SERVICE", {arg("value", name), arg("known", listed(known))});
  }
}

constexpr Rule kRules[] = {
    {"REQUEST-SUBJECT-MISSING",
     Severity::warning,
     kSubject,
     {"attributes are missing from its subject: {attributes}",
      "des attributs manquent dans son sujet : {attributes}",
      "The IGC-Santé uses C, ST, O, OU and CN: make it again with all of them.",
      "L'IGC-Santé utilise C, ST, O, OU et CN : la refaire avec tous ces attributs."}},
    {"REQUEST-SUBJECT-ATTRIBUTES",
     Severity::warning,
     kSubject,
     {"its subject contains attributes that the IGC-Santé never uses: {attributes}",
      "son sujet contient des attributs que l'IGC-Santé n'utilise jamais : {attributes}",
      "Make it again with only C, ST, O, OU and CN.",
      "La refaire avec C, ST, O, OU et CN seulement."}},
    {"REQUEST-SUBJECT-REPEATED",
     Severity::error,
     kSubject,
     {"its subject has more than one {attributes}", "son sujet a plus d'un attribut {attributes}",
      "Make it again with exactly one each of C, ST, O, OU and CN.",
      "La refaire avec exactement un de chaque : C, ST, O, OU et CN."}},
    {"REQUEST-SUBJECT-MULTIVALUED",
     Severity::warning,
     kSubject,
     {"two attributes of its subject share one RDN",
      "deux attributs de son sujet partagent un même RDN",
      "Make it again with one attribute per RDN (without \"+\").",
      "La refaire avec un attribut par RDN (sans « + »)."}},
    {"REQUEST-SUBJECT-ORDER",
     Severity::warning,
     kSubject,
     {"the attributes of its subject are in an unusual order: {found}",
      "les attributs de son sujet sont dans un ordre inhabituel : {found}",
      "The IGC-Santé uses the order C, ST, O, OU, CN; give them to openssl req -subj in that "
      "order.",
      "L'IGC-Santé utilise l'ordre C, ST, O, OU, CN ; les donner dans cet ordre à openssl req "
      "-subj."}},
    {"REQUEST-SUBJECT-STRING-TYPE",
     Severity::warning,
     kSubject,
     {"its subject uses string types that the IGC-Santé does not: {found}",
      "son sujet utilise des types de chaîne que l'IGC-Santé n'utilise pas : {found}",
      "C should be a PrintableString and the others UTF8String (openssl req -utf8); the authority "
      "encodes them again.",
      "C devrait être une PrintableString et les autres des UTF8String (openssl req -utf8) ; "
      "l'autorité les recode."}},
    {"REQUEST-SUBJECT-COUNTRY",
     Severity::warning,
     "IGC-Santé, C",
     {"the country of its subject is \"{found}\", not FR",
      "le pays de son sujet est « {found} » et non FR", "Make it again with C=FR.",
      "La refaire avec C=FR."}},
    {"REQUEST-SUBJECT-LOCALITY",
     Severity::error,
     kSubject,
     {"its subject contains L={value}, which marks an old GIP-CPS \"class 4\" request",
      "son sujet contient L={value}, signe d'une ancienne demande GIP-CPS « classe 4 »",
      "That authority no longer exists: make it again with ST instead of L.",
      "Cette autorité n'existe plus : la refaire avec ST au lieu de L."}},
    {"REQUEST-SUBJECT-O-LONG",
     Severity::warning,
     "IGC-Santé, O",
     {"its O has {length} characters; the IGC-Santé cuts it after {limit}",
      "son O compte {length} caractères ; l'IGC-Santé le coupe à {limit}",
      "Nothing to do; the certificate will contain the first {limit}.",
      "Rien à faire ; le certificat contiendra les {limit} premiers."}},
    {"REQUEST-SUBJECT-OU",
     Severity::error,
     "IGC-Santé, OU",
     {"its OU \"{unit}\" is not a structure identifier: {reason}",
      "son OU « {unit} » n'est pas un identifiant de structure : {reason}",
      "The OU is 1 followed by a FINESS number, or 3 followed by a SIRET, and nothing else.",
      "L'OU est 1 suivi du FINESS, ou 3 suivi du SIRET, et rien d'autre."}},
    {"REQUEST-SUBJECT-CN-LONG",
     Severity::error,
     "X.520",
     {"its CN has {length} characters; at most {limit} are allowed",
      "son CN compte {length} caractères ; {limit} au plus sont admis",
      "Make it again with a shorter application service (service applicatif).",
      "La refaire avec un service applicatif plus court."}},
    {"REQUEST-SUBJECT-CN-CHARACTERS",
     Severity::warning,
     kService,
     {"its CN \"{value}\" contains unusual characters: {characters}",
      "son CN « {value} » contient des caractères inhabituels : {characters}",
      "Look for a typing error. Letters, digits, spaces, full stops, hyphens and underscores are "
      "safe.",
      "Chercher une faute de frappe. Lettres, chiffres, espaces, points, tirets et tirets bas sont "
      "sans risque."}},
    {"REQUEST-SUBJECT-CN-SERVICE",
     Severity::warning,
     kService,
     {"its CN \"{value}\" is not an application service (service applicatif) of the procedure: "
      "{known}",
      "son CN « {value} » n'est aucun des services applicatifs de la procédure : {known}",
      "For the DMP, make it again with exactly the right name; for another service, this is "
      "normal.",
      "Pour le DMP, la refaire avec exactement le bon nom ; pour un autre service, c'est normal."}},
};

}  // namespace

void judge_subject(const x509::Request& request, const std::string& service_name, Judge& judge) {
  const auto& name = request.subject;
  judge_presence(request.subject_attributes, judge);
  judge_form(request.subject_attributes, judge);
  judge_place(name, judge);
  // What is missing or there twice has been told.
  if (name.units.size() == 1) {
    judge_unit(name.units.front(), judge);
  }
  if (!name.common_name.empty()) {
    judge_service(name.common_name, service_name, judge);
  }
}

std::span<const Rule> request_subject_rules() { return kRules; }

}  // namespace dmp::rules::detail
