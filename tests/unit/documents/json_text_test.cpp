#include <algorithm>

#include "dmp/base/text.hpp"
#include "samples.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

struct Case {
  std::string name;
  std::string text;
  std::string rule;
  std::uint32_t line;
  std::uint32_t column;
  std::string detail = {};  ///< Id of the text that says what is the matter.
};

std::string detail_of(const Finding& finding) {
  for (const auto* name : {"reason", "guess", "format"}) {
    if (auto value = said_of(finding, name); !value.empty()) {
      return value;
    }
  }
  return {};
}

void check_case(const Case& c) {
  INFO(c.name);
  const auto reading = read(c.text);
  CHECK_FALSE(reading.value);
  REQUIRE_FALSE(reading.findings.empty());
  const auto& finding = reading.findings.front();
  INFO(in_english().text(finding.rule, finding.args));
  CHECK(finding.rule == c.rule);
  CHECK(finding.severity == Severity::error);
  CHECK(finding.at.file == "d.json");
  CHECK(finding.at.line == c.line);
  CHECK(finding.at.column == c.column);
  CHECK(detail_of(finding) == c.detail);
  for (const auto language : {Language::english, Language::french}) {
    CHECK_FALSE(has_open_placeholder(wording(language).text(finding.rule, finding.args)));
  }
}

}  // namespace

TEST_CASE("texts that are not JSON are told apart, with line and column") {
  const Case cases[] = {
      {"empty", "", "JSON-EMPTY", 1, 1},
      {"spaces only", " \r\n\t\n", "JSON-EMPTY", 1, 1},
      {"comment only", "// nothing\n", "JSON-SYNTAX", 2, 1, "JSON-SYNTAX.truncated"},
      {"truncated object", "{\n  \"version\": 1,\n", "JSON-SYNTAX", 3, 1, "JSON-SYNTAX.truncated"},
      {"truncated string", "{\n  \"vers", "JSON-SYNTAX", 2, 3, "JSON-SYNTAX.truncated"},
      {"truncated list", "{\"a\": [1, 2", "JSON-SYNTAX", 1, 12, "JSON-SYNTAX.truncated"},
      {"truncated comment", "{\"a\": 1 /* never", "JSON-SYNTAX", 1, 17, "JSON-SYNTAX.truncated"},
      {"trailing comma in object", "{\"a\": 1,\n}", "JSON-SYNTAX", 2, 1,
       "JSON-SYNTAX.trailing-comma"},
      {"trailing comma in list", "{\"a\": [1,]}", "JSON-SYNTAX", 1, 10,
       "JSON-SYNTAX.trailing-comma"},
      {"comma missing between members", "{\"a\": 1\n \"b\": 2}", "JSON-SYNTAX", 2, 2,
       "JSON-SYNTAX.missing-comma"},
      {"comma missing between objects", "[{} {}]", "JSON-SYNTAX", 1, 5,
       "JSON-SYNTAX.missing-comma"},
      {"two commas", "[1,,2]", "JSON-SYNTAX", 1, 4, "JSON-SYNTAX.unexpected"},
      {"leading zero", "{\"number\": 0123}", "JSON-SYNTAX", 1, 13, "JSON-SYNTAX.leading-zero"},
      {"bare word", "{version: 1}", "JSON-SYNTAX", 1, 2, "JSON-SYNTAX.quotes"},
      {"single quotes", "{'version': 1}", "JSON-SYNTAX", 1, 2, "JSON-SYNTAX.quotes"},
      {"line break in text", "{\"a\": \"b\nc\"}", "JSON-SYNTAX", 1, 7, "JSON-SYNTAX.string"},
      {"unknown escape", "{\"a\": \"\\x\"}", "JSON-SYNTAX", 1, 7, "JSON-SYNTAX.escape"},
      {"half a surrogate", "{\"a\": \"\\uD800\"}", "JSON-SYNTAX", 1, 7, "JSON-SYNTAX.escape"},
      {"number out of range", "{\"a\": 1e999}", "JSON-SYNTAX", 1, 7, "JSON-SYNTAX.range"},
      {"text after the end", "{}\n{}", "JSON-SYNTAX", 2, 1, "JSON-SYNTAX.after-end"},
      {"PEM", "-----BEGIN CERTIFICATE-----\n", "JSON-SYNTAX", 1, 1, "JSON-SYNTAX.unexpected"},
  };
  for (const auto& c : cases) {
    check_case(c);
  }
}

TEST_CASE("another encoding than UTF-8 is named") {
  using std::string_literals::operator""s;
  const Case cases[] = {
      {"Latin-1", "{\n  \"name\": \"H\xF4pital\"}", "JSON-ENCODING", 2, 13,
       "JSON-ENCODING.latin-1"},
      {"UTF-16, little end first", "\xFF\xFE{\0}\0"s, "JSON-ENCODING", 1, 1,
       "JSON-ENCODING.utf-16"},
      {"UTF-16 without mark", "{\0\"\0a\0\"\0"s, "JSON-ENCODING", 1, 1, "JSON-ENCODING.utf-16"},
      {"UTF-16, big end first", "\0{\0\"\0a\0\""s, "JSON-ENCODING", 1, 1, "JSON-ENCODING.utf-16"},
      {"PNG", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s, "JSON-ENCODING", 1, 1, "JSON-ENCODING.binary"},
      {"zero byte in UTF-8", "{\"a\": \"b\0c\"}"s, "JSON-ENCODING", 1, 9, "JSON-ENCODING.binary"},
      {"zero bytes", std::string(1000, '\0'), "JSON-ENCODING", 1, 1, "JSON-ENCODING.binary"},
      {"cut in a character", "{\"a\": \"\xE2\x82", "JSON-ENCODING", 1, 8,
       "JSON-ENCODING.truncated"},
      {"overlong form", "{\"a\": \"\xC0\xAF\"}", "JSON-ENCODING", 1, 8, "JSON-ENCODING.latin-1"},
  };
  for (const auto& c : cases) {
    check_case(c);
  }
}

TEST_CASE("what people keep sites in is named, and told from what has certificates") {
  using std::string_literals::operator""s;
  const auto utf16 = [](std::string_view text) {
    std::string wide = "\xFF\xFE";
    for (const char c : text) {
      wide += {c, '\0'};
    }
    return wide;
  };
  const std::string csv = "Site;Nom;FINESS\r\ncayenne;H\xF4pital;970300026\r\n";
  const Case cases[] = {
      {"CSV of a French spreadsheet", csv, "JSON-OTHER-FORMAT", 1, 1, "JSON-OTHER-FORMAT.csv"},
      {"tabs, in UTF-16", utf16("Site\tNom\ncayenne\tCH\n"), "JSON-OTHER-FORMAT", 1, 1,
       "JSON-OTHER-FORMAT.csv"},
      {"a heading alone", "site,finess\n", "JSON-OTHER-FORMAT", 1, 1, "JSON-OTHER-FORMAT.csv"},
      {"YAML", "# all\nversion: 1\nestablishments:\n- id: x\n", "JSON-OTHER-FORMAT", 1, 1,
       "JSON-OTHER-FORMAT.yaml"},
      {"YAML by its first line", "---\n- a: 1\n", "JSON-OTHER-FORMAT", 1, 1,
       "JSON-OTHER-FORMAT.yaml"},
      {"TOML", "version = 1\n[group]\nkind = \"ght\"\n", "JSON-OTHER-FORMAT", 1, 1,
       "JSON-OTHER-FORMAT.toml"},
      {"TOML of sites", "[[establishments]]\nid = \"x\"\n", "JSON-OTHER-FORMAT", 1, 1,
       "JSON-OTHER-FORMAT.toml"},
      {"XML", "<?xml version=\"1.0\"?>\n<dossier/>\n", "JSON-OTHER-FORMAT", 1, 1,
       "JSON-OTHER-FORMAT.xml"},
      {"Excel", "PK\x03\x04...xl/workbook.xml"s, "JSON-OTHER-FORMAT", 1, 1,
       "JSON-OTHER-FORMAT.spreadsheet"},
      {"Excel of old", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"s, "JSON-OTHER-FORMAT", 1, 1,
       "JSON-OTHER-FORMAT.spreadsheet"}};
  for (const auto& c : cases) {
    check_case(c);
    CHECK(documents::is_meant_as_dossier(as_bytes(c.text)));
  }
  for (const auto& dossier : {"{}"s, "\xEF\xBB\xBF // a\n{"s, utf16("{\"version\": 1}"), "["s}) {
    CHECK(documents::is_meant_as_dossier(as_bytes(dossier)));
  }
  const auto pem = "-----BEGIN CERTIFICATE-----\\nMIIB"s;
  for (const auto& other :
       {"{\"apiVersion\": \"v1\"}"s, "{\"tls\": \"" + pem + "\"}", "[\"LS0tLS1CRUdJTiBD\"]"s,
        "TLS=" + pem, "a,b\nc,d\n" + pem, "From: a\nTo: b\n\nestablishments"s, "hello"s, ""s,
        "---\napiVersion: v1\nkind: Secret\n"s, "<html></html>"s, "PK\x03\x04 certificate.pem"s,
        "0\x82\x01\0"s}) {
    CAPTURE(other);
    CHECK_FALSE(documents::is_meant_as_dossier(as_bytes(other)));
  }
}

TEST_CASE("limits hold, and nothing crashes beyond them") {
  const std::string open(100'000, '[');
  check_case({"nested lists", open, "JSON-DEPTH", 1, 65});
  check_case({"nested and closed", open + std::string(100'000, ']'), "JSON-DEPTH", 1, 65});
  std::string objects;
  for (int i = 0; i < 100'000; ++i) {
    objects += "{\"a\":";
  }
  check_case({"nested objects", objects, "JSON-DEPTH", 1, 64 * 5 + 1});
  const std::string text(300'000, 'x');
  check_case({"long text", "{\"version\": \"" + text + "\"}", "JSON-STRING", 1, 13});
  check_case({"long key", "{\"" + text + "\": 1}", "JSON-STRING", 1, 2});
  check_case(
      {"text past its end", "{\"a\": \"" + text, "JSON-SYNTAX", 1, 7, "JSON-SYNTAX.truncated"});
  documents::Limits limits;
  limits.bytes = 20;
  CHECK(rules(documents::read_dossier(std::string(20, ' '), "d", limits).findings) ==
        "JSON-EMPTY ");
  CHECK(rules(documents::read_dossier(std::string(21, ' '), "d", limits).findings) == "JSON-SIZE ");
  limits.values = 3;
  const auto reading = documents::read_dossier("{\"a\": [1,\n 2, 3]}", "d", limits);
  CHECK(rules(reading.findings) == "JSON-VALUES ");
  CHECK(reading.findings.front().at.line == 2);
  CHECK(reading.findings.front().at.pointer == "/a");
}

TEST_CASE("64 MB of many things are refused or read, and come back in bounded time") {
  constexpr std::size_t kSize = 64U * 1024U * 1024U - 100;
  std::string numbers = "[";
  while (numbers.size() < kSize) {
    numbers += "1,";
  }
  documents::Limits limits;
  limits.values = 1'000'000;
  CHECK(rules(documents::read_dossier(numbers + "1]", "d", limits).findings) == "JSON-VALUES ");
  CHECK(rules(read(std::string(kSize, '\xE9')).findings) == "JSON-ENCODING ");
}

TEST_CASE("many faults are counted past what a person reads") {
  std::string keys = "{\"version\": 2, \"establishments\": []";
  for (int i = 0; i < 50'000; ++i) {
    keys += ",\n\"key" + std::to_string(i) + "\": 1";
  }
  auto reading = read(keys + "}");
  CHECK(reading.value);
  CHECK(reading.findings.size() == 5001);
  CHECK(reading.findings.back().rule == "FINDINGS-MORE");
  CHECK(reading.findings.back().severity == Severity::warning);

  std::string sites = "{\"version\": 2, \"establishments\": [0";
  for (int i = 0; i < 50'000; ++i) {
    sites += ",\n0";
  }
  reading = read(sites + "]}");
  CHECK_FALSE(reading.value);
  CHECK(reading.findings.back().rule == "FINDINGS-MORE");
  CHECK(reading.findings.back().severity == Severity::error);
}

TEST_CASE("a byte order mark is reported and does not hinder") {
  const auto reading = read(std::string("\xEF\xBB\xBF") + kWhole);
  CHECK(reading.value);
  CHECK(rules(reading.findings) == "JSON-BOM ");
  CHECK(reading.findings.front().severity == Severity::warning);
  CHECK(rules(read("\xEF\xBB\xBF").findings) == "JSON-BOM JSON-EMPTY ");
}

TEST_CASE("comments of both kinds are accepted, and places stay right behind them") {
  const auto reading = read(
      "// {\"version\": 3}\r\n"
      "{ /* \"a\": \n */ \"version\": 2, // \"x\": ,\n"
      "  \"establishments\": [], \"unknown\": \"// no comment\" }\n// end");
  CHECK(reading.value);
  CHECK(reading.findings.size() == 2);
  const auto unknown =
      std::ranges::find(reading.findings, std::string("SCHEMA-UNKNOWN-KEY"), &Finding::rule);
  REQUIRE(unknown != reading.findings.end());
  CHECK(unknown->at.pointer == "/unknown");
  CHECK(unknown->at.line == 4);
  CHECK(unknown->at.column == 25);
}

TEST_CASE("a comment may begin with #, where no text is, and hides nothing") {
  const auto reading = read(
      "# \"version\": 3, it's {\n{ \"version\": 2, # \"\n // # no end\n /* # */ "
      "\"establishments\": [\n"
      "  {\"id\": \"a#1\", \"name\": \"b \\\" # c\"}]} # end");
  REQUIRE(reading.value);
  CHECK(reading.value->establishments[0].id == "a#1");
  CHECK(reading.value->establishments[0].name == "b \" # c");
  CHECK(reading.source.locate("f", "/establishments/0").line == 5);
}

TEST_CASE("keys given twice are errors, at the second one") {
  auto reading = read("{\n\"version\": 2,\n \"establishments\": [],\n \"version\": 2}");
  const auto& first = reading.findings.back();
  CHECK(first.rule == "JSON-DUPLICATE-KEY");
  CHECK(first.severity == Severity::error);
  CHECK(first.at.pointer == "/version");
  CHECK(first.at.line == 4);
  CHECK(first.at.column == 2);
  CHECK(value_of(first, "line") == "2");

  reading = read(changed("\"usage\": \"SIGN\"", "\"usage\": \"CONF\", \"us\\u0061ge\": \"SIGN\""));
  REQUIRE(rules(reading.findings) == "JSON-DUPLICATE-KEY ");
  CHECK(reading.findings.front().at.pointer == "/establishments/0/certificates/1/usage");
  CHECK(reading.findings.front().site == "fleyriat");
  REQUIRE(reading.value);
  CHECK(reading.value->establishments[0].certificates[1].usage == model::Usage::sign);

  std::string many = "{\"version\": 2, \"establishments\": []";
  for (int i = 0; i < 40; ++i) {
    many += ",\"a~/" + std::to_string(i % 39) + "\": 1";
  }
  reading = read(many + "}");
  const auto found =
      std::ranges::find(reading.findings, std::string("JSON-DUPLICATE-KEY"), &Finding::rule);
  REQUIRE(found != reading.findings.end());
  CHECK(found->at.pointer == "/a~0~10");
}

TEST_CASE("control characters in texts become spaces, and are reported") {
  const auto reading = read(changed("\"MARTIN\"", "\"MAR\\u0000TIN\\n\""));
  REQUIRE(reading.value);
  CHECK(rules(reading.findings) == "JSON-CONTROL ");
  CHECK(reading.findings.front().at.pointer == "/people/0/family_name");
  CHECK(reading.value->administrators[0].person.family_name == "MAR TIN");
}

TEST_CASE("a place is found for any pointer, its nearest ancestor's at worst") {
  const auto reading = read(
      "{\n \"version\": 2,\n \"establishments\": [\n  {\"id\": \"a\", "
      "\"name\": \"b\", \"finess\": {} } ] }");
  const auto at = [&](std::string_view pointer) {
    const auto found = reading.source.locate("f", pointer);
    CHECK(found.pointer == pointer);
    CHECK(found.file == "f");
    return std::to_string(found.line) + ':' + std::to_string(found.column);
  };
  CHECK(at("") == "1:1");
  CHECK(at("/version") == "2:13");
  CHECK(at("/establishments") == "3:20");
  CHECK(at("/establishments/0") == "4:3");
  CHECK(at("/establishments/0/finess/geographic/deeper") == "4:38");
  CHECK(at("/establishments/7") == "3:20");
  CHECK(at("/establishments/-1/id") == "3:20");
  CHECK(at("no pointer") == "1:1");
  const documents::SourceMap none;
  CHECK(none.locate("f", "/a/b").line == 0);
  documents::SourceMap by_hand;
  by_hand.add("/a", {3, 4});
  CHECK(by_hand.locate("f", "/a/b/c").line == 3);
  CHECK(by_hand.locate("f", "/b").line == 0);
}

TEST_CASE("no cut of a document crashes or passes in silence") {
  const std::string whole = kWhole;
  for (std::size_t size = 0; size < whole.size() - 1; ++size) {
    const auto reading = read(whole.substr(0, size));
    if (reading.value || reading.findings.size() != 1) {
      FAIL("cut at " << size << ": " << rules(reading.findings));
    }
  }
}

TEST_CASE("no changed byte of a document crashes") {
  const std::string whole = kWhole;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const char c : {"\0,0\xE9"[at % 4], "\"{]\\"[at % 4]}) {
      auto text = whole;
      text[at] = c;
      const auto reading = read(text);
      if (!reading.value && !has_at_least(reading.findings, Severity::error)) {
        FAIL("byte " << at << ": nothing read and nothing said");
      }
    }
  }
}
