#include "dmp/base/date.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/base/text.hpp"
#include "dmp/base/utf8.hpp"
#include "support/catalogue.hpp"
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

TEST_CASE("a text takes its values, and other texts as values") {
  CHECK(in_english().text("DATE-INVALID", {arg("value", "x")}) == "\"x\" is not a date");
  CHECK(in_french().text("DATE-INVALID", {arg_text("value", "severity.error")}) ==
        "« erreur » n'est pas une date");
  const Args day = {arg_day("value", std::chrono::year(2026) / 11 / 7)};
  CHECK(in_english().text("DATE-INVALID", day) == "\"2026-11-07\" is not a date");
  CHECK(in_french().text("DATE-INVALID", day) == "« 07/11/2026 » n'est pas une date");
  CHECK(in_english().text("NO-SUCH-ID") == "NO-SUCH-ID");
  CHECK(in_english().text("DATE-INVALID") == "\"{value}\" is not a date");
}

TEST_CASE("no finding or error prints an empty value") {
  const Args args = {arg("found", ""), arg("expected", "1010000024"), arg("issuer", ""),
                     arg("id", "")};
  // A part that may be missing stands right behind a word.
  constexpr CatalogueEntry kEntries[] = {
      {"NUMBER-WRONG", "it is {found}, where {expected} is expected{id}",
       "c'est {found}, là où {expected} est attendu{id}", "Ask {issuer}.", "Demander à {issuer}."},
      {"NAME-WRONG", "the name \"{found}\" is wrong", "le nom « {found} » est faux", "Ask.",
       "Demander."},
      {"number.word", "the number {found}", "le numéro {found}"}};
  const Catalogue own{{kEntries}};
  const Wording english(own, Language::english);
  const Wording french = english.in(Language::french);
  CHECK(english.text("NUMBER-WRONG", args) == "it is (none), where 1010000024 is expected");
  CHECK(french.text("NUMBER-WRONG", args) == "c'est (néant), là où 1010000024 est attendu");
  CHECK(english.remedy("NUMBER-WRONG", args) == "Ask (none).");
  CHECK(french.remedy("NUMBER-WRONG", args) == "Demander à (néant).");
  CHECK(english.text("NAME-WRONG", args) == "the name (none) is wrong");
  CHECK(french.text("NAME-WRONG", args) == "le nom (néant) est faux");
  CHECK(english.text("NAME-WRONG", {arg("found", "x")}) == "the name \"x\" is wrong");
  CHECK(english.text("number.word", args) == "the number ");
}
