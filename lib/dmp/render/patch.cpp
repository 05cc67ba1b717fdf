#include "dmp/render/patch.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace dmp::render {
namespace {

constexpr std::size_t kContext = 3;
/// So far it is looked for a line that both texts have after a difference.
constexpr std::size_t kReach = 400;

using Lines = std::vector<std::string_view>;

/// The lines of a text with their ends.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1);
    lines.push_back(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
  }
  return lines;
}

/// Lines [from, from_end) of one text in the place of [to, to_end) of the other.
struct Change {
  std::size_t from = 0;
  std::size_t from_end = 0;
  std::size_t to = 0;
  std::size_t to_end = 0;
};

/// Whether a line says more than where something begins or ends.
bool is_telling(std::string_view line) {
  return std::ranges::any_of(line, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
}

/// Whether the texts go on with the same lines: so many of them that say something, or all that
/// there are.
bool agree(const Lines& from, std::size_t i, const Lines& to, std::size_t j, std::size_t wanted) {
  for (; wanted > 0; ++i, ++j) {
    if (i >= from.size() || j >= to.size()) {
      return i >= from.size() && j >= to.size();
    }
    if (from[i] != to[j]) {
      return false;
    }
    wanted -= is_telling(from[i]) ? 1U : 0U;
  }
  return true;
}

/// The shortest change from here after which the texts agree. Where lines were changed, not added
/// or removed, the next one that is the same is enough to tell.
Change change_at(const Lines& from, std::size_t i, const Lines& to, std::size_t j) {
  for (std::size_t both = 1; both <= kReach; ++both) {
    for (auto more = both % 2; more <= both; more += 2) {
      const auto longer = (both + more) / 2;
      const auto shorter = (both - more) / 2;
      const std::size_t wanted = more == 0 ? 1 : kContext;
      for (const auto& [n, m] : {std::pair(longer, shorter), std::pair(shorter, longer)}) {
        if (i + n <= from.size() && j + m <= to.size() && agree(from, i + n, to, j + m, wanted)) {
          return {i, i + n, j, j + m};
        }
      }
    }
  }
  return {i, from.size(), j, to.size()};
}

std::vector<Change> changes_between(const Lines& from, const Lines& to) {
  std::vector<Change> changes;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < from.size() || j < to.size()) {
    if (i < from.size() && j < to.size() && from[i] == to[j]) {
      ++i;
      ++j;
      continue;
    }
    changes.push_back(change_at(from, i, to, j));
    i = changes.back().from_end;
    j = changes.back().to_end;
  }
  return changes;
}

void append_line(std::string& out, char mark, std::string_view line) {
  out += mark;
  out += line;
  if (!line.ends_with('\n')) {
    out += "\n\\ No newline at end of file\n";
  }
}

/// "12,3", as patches say it: of no lines, the line before them.
std::string range(std::size_t begin, std::size_t end) {
  const auto count = end - begin;
  const auto first = std::to_string(count == 0 ? begin : begin + 1);
  return count == 1 ? first : first + "," + std::to_string(count);
}

/// Appends changes that are near one another, with the lines around them.
void append_hunk(std::string& out, const Lines& from, const Lines& to,
                 const std::vector<Change>& changes, std::size_t first, std::size_t last) {
  const auto before = std::min(kContext, changes[first].from);
  const auto after = std::min(kContext, from.size() - changes[last].from_end);
  auto at = changes[first].from - before;
  out += "@@ -" + range(at, changes[last].from_end + after) + " +" +
         range(changes[first].to - before, changes[last].to_end + after) + " @@\n";
  for (auto k = first; k <= last; ++k) {
    for (; at < changes[k].from; ++at) {
      append_line(out, ' ', from[at]);
    }
    for (; at < changes[k].from_end; ++at) {
      append_line(out, '-', from[at]);
    }
    for (auto j = changes[k].to; j < changes[k].to_end; ++j) {
      append_line(out, '+', to[j]);
    }
  }
  for (const auto end = at + after; at < end; ++at) {
    append_line(out, ' ', from[at]);
  }
}

/// A name as patches have it: in quotes where it would not be read as it is.
std::string name_of(std::string_view file) {
  const bool is_plain = std::ranges::none_of(file, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7F;
  });
  if (is_plain) {
    // A tab ends a name in which there are spaces.
    return std::string(file) + (file.find(' ') == std::string_view::npos ? "" : "\t");
  }
  std::string out = "\"";
  for (const char c : file) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      out += {'\\', static_cast<char>('0' + byte / 64), static_cast<char>('0' + byte / 8 % 8),
              static_cast<char>('0' + byte % 8)};
    } else {
      out.append(c == '"' || c == '\\' ? "\\" : "") += c;
    }
  }
  return out + "\"";
}

}  // namespace

std::string unified_diff(std::string_view from, std::string_view to, std::string_view file) {
  const auto old_lines = lines_of(from);
  const auto new_lines = lines_of(to);
  const auto changes = changes_between(old_lines, new_lines);
  if (changes.empty()) {
    return {};
  }
  const auto name = name_of(file);
  auto out = "--- " + name + "\n+++ " + name + "\n";
  for (std::size_t first = 0; first < changes.size();) {
    auto last = first;
    while (last + 1 < changes.size() &&
           changes[last + 1].from - changes[last].from_end <= 2 * kContext) {
      ++last;
    }
    append_hunk(out, old_lines, new_lines, changes, first, last);
    first = last + 1;
  }
  return out;
}

}  // namespace dmp::render
