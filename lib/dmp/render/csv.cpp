#include "dmp/render/csv.hpp"

#include "dmp/render/printable.hpp"
#include "dmp/render/words.hpp"

namespace dmp::render {
namespace {

bool is_risky(std::string_view text) {
  const auto start = text.find_first_not_of(' ');
  if (start == std::string_view::npos) {
    return false;
  }
  const auto rest = text.substr(start);
  // "3 hospitals order certificates, but …" is longer than any number or day.
  constexpr std::size_t kLongestDay = 32;
  if (rest.front() >= '0' && rest.front() <= '9') {
    return rest.size() <= kLongestDay;
  }
  constexpr std::string_view kSigns = "=+-@'";
  for (const std::string_view wide : {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}) {
    if (rest.starts_with(wide)) {
      return true;
    }
  }
  return kSigns.find(rest.front()) != std::string_view::npos;
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string out = is_risky(text) ? "\"'" : "\"";
  for (const char c : text) {
    out.append(c == '"' ? 2 : 1, c);
  }
  return out + "\"";
}

std::string csv_text(std::string_view raw) { return csv_cell(printable(raw)); }

std::string csv_line(const std::vector<std::string>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    out += (i == 0 ? "" : ";") + cells[i];
  }
  return out + "\r\n";
}

std::string csv_titles(std::initializer_list<std::string_view> names, const Wording& wording) {
  std::vector<std::string> titles;
  for (const auto name : names) {
    titles.push_back(csv_text(column_title(name, wording)));
  }
  return csv_line(titles);
}

}  // namespace dmp::render
