// Next steps: for each state of a site, what is to be done, by whom, with which form, sent where.

#include "right_dossier.hpp"

using namespace dmp;
using namespace dmp::test;
using model::CardStatus;
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
      CHECK(dmp::text(language, step.act, step.args).find('{') == std::string::npos);
      CHECK(dmp::text(language, step.actor).find("step.") == std::string::npos);
    }
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
  REQUIRE(acts_of(site.steps) == Acts{"contract.publisher", "contract.request",
                                      "card.representative", "proxy.designate",
                                      "administrator.name", "form-413.send", "habilitation.await",
                                      "order", "withdraw", "install"});
  const auto& contract = site.steps[1];
  CHECK(contract.actor == "step.actor.representative");
  CHECK(contract.form == "101");
  CHECK(contract.addressee == kClientService);
  CHECK(contract.unblocks == Stage::card);
  CHECK(contract.rules == Acts{"CONTRACT-MISSING"});
  CHECK(site.steps[3].form == "502");
  const auto& form = site.steps[5];
  CHECK(form.actor == "step.actor.proxy");
  CHECK(form.form == "413");
  CHECK(form.addressee == kClientService);
  CHECK(form.unblocks == Stage::habilitation);
  const auto& order = site.steps[7];
  CHECK(order.actor == "step.actor.administrator");
  CHECK(order.addressee == "https://pfc.eservices.esante.gouv.fr");
  CHECK(dmp::text(Language::english, order.act, order.args) ==
        "Order at the portal: AUTH_CLI, SIGN");
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
  CHECK(ordered.steps[1].args == Args{arg("usages", "AUTH_CLI, SIGN")});
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

TEST_CASE("A certificate that has ended is ordered anew") {
  auto dossier = right_dossier();
  auto& site = dossier.establishments.front();
  site.certificates[0].ends_on = 2026y / 11 / 22;
  site.certificates[1].ends_on = 2026y / 12 / 22;
  const auto over = first_site(dossier);
  REQUIRE(acts_of(over.steps) == Acts{"order-again"});
  CHECK(over.stage == Stage::order);
  CHECK(over.steps[0].rules == Acts{"CERTIFICATE-ENDED", "CERTIFICATE-RENEWAL-DUE"});
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

TEST_CASE("A group settles together what the procedure asks of it") {
  auto dossier = right_dossier();
  dossier.group->contact.reset();
  dossier.group->contracts_reviewed_on.reset();
  dossier.group->architecture.clear();
  for (auto& site : dossier.establishments) {
    site.contract.reset();
  }
  const auto outcome = check::check(request_for(read(dossier)));
  REQUIRE(acts_of(outcome.steps) ==
          Acts{"group.contact", "group.review", "group.send", "group.architecture"});
  CHECK(outcome.steps[1].addressee == kClientService);
  CHECK(outcome.steps[1].rules == Acts{"GROUP-CONTRACTS-UNREVIEWED"});
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
