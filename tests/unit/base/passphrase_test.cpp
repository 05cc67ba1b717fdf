#include "dmp/base/passphrase.hpp"

#include <string>
#include <utility>
#include <vector>

#include "dmp/base/utf8.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"

using namespace dmp;

namespace {

Status judge(std::string_view text) { return check_new_passphrase(Secret(as_bytes(text))); }

std::string reason_of(const Status& status) {
  REQUIRE_FALSE(status);
  const auto& reason = status.error().args.front().value;
  REQUIRE(status.error().id ==
          (reason.starts_with("passphrase.unfit.") ? "PASSPHRASE-UNFIT" : "PASSPHRASE-WEAK"));
  CHECK(status.error().kind == ErrorKind::secret);
  return reason;
}

/// The character for which a passphrase is unfit.
std::string character_in(std::string_view text) {
  const auto status = judge(text);
  CHECK(reason_of(status) == "passphrase.unfit.invisible");
  return status.error().args.at(1).value;
}

}  // namespace

TEST_CASE("passphrases of words or of chance are good enough") {
  for (const std::string text :
       {"quatre mots bien secrets", "cheval agrafe été", "cinq mots bien plus secrets",
        "correct horse battery staple", "mes enfants sont très beaux", "kX9#mQ2$vL7p",
        "p8fk3mzq7wxahd", "лошадь батарея скрепка", "ὕδωρ ἐκ πέτρας λευκῆς"}) {
    INFO(text);
    CHECK(judge(text));
  }
}

TEST_CASE("passphrases that are tried first are refused") {
  for (const std::string text : {"motdepasse123",
                                 "azertyuiop12",
                                 "aaaaaaaaaaaaaaaa",
                                 "dmpcert2026!",
                                 "Hopital2026!!",
                                 "hôpital2026!!!",
                                 "Hôpital2026!!",
                                 "010000024010000024",
                                 "Motdepasse2026!",
                                 "M0tdepasse2026",
                                 "qsdfghjklmwxcvbn",
                                 "azertyuiopqsdfghjklmwxcvbn",
                                 "&é\"'(-è_çà)=",
                                 "mot de passe é",
                                 "le mot de passe",
                                 "motdepassemotdepasse",
                                 "1010000024DMP",
                                 "certificatdmp2026",
                                 "centre hospitalier",
                                 "DMP AUTHENTIFICATION",
                                 "Igc-Sante-2026",
                                 "igc sante dmp ans",
                                 "password password",
                                 "Bonjour12345",
                                 "23/11/2026 23/11/2026",
                                 "            ",
                                 "admin admin admin",
                                 "sante sante sante",
                                 "éééééééééééé",
                                 "пппппппппппппп",
                                 "😀😀😀😀😀😀😀😀😀😀😀😀",
                                 "482915730264"}) {
    INFO(text << " " << passphrase_bits(Secret(as_bytes(text))));
    CHECK(reason_of(judge(text)) == "passphrase.weak.guessable");
  }
}

TEST_CASE("the length of a passphrase counts characters, its limit bytes") {
  CHECK(reason_of(judge("kX9#mQ2$vL7")) == "passphrase.weak.short");
  CHECK(reason_of(judge("é#à$ùçQ2ôïÿ")) == "passphrase.weak.short");
  std::string chance;
  for (unsigned state = 7; chance.size() < kMostPassphraseBytes; state = state * 75 % 65537) {
    chance += static_cast<char>('!' + state % 94);
  }
  CHECK(judge(chance));
  CHECK(reason_of(judge(chance + "x")) == "passphrase.unfit.long");
  CHECK(reason_of(judge(std::string(1'000'000, 'x'))) == "passphrase.unfit.long");
  // What is worth nothing stays so, however long.
  CHECK(reason_of(judge(std::string(1000, 'x'))) == "passphrase.weak.guessable");
}

TEST_CASE("a passphrase that another program would read otherwise is refused") {
  CHECK(character_in("quatre mots\nbien secrets") == "U+000A");
  CHECK(character_in("quatre mots\tbien secrets") == "U+0009");
  CHECK(character_in(std::string("quatre mots\0bien secrets", 24)) == "U+0000");
  CHECK(character_in("quatre mots\u0085 bien secrets") == "U+0085");
  CHECK(reason_of(judge("quatre mots bien secr\xE8ts")) == "passphrase.unfit.utf8");
  const auto empty = judge("");
  REQUIRE_FALSE(empty);
  CHECK(empty.error().id == "PASSPHRASE-EMPTY");
  CHECK(empty.error().kind == ErrorKind::secret);
}

TEST_CASE("what nobody can see or type is refused, wherever it stands") {
  for (const auto& [hidden, name] :
       std::vector<std::pair<std::string, std::string>>{{"\u200B", "U+200B"},
                                                        {"\u00A0", "U+00A0"},
                                                        {"\u2060", "U+2060"},
                                                        {"\u00AD", "U+00AD"},
                                                        {"\u202E", "U+202E"},
                                                        {"\u2066", "U+2066"},
                                                        {"\u200D", "U+200D"},
                                                        {"\u034F", "U+034F"},
                                                        {"\u3164", "U+3164"},
                                                        {"\u115F", "U+115F"},
                                                        {"\u2028", "U+2028"},
                                                        {"\u3000", "U+3000"},
                                                        {"\u202F", "U+202F"},
                                                        {"\u2800", "U+2800"},
                                                        {"\uFE0F", "U+FE0F"},
                                                        {"\uFFFD", "U+FFFD"},
                                                        {"\uE000", "U+E000"},
                                                        {"\U000E0041", "U+E0041"}}) {
    CAPTURE(name);
    CHECK(character_in(hidden + "quatre mots bien secrets") == name);
    CHECK(character_in("quatre mots" + hidden + "bien secrets") == name);
    CHECK(character_in("quatre mots bien secrets" + hidden) == name);
  }
  // The byte order mark is dropped at the beginning, and nowhere else.
  CHECK(character_in("quatre mots\uFEFFbien secrets") == "U+FEFF");
  CHECK(judge("\uFEFFquatre mots bien secrets"));
  CHECK(judge("quatre mots très 🐎 «secrets»"));
  CHECK(judge("\uFEFF").error().id == "PASSPHRASE-EMPTY");
}

TEST_CASE("a passphrase protects in one form, however it was typed") {
  const auto form = [](std::string_view text) {
    const auto normalised = normalised_passphrase(Secret(as_bytes(text)));
    return std::string(as_text(normalised.view()));
  };
  CHECK(form("\uFEFFmots secrets") == "mots secrets");
  CHECK(form("e\u0301te\u0301") == "été");
  CHECK(form("été") == "été");
  CHECK(form("\u1100\u1161") == "가");
  CHECK(form("\u212B") == "Å");
  CHECK(form("\uFDFA") == "\uFDFA");  // Composed, not made compatible.
  CHECK(form("secr\xE8t") == "secr\xE8t");
  CHECK(form("").empty());
  CHECK(form(std::string(4096, 'x')) == std::string(4096, 'x'));
  std::string longest;
  for (int i = 0; i < 1000; ++i) {
    longest += "\u1F82";  // Four parts.
  }
  CHECK(form(longest) == longest);
}

TEST_CASE("the estimate sees through accents and grows with what chance adds") {
  const auto bits = [](std::string_view text) { return passphrase_bits(Secret(as_bytes(text))); };
  CHECK(bits("hôpital") == Catch::Approx(bits("hopital")));
  CHECK(bits("ho\u0302pital") == Catch::Approx(bits("hopital")));
  CHECK(bits("cheval") < bits("cheval agrafe"));
  CHECK(bits("cheval agrafe") < bits("cheval agrafe piscine"));
  CHECK(bits("") == 0);
}

TEST_CASE("the reason of a weak passphrase is told in both languages") {
  const auto weak = judge("court");
  REQUIRE_FALSE(weak);
  CHECK(in_english().text(weak.error().id, weak.error().args).find("fewer than 12 characters") !=
        std::string::npos);
  CHECK(in_french().text(weak.error().id, weak.error().args).find("moins de 12 caractères") !=
        std::string::npos);
  CHECK_FALSE(in_french().remedy(weak.error().id, weak.error().args).empty());
}

TEST_CASE("letters below accents") {
  CHECK(unaccented(U'é') == 'e');
  CHECK(unaccented(U'Ç') == 'C');
  CHECK(unaccented(U'ÿ') == 'y');
  for (const char32_t other : {U'e', U'×', U'÷', U'ß', U'Æ', U'æ', U'ð', U'œ', U'€', U'α'}) {
    CHECK(unaccented(other) == '\0');
  }
}
