#include "dmp/install/detail/judge.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "dmp/model/carrier.hpp"
#include "dmp/model/structure_id.hpp"
#include "dmp/rules/certificates.hpp"
#include "dmp/rules/people.hpp"

namespace dmp::install::detail {
namespace {

using model::carries;
using model::StructureId;

constexpr std::string_view kUsagesReference = "ANS 30/09/2021, 3";

/// The identifier in its normal form, or nothing when it is none.
std::optional<StructureId> structure_of(const model::CertificateFacts& facts) {
  auto parsed = StructureId::parse(facts.structure());
  return parsed ? std::optional(std::move(parsed->value)) : std::nullopt;
}

/// The two usages that the DMP takes come together, and are mistaken for each other.
bool is_swapped(model::Usage ordered, model::Usage found) {
  using enum model::Usage;
  return (ordered == auth_cli && found == sign) || (ordered == sign && found == auth_cli);
}

/// Judge adds what key and order say of one certificate.
class Judge {
 public:
  Judge(Case& subject, const Request& request)
      : case_(subject), facts_(subject.judged.facts), request_(request) {
    if (case_.match.order) {
      order_ = &case_.match.order->order;
    }
    const auto* site = find_site();
    case_.judged.site = site != nullptr ? site->id : order_ != nullptr ? order_->site : "";
  }

  void run() {
    key();
    order();
  }

 private:
  void report(std::string_view rule, Severity severity, Args args,
              std::string_view reference = {}) {
    detail::report(case_, rule, severity, std::move(args), reference);
  }

  const model::Establishment* find_site() const {
    if (request_.dossier == nullptr) {
      return nullptr;
    }
    const auto structure = structure_of(facts_);
    if (order_ != nullptr) {
      const auto* site = request_.dossier->find_establishment(order_->site);
      if (site != nullptr) {
        return site;
      }
    }
    const auto& sites = request_.dossier->establishments;
    const auto found = std::ranges::find_if(
        sites, [&structure](const auto& site) { return structure && carries(site, *structure); });
    return found == sites.end() ? nullptr : &*found;
  }

  void key() {
    const auto& match = case_.match;
    case_.judged.key_found = match.key != nullptr;
    if (match.key) {
      case_.judged.key_place = match.key->place;
    } else if (!match.other_key.empty()) {
      wrong_key();
    } else {
      report("INSTALL-NO-KEY", Severity::error,
             {arg("service", facts_.subject.common_name), arg("structure", facts_.structure())});
    }
  }

  /// Says whose key it is, as far as the orders tell, and which one is right.
  void wrong_key() {
    const auto& match = case_.match;
    const auto* other = match.other_order ? &match.other_order->order : nullptr;
    if (other != nullptr && other->structure != facts_.structure()) {
      other_site(*other, match.other_key);
    } else if (other != nullptr && is_swapped(other->usage, facts_.usage)) {
      swapped(other->usage, match.other_key);
    } else {
      report("INSTALL-WRONG-KEY", Severity::error, {arg("key", match.other_key)});
    }
    const auto own = match.order ? match.order->folder.key().string() : std::string();
    if (!own.empty() && own != match.other_key) {
      report("INSTALL-KEY-ELSEWHERE", Severity::info, {arg("key", own)});
    }
  }

  void swapped(model::Usage ordered, const std::string& key) {
    report("INSTALL-SWAPPED", Severity::error,
           {arg("found", to_string(facts_.usage)), arg("expected", to_string(ordered)),
            arg("key", key)},
           kUsagesReference);
  }

  void other_site(const model::Order& ordered, const std::string& key) {
    report("INSTALL-OTHER-SITE", Severity::error,
           {arg("found", facts_.structure()), arg("found_name", facts_.subject.organisation),
            arg("expected", ordered.structure), arg("expected_name", ordered.site_name),
            arg("key", key)});
  }

  /// What its order says of it.
  void order() {
    if (!case_.match.unread_order.empty()) {
      report("INSTALL-ORDER-UNREAD", Severity::warning, {arg("order", case_.match.unread_order)});
    }
    if (order_ == nullptr) {
      return;
    }
    const auto& folder = case_.match.order->folder;
    if (order_->state != model::OrderState::installed &&
        !model::may_follow(order_->state, model::OrderState::installed)) {
      report("INSTALL-ORDER-STATE", Severity::error,
             {arg_text("state", "order-state." + std::string(to_string(order_->state))),
              arg("order", folder.folder.string())});
    }
    if (is_swapped(order_->usage, facts_.usage)) {
      swapped(order_->usage, folder.key().string());
    }
    const auto structure = structure_of(facts_);
    if (structure && structure->text() != order_->structure) {
      other_site(*order_, folder.key().string());
    }
    if (order_->environment != model::Environment::unknown &&
        order_->environment != facts_.environment) {
      report("INSTALL-ENVIRONMENT", Severity::error,
             {rules::environment_arg("found", facts_.environment),
              rules::environment_arg("expected", order_->environment)});
    }
  }

  Case& case_;
  const model::CertificateFacts& facts_;
  const Request& request_;
  const model::Order* order_ = nullptr;
};

/// What a certificate may be used for; that it is swapped with the other of its pair is a finding.
std::vector<model::Usage> wanted_of(const Case& each, const model::Order* order,
                                    const Request& request) {
  const auto found = each.judged.facts.usage;
  if (order != nullptr && order->usage != found) {
    return is_swapped(order->usage, found) ? std::vector<model::Usage>()
                                           : std::vector{order->usage};
  }
  if (request.expected_usage) {
    return {*request.expected_usage};
  }
  return order != nullptr ? std::vector<model::Usage>() : request.policy.required_usages;
}

}  // namespace

void report(Case& each, std::string_view rule, Severity severity, Args args,
            std::string_view reference) {
  Finding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.at.file = each.judged.source;
  finding.site = each.judged.site;
  finding.args = std::move(args);
  finding.reference = reference;
  each.judged.findings.push_back(std::move(finding));
}

Findings judge(std::vector<Case>& cases, const std::vector<x509::Certificate>& trusted,
               const std::vector<x509::Certificate>& authorities, const Request& request) {
  rules::CertificateQuestion question;
  for (auto& each : cases) {
    Judge(each, request).run();
    const auto* order = each.match.order ? &each.match.order->order : nullptr;
    question.files.push_back(
        {each.judged.source, {each.leaf}, {}, wanted_of(each, order, request), order});
  }
  question.policy = request.policy;
  question.as_of = request.now;
  question.trusted = trusted;
  question.trust_rule = request.trust_rule;
  question.authorities = authorities;
  question.installing = true;
  if (request.dossier != nullptr) {
    question.dossiers.push_back(request.dossier);
  }
  auto verdict = rules::judge_certificates(question);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    auto& judged = cases[i].judged;
    judged.chain = std::move(verdict.certificates[i].chain);
    for (auto& finding : verdict.certificates[i].findings) {
      finding.site = judged.site;
      judged.findings.push_back(std::move(finding));
    }
  }
  return std::move(verdict.findings);
}

}  // namespace dmp::install::detail
