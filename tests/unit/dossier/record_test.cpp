#include "dmp/dossier/record.hpp"

#include "dmp/base/listed.hpp"
#include "dmp/policy/policy.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"

using namespace dmp;
using dossier::Event;

namespace {

constexpr std::string_view kText = R"({
  "version": 2, // as read
  "people": [
    { "id": "dsi", "family_name": "A", "given_names": "B", "card": { "type": "CPE", "status": "requested" } },
    { "id": "dir", "family_name": "C", "given_names": "D", "card": { "type": "CDE", "status": "active" } }
  ],
  "administrators": [ { "person": "dsi", "employer": "establishment" } ],
  "legal_entities": [
    { "finess": "970302022", "name": "CH", "representative": "dir",
      "contract": { "status": "requested" }, # of both
      "certificates": [ { "service": "INSI", "usage": "AUTH_CLI", "name": "INSI-AUTO", "carried_by": "legal-entity" } ] }
  ],
  "defaults": { "administrators": ["dsi"], "certificates": [ { "usage": "SIGN", "carried_by": "site" } ] },
  "establishments": [
    { "id": "a", "name": "A", "finess": "970300026", "legal_entity": "970302022" },
    { "id": "b", "name": "B", "finess": "970302287", "legal_entity": "970302022",
      "contract": { "status": "signed", "signed_on": "2024-01-10" } }
  ]
}
)";

constexpr Date kToday{std::chrono::year(2026), std::chrono::November, std::chrono::day(23)};

/// Said is an event with its details.
struct Said {
  std::vector<std::string> sites;
  Event event;
  std::optional<Date> on = std::nullopt;
  bool overrules = false;
};

dossier::RecordRequest request(std::string_view text, const Said& said) {
  const auto bytes = as_bytes(text);
  return {.text = {bytes.begin(), bytes.end()},
          .file = "d.json",
          .policy = policy::builtin_policies().front(),
          .as_of = kToday,
          .sites = said.sites,
          .event = said.event,
          .on = said.on,
          .overrules = said.overrules};
}

dossier::Recorded recorded(std::string_view text, const Said& said) {
  auto result = dossier::record(request(text, said));
  REQUIRE(result);
  return *result;
}

std::string error_of(const dossier::RecordRequest& request) {
  const auto result = dossier::record(request);
  if (!result) {
    CHECK(::catalogue().find(result.error().id) != nullptr);
  }
  return result ? "" : result.error().id;
}

std::string rules_of(const dossier::Recorded& recorded) {
  std::vector<std::string> rules;
  for (const auto& finding : recorded.refused) {
    rules.push_back(finding.rule);
  }
  return listed(rules);
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

Date day(int year, unsigned month, unsigned day) {
  return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

}  // namespace

TEST_CASE("a shared agreement is recorded where it is said, and for whom it holds is told") {
  const auto result = recorded(kText, {{"a"}, Event::contract_signed, day(2025, 3, 31)});
  CHECK(result.document ==
        with(std::string(kText), R"("contract": { "status": "requested" })",
             R"("contract": { "status": "signed", "signed_on": "2025-03-31" })"));
  CHECK(result.sites == std::vector<std::string>{"a"});
  REQUIRE(result.changes.size() == 2);
  CHECK(result.changes[0].from == "requested");
  // Site b has an agreement of its own.
  const auto other = recorded(kText, {{"b"}, Event::contract_signed, day(2024, 1, 10)});
  CHECK(other.changes.empty());
  CHECK(other.document == kText);
}

TEST_CASE("an event that is recorded already changes nothing") {
  for (const auto event : {Event::contract_signed, Event::card_active}) {
    const auto once = recorded(kText, {{"a"}, event});
    CHECK(once.changes.size() >= 1);
    const auto twice = recorded(once.document, {{"a"}, event});
    CHECK(twice.changes.empty());
    CHECK(twice.document == once.document);
  }
  // Without a day, what is there already stays.
  CHECK(recorded(kText, {{"b"}, Event::contract_signed}).changes.empty());
}

TEST_CASE("another day than the one that is there is refused, unless it is overruled") {
  const Said said{{"b"}, Event::contract_signed, day(2024, 1, 11)};
  const auto result = recorded(kText, said);
  CHECK(rules_of(result) == "RECORD-DIFFERS");
  CHECK(result.refused.front().at.line == 17);
  CHECK(result.document == kText);
  auto overruled = said;
  overruled.overrules = true;
  CHECK(recorded(kText, overruled).document ==
        with(std::string(kText), "2024-01-10", "2024-01-11"));
}

TEST_CASE("the way of a site is recorded step by step, and not in another order") {
  const auto first = [](const dossier::Recorded& one) {
    return one.refused.empty() ? std::string() : one.refused.front().rule;
  };
  CHECK(first(recorded(kText, {{"a"}, Event::form_413_sent})) == "RECORD-NO-CONTRACT");
  CHECK(first(recorded(kText, {{"b"}, Event::form_413_sent, day(2023, 12, 1)})) ==
        "FORM-413-BEFORE-CONTRACT");
  CHECK(first(recorded(kText, {{"b"}, Event::authorised})) == "RECORD-NOT-SENT");
  CHECK(first(recorded(kText, {{"b"}, Event::requested})) == "ORDER-WITHOUT-HABILITATION");
  CHECK(first(recorded(kText, {{"b"}, Event::collected})) == "RECORD-NOT-REQUESTED");
  CHECK(first(recorded(kText, {{"b"}, Event::installed})) == "RECORD-NOT-COLLECTED");

  std::string text(kText);
  unsigned at = 1;
  for (const auto event : {Event::form_413_sent, Event::authorised, Event::requested,
                           Event::collected, Event::installed}) {
    auto one = request(text, {{"b"}, event, day(2026, ++at, 1)});
    if (event >= Event::requested) {
      one.usage = model::Usage::sign;
    }
    const auto result = dossier::record(one);
    REQUIRE(result);
    CAPTURE(rules_of(*result));
    REQUIRE(result->refused.empty());
    CHECK_FALSE(result->changes.empty());
    CHECK(result->sites == std::vector<std::string>{"b"});
    text = result->document;
  }
  CHECK(text.find(R"("form_413": { "sent_on": "2026-02-01", "administrators": ["dsi"], )"
                  R"("confirmed_on": "2026-03-01" })") != std::string::npos);
  CHECK(text.find(R"({ "usage": "SIGN", "requested_on": "2026-04-01", "collected_on": )"
                  R"("2026-05-01", "installed_on": "2026-06-01" })") != std::string::npos);
  CHECK(first(recorded(text, {{"b"}, Event::form_413_sent, day(2026, 2, 2), false})) ==
        "RECORD-DIFFERS");
}

TEST_CASE("a certificate of the legal entity is one order for all its sites") {
  auto text = recorded(kText, {{"a"}, Event::contract_signed, day(2025, 1, 1)}).document;
  text = recorded(text, {{"a", "b"}, Event::form_413_sent, day(2026, 1, 2)}).document;
  auto one = request(text, {{"a"}, Event::requested, day(2026, 2, 2)});
  one.service = "INSI";
  const auto unconfirmed = dossier::record(one);
  REQUIRE(unconfirmed);
  CHECK(rules_of(*unconfirmed) == "ORDER-WITHOUT-HABILITATION");
  CHECK(unconfirmed->document == text);
  text = recorded(text, {{"a", "b"}, Event::authorised, day(2026, 1, 20)}).document;
  const auto bytes = as_bytes(text);
  one.text = {bytes.begin(), bytes.end()};
  const auto result = dossier::record(one);
  REQUIRE(result);
  CHECK(rules_of(*result) == "");
  CHECK(result->sites == std::vector<std::string>{"a", "b"});
  CHECK(result->document ==
        with(text, R"("carried_by": "legal-entity" })",
             R"("carried_by": "legal-entity", "requested_on": "2026-02-02" })"));
}

TEST_CASE("a card is that of a person, and holds wherever the person acts") {
  const auto result = recorded(kText, {{"a"}, Event::card_active});
  CHECK(result.document == with(std::string(kText), R"("type": "CPE", "status": "requested")",
                                R"("type": "CPE", "status": "active")"));
  CHECK(result.sites == std::vector<std::string>{"a", "b"});
  auto one = request(kText, {{"a"}, Event::card_active});
  one.person = "dsi";
  one.number = "2600 30 17 52";
  one.expires_on = day(2028, 5, 31);
  const auto more = dossier::record(one);
  REQUIRE(more);
  CHECK(more->document.find(R"("status": "active", "number": "2600301752", "expires_on": )"
                            R"("2028-05-31" })") != std::string::npos);
  one.expires_on = day(2020, 5, 31);
  CHECK(rules_of(*dossier::record(one)) == "ADMINISTRATOR-CARD-EXPIRED");
  one.person = "nobody";
  CHECK(error_of(one) == "RECORD-NO-PERSON");
  auto both = request(
      with(std::string(kText), R"("CDE", "status": "active")", R"("CDE", "status": "missing")"),
      {{"a"}, Event::card_active});
  CHECK(error_of(both) == "RECORD-WHO");
  both.person = "representative";
  CHECK(error_of(both) == "");
}

TEST_CASE("what a dossier has no place for, or has not come yet, is no event") {
  CHECK(error_of(request(kText, {{"a"}, Event::contract_signed, day(2026, 11, 24)})) ==
        "RECORD-FUTURE");
  CHECK(error_of(request(kText, {{"a"}, Event::card_active, day(2026, 1, 1)})) == "RECORD-NO-DATE");
  auto one = request(kText, {{"a"}, Event::authorised});
  one.number = "1";
  CHECK(error_of(one) == "RECORD-DETAIL");
  auto other = request(kText, {{"a"}, Event::requested});
  other.service = "ROR";
  CHECK(error_of(other) == "RECORD-NO-CERTIFICATE");
  CHECK(error_of(request("{", {{"a"}, Event::authorised})) == "RECORD-DOSSIER");
  CHECK(rules_of(recorded(kText, {{"b"}, Event::contract_requested})) == "RECORD-BACKWARDS");
  CHECK(error_of(request(kText, {{"a"}, Event::form_502_sent})) == "RECORD-NO-PERSON");
}

TEST_CASE("each event is known by its word") {
  for (const auto event : dossier::events()) {
    CHECK(dossier::parse_event(to_string(event)) == event);
  }
  CHECK_FALSE(dossier::parse_event("signed"));
}
