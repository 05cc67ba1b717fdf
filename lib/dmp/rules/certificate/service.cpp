#include "dmp/policy/service.hpp"

#include <algorithm>

#include "dmp/base/utf8.hpp"
#include "dmp/rules/detail/certificate.hpp"
#include "dmp/x509/name.hpp"

// The CN: the service applicatif, which is the requester's choice within limits.
namespace dmp::rules::detail {
namespace {

const std::string& service_of(const Held& held) { return held.facts.subject.common_name; }

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool looks_like_insi(std::string_view service) {
  constexpr std::string_view kStart = "INSI";
  return service.size() >= kStart.size() &&
         std::ranges::equal(service.substr(0, kStart.size()), kStart, {}, upper);
}

bool is_for_insi(const Held& held) {
  return held.question.service == Service::insi ||
         (held.question.service == Service::any && looks_like_insi(service_of(held)));
}

void empty(const Held& held, Faults& out) {
  if (service_of(held).find_first_not_of(' ') == std::string::npos) {
    out.emplace_back();
  }
}

void too_long(const Held& held, Faults& out) {
  const auto length = count_characters(service_of(held));
  if (length > x509::kNameBound) {
    out.push_back({arg("length", length), arg("limit", x509::kNameBound)});
  }
}

void characters(const Held& held, Faults& out) {
  const auto is_usual = [](char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
           c == '.' || c == '_' || c == '-';
  };
  const auto& service = service_of(held);
  std::vector<std::string> found;
  for (std::size_t at = 0; at < service.size();) {
    const auto start = at;
    if (!is_usual(code_point_at(service, at))) {
      auto character = service.substr(start, at - start);
      if (std::ranges::find(found, character) == found.end()) {
        found.push_back(std::move(character));
      }
    }
  }
  if (!found.empty()) {
    out.push_back({arg("characters", listed(found))});
  }
}

void not_of_policy(const Held& held, Faults& out) {
  const auto expected = held.order != nullptr ? held.order->service
                                              : held.question.policy.service_name(held.facts.usage);
  const auto found = x509::normal_spaces(service_of(held));
  if (!expected.empty() && !found.empty() && (held.order != nullptr || !is_for_insi(held)) &&
      x509::normal_spaces(expected) != found) {
    out.push_back({arg("found", found), arg("expected", expected)});
  }
}

void insi(const Held& held, Faults& out) {
  if (held.is_organisation() && is_for_insi(held) && !policy::is_insi(service_of(held))) {
    out.push_back({arg("found", service_of(held))});
  }
}

constexpr std::string_view kName = "IGC-Santé, CN";

constexpr Check kChecks[] = {
    {.rule = {"CERT-CN-EMPTY",
              Severity::error,
              kName,
              {"{certificate}: its CN, the application service (service applicatif), is empty",
               "{certificate} : son CN, le service applicatif, est vide",
               "Order it again with the application service that the procedure prescribes.",
               "Le commander de nouveau avec le service applicatif imposé par la procédure."}},
     .certificate = empty},
    {.rule = {"CERT-CN-LONG",
              Severity::warning,
              "X.520, ub-common-name",
              {"{certificate}: its CN has {length} characters; at most {limit} are allowed",
               "{certificate} : son CN compte {length} caractères ; {limit} au plus sont admis",
               "Order it again with a shorter application service.",
               "Le commander de nouveau avec un service applicatif plus court."}},
     .certificate = too_long},
    {.rule = {"CERT-CN-CHARACTERS",
              Severity::warning,
              kName,
              {"{certificate}: its CN contains unusual characters: {characters}",
               "{certificate} : son CN contient des caractères inhabituels : {characters}",
               "Look for a typing error. Letters, digits, spaces, full stops, hyphens and "
               "underscores are safe.",
               "Chercher une faute de frappe. Lettres, chiffres, espaces, points, tirets et tirets "
               "bas sont sans risque."}},
     .certificate = characters},
    {.rule =
         {"CERT-CN-POLICY",
          Severity::warning,
          "ANS 30/09/2021, 6",
          {"{certificate}: its application service is \"{found}\"; \"{expected}\" is expected",
           "{certificate} : son service applicatif est « {found} » ; « {expected} » est attendu",
           "The procedure prescribes this name; order the certificate again if the DMP refuses it.",
           "La procédure impose ce nom ; commander de nouveau le certificat si le DMP le refuse."}},
     .certificate = not_of_policy,
     .installing = Severity::info},
    {.rule = {"CERT-CN-INSI",
              Severity::error,
              "INSi, DESIR_560",
              {"{certificate}: INSi accepts only INSI-AUTO and INSI-MANU, not \"{found}\"",
               "{certificate} : INSi n'accepte que INSI-AUTO et INSI-MANU, et non « {found} »",
               "Order it again with exactly that name: capitals and the hyphen matter.",
               "Le commander de nouveau avec exactement ce nom : les majuscules et le tiret "
               "comptent."}},
     .certificate = insi},
};

}  // namespace

Checks service_checks() { return kChecks; }

}  // namespace dmp::rules::detail
