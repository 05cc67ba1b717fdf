#include "dmp/model/typed.hpp"

#include <algorithm>

#include "dmp/base/utf8.hpp"

namespace dmp::model {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::size_t kShownCharacters = 60;

bool is_space(char32_t c) {
  return c == U' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) ||
         c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

bool is_punctuation(char32_t c) {
  return c == U'.' || c == U'-' || c == 0xAD || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/// Characters that a terminal obeys, or that turn the direction of writing.
bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::u32string decode(std::string_view text) {
  std::u32string decoded;
  while (!text.empty()) {
    const auto invalid = find_invalid_utf8(text);
    const auto valid = text.substr(0, invalid.value_or(text.size()));
    for (std::size_t offset = 0; offset < valid.size();) {
      decoded += code_point_at(valid, offset);
    }
    text.remove_prefix(valid.size());
    if (!text.empty()) {
      decoded += kReplacement;
      text.remove_prefix(1);
    }
  }
  return decoded;
}

std::string encode(char32_t c) {
  std::string text;
  append_utf8(text, is_control(c) ? kReplacement : c);
  return text;
}

std::string show(const std::u32string& decoded) {
  std::string shown;
  for (std::size_t i = 0; i < decoded.size(); ++i) {
    if (i == kShownCharacters) {
      return shown + "…";
    }
    shown += is_space(decoded[i]) ? std::string(" ") : encode(decoded[i]);
  }
  return shown;
}

void note(std::vector<std::string>& notes, std::string_view id) {
  if (std::ranges::find(notes, id) == notes.end()) {
    notes.emplace_back(id);
  }
}

std::string id_of(std::string_view name, std::string_view problem) {
  std::string id(name);
  id += '-';
  id += problem;
  return id;
}

Error failure(const Typed& typed, std::string_view name, std::string_view problem, Args more,
              Reason reason = Reason::other) {
  Args args{arg("value", typed.shown)};
  args.insert(args.end(), more.begin(), more.end());
  return Error{ErrorKind::input, id_of(name, problem), std::move(args), {}, reason};
}

}  // namespace

Typed read_typed(std::string_view text) {
  const auto decoded = decode(text);
  Typed typed;
  typed.shown = show(decoded);
  for (const char32_t c : decoded) {
    if (is_space(c)) {
      note(typed.forgiven, "FORGIVEN-SPACES");
    } else if (is_punctuation(c)) {
      note(typed.forgiven, "FORGIVEN-PUNCTUATION");
    } else if (c >= U'a' && c <= U'z') {
      note(typed.forgiven, "FORGIVEN-LOWER-CASE");
      typed.characters += c - U'a' + U'A';
    } else {
      typed.characters += c;
    }
  }
  return typed;
}

Result<std::string> digits_of(const Typed& typed, const Form& form) {
  return characters_of(
      typed, form,
      {[](const std::u32string& all, std::size_t position) { return is_digit(all[position]); },
       [](std::size_t) -> std::string_view { return "EXPECTED-DIGIT"; }});
}

Result<std::string> characters_of(const Typed& typed, const Form& form, const Allowed& allowed) {
  const auto& all = typed.characters;
  if (all.empty()) {
    return fail(nothing_typed(typed, form.name));
  }
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!allowed.is_allowed(all, i)) {
      return fail(wrong_character(typed, form.name, i, allowed.expected(i)));
    }
    text += static_cast<char>(all[i]);
  }
  if (all.size() != form.length) {
    return fail(wrong_length(typed, form.name, form.length));
  }
  return text;
}

Error wrong_key(const Typed& typed, std::string_view name, std::size_t position, char found,
                std::string_view expected) {
  return failure(typed, name, "KEY",
                 {arg("position", position), arg("found", std::string_view(&found, 1)),
                  arg("expected", expected)});
}

Error wrong_character(const Typed& typed, std::string_view name, std::size_t position,
                      std::string_view expected_text) {
  return failure(typed, name, "CHARACTER",
                 {arg("position", position + 1), arg("found", encode(typed.characters[position])),
                  arg_text("expected", expected_text)},
                 Reason::wrong_character);
}

Error wrong_length(const Typed& typed, std::string_view name, std::size_t expected) {
  return failure(typed, name, "LENGTH",
                 {arg("found", typed.characters.size()), arg("expected", expected)});
}

Error nothing_typed(const Typed& typed, std::string_view name) {
  return failure(typed, name, "EMPTY", {}, Reason::empty);
}

}  // namespace dmp::model
