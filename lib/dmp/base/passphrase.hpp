#pragma once

#include <cstddef>

#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"

namespace dmp {

/// Fewest characters of a passphrase for a new key.
inline constexpr std::size_t kLeastPassphraseCharacters = 12;

/// Most bytes: the openssl command cuts off what is longer without a word, and could not open the
/// key.
inline constexpr std::size_t kMostPassphraseBytes = 1023;

/// What a passphrase for a new key must be worth, in bits. With 600,000 rounds of
/// PBKDF2-HMAC-SHA256 a graphics card of today tries some 15,000 passphrases a second: a thousand
/// of them need more than a year for half of 2^50, and a certificate lives for three.
inline constexpr double kLeastPassphraseBits = 50.0;

/// normalised_passphrase is the form in which a passphrase protects what we write: without a byte
/// order mark at its beginning, and composed (NFC), as keyboards type it. What is not UTF-8 stays
/// as it is.
Secret normalised_passphrase(const Secret& passphrase);

/// check_passphrase_form tells whether other programs would read a passphrase as we do: UTF-8,
/// without characters that nobody can see or type, not longer than `openssl` takes. It judges the
/// normalised form. Error ids (secret): PASSPHRASE-EMPTY, PASSPHRASE-UNFIT with `reason`,
/// `character` (U+200B …) and `most` bytes.
Status check_passphrase_form(const Secret& passphrase);

/// check_new_passphrase tells whether a passphrase has that form and is worth protecting a new key
/// with. What it is worth is estimated by zxcvbn (dictionaries, names, dates, keyboards,
/// repetitions), which gets it without accents, its first hundred characters, and with the words
/// and keyboard rows of this field as the first that somebody would try. Its dictionaries are
/// English for the most part: French words that it does not know are rated too high, so that the
/// bound is a minimum and no proof. It works on a copy that it overwrites (as read in its source),
/// as is ours. Error ids (secret): those of check_passphrase_form, PASSPHRASE-WEAK with `reason`
/// and `least` characters.
Status check_new_passphrase(const Secret& passphrase);

/// passphrase_bits is that estimate; the text must be valid UTF-8.
double passphrase_bits(const Secret& passphrase);

}  // namespace dmp
