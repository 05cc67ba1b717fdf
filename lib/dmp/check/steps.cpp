#include "dmp/check/steps.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "dmp/rules/people.hpp"

namespace dmp::check {
namespace {

using model::Stage;
using model::Step;
using model::WantedCertificate;
using Rules = std::vector<std::string>;
using rules::Document;
using rules::Site;

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

  /// open tells whether one of these is violated and not settled by a step yet.
  [[nodiscard]] bool open(std::initializer_list<std::string_view> rules) const {
    return std::ranges::any_of(violated_among(rules),
                               [this](const auto& rule) { return !settled_.contains(rule); });
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

bool is_done(const std::optional<Date>& day, Date as_of) { return day && *day <= as_of; }

/// How far one certificate has come: a later act implies the earlier ones, and who knows its last
/// day has it.
Stage reached(const WantedCertificate& wanted, Date as_of) {
  if (wanted.ends_on || is_done(wanted.installed_on, as_of)) {
    return Stage::installation;
  }
  if (is_done(wanted.withdrawn_on, as_of)) {
    return Stage::withdrawal;
  }
  return is_done(wanted.ordered_on, as_of) ? Stage::order : Stage::contract;
}

/// How far the dates show that a site has come, whatever is missing of what came before.
Stage reached(const Site& site) {
  const auto& form = site.establishment.form_413;
  auto come = is_done(form.confirmed_on, site.as_of) ? Stage::habilitation
              : is_done(form.sent_on, site.as_of)    ? Stage::form_413
                                                     : Stage::contract;
  for (const auto& wanted : site.establishment.certificates) {
    come = std::max(come, reached(wanted, site.as_of));
  }
  return come;
}

/// Where the slowest of the certificates is, once one of them is under way; else where the form is.
Stage slowest(const Site& site, Stage come) {
  if (come < Stage::order) {
    return come;
  }
  auto least = Stage::renewal;
  for (const auto& wanted : site.establishment.certificates) {
    least = std::min(least, std::max(reached(wanted, site.as_of), Stage::habilitation));
  }
  return least;
}

/// What a card opens, at a site that has come so far.
Stage next_for_card(Stage come) {
  return come < Stage::form_413 ? Stage::form_413
         : come < Stage::order  ? Stage::order
                                : Stage::renewal;
}

bool awaits(const std::optional<model::Card>& card, std::span<const model::CardType> types) {
  return card && card->status == model::CardStatus::requested && rules::has_type(card, types);
}

const std::initializer_list<std::string_view> kRepresentativeCard = {
    "REPRESENTATIVE-CARD", "REPRESENTATIVE-CARD-TYPE", "REPRESENTATIVE-CARD-EXPIRED",
    "REPRESENTATIVE-CARD-ENDS-SOON"};
const std::initializer_list<std::string_view> kProxyCard = {
    "PROXY-CARD", "PROXY-CARD-TYPE", "PROXY-CARD-EXPIRED", "PROXY-CARD-ENDS-SOON"};
const std::initializer_list<std::string_view> kAdministratorCard = {
    "ADMINISTRATOR-CARD", "ADMINISTRATOR-CARD-INACTIVE", "ADMINISTRATOR-CARD-TYPE",
    "ADMINISTRATOR-CARD-EXPIRED", "ADMINISTRATOR-CARD-ENDS-SOON"};

/// A card has its number when it is there.
const std::initializer_list<std::string_view> kAdministratorNumber = {
    "ADMINISTRATOR-CARD",         "ADMINISTRATOR-CARD-INACTIVE",  "ADMINISTRATOR-CARD-TYPE",
    "ADMINISTRATOR-CARD-EXPIRED", "ADMINISTRATOR-CARD-ENDS-SOON", "PERSON-CARD-NUMBER-MISSING"};

void plan_contract(const Site& site, Plan& plan) {
  if (plan.violates({"CONTRACT-UNKNOWN"})) {
    plan.step(Stage::contract, "step.contract.ask",
              rules::has_dsi(site.dossier) ? "dsi" : "establishment", Stage::contract,
              {"CONTRACT-UNKNOWN"})
        .addressee = site.policy.client_service_email;
  }
  constexpr std::string_view kContact = "SOFTWARE-PUBLISHER-NOT-CONTACTED";
  if (plan.violates({"CONTRACT-MISSING"})) {
    if (plan.violates({kContact})) {
      plan.step(Stage::contract, "step.contract.publisher", "establishment", Stage::contract,
                {kContact});
    }
    // Form 101 is for the contract and for the card.
    auto& step = plan.step(Stage::contract, "step.contract.request", "representative", Stage::card,
                           {"CONTRACT-MISSING", "REPRESENTATIVE-CARD"});
    step.form = "101";
    step.addressee = site.policy.client_service_email;
  }
  if (plan.violates({"CONTRACT-PENDING", "CONTRACT-NOT-YET-SIGNED"})) {
    plan.step(Stage::contract, "step.contract.await", "ans", Stage::card,
              {"CONTRACT-PENDING", "CONTRACT-NOT-YET-SIGNED"});
  }
}

/// The representative's card, and the proxy's mandate and card where a proxy signs.
void plan_cards(const Site& site, Stage come, Plan& plan) {
  const auto next = next_for_card(come);
  const auto& representative = site.establishment.representative;
  if (plan.open(kRepresentativeCard)) {
    const bool waits = representative && awaits(representative->card, rules::kRepresentativeCards);
    plan.step(Stage::card, waits ? "step.card.await" : "step.card.representative",
              waits ? "ans" : "representative", next, kRepresentativeCard)
        .form = waits ? "" : "101";
  }
  if (plan.violates({"PROXY-FORM-502"})) {
    plan.step(Stage::card, "step.proxy.designate", "representative", next, {"PROXY-FORM-502"})
        .form = "502";
  }
  if (plan.violates(kProxyCard)) {
    const auto signer = model::signer_of(site.establishment);
    const bool waits = signer.person != nullptr && awaits(signer.person->card, rules::kProxyCards);
    plan.step(Stage::card, waits ? "step.card.await" : "step.proxy.card", waits ? "ans" : "proxy",
              next, kProxyCard);
  }
}

void plan_administrator(const Site& site, Stage come, Plan& plan) {
  const auto next = next_for_card(come);
  if (plan.violates({"ADMINISTRATOR-NONE"})) {
    plan.step(Stage::administrator, "step.administrator.name", "representative", next,
              {"ADMINISTRATOR-NONE"});
  }
  if (!plan.violates(kAdministratorCard)) {
    return;
  }
  // Those whose card is not as it should be.
  auto named = rules::named_by(site);
  std::erase_if(named, [&site](const auto* person) {
    const auto& card = person->person.card;
    return rules::is_usable(card, rules::types_for(person->employer), site.as_of) &&
           !rules::ends_within(card, site.as_of, site.policy.order_lead_days);
  });
  const bool waits = std::ranges::all_of(named, [](const auto* person) {
    return awaits(person->person.card, rules::types_for(person->employer));
  });
  const bool vendor = std::ranges::all_of(
      named, [](const auto* person) { return person->employer == model::Employer::vendor; });
  plan.step(Stage::administrator,
            waits    ? "step.card.await"
            : vendor ? "step.administrator.vendor-card"
                     : "step.administrator.card",
            waits    ? "ans"
            : vendor ? "vendor"
                     : "establishment",
            next, kAdministratorNumber)
      .form = waits || vendor ? "" : "301";
}

/// Form 413 or, in editions that have one, the portal that replaces it. A form that went astray, or
/// that does not declare who is to act, is sent again.
void plan_habilitation(const Site& site, Stage come, Plan& plan) {
  const bool anew = plan.violates({"FORM-413-ADMINISTRATOR-NEW", "FORM-413-ADMINISTRATOR-NONE"});
  if (come < Stage::form_413 || anew ||
      (come == Stage::form_413 && plan.violates({"FORM-413-ADDRESS"}))) {
    const auto signer = model::signer_of(site.establishment);
    const bool portal = !site.policy.habilitation_portal.empty();
    auto& step = plan.step(
        Stage::form_413, portal ? "step.form-413.portal" : "step.form-413.send",
        signer.proxy != nullptr ? "proxy" : "representative", Stage::habilitation,
        {"FORM-413-ADDRESS", "FORM-413-ADMINISTRATOR-NEW", "FORM-413-ADMINISTRATOR-NONE"});
    step.form = portal ? "" : "413";
    step.addressee = portal ? site.policy.habilitation_portal : site.policy.client_service_email;
  }
  if (come < Stage::habilitation) {
    plan.step(Stage::habilitation, "step.habilitation.await", "ans", Stage::order);
  }
}

std::string with_comma(std::string list, model::Usage usage) {
  return list + (list.empty() ? "" : ", ") + std::string(to_string(usage));
}

/// Act is one that is done for each certificate on the portal, or after it.
struct Act {
  Stage stage;
  std::string_view id;
  Stage unblocks;
};

constexpr Act kActs[] = {
    {Stage::order, "step.order", Stage::withdrawal},
    {Stage::withdrawal, "step.withdraw", Stage::installation},
    {Stage::installation, "step.install", Stage::renewal},
};

void add_act(const Act& act, const std::string& usages, bool can_start, const Site& site,
             Plan& plan) {
  if (usages.empty()) {
    return;
  }
  auto& step =
      act.stage == Stage::order
          ? plan.step(act.stage, act.id, "administrator", act.unblocks, {"CERTIFICATE-ENDED"})
          : plan.step(act.stage, act.id, "administrator", act.unblocks);
  step.args = {arg("usages", usages)};
  step.addressee = act.stage == Stage::installation ? "" : site.policy.portal_url;
  step.can_start = can_start;
}

/// Order, withdrawal and installation, each of the certificates that have not come so far; one that
/// has ended goes the way again. Those that have come to an act do not wait for the others.
void plan_portal(const Site& site, Plan& plan) {
  auto before = Stage::contract;
  for (const auto& act : kActs) {
    std::string now;
    std::string later;
    for (const auto& wanted : site.establishment.certificates) {
      const auto last = rules::last_day_of(wanted, site.policy);
      const bool over = last && *last < site.as_of;
      const auto come = over ? Stage::contract : reached(wanted, site.as_of);
      if (come < act.stage) {
        auto& usages = come == before ? now : later;
        usages = with_comma(std::move(usages), wanted.usage);
      }
    }
    add_act(act, now, true, site, plan);
    add_act(act, later, false, site, plan);
    before = act.stage;
  }
}

/// Renewal has to be done while the certificate is active.
void plan_renewal(const Site& site, Plan& plan) {
  std::optional<Date> first;
  std::string usages;
  for (const auto& wanted : site.establishment.certificates) {
    const auto last = rules::last_day_of(wanted, site.policy);
    // A day that is only computed matters when it comes near.
    const bool matters =
        wanted.ends_on || (last && days_between(site.as_of, *last) <= site.policy.warn_days);
    if (last && *last >= site.as_of && matters) {
      first = std::min(first.value_or(*last), *last);
      usages = with_comma(std::move(usages), wanted.usage);
    }
  }
  if (first) {
    auto& step = plan.step(Stage::renewal, "step.renew", "administrator", Stage::renewal,
                           {"CERTIFICATE-RENEWAL-DUE", "CERTIFICATE-RENEWAL-NEAR"});
    step.args = {arg("usages", usages), arg_day("date", *first)};
    step.addressee = site.policy.portal_url;
    step.due = first;
  }
}

/// The stage that a site is at: of its first step, or of the first one past what is done already.
Stage stage_of(const std::vector<Step>& steps, Stage come) {
  const auto ahead = std::ranges::find_if(
      steps, [come](const Step& step) { return come == Stage::contract || step.stage > come; });
  if (ahead != steps.end()) {
    return ahead->stage;
  }
  return steps.empty() ? Stage::renewal : steps.front().stage;
}

/// Whether `step` has to wait for `before`, which is still to be done. What has come to the portal
/// waits only for cards and for the dossier, not for other certificates.
bool waits_for(const Step& step, const Step& before) {
  const bool matters = step.stage <= Stage::order || before.stage <= Stage::administrator;
  return matters && before.stage < step.stage && before.unblocks <= step.stage;
}

/// Tells of each step whether it can be done today.
void set_what_can_start(std::vector<Step>& steps, const Site& site) {
  for (auto& step : steps) {
    const bool is_near = !step.due || days_between(site.as_of, *step.due) <= site.policy.warn_days;
    step.can_start = step.can_start && is_near &&
                     std::ranges::none_of(
                         steps, [&step](const Step& before) { return waits_for(step, before); });
  }
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

void plan_site(const Site& site, const Rules& violated, model::SiteReadiness& readiness) {
  Plan plan(violated);
  const auto come = reached(site);
  plan_contract(site, plan);
  plan_cards(site, come, plan);
  plan_administrator(site, come, plan);
  plan_habilitation(site, come, plan);
  plan_portal(site, plan);
  plan_renewal(site, plan);
  readiness.stage = stage_of(plan.steps(), slowest(site, come));
  // Only what stands in the way has to be corrected before the next act.
  auto left = plan.left();
  std::erase_if(left, [&](const auto& rule) {
    return std::ranges::find(readiness.blocking_rules, rule) == readiness.blocking_rules.end();
  });
  readiness.steps = plan.take();
  put_corrections_first(left, readiness.steps);
  set_what_can_start(readiness.steps, site);
}

std::vector<Step> plan_group(const Document& document, const Rules& violated) {
  Plan plan(violated);
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
