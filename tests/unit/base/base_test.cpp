#include "dmp/base/date.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/base/text.hpp"
#include "dmp/base/utf8.hpp"
#include "support/catch.hpp"

using namespace dmp;

TEST_CASE("dates that exist are read and written back, others refused") {
  for (const auto* good : {"2026-11-23", "2024-02-29", "1979-02-13", "2033-06-25"}) {
    const auto date = parse_date(good);
    REQUIRE(date);
    CHECK(format_date(*date) == good);
  }
  for (const auto* bad : {"2023-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "26-11-23", "",
                          "2026/11/23", "2026-11-2x", "2026-11-233", " 2026-11-23"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_date(bad));
  }
  CHECK(format_date_french(*parse_date("2021-09-30")) == "30/09/2021");
  CHECK(days_between(*parse_date("2026-11-23"), *parse_date("2027-11-23")) == 365);
  CHECK(days_between(*parse_date("2026-11-23"), *parse_date("2026-11-20")) == -3);
}

TEST_CASE("instants are read and written back") {
  const auto instant = parse_instant("2026-09-14T07:56:23Z");
  REQUIRE(instant);
  CHECK(format_instant(*instant) == "2026-09-14T07:56:23Z");
  CHECK(format_date(date_of(*instant)) == "2026-09-14");
  for (const auto* bad : {"2026-09-14T24:00:00Z", "2026-09-14T07:60:23Z", "2026-09-14 07:56:23Z",
                          "2026-09-14T07:56:23", "2026-02-30T00:00:00Z"}) {
    CHECK_FALSE(parse_instant(bad));
  }
}

TEST_CASE("UTF-8: the first bad byte is found") {
  CHECK_FALSE(find_invalid_utf8("Bourg-en-Bresse, Hôpital, œuvre, €, 😀"));
  CHECK(find_invalid_utf8("H\xF4pital") == 1);        // Latin-1
  CHECK(find_invalid_utf8("a\xC0\x80") == 1);         // overlong
  CHECK(find_invalid_utf8("\xED\xA0\x80") == 0);      // surrogate
  CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0);  // past U+10FFFF
  CHECK(find_invalid_utf8("ab\xE2\x82") == 2);        // cut
  CHECK(find_invalid_utf8("\x80") == 0);
}

TEST_CASE("UTF-8: characters are counted and cut whole") {
  CHECK(count_characters("Hôpital") == 7);
  CHECK(cut_characters("Hôpital", 2) == "Hô");
  CHECK(cut_characters("ab", 40) == "ab");
  CHECK(display_width("é") == 1);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("漢") == 2);
  std::string text;
  for (const char32_t c : {U'a', U'é', U'€', U'😀'}) {
    append_utf8(text, c);
  }
  CHECK(text == "aé€😀");
}

TEST_CASE("nearest finds typing errors only") {
  const std::vector<std::string_view> words = {"finess", "siret", "administrators", "contract"};
  CHECK(nearest("fines", words) == "finess");
  CHECK(nearest("contarct", words) == "contract");
  CHECK(nearest("administrator", words) == "administrators");
  CHECK_FALSE(nearest("zebra", words));
}

TEST_CASE("a secret is moved, never shared") {
  Secret secret(as_bytes("correct horse"));
  Secret other = std::move(secret);
  CHECK(secret.empty());  // NOLINT(bugprone-use-after-move): that is what is tested
  CHECK(as_text(other.view()) == "correct horse");
  Secret twin = other.clone();
  CHECK(as_text(twin.view()) == "correct horse");
}

TEST_CASE("every text is there in both languages, with the same values in both") {
  const auto names = [](std::string_view pattern) {
    std::vector<std::string> found;
    for (std::size_t at = pattern.find('{'); at != std::string_view::npos;
         at = pattern.find('{', at + 1)) {
      found.emplace_back(pattern.substr(at, pattern.find('}', at) - at + 1));
    }
    std::sort(found.begin(), found.end());
    return found;
  };
  std::vector<std::string_view> ids;
  for (const auto room : catalogue()) {
    for (const auto& entry : room) {
      CAPTURE(entry.id);
      CHECK_FALSE(entry.english.empty());
      CHECK_FALSE(entry.french.empty());
      CHECK(entry.english_remedy.empty() == entry.french_remedy.empty());
      CHECK(names(entry.english) == names(entry.french));
      CHECK(names(entry.english_remedy) == names(entry.french_remedy));
      CHECK(std::find(ids.begin(), ids.end(), entry.id) == ids.end());
      ids.push_back(entry.id);
    }
  }
  CHECK(ids.size() > 3);
}

TEST_CASE("a text takes its values, and other texts as values") {
  CHECK(text(Language::english, "DATE-INVALID", {arg("value", "x")}) == "\"x\" is not a date");
  CHECK(text(Language::french, "DATE-INVALID", {arg_text("value", "severity.error")}) ==
        "« erreur » n'est pas une date");
  const Args day = {arg_day("value", std::chrono::year(2026) / 11 / 7)};
  CHECK(text(Language::english, "DATE-INVALID", day) == "\"2026-11-07\" is not a date");
  CHECK(text(Language::french, "DATE-INVALID", day) == "« 07/11/2026 » n'est pas une date");
  CHECK(text(Language::english, "NO-SUCH-ID") == "NO-SUCH-ID");
  CHECK(text(Language::english, "DATE-INVALID") == "\"{value}\" is not a date");
}

TEST_CASE("no finding or error prints an empty value") {
  const Args args = {arg("found", ""), arg("expected", "1010000024"), arg("issuer", "")};
  CHECK(text(Language::english, "INSTALL-WRONG-STRUCTURE", args) ==
        "the structure is (none), where 1010000024 is expected");
  CHECK(text(Language::french, "INSTALL-WRONG-STRUCTURE", args) ==
        "la structure est (néant), là où 1010000024 est attendu");
  CHECK(text(Language::english, "CRL-NONE-FITS", args) ==
        "none of the lists that were given is that of (none)");
  // a part that may be missing stands right behind a word
  CHECK(text(Language::english, "PERSON-FAMILY-NAME-MISSING",
             {arg("person", "of the signatory"), arg("id", "")}) ==
        "form 413 needs the family name of the signatory");
}
