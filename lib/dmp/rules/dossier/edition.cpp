#include <algorithm>

#include "dmp/base/utf8.hpp"
#include "dmp/policy/service.hpp"
#include "dmp/rules/detail/engine.hpp"

// The edition that the dossier is checked against: what it leaves open, loosens or names otherwise.
namespace dmp::rules::detail {
namespace {

void before_edition(const Document& document, Violations& out) {
  const auto& published = document.policy.published_on;
  if (published && document.as_of < *published) {
    out.push_back({"",
                   {arg_day("date", document.as_of), arg_day("published", *published),
                    arg("policy", document.policy.name)}});
  }
}

/// A built-in edition that a later one replaced; a policy of the user's has reasons of its own.
void replaced(const Document& document, Violations& out) {
  const auto* known = policy::find_policy(document.policy.name);
  for (const auto& later : policy::builtin_policies()) {
    if (known != nullptr && later.published_on > known->published_on &&
        *later.published_on <= document.as_of) {
      out.push_back({"",
                     {arg("policy", known->name), arg("other", later.name),
                      arg_day("date", *later.published_on)}});
      return;
    }
  }
}

/// Adds the rules that the edition makes less severe than usual.
void add_loosened(const Document& document, bool firm, Violations& out) {
  for (const auto& rule : rules()) {
    const auto severity = document.policy.severity_of(rule.id, rule.severity);
    if (rule.firm == firm && severity > rule.severity) {
      out.push_back({"",
                     {arg("rule", rule.id),
                      arg_text("usual", "severity." + std::string(to_string(rule.severity))),
                      arg_text("severity", "severity." + std::string(to_string(severity))),
                      arg("policy", document.policy.name)}});
    }
  }
}

/// A rule that is less severe than usual is reported, so that nobody takes silence for a right
/// dossier.
void loosened(const Document& document, Violations& out) { add_loosened(document, false, out); }

void cannot_loosen(const Document& document, Violations& out) { add_loosened(document, true, out); }

void service_missing(const Document& document, Violations& out) {
  for (const auto usage : document.policy.required_usages) {
    if (document.policy.service_name(usage).empty()) {
      out.push_back({"", {arg("usage", to_string(usage)), arg("policy", document.policy.name)}});
    }
  }
}

using Kind = policy::ServiceMatch::Kind;

/// Such a name makes certificates that no service takes.
void service_confused(const Document& document, Violations& out) {
  for (const auto& [usage, name] : document.policy.service_names) {
    const auto match = policy::match_service(name, usage, document.policy);
    if (match.kind == Kind::misspelt || match.kind == Kind::other_usage) {
      out.push_back({"", {arg("usage", to_string(usage)), arg("value", name)}});
    }
  }
}

/// The names that the procedure makes imperative are those of the first built-in edition.
void service_other(const Document& document, Violations& out) {
  const auto& procedure = policy::builtin_policies().front();
  for (const auto& [usage, name] : document.policy.service_names) {
    const auto expected = procedure.service_name(usage);
    const auto kind = policy::match_service(name, usage, document.policy).kind;
    if (!expected.empty() && name != expected && kind != Kind::misspelt &&
        kind != Kind::other_usage) {
      out.push_back(
          {"", {arg("usage", to_string(usage)), arg("value", name), arg("expected", expected)}});
    }
  }
}

void statement_missing(const Document& document, Violations& out) {
  if (document.policy.project_statement.empty()) {
    out.push_back({"", {arg("policy", document.policy.name)}});
  }
}

bool is_seen_in_services(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ' ||
         c == '.' || c == '_' || c == '-';
}

void service_characters(const Document& document, Violations& out) {
  for (const auto& [usage, name] : document.policy.service_names) {
    if (!std::ranges::all_of(name, is_seen_in_services)) {
      out.push_back({"", {arg("usage", to_string(usage)), arg("value", name)}});
    }
  }
}

void service_too_long(const Document& document, Violations& out) {
  constexpr std::size_t kUpperBound = 64;  // X.520, ub-common-name
  for (const auto& [usage, name] : document.policy.service_names) {
    if (const auto length = count_characters(name); length > kUpperBound) {
      out.push_back(
          {"", {arg("usage", to_string(usage)), arg("length", length), arg("limit", kUpperBound)}});
    }
  }
}

constexpr std::string_view kNaming = "ANS 30/09/2021, 6";
constexpr std::string_view kCommonName = "IGC-Santé, CN";

constexpr Check kChecks[] = {
    {.rule = {"EDITION-LATER",
              Severity::warning,
              "ANS 30/09/2021",
              {"{date} is before {published}, when edition {policy} was published",
               "le {date} précède le {published}, date de publication de l'édition {policy}",
               "Use a later --as-of: the rules before that day are not known.",
               "Donner un --as-of postérieur : les règles antérieures à cette date ne sont pas "
               "connues."}},
     .document = before_edition},
    {.rule =
         {"EDITION-REPLACED",
          Severity::info,
          "dmpcert",
          {"edition {policy} was replaced by {other} on {date}",
           "l'édition {policy} a été remplacée par {other} le {date}",
           "Check against that one (--policy {other}), unless ANS still applies this one.",
           "Contrôler avec celle-ci (--policy {other}), sauf si l'ANS applique encore celle-là."}},
     .document = replaced,
     .said_anyway = true},
    {.rule =
         {"EDITION-LOOSENED",
          Severity::info,
          "dmpcert",
          {"edition {policy} lowers {rule} to {severity}; it is usually {usual}",
           "l'édition {policy} ramène {rule} au niveau {severity} ; le niveau habituel est {usual}",
           "Nothing to do if this is intended.", "Rien à faire si c'est voulu."}},
     .document = loosened},
    {.rule = {"EDITION-FIRM",
              Severity::warning,
              "dmpcert",
              {"edition {policy} lowers {rule} to {severity}; it remains {usual} where no order or "
               "form 413 can be made",
               "l'édition {policy} ramène {rule} au niveau {severity} ; le niveau reste {usual} "
               "quand aucune commande ou aucun formulaire 413 n'est possible",
               "Remove it from \"severities\" of the edition.",
               "Le retirer de « severities » de l'édition."}},
     .document = cannot_loosen},
    {.rule = {"SERVICE-NAME-MISSING",
              Severity::error,
              kNaming,
              {"edition {policy} requires {usage} but does not name its application service "
               "(service applicatif)",
               "l'édition {policy} exige {usage} mais n'en nomme pas le service applicatif",
               "Name it in \"service_names\" of the edition.",
               "Le nommer dans « service_names » de l'édition."},
              true},
     .document = service_missing},
    {.rule =
         {"STATEMENT-MISSING",
          Severity::error,
          "ANS 30/09/2021, 5 (4.2)",
          {"edition {policy} does not say what form 413 declares about the project (part 4.2)",
           "l'édition {policy} ne dit pas ce que le formulaire 413 déclare du projet (partie 4.2)",
           "Write it as \"project_statement\" in the file given with --policy.",
           "L'indiquer dans « project_statement » du fichier donné avec --policy."},
          true},
     .document = statement_missing},
    {.rule = {"SERVICE-NAME-CONFUSED",
              Severity::error,
              kNaming,
              {"the application service of {usage}, \"{value}\", is a prescribed name spelt "
               "differently, or that of another usage",
               "le service applicatif de {usage}, « {value} », est un nom imposé écrit autrement, "
               "ou celui d'un autre usage",
               "Write it in \"service_names\" of the edition exactly as the procedure does.",
               "L'écrire dans « service_names » de l'édition exactement comme la procédure."},
              true},
     .document = service_confused},
    {.rule =
         {"SERVICE-NAME-OTHER",
          Severity::warning,
          kNaming,
          {"the application service of {usage} is \"{value}\"; the procedure prescribes "
           "\"{expected}\"",
           "le service applicatif de {usage} est « {value} » ; la procédure impose « {expected} »",
           "Use the procedure's name, unless the certificate also serves other services and ANS "
           "agrees.",
           "Reprendre le nom de la procédure, sauf si le certificat sert aussi à d'autres services "
           "et que l'ANS est d'accord."}},
     .document = service_other},
    {.rule =
         {"SERVICE-NAME-CHARACTERS",
          Severity::warning,
          kCommonName,
          {"the application service of {usage}, \"{value}\", contains characters that no known "
           "certificate contains",
           "le service applicatif de {usage}, « {value} », contient des caractères qu'aucun "
           "certificat connu ne contient",
           "Use only unaccented letters, digits, spaces, full stops, hyphens and underscores.",
           "N'utiliser que lettres sans accent, chiffres, espaces, points, tirets et tirets bas."}},
     .document = service_characters},
    {.rule = {"SERVICE-NAME-TOO-LONG",
              Severity::error,
              kCommonName,
              {"the application service of {usage} has {length} characters; a certificate can hold "
               "at most {limit}",
               "le service applicatif de {usage} compte {length} caractères ; un certificat en "
               "contient au plus {limit}",
               "Shorten it in \"service_names\" of the edition.",
               "Le raccourcir dans « service_names » de l'édition."},
              true},
     .document = service_too_long},
};

}  // namespace

Checks edition_checks() { return kChecks; }

}  // namespace dmp::rules::detail
