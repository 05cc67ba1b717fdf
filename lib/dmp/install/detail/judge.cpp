#include "dmp/install/detail/judge.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "dmp/model/carrier.hpp"
#include "dmp/model/structure_id.hpp"
#include "dmp/x509/name.hpp"

namespace dmp::install::detail {
namespace {

using model::carries;
using model::StructureId;
using x509::normal_spaces;

constexpr std::string_view kUsagesReference = "ANS 30/09/2021, 3";
constexpr std::string_view kNamesReference = "ANS 30/09/2021, 6";

/// The identifier in its normal form, or nothing when it is none.
std::optional<StructureId> structure_of(const model::CertificateFacts& facts) {
  auto parsed = StructureId::parse(facts.structure());
  return parsed ? std::optional(std::move(parsed->value)) : std::nullopt;
}

/// Judge adds the findings of one certificate, one question after the other.
class Judge {
 public:
  Judge(Case& subject, const Request& request)
      : case_(subject), facts_(subject.judged.facts), request_(request) {
    if (case_.match.order) {
      order_ = &case_.match.order->order;
    }
    site_ = find_site();
    case_.judged.site = site_ != nullptr ? site_->id : order_ != nullptr ? order_->site : "";
  }

  void run(x509::ChainVerifier& verifier) {
    key();
    order_state();
    usage();
    structure();
    environment();
    dates();
    chain(verifier);
    service_name();
    subject();
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
    } else if (other != nullptr && is_swapped(other->usage)) {
      swapped(other->usage, match.other_key);
    } else {
      report("INSTALL-WRONG-KEY", Severity::error, {arg("key", match.other_key)});
    }
    const auto own = match.order ? match.order->folder.key().string() : std::string();
    if (!own.empty() && own != match.other_key) {
      report("INSTALL-KEY-ELSEWHERE", Severity::info, {arg("key", own)});
    }
  }

  /// The two usages that the DMP takes come together, and are mistaken for each other.
  [[nodiscard]] bool is_swapped(model::Usage ordered) const {
    using enum model::Usage;
    return (ordered == auth_cli && facts_.usage == sign) ||
           (ordered == sign && facts_.usage == auth_cli);
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

  void order_state() {
    if (order_ != nullptr && order_->state != model::OrderState::installed &&
        !model::may_follow(order_->state, model::OrderState::installed)) {
      report("INSTALL-ORDER-STATE", Severity::error,
             {arg_text("state", "install.state." + std::string(to_string(order_->state))),
              arg("order", case_.match.order->folder.folder.string())});
    }
    if (!case_.match.unread_order.empty()) {
      report("INSTALL-ORDER-UNREAD", Severity::warning, {arg("order", case_.match.unread_order)});
    }
  }

  void usage() {
    std::vector<model::Usage> expected;
    if (request_.expected_usage) {
      expected = {*request_.expected_usage};
    } else if (order_ == nullptr) {
      expected = request_.policy.required_usages;
    }
    const bool is_expected = expected.empty() || std::ranges::count(expected, facts_.usage) > 0;
    const bool is_ordered = order_ == nullptr || order_->usage == facts_.usage;
    if (is_expected && is_ordered) {
      return;
    }
    if (!is_ordered && is_swapped(order_->usage)) {
      return swapped(order_->usage, case_.match.order->folder.key().string());
    }
    if (is_expected || expected.empty()) {
      expected = {order_->usage};
    }
    std::string words;
    for (const auto each : expected) {
      words.append(words.empty() ? "" : ", ").append(to_string(each));
    }
    report("INSTALL-WRONG-USAGE", Severity::error,
           {arg("found", to_string(facts_.usage)), arg("expected", words)}, kUsagesReference);
  }

  void structure() {
    const auto found = structure_of(facts_);
    if (order_ != nullptr && found && found->text() != order_->structure) {
      return other_site(*order_, case_.match.order->folder.key().string());
    }
    Arg expected;
    if (order_ != nullptr && !found) {
      expected = arg("expected", order_->structure);
    } else if (!found) {
      expected = arg_text("expected", "install.structure.any");
    } else if (request_.dossier != nullptr && (site_ == nullptr || !carries(*site_, *found))) {
      expected = arg_text("expected", "install.structure.dossier");
    } else {
      return;
    }
    report("INSTALL-WRONG-STRUCTURE", Severity::error,
           {arg("found", facts_.structure()), std::move(expected)});
  }

  void environment() {
    const auto check = [this](model::Environment expected, std::string_view where) {
      if (expected == model::Environment::unknown || expected == facts_.environment) {
        return true;
      }
      const auto word = [](model::Environment value) {
        return "install.environment." + std::string(to_string(value));
      };
      report("INSTALL-ENVIRONMENT", Severity::error,
             {arg_text("found", word(facts_.environment)), arg_text("expected", word(expected)),
              arg_text("where", where)});
      return false;
    };
    if (request_.dossier != nullptr &&
        !check(request_.dossier->environment, "install.where.dossier")) {
      return;
    }
    if (order_ != nullptr) {
      check(order_->environment, "install.where.order");
    }
  }

  void dates() {
    if (request_.now > facts_.ends_at()) {
      report("INSTALL-EXPIRED", Severity::error, {arg_day("date", date_of(facts_.ends_at()))});
    } else if (request_.now < facts_.not_before) {
      report("INSTALL-NOT-YET-VALID", Severity::error,
             {arg_day("date", date_of(facts_.not_before))});
    }
  }

  void chain(x509::ChainVerifier& verifier) {
    auto outcome = verifier.verify(case_.leaf, request_.now);
    for (auto& problem : outcome.problems) {
      // The dates of the certificate itself are ours to judge: they end with the key's period too.
      if (!problem.is_leafs_date) {
        report(problem.id, Severity::error, std::move(problem.args));
      }
    }
    case_.judged.chain = std::move(outcome.chain);
  }

  void service_name() {
    const auto expected =
        order_ != nullptr ? order_->service : request_.policy.service_name(facts_.usage);
    const auto found = normal_spaces(facts_.subject.common_name);
    if (expected.empty() || normal_spaces(expected) == found) {
      return;
    }
    constexpr std::string_view kRule = "INSTALL-SERVICE-NAME";
    report(kRule, request_.policy.severity_of(kRule, Severity::warning),
           {arg("found", found), arg("expected", expected)}, kNamesReference);
  }

  void subject() {
    if (site_ != nullptr) {
      const auto unit = model::StructureId::parse(facts_.structure());
      const auto on =
          unit ? model::kind_carried(*site_, unit->value) : model::FinessKind::geographic;
      compare("O", facts_.subject.organisation,
              x509::organisation_name(std::string(model::organisation_of(*site_, on))));
      compare("ST", facts_.subject.state, model::state_label_of(*site_, on));
    } else if (order_ != nullptr) {
      compare("O", facts_.subject.organisation, x509::organisation_name(order_->site_name));
    }
  }

  void compare(std::string_view attribute, const std::string& found, const std::string& expected) {
    if (expected.empty() || normal_spaces(found) == normal_spaces(expected)) {
      return;
    }
    constexpr std::string_view kRule = "INSTALL-SUBJECT-DIFFERS";
    report(kRule, request_.policy.severity_of(kRule, Severity::info),
           {arg("attribute", attribute), arg("found", found), arg("expected", expected)});
  }

  Case& case_;
  const model::CertificateFacts& facts_;
  const Request& request_;
  const model::Order* order_ = nullptr;
  const model::Establishment* site_ = nullptr;
};

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

Case judge(const Leaf& leaf, Match match, x509::ChainVerifier& verifier, const Request& request) {
  Case result{leaf.certificate, std::move(match), {}};
  result.judged.source = leaf.source;
  result.judged.facts = leaf.certificate.facts();
  Judge(result, request).run(verifier);
  return result;
}

}  // namespace dmp::install::detail
