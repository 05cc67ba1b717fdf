#include "samples.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;
using namespace std::chrono_literals;

TEST_CASE("a whole dossier becomes the model without a finding") {
  const auto reading = read(kWhole);
  CHECK(rules(reading.findings) == "");
  REQUIRE(reading.value);
  const auto& d = *reading.value;
  CHECK(d.environment == model::Environment::test);
  REQUIRE(d.group);
  CHECK(d.group->kind == model::GroupKind::ght);
  CHECK(d.group->contact->family_name == "Été");
  REQUIRE(d.administrators.size() == 1);
  const auto& adm = d.administrators.front();
  CHECK(adm.pointer == "/administrators/0");
  CHECK(adm.employer == model::Employer::establishment);
  REQUIRE(adm.person.card);
  CHECK(adm.person.card->type == model::CardType::cpe);
  CHECK(adm.person.card->number->text() == "2600301752");
  CHECK(adm.person.card->expires_on == 2027y / 5 / 31);
  REQUIRE(d.establishments.size() == 1);
  const auto& site = d.establishments.front();
  CHECK(site.pointer == "/establishments/0");
  CHECK(site.finess_geographic->text() == "010000024");
  CHECK(site.finess_juridical->text() == "010780054");
  CHECK(site.siret->text() == "26010004500012");
  CHECK(site.sector == model::Sector::public_sector);
  CHECK(site.contract->status == model::ContractStatus::signed_contract);
  CHECK(site.contract->signed_on == 2020y / 2 / 11);
  CHECK(site.representative->card->type == model::CardType::cde);
  CHECK(site.proxies.front().form_502_sent_on == 2021y / 1 / 10);
  CHECK(site.proxies.front().person.card->status == model::CardStatus::requested);
  CHECK(site.signatory == model::Signatory::representative);
  CHECK(site.administrators == std::vector<std::string>{"adm-dsi"});
  CHECK(site.software->juridical_finess_only);
  CHECK(site.form_413.sent_on == 2021y / 10 / 4);
  REQUIRE(site.certificates.size() == 2);
  CHECK(site.certificates[1].usage == model::Usage::sign);
  CHECK(site.certificates[1].on == model::FinessKind::juridical);
}

TEST_CASE("what was done and what is accepted becomes the model too") {
  const auto reading = read(slurp(std::filesystem::path(DMP_SOURCE_DIR) /
                                  "tests/support/documents/accepted/dossier-whole.json"));
  REQUIRE(reading.value);
  const auto& group = *reading.value->group;
  CHECK(group.team == "É");
  CHECK(group.architecture == "proxy DMP");
  CHECK(group.contracts_reviewed_on == 2021y / 9 / 1);
  CHECK(group.contracts_sent_on == 2021y / 9 / 2);
  CHECK(group.producers_listed);
  const auto& site = reading.value->establishments.front();
  CHECK(site.software->publisher_contacted_on == 2021y / 9 / 3);
  CHECK(site.form_413.sent_to == "a@example.fr");
  CHECK(site.form_413.confirmed_on == 2021y / 10 / 20);
  const auto& certificate = site.certificates.front();
  CHECK(certificate.ordered_on == 2021y / 11 / 2);
  CHECK(certificate.withdrawn_on == 2021y / 11 / 3);
  CHECK(certificate.installed_on == 2021y / 11 / 4);
  CHECK(certificate.ends_on == 2024y / 11 / 3);
  REQUIRE(reading.value->accepted.size() == 2);
  const auto& accepted = reading.value->accepted.front();
  CHECK(accepted.rule == "CONTRACT-PENDING");
  CHECK(accepted.site == "site-1");
  CHECK(accepted.acceptance == Acceptance{"É", 2027y / 1 / 1});
  CHECK(accepted.pointer == "/accepted/0");
  CHECK(reading.value->accepted.back().site.empty());
}

TEST_CASE("an acceptance whose day does not exist accepts nothing, and that is told") {
  auto text = std::string(kWhole);
  text.insert(text.rfind('}'),
              R"(, "accepted": [ { "rule": "R", "reason": "r", "until": "2027-02-30" } ])");
  const auto reading = read(text);
  CHECK(rules(reading.findings) == "DATE-INVALID ");
  REQUIRE(reading.value);
  CHECK(reading.value->accepted.empty());
}

namespace {

/// Expect says what one change of the whole dossier is worth.
struct Expect {
  std::string from;
  std::string to;
  std::string found;  ///< Rules, each followed by a space.
  std::string pointer;
  Severity severity = Severity::error;
  bool has_value = true;
};

constexpr std::string_view kSiteId = "/establishments/0/id";

Finding only_finding(const Expect& expect) {
  INFO(expect.from << " -> " << expect.to);
  const auto reading = read(changed(expect.from, expect.to));
  CHECK(rules(reading.findings) == expect.found);
  REQUIRE_FALSE(reading.findings.empty());
  const auto& finding = reading.findings.front();
  CHECK(finding.at.pointer == expect.pointer);
  CHECK(finding.at.file == "d.json");
  CHECK(finding.at.line > 0);
  CHECK(finding.severity == expect.severity);
  CHECK(reading.value.has_value() == expect.has_value);
  const bool of_site = expect.pointer.starts_with("/establishments/0") && expect.pointer != kSiteId;
  CHECK(finding.site == (of_site ? "fleyriat" : ""));
  for (const auto language : {Language::english, Language::french}) {
    CHECK_FALSE(has_open_placeholder(wording(language).text(finding.rule, finding.args) +
                                     wording(language).remedy(finding.rule, finding.args)));
  }
  return finding;
}

}  // namespace

TEST_CASE("each fault of a dossier is one finding, with its pointer") {
  const std::string site = "/establishments/0";
  const auto no = Severity::error;
  const Expect all[] = {
      // Wrong types: the document is not understood.
      {"\"2600301752\"", "2600301752", "SCHEMA-TYPE ", "/administrators/0/card/number", no, false},
      {"\"26010004500012\"", "26010004500012", "SCHEMA-TYPE ", site + "/siret", no, false},
      {"[\"adm-dsi\"]", "\"adm-dsi\"", "SCHEMA-TYPE ", site + "/administrators", no, false},
      {"\"id\": \"fleyriat\",", "", "SCHEMA-REQUIRED ", site + "/id", no, false},
      // Words: understood, but for the word.
      {"\"ght\"", "\"GHT\"", "SCHEMA-VALUE ", "/group/kind"},
      {"\"CDE\"", "\"CDI\"", "SCHEMA-VALUE ", site + "/representative/card/type"},
      {"\"test\"", "\"prod\"", "SCHEMA-VALUE ", "/environment"},
      {"\"usage\": \"SIGN\"", "\"usage\": \"sign\"", "SCHEMA-VALUE ",
       site + "/certificates/1/usage"},
      // Days.
      {"2027-05-31", "2027-06-31", "DATE-INVALID ", "/administrators/0/card/expires_on"},
      {"2020-02-11", "11/02/2020", "DATE-INVALID ", site + "/contract/signed_on"},
      {"2021-10-04", "", "DATE-INVALID ", site + "/form_413/sent_on"},
      // Numbers.
      {"\"010000024\"", "\"010000025\"", "FINESS-KEY ", site + "/finess/geographic"},
      {"\"010780054\"", "\"01078005\"", "FINESS-LENGTH ", site + "/finess/juridical"},
      {"\"26010004500012\"", "\"26010004500013\"", "SIRET-KEY ", site + "/siret"},
      {"\"1234567890\"", "\"12345\"", "CARD-NUMBER-LENGTH ", site + "/representative/card/number"},
      {"\"26010004500012\"", "\"\"", "SIRET-EMPTY ", site + "/siret", Severity::warning},
      {"\"26010004500012\"", "\"260 100 045 00012\"", "IDENTIFIER-FORGIVEN ", site + "/siret",
       Severity::info},
      // Keys.
      {"\"signatory\"", "\"signatry\"", "SCHEMA-UNKNOWN-KEY ", site + "/signatry",
       Severity::warning},
      {"\"contact\"", "\"x/y~z\"", "SCHEMA-UNKNOWN-KEY ", "/group/x~1y~0z", Severity::warning},
      // References and doubles.
      {"[\"adm-dsi\"]", "[\"adm-dsi\", \"adm-dis\"]", "DOSSIER-ADMINISTRATOR-UNKNOWN ",
       site + "/administrators/1"},
      {"[\"adm-dsi\"]", "[\"adm-dsi\", \"adm-dsi\"]", "DOSSIER-DUPLICATE-REFERENCE ",
       site + "/administrators/1", Severity::warning},
      {"[\"adm-dsi\"]", "[]", "DOSSIER-ADMINISTRATOR-UNUSED ", "/administrators/0", Severity::info},
      {"\"usage\": \"SIGN\", \"on\": \"juridical\"", "\"usage\": \"AUTH_CLI\"",
       "DOSSIER-ASSUMED DOSSIER-DUPLICATE-REFERENCE ", site + "/certificates/1/on", Severity::info},
      // Vocabulary outside of the schema.
      {"\"department\": \"01\"", "\"department\": \"96\"", "DOSSIER-DEPARTMENT-UNKNOWN ",
       site + "/department"},
      {"\"hospital\"", "\"hopital\"", "DOSSIER-KIND-UNKNOWN ", site + "/kind", Severity::info},
      // What is not said.
      {"\"environment\": \"test\",", "", "DOSSIER-ASSUMED ", "/environment", Severity::info},
      {"\"category\": \"es\",", "", "DOSSIER-ASSUMED ", site + "/category", Severity::info},
  };
  for (const auto& expect : all) {
    only_finding(expect);
  }
}

TEST_CASE("a number without quotes is told to put them") {
  const auto finding = only_finding({"\"2600301752\"", "2600301752", "SCHEMA-TYPE ",
                                     "/administrators/0/card/number", Severity::error, false});
  CHECK(in_english().remedy(finding.rule, finding.args).find("\"2600301752\"") !=
        std::string::npos);
  CHECK(in_french().remedy(finding.rule, finding.args).find("guillemets") != std::string::npos);
}

TEST_CASE("an unknown word or environment never becomes an order from production") {
  for (const auto* word : {"\"prod\"", "\"unknown\"", "\"Production\"", "\"\""}) {
    const auto reading = read(changed("\"test\"", word));
    CHECK(rules(reading.findings) == "SCHEMA-VALUE ");
    REQUIRE(reading.value);
    CHECK(reading.value->environment == model::Environment::unknown);
  }
  CHECK_FALSE(read(changed("\"test\"", "null")).value);
}

TEST_CASE("unknown keys are given the name that was meant") {
  const std::pair<std::string, std::string> names[] = {
      {"representatives", "representative"},
      {"mandataires", "proxies"},
      {"raison_sociale", "name"},
      {"etablisement", ""},
      {"certificats", "certificates"},
      {"Sector", "sector"},
      {std::string(5000, 'x'), ""},
  };
  for (const auto& [typed, meant] : names) {
    const auto finding = only_finding({"\"software\"", '"' + typed + '"', "SCHEMA-UNKNOWN-KEY ",
                                       "/establishments/0/" + typed, Severity::warning});
    CHECK(value_of(finding, "nearest") == meant);
  }
}

TEST_CASE("an invalid number is absent from the model, the rest is there") {
  const auto reading = read(changed("\"010000024\"", "\"010000025\""));
  REQUIRE(reading.value);
  const auto& site = reading.value->establishments.front();
  CHECK_FALSE(site.finess_geographic);
  CHECK(site.finess_juridical);
  CHECK(site.name == "CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT");
}

TEST_CASE("whom the form that was sent declares is read, and may be left unsaid") {
  CHECK_FALSE(read(changed("\"2021-10-04\"", "\"2021-10-05\""))
                  .value->establishments.front()
                  .form_413.administrators);
  const auto reading =
      read(changed("\"form_413\": {", "\"form_413\": { \"administrators\": [\"adm-dsi\"],"));
  REQUIRE(reading.value);
  CHECK(reading.findings.empty());
  CHECK(reading.value->establishments.front().form_413.administrators ==
        std::vector<std::string>{"adm-dsi"});
}

TEST_CASE("texts lose their outer spaces, of every kind") {
  const auto reading = read(changed("\"Zoé\"", "\" \u00A0Zoé  Ève\u202F\\t\""));
  REQUIRE(reading.value);
  CHECK(reading.value->establishments.front().representative->given_names == "Zoé  Ève");
}

TEST_CASE("ids and FINESS numbers are given once in a dossier") {
  std::string text = R"({"version": 1, "environment": "test",
 "administrators": [{"id": "a", "employer": "vendor"}, {"id": "a", "employer": "vendor"}],
 "establishments": [
  {"id": "s", "name": "n", "category": "es", "finess": {"geographic": "010000024"},
   "administrators": ["a"], "proxies": [{"id": "p"}, {"id": "p"}]},
  {"id": "s", "name": "n", "category": "es", "finess": {"geographic": "970300026"}}]})";
  const auto reading = read(text);
  REQUIRE(reading.value);
  CHECK(rules(reading.findings) ==
        "DOSSIER-DUPLICATE-ID DOSSIER-DUPLICATE-ID DOSSIER-DUPLICATE-ID ");
  CHECK(reading.findings[0].at.pointer == "/administrators/1/id");
  CHECK(reading.findings[1].at.pointer == "/establishments/0/proxies/1/id");
  CHECK(reading.findings[2].at.pointer == "/establishments/1/id");
  CHECK(value_of(reading.findings[2], "line") == "4");
}

/// A dossier of sites a, b, c …, each with these numbers and one certificate on that kind.
std::string sites_with(
    const std::vector<std::array<std::string_view, 3>>& geographic_juridical_on) {
  std::string sites;
  char id = 'a';
  for (const auto& [geographic, juridical, on] : geographic_juridical_on) {
    sites += std::string(sites.empty() ? "" : ",") + R"({"id": ")" + id++ +
             R"(", "name": "n", "category": "es", "finess": {"geographic": ")" +
             std::string(geographic) + R"(", "juridical": ")" + std::string(juridical) +
             R"("}, "certificates": [{"usage": "SIGN", "on": ")" + std::string(on) + R"("}]})";
  }
  return R"({"version": 1, "environment": "test", "establishments": [)" + sites + "]}";
}

TEST_CASE("every site that shares a number is told, and each finding names all of them") {
  const auto reading = read(sites_with({{"010000024", "010780054", "geographic"},
                                        {"970300026", "010780054", "geographic"},
                                        {"010000024", "010780054", "geographic"},
                                        {"010000024", "590799730", "geographic"}}));
  REQUIRE(reading.value);
  REQUIRE(rules(reading.findings) ==
          "DOSSIER-DUPLICATE-FINESS DOSSIER-DUPLICATE-FINESS DOSSIER-DUPLICATE-FINESS ");
  std::string told;
  for (const auto& finding : reading.findings) {
    told += finding.site + ": " + finding.at.pointer + "\n";
    CHECK(value_of(finding, "sites") == "a, c, d");
    CHECK(value_of(finding, "finess") == "010000024");
    CHECK(finding.severity == Severity::error);
  }
  CHECK(told ==
        "a: /establishments/0/finess/geographic\nc: /establishments/2/finess/geographic\n"
        "d: /establishments/3/finess/geographic\n");
}

TEST_CASE("a number of both kinds stops those whose certificates carry it") {
  const auto reading = read(sites_with({{"010000024", "010780054", "geographic"},
                                        {"010780054", "590799730", "geographic"},
                                        {"970300026", "010780054", "juridical"}}));
  REQUIRE(reading.value);
  std::string told;
  for (const auto& finding : reading.findings) {
    CHECK(finding.rule == "DOSSIER-FINESS-KINDS");
    CHECK(value_of(finding, "sites") == "a, b, c");
    told += finding.at.pointer + " " + std::string(to_string(finding.severity)) + "\n";
  }
  CHECK(told ==
        "/establishments/0/finess/juridical warning\n"
        "/establishments/1/finess/geographic error\n"
        "/establishments/2/finess/juridical error\n");
}

TEST_CASE("several faults are all told, in the order of the document") {
  auto text = changed("\"ght\"", "7");
  text.replace(text.find("\"010000024\""), 11, "\"010000025\"");
  text.replace(text.find("\"signatory\""), 11, "\"signataire\"");
  const auto reading = read(text);
  CHECK_FALSE(reading.value);
  CHECK(rules(reading.findings) == "SCHEMA-TYPE FINESS-KEY SCHEMA-UNKNOWN-KEY ");
}

TEST_CASE("a file that is JSON but no dossier is refused") {
  for (const auto* text : {"null", "1", "\"text\"", "[]", "{}", "{\"version\": 1}",
                           "{\"version\": 1, \"establishments\": null}"}) {
    INFO(text);
    const auto reading = read(text);
    CHECK_FALSE(reading.value);
    CHECK(rules(reading.findings).find("SCHEMA-") != std::string::npos);
  }
  const auto reading = read("{\"version\": 2, \"sites\": []}");
  CHECK_FALSE(reading.value);
  CHECK(rules(reading.findings) == "SCHEMA-VERSION ");
}

TEST_CASE("the examples read without an error") {
  const auto folder = std::filesystem::path(DMP_SOURCE_DIR) / "examples/dossiers";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    INFO(entry.path());
    const auto reading = documents::read_dossier(slurp(entry.path()), "e");
    INFO(rules(reading.findings));
    CHECK(reading.value);
    CHECK_FALSE(has_at_least(reading.findings, Severity::error));
  }
}
