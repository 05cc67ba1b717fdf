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
/// No column is made narrower than this.
constexpr std::size_t kShortest = 12;
constexpr std::string_view kEllipsis = "…";

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
  const std::string_view code = colour == Colour::red      ? "31"
                                : colour == Colour::yellow ? "33"
                                : colour == Colour::green  ? "32"
                                : colour == Colour::strong ? "1"
                                                           : "34";
  out.append("\x1B[").append(code).append("m").append(text).append("\x1B[0m");
}

/// What a row of such columns takes, with the gaps between them.
std::size_t total_of(const std::vector<std::size_t>& widths) {
  const auto shown = static_cast<std::size_t>(
      std::ranges::count_if(widths, [](std::size_t width) { return width != 0; }));
  return std::accumulate(widths.begin(), widths.end(),
                         (shown - std::min<std::size_t>(shown, 1)) * kGap);
}

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const auto end = end_of_word(text);
    const auto word = text.substr(0, end);
    longest = std::max(longest, display_width(word) - (word.front() == ' ' ? 1 : 0));
    text.remove_prefix(end);
  }
  return longest;
}

/// As many whole characters from the front as fit into `width` columns.
std::string_view front_of(std::string_view text, std::size_t width) {
  std::size_t end = 0;
  while (end < text.size()) {
    auto next = end;
    code_point_at(text, next);
    if (display_width(text.substr(0, next)) > width) {
      break;
    }
    end = next;
  }
  return text.substr(0, end);
}

/// As many from the end.
std::string_view back_of(std::string_view text, std::size_t width) {
  std::size_t begin = 0;
  while (begin < text.size() && display_width(text.substr(begin)) > width) {
    code_point_at(text, begin);
  }
  return text.substr(begin);
}

/// The lines of a text in so many columns, broken between words only.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  std::size_t column = 0;
  while (!text.empty()) {
    const auto end = end_of_word(text);
    auto word = text.substr(0, end);
    text.remove_prefix(end);
    if (column > 0 && column + display_width(word) > width) {
      word.remove_prefix(word.front() == ' ' ? 1 : 0);
      lines.emplace_back();
      column = 0;
    }
    lines.back() += word;
    column += display_width(word);
  }
  return lines;
}

/// The lines of a field in a column of this width.
std::vector<std::string> lines_of(std::string_view text, Fit fit, std::size_t width) {
  if (width == 0 || display_width(text) <= width) {
    return {std::string(width == 0 ? "" : text)};
  }
  if (fit != Fit::wrap) {
    return {fit == Fit::whole ? std::string(text) : shortened(text, width, fit == Fit::tail)};
  }
  return wrapped(text, width);
}

}  // namespace

std::string shortened(std::string_view text, std::size_t width, bool tail) {
  if (display_width(text) <= width) {
    return std::string(text);
  }
  const auto room = width - std::min<std::size_t>(width, 1);
  if (tail) {
    auto kept = back_of(text, room);
    const auto slash = kept.find('/');
    kept.remove_prefix(slash == std::string_view::npos ? 0 : slash);
    return std::string(kEllipsis) + std::string(kept);
  }
  auto kept = front_of(text, room);
  const auto space = kept.rfind(' ');
  if (space != std::string_view::npos && space > 0 && text[kept.size()] != ' ') {
    kept = kept.substr(0, space);
  }
  return std::string(kept.substr(0, kept.find_last_not_of(' ') + 1)) + std::string(kEllipsis);
}

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
  for (const auto& line : wrapped(text, limit - indent)) {
    out.append(out.empty() ? "" : "\n").append(out.empty() ? 0 : indent, ' ').append(line);
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
  label_end_ = wording.text("report.label-end");
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

std::string Table::render(const TextStyle& style) const {
  std::string out;
  append_to(out, style);
  return out;
}

void Table::append_to(std::string& out, const TextStyle& style) const {
  if (style.accessible) {
    append_labelled(out, style.colour);
    return;
  }
  const auto own = natural();
  const auto limit = static_cast<std::size_t>(std::max(style.table_width, 0));
  if (limit == 0 || total_of(own) <= limit) {
    append_whole(out, own, style.colour);
  } else {
    append_fitted(out, fitted(own, limit), style.colour);
  }
}

Table::Widths Table::natural() const {
  Widths widths;
  for (const auto& title : titles_) {
    widths.push_back(display_width(title));
  }
  for (std::size_t at = 0; at < fields_.size(); ++at) {
    auto& widest = widths[at % columns_.size()];
    widest = std::max(widest, fields_[at].width);
  }
  return widths;
}

Table::Widths Table::least(const Widths& natural) const {
  Widths least(natural.size());
  for (std::size_t i = 0; i < natural.size(); ++i) {
    least[i] = std::max(longest_word(titles_[i]), kShortest);
  }
  for (std::size_t at = 0; at < fields_.size(); ++at) {
    const auto i = at % columns_.size();
    if (columns_[i].fit == Fit::wrap && fields_[at].width > least[i]) {
      least[i] = std::max(least[i], longest_word(text_of(at)));
    }
  }
  for (std::size_t i = 0; i < natural.size(); ++i) {
    least[i] = columns_[i].fit == Fit::whole ? natural[i] : std::min(least[i], natural[i]);
  }
  return least;
}

Table::Widths Table::fitted(Widths natural, std::size_t limit) const {
  auto widths = least(natural);
  while (total_of(widths) > limit) {
    std::size_t out = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const bool goes = widths[i] != 0 && columns_[i].rank > 0;
      if (goes && (out == widths.size() || columns_[i].rank >= columns_[out].rank)) {
        out = i;
      }
    }
    if (out == widths.size()) {
      break;  // What is left is needed, too wide or not.
    }
    widths[out] = natural[out] = 0;
  }
  // What is left over goes to those that want more, a column each in turn.
  auto spare = limit - std::min(limit, total_of(widths));
  for (bool given = true; given && spare > 0;) {
    given = false;
    for (std::size_t i = 0; i < widths.size() && spare > 0; ++i) {
      if (widths[i] < natural[i]) {
        ++widths[i];
        --spare;
        given = true;
      }
    }
  }
  return widths;
}

void Table::append_whole(std::string& out, const Widths& widths, bool colour) const {
  const auto count = columns_.size();
  out.reserve(out.size() + 2 * texts_.size() + fields_.size() * kGap);
  // One field of a line, all appended to the same text: there may be very many.
  const auto add = [&](std::size_t i, std::string_view text, std::size_t taken, Colour chosen) {
    const bool is_last = i + 1 == count;
    const auto spaces = widths[i] - taken;
    out.append(columns_[i].right ? spaces : 0, ' ');
    append_coloured(out, text, chosen, colour);  // Spaces stay outside the colour.
    out.append(is_last ? 0 : (columns_[i].right ? 0 : spaces) + kGap, ' ');
    out.append(is_last ? 1 : 0, '\n');
  };
  for (std::size_t i = 0; i < count; ++i) {
    add(i, titles_[i], display_width(titles_[i]), Colour::none);
  }
  for (std::size_t at = 0; at < fields_.size(); ++at) {
    add(at % count, text_of(at), fields_[at].width, fields_[at].colour);
  }
}

void Table::append_fitted(std::string& out, const Widths& widths, bool colour) const {
  const auto count = columns_.size();
  std::vector<std::vector<std::string>> cells(count);
  std::vector<Colour> colours(count, Colour::none);
  // A row is as high as the highest of its cells.
  const auto end_row = [&] {
    const auto higher = [](const auto& a, const auto& b) { return a.size() < b.size(); };
    const auto height = std::ranges::max(cells, higher).size();
    for (std::size_t line = 0; line < height; ++line) {
      std::size_t owed = 0;  // Spaces that are due where something follows.
      for (std::size_t i = 0; i < count; ++i) {
        if (widths[i] == 0) {
          continue;
        }
        const auto text = line < cells[i].size() ? cells[i][line] : std::string();
        const auto taken = std::min(display_width(text), widths[i]);
        const auto before = columns_[i].right ? widths[i] - taken : 0;
        if (!text.empty()) {
          out.append(owed + before, ' ');
          append_coloured(out, text, colours[i], colour);
          owed = 0;
        }
        owed += (text.empty() ? widths[i] : widths[i] - taken - before) + kGap;
      }
      out += '\n';
    }
  };
  for (std::size_t i = 0; i < count; ++i) {
    cells[i] = lines_of(titles_[i], Fit::wrap, widths[i]);
  }
  end_row();
  for (std::size_t at = 0; at < fields_.size(); ++at) {
    const auto i = at % count;
    cells[i] = lines_of(text_of(at), columns_[i].fit, widths[i]);
    colours[i] = fields_[at].colour;
    if (i + 1 == count) {
      end_row();
    }
  }
}

void Table::append_labelled(std::string& out, bool colour) const {
  const auto count = columns_.size();
  for (std::size_t at = 0; at < fields_.size(); ++at) {
    const auto i = at % count;
    out.append(at > 0 && i == 0 ? 1 : 0, '\n');
    out.append(titles_[i]).append(label_end_);
    append_coloured(out, text_of(at), fields_[at].colour, colour);
    out += '\n';
  }
}

}  // namespace dmp::render
