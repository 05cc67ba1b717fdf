#include <map>

#include "dmp/expiry/expiry.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::test;
using model::CertificateStatus;
using model::Environment;
using model::Usage;

namespace {

/// What the README beside the certificates says of one of them.
struct Expected {
  Usage usage;
  Environment environment;
  std::string structure;
  std::string ends_on;
};

const std::map<std::string, Expected>& expectations() {
  static const std::map<std::string, Expected> kAll = {
      {"prod-ca/ACI-EL-ORG.pem", {Usage::ca, Environment::production, "", "2033-06-24"}},
      {"prod-ca/ACI-EL-PP.pem", {Usage::ca, Environment::production, "", "2033-06-24"}},
      {"prod-ca/ACI-FO-PP.pem", {Usage::ca, Environment::production, "", "2033-06-24"}},
      {"prod-ca/ACI-ST-ORG.pem", {Usage::ca, Environment::production, "", "2033-06-24"}},
      {"prod-ca/ACI-ST-PP.pem", {Usage::ca, Environment::production, "", "2033-06-24"}},
      {"prod-ca/ACR-EL.pem", {Usage::ca, Environment::production, "", "2033-06-25"}},
      {"prod-ca/ACR-FO.pem", {Usage::ca, Environment::production, "", "2033-06-25"}},
      {"prod-ca/ACR-ST.pem", {Usage::ca, Environment::production, "", "2033-06-25"}},
      {"test-ca/ACI-EL-ORG-TEST.pem", {Usage::ca, Environment::test, "", "2033-06-24"}},
      {"test-ca/ACI-EL-PP-TEST.pem", {Usage::ca, Environment::test, "", "2033-06-24"}},
      {"test-ca/ACR-EL-TEST.pem", {Usage::ca, Environment::test, "", "2033-06-25"}},
      {"test-card/CPE-auth-2600301752.pem",
       {Usage::card_auth, Environment::test, "10B0057881", "2020-03-23"}},
      {"test-card/CPS-infirmier-guy.pem", {Usage::card_sign, Environment::test, "", "2023-05-15"}},
      {"test-leaf/ORG-AUTH_CLI-INSI-MANU.pem",
       {Usage::auth_cli, Environment::test, "10B0152872", "2024-12-01"}},
      {"test-leaf/ORG-AUTH_CLI-Padoa-2021.pem",
       {Usage::auth_cli, Environment::test, "10B0152872", "2024-11-15"}},
      {"test-leaf/ORG-CONF-Padoa-2021.pem",
       {Usage::conf, Environment::test, "10B0152872", "2024-11-15"}},
      {"test-leaf/ORG-SIGN-ListeBlancheDRIM-M-2026.pem",
       {Usage::sign, Environment::test, "318751275100020", "2029-09-14"}},
      // 37 months of validity, 36 of the private key: the earlier end is the one.
      {"test-leaf/ORG-SIGN-Padoa-2021.pem",
       {Usage::sign, Environment::test, "10B0152872", "2024-11-15"}},
      {"test-leaf/ORG-SIGN-rpps.tra-2016-expired.pem",
       {Usage::sign, Environment::test, "318751275100020", "2019-07-07"}},
      {"test-leaf/ORG-SIGN-testsign-2018.pem",
       {Usage::sign, Environment::test, "318751275100020", "2021-11-16"}},
      {"test-leaf/ORG-SIGN-testsign-2021.pem",
       {Usage::sign, Environment::test, "318751275100020", "2024-12-23"}},
      {"test-leaf/ORG-SIGN-tomwsrevoque-REVOKED.pem",
       {Usage::sign, Environment::test, "318751275100020", "2022-06-14"}},
      {"test-leaf/SERV-SSL-cnom.pem",
       {Usage::serv_ssl, Environment::test, "318751275100020", "2019-08-16"}},
  };
  return kAll;
}

}  // namespace

TEST_CASE("every real certificate shows the usage, structure, environment and end that are known") {
  const auto folder = shared_data("igc-sante");
  if (folder.empty()) {
    return;
  }
  expiry::Request request;
  request.paths = {folder};
  request.now = start_of(*parse_date("2026-11-23"));
  const auto outcome = expiry::expiry(request);
  CHECK(outcome.broken.empty());
  std::map<std::string, int> rows;
  for (const auto& row : outcome.rows) {
    for (const auto& place : row.places()) {
      ++rows[place.substr(folder.string().size() + 1)];
    }
    const auto name = row.source.substr(folder.string().size() + 1);
    CAPTURE(name);
    const auto known = expectations().find(name);
    if (known == expectations().end()) {
      CHECK(name.find("/chain-") != std::string::npos);
      continue;
    }
    const auto& expected = known->second;
    CHECK(row.facts.usage == expected.usage);
    CHECK(row.facts.environment == expected.environment);
    CHECK(format_date(row.ends_on()) == expected.ends_on);
    if (!row.facts.is_ca) {
      CHECK(row.facts.structure() == expected.structure);
      // A newer one of the same structure, usage and service lies beside it.
      const bool replaced = name == "test-leaf/ORG-SIGN-testsign-2018.pem";
      CHECK(row.status == (replaced                          ? CertificateStatus::superseded
                           : expected.ends_on < "2026-11-23" ? CertificateStatus::expired
                                                             : CertificateStatus::valid));
    }
  }
  for (const auto& [name, expected] : expectations()) {
    CAPTURE(name);
    CHECK(rows[name] == 1);
  }
  CHECK(rows["prod-ca/chain-EL-ORG.pem"] == 2);
  CHECK(rows["test-ca/chain-EL-ORG-TEST.pem"] == 2);
  CHECK(outcome.due == 10);  // twelve leaves, one of which ends in 2029, and one is replaced
  CHECK(std::ranges::is_sorted(outcome.rows, {}, [](const auto& row) { return row.facts.is_ca; }));
}
