// What is to be done today, by whom, and what waits.
#include "dmp/check/detail/agenda.hpp"

#include <array>

#include "support/catalogue.hpp"
#include "support/catch.hpp"

using namespace dmp;
using namespace std::chrono_literals;
using check::detail::act_words;
using check::detail::agenda_of;
using model::Stage;

namespace {

/// Three sites, of two legal entities.
check::Outcome three_sites() {
  check::Outcome outcome;
  for (const auto& [id, entity] :
       {std::pair("fleyriat", "010780054"), {"ehpad", "970302022"}, {"lilas", "010780054"}}) {
    model::SiteReadiness one;
    one.site = id;
    one.finess_juridical = entity;
    outcome.sites.push_back(one);
  }
  return outcome;
}

model::Step step(std::string act, std::string actor, Stage stage, bool can_start = true) {
  model::Step one;
  one.act = "step." + std::move(act);
  one.actor = "step.actor." + std::move(actor);
  one.stage = stage;
  one.can_start = can_start;
  return one;
}

std::vector<std::string> headings(const check::Outcome& outcome, const Wording& wording) {
  std::vector<std::string> all;
  for (const auto& actor : agenda_of(outcome).actors) {
    all.push_back(actor_words(actor, wording));
  }
  return all;
}

}  // namespace

TEST_CASE("the same act of many sites is one, under those who do it") {
  auto outcome = three_sites();
  auto form = step("form-413.send", "representative", Stage::form_413);
  form.form = "413";
  form.addressee = "ans@exemple.example";
  for (auto& site : outcome.sites) {
    site.steps = {form, step("habilitation.await", "ans", Stage::habilitation, false)};
  }
  outcome.sites[2].steps = {step("contract.await", "ans", Stage::contract)};
  const auto agenda = agenda_of(outcome);
  REQUIRE(agenda.actors.size() == 2);
  REQUIRE(agenda.actors[0].acts.size() == 1);
  CHECK(agenda.actors[0].acts[0].sites.size() == 2);
  CHECK(act_words(*agenda.actors[0].acts[0].step, "", in_english()) ==
        "Sign form 413 and send it → ans@exemple.example");
  CHECK(agenda.later == std::vector{Stage::habilitation});
  CHECK(headings(outcome, in_english()) ==
        std::vector<std::string>{"Legal representatives of 2 sites", "ANS (lilas)"});
  CHECK(headings(outcome, in_french()) ==
        std::vector<std::string>{"Représentants légaux (2 sites)", "ANS (lilas)"});
  outcome.sites[1].finess_juridical = outcome.sites[0].finess_juridical;
  CHECK(headings(outcome, in_english()).front() == "Legal representative of 2 sites");
}

TEST_CASE("acts that differ by their day are one, with the first day") {
  auto outcome = three_sites();
  const std::array days{2027y / 1 / 12, 2026y / 12 / 24, 2027y / 1 / 2};
  for (std::size_t i = 0; i < days.size(); ++i) {
    auto renew = step("renew", "administrator", Stage::renewal);
    renew.due = days.at(i);
    renew.args = {arg("usages", "SIGN"), arg_day("date", days.at(i))};
    outcome.sites[i].steps = {renew};
  }
  const auto agenda = agenda_of(outcome);
  REQUIRE(agenda.actors.size() == 1);
  REQUIRE(agenda.actors[0].acts.size() == 1);
  CHECK(act_words(*agenda.actors[0].acts[0].step, "", in_french()) ==
        "Renouveler avant l'expiration le 24/12/2026 : SIGN");
}

TEST_CASE("the group's acts come first and name no site") {
  auto outcome = three_sites();
  outcome.steps = {step("group.review", "dsi", Stage::contract)};
  outcome.sites[0].steps = {step("correct", "establishment", Stage::contract)};
  CHECK(
      headings(outcome, in_english()) ==
      std::vector<std::string>{"IT department, DSI (the whole group)", "Establishment (fleyriat)"});
}

TEST_CASE("a sentence says how many can order and how many things block the others") {
  auto outcome = three_sites();
  const auto sentence = [&outcome](const Wording& wording) {
    return check::detail::summary_word(outcome, wording);
  };
  outcome.sites[0].blocking_rules = {"A", "B"};
  outcome.sites[1].blocking_rules = {"A"};
  outcome.sites[2].blocking_rules = {"A"};
  CHECK(sentence(in_english()) == "3 sites: all are blocked by 2 things");
  outcome.sites[2].ready = true;
  outcome.sites[2].blocking_rules.clear();
  CHECK(sentence(in_english()) == "3 sites: 1 can order, 2 blocked by 2 things");
  CHECK(sentence(in_french()) == "3 sites : 1 peut commander, 2 bloqués par 2 points");
  outcome.sites.erase(outcome.sites.begin(), outcome.sites.end() - 1);
  CHECK(sentence(in_french()) == "1 site : il peut commander");
}
