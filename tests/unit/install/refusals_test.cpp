#include "setup.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

/// What the first finding of a rule says under a name.
std::string said(const install::Outcome& outcome, std::string_view rule, std::string_view name) {
  for (const auto& certificate : outcome.certificates) {
    for (const auto& finding : certificate.findings) {
      if (finding.rule == rule) {
        CHECK(finding.at.file == certificate.source);
        return value_of(finding.args, name);
      }
    }
  }
  return "(no such finding)";
}

}  // namespace

TEST_CASE("no key, and the key of another certificate") {
  Bench bench;
  const auto stranger = bench.rehearsal.make_key("stranger");
  const auto leaf = bench.issue("auth", "AUTH_CLI", stranger);
  CHECK(rules(done(bench.request({leaf}))) == Words{"INSTALL-NO-KEY"});

  SECTION("the key that was named is another") {
    auto request = bench.request({leaf});
    request.key_file = source(bench.rehearsal.make_key("other"));
    const auto outcome = done(request);
    CHECK(rules(outcome) == Words{"INSTALL-WRONG-KEY"});
    CHECK(said(outcome, "INSTALL-WRONG-KEY", "key") == request.key_file->name);
  }
  SECTION("the order for this structure and usage was made with another key") {
    bench.order("AUTH_CLI");
    const auto outcome = done(bench.request({leaf}));
    CHECK(rules(outcome) == Words{"INSTALL-WRONG-KEY"});
    CHECK(said(outcome, "INSTALL-WRONG-KEY", "key") ==
          (bench.order_folder("AUTH_CLI") / "key.pem").string());
  }
  SECTION("the key that was named is that of the other usage's order") {
    bench.order("SIGN");
    auto request = bench.request({bench.issue("auth", "AUTH_CLI", bench.order("AUTH_CLI"))});
    request.key_file = source(bench.order_folder("SIGN") / "key.pem");
    const auto outcome = done(request);
    CHECK(rules(outcome) == Words{"INSTALL-SWAPPED"});
    CHECK(said(outcome, "INSTALL-SWAPPED", "found") == "AUTH_CLI");
    CHECK(said(outcome, "INSTALL-SWAPPED", "key") == request.key_file->name);
    CHECK(said(outcome, "INSTALL-KEY-ELSEWHERE", "key") ==
          (bench.order_folder("AUTH_CLI") / "key.pem").string());
  }
  SECTION("the key that was named is that of another site's order") {
    const auto own = bench.order("AUTH_CLI");
    auto request = bench.request({bench.issue("there", "AUTH_CLI", stranger, "--site fleming")});
    request.key_file = source(own);
    const auto outcome = done(request);
    CHECK(rules(outcome) == Words{"INSTALL-OTHER-SITE"});
    CHECK(said(outcome, "INSTALL-OTHER-SITE", "found") == "1970100400");
    CHECK(said(outcome, "INSTALL-OTHER-SITE", "expected_name") ==
          bench.dossier.establishments[0].name);
  }
  SECTION("the P12 holds the key of another certificate in it") {
    const auto p12 = bench.place / "mixed.p12";
    const auto other = bench.rehearsal.make_key("other");
    const auto mine = bench.issue("mine", "AUTH_CLI", other);
    spill(bench.place / "both.pem", slurp(other) + slurp(mine) + slurp(leaf));
    Rehearsal::sh("openssl pkcs12 -export -in " + Rehearsal::quoted(bench.place / "both.pem") +
                  " -passout pass:x -out " + Rehearsal::quoted(p12));
    auto request = bench.request({p12});
    const auto passphrase = secret("x");
    request.passphrase = &passphrase;
    const auto outcome = done(request);
    REQUIRE(outcome.certificates.size() == 2);
    // The key in it has its certificate; that of the other one is nowhere.
    CHECK(rules(outcome) == Words{"INSTALL-NO-KEY"});
  }
  SECTION("the key file is not the one that the order was made with") {
    const auto key = bench.order("AUTH_CLI");
    fs::copy_file(stranger, bench.order_folder("AUTH_CLI") / "key.pem",
                  fs::copy_options::overwrite_existing);
    CHECK(rules(done(bench.request({bench.issue("own", "AUTH_CLI", key)}))) ==
          Words{"INSTALL-WRONG-KEY"});
  }
  SECTION("the key file is gone") {
    const auto key = bench.order("AUTH_CLI");
    fs::remove(bench.order_folder("AUTH_CLI") / "key.pem");
    CHECK(rules(done(bench.request({bench.issue("own", "AUTH_CLI", key)}))) ==
          Words{"INSTALL-NO-KEY"});
  }
}

TEST_CASE("AUTH_CLI and SIGN swapped, and usages that nobody ordered") {
  Bench bench;
  const auto swapped = bench.issue("swapped", "SIGN", bench.order("AUTH_CLI"));
  const auto by_order = done(bench.request({swapped}));
  CHECK(rules(by_order) == Words{"INSTALL-SWAPPED"});
  CHECK(said(by_order, "INSTALL-SWAPPED", "found") == "SIGN");
  CHECK(said(by_order, "INSTALL-SWAPPED", "expected") == "AUTH_CLI");
  // What the caller expects does not make the order another one.
  auto insisting = bench.request({swapped});
  insisting.expected_usage = model::Usage::sign;
  CHECK(rules(done(insisting)) == Words{"INSTALL-SWAPPED"});

  const auto key = bench.rehearsal.make_key("named");
  const auto without_order = [&](const fs::path& leaf) {
    auto request = bench.request({leaf});
    request.workspace.reset();
    request.targets.push_back(pem_at(bench.pem()));
    request.key_file = source(key);
    return request;
  };
  auto auth = without_order(bench.issue("auth", "AUTH_CLI", key));
  auth.expected_usage = model::Usage::sign;
  CHECK(rules(done(auth)) == Words{"CERT-SWAPPED"});
  auth.expected_usage = model::Usage::auth_cli;
  CHECK(done(auth).accepted);
  const auto conf = done(without_order(bench.issue("conf", "CONF", key)));
  CHECK(rules(conf) == Words{"CERT-USAGE-NOT-WANTED"});
  CHECK(said(conf, "CERT-USAGE-NOT-WANTED", "expected") == "AUTH_CLI/SIGN");
  auto wanted = without_order(bench.rehearsal.work("conf.pem"));
  wanted.expected_usage = model::Usage::conf;
  CHECK(done(wanted).accepted);
}

TEST_CASE("the certificate of another structure") {
  Bench bench;
  const auto other = bench.issue("other", "AUTH_CLI", bench.order("AUTH_CLI"), "--site fleming");
  const auto by_order = done(bench.request({other}));
  CHECK(rules(by_order) == Words{"INSTALL-OTHER-SITE"});
  CHECK(said(by_order, "INSTALL-OTHER-SITE", "found") == "1970100400");
  CHECK(said(by_order, "INSTALL-OTHER-SITE", "expected") == "1010000024");

  auto request = bench.request({other});
  request.workspace.reset();
  request.key_file = source(bench.rehearsal.work("AUTH_CLI.key"));
  request.targets.push_back(pem_at(bench.pem()));
  CHECK(done(request).certificates[0].site == "fleming");
  bench.dossier.establishments.pop_back();
  const auto unknown = done(request);
  CHECK(rules(unknown).empty() == false);
  CHECK(said(unknown, "CERT-STRUCTURE-OTHER", "sites") == "rules.certificate.any-site");
  // Without dossier nor order there is nothing to compare with.
  request.dossier = nullptr;
  request.targets.push_back(pem_at(bench.place / "elsewhere"));
  CHECK(done(request).accepted);
  CHECK(fs::exists(bench.place / "elsewhere/970100400/AUTH_CLI/key.pem"));
}

TEST_CASE("the number of the legal entity belongs to its sites") {
  Bench bench;
  const auto key = bench.rehearsal.make_key("named");
  auto request = bench.request({bench.issue("named", "SIGN", key, "--on legal-entity")});
  request.policy = *policy::find_policy("ans-2023");
  request.workspace.reset();
  request.key_file = source(key);
  request.targets.push_back(pem_at(bench.pem()));
  const auto outcome = done(request);
  CHECK(outcome.accepted);
  CHECK(outcome.certificates[0].site == "fleyriat");
  CHECK(fs::exists(bench.pem() / "010780054/SIGN/certificate.pem"));
}

TEST_CASE("environments are not mixed") {
  Bench bench;
  const auto leaf = bench.issue("auth", "AUTH_CLI", bench.order("AUTH_CLI"));
  for (const auto environment : {model::Environment::production, model::Environment::test}) {
    bench.dossier.environment = environment;
    const auto outcome = done(bench.request({leaf}));
    CHECK(rules(outcome) == Words{"CERT-ENVIRONMENT-DOSSIER"});
    CHECK(said(outcome, "CERT-ENVIRONMENT-DOSSIER", "found") == "environment.rehearsal");
    CHECK(said(outcome, "CERT-ENVIRONMENT-DOSSIER", "expected") ==
          "environment." + std::string(to_string(environment)));
  }
  bench.dossier.environment = model::Environment::rehearsal;
  bench.change_order(bench.order_folder("AUTH_CLI"), [](model::Order& order) {
    order.environment = model::Environment::production;
  });
  CHECK(rules(done(bench.request({leaf}))) == Words{"INSTALL-ENVIRONMENT"});
}

TEST_CASE("a production certificate is not for a TEST dossier") {
  Bench bench;
  bench.dossier.environment = model::Environment::test;
  const auto key = bench.rehearsal.make_key("leaf");
  const auto root = bench.place / "root.pem";
  const auto leaf = bench.place / "leaf.pem";
  // Nobody has a production certificate to lend: this one only bears the names.
  spill(bench.place / "leaf.cnf",
        "keyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth\n"
        "basicConstraints=CA:FALSE\n1.2.250.1.71.1.2.5=DER:03\n");
  Rehearsal::sh("openssl req -x509 -newkey rsa:2048 -nodes -keyout " +
                Rehearsal::quoted(bench.place / "root.key") + " -out " + Rehearsal::quoted(root) +
                " -days 30 -addext basicConstraints=critical,CA:TRUE -addext "
                "keyUsage=critical,keyCertSign -subj '/C=FR/O=ASIP-SANTE/OU=0002 187512751/"
                "OU=IGC-SANTE/CN=AC INVENTEE'");
  Rehearsal::sh("openssl req -new -key " + Rehearsal::quoted(key) +
                " -subj '/C=FR/ST=Ain (01)/O=CENTRE HOSPITALIER/OU=1010000024/"
                "CN=DMP AUTHENTIFICATION' | openssl x509 -req -days 20 -CA " +
                Rehearsal::quoted(root) + " -CAkey " + Rehearsal::quoted(bench.place / "root.key") +
                " -extfile " + Rehearsal::quoted(bench.place / "leaf.cnf") + " -out " +
                Rehearsal::quoted(leaf));
  auto request = bench.request({leaf});
  request.trusted = {source(root)};
  request.key_file = source(key);
  request.targets.push_back(pem_at(bench.pem()));
  request.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto outcome = done(request);
  CHECK(rules(outcome) == Words{"CERT-ENVIRONMENT-DOSSIER"});
  CHECK(said(outcome, "CERT-ENVIRONMENT-DOSSIER", "found") == "environment.production");
}

TEST_CASE("a chain that does not hold") {
  Bench bench;
  const auto leaf = bench.issue("auth", "AUTH_CLI", bench.order("AUTH_CLI"));
  SECTION("no authority is known") {
    auto request = bench.request({leaf});
    request.trusted.clear();
    CHECK(rules(done(request)) == Words{"CHAIN-NO-ISSUER"});
  }
  SECTION("the rehearsal root is not trusted unless that is said") {
    auto request = bench.request({leaf});
    request.trust_rule = x509::TrustRule::known;
    CHECK(rules(done(request)) == Words{"CHAIN-UNTRUSTED"});
  }
  SECTION("what the delivery carries is never trusted by itself") {
    auto request = bench.request({bench.rehearsal.p7b("auth", leaf)});
    request.trusted.clear();
    CHECK(rules(done(request)) == Words{"CHAIN-UNTRUSTED"});
  }
  SECTION("the certificate was changed") {
    const auto der = bench.place / "auth.der";
    Rehearsal::sh("openssl x509 -outform DER -in " + Rehearsal::quoted(leaf) + " -out " +
                  Rehearsal::quoted(der));
    auto bytes = slurp(der);
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    spill(der, bytes);
    CHECK(rules(done(bench.request({der}))) == Words{"CHAIN-SIGNATURE"});
  }
}

TEST_CASE("outside of its time") {
  Bench bench;
  const auto key = bench.order("SIGN");
  const auto leaf =
      bench.issue("sign", "SIGN", key, "--not-before 20231115100023Z --sign-37-months");
  auto request = bench.request({leaf});
  request.now = *parse_instant("2026-11-15T10:00:23Z");
  CHECK(done(request).accepted);
  request.stage = install::Stage::verify;
  request.now =
      *parse_instant("2026-11-15T10:00:24Z");  // the key's period is over, notAfter is not
  const auto key_over = done(request);
  CHECK(rules(key_over) == Words{"CERT-KEY-PERIOD-ENDED"});
  CHECK(said(key_over, "CERT-KEY-PERIOD-ENDED", "date") == "2026-11-15");
  request.now = *parse_instant("2027-01-01T00:00:00Z");
  CHECK(rules(done(request)) == Words{"CERT-EXPIRED"});
  request.now = *parse_instant("2023-11-15T10:00:22Z");
  const auto early = done(request);
  CHECK(rules(early) == Words{"CERT-NOT-YET-VALID"});
  CHECK(said(early, "CERT-NOT-YET-VALID", "date") == "2023-11-15");
}

TEST_CASE("an order that was revoked takes no certificate any more") {
  Bench bench;
  const auto leaf = bench.issue("auth", "AUTH_CLI", bench.order("AUTH_CLI"));
  bench.change_order(bench.order_folder("AUTH_CLI"),
                     [](model::Order& order) { order.state = model::OrderState::revoked; });
  const auto outcome = done(bench.request({leaf}));
  CHECK(rules(outcome) == Words{"INSTALL-ORDER-STATE"});
  CHECK(in_french().text(said(outcome, "INSTALL-ORDER-STATE", "state")) == "révoquée");
}

TEST_CASE("another service name is a warning, another name of the house a note") {
  Bench bench;
  const auto leaf =
      bench.issue("auth", "AUTH_CLI", bench.order("AUTH_CLI"), "--service 'DMP ET MSS'");
  bench.dossier.establishments[0].name = "CHU DE PLAISANCE";
  bench.dossier.establishments[0].department = "2A";
  auto request = bench.request({leaf});
  request.stage = install::Stage::verify;
  const auto outcome = done(request);
  CHECK(outcome.accepted);
  CHECK(rules(outcome, Severity::warning) == Words{"CERT-CN-POLICY"});
  CHECK(said(outcome, "CERT-CN-POLICY", "expected") == "DMP AUTHENTIFICATION");
  CHECK(rules(outcome, Severity::info) == Words{"CERT-ORGANISATION-DIFFERS", "CERT-STATE-DIFFERS"});
  // An edition of the procedure may be stricter.
  request.policy.severities["CERT-CN-POLICY"] = Severity::error;
  CHECK_FALSE(done(request).accepted);
}
