#include "dmp/base/passphrase.hpp"

#include <fmt/format.h>
#include <zxcvbn.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "dmp/base/plain_text.hpp"
#include "dmp/base/unicode.hpp"
#include "dmp/base/utf8.hpp"

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

/// Why other programs would read the passphrase otherwise, for PASSPHRASE-UNFIT.
struct Unfit {
  std::string_view reason;
  char32_t character = 0;
};

std::optional<Unfit> unfit_part(std::string_view text) {
  if (find_invalid_utf8(text)) {
    return Unfit{"passphrase.unfit.utf8"};
  }
  for (std::size_t at = 0; at < text.size();) {
    if (const char32_t c = code_point_at(text, at); !is_visible_character(c)) {
      return Unfit{"passphrase.unfit.invisible", c};
    }
  }
  return text.size() > kMostPassphraseBytes ? std::optional(Unfit{"passphrase.unfit.long"})
                                            : std::nullopt;
}

/// Why the passphrase is weak: the id of a text, or "".
std::string_view weakness_of(const Secret& passphrase) {
  if (count_characters(as_text(passphrase.view())) < kLeastPassphraseCharacters) {
    return "passphrase.weak.short";
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

Secret normalised_passphrase(const Secret& passphrase) {
  auto text = passphrase.view();
  if (text_form(text) == TextForm::utf8_marked) {
    text = text.subspan(kUtf8MarkBytes);
  }
  return composed_secret(text);
}

Status check_passphrase_form(const Secret& passphrase) {
  // Composing makes a text shorter by less than that.
  const bool is_long = passphrase.size() > 4 * kMostPassphraseBytes;
  const auto normalised = is_long ? Secret() : normalised_passphrase(passphrase);
  if (normalised.empty() && !is_long) {
    return fail(ErrorKind::secret, "PASSPHRASE-EMPTY");
  }
  if (const auto unfit =
          is_long ? Unfit{"passphrase.unfit.long"} : unfit_part(as_text(normalised.view()))) {
    return fail(ErrorKind::secret, "PASSPHRASE-UNFIT",
                {arg_text("reason", unfit->reason),
                 arg("character", fmt::format("U+{:04X}", std::uint32_t{unfit->character})),
                 arg("most", kMostPassphraseBytes)});
  }
  return {};
}

Status check_new_passphrase(const Secret& passphrase) {
  if (auto fine = check_passphrase_form(passphrase); !fine) {
    return fine;
  }
  const auto normalised = normalised_passphrase(passphrase);
  if (const auto weakness = weakness_of(normalised); !weakness.empty()) {
    return fail(ErrorKind::secret, "PASSPHRASE-WEAK",
                {arg_text("reason", weakness), arg("least", kLeastPassphraseCharacters)});
  }
  return {};
}

}  // namespace dmp
