#include "dmp/render/table.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "dmp/base/utf8.hpp"
#include "dmp/render/printable.hpp"
#include "dmp/render/words.hpp"

namespace dmp::render {
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

void append_coloured(std::string& out, std::string_view text, Colour colour, bool wanted) {
  if (!wanted || colour == Colour::none) {
    out += text;
    return;
  }
  const std::string_view code =
      colour == Colour::red ? "31" : (colour == Colour::yellow ? "33" : "34");
  out.append("\x1B[").append(code).append("m").append(text).append("\x1B[0m");
}

}  // namespace

std::string coloured(std::string_view text, Colour colour, bool wanted) {
  std::string out;
  append_coloured(out, text, colour, wanted);
  return out;
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

std::string paragraph(const std::string& content, std::size_t indent, std::size_t hang, int width) {
  return content.empty() ? std::string()
                         : std::string(indent, ' ') + wrap(content, indent + hang, width) + "\n";
}

Table::Table(const Wording& wording, std::initializer_list<Column> columns) : columns_(columns) {
  for (const auto& column : columns) {
    titles_.push_back(column_title(column.name, wording));
  }
}

void Table::add(std::initializer_list<Cell> row) {
  for (const auto& cell : row) {
    const auto text = cell.text.empty() ? std::string_view("-") : cell.text;
    auto width = cell.width;
    if (width == 0 && is_plain(text)) {
      width = text.size();
    }
    if (width != 0) {
      texts_ += text;
    } else {
      const auto begin = texts_.size();
      append_printable(texts_, text);
      width = display_width(std::string_view(texts_).substr(begin));
    }
    fields_.push_back({texts_.size(), width, cell.colour});
  }
}

std::string Table::render(bool colour, int width) const {
  std::string out;
  append_to(out, colour, width);
  return out;
}

void Table::append_to(std::string& out, bool colour, int width) const {
  const auto count = columns_.size();
  std::vector<std::size_t> widths;
  for (const auto& title : titles_) {
    widths.push_back(display_width(title));
  }
  for (std::size_t at = 0; at < fields_.size(); ++at) {
    auto& widest = widths[at % count];
    widest = std::max(widest, fields_[at].width);
  }
  out.reserve(out.size() + 2 * texts_.size() + fields_.size() * kGap);
  // One field of a line, all appended to the same text: there may be very many.
  const auto field = [&](std::size_t i, std::string_view text, std::size_t taken, Colour chosen) {
    const auto spaces = widths[i] - taken;
    out.append(columns_[i].right ? spaces : 0, ' ');
    append_coloured(out, text, chosen, colour);  // Spaces stay outside the colour.
    out.append((columns_[i].right ? 0 : spaces) + kGap, ' ');
  };
  const auto before_last = std::accumulate(widths.begin(), widths.end() - 1, (count - 1) * kGap);
  const auto end_line = [&](std::string_view text, Colour chosen) {
    append_coloured(out, width == 0 ? text : wrap(text, before_last, width), chosen, colour);
    out += '\n';
  };
  const auto add = [&](std::size_t i, std::string_view text, std::size_t taken, Colour chosen) {
    if (i + 1 < count) {
      field(i, text, taken, chosen);
    } else {
      end_line(text, chosen);
    }
  };
  for (std::size_t i = 0; i < count; ++i) {
    add(i, titles_[i], display_width(titles_[i]), Colour::none);
  }
  for (std::size_t at = 0; at < fields_.size(); ++at) {
    add(at % count, text_of(at), fields_[at].width, fields_[at].colour);
  }
}

}  // namespace dmp::render
