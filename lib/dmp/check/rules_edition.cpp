#include <algorithm>

#include "dmp/check/engine.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/policy/service.hpp"

// The edition that the dossier is checked against: what it leaves open, loosens or names otherwise.
namespace dmp::check {
namespace {

void before_edition(const Document& document, Violations& out) {
  const auto& published = document.policy.published_on;
  if (published && document.as_of < *published) {
    out.push_back(
        {"",
         {arg("date", format_date(document.as_of)), arg("published", format_date(*published)),
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
                      arg("date", format_date(*later.published_on))}});
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
    {.rule = {"EDITION-LATER", Severity::warning, "ANS 30/09/2021"}, .document = before_edition},
    {.rule = {"EDITION-REPLACED", Severity::info, "policy"}, .document = replaced},
    {.rule = {"EDITION-LOOSENED", Severity::info, "policy"}, .document = loosened},
    {.rule = {"EDITION-FIRM", Severity::warning, "policy"}, .document = cannot_loosen},
    {.rule = {"SERVICE-NAME-MISSING", Severity::error, kNaming, true}, .document = service_missing},
    {.rule = {"STATEMENT-MISSING", Severity::error, "ANS 30/09/2021, 5 (4.2)", true},
     .document = statement_missing},
    {.rule = {"SERVICE-NAME-CONFUSED", Severity::error, kNaming, true},
     .document = service_confused},
    {.rule = {"SERVICE-NAME-OTHER", Severity::warning, kNaming}, .document = service_other},
    {.rule = {"SERVICE-NAME-CHARACTERS", Severity::warning, kCommonName},
     .document = service_characters},
    {.rule = {"SERVICE-NAME-TOO-LONG", Severity::error, kCommonName, true},
     .document = service_too_long},
};

}  // namespace

std::span<const Check> edition_checks() { return kChecks; }

}  // namespace dmp::check
