#include "dmp/report/detail/table.hpp"

#include <algorithm>

#include "dmp/core/utf8.hpp"
#include "dmp/report/document.hpp"

namespace dmp::report {
namespace {

constexpr std::size_t kGap = 2;
/// Narrower than this, broken lines are harder to read than long ones.
constexpr std::size_t kNarrowest = 24;

/// Where the word that `text` begins with ends; French punctuation stays with its neighbour.
std::size_t end_of_word(std::string_view text) {
  auto space = text.find(' ', 1);
  while (space != std::string_view::npos) {
    const auto before = text.substr(0, space);
    const auto after = text.substr(space + 1);
    const bool closes =
        after.starts_with("»") || (!after.empty() && after.find_first_of(";:?!") == 0);
    if (!before.ends_with("«") && !closes) {
      return space;
    }
    space = text.find(' ', space + 1);
  }
  return text.size();
}

}  // namespace

std::string coloured(std::string_view text, Colour colour, bool wanted) {
  if (!wanted || colour == Colour::none) {
    return std::string(text);
  }
  const std::string_view code =
      colour == Colour::red ? "31" : (colour == Colour::yellow ? "33" : "34");
  std::string out = "\x1B[";
  return out.append(code).append("m").append(text).append("\x1B[0m");
}

std::string pad(std::string_view text, std::size_t width, bool right) {
  const auto taken = display_width(text);
  const std::string spaces(width > taken ? width - taken : 0, ' ');
  return right ? spaces + std::string(text) : std::string(text) + spaces;
}

std::string wrap(std::string_view text, std::size_t indent, int width) {
  const auto limit = static_cast<std::size_t>(std::max(width, 0));
  if (limit < indent + kNarrowest) {
    return std::string(text);
  }
  std::string out;
  std::size_t column = indent;
  while (!text.empty()) {
    const auto space = end_of_word(text);
    const auto word = text.substr(0, space);  // with the space before it, from the second on
    const auto taken = display_width(word);
    if (!out.empty() && column + taken > limit) {
      out.append("\n").append(indent, ' ').append(word.substr(word.front() == ' ' ? 1 : 0));
      column = indent + taken - (word.front() == ' ' ? 1 : 0);
    } else {
      out.append(word);
      column += taken;
    }
    text.remove_prefix(space);
  }
  return out;
}

void Table::add(std::vector<Cell> row) {
  for (auto& cell : row) {
    cell.text = cell.text.empty() ? "-" : printable(cell.text);
  }
  rows_.push_back(std::move(row));
}

std::string Table::render(bool colour, int width) const {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    auto widest = display_width(columns_[i].title);
    for (const auto& row : rows_) {
      widest = std::max(widest, display_width(row[i].text));
    }
    widths.push_back(widest);
  }
  const auto line = [&](auto&& text_of, auto&& colour_of) {
    std::string out;
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < columns_.size(); ++i) {
      // Spaces stay outside the colour.
      const auto field = pad(text_of(i), widths[i], columns_[i].right);
      const auto start = field.find(text_of(i));
      out += field.substr(0, start) + coloured(text_of(i), colour_of(i), colour) +
             field.substr(start + text_of(i).size()) + std::string(kGap, ' ');
      at += widths[i] + kGap;
    }
    const auto last = columns_.size() - 1;
    return out + coloured(wrap(text_of(last), at, width), colour_of(last), colour) + "\n";
  };
  auto out = line([&](std::size_t i) { return columns_[i].title; },
                  [](std::size_t) { return Colour::none; });
  for (const auto& row : rows_) {
    out += line([&](std::size_t i) { return row[i].text; },
                [&](std::size_t i) { return row[i].colour; });
  }
  return out;
}

}  // namespace dmp::report
