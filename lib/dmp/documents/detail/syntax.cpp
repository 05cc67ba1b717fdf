#include <algorithm>

#include "dmp/base/repair.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/documents/detail/json_text.hpp"
#include "dmp/documents/detail/value_tree.hpp"
#include "dmp/documents/plain_quotes.hpp"

namespace dmp::documents {
namespace {

constexpr std::string_view kTypographic = "JSON-SYNTAX.typographic";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// The last character before `offset` that is not a space; '\0' at the beginning.
char character_before(std::string_view text, std::size_t offset) {
  while (offset > 0 && is_space(text[offset - 1])) {
    --offset;
  }
  return offset == 0 ? '\0' : text[offset - 1];
}

bool ends_a_value(char c) {
  return c == '"' || c == '}' || c == ']' || is_digit(c) || is_letter(c);
}

std::string_view reason_for(std::string_view text, const SyntaxFault& fault) {
  if (fault.out_of_range) {
    return "JSON-SYNTAX.range";
  }
  if (fault.offset >= text.size() || (fault.in_string && fault.at_end)) {
    return "JSON-SYNTAX.truncated";
  }
  if (fault.in_string) {
    const bool has_escape = fault.token.find('\\') != std::string_view::npos;
    return has_escape ? "JSON-SYNTAX.escape" : "JSON-SYNTAX.string";
  }
  const char first = text[fault.offset];
  const char before = character_before(text, fault.offset);
  if (fault.complete) {
    return "JSON-SYNTAX.after-end";
  }
  if ((first == '}' || first == ']') && before == ',') {
    return "JSON-SYNTAX.trailing-comma";
  }
  if (is_digit(first) && fault.offset > 0 && text[fault.offset - 1] == '0') {
    return "JSON-SYNTAX.leading-zero";
  }
  if (begins_with_typographic_quote(text.substr(fault.offset))) {
    return kTypographic;
  }
  const bool begins_a_value = first == '"' || first == '{' || first == '[' || is_digit(first);
  if (begins_a_value && ends_a_value(before)) {
    return "JSON-SYNTAX.missing-comma";
  }
  return first == '\'' || is_letter(first) ? "JSON-SYNTAX.quotes" : "JSON-SYNTAX.unexpected";
}

/// What a person sees at the place of the fault: one word, cut where it gets long.
std::string excerpt(std::string_view text, std::size_t offset) {
  const auto rest = text.substr(std::min(offset, text.size()));
  const auto end =
      std::ranges::find_if(rest.begin() + (rest.empty() ? 0 : 1), rest.end(), [](char c) {
        return is_space(c) || c == ',' || c == ':' || c == '{' || c == '}' || c == '[' ||
               c == ']' || static_cast<unsigned char>(c) < 0x20;
      });
  return std::string(cut_characters(std::string_view(rest.begin(), end), 24));
}

}  // namespace

Finding syntax_finding(std::string_view text, std::string_view file, const SyntaxFault& fault) {
  const auto position = position_in(text, fault.offset);
  const auto reason = reason_for(text, fault);
  Finding finding{"JSON-SYNTAX",
                  Severity::error,
                  {std::string(file), "", position.line, position.column},
                  "",
                  {arg_text("reason", reason), arg("found", excerpt(text, fault.offset))},
                  ""};
  if (reason == kTypographic) {
    finding.args = with_repair(std::move(finding.args), Repair{true, ""});
  }
  return finding;
}

}  // namespace dmp::documents
