#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/model/words.hpp"

/// One edition of the procedure as data. The built-in ones are `ans-2021-09-30` (the procedure word
/// for word) and `ans-2023` (what later guides changed, with source and certainty of each point).
namespace dmp::policy {

/// Deviation tells why an edition differs from the procedure of 30/09/2021 on one value.
struct Deviation {
  std::string field;      ///< JSON pointer in the policy document.
  std::string source;     ///< Where it was read.
  std::string certainty;  ///< "official", "secondary", "inference"; "local" for a user's file.

  bool operator==(const Deviation&) const = default;
};

struct Policy {
  std::string name;
  std::string title;
  std::optional<Date> published_on;  ///< Day of the edition's text.
  /// Service applicatif per usage (procedure 6).
  std::map<model::Usage, std::string> service_names;
  /// Usages that a site needs for indirect authentication (procedure 3).
  std::vector<model::Usage> required_usages;
  /// The FINESS number that certificates carry, from `finess_kind_from` on (procedure 4.1).
  model::FinessKind finess_kind = model::FinessKind::geographic;
  std::optional<Date> finess_kind_from;
  /// "site" or "legal-entity": who holds the adhesion contract (procedure 4.2).
  bool contract_per_site = true;
  /// Where form 413 goes (procedure 4.6, 5); empty when the edition knows no address in service.
  std::string client_service_email;
  std::string form_413_url;
  /// Portal where administrators are now named instead of form 413; empty when there is none.
  std::string habilitation_portal;
  std::string portal_url;        ///< Order platform (procedure 6).
  std::string portal_login_url;  ///< Its authentication front.
  std::string portal_manual_url;
  std::string project_statement;  ///< Form 413 part 4.2, "précisions".
  std::string offer;              ///< Form 413 part 4.3 and the portal's offer.
  int validity_months = 36;       ///< Procedure 7.
  int renewal_notice_days = 60;   ///< ANS's mail before the end.
  int order_lead_days = 60;       ///< Time that an order takes, from form to certificate.
  int warn_days = 90;
  int critical_days = 30;
  /// Severity of rules that this edition sets; the catalogue's own severity otherwise.
  std::map<std::string, Severity, std::less<>> severities;
  std::vector<Deviation> deviations;

  /// service_name returns the service applicatif for a usage, or "" when the edition names none.
  [[nodiscard]] std::string service_name(model::Usage usage) const;
  /// severity_of returns the severity of a rule under this edition.
  [[nodiscard]] Severity severity_of(std::string_view rule, Severity usual) const;

  bool operator==(const Policy&) const = default;
};

/// builtin_policies lists the editions in the binary; the first one is the default.
std::span<const Policy> builtin_policies();

/// find_policy returns a built-in edition by name, or nullptr.
const Policy* find_policy(std::string_view name);

}  // namespace dmp::policy
