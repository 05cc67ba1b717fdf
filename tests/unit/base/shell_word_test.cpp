#include "dmp/base/shell_word.hpp"

#include "support/catch.hpp"
#include "support/fixture.hpp"

using namespace dmp;

TEST_CASE("a shell reads a word as it was, whatever is in it") {
  for (const std::string word :
       {"", "plain", "dmp-workspace", "/srv/GHT de l'Ain/é", "a b", "$HOME", "`id`", "\"", "'",
        "''", "a\\b", "*", "~", "-n", "a;b", "a\nb", "#", "!"}) {
    CAPTURE(word);
    std::string read;
    REQUIRE(test::run("printf '%s' " + shell_word(word), &read) == 0);
    CHECK(read == word);
  }
}

TEST_CASE("a word that needs no quotes has none") {
  CHECK(shell_word("/srv/pki/970300026:443") == "/srv/pki/970300026:443");
  CHECK(shell_word("two words") == "'two words'");
}
