#include "dmp/render/markup.hpp"

#include <algorithm>

#include "dmp/render/printable.hpp"
#include "dmp/render/words.hpp"

namespace dmp::render::markup {
namespace {

std::string line(const Row& cells) {
  std::string out = "|";
  for (const auto& cell : cells) {
    out += " " + (cell.empty() ? "-" : cell) + " |";
  }
  return out + "\n";
}

}  // namespace

std::string plain(std::string_view raw) {
  constexpr std::string_view kMarkup = "\\`*_{}[]<>|~&!$";
  const auto text = printable(raw);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto rest = std::string_view(text).substr(i);
    const bool makes_link = rest.starts_with("://") ||
                            (rest.front() == '.' && (out.ends_with("www") || out.ends_with("WWW")));
    if (rest.front() == '@' || rest.front() == '#') {
      out.append({'`', rest.front(), '`'});
      continue;
    }
    if (makes_link || kMarkup.find(rest.front()) != std::string_view::npos) {
      out += '\\';
    }
    out += rest.front();
  }
  return out;
}

std::string code(std::string_view raw) {
  const auto text = printable(raw);
  if (text.empty()) {
    return {};
  }
  std::size_t longest = 0;
  std::size_t run = 0;
  std::string content;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
    content += c == '|' ? "\\|" : std::string(1, c);
  }
  const std::string fence(longest + 1, '`');
  const std::string gap = text.front() == '`' || text.back() == '`' ? " " : "";
  return fence + gap + content + gap + fence;
}

Row titles(std::initializer_list<std::string_view> names, const Wording& wording) {
  Row out;
  for (const auto name : names) {
    out.push_back(plain(column_title(name, wording)));
  }
  return out;
}

std::string table(const Row& titles, const std::vector<Row>& rows) {
  if (rows.empty()) {
    return {};
  }
  auto out = line(titles) + line(Row(titles.size(), "---"));
  for (const auto& row : rows) {
    out += line(row);
  }
  return out + "\n";
}

}  // namespace dmp::render::markup
