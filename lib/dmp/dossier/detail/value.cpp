#include "dmp/dossier/detail/value.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <regex>

#include "dmp/base/date.hpp"
#include "dmp/base/listed.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/base/written_day.hpp"
#include "dmp/model/card_number.hpp"
#include "dmp/model/department.hpp"
#include "dmp/model/finess.hpp"
#include "dmp/model/mail.hpp"
#include "dmp/model/siren.hpp"
#include "dmp/model/words.hpp"

namespace dmp::dossier {
namespace {

using documents::Cell;
using documents::CellKind;

/// Characters of an id or a service, as the dossier's schema has it.
constexpr std::size_t kLongestId = 64;

tl::unexpected<Error> wrong(std::string_view id, std::string_view found, Args args = {}) {
  args.push_back(arg("found", cut_characters(found, 60)));
  return fail(ErrorKind::input, id, std::move(args));
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// A text without the spaces that people and spreadsheets put between and around its characters,
/// and without the apostrophe that marks a text; runs of spaces become one where `keep_words`.
std::string cleaned(std::string_view text, bool keep_words) {
  std::string out;
  bool pending = false;
  text.remove_prefix(text.starts_with('\'') && text.size() > 1 ? 1 : 0);
  for (std::size_t at = 0; at < text.size();) {
    const auto c = code_point_at(text, at);
    const bool is_space = c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == 0xA0 ||
                          c == 0x202F || c == 0x2009 || c == 0xFEFF;
    if (is_space) {
      pending = !out.empty();
      continue;
    }
    if (std::exchange(pending, false) && keep_words) {
      out += ' ';
    }
    append_utf8(out, c);
  }
  return out;
}

/// Whether a spreadsheet has written a number with an exponent: 9,70E+08.
bool has_exponent(std::string_view text) {
  static const std::regex kExponent("[0-9]+([.,][0-9]+)?[eE]\\+?[0-9]{1,2}");
  return text.size() < 40 && std::regex_match(text.begin(), text.end(), kExponent);
}

/// The number that was written with an exponent, where all of its digits are there.
std::optional<std::string> without_exponent(std::string_view text) {
  const auto e = text.find_first_of("eE");
  std::string digits(text.substr(0, e));
  const auto point = std::min(digits.find_first_of(".,"), digits.size());
  std::size_t exponent = 0;
  const auto power = text.substr(text.find_first_of("0123456789", e));
  std::from_chars(power.data(), power.data() + power.size(), exponent);
  const auto decimals = point == digits.size() ? 0 : digits.size() - point - 1;
  if (decimals != exponent) {
    return std::nullopt;
  }
  digits.erase(std::min(point, digits.size()), decimals == 0 ? 0 : 1);
  return digits;
}

/// Reads an identifier of so many characters. A number that lost its first zero gets it back where
/// the key is right with it.
template <typename T>
Result<Value> identifier(const Cell& cell, std::size_t length, bool has_key) {
  auto text = cleaned(cell.text, false);
  std::string mended;
  if (has_exponent(text)) {
    const auto whole = without_exponent(text);
    if (!whole) {
      return wrong("IMPORT-ROUNDED", text);
    }
    text = *whole;
    mended = "import.mended.exponent";
  }
  // Programs that compute write 970300026 as 970300026.0.
  for (const std::string_view decimals : {".0", ",0", ".00", ",00"}) {
    if (text.size() + 1 >= length && text.ends_with(decimals) &&
        is_digits(std::string_view(text).substr(0, text.size() - decimals.size()))) {
      text.resize(text.size() - decimals.size());
      mended = "import.mended.decimals";
      break;
    }
  }
  const bool may_lack_zero =
      is_digits(text) && text.size() + 1 == length && (has_key || cell.kind == CellKind::number);
  if (may_lack_zero && T::parse("0" + text)) {
    return Value{"0" + text, "import.mended.zero"};
  }
  auto parsed = T::parse(text);
  if (!parsed) {
    return fail(std::move(parsed.error()));
  }
  return Value{parsed->value.text(), std::move(mended)};
}

Result<Value> phone(const Cell& cell) {
  auto text = cleaned(cell.text, true);
  const bool is_number = cell.kind == CellKind::number;
  if (has_exponent(text)) {
    return wrong("IMPORT-ROUNDED", text);
  }
  if (is_number && is_digits(text) && text.size() == 9 && text.front() != '0') {
    return Value{"0" + text, "import.mended.zero"};
  }
  if (is_number && is_digits(text) && text.size() == 11 && text.starts_with("33")) {
    return Value{"+" + text, "import.mended.plus"};
  }
  return Value{std::move(text)};
}

std::optional<int> number_in(std::string_view text) {
  int value = 0;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
}

Result<Value> date(const Cell& cell) {
  // A day may come with its midnight.
  static const std::regex kTime("[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?$");
  const auto typed = cleaned(cell.text, true);
  const auto text =
      cleaned(typed.size() < 40 ? std::regex_replace(typed, kTime, "") : typed, false);
  if (const auto day = parse_date(text)) {
    return Value{format_date(*day)};
  }
  if (cell.kind == CellKind::number || (is_digits(text) && text.size() == 5)) {
    // A day of this century, as spreadsheets count them.
    const auto serial = number_in(text).value_or(0);
    const auto day =
        std::chrono::sys_days(std::chrono::year{1899} / 12 / 30) + std::chrono::days(serial);
    return serial > 36'525 && serial < 73'051
               ? wrong("IMPORT-DATE-NUMBER", text, {arg_day("day", Date(day))})
               : wrong("IMPORT-DATE", text);
  }
  if (const auto day = parse_written_day(text)) {
    return Value{format_date(*day)};
  }
  static const std::regex kShortYear("[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}");
  const bool lacks_century = text.size() <= 8 && std::regex_match(text, kShortYear);
  return wrong(lacks_century ? "IMPORT-DATE-YEAR" : "IMPORT-DATE", text);
}

Result<Value> department(const Cell& cell) {
  auto text = cleaned(cell.text, false);
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
  });
  const bool lacks_zero = text.size() == 1 && is_digits(text);
  text = lacks_zero ? "0" + text : text;
  const auto* found = model::find_department(text);
  if (found == nullptr) {
    // A name, or "Guyane (973)".
    const auto name = simplified(cell.text);
    for (const auto& each : model::departments()) {
      if (simplified(each.name) == name || simplified(each.state_label()) == name) {
        return Value{std::string(each.code)};
      }
    }
    return wrong("IMPORT-DEPARTMENT", text);
  }
  return Value{std::string(found->code), lacks_zero ? "import.mended.zero" : ""};
}

Result<Value> certificates(const Cell& cell) {
  std::vector<std::string> items;
  std::string_view rest = cell.text;
  while (!rest.empty()) {
    const auto one = rest.substr(0, rest.find_first_of(",;+\n"));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    const auto item = cleaned(one, true);
    if (item.empty()) {
      continue;
    }
    const auto space = item.rfind(' ');
    const auto usage =
        model::parse_usage(space == std::string::npos ? item : item.substr(space + 1));
    const bool is_wanted = usage == model::Usage::auth_cli || usage == model::Usage::sign ||
                           usage == model::Usage::conf;
    if (!is_wanted) {
      return wrong("IMPORT-CERTIFICATES", item);
    }
    const auto service = space == std::string::npos ? "DMP" : item.substr(0, space);
    if (count_characters(service) > kLongestId) {
      return wrong("IMPORT-CERTIFICATES", item);
    }
    items.push_back(service + " " + std::string(to_string(*usage)));
  }
  std::ranges::sort(items);
  return Value{listed(items)};
}

Result<Value> ids(const Cell& cell) {
  std::vector<std::string> items;
  std::string_view rest = cell.text;
  while (!rest.empty()) {
    const auto one = rest.substr(0, rest.find_first_of(",;\n"));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    if (auto item = cleaned(one, true); !item.empty()) {
      items.push_back(std::move(item));
    }
  }
  return Value{listed(items)};
}

Result<Value> id(const Cell& cell) {
  auto text = cleaned(cell.text, true);
  if (has_exponent(text) && text.find('+') != std::string::npos) {
    return wrong("IMPORT-ROUNDED", text);
  }
  const bool has_separator = text.find_first_of(",;") != std::string::npos;
  return has_separator || count_characters(text) > kLongestId
             ? wrong("IMPORT-ID", text)
             : Result<Value>(Value{std::move(text)});
}

Result<Value> word(const Cell& cell, const Column& column) {
  if (auto found = word_of(column, cell.text)) {
    return Value{std::move(*found)};
  }
  return wrong("IMPORT-WORD", cleaned(cell.text, true),
               {arg_text("known", "import.words." + std::string(vocabulary_of(column)))});
}

Result<Value> email(const Cell& cell) {
  auto text = cleaned(cell.text, false);
  constexpr std::string_view kScheme = "mailto:";
  if (text.starts_with(kScheme)) {
    text.erase(0, kScheme.size());
  }
  return model::is_email(text) ? Result<Value>(Value{std::move(text)})
                               : wrong("IMPORT-EMAIL", text);
}

}  // namespace

Result<Value> read_value(const Cell& cell, const Column& column) {
  if (cell.kind == CellKind::error || (cell.text.starts_with('#') && cell.text.ends_with('!')) ||
      cell.text == "#N/A" || cell.text == "#NAME?") {
    return wrong(cell.text.starts_with('=') ? "IMPORT-FORMULA" : "IMPORT-ERROR-CELL", cell.text);
  }
  switch (column.kind) {
    case ColumnKind::finess:
      return identifier<model::Finess>(cell, 9, true);
    case ColumnKind::siret:
      return identifier<model::Siret>(cell, 14, true);
    case ColumnKind::siren:
      return identifier<model::Siren>(cell, 9, true);
    case ColumnKind::card_number:
      return identifier<model::CardNumber>(cell, 10, false);
    case ColumnKind::phone:
      return phone(cell);
    case ColumnKind::email:
      return email(cell);
    case ColumnKind::department:
      return department(cell);
    case ColumnKind::date:
      return date(cell);
    case ColumnKind::word:
      return word(cell, column);
    case ColumnKind::certificates:
      return certificates(cell);
    case ColumnKind::ids:
      return ids(cell);
    case ColumnKind::id:
      return id(cell);
    case ColumnKind::text:
      break;
  }
  return Value{cleaned(cell.text, true)};
}

bool is_same_value(const Column& column, std::string_view one, std::string_view other) {
  const auto bare = [&column](std::string_view text) {
    constexpr std::string_view kFrance = "+33";
    std::string out;
    for (const char c : text) {
      const bool is_upper = c >= 'A' && c <= 'Z';
      const bool is_filler = c == ' ' || c == '.' || c == '-';
      if (column.kind == ColumnKind::email) {
        out += is_upper ? static_cast<char>(c + ('a' - 'A')) : c;
      } else if (column.kind != ColumnKind::phone || !is_filler) {
        out += c;
      }
    }
    return column.kind == ColumnKind::phone && out.starts_with(kFrance)
               ? "0" + out.substr(kFrance.size())
               : out;
  };
  return bare(one) == bare(other);
}

}  // namespace dmp::dossier
