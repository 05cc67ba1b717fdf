#include "dmp/x509/chain.hpp"

#include <algorithm>
#include <set>

#include "dmp/base/date.hpp"
#include "dmp/base/text.hpp"
#include "helpers.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

Instant at(const char* day) { return start_of(*parse_date(day)); }

std::set<std::string> ids(const x509::ChainOutcome& outcome) {
  std::set<std::string> out;
  for (const auto& problem : outcome.problems) {
    out.insert(problem.id());
    CHECK(catalogue().find(problem.id()) != nullptr);
    CHECK(value_of(problem.args, "subject") != "(none)");
  }
  return out;
}

std::vector<std::string> path(const x509::ChainOutcome& outcome) {
  std::vector<std::string> out;
  for (const auto& each : outcome.chain) {
    out.push_back(each.facts().subject.common_name);
  }
  return out;
}

using Ids = std::set<std::string>;

}  // namespace

TEST_CASE("every real TEST leaf chains to the TEST root at a day when it was valid") {
  if (real("README.md").empty()) {
    return;
  }
  const auto root = load(real("test-ca/ACR-EL-TEST.pem"));
  const auto issuer = load(real("test-ca/ACI-EL-ORG-TEST.pem"));
  const auto selected = x509::select_trust({root, issuer}, {}, x509::TrustRule::known);
  CHECK(selected.trust.anchors.size() == 2);
  CHECK(selected.refused.empty());
  int leaves = 0;
  for (const auto& entry : std::filesystem::directory_iterator(real("test-leaf"))) {
    INFO(entry.path());
    const auto leaf = load(entry.path());
    const auto day = leaf.facts().not_before + std::chrono::hours(24);
    const auto outcome = x509::verify_chain(leaf, selected.intermediates, selected.trust, day);
    CHECK(ids(outcome).empty());
    REQUIRE(outcome.chain.size() == 3);
    CHECK(outcome.chain.front().facts().sha256 == leaf.facts().sha256);
    CHECK(outcome.chain[1].facts().sha256 == issuer.facts().sha256);
    CHECK(outcome.chain.back().facts().sha256 == root.facts().sha256);
    // A known issuer alone is an anchor as well.
    CHECK(x509::verify_chain(leaf, {}, {{issuer}}, day).holds());
    // So is the root, with the issuer on the way.
    CHECK(x509::verify_chain(leaf, {issuer}, {{root}}, day).holds());
    ++leaves;
  }
  CHECK(leaves == 10);
}

TEST_CASE("the other tree, another day, a missing issuer, and all of it at once") {
  if (real("README.md").empty()) {
    return;
  }
  const auto leaf = load(real("test-leaf/ORG-AUTH_CLI-Padoa-2021.pem"));
  const auto issuer = load(real("test-ca/ACI-EL-ORG-TEST.pem"));
  const auto root = load(real("test-ca/ACR-EL-TEST.pem"));
  const x509::Trust test{{root}};
  const x509::Trust production{
      {load(real("prod-ca/ACR-EL.pem")), load(real("prod-ca/ACI-EL-ORG.pem"))}};
  const auto day = at("2022-06-01");
  CHECK(ids(x509::verify_chain(leaf, {}, production, day)) == Ids{"CHAIN-NO-ISSUER"});
  CHECK(ids(x509::verify_chain(leaf, {}, {}, day)) == Ids{"CHAIN-NO-ISSUER"});
  CHECK(ids(x509::verify_chain(leaf, {}, test, day)) == Ids{"CHAIN-NO-ISSUER"});
  CHECK(ids(x509::verify_chain(leaf, {issuer, root}, production, day)) == Ids{"CHAIN-UNTRUSTED"});
  CHECK(ids(x509::verify_chain(leaf, {issuer}, test, at("2025-01-01"))) == Ids{"CHAIN-EXPIRED"});
  CHECK(ids(x509::verify_chain(leaf, {issuer}, test, at("2021-01-01"))) ==
        Ids{"CHAIN-NOT-YET-VALID"});
  CHECK(ids(x509::verify_chain(leaf, {}, production, at("2026-11-23"))) ==
        Ids{"CHAIN-EXPIRED", "CHAIN-NO-ISSUER"});
  CHECK(ids(x509::verify_chain(leaf, {issuer}, test, at("2040-01-01"))) == Ids{"CHAIN-EXPIRED"});
  CHECK(x509::verify_chain(leaf, {issuer}, test, at("2040-01-01")).problems.size() == 3);
  const auto missing = x509::verify_chain(leaf, {}, test, day);
  REQUIRE(missing.problems.size() == 1);
  CHECK(value_of(missing.problems[0].args, "issuer") == issuer.facts().subject.printed);
}

TEST_CASE("a changed certificate, a stranger of the same name and a wrong purpose are seen") {
  const auto& pki = authority();
  const auto root = load(pki / "root.pem");
  const auto issuer = load(pki / "issuer.pem");
  const auto leaf = load(pki / "leaf.pem");
  const auto day = leaf.facts().not_before + std::chrono::hours(1);
  const auto good = x509::verify_chain(leaf, {issuer}, {{root}}, day);
  CHECK(good.holds());
  CHECK(path(good) == std::vector<std::string>{"DMP", "issuer", "root"});

  auto der = leaf.der();
  der.back() ^= 1U;
  const auto changed = x509::Certificate::from_der(der, "changed");
  REQUIRE(changed);
  CHECK(ids(x509::verify_chain(*changed, {issuer}, {{root}}, day)) == Ids{"CHAIN-SIGNATURE"});

  // Same name, other key: the key identifiers tell them apart.
  shell(pki.path(),
        "openssl req -x509 -new -newkey rsa:2048 -nodes -keyout false.key -out false.pem "
        "-subj '/C=FR/O=X/OU=IGC-SANTE REHEARSAL/CN=root' -config x.cnf -extensions ca");
  const auto impostor = load(pki / "false.pem");
  CHECK_FALSE(x509::verify_chain(leaf, {issuer}, {{impostor}}, day).holds());
  CHECK(ids(x509::verify_chain(leaf, {issuer, root}, {{impostor}}, day)) == Ids{"CHAIN-UNTRUSTED"});

  // Issued by a leaf: not a certificate authority.
  pki.issue("child", "leaf", "auth", "/C=FR/O=X/CN=child");
  CHECK(ids(x509::verify_chain(load(pki / "child.pem"), {leaf, issuer}, {{root}}, day))
            .contains("CHAIN-OTHER"));
}

TEST_CASE("the purpose follows the usage") {
  const auto& pki = authority();
  pki.issue("narrow", "root", "narrow", "/C=FR/O=X/CN=narrow");
  pki.issue("wrong", "narrow", "auth", "/C=FR/O=X/CN=wrong");
  const auto leaf = load(pki / "wrong.pem");
  CHECK(ids(x509::verify_chain(leaf, {load(pki / "narrow.pem")}, {{load(pki / "root.pem")}},
                               leaf.facts().not_before + std::chrono::hours(1))) ==
        Ids{"CHAIN-PURPOSE"});
}

TEST_CASE("only known authorities are anchors, others when the user says so") {
  const auto& pki = authority();
  const auto root = load(pki / "root.pem");
  const auto issuer = load(pki / "issuer.pem");
  const auto stranger = load(pki / "stranger.pem");
  const auto cautious = x509::select_trust({root, issuer}, {stranger}, x509::TrustRule::known);
  CHECK(cautious.trust.anchors.empty());
  CHECK(cautious.refused.size() == 2);
  const auto told =
      x509::select_trust({root, issuer, root}, {stranger, issuer}, x509::TrustRule::self_signed);
  REQUIRE(told.trust.anchors.size() == 1);
  CHECK(told.trust.anchors[0].facts().sha256 == root.facts().sha256);
  REQUIRE(told.refused.size() == 1);  // What came with the file is never trusted for that.
  CHECK(told.refused[0].facts().sha256 == stranger.facts().sha256);
  CHECK(std::ranges::count_if(told.intermediates, [&](const auto& each) {
          return each.facts().sha256 == issuer.facts().sha256;
        }) == 1);
  if (!real("README.md").empty()) {
    const auto carried = x509::select_trust({}, {load(real("prod-ca/ACR-EL.pem")), stranger},
                                            x509::TrustRule::known);
    REQUIRE(carried.trust.anchors.size() == 1);
    CHECK(x509::find_known_authority(carried.trust.anchors[0].facts().sha256)->name == "ACR-EL");
  }
  CHECK(x509::find_known_authority({}) == nullptr);
}

TEST_CASE("an authority that changes its key issues to itself, and is no root for that") {
  const auto& pki = authority();
  shell(pki.path(),
        "openssl req -x509 -config x.cnf -newkey rsa:2048 -nodes -keyout new.key -days 20 "
        "-subj '/C=FR/O=X/OU=IGC-SANTE REHEARSAL/CN=root' -out rollover.pem -extensions ca "
        "-CA root.pem -CAkey root.key -set_serial 9");
  const auto rollover = load(pki / "rollover.pem");
  REQUIRE(rollover.is_self_issued());
  CHECK_FALSE(rollover.is_self_signed());
  CHECK(load(pki / "root.pem").is_self_signed());
  const auto any = x509::select_trust({rollover}, {}, x509::TrustRule::self_signed);
  CHECK(any.trust.anchors.empty());
  CHECK(any.refused.empty());
  CHECK(any.intermediates.size() == 1);
}

TEST_CASE("one verifier for many gives what one each gives, whatever else is at hand") {
  const auto& pki = authority();
  // The issuer once more, its name in other letters and another string type.
  shell(pki.path(),
        "openssl req -x509 -config x.cnf -key issuer.key -days 20 -extensions ca -set_serial 11 "
        "-subj '/C=FR/O=x/OU=igc-sante  rehearsal/CN=ISSUER' -CA root.pem -CAkey root.key "
        "-out respelt.pem");
  const auto root = load(pki / "root.pem");
  const auto issuer = load(pki / "issuer.pem");
  const auto stranger = load(pki / "stranger.pem");
  const auto respelt = load(pki / "respelt.pem");
  const auto leaf = load(pki / "leaf.pem");
  const auto when = leaf.facts().not_before + std::chrono::hours(1);
  x509::ChainVerifier verifier({stranger, leaf, issuer}, x509::Trust{{root}});
  for (const auto& each : {leaf, issuer, root, stranger, leaf}) {
    const auto one = x509::verify_chain(each, {issuer}, x509::Trust{{root}}, when);
    const auto of_many = verifier.verify(each, when);
    CHECK(path(of_many) == path(one));
    CHECK(of_many.holds() == one.holds());
  }
  CHECK(path(verifier.verify(leaf, when)).size() == 3);
  CHECK_FALSE(verifier.verify(stranger, when).holds());
  CHECK(path(x509::verify_chain(leaf, {stranger, respelt}, x509::Trust{{root}}, when)).size() == 3);
}

TEST_CASE("an intermediate ends the chain where the user says so") {
  const auto& pki = authority();
  const auto root = load(pki / "root.pem");
  const auto issuer = load(pki / "issuer.pem");
  const auto leaf = load(pki / "leaf.pem");
  const auto when = leaf.facts().not_before + std::chrono::hours(1);
  const auto verify = [&](const std::vector<x509::Certificate>& named, x509::TrustRule rule) {
    const auto chosen = x509::select_trust(named, {}, rule);
    return x509::verify_chain(leaf, chosen.intermediates, chosen.trust, when);
  };
  CHECK_FALSE(verify({issuer}, x509::TrustRule::self_signed).holds());
  CHECK(verify({issuer}, x509::TrustRule::named).holds());
  CHECK(path(verify({issuer, root}, x509::TrustRule::named)).size() == 2);
  CHECK(path(verify({issuer, root}, x509::TrustRule::self_signed)).size() == 3);
}

TEST_CASE("dates of an authority are not the leaf's, whatever it is called") {
  TemporaryFolder folder;
  spill(folder / "x.cnf",
        "[req]\ndistinguished_name=dn\n[dn]\n[ca]\nbasicConstraints=critical,CA:TRUE\n"
        "subjectKeyIdentifier=hash\n[leaf]\nauthorityKeyIdentifier=keyid\n");
  shell(folder.path(),
        "openssl req -x509 -config x.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
        "-keyout a.key "
        "-subj /CN=same -days 10 -out a.pem -extensions ca && "
        "openssl req -x509 -config x.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
        "-keyout l.key "
        "-subj /CN=same -days 20 -out l.pem -extensions leaf -CA a.pem -CAkey a.key");
  const auto leaf = load(folder / "l.pem");
  const auto issuer = load(folder / "a.pem");
  const auto problems_at = [&](int day) {
    return x509::verify_chain(leaf, {}, {{issuer}},
                              leaf.facts().not_before + std::chrono::hours(24 * day + 1))
        .problems;
  };
  CHECK(problems_at(5).empty());
  REQUIRE(problems_at(15).size() == 1);
  CHECK(problems_at(15)[0].id() == "CHAIN-EXPIRED");
  CHECK_FALSE(problems_at(15)[0].is_leafs_date);
  const auto both = problems_at(25);
  REQUIRE(both.size() == 2);
  CHECK(std::ranges::count(both, true, &x509::ChainProblem::is_leafs_date) == 1);
}
