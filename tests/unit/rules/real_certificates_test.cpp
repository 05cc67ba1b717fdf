// Real certificates of the IGC-Santé: what is right with them must give no finding.

#include <map>

#include "certificates.hpp"

using namespace dmp;
using namespace dmp::test;
using model::Usage;

namespace {

using Rules = std::vector<std::string>;

rules::CertificateQuestion request_for_real(Instant as_of) {
  return {{},
          *policy::find_policy("ans-2021-09-30"),
          as_of,
          {},
          rules::Service::any,
          {},
          x509::TrustRule::known,
          {},
          {}};
}

/// The rules that one real leaf violates on a day, its real authorities given.
Rules judged(const std::filesystem::path& folder, const std::string& name, Date as_of) {
  auto request = request_for_real(start_of(as_of));
  request.files = {Maker::read(name, slurp(folder / name))};
  for (const std::string tree : {"test-ca/chain-EL-ORG-TEST.pem", "prod-ca/chain-EL-ORG.pem"}) {
    const auto chain = Maker::read(tree, slurp(folder / tree));
    request.trusted.insert(request.trusted.end(), chain.certificates.begin(),
                           chain.certificates.end());
  }
  const auto outcome = rules::judge_certificates(request);
  REQUIRE(outcome.certificates.size() == 1);
  return rules_of(outcome.findings);
}

struct Real {
  std::string name;
  Date as_of;
  Rules rules;
};

}  // namespace

TEST_CASE("Real certificates violate what their history says, and nothing of the profile") {
  const auto folder = shared_data("igc-sante");
  if (folder.empty()) {
    return;
  }
  const Rules free_name = {"CERT-CN-POLICY"};  // The names are those of other services.
  const std::vector<Real> all = {
      {"ORG-AUTH_CLI-Padoa-2021.pem", 2023y / 1 / 1, free_name},
      {"ORG-AUTH_CLI-INSI-MANU.pem", 2023y / 1 / 1, {}},
      {"ORG-SIGN-Padoa-2021.pem", 2023y / 1 / 1, {"CERT-CN-POLICY", "CERT-KEY-PERIOD-SHORTER"}},
      {"ORG-SIGN-Padoa-2021.pem", 2024y / 12 / 1, {"CERT-CN-POLICY", "CERT-KEY-PERIOD-ENDED"}},
      {"ORG-SIGN-testsign-2018.pem", 2020y / 1 / 1, {"CERT-CN-POLICY", "CERT-KEY-PERIOD-SHORTER"}},
      {"ORG-SIGN-testsign-2021.pem", 2023y / 1 / 1, free_name},
      {"ORG-SIGN-ListeBlancheDRIM-M-2026.pem", 2026y / 11 / 23, free_name},
      {"ORG-SIGN-rpps.tra-2016-expired.pem",
       2026y / 11 / 23,
       {"CERT-CN-CHARACTERS", "CERT-CN-POLICY", "CERT-EXPIRED"}},
      // Its revocation shows online only.
      {"ORG-SIGN-tomwsrevoque-REVOKED.pem",
       2021y / 1 / 1,
       {"CERT-CN-POLICY", "CERT-KEY-PERIOD-SHORTER"}},
      {"ORG-CONF-Padoa-2021.pem", 2023y / 1 / 1, {"CERT-USAGE-NOT-DMP"}},
      {"SERV-SSL-cnom.pem", 2018y / 1 / 1, {"CERT-USAGE-NOT-DMP"}},
  };
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "test-leaf")) {
    INFO(entry.path());
    CHECK(std::ranges::find(all, entry.path().filename().string(), &Real::name) != all.end());
    ++seen;
  }
  CHECK(seen == 10);
  for (const auto& one : all) {
    INFO(one.name << " on " << format_date(one.as_of));
    CHECK(judged(folder, "test-leaf/" + one.name, one.as_of) == one.rules);
  }
}

TEST_CASE("Real certificates of cards are told from those of organisations") {
  const auto folder = shared_data("igc-sante");
  if (folder.empty()) {
    return;
  }
  // The TEST authorities of cards are not public.
  CHECK(judged(folder, "test-card/CPE-auth-2600301752.pem", 2018y / 1 / 1) ==
        Rules{"CERT-PERSON", "CHAIN-NO-ISSUER"});
  CHECK(judged(folder, "test-card/CPS-infirmier-guy.pem", 2021y / 1 / 1) ==
        Rules{"CERT-PERSON", "CHAIN-NO-ISSUER"});
}

TEST_CASE("A real pair is a pair, swapped or not") {
  const auto folder = shared_data("igc-sante");
  if (folder.empty()) {
    return;
  }
  auto request = request_for_real(start_of(2023y / 1 / 1));
  for (const std::string name :
       {"test-leaf/ORG-AUTH_CLI-Padoa-2021.pem", "test-leaf/ORG-SIGN-Padoa-2021.pem",
        "test-ca/chain-EL-ORG-TEST.pem"}) {
    request.files.push_back(Maker::read(name, slurp(folder / name)));
  }
  const Rules alone = {"CERT-CN-POLICY", "CERT-CN-POLICY", "CERT-KEY-PERIOD-SHORTER"};
  CHECK(rules_of(rules::judge_certificates(request).findings) == alone);
  request.usages = {Usage::sign, Usage::auth_cli};
  auto swapped = alone;
  swapped.insert(swapped.end(), 2, "CERT-SWAPPED");
  CHECK(rules_of(rules::judge_certificates(request).findings) == swapped);
}

TEST_CASE("Real authorities alone are no certificate to use; both trees together are a mixture") {
  const auto folder = shared_data("igc-sante");
  if (folder.empty()) {
    return;
  }
  auto request = request_for_real(start_of(2023y / 1 / 1));
  for (const std::string tree : {"test-ca/chain-EL-ORG-TEST.pem", "prod-ca/chain-EL-ORG.pem"}) {
    request.files.push_back(Maker::read(tree, slurp(folder / tree)));
  }
  CHECK(rules_of(rules::judge_certificates(request).findings) ==
        Rules{"CERT-ENVIRONMENTS-MIXED", "CERT-NO-LEAF"});
}
