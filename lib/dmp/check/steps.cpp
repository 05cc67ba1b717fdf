#include "dmp/check/steps.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "dmp/check/people.hpp"

namespace dmp::check {
namespace {

using model::Stage;
using model::Step;
using model::WantedCertificate;
using Rules = std::vector<std::string>;

/// Writes steps down, each with those of its rules that are violated.
class Plan {
 public:
  explicit Plan(const Rules& violated) : violated_(violated) {}

  /// step adds an act by its catalogue id. Its actor is "step.actor." and the word.
  Step& step(Stage stage, std::string_view act, std::string_view actor, Stage unblocks,
             std::initializer_list<std::string_view> rules = {}) {
    Step& step = steps_.emplace_back();
    step.stage = stage;
    step.act = act;
    step.actor = "step.actor." + std::string(actor);
    step.unblocks = unblocks;
    step.rules = violated_among(rules);
    settled_.insert(step.rules.begin(), step.rules.end());
    return step;
  }

  [[nodiscard]] bool violates(std::initializer_list<std::string_view> rules) const {
    return !violated_among(rules).empty();
  }

  /// left lists the violated rules that no step settles.
  [[nodiscard]] Rules left() const {
    Rules rules;
    std::ranges::copy_if(violated_, std::back_inserter(rules),
                         [this](const auto& rule) { return !settled_.contains(rule); });
    return rules;
  }

  std::vector<Step> take() { return std::move(steps_); }
  [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }

 private:
  [[nodiscard]] Rules violated_among(std::initializer_list<std::string_view> rules) const {
    Rules found;
    std::ranges::copy_if(violated_, std::back_inserter(found), [&](const auto& rule) {
      return std::ranges::find(rules, rule) != rules.end();
    });
    return found;
  }

  const Rules& violated_;
  std::set<std::string, std::less<>> settled_;
  std::vector<Step> steps_;
};

/// How far the papers show that a site has come, whatever is missing of what came before.
Stage reached(const model::Establishment& site) {
  const auto& certificates = site.certificates;
  const auto any = [&](std::optional<Date> WantedCertificate::* day) {
    return std::ranges::any_of(certificates, [day](const auto& c) { return (c.*day).has_value(); });
  };
  if (any(&WantedCertificate::installed_on) || any(&WantedCertificate::ends_on)) {
    return Stage::installation;
  }
  if (any(&WantedCertificate::withdrawn_on)) {
    return Stage::withdrawal;
  }
  if (any(&WantedCertificate::ordered_on)) {
    return Stage::order;
  }
  if (site.form_413.confirmed_on) {
    return Stage::habilitation;
  }
  return site.form_413.sent_on ? Stage::form_413 : Stage::contract;
}

bool awaits_card(const std::optional<model::Card>& card) {
  return card && card->status == model::CardStatus::requested;
}

void plan_contract(const Site& site, Plan& plan) {
  if (plan.violates({"CONTRACT-UNKNOWN"})) {
    plan.step(Stage::contract, "step.contract.ask", "establishment", Stage::contract,
              {"CONTRACT-UNKNOWN"})
        .addressee = site.policy.client_service_email;
  }
  const auto* contact = "SOFTWARE-PUBLISHER-NOT-CONTACTED";
  if (plan.violates({"CONTRACT-MISSING"})) {
    if (plan.violates({contact})) {
      plan.step(Stage::contract, "step.contract.publisher", "establishment", Stage::contract,
                {contact});
    }
    auto& step = plan.step(Stage::contract, "step.contract.request", "representative", Stage::card,
                           {"CONTRACT-MISSING"});
    step.form = "101";
    step.addressee = site.policy.client_service_email;
  }
  if (plan.violates({"CONTRACT-PENDING", "CONTRACT-NOT-YET-SIGNED"})) {
    plan.step(Stage::contract, "step.contract.await", "ans", Stage::card,
              {"CONTRACT-PENDING", "CONTRACT-NOT-YET-SIGNED"});
  }
}

/// The representative's card, and the proxy's mandate and card where a proxy signs.
void plan_cards(const Site& site, Plan& plan) {
  const auto& representative = site.establishment.representative;
  if (plan.violates({"REPRESENTATIVE-CARD", "REPRESENTATIVE-CARD-TYPE",
                     "REPRESENTATIVE-CARD-EXPIRED", "REPRESENTATIVE-CARD-ENDS-SOON"})) {
    const bool requested = representative && awaits_card(representative->card);
    plan.step(Stage::card, requested ? "step.card.await" : "step.card.representative",
              requested ? "ans" : "representative", Stage::form_413,
              {"REPRESENTATIVE-CARD", "REPRESENTATIVE-CARD-TYPE", "REPRESENTATIVE-CARD-EXPIRED",
               "REPRESENTATIVE-CARD-ENDS-SOON"})
        .form = requested ? "" : "101";
  }
  if (plan.violates({"PROXY-FORM-502"})) {
    plan.step(Stage::card, "step.proxy.designate", "representative", Stage::form_413,
              {"PROXY-FORM-502"})
        .form = "502";
  }
  if (plan.violates(
          {"PROXY-CARD", "PROXY-CARD-TYPE", "PROXY-CARD-EXPIRED", "PROXY-CARD-ENDS-SOON"})) {
    plan.step(Stage::card, "step.proxy.card", "proxy", Stage::form_413,
              {"PROXY-CARD", "PROXY-CARD-TYPE", "PROXY-CARD-EXPIRED", "PROXY-CARD-ENDS-SOON"});
  }
}

void plan_administrator(const Site& site, Plan& plan) {
  if (plan.violates({"ADMINISTRATOR-NONE"})) {
    plan.step(Stage::administrator, "step.administrator.name", "representative", Stage::form_413,
              {"ADMINISTRATOR-NONE"});
  }
  if (!plan.violates({"ADMINISTRATOR-CARD", "ADMINISTRATOR-CARD-INACTIVE",
                      "ADMINISTRATOR-CARD-TYPE", "ADMINISTRATOR-CARD-EXPIRED",
                      "ADMINISTRATOR-CARD-ENDS-SOON"})) {
    return;
  }
  const auto named = named_by(site);
  const bool vendor = !named.empty() && std::ranges::all_of(named, [](const auto* person) {
    return person->employer == model::Employer::vendor;
  });
  plan.step(Stage::administrator,
            vendor ? "step.administrator.vendor-card" : "step.administrator.card",
            vendor ? "vendor" : "establishment", Stage::form_413,
            {"ADMINISTRATOR-CARD", "ADMINISTRATOR-CARD-INACTIVE", "ADMINISTRATOR-CARD-TYPE",
             "ADMINISTRATOR-CARD-EXPIRED", "ADMINISTRATOR-CARD-ENDS-SOON"})
      .form = vendor ? "" : "301";
}

/// Form 413 or, in editions that have one, the portal that replaces it.
void plan_habilitation(const Site& site, Stage come, Plan& plan) {
  if (come < Stage::form_413) {
    const auto signer = model::signer_of(site.establishment);
    const bool portal = !site.policy.habilitation_portal.empty();
    auto& step = plan.step(Stage::form_413, portal ? "step.form-413.portal" : "step.form-413.send",
                           signer.proxy != nullptr ? "proxy" : "representative",
                           Stage::habilitation, {"FORM-413-ADDRESS"});
    step.form = portal ? "" : "413";
    step.addressee = portal ? site.policy.habilitation_portal : site.policy.client_service_email;
  }
  if (come < Stage::habilitation) {
    plan.step(Stage::habilitation, "step.habilitation.await", "ans", Stage::order);
  }
}

/// Usages of the certificates that `day` is not known of, "AUTH_CLI, SIGN".
std::string without(const Site& site, std::optional<Date> WantedCertificate::* day) {
  std::string usages;
  for (const auto& wanted : site.establishment.certificates) {
    // A certificate that is held has been ordered, withdrawn and, as far as we know, installed.
    if (!(wanted.*day) && !wanted.ends_on) {
      usages += (usages.empty() ? "" : ", ") + std::string(to_string(wanted.usage));
    }
  }
  return usages;
}

void plan_portal(const Site& site, Plan& plan) {
  const auto add = [&](Stage stage, std::string_view act, Stage unblocks,
                       std::optional<Date> WantedCertificate::* day) {
    if (const auto usages = without(site, day); !usages.empty()) {
      auto& step = plan.step(stage, act, "administrator", unblocks);
      step.args = {arg("usages", usages)};
      step.addressee = stage == Stage::installation ? "" : site.policy.portal_url;
    }
  };
  add(Stage::order, "step.order", Stage::withdrawal, &WantedCertificate::ordered_on);
  add(Stage::withdrawal, "step.withdraw", Stage::installation, &WantedCertificate::withdrawn_on);
  add(Stage::installation, "step.install", Stage::renewal, &WantedCertificate::installed_on);
}

/// Renewal has to be done while the certificate is active; afterwards a new order is due.
void plan_renewal(const Site& site, Plan& plan) {
  std::optional<Date> first;
  for (const auto& wanted : site.establishment.certificates) {
    if (wanted.ends_on) {
      first = std::min(first.value_or(*wanted.ends_on), *wanted.ends_on);
    }
  }
  if (!first) {
    return;
  }
  const bool over = *first < site.as_of;
  auto& step =
      plan.step(over ? Stage::order : Stage::renewal, over ? "step.order-again" : "step.renew",
                "administrator", over ? Stage::withdrawal : Stage::renewal,
                {"CERTIFICATE-ENDED", "CERTIFICATE-RENEWAL-DUE", "CERTIFICATE-RENEWAL-NEAR"});
  step.args = {arg("date", format_date(*first))};
  step.addressee = site.policy.portal_url;
  step.due = over ? std::nullopt : first;
}

/// What stands in the way and is only a matter of the dossier's text comes before all else.
void put_corrections_first(const Rules& left, std::vector<Step>& steps) {
  if (!left.empty()) {
    Step step;
    step.act = "step.correct";
    step.actor = "step.actor.establishment";
    step.unblocks = Stage::contract;
    step.rules = left;
    steps.insert(steps.begin(), std::move(step));
  }
}

}  // namespace

void plan_site(const Site& site, const Rules& rules, model::SiteReadiness& readiness) {
  Plan plan(rules);
  const auto come = reached(site.establishment);
  plan_contract(site, plan);
  plan_cards(site, plan);
  plan_administrator(site, plan);
  plan_habilitation(site, come, plan);
  plan_portal(site, plan);
  plan_renewal(site, plan);
  readiness.stage = plan.steps().empty() ? Stage::renewal : plan.steps().front().stage;
  // Only what stands in the way has to be corrected before the next act.
  auto left = plan.left();
  std::erase_if(left, [&](const auto& rule) {
    return std::ranges::find(readiness.blocking_rules, rule) == readiness.blocking_rules.end();
  });
  readiness.steps = plan.take();
  put_corrections_first(left, readiness.steps);
}

std::vector<Step> plan_group(const Document& document, const Rules& rules) {
  Plan plan(rules);
  const auto& client_service = document.policy.client_service_email;
  const auto add = [&](std::string_view rule, std::string_view act, std::string_view actor,
                       Stage unblocks) -> Step* {
    return plan.violates({rule}) ? &plan.step(Stage::contract, act, actor, unblocks, {rule})
                                 : nullptr;
  };
  add("GROUP-CONTACT-MISSING", "step.group.contact", "group", Stage::contract);
  add("NETWORK-TEAM-MISSING", "step.group.team", "group", Stage::contract);
  add("NETWORK-PRODUCERS-UNSTATED", "step.group.producers", "group", Stage::contract);
  if (auto* step = add("GROUP-CONTRACTS-UNREVIEWED", "step.group.review", "dsi", Stage::contract)) {
    step->addressee = client_service;
  }
  if (auto* step = add("GROUP-CONTRACTS-SCATTERED", "step.group.send", "dsi", Stage::card)) {
    step->addressee = client_service;
  }
  add("GROUP-ARCHITECTURE-UNSTATED", "step.group.architecture", "dsi", Stage::order);
  return plan.take();
}

}  // namespace dmp::check
