#include <algorithm>
#include <array>

#include "dmp/base/plain_text.hpp"
#include "dmp/registry/detail/formats.hpp"

// The stock of establishments: a first line with the edition, then one line an establishment, of 32
// fields without a header. Nearly all lines are about numbers that nobody asked for: these are
// only looked at where their number stands and counted.
namespace dmp::registry {
namespace {

using namespace std::string_view_literals;

/// Columns, from 1, as the description of the file counts them.
enum Column : std::size_t {
  kNumber = 2,
  kJuridical = 3,
  kName = 4,
  kLongName = 5,
  kDepartment = 14,
  kCategory = 19,
  kCategoryLabel = 20,
  kSiret = 23,
  kOpened = 29,
  kAuthorised = 30,
  kUpdated = 31,
  kColumns = 32,
};

constexpr auto kKind = "structureet"sv;
constexpr auto kCoordinates = "geolocalisation"sv;
/// So many lines are read field by field, whatever their numbers, to see that it is this edition.
constexpr std::size_t kTried = 100;

constexpr auto kNowhere = std::string_view::npos;

using Fields = std::vector<std::string>;

/// Where the two numbers of a line stand, whether its fields are quoted or not.
struct Layout {
  std::string_view kind;       ///< How the line begins.
  std::string_view separator;  ///< Between the numbers, and after them its first character.
};
constexpr Layout kPlain{"structureet;"sv, ";"sv};
constexpr Layout kQuoted{"\"structureet\";\""sv, "\";\""sv};

/// Counts in runs that fit into bytes, which compilers turn into vector instructions.
std::size_t count_separators(std::string_view line) {
  std::size_t count = 0;
  while (!line.empty()) {
    const auto run = line.substr(0, 255);
    std::uint8_t in_run = 0;
    for (const char c : run) {
      in_run = static_cast<std::uint8_t>(in_run + (c == ';' ? 1 : 0));
    }
    count += in_run;
    line.remove_prefix(run.size());
  }
  return count;
}

/// Passes the quoted text that begins at `at`; kNowhere when the text ends before it is closed.
std::size_t after_quotes(std::string_view text, std::size_t at) {
  while (true) {
    at = text.find('"', at + 1);
    if (at == kNowhere || at + 1 == text.size()) {
      return kNowhere;
    }
    if (text[at + 1] != '"') {
      return at + 1;
    }
    ++at;
  }
}

/// Line is one record with the number of its fields.
struct Line {
  std::size_t size = kNowhere;  ///< Without the line feed; kNowhere when its end is not in sight.
  std::size_t separators = 0;
};

/// Walks a record that holds quotation marks: they count where a field begins with one.
Line walk(std::string_view text) {
  Line line;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') {
      at = after_quotes(text, at);
      if (at == kNowhere) {
        return line;
      }
    }
    while (at < text.size() && text[at] != ';' && text[at] != '\n') {
      ++at;
    }
    if (at < text.size() && text[at] == '\n') {
      line.size = at;
      return line;
    }
    line.separators += at < text.size() ? 1U : 0U;
  }
  return line;
}

Fields split(std::string_view line) {
  Fields fields;
  std::size_t at = 0;
  while (at <= line.size()) {
    std::string field;
    if (at < line.size() && line[at] == '"') {
      const auto end = std::min(after_quotes(line, at), line.size());
      const auto inside = line.substr(at + 1, end - at - 1);
      for (std::size_t i = 0; i < inside.size() && !(i + 1 == inside.size() && inside[i] == '"');
           ++i) {
        field += inside[i];
        i += inside[i] == '"' ? 1U : 0U;
      }
      at = end;
    }
    const auto end = std::min(line.find(';', at), line.size());
    field += line.substr(at, end - at);
    fields.push_back(to_utf8(trimmed(field)));
    at = end + 1;
  }
  return fields;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number(std::string_view text) {
  return text.size() == Asked::kLength && is_digit(text[0]) &&
         (is_digit(text[1]) || text[1] == 'A' || text[1] == 'B') &&
         std::ranges::all_of(text.substr(2), is_digit);
}

bool is_code(std::string_view text) {
  return text.size() >= 3 && text.size() <= 4 && std::ranges::all_of(text, is_digit);
}

bool is_siret(std::string_view text) {
  return text.empty() || (text.size() == 14 && std::ranges::all_of(text, is_digit));
}

bool is_day(std::string_view text) { return text.empty() || parse_date(text); }

/// What some columns hold: where they hold something else, columns have moved.
struct Expectation {
  Column column;
  bool (*holds)(std::string_view);
  std::string_view expected;
};
constexpr Expectation kExpectations[] = {
    {kNumber, is_number, "register.finess"},   {kJuridical, is_number, "register.finess"},
    {kCategory, is_code, "register.category"}, {kSiret, is_siret, "register.siret"},
    {kOpened, is_day, "register.day"},         {kAuthorised, is_day, "register.day"},
    {kUpdated, is_day, "register.day"},
};

class CsvReader {
 public:
  CsvReader(Window& window, const Asked& asked, std::string_view path)
      : window_(window), asked_(asked), path_(path) {}

  Result<Extract> read() {
    bool more = true;
    while (more) {
      if (const auto status = read_window(); !status) {
        return fail(status.error());
      }
      if (window_.is_full()) {
        return wrong("REGISTER-LINE-LENGTH", path_,
                     {arg("line", line_), arg("limit", Window::kSize)});
      }
      more = window_.more();
    }
    if (window_.failure()) {
      return fail(*window_.failure());
    }
    if (const auto status = read_rest(); !status) {
      return fail(status.error());
    }
    if (extract_.records_read == 0) {
      return wrong("REGISTER-NO-RECORD", path_);
    }
    return std::move(extract_);
  }

 private:
  /// Reads all records that the window holds whole.
  Status read_window() {
    const auto text = window_.text();
    std::size_t at = 0;
    std::size_t quote = text.find('"');
    while (at < text.size()) {
      const auto rest = text.substr(at);
      Line line{rest.find('\n'), 0};
      const bool quoted = quote != kNowhere && line.size != kNowhere && quote < at + line.size;
      line = quoted ? walk(rest) : line;
      if (line.size == kNowhere) {
        break;
      }
      const auto record = rest.substr(0, line.size);
      if (!quoted) {
        line.separators = count_separators(record);
      }
      if (const auto status = take(record, line.separators); !status) {
        return status;
      }
      line_ += 1 + (quoted ? static_cast<std::size_t>(std::ranges::count(record, '\n')) : 0);
      at += line.size + 1;
      if (quoted) {
        quote = text.find('"', at);
      }
    }
    window_.use_up(at);
    return {};
  }

  /// Reads the last line, where it has no line feed.
  Status read_rest() {
    const auto text = window_.text();
    if (text.empty()) {
      return {};
    }
    const auto whole = std::string(text) + '\n';
    const auto line = walk(whole);
    const bool cut = line.size == kNowhere || (line_ > 1 && !has_all_fields(text, line.separators));
    return cut ? Status(wrong("REGISTER-TRUNCATED", path_, {arg("line", line_)}))
               : take(text, line.separators);
  }

  static bool has_all_fields(std::string_view record, std::size_t separators) {
    return separators + 1 == kColumns || record.starts_with(kCoordinates);
  }

  Status take(std::string_view record, std::size_t separators) {
    if (separators + 1 == kColumns && extract_.records_read >= kTried &&
        (is_for_others(record, kPlain) || is_for_others(record, kQuoted))) {
      ++extract_.records_read;
      return {};
    }
    if (record.ends_with('\r')) {
      record.remove_suffix(1);
    }
    if (line_ == 1) {
      return take_first_line(record);
    }
    return record.empty() ? Status() : take_fields(split(record), record);
  }

  /// Whether a line stands in that layout and neither of its numbers was asked for.
  [[nodiscard]] bool is_for_others(std::string_view record, const Layout& layout) const {
    const auto number = layout.kind.size();
    const auto between = number + Asked::kLength;
    const auto juridical = between + layout.separator.size();
    const auto after = juridical + Asked::kLength;
    return record.size() > after && record.starts_with(layout.kind) &&
           record.substr(between, layout.separator.size()) == layout.separator &&
           record[after] == layout.separator.front() &&
           !asked_.may_contain(record.data() + number) &&
           !asked_.may_contain(record.data() + juridical);
  }

  Status take_first_line(std::string_view line) {
    const auto fields = split(line);
    if (line.find("nofiness") != kNowhere) {
      return wrong("REGISTER-HEADER", path_);
    }
    const auto date = fields.size() >= 4 ? parse_date(fields[3]) : std::nullopt;
    if (fields[0] != "finess" || !date) {
      return wrong("REGISTER-FIRST-LINE", path_, {arg("found", shown(line))});
    }
    extract_.edition = {fields[1] + " " + fields[2], date};
    return {};
  }

  Status take_fields(const Fields& fields, std::string_view record) {
    if (fields.front() == kCoordinates) {
      return {};
    }
    if (fields.front() != kKind) {
      return wrong("REGISTER-LINE", path_,
                   {arg("line", line_), arg("expected", kKind), arg("found", shown(record))});
    }
    if (fields.size() != kColumns) {
      return wrong("REGISTER-FIELDS", path_,
                   {arg("line", line_), arg("expected", std::size_t{kColumns}),
                    arg("found", fields.size())});
    }
    for (const auto& [column, holds, expected] : kExpectations) {
      if (const auto& found = fields[column - 1]; !holds(found)) {
        return wrong("REGISTER-COLUMN", path_,
                     {arg("line", line_), arg("column", std::size_t{column}),
                      arg_text("expected", expected), arg("found", shown(found))});
      }
    }
    ++extract_.records_read;
    keep_asked(fields);
    return {};
  }

  void keep_asked(const Fields& fields) {
    const auto at = [&fields](Column column) -> const std::string& { return fields[column - 1]; };
    if (asked_.contains(at(kNumber)) || asked_.contains_all_of(at(kJuridical))) {
      Record record;
      record.number = at(kNumber);
      record.juridical = at(kJuridical);
      record.name = at(kName);
      record.long_name = at(kLongName);
      record.category = at(kCategory);
      record.category_label = at(kCategoryLabel);
      record.siret = at(kSiret);
      record.department = at(kDepartment);
      record.opened = day_of(at(kOpened));
      record.authorised = day_of(at(kAuthorised));
      record.updated = day_of(at(kUpdated));
      keep(extract_.establishments, std::move(record));
    }
    if (asked_.contains(at(kJuridical))) {
      Record record;
      record.number = at(kJuridical);
      keep(extract_.legal_entities, std::move(record));
    }
  }

  Window& window_;
  const Asked& asked_;
  std::string_view path_;
  Extract extract_;
  std::size_t line_ = 1;
};

}  // namespace

Result<Extract> read_csv(Window& window, const Asked& asked, std::string_view path) {
  return CsvReader(window, asked, path).read();
}

}  // namespace dmp::registry
