#include "dmp/dossier/fix.hpp"

#include <array>
#include <iostream>
#include <random>

#include "dmp/base/repair.hpp"
#include "dmp/documents/reading.hpp"
#include "support/catch.hpp"

using namespace dmp;

namespace {

dossier::Fixed fixed(std::string_view text) {
  const auto bytes = as_bytes(text);
  return dossier::fix({{bytes.begin(), bytes.end()}, "dossier.json"});
}

/// A dossier of one site with these members.
std::string site(const std::string& members) {
  return R"({ "version": 2, "establishments": [ { "id": "a", "name": "A", )" + members + " } ] }";
}

/// What a member becomes.
std::string mended(const std::string& member) {
  const auto text = site(member);
  const auto result = fixed(text).document;
  const auto begin = site("").find(" } ]");
  return result.substr(begin, result.size() - begin - std::string_view(" } ] }").size());
}

}  // namespace

TEST_CASE("values that can only mean one thing are put right") {
  CHECK(mended(R"("finess": "970 300 026")") == R"("finess": "970300026")");
  CHECK(mended(R"("siret": "269.733.028 0002-2")") == R"("siret": "26973302800022")");
  CHECK(mended(R"("finess": 970300026)") == R"("finess": "970300026")");
  CHECK(mended(R"("sector": "Public")") == R"("sector": "public")");
  CHECK(mended(R"("kind": "Local hospital")") == R"("kind": "local-hospital")");
  CHECK(mended(R"("certificates": [ { "usage": "auth-cli", "carried_by": "Legal entity" } ])") ==
        R"("certificates": [ { "usage": "AUTH_CLI", "carried_by": "legal-entity" } ])");
  CHECK(mended(R"("contract": { "signed_on": "31/03/2024" })") ==
        R"("contract": { "signed_on": "2024-03-31" })");
  CHECK(mended(R"("contract": { "signed_on": "2024-03-31T00:00:00" })") ==
        R"("contract": { "signed_on": "2024-03-31" })");
  CHECK(mended(R"("contract": { "number": "  C 1\u00a0" })") ==
        R"("contract": { "number": "C 1" })");
  CHECK(mended(R"("contract": { "number": "C\n1" })") == R"("contract": { "number": "C 1" })");
  CHECK(mended(R"("software": { "legal_entity_only": "true" })") ==
        R"("software": { "legal_entity_only": true })");
  CHECK(fixed(R"({ "version": "2", "establishments": [] })").document ==
        R"({ "version": 2, "establishments": [] })");
}

TEST_CASE("a value that takes two repairs gets both, and is told once") {
  const auto result = fixed(site(R"("contract": { "signed_on": " 1/3/2024 " })"));
  CHECK(result.document == site(R"("contract": { "signed_on": "2024-03-01" })"));
  REQUIRE(result.mends.size() == 1);
  CHECK(result.mends.front().from == R"(" 1/3/2024 ")");
  CHECK(result.mends.front().to == R"("2024-03-01")");
  CHECK(result.mends.front().site == "a");
  CHECK(result.mends.front().at.pointer == "/establishments/0/contract/signed_on");
}

TEST_CASE("what would be a guess is told and left") {
  for (const std::string member :
       {R"("sector": "publick")", R"("department": 1)", R"("administrators": ["dsj"])"}) {
    const auto text = R"({ "version": 2, "people": [ { "id": "dsi" } ],
      "administrators": [ { "person": "dsi", "employer": "establishment" } ],
      "establishments": [ { "id": "a", "name": "A", )" +
                      member + " } ] }";
    const auto result = fixed(text);
    CHECK(result.document == text);
    CHECK(result.mends.empty());
    REQUIRE(result.guesses.size() == 1);
    CHECK(result.guesses.front().from != result.guesses.front().to);
  }
  // A year of two digits could be of either century, a key of a number is no matter of layout.
  for (const std::string member : {R"("contract": { "signed_on": "31/03/24" })",
                                   R"("finess": "970300027")", R"("sector": "communal")"}) {
    CHECK(fixed(site(member)).document == site(member));
  }
}

TEST_CASE("quotes of a word processor become straight, those of texts stay") {
  const auto result = fixed(
      "\xEF\xBB\xBF{ “version”: 2, // “here”\n  « establishments »: [\u00A0{ “id”: “a”,\n"
      "  \"name\": \"CH “LES PINS”\", “kind”: « hospital »} ] }\n");
  CHECK(result.understood);
  CHECK(result.has_quotes);
  CHECK(result.document ==
        "{ \"version\": 2, // “here”\n  \"establishments\": [ { \"id\": \"a\",\n"
        "  \"name\": \"CH “LES PINS”\", \"kind\": \"hospital\"} ] }\n");
  // A quote within the text is no end of it.
  CHECK(
      fixed(
          R"({ “version”: 2, “establishments”: [ { “id”: “a”, “name”: “LE "CHÂTEAU" D’EAU” } ] })")
          .document ==
      R"({ "version": 2, "establishments": [ { "id": "a", "name": "LE \"CHÂTEAU\" D’EAU" } ] })");
}

TEST_CASE("what is no JSON with straight quotes either is left alone") {
  for (const std::string text : {"{ “version”: 2,, }", "{ “version: 2 }", "nothing", ""}) {
    const auto result = fixed(text);
    CHECK_FALSE(result.understood);
    CHECK(result.document == text);
    CHECK_FALSE(result.findings.empty());
  }
}

namespace {

/// Writes a dossier with values that are right or untidy, in whatever layout people have.
class Untidy {
 public:
  explicit Untidy(unsigned seed) : random_(seed) {}

  /// The text as it is, and as it has to become.
  std::pair<std::string, std::string> take() {
    text("{");
    member("version", "2", "2");
    key("establishments");
    text("[");
    for (std::size_t i = 0, count = 1 + below(4); i < count; ++i) {
      text(i == 0 ? "{" : ",{");
      value("id", "s" + std::to_string(i), "s" + std::to_string(i));
      value("name", "  A \\\"{ “B” ", "A \\\"{ “B”");
      value("finess", "970 300 026", "970300026");
      value("sector", "PRIVATE", "private");
      key("contract");
      text("{");
      is_first_ = true;
      value("signed_on", "1/2/2020", "2020-02-01");
      value("number", "N 1 // no comment", "N 1 // no comment");
      text("}");
      text("}");
      is_first_ = true;
    }
    text("]}");
    return {before_, after_};
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  void space() {
    constexpr std::array<std::string_view, 9> kSpaces{"",
                                                      "",
                                                      " ",
                                                      "\n",
                                                      "\r\n\t",
                                                      " /* \"970 300 026\" */ ",
                                                      "// “PRIVATE”, {\n",
                                                      "# 1/2/2020 [\n",
                                                      "    "};
    const auto chosen = kSpaces.at(below(kSpaces.size()));
    before_ += chosen;
    after_ += chosen;
  }
  void text(std::string_view token) {
    before_ += token;
    after_ += token;
    is_first_ = token == "{" || token == ",{" ? true : is_first_;
    space();
  }
  void key(const std::string& name) {
    text(std::exchange(is_first_, false) ? "" : ",");
    text("\"" + name + "\"");
    text(":");
  }
  void member(const std::string& name, const std::string& from, const std::string& to) {
    key(name);
    before_ += from;
    after_ += to;
    space();
  }
  /// A text that is tidy or not.
  void value(const std::string& name, const std::string& from, const std::string& to) {
    member(name, "\"" + (below(2) == 0 ? from : to) + "\"", "\"" + to + "\"");
  }

  std::mt19937 random_;
  std::string before_;
  std::string after_;
  bool is_first_ = true;
};

}  // namespace

TEST_CASE("outside of what is mended not a byte changes, and the second time nothing does") {
  const auto first = std::random_device{}();
  std::cout << "seed " << first << '\n';
  for (unsigned i = 0; i < 300; ++i) {
    CAPTURE(first + i);
    const auto [before, after] = Untidy(first + i).take();
    const auto result = fixed(before);
    REQUIRE(result.understood);
    REQUIRE(result.document == after);
    REQUIRE(fixed(result.document).document == after);
    REQUIRE(fixed(result.document).mends.empty());
    // What check counts is what is mended.
    const auto reading = documents::read_dossier(before, "dossier.json");
    REQUIRE(count_untidy(reading.findings) == result.mends.size());
  }
}
