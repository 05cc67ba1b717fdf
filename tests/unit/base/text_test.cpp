#include "dmp/base/text.hpp"

#include "dmp/base/pattern.hpp"
#include "support/catch.hpp"

using namespace dmp;

TEST_CASE("a word after a number is chosen by the number, as each language has it") {
  constexpr auto english = Language::english;
  constexpr auto french = Language::french;
  const auto said = [](Language language, std::string_view pattern, int count) {
    return fill_in(language, pattern, {arg("count", count)});
  };
  CHECK(said(english, "{count} {count:site|sites}", 0) == "0 sites");
  CHECK(said(english, "{count} {count:site|sites}", 1) == "1 site");
  CHECK(said(english, "{count} {count:site|sites}", 2) == "2 sites");
  CHECK(said(english, "{count} {count:site|sites}", 11) == "11 sites");
  CHECK(said(french, "{count} {count:autre a|autres ont} un constat", 0) == "0 autre a un constat");
  CHECK(said(french, "{count} {count:autre a|autres ont} un constat", 1) == "1 autre a un constat");
  CHECK(said(french, "{count} {count:autre a|autres ont} un constat", 2) ==
        "2 autres ont un constat");
  CHECK(said(english, "{count} request{count:|s}", 1) == "1 request");
  CHECK(said(english, "{count} request{count:|s}", 2) == "2 requests");
  // As a list of all texts shows it, where no number has a value.
  CHECK(fill_in(english, "{count} {count:site|sites}", {}) == "{count} sites");
  CHECK(fill_in(english, "{a: b} {count:site}", {}) == "{a: b} {count:site}");
}

TEST_CASE("numbers in one text choose each for itself") {
  const Args args{arg("verified", 1), arg("refused", 2)};
  CHECK(fill_in(Language::french,
                "{verified} {verified:demande vérifiée|demandes vérifiées}, "
                "{refused} {refused:refusée|refusées}",
                args) == "1 demande vérifiée, 2 refusées");
}
