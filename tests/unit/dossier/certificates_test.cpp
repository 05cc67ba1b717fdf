#include "dmp/dossier/certificates.hpp"

#include <algorithm>
#include <random>

#include "dmp/documents/reading.hpp"
#include "dmp/model/structure_id.hpp"
#include "unit/dossier/tables.hpp"

using namespace dmp;
using namespace dmp::dossier;
using dmp::test::english;
using dmp::test::opened;
using model::Environment;
using model::Usage;
using namespace std::chrono_literals;

namespace {

constexpr Date kToday = 2026y / 11 / 23;

/// A certificate of a structure; its source is its name and usage.
sources::Placed placed(const std::string& structure, Usage usage, const std::string& name,
                       Date ends = 2028y / 5 / 31) {
  sources::Placed placed;
  placed.source = name + " " + std::string(to_string(usage));
  auto& facts = placed.facts;
  facts.subject.units = {structure};
  facts.subject.organisation = "CH DE CAYENNE";
  facts.subject.common_name = name;
  facts.usage = usage;
  facts.environment = Environment::production;
  facts.not_after = std::chrono::sys_days(ends) + 10h;
  static std::uint8_t count = 0;
  facts.sha256.bytes[0] = ++count;
  return placed;
}

registry::Extract example_register() {
  registry::Extract extract;
  for (const auto* number : {"970300026", "970302287"}) {
    registry::Record record;
    record.number = number;
    record.juridical = "970302022";
    record.name = "SITE " + record.number;
    record.category = "355";
    extract.establishments.emplace(record.number, record);
  }
  registry::Record entity;
  entity.number = "970302022";
  extract.legal_entities.emplace(entity.number, entity);
  return extract;
}

Imported imported(std::vector<sources::Placed> certificates, bool with_register = true,
                  const std::string& into = {}) {
  const sources::Gathered found{std::move(certificates), {}, false};
  CertificatesRequest request{found, std::nullopt, std::nullopt, kToday, english()};
  if (with_register) {
    request.finess_register = example_register();
  }
  if (!into.empty()) {
    request.into = opened(into);
  }
  return import_certificates(request);
}

/// "id: SERVICE USAGE carrier end[, …]" of each site, from what the reader makes of a dossier in
/// which nothing but TODOs is to be said.
std::string sites_of(const std::string& dossier) {
  const auto reading = documents::read_dossier(dossier, "dossier.json");
  INFO(dossier);
  for (const auto& finding : reading.findings) {
    INFO(finding.rule << " " << finding.at.pointer);
    CHECK((finding.rule == "DOSSIER-TODO" || finding.severity == Severity::info));
  }
  REQUIRE(reading.value);
  std::string out;
  for (const auto& site : reading.value->establishments) {
    out += site.id + ":";
    for (const auto& each : site.certificates) {
      out += " " + each.service + (each.name.empty() ? "" : "=" + each.name) + " " +
             std::string(to_string(each.usage)) + " " + std::string(to_string(each.on)) +
             (each.ends_on ? " " + format_date(*each.ends_on) : "") + ";";
    }
    out += "\n";
  }
  return out;
}

/// "source: reason" of each finding.
std::string findings_of(const Imported& result) {
  std::string out;
  for (const auto& finding : result.findings) {
    const auto why = std::ranges::find(finding.args, "why", &Arg::name);
    out += finding.at.file + ": " + (why == finding.args.end() ? finding.rule : why->value) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("certificates of one structure are one site, and say what it holds until when") {
  const auto result = imported({placed("1970300026", Usage::auth_cli, "DMP AUTHENTIFICATION"),
                                placed("1970300026", Usage::sign, "DMP SIGNATURE"),
                                placed("1970300026", Usage::auth_cli, "INSI-AUTO"),
                                placed("1970302287", Usage::sign, "Messagerie")});
  CHECK(findings_of(result).empty());
  CHECK(sites_of(result.document) ==
        "site-970300026: DMP AUTH_CLI site 2028-05-31; DMP SIGN site 2028-05-31; "
        "INSI=INSI-AUTO AUTH_CLI site 2028-05-31;\n"
        "site-970302287: DMP AUTH_CLI legal-entity; DMP SIGN legal-entity; "
        "Messagerie=Messagerie SIGN site 2028-05-31;\n");
  CHECK(result.lines == 4);
  CHECK(result.refused == 0);
  CHECK(result.sites == 2);
}

TEST_CASE("the register tells a legal entity's certificate, which holds for all its sites") {
  auto by_entity = placed("1970302022", Usage::auth_cli, "DMP AUTHENTIFICATION");
  by_entity.facts.subject.organisation = "CENTRE HOSPITALIER DE CAYENNE";
  const auto both = imported({by_entity, placed("1970300026", Usage::sign, "DMP SIGNATURE")});
  CHECK(sites_of(both.document) ==
        "site-970300026: DMP AUTH_CLI legal-entity 2028-05-31; DMP SIGN site 2028-05-31;\n");
  CHECK(both.document.find("\"name\": \"CENTRE HOSPITALIER DE CAYENNE\"") != std::string::npos);
  const auto alone = imported({by_entity});
  CHECK(sites_of(alone.document) ==
        "site-970302022: DMP AUTH_CLI legal-entity 2028-05-31; DMP SIGN legal-entity;\n");
  // Nobody knows without it, and it says so.
  const auto without = imported({by_entity}, false);
  CHECK(findings_of(without) == "DMP AUTHENTIFICATION AUTH_CLI: IMPORT-CERTIFICATE-KIND\n");
  CHECK(sites_of(without.document) ==
        "centre-hospitalier-cayenne: DMP AUTH_CLI site 2028-05-31; DMP SIGN legal-entity;\n");
}

TEST_CASE("a name that the authority may have cut is none") {
  auto cut = placed("326973302800022", Usage::sign, "DMP SIGNATURE");
  cut.facts.subject.organisation = std::string(40, 'X');
  const auto result = imported({cut});
  CHECK(sites_of(result.document) ==
        std::string(40, 'x') + ": DMP AUTH_CLI legal-entity; DMP SIGN siret 2028-05-31;\n");
  CHECK(result.document.find("\"name\": \"XXX") == std::string::npos);
}

TEST_CASE("what no dossier has is left out with its reason, and of two the newer one stays") {
  auto authority = placed("1970300026", Usage::ca, "ACI");
  authority.facts.is_ca = true;
  auto foreign = placed("1970300026", Usage::auth_cli, "foreign");
  foreign.facts.environment = Environment::unknown;
  auto test = placed("1970300026", Usage::auth_cli, "of test");
  test.facts.environment = Environment::test;
  const auto result =
      imported({authority, placed("1970300026", Usage::card_sign, "card"),
                placed("1970300026", Usage::serv_ssl, "server"), foreign, test,
                placed("2269733028", Usage::sign, "by SIREN"), placed("", Usage::sign, "no number"),
                placed("1970300026", Usage::sign, "old", 2026y / 11 / 22),
                placed("1970300026", Usage::sign, ""),
                placed("1970300026", Usage::sign, "DMP SIGNATURE", 2027y / 1 / 1),
                placed("1970300026", Usage::sign, "DMP SIGNATURE", 2029y / 1 / 1),
                placed("1970300026", Usage::sign, "DMP SIGNATURE", 2028y / 1 / 1)});
  CHECK(findings_of(result) ==
        "ACI CA: import.skip.authority\ncard CARD_SIGN: import.skip.card\n"
        "server SERV_SSL: import.skip.server\nforeign AUTH_CLI: import.skip.other\n"
        "by SIREN SIGN: import.skip.structure\nno number SIGN: import.skip.structure\n"
        "old SIGN: import.skip.expired\n SIGN: import.skip.name\n"
        "of test AUTH_CLI: import.skip.environment\n"
        "DMP SIGNATURE SIGN: import.skip.replaced\nDMP SIGNATURE SIGN: import.skip.replaced\n");
  CHECK(result.refused == 11);
  CHECK(sites_of(result.document) ==
        "site-970300026: DMP AUTH_CLI legal-entity; DMP SIGN site 2029-01-01;\n");
  CHECK(imported({authority}).document.empty());
}

TEST_CASE("names that are nearly right are those that are ordered next, and it says so") {
  const auto result = imported({placed("1970300026", Usage::auth_cli, "DMP AUTHENTICATION"),
                                placed("1970300026", Usage::sign, "insi_manu")});
  CHECK(findings_of(result) ==
        "DMP AUTHENTICATION AUTH_CLI: IMPORT-CERTIFICATE-NAME\n"
        "insi_manu SIGN: IMPORT-CERTIFICATE-NAME\n");
  CHECK(sites_of(result.document) ==
        "site-970300026: DMP AUTH_CLI site 2028-05-31; DMP SIGN legal-entity; "
        "INSI=INSI-MANU SIGN site 2028-05-31;\n");
}

TEST_CASE("a dossier gets what is new in place, and the second time nothing") {
  const auto first = imported({placed("1970300026", Usage::auth_cli, "DMP AUTHENTIFICATION"),
                               placed("1970302022", Usage::sign, "DMP SIGNATURE")});
  std::vector<sources::Placed> newer = {
      placed("1970300026", Usage::auth_cli, "DMP AUTHENTIFICATION", 2029y / 1 / 1),
      placed("1970300026", Usage::auth_cli, "INSI-AUTO"),
      placed("1970302022", Usage::sign, "DMP SIGNATURE", 2027y / 1 / 1),
      placed("1970302287", Usage::sign, "DMP SIGNATURE")};
  const auto second = imported(newer, true, first.document);
  CHECK(sites_of(second.document) ==
        "site-970300026: DMP AUTH_CLI site 2029-01-01; DMP SIGN legal-entity 2028-05-31; "
        "INSI=INSI-AUTO AUTH_CLI site 2028-05-31;\n"
        "site-970302287: DMP AUTH_CLI legal-entity; DMP SIGN site 2028-05-31;\n");
  std::string changes;
  for (const auto& each : second.changes) {
    changes += each.site + " " + each.what + ": " + each.from + " -> " + each.to + "\n";
  }
  CHECK(changes ==
        "site-970300026 certificates: 2028-05-31 -> DMP AUTH_CLI, 2029-01-01\n"
        "site-970300026 certificates:  -> INSI AUTH_CLI, 2028-05-31\n"
        "site-970302287 :  -> SITE 970302287\n"
        "site-970302287 certificates:  -> DMP SIGN, 2028-05-31\n");
  CHECK(second.sites == 2);
  const auto third = imported(newer, true, second.document);
  CHECK(third.document == second.document);
  CHECK(third.changes.empty());
}

TEST_CASE("what cannot be read is told: an encrypted file as one that is left out") {
  const sources::Gathered found{
      {},
      {{ErrorKind::secret, "EXPIRY-ENCRYPTED", {arg("file", "a.p12")}, {}},
       {ErrorKind::input, "FILE-NOT-FOUND", {arg("file", "b.pem")}, {}}},
      false};
  const auto result = import_certificates({found, std::nullopt, std::nullopt, kToday, english()});
  CHECK(findings_of(result) == "a.p12: IMPORT-CERTIFICATE-ENCRYPTED\nb.pem: FILE-NOT-FOUND\n");
  CHECK(result.findings.front().severity == Severity::warning);
  CHECK(result.findings.back().severity == Severity::error);
}

TEST_CASE(
    "whatever certificates say, the dossier lacks nothing but TODOs, and a second import nothing") {
  const auto seed = std::random_device{}();
  std::mt19937 random(seed);
  const auto one_of = [&random](const auto& list) {
    return list[std::uniform_int_distribution<std::size_t>(0, std::size(list) - 1)(random)];
  };
  const std::array<std::string, 6> structures = {"1970300026",      "1970302287", "1970302022",
                                                 "326973302800022", "10B0152872", "?"};
  const std::array<std::string, 8> names = {"DMP SIGNATURE", "dmp signature", "INSI-AUTO", "x;y, z",
                                            "\"q\\",         "TODO",          "DMP",       "é\n{"};
  constexpr std::array kUsages = {Usage::auth_cli, Usage::sign, Usage::conf, Usage::other};
  constexpr std::array kEnvironments = {Environment::production, Environment::test,
                                        Environment::rehearsal};
  for (int round = 0; round < 200; ++round) {
    INFO("seed " << seed << ", round " << round);
    std::vector<sources::Placed> certificates;
    const auto environment = one_of(kEnvironments);
    for (int i = 0; i < 1 + round % 7; ++i) {
      auto each = placed(one_of(structures), one_of(kUsages), one_of(names),
                         kToday + std::chrono::years(i % 3));
      each.facts.environment = i % 5 == 4 ? one_of(kEnvironments) : environment;
      each.facts.subject.organisation = one_of(names);
      certificates.push_back(std::move(each));
    }
    const auto first = imported(certificates, round % 2 == 0);
    if (first.document.empty()) {
      CHECK(first.refused == first.lines);
      continue;
    }
    sites_of(first.document);
    CHECK(imported(certificates, round % 2 == 0, first.document).document == first.document);
  }
}
