#include <algorithm>
#include <array>
#include <optional>

#include "dmp/base/plain_text.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/documents/detail/table.hpp"

// CSV as spreadsheets write it (RFC 4180, with the separators of all languages).
namespace dmp::documents {
namespace {

using namespace std::string_view_literals;

/// Records gives the fields of one record after the other.
class Records {
 public:
  Records(std::string_view text, char separator) : text_(text), separator_(separator) {}

  /// next reads a record into `fields`; false at the end.
  bool next(std::vector<std::string>& fields) {
    fields.clear();
    if (at_ >= text_.size()) {
      return false;
    }
    while (true) {
      fields.push_back(field());
      if (at_ >= text_.size() || text_[at_] != separator_) {
        break;
      }
      ++at_;
    }
    if (at_ < text_.size() && text_[at_] == '\r') {
      ++at_;
    }
    if (at_ < text_.size() && text_[at_] == '\n') {
      ++at_;
    }
    return true;
  }

  /// open_quote is where a quotation mark stands that nothing closes.
  [[nodiscard]] const std::optional<std::size_t>& open_quote() const { return open_quote_; }

 private:
  std::string field() {
    std::string value;
    if (at_ < text_.size() && text_[at_] == '"') {
      quoted(value);
    }
    const std::array<char, 3> ends = {separator_, '\n', '\r'};
    const auto end = std::min(text_.find_first_of(std::string_view(ends.data(), ends.size()), at_),
                              text_.size());
    value += text_.substr(at_, end - at_);
    at_ = end;
    return value;
  }

  void quoted(std::string& value) {
    const auto begin = at_;
    while (true) {
      const auto end = text_.find('"', at_ + 1);
      if (end == std::string_view::npos) {
        open_quote_ = open_quote_.value_or(begin);
        value += text_.substr(at_ + 1);
        at_ = text_.size();
        return;
      }
      value += text_.substr(at_ + 1, end - at_ - 1);
      at_ = end + 1;
      if (at_ >= text_.size() || text_[at_] != '"') {
        return;
      }
      value += '"';
    }
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::optional<std::size_t> open_quote_;
};

/// How well a separator fits: the fields of a record, where half of the first records at least have
/// as many, and less the fewer have. One field a record is no table.
double fit_of(std::string_view text, char separator) {
  constexpr std::size_t kTried = 30;
  Records records(text, separator);
  std::vector<std::string> fields;
  std::vector<std::size_t> counts;
  while (counts.size() < kTried && records.next(fields)) {
    if (fields.size() > 1 || !fields.front().empty()) {
      counts.push_back(fields.size());
    }
  }
  double best = 0;
  for (const auto count : counts) {
    const auto same = static_cast<std::size_t>(std::ranges::count(counts, count));
    if (count > 1 && same * 2 >= counts.size()) {
      best = std::max(best, static_cast<double>(same * count) / static_cast<double>(counts.size()));
    }
  }
  return best;
}

/// Excel's own word for it stands in the first line ("sep=;"); else the one that fits best.
char separator_of(std::string_view& text) {
  if (text.starts_with("sep=") && text.size() > 5 && (text[5] == '\r' || text[5] == '\n')) {
    const char named = text[4];
    text.remove_prefix(std::min(text.find('\n', 5), text.size() - 1) + 1);
    return named;
  }
  char best = ';';
  double best_fit = 0;
  for (const char separator : {';', ',', '\t'}) {
    const auto fit = fit_of(text, separator);
    if (fit > best_fit) {
      best = separator;
      best_fit = fit;
    }
  }
  return best;
}

/// Whether a text holds what no table does.
bool is_binary(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v';
  });
}

/// What a text is that is no table, as the id of its name; "" for a table.
std::string_view other_text(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  const auto begin = text.substr(std::min(first, text.size()));
  constexpr std::string_view kJson[] = {"{", "[", "//", "/*"};
  const bool is_json = std::ranges::any_of(
      kJson, [begin](std::string_view mark) { return begin.starts_with(mark); });
  return begin.starts_with("<")             ? "table.format.page"sv
         : is_json                          ? "table.format.json"sv
         : begin.starts_with("-----BEGIN ") ? "table.format.pem"sv
                                            : ""sv;
}

}  // namespace

Result<Workbook> read_csv(ByteView content, TableFile& file) {
  const PlainText plain(content);
  const bool is_windows = !is_utf16(plain.form()) && find_invalid_utf8(plain.view()).has_value();
  const auto whole = to_utf8(plain.view());
  if (is_binary(whole)) {
    return file.wrong("SHEET-BINARY");
  }
  if (const auto other = other_text(whole); !other.empty()) {
    return file.wrong("SHEET-OTHER-FORMAT", {arg_text("format", other)});
  }
  std::string_view text = whole;
  Workbook book;
  book.encoding = is_utf16(plain.form()) ? "UTF-16" : is_windows ? "Windows-1252" : "UTF-8";
  book.separator = separator_of(text);
  auto& sheet = book.sheets.emplace_back();
  Records records(text, book.separator);
  std::vector<std::string> fields;
  for (std::uint32_t number = 1; records.next(fields); ++number) {
    for (std::size_t i = 0; i < fields.size() && i < kMostColumns; ++i) {
      Cell cell{static_cast<std::uint32_t>(i + 1), std::move(fields[i]), CellKind::text, false};
      if (auto fine = file.put(sheet, number, false, std::move(cell)); !fine) {
        return fail(std::move(fine.error()));
      }
    }
  }
  if (const auto& quote = records.open_quote()) {
    const auto line = std::ranges::count(text.substr(0, *quote), '\n') + 1;
    return file.wrong("SHEET-QUOTE", {arg("line", line)});
  }
  return book;
}

}  // namespace dmp::documents
