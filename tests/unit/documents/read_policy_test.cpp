#include "samples.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;
using namespace std::chrono_literals;

namespace {

documents::Reading<policy::Policy> read_policy(const std::string& text) {
  return documents::read_policy(text, "/etc/dmp/our-policy.json", catalogue());
}

const policy::Deviation* deviation_of(const policy::Policy& policy, std::string_view field) {
  const auto found = std::ranges::find(policy.deviations, field, &policy::Deviation::field);
  return found == policy.deviations.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("an override changes single values and says whose word they are") {
  const auto reading = read_policy(R"({
    "version": 1, "extends": "ans-2021-09-30", // why
    "client_service_email": " certificats@ans.example ",
    "warn_days": 120, "finess_kind": "legal-entity", "finess_kind_from": "2023-01-01",
    "contract_per": "legal-entity", "service_names": { "CONF": "DMP CONF" },
    "required_usages": ["SIGN", "SIGN"], "severities": { "FINESS-KEY": "info" }
  })");
  CHECK(rules(reading.findings) == "");
  REQUIRE(reading.value);
  const auto& p = *reading.value;
  CHECK(p.name == "ans-2021-09-30+our-policy");
  CHECK(p.client_service_email == "certificats@ans.example");
  CHECK(p.warn_days == 120);
  CHECK(p.critical_days == 30);
  CHECK(p.finess_kind == model::FinessKind::juridical);
  CHECK(p.finess_kind_from == 2023y / 1 / 1);
  CHECK_FALSE(p.contract_per_site);
  CHECK(p.service_name(model::Usage::conf) == "DMP CONF");
  CHECK(p.service_name(model::Usage::sign) == "DMP SIGNATURE");
  CHECK(p.required_usages == std::vector{model::Usage::sign});
  CHECK(p.severity_of("FINESS-KEY", Severity::error) == Severity::info);
  REQUIRE(deviation_of(p, "/warn_days") != nullptr);
  CHECK(deviation_of(p, "/warn_days")->certainty == "local");
  CHECK(deviation_of(p, "/warn_days")->source == "/etc/dmp/our-policy.json");
  CHECK(deviation_of(p, "/service_names/CONF") != nullptr);
  CHECK(deviation_of(p, "/renewal_notice_days")->certainty == "official");
  CHECK(deviation_of(p, "/portal_url") == nullptr);
}

TEST_CASE("an override may name its own source and name") {
  const auto reading = read_policy(R"({"version": 1, "extends": "ans-2023", "name": "ght",
    "client_service_email": "x@ans.example",
    "deviations": [{"field": "/client_service_email", "source": "courriel du 2 mars",
                    "certainty": "official"}]})");
  REQUIRE(reading.value);
  CHECK(reading.value->name == "ght");
  CHECK(reading.value->finess_kind == model::FinessKind::juridical);
  const auto* deviation = deviation_of(*reading.value, "/client_service_email");
  REQUIRE(deviation != nullptr);
  CHECK(deviation->source == "courriel du 2 mars");
  CHECK(deviation->certainty == "official");
}

TEST_CASE("a whole policy document reads as it is written") {
  const auto path =
      std::filesystem::path(DMP_SOURCE_DIR) / "tests/support/documents/accepted/policy-whole.json";
  const auto reading = read_policy(slurp(path));
  CHECK(rules(reading.findings) == "");
  REQUIRE(reading.value);
  policy::Policy expected;
  expected.name = "own";
  expected.title = "t";
  expected.published_on = 2021y / 9 / 30;
  expected.order_lead_days = 45;
  expected.service_names = {
      {model::Usage::auth_cli, "A"}, {model::Usage::sign, "S"}, {model::Usage::conf, "C"}};
  expected.required_usages = {model::Usage::auth_cli, model::Usage::sign};
  expected.finess_kind = model::FinessKind::juridical;
  expected.finess_kind_from = 2023y / 1 / 1;
  expected.contract_per_site = false;
  expected.form_413_url = "https://f.example";
  expected.habilitation_portal = "p";
  expected.portal_url = "https://p.example";
  expected.portal_login_url = "https://l.example";
  expected.portal_manual_url = "https://m.example";
  expected.project_statement = "é";
  expected.offer = "o";
  expected.severities = {{"FINESS-KEY", Severity::warning}};
  expected.deviations = {{"/warn_days", "s", "local"}};
  CHECK(*reading.value == expected);
}

TEST_CASE("the example of an override reads without a finding") {
  const auto path =
      std::filesystem::path(DMP_SOURCE_DIR) / "examples/policies/example-override.json";
  const auto reading = read_policy(slurp(path));
  CHECK(rules(reading.findings) == "");
  CHECK(reading.value);
}

TEST_CASE("an edition that does not exist cannot be extended") {
  const auto reading = read_policy("{\"version\": 1,\n \"extends\": \"ans-2022\"}");
  CHECK_FALSE(reading.value);
  REQUIRE(rules(reading.findings) == "POLICY-BASE-UNKNOWN ");
  CHECK(reading.findings[0].at.pointer == "/extends");
  CHECK(reading.findings[0].at.line == 2);
  CHECK(value_of(reading.findings[0], "nearest") == "ans-2023");
}

TEST_CASE("what does not fit in a policy is placed and explained") {
  auto reading = read_policy(R"({"version": 1, "extends": "ans-2023", "warn_day": 3})");
  CHECK(reading.value);
  REQUIRE(rules(reading.findings) == "SCHEMA-UNKNOWN-KEY ");
  CHECK(value_of(reading.findings[0], "nearest") == "warn_days");

  reading = read_policy(R"({"version": 1, "extends": "ans-2023",
                            "severities": {"FINES-KEY": "info", "": "error"}})");
  CHECK(reading.value);
  REQUIRE(rules(reading.findings) == "POLICY-RULE-UNKNOWN POLICY-RULE-UNKNOWN ");
  CHECK(reading.findings[0].at.pointer == "/severities/FINES-KEY");
  CHECK(value_of(reading.findings[0], "nearest") == "FINESS-KEY");
  CHECK(reading.findings[1].at.pointer == "/severities/");

  reading = read_policy(R"({"version": 1, "extends": "ans-2023", "warn_days": 30})");
  CHECK(reading.value);
  CHECK(rules(reading.findings) == "POLICY-THRESHOLDS ");

  reading = read_policy(R"({"version": 1, "extends": "ans-2023", "warn_days": 36501})");
  CHECK(rules(reading.findings) == "SCHEMA-VALUE ");
  CHECK(value_of(reading.findings[0], "limit") == "36500");

  reading = read_policy(R"({"version": 2, "extends": "ans-2023", "warnings": 1})");
  CHECK_FALSE(reading.value);
  CHECK(rules(reading.findings) == "SCHEMA-VERSION ");
  CHECK_FALSE(read_policy("[]").value);
  CHECK_FALSE(read_policy("").value);
}

TEST_CASE("a number that no field can hold is refused, not cut") {
  for (const auto* number : {"1e300", "99999999999999999999", "-1", "2147483648", "1.5"}) {
    INFO(number);
    const auto reading = read_policy(R"({"version": 1, "extends": "ans-2023", "warn_days": )" +
                                     std::string(number) + "}");
    CHECK(rules(reading.findings).starts_with("SCHEMA-"));
    CHECK(has_at_least(reading.findings, Severity::error));
  }
}
