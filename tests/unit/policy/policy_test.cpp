#include <set>

#include "dmp/policy/policy.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace std::chrono_literals;
using dmp::policy::builtin_policies;
using dmp::policy::find_policy;

TEST_CASE("the default edition is the procedure of 30/09/2021") {
  const auto& p = builtin_policies().front();
  CHECK(p.name == "ans-2021-09-30");
  CHECK(p.service_name(model::Usage::auth_cli) == "DMP AUTHENTIFICATION");
  CHECK(p.service_name(model::Usage::sign) == "DMP SIGNATURE");
  CHECK(p.service_name(model::Usage::conf).empty());
  CHECK(p.required_usages == std::vector{model::Usage::auth_cli, model::Usage::sign});
  CHECK(p.finess_kind == model::FinessKind::geographic);
  CHECK(p.finess_kind_from == 2022y / 1 / 1);
  CHECK(p.contract_per_site);
  CHECK(p.client_service_email == "monserviceclient.certificats@asipsante.fr");
  CHECK(p.form_413_url == "https://esante.gouv.fr/documents/413");
  CHECK(p.habilitation_portal.empty());
  CHECK(p.portal_url == "https://pfc.eservices.esante.gouv.fr");
  CHECK(p.portal_login_url == "https://pfc-auth.eservices.esante.gouv.fr");
  CHECK(p.project_statement == "Authentification et signature sur le DMP");
  CHECK(p.validity_months == 36);
}

TEST_CASE("the edition of 2023 names source and certainty of every difference") {
  const auto* before = find_policy("ans-2021-09-30");
  const auto* after = find_policy("ans-2023");
  REQUIRE(before != nullptr);
  REQUIRE(after != nullptr);
  CHECK(after->finess_kind == model::FinessKind::juridical);
  CHECK_FALSE(after->contract_per_site);

  std::set<std::string> explained;
  for (const auto& deviation : after->deviations) {
    CHECK(deviation.field.starts_with('/'));
    CHECK_FALSE(deviation.source.empty());
    CHECK((deviation.certainty == "official" || deviation.certainty == "secondary" ||
           deviation.certainty == "inference"));
    CHECK(explained.insert(deviation.field).second);
  }
  CHECK((before->finess_kind == after->finess_kind || explained.count("/finess_kind") == 1));
  CHECK(explained.count("/finess_kind_from") == 1);
  CHECK(explained.count("/contract_per") == 1);
  CHECK(explained.count("/client_service_email") == 1);
  CHECK(explained.count("/habilitation_portal") == 1);
  CHECK(explained.count("/portal_manual_url") == 1);

  // Everything else is as the procedure has it.
  auto same = *after;
  same.name = before->name;
  same.title = before->title;
  same.published_on = before->published_on;
  same.finess_kind = before->finess_kind;
  same.finess_kind_from = before->finess_kind_from;
  same.contract_per_site = before->contract_per_site;
  same.client_service_email = before->client_service_email;
  same.habilitation_portal = before->habilitation_portal;
  same.portal_manual_url = before->portal_manual_url;
  same.severities = before->severities;
  same.deviations = before->deviations;
  CHECK(same == *before);
}

TEST_CASE("what the procedure does not say is not presented as its word") {
  std::set<std::string> fields;
  for (const auto& deviation : builtin_policies().front().deviations) {
    fields.insert(deviation.field);
  }
  CHECK(fields == std::set<std::string>{"/critical_days", "/order_lead_days",
                                        "/renewal_notice_days", "/warn_days"});
}

TEST_CASE("an edition is found by its exact name") {
  CHECK(find_policy("ans-2023") != nullptr);
  CHECK(find_policy("ANS-2023") == nullptr);
  CHECK(find_policy("") == nullptr);
}

TEST_CASE("a severity is the usual one unless the edition sets another") {
  auto p = builtin_policies().front();
  CHECK(p.severity_of("SOME-RULE", Severity::error) == Severity::error);
  p.severities["SOME-RULE"] = Severity::info;
  CHECK(p.severity_of("SOME-RULE", Severity::error) == Severity::info);
}
