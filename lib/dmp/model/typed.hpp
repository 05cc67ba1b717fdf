#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/error.hpp"

/// What the identifiers' parsers have in common: reading what a person typed.
namespace dmp::model {

/// Typed is a text as a person typed it, without what people add for the eye.
struct Typed {
  std::string shown;  ///< For messages: valid UTF-8, nothing that a terminal obeys, not endless.
  std::u32string characters;          ///< Upper case, without spaces, dots and hyphens.
  std::vector<std::string> forgiven;  ///< Ids of what was left out or changed, each once.
};

/// read_typed cleans a text. Bytes that are not UTF-8 become U+FFFD, which no identifier has.
Typed read_typed(std::string_view text);

/// Name and length of an identifier: "FINESS", 9.
struct Form {
  std::string_view name;
  std::size_t length;
};

/// digits_of returns the text when it has the form's length and only digits; otherwise the failure
/// "<NAME>-EMPTY", "-CHARACTER" or "-LENGTH", in this order.
Result<std::string> digits_of(const Typed& typed, const Form& form);

/// characters_of does the same where `is_allowed(position, character)` says what may stand at each
/// position, from 0; `expected` is the id of the text that names it.
struct Allowed {
  bool (*is_allowed)(const std::u32string& all, std::size_t position);
  std::string_view (*expected)(std::size_t position);
};
Result<std::string> characters_of(const Typed& typed, const Form& form, const Allowed& allowed);

/// wrong_key makes the failure "<NAME>-KEY"; `position` is from 1.
Error wrong_key(const Typed& typed, std::string_view name, std::size_t position, char found,
                std::string_view expected);

/// wrong_character makes the failure "<NAME>-CHARACTER"; `position` is from 0.
Error wrong_character(const Typed& typed, std::string_view name, std::size_t position,
                      std::string_view expected_text);

/// wrong_length makes the failure "<NAME>-LENGTH".
Error wrong_length(const Typed& typed, std::string_view name, std::size_t expected);

/// nothing_typed makes the failure "<NAME>-EMPTY".
Error nothing_typed(const Typed& typed, std::string_view name);

constexpr bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

}  // namespace dmp::model
