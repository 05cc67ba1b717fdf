#include "setup.hpp"

using namespace dmp;
using namespace dmp::test;
using model::Environment;
using model::Usage;

namespace {

/// What the README beside the certificates says of one leaf, and a moment at which it is valid.
struct Known {
  const char* file;
  Usage usage;
  const char* structure;
  const char* ends_on;
  const char* valid_at;
};

constexpr Known kLeaves[] = {
    {"ORG-AUTH_CLI-INSI-MANU", Usage::auth_cli, "10B0152872", "2024-12-01", "2022-06-01"},
    {"ORG-AUTH_CLI-Padoa-2021", Usage::auth_cli, "10B0152872", "2024-11-15", "2022-06-01"},
    {"ORG-CONF-Padoa-2021", Usage::conf, "10B0152872", "2024-11-15", "2022-06-01"},
    {"ORG-SIGN-ListeBlancheDRIM-M-2026", Usage::sign, "318751275100020", "2029-09-14",
     "2026-11-23"},
    {"ORG-SIGN-Padoa-2021", Usage::sign, "10B0152872", "2024-11-15", "2022-06-01"},
    {"ORG-SIGN-rpps.tra-2016-expired", Usage::sign, "318751275100020", "2019-07-07", "2018-01-01"},
    {"ORG-SIGN-testsign-2018", Usage::sign, "318751275100020", "2021-11-16", "2020-01-01"},
    {"ORG-SIGN-testsign-2021", Usage::sign, "318751275100020", "2024-12-23", "2022-06-01"},
    {"ORG-SIGN-tomwsrevoque-REVOKED", Usage::sign, "318751275100020", "2022-06-14", "2020-01-01"},
    {"SERV-SSL-cnom", Usage::serv_ssl, "318751275100020", "2019-08-16", "2018-01-01"},
};

install::Request request_for(const fs::path& leaf, const char* day) {
  install::Request request;
  request.delivered = {source(leaf)};
  request.policy = *policy::find_policy("ans-2021-09-30");
  request.stage = install::Stage::rehearse;
  request.now = start_of(*parse_date(day));
  return request;
}

}  // namespace

TEST_CASE(
    "every real leaf is known for what it is, chains to the known authorities, lacks its key") {
  const auto folder = shared_data("igc-sante");
  if (folder.empty()) {
    return;
  }
  for (const auto& known : kLeaves) {
    CAPTURE(known.file);
    const auto path = folder / "test-leaf" / (std::string(known.file) + ".pem");
    auto request = request_for(path, known.valid_at);
    request.trusted = {source(folder / "test-ca/ACR-EL-TEST.pem"),
                       source(folder / "test-ca/ACI-EL-ORG-TEST.pem")};
    const auto outcome = done(request);
    REQUIRE(outcome.certificates.size() == 1);
    const auto& judged = outcome.certificates[0];
    CHECK(judged.facts.usage == known.usage);
    CHECK(judged.facts.structure() == known.structure);
    CHECK(judged.facts.environment == Environment::test);
    CHECK(format_date(date_of(judged.facts.ends_at())) == known.ends_on);
    CHECK(judged.chain.size() == 3);
    CHECK_FALSE(outcome.accepted);
    CHECK(outcome.files.empty());
    const bool is_for_dmp = known.usage == Usage::auth_cli || known.usage == Usage::sign;
    CHECK(rules(outcome) == (is_for_dmp ? Words{"INSTALL-NO-KEY"}
                                        : Words{"INSTALL-NO-KEY", "CERT-USAGE-NOT-WANTED"}));
    // As of today all but one are over; and a TEST certificate is not for a production dossier.
    const model::Dossier production;
    auto today = request_for(path, "2026-11-23");
    today.trusted = request.trusted;
    today.dossier = &production;
    const auto found = rules(done(today));
    CHECK(std::ranges::count(found, "CERT-ENVIRONMENT-DOSSIER") == 1);
    CHECK(std::ranges::count(found, "CERT-EXPIRED") +
              std::ranges::count(found, "CERT-KEY-PERIOD-ENDED") ==
          (std::string_view(known.ends_on) < "2026-11-23" ? 1 : 0));
    CHECK(std::ranges::count(found, "CHAIN-EXPIRED") == 0);
  }
}

TEST_CASE("authorities and cards are no certificates to install") {
  const auto folder = shared_data("igc-sante");
  if (folder.empty()) {
    return;
  }
  for (const auto* below : {"prod-ca", "test-ca"}) {
    for (const auto& entry : fs::directory_iterator(folder / below)) {
      CAPTURE(entry.path());
      CHECK(failure(request_for(entry.path(), "2026-11-23")) == "INSTALL-NO-LEAF");
    }
  }
  for (const auto& entry : fs::directory_iterator(folder / "test-card")) {
    CAPTURE(entry.path());
    const auto found = rules(done(request_for(entry.path(), "2020-01-01")));
    CHECK(std::ranges::count(found, "INSTALL-NO-KEY") == 1);
    CHECK(std::ranges::count(found, "CERT-USAGE-NOT-WANTED") == 1);
    CHECK(std::ranges::count(found, "CHAIN-NO-ISSUER") == 1);
  }
}
