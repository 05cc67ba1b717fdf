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
  CHECK(adm.at("employer") == "/administrators/0/employer");
  CHECK(adm.at("card/number") == "/people/0/card/number");
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
  REQUIRE(site.legal_entity);
  CHECK(site.legal_entity->name == "CENTRE HOSPITALIER DE BRESSE");
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
      {"\"2600301752\"", "2600301752", "SCHEMA-TYPE ", "/people/0/card/number", no, false},
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
      {"2027-05-31", "2027-06-31", "DATE-INVALID ", "/people/0/card/expires_on"},
      {"2020-02-11", "11/02/2020", "DATE-INVALID ", site + "/contract/signed_on"},
      {"2021-10-04", "", "DATE-INVALID ", site + "/form_413/sent_on"},
      // Numbers.
      {"\"010000024\"", "\"010000025\"", "FINESS-KEY ", site + "/finess"},
      {"\"legal_entity\": \"010780054\"", "\"legal_entity\": \"01078005\"", "FINESS-LENGTH ",
       site + "/legal_entity"},
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
      {"\"usage\": \"SIGN\", \"carried_by\": \"legal-entity\"", "\"usage\": \"AUTH_CLI\"",
       "DOSSIER-DUPLICATE-REFERENCE ", site + "/certificates/1", Severity::warning},
      {"\"person\": \"adm-dsi\"", "\"person\": \"adm-dis\"", "DOSSIER-PERSON-UNKNOWN ",
       "/administrators/0/person"},
      {"\"legal_entity\": \"010780054\"", "\"legal_entity\": \"590799730\"",
       "DOSSIER-LEGAL-ENTITY-UNKNOWN ", site + "/legal_entity"},
      {"\"software\": { \"publisher\": \"Éditeur\", \"product\": \"Produit\", \"version\": "
       "\"1.2\",\n"
       "                    \"legal_entity_only\": true }",
       "\"software\": \"dpi\"", "DOSSIER-SOFTWARE-UNKNOWN ", site + "/software"},
      {"\"usage\": \"SIGN\"", "\"service\": \"INSI\", \"usage\": \"AUTH_CLI\"",
       "DOSSIER-CERTIFICATE-NAME ", site + "/certificates/1"},
      {"\"environment\": \"test\",", "\"environment\": \"test\", \"edition\": \"ans-2032\",",
       "DOSSIER-EDITION-UNKNOWN ", "/edition"},
      {"\"name\": \"CENTRE HOSPITALIER DE BRESSE\"",
       "\"name\": \"CENTRE HOSPITALIER DE BRESSE\", \"siren\": \"269733028\"",
       "DOSSIER-SIREN-DIFFERS ", site + "/siret", Severity::warning},
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

TEST_CASE("a certificate with a TODO is not taken for the double of another one") {
  for (const auto* todo :
       {"\"service\": \"TODO\"", "\"name\": \"TODO\"", "\"carried_by\": \"TODO\""}) {
    CAPTURE(todo);
    for (const bool is_first : {true, false}) {
      const auto open = R"({ "usage": "AUTH_CLI", )" + std::string(todo) + " }";
      const std::string known = R"({ "usage": "AUTH_CLI" })";
      const auto reading =
          read(changed("[ { \"usage\": \"AUTH_CLI\", \"carried_by\": \"site\" },",
                       "[ " + (is_first ? open + ", " + known : known + ", " + open) + ","));
      CHECK(rules(reading.findings) == "DOSSIER-TODO ");
      REQUIRE(reading.value);
      CHECK(reading.value->establishments.front().certificates.size() == 3);
    }
  }
}

TEST_CASE("a number without quotes is told to put them") {
  const auto finding = only_finding({"\"2600301752\"", "2600301752", "SCHEMA-TYPE ",
                                     "/people/0/card/number", Severity::error, false});
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
      {"mandataires", "agents"},
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
  std::string text = R"({"version": 2, "environment": "test",
 "people": [{"id": "a"}, {"id": "a"}],
 "administrators": [{"person": "a", "employer": "vendor"}, {"person": "a", "employer": "vendor"}],
 "legal_entities": [{"finess": "010780054", "name": "e"}, {"finess": "01 0780054", "name": "f"}],
 "establishments": [
  {"id": "s", "name": "n", "category": "es", "finess": "010000024", "administrators": ["a"],
   "legal_entity": "010780054"},
  {"id": "s", "name": "n", "category": "es", "finess": "970300026",
   "legal_entity": "010780054"}]})";
  const auto reading = read(text);
  REQUIRE(reading.value);
  CHECK(rules(reading.findings) ==
        "DOSSIER-DUPLICATE-ID DOSSIER-DUPLICATE-ID IDENTIFIER-FORGIVEN DOSSIER-DUPLICATE-ENTITY "
        "DOSSIER-DUPLICATE-ID ");
  CHECK(reading.findings[0].at.pointer == "/people/1/id");
  CHECK(reading.findings[1].at.pointer == "/administrators/1/person");
  CHECK(reading.findings[3].at.pointer == "/legal_entities/1/finess");
  CHECK(reading.findings[4].at.pointer == "/establishments/1/id");
  CHECK(value_of(reading.findings[4], "line") == "6");
}

/// A dossier of sites a, b, c …, each with these numbers and one certificate carried so.
std::string sites_with(const std::vector<std::array<std::string_view, 3>>& numbers_and_carrier) {
  std::string sites;
  char id = 'a';
  for (const auto& [finess, entity, carrier] : numbers_and_carrier) {
    sites += std::string(sites.empty() ? "" : ",") + R"({"id": ")" + id++ +
             R"(", "name": "n", "category": "es", "finess": ")" + std::string(finess) +
             R"(", "legal_entity": ")" + std::string(entity) +
             R"(", "certificates": [{"usage": "SIGN", "carried_by": ")" + std::string(carrier) +
             R"("}]})";
  }
  return R"({"version": 2, "environment": "test", "legal_entities": [
    {"finess": "010780054", "name": "e"}, {"finess": "590799730", "name": "f"}],
    "establishments": [)" +
         sites + "]}";
}

TEST_CASE("every site that shares a number is told, and each finding names all of them") {
  const auto reading = read(sites_with({{"010000024", "010780054", "site"},
                                        {"970300026", "010780054", "site"},
                                        {"010000024", "010780054", "site"},
                                        {"010000024", "590799730", "site"}}));
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
        "a: /establishments/0/finess\nc: /establishments/2/finess\n"
        "d: /establishments/3/finess\n");
}

TEST_CASE("a number of both kinds stops those whose certificates carry it") {
  const auto reading = read(sites_with({{"010000024", "010780054", "site"},
                                        {"010780054", "590799730", "site"},
                                        {"970300026", "010780054", "legal-entity"}}));
  REQUIRE(reading.value);
  std::string told;
  for (const auto& finding : reading.findings) {
    CHECK(finding.rule == "DOSSIER-FINESS-KINDS");
    CHECK(value_of(finding, "sites") == "a, b, c");
    told += finding.at.pointer + " " + std::string(to_string(finding.severity)) + "\n";
  }
  CHECK(told ==
        "/establishments/0/legal_entity warning\n"
        "/establishments/1/finess error\n"
        "/establishments/2/legal_entity error\n");
}

namespace {

/// Two sites of one legal entity; the second one says some things itself.
constexpr const char* kShared = R"({
  "version": 2, "environment": "test",
  "people": [ { "id": "dir", "family_name": "DURAND" }, { "id": "agent", "family_name": "PETIT" },
              { "id": "adm", "family_name": "MARTIN" }, { "id": "other", "family_name": "NOËL" } ],
  "administrators": [ { "person": "adm", "employer": "establishment" } ],
  "software": [ { "id": "dpi", "publisher": "É", "product": "P" } ],
  "legal_entities": [
    { "finess": "010780054", "name": "ENTITÉ", "department": "59",
      "contract": { "status": "signed" }, "representative": "dir",
      "agents": [ { "person": "agent", "form_502_sent_on": "2021-01-10" } ],
      "certificates": [ { "usage": "SIGN", "carried_by": "legal-entity" } ] } ],
  "defaults": { "software": "dpi", "administrators": ["adm"], "signatory": "representative",
    "certificates": [ { "usage": "AUTH_CLI", "carried_by": "site" },
                      { "usage": "SIGN", "carried_by": "site" } ] },
  "establishments": [
    { "id": "a", "name": "A", "category": "es", "legal_entity": "010780054" },
    { "id": "b", "name": "B", "category": "es", "legal_entity": "010780054",
      "contract": { "status": "missing" }, "representative": "other", "software": { "product": "Q" },
      "certificates": [ { "service": "INSI", "usage": "AUTH_CLI", "name": "INSI-AUTO",
                          "carried_by": "site" },
                        { "usage": "SIGN", "requested_on": "2024-01-01" } ] } ]
})";

}  // namespace

TEST_CASE("what a site does not say, its legal entity or the defaults say, and it is known where") {
  const auto reading = read(kShared);
  CHECK(rules(reading.findings) == "");
  REQUIRE(reading.value);
  const auto& site = reading.value->establishments.front();
  CHECK(site.contract->status == model::ContractStatus::signed_contract);
  CHECK(site.representative->family_name == "DURAND");
  CHECK(site.proxies.front().person.family_name == "PETIT");
  CHECK(site.signatory == model::Signatory::representative);
  CHECK(site.administrators == std::vector<std::string>{"adm"});
  CHECK(site.software->product == "P");
  REQUIRE(site.certificates.size() == 2);
  CHECK(site.certificates[0].on == model::FinessKind::geographic);
  CHECK(site.certificates[1].on == model::FinessKind::juridical);
  const std::pair<std::string_view, std::string_view> places[] = {
      {"name", "/establishments/0/name"},
      {"contract/status", "/legal_entities/0/contract/status"},
      {"representative/phone", "/people/0/phone"},
      {"agents/0/card/number", "/people/1/card/number"},
      {"agents/0/form_502_sent_on", "/legal_entities/0/agents/0/form_502_sent_on"},
      {"signatory", "/defaults/signatory"},
      {"administrators/0", "/defaults/administrators/0"},
      {"software/version", "/software/0/version"},
      {"certificates/0/expires_on", "/defaults/certificates/0/expires_on"},
      {"certificates/1/carried_by", "/legal_entities/0/certificates/0/carried_by"}};
  for (const auto& [part, pointer] : places) {
    CHECK(site.at(part) == pointer);
  }
}

TEST_CASE("a site may say itself what is said for all, and its certificates join the others") {
  const auto reading = read(kShared);
  REQUIRE(reading.value);
  const auto& site = reading.value->establishments.back();
  CHECK(site.contract->status == model::ContractStatus::missing);
  CHECK(site.at("contract/status") == "/establishments/1/contract/status");
  CHECK(site.representative->family_name == "NOËL");
  CHECK(site.at("representative/phone") == "/people/3/phone");
  CHECK(site.software->product == "Q");
  CHECK(site.at("software/product") == "/establishments/1/software/product");
  REQUIRE(site.certificates.size() == 3);
  CHECK(site.certificates[0].name.empty());
  CHECK(site.certificates[1].ordered_on == 2024y / 1 / 1);
  CHECK(site.certificates[1].on == model::FinessKind::juridical);
  CHECK(site.at("certificates/1/requested_on") == "/establishments/1/certificates/1/requested_on");
  CHECK(site.certificates[2].name == "INSI-AUTO");
  CHECK(site.at("certificates/2/name") == "/establishments/1/certificates/0/name");
}

TEST_CASE("version 1 is refused by name") {
  const auto reading = read(R"({"version": 1, "establishments": []})");
  CHECK_FALSE(reading.value);
  CHECK(rules(reading.findings) == "SCHEMA-VERSION-OLD ");
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
  for (const auto* text : {"null", "1", "\"text\"", "[]", "{}", "{\"version\": 2}",
                           "{\"version\": 2, \"establishments\": null}"}) {
    INFO(text);
    const auto reading = read(text);
    CHECK_FALSE(reading.value);
    CHECK(rules(reading.findings).find("SCHEMA-") != std::string::npos);
  }
  const auto reading = read("{\"version\": 3, \"sites\": []}");
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
