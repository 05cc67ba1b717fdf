// Next steps: for each state of a site, what is to be done, by whom, with which form, sent where.

#include "request.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;
using model::CardStatus;
using model::CardType;
using model::ContractStatus;
using model::Stage;
using Acts = std::vector<std::string>;

namespace {

constexpr std::string_view kClientService = "monserviceclient.certificats@asipsante.fr";

model::SiteReadiness first_site(const model::Dossier& dossier,
                                std::string_view policy = "ans-2021-09-30",
                                Date as_of = 2026y / 11 / 23) {
  return check::check(request_for(read(dossier), as_of, policy)).sites.front();
}

Acts acts_of(const std::vector<model::Step>& steps) {
  Acts acts;
  for (const auto& step : steps) {
    acts.push_back(step.act.substr(5));
    for (const auto language : {Language::english, Language::french}) {
      CHECK(wording(language).text(step.act, step.args).find('{') == std::string::npos);
      CHECK(wording(language).text(step.actor).find("step.") == std::string::npos);
    }
  }
  return acts;
}

/// The acts that can be done today.
std::string can_start(const model::SiteReadiness& site) {
  std::string acts;
  for (const auto& step : site.steps) {
    acts += step.can_start ? step.act.substr(5) + " " : "";
  }
  return acts;
}

/// A site of which nothing is done yet.
model::Dossier new_dossier() {
  auto dossier = right_dossier();
  auto& site = dossier.establishments.front();
  site.contract.reset();
  site.software->publisher_contacted_on.reset();
  site.representative->card->status = CardStatus::missing;
  site.signatory = model::Signatory::proxy;
  site.proxies.front().form_502_sent_on.reset();
  site.administrators.clear();
  site.form_413 = {};
  return dossier;
}

}  // namespace

TEST_CASE("A site at the beginning has the whole way before it, in the procedure's order") {
  const auto site = first_site(new_dossier());
  CHECK(site.stage == Stage::contract);
  CHECK(site.contract == ContractStatus::missing);
  REQUIRE(acts_of(site.steps) == Acts{"contract.publisher", "contract.request", "proxy.designate",
                                      "administrator.name", "form-413.send", "habilitation.await",
                                      "order", "withdraw", "install"});
  const auto& contract = site.steps[1];
  CHECK(contract.actor == "step.actor.representative");
  CHECK(contract.form == "101");
  CHECK(contract.addressee == kClientService);
  CHECK(contract.unblocks == Stage::card);
  CHECK(contract.rules == Acts{"CONTRACT-MISSING", "REPRESENTATIVE-CARD"});
  CHECK(site.steps[2].form == "502");
  const auto& form = site.steps[4];
  CHECK(form.actor == "step.actor.proxy");
  CHECK(form.form == "413");
  CHECK(form.addressee == kClientService);
  CHECK(form.unblocks == Stage::habilitation);
  const auto& order = site.steps[6];
  CHECK(order.actor == "step.actor.administrator");
  CHECK(order.addressee == "https://pfc.eservices.esante.gouv.fr");
  CHECK(in_english().text(order.act, order.args) == "Request on the portal: AUTH_CLI, SIGN");
}

TEST_CASE("What is done is no step any more") {
  auto dossier = right_dossier();
  auto& site = dossier.establishments.front();
  site.form_413 = {};
  CHECK(first_site(dossier).stage == Stage::form_413);
  site.form_413.sent_on = 2021y / 10 / 4;
  CHECK(first_site(dossier).stage == Stage::habilitation);
  site.form_413.confirmed_on = 2021y / 10 / 20;
  CHECK(acts_of(first_site(dossier).steps) == Acts{"order", "withdraw", "install"});
  // One of the two certificates is ahead of the other.
  site.certificates[0].ordered_on = 2026y / 11 / 1;
  const auto ordered = first_site(dossier);
  CHECK(ordered.stage == Stage::order);
  CHECK(ordered.steps[0].args == Args{arg("usages", "SIGN")});
  // What has been ordered can be collected; the other one has to be ordered first.
  REQUIRE(acts_of(ordered.steps) == Acts{"order", "withdraw", "withdraw", "install"});
  CHECK(ordered.steps[1].args == Args{arg("usages", "AUTH_CLI")});
  CHECK(ordered.steps[2].args == Args{arg("usages", "SIGN")});
  CHECK(can_start(ordered) == "order withdraw ");
  site.certificates[1].ordered_on = 2026y / 11 / 1;
  CHECK(first_site(dossier).stage == Stage::withdrawal);
  for (auto& wanted : site.certificates) {
    wanted.withdrawn_on = 2026y / 11 / 2;
  }
  CHECK(first_site(dossier).stage == Stage::installation);
  for (auto& wanted : site.certificates) {
    wanted.installed_on = 2026y / 11 / 3;
    wanted.ends_on = 2029y / 11 / 2;
  }
  const auto running = first_site(dossier);
  CHECK(running.stage == Stage::renewal);
  REQUIRE(acts_of(running.steps) == Acts{"renew"});
  CHECK(running.steps[0].due == Date(2029y / 11 / 2));
}

TEST_CASE("A certificate that has ended goes the way again; the other is renewed") {
  auto dossier = right_dossier();
  auto& site = dossier.establishments.front();
  site.certificates[0].ends_on = 2026y / 11 / 22;
  site.certificates[1].ends_on = 2026y / 12 / 22;
  const auto over = first_site(dossier);
  REQUIRE(acts_of(over.steps) == Acts{"order", "withdraw", "install", "renew"});
  CHECK(over.steps[0].args == Args{arg("usages", "AUTH_CLI")});
  CHECK(over.steps[0].rules == Acts{"CERTIFICATE-ENDED"});
  CHECK(over.steps[3].rules == Acts{"CERTIFICATE-RENEWAL-DUE"});
  CHECK(over.steps[3].due == Date(2026y / 12 / 22));
}

TEST_CASE("A later act implies the earlier ones; a day to come is not done") {
  auto dossier = right_dossier();
  auto& site = dossier.establishments.front();
  for (auto& wanted : site.certificates) {
    wanted.withdrawn_on = 2026y / 11 / 2;
  }
  CHECK(acts_of(first_site(dossier).steps) == Acts{"install"});
  site.certificates[0].withdrawn_on = 2026y / 12 / 2;
  site.certificates[1].withdrawn_on = 2026y / 12 / 2;
  site.form_413.sent_on = 2026y / 12 / 1;
  CHECK(first_site(dossier).stage == Stage::form_413);
}

TEST_CASE("A form that went to a wrong address is sent again") {
  auto dossier = right_dossier();
  dossier.establishments.front().form_413.sent_to = "other@example.fr";
  const auto site = first_site(dossier);
  REQUIRE(acts_of(site.steps).front() == "form-413.send");
  CHECK(site.steps.front().rules == Acts{"FORM-413-ADDRESS"});
}

TEST_CASE("A card that ends does not throw a running site back") {
  auto dossier = right_dossier();
  for (auto& wanted : dossier.establishments.front().certificates) {
    wanted.ends_on = 2029y / 1 / 1;
  }
  dossier.establishments.front().representative->card->expires_on = 2026y / 12 / 1;
  const auto site = first_site(dossier);
  CHECK(site.stage == Stage::renewal);
  REQUIRE(acts_of(site.steps) == Acts{"card.representative", "renew"});
  CHECK(site.steps.front().unblocks == Stage::renewal);
}

TEST_CASE("Cards that are on order are waited for; the vendor orders its own") {
  auto dossier = right_dossier();
  auto& site = dossier.establishments.front();
  site.representative->card->status = CardStatus::requested;
  auto& administrator = dossier.administrators.front();
  administrator.employer = model::Employer::vendor;
  const auto planned = first_site(dossier);
  REQUIRE(acts_of(planned.steps) == Acts{"card.await", "administrator.vendor-card",
                                         "habilitation.await", "order", "withdraw", "install"});
  CHECK(planned.steps[0].actor == "step.actor.ans");
  CHECK(planned.steps[1].actor == "step.actor.vendor");
  CHECK(planned.steps[1].form.empty());
  administrator.employer = model::Employer::establishment;
  administrator.person.card.reset();
  CHECK(first_site(dossier).steps[1].form == "301");
  administrator.person.card = card(CardType::cpe, "2600301752");
  administrator.person.card->status = CardStatus::requested;
  CHECK(acts_of(first_site(dossier).steps)[1] == "card.await");
  // A card of the wrong type is not worth waiting for.
  site.representative->card->type = CardType::cpe;
  CHECK(acts_of(first_site(dossier).steps)[0] == "card.representative");
}

TEST_CASE("What is only wrong in the dossier comes first, and only if it is in the way") {
  auto dossier = right_dossier();
  dossier.establishments.front().name.clear();
  dossier.establishments.front().sector.reset();
  const auto site = first_site(dossier);
  REQUIRE(site.steps.front().act == "step.correct");
  CHECK(site.steps.front().rules == Acts{"NAME-MISSING"});
  CHECK(site.stage == Stage::habilitation);
}

TEST_CASE("Later editions declare administrators at a portal") {
  auto dossier = right_dossier();
  for (auto& site : dossier.establishments) {
    site.form_413 = {};
    for (auto& wanted : site.certificates) {
      wanted.on = model::FinessKind::juridical;
    }
  }
  const auto site = first_site(dossier, "ans-2023");
  REQUIRE(acts_of(site.steps).front() == "form-413.portal");
  CHECK(site.steps.front().addressee == "mesHabilitations");
  CHECK(site.steps.front().form.empty());
}

TEST_CASE("An administrator whom the form does not declare wants a new one") {
  auto dossier = right_dossier();
  dossier.establishments.front().form_413.administrators = {"adm-former"};
  const auto planned = first_site(dossier);
  CHECK_FALSE(planned.ready);
  REQUIRE(acts_of(planned.steps).front() == "form-413.send");
  CHECK(planned.steps.front().rules == Acts{"FORM-413-ADMINISTRATOR-NONE"});
}

TEST_CASE("A group settles together what the procedure asks of it") {
  auto dossier = right_dossier();
  dossier.group->contact.reset();
  dossier.group->contracts_reviewed_on.reset();
  dossier.group->architecture.clear();
  for (auto& site : dossier.establishments) {
    site.contract->status = ContractStatus::unknown;
  }
  const auto outcome = check::check(request_for(read(dossier)));
  REQUIRE(acts_of(outcome.steps) == Acts{"group.contact", "group.review", "group.architecture"});
  CHECK(outcome.steps[1].addressee == kClientService);
  CHECK(outcome.steps[1].rules == Acts{"GROUP-CONTRACTS-UNREVIEWED"});
  for (auto& site : dossier.establishments) {
    site.contract.reset();
  }
  CHECK(acts_of(check::check(request_for(read(dossier))).steps) ==
        Acts{"group.contact", "group.review", "group.send", "group.architecture"});
  dossier.group->kind = model::GroupKind::network;
  CHECK(acts_of(check::check(request_for(read(dossier))).steps) ==
        Acts{"group.team", "group.producers"});
}

TEST_CASE("An accepted finding stands in nobody's way until its day has passed") {
  auto dossier = right_dossier();
  dossier.establishments[0].contract->status = ContractStatus::requested;
  dossier.establishments[1].contract->status = ContractStatus::requested;
  dossier.accepted = {
      {"CONTRACT-PENDING", "fleyriat", {"signed on paper", 2026y / 11 / 23}, "/accepted/0"}};
  const auto on = [&](Date day) { return check::check(request_for(read(dossier), day)); };
  const auto during = on(2026y / 11 / 23);
  REQUIRE(rules_of(during.findings) == Acts{"CONTRACT-PENDING", "CONTRACT-PENDING"});
  REQUIRE(during.findings[0].accepted);
  CHECK(during.findings[0].accepted->reason == "signed on paper");
  CHECK_FALSE(during.findings[1].accepted);
  CHECK(during.sites[0].ready);
  CHECK(during.sites[0].accepted == 1);
  CHECK(during.sites[0].errors == 0);
  CHECK(during.sites[0].stage == Stage::habilitation);
  CHECK_FALSE(during.sites[1].ready);
  const auto after = on(2026y / 11 / 24);
  CHECK(rules_of(after.findings) == Acts{"ACCEPTED-ENDED", "CONTRACT-PENDING", "CONTRACT-PENDING"});
  CHECK_FALSE(after.sites[0].ready);
  // Without a site it holds for all, and then nobody has to act.
  dossier.accepted.front().site.clear();
  CHECK_FALSE(has_at_least(on(2026y / 11 / 23).findings, Severity::warning));
}

TEST_CASE("Part of a dossier does not call an acceptance useless") {
  auto dossier = right_dossier();
  dossier.accepted = {{"CONTRACT-MISSING", "fleming", {"because", 2027y / 1 / 1}, "/accepted/0"}};
  auto request = request_for(read(dossier));
  CHECK(rules_of(check::check(request).findings) == Acts{"ACCEPTED-UNUSED"});
  request.sites = {"fleyriat"};
  CHECK(check::check(request).findings.empty());
}

TEST_CASE("Only what waits for nothing can be done today") {
  CHECK(can_start(first_site(new_dossier())) == "contract.publisher contract.request ");
  auto dossier = right_dossier();
  auto& site = dossier.establishments.front();
  site.form_413 = {};
  CHECK(can_start(first_site(dossier)) == "form-413.send ");
  site.form_413.sent_on = 2021y / 10 / 4;
  CHECK(can_start(first_site(dossier)) == "habilitation.await ");
  site.form_413.confirmed_on = 2021y / 10 / 20;
  CHECK(can_start(first_site(dossier)) == "order ");
  // What has to be corrected comes before what is made from the dossier.
  site.representative->phone.clear();
  CHECK(can_start(first_site(dossier)) == "correct ");
  site.representative->phone = "+33 4 74 00 00 01";
  site.representative->card->status = CardStatus::expired;
  CHECK(can_start(first_site(dossier)) == "card.representative ");
}

TEST_CASE("A certificate is renewed when its end comes near, whatever the others wait for") {
  auto dossier = right_dossier();
  auto& site = dossier.establishments.front();
  for (auto& wanted : site.certificates) {
    wanted.ends_on = 2029y / 11 / 2;
  }
  CHECK(can_start(first_site(dossier)).empty());
  site.certificates[0].ends_on = 2026y / 12 / 2;
  CHECK(can_start(first_site(dossier)) == "renew ");
  site.certificates[1].ends_on = 2026y / 11 / 2;
  CHECK(can_start(first_site(dossier)) == "order renew ");
}
