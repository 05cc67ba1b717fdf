#include "dmp/core/passphrase.hpp"

#include <zxcvbn.h>

#include <algorithm>
#include <array>

#include "dmp/core/utf8.hpp"

namespace dmp {
namespace {

/// zxcvbn looks at no more than that, and needs a tenth of a second for the worst of it.
constexpr std::size_t kMostEstimated = 100;

// What people of this field would try first; a word's rank is its place. Without accents, in lower
// case. The space stands first: zxcvbn would take each for an unlikely character.
std::array kGuesses = {" ",
                       "-",
                       "azertyuiop",
                       "qsdfghjklm",
                       "wxcvbn",
                       "azerty",
                       "&e\"'(-e_ca)=",
                       ",;:!",
                       "motdepasse",
                       "passe",
                       "mdp",
                       "bonjour",
                       "soleil",
                       "admin",
                       "administrateur",
                       "secret",
                       "changeme",
                       "dmpcert",
                       "dmp",
                       "hopital",
                       "hopitaux",
                       "ehpad",
                       "chu",
                       "chru",
                       "ght",
                       "clinique",
                       "centre",
                       "hospitalier",
                       "hospitaliere",
                       "etablissement",
                       "sante",
                       "esante",
                       "ans",
                       "asip",
                       "igc",
                       "insi",
                       "ins",
                       "finess",
                       "cpx",
                       "cps",
                       "cpe",
                       "mssante",
                       "dossier",
                       "medical",
                       "partage",
                       "medecin",
                       "infirmier",
                       "patient",
                       "certificat",
                       "authentification",
                       "signature",
                       "cle",
                       "privee",
                       "portail",
                       "france",
                       "de",
                       "du",
                       "la",
                       "le",
                       "les",
                       "et",
                       static_cast<const char*>(nullptr)};

/// The character as zxcvbn takes it: one byte, the same in every locale. What has no letter of
/// ASCII becomes one of the 31 that nobody types, so that it counts as one of an alphabet's.
char estimated(char32_t c) {
  constexpr char32_t kUntyped = 31;
  if (c < 0x80) {
    return static_cast<char>(c);
  }
  const char letter = unaccented(c);
  return letter != '\0' ? letter : static_cast<char>(1 + c % kUntyped);
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

/// Why the passphrase is weak: the id of a text, or "".
std::string_view weakness_of(const Secret& passphrase) {
  const auto text = as_text(passphrase.view());
  if (find_invalid_utf8(text)) {
    return "passphrase.weak.utf8";
  }
  for (std::size_t at = 0; at < text.size();) {
    if (is_control(code_point_at(text, at))) {
      return "passphrase.weak.control";
    }
  }
  if (count_characters(text) < kLeastPassphraseCharacters) {
    return "passphrase.weak.short";
  }
  if (text.size() > kMostPassphraseBytes) {
    return "passphrase.weak.long";
  }
  return passphrase_bits(passphrase) < kLeastPassphraseBits ? "passphrase.weak.guessable" : "";
}

}  // namespace

double passphrase_bits(const Secret& passphrase) {
  const auto text = as_text(passphrase.view());
  std::array<std::uint8_t, kMostEstimated + 1> plain{};
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size() && size < kMostEstimated;) {
    const char32_t c = code_point_at(text, at);
    if (!is_combining(c)) {
      plain.at(size++) = static_cast<std::uint8_t>(estimated(c));
    }
  }
  const double bits =
      ZxcvbnMatch(reinterpret_cast<const char*>(plain.data()), kGuesses.data(), nullptr);
  wipe(plain);
  return bits;
}

Status check_new_passphrase(const Secret& passphrase) {
  if (passphrase.empty()) {
    return fail(ErrorKind::secret, "PASSPHRASE-EMPTY");
  }
  if (const auto weakness = weakness_of(passphrase); !weakness.empty()) {
    return fail(ErrorKind::secret, "PASSPHRASE-WEAK",
                {arg_text("reason", weakness), arg("least", kLeastPassphraseCharacters),
                 arg("most", kMostPassphraseBytes)});
  }
  return {};
}

}  // namespace dmp
