#include <algorithm>
#include <array>
#include <set>

#include "dmp/base/utf8.hpp"
#include "dmp/csr/detail/request_judge.hpp"
#include "dmp/model/structure_id.hpp"
#include "dmp/policy/service.hpp"

// The subject, which the authority composes: C, ST, O, OU, CN.
namespace dmp::csr::detail {
namespace {

using Attributes = std::vector<model::NameAttribute>;

constexpr std::array<std::string_view, 5> kOrder = {"C", "ST", "O", "OU", "CN"};
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
    judge.add("REQUEST-SUBJECT-MISSING", is_needed ? Severity::error : Severity::warning,
              {arg("attributes", listed(missing))}, kSubject);
  }
  if (!repeated.empty()) {
    judge.add("REQUEST-SUBJECT-REPEATED", Severity::error, {arg("attributes", listed(repeated))},
              kSubject);
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
    judge.add("REQUEST-SUBJECT-ATTRIBUTES", Severity::warning, {arg("attributes", listed(others))},
              kSubject);
  }
  if (is_multivalued) {
    judge.add("REQUEST-SUBJECT-MULTIVALUED", Severity::warning, {}, kSubject);
  }
  if (!std::ranges::is_sorted(ranks)) {
    judge.add("REQUEST-SUBJECT-ORDER", Severity::warning, {arg("found", listed(found))}, kSubject);
  }
  if (!types.empty()) {
    judge.add("REQUEST-SUBJECT-STRING-TYPE", Severity::warning, {arg("found", listed(types))},
              kSubject);
  }
}

void judge_place(const model::DistinguishedName& name, Judge& judge) {
  if (!name.country.empty() && name.country != "FR") {
    judge.add("REQUEST-SUBJECT-COUNTRY", Severity::warning, {arg("found", name.country)},
              "IGC-Santé, C");
  }
  if (!name.locality.empty()) {
    judge.add("REQUEST-SUBJECT-LOCALITY", Severity::error, {arg("value", name.locality)}, kSubject);
  }
  if (const auto length = count_characters(name.organisation); length > x509::kOrganisationCut) {
    judge.add("REQUEST-SUBJECT-O-LONG", Severity::warning,
              {arg("length", length), arg("limit", x509::kOrganisationCut)}, "IGC-Santé, O");
  }
}

void judge_unit(const std::string& unit, Judge& judge) {
  const auto parsed = model::StructureId::parse(unit);
  if (parsed && parsed->value.text() == unit) {
    return;
  }
  Args args = {arg("unit", unit)};
  if (parsed) {
    args.push_back(arg_text("reason", "csr.verify.ou.spelling"));
    args.push_back(arg("expected", parsed->value.text()));
  } else {
    // The reason's own values are beside it, since it is rendered with the same ones.
    args.insert(args.end(), parsed.error().args.begin(), parsed.error().args.end());
    args.push_back(arg_text("reason", parsed.error().id));
  }
  judge.add("REQUEST-SUBJECT-OU", Severity::error, std::move(args), "IGC-Santé, OU");
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
  constexpr std::string_view kReference = "ANS 30/09/2021, 6";
  if (const auto length = count_characters(name); length > x509::kNameBound) {
    judge.add("REQUEST-SUBJECT-CN-LONG", Severity::error,
              {arg("length", length), arg("limit", x509::kNameBound)}, "X.520");
  }
  if (const auto strange = strange_characters(name); !strange.empty()) {
    judge.add("REQUEST-SUBJECT-CN-CHARACTERS", Severity::warning,
              {arg("value", name), arg("characters", strange)}, kReference);
  }
  if (name == expected) {
    return;
  }
  std::vector<std::string> known;
  for (const auto& [usage, service] : judge.policy().service_names) {
    known.push_back(service);
  }
  if (std::ranges::find(known, name) == known.end() && !policy::is_insi(name)) {
    judge.add("REQUEST-SUBJECT-CN-SERVICE", Severity::warning,
              {arg("value", name), arg("known", listed(known))}, kReference);
  }
}

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

}  // namespace dmp::csr::detail
