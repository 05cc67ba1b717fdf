#include "dmp/core/passphrase.hpp"

#include <string>

#include "dmp/core/utf8.hpp"
#include "support/catch.hpp"

using namespace dmp;

namespace {

Status judge(std::string_view text) { return check_new_passphrase(Secret(as_bytes(text))); }

std::string reason_of(const Status& status) {
  REQUIRE_FALSE(status);
  REQUIRE(status.error().id == "PASSPHRASE-WEAK");
  CHECK(status.error().kind == ErrorKind::secret);
  return status.error().args.front().value;
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
  CHECK(reason_of(judge(chance + "x")) == "passphrase.weak.long");
  CHECK(reason_of(judge(std::string(1'000'000, 'x'))) == "passphrase.weak.long");
  // What is worth nothing stays so, however long.
  CHECK(reason_of(judge(std::string(1000, 'x'))) == "passphrase.weak.guessable");
}

TEST_CASE("a passphrase that another program would read otherwise is refused") {
  CHECK(reason_of(judge("quatre mots\nbien secrets")) == "passphrase.weak.control");
  CHECK(reason_of(judge("quatre mots\tbien secrets")) == "passphrase.weak.control");
  CHECK(reason_of(judge(std::string("quatre mots\0bien secrets", 24))) ==
        "passphrase.weak.control");
  CHECK(reason_of(judge("quatre mots\xC2\x85 bien secrets")) == "passphrase.weak.control");
  CHECK(reason_of(judge("quatre mots bien secr\xE8ts")) == "passphrase.weak.utf8");
  const auto empty = judge("");
  REQUIRE_FALSE(empty);
  CHECK(empty.error().id == "PASSPHRASE-EMPTY");
  CHECK(empty.error().kind == ErrorKind::secret);
}

TEST_CASE("the estimate sees through accents and grows with what chance adds") {
  const auto bits = [](std::string_view text) { return passphrase_bits(Secret(as_bytes(text))); };
  CHECK(bits("hôpital") == Approx(bits("hopital")));
  CHECK(bits("ho\u0302pital") == Approx(bits("hopital")));
  CHECK(bits("cheval") < bits("cheval agrafe"));
  CHECK(bits("cheval agrafe") < bits("cheval agrafe piscine"));
  CHECK(bits("") == 0);
}

TEST_CASE("the reason of a weak passphrase is told in both languages") {
  const auto weak = judge("court");
  REQUIRE_FALSE(weak);
  CHECK(text(Language::english, weak.error().id, weak.error().args)
            .find("fewer than 12 characters") != std::string::npos);
  CHECK(text(Language::french, weak.error().id, weak.error().args).find("moins de 12 caractères") !=
        std::string::npos);
  CHECK_FALSE(remedy(Language::french, weak.error().id, weak.error().args).empty());
}

TEST_CASE("letters below accents") {
  CHECK(unaccented(U'é') == 'e');
  CHECK(unaccented(U'Ç') == 'C');
  CHECK(unaccented(U'ÿ') == 'y');
  for (const char32_t other : {U'e', U'×', U'÷', U'ß', U'Æ', U'æ', U'ð', U'œ', U'€', U'α'}) {
    CHECK(unaccented(other) == '\0');
  }
}
