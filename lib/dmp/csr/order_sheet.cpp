#include "dmp/csr/order_sheet.hpp"

#include <cstddef>
#include <string>
#include <string_view>

#include "dmp/base/utf8.hpp"
#include "dmp/csr/detail/sheet_content.hpp"

namespace dmp::csr {
namespace {

using detail::Line;
using detail::Shape;

constexpr std::size_t kColumns = 80;
constexpr std::size_t kLabelColumns = 22;
constexpr std::size_t kMarkerColumns = 5;
constexpr std::size_t kValueColumns = 8;
constexpr std::size_t kGroups = 8;

/// wrap adds `text` after what the last line of `out` has (`used` columns), going on at `indent`.
void wrap(std::string& out, std::string_view text, std::size_t used, std::size_t indent) {
  bool first_of_line = true;
  for (const auto& whole : detail::words(text)) {
    std::string_view word = whole;
    if (!first_of_line && used + 1 + display_width(word) > kColumns) {
      out += '\n' + std::string(indent, ' ');
      used = indent;
      first_of_line = true;
    }
    while (used + display_width(word) > kColumns && first_of_line) {
      const auto head = cut_characters(word, (kColumns - used) / 2);
      out.append(head) += '\n' + std::string(indent, ' ');
      word.remove_prefix(head.size());
      used = indent;
    }
    if (!first_of_line) {
      out += ' ';
      ++used;
    }
    out += word;
    used += display_width(word);
    first_of_line = false;
  }
  out += '\n';
}

std::string padded(std::string_view text, std::size_t columns) {
  std::string out(text);
  const auto width = display_width(text);
  return out.append(width < columns ? columns - width : 0, ' ');
}

void add_underlined(std::string& out, std::string_view text, char mark) {
  out.append(text) += '\n' + std::string(display_width(text), mark) + '\n';
}

void add_field(std::string& out, const Line& line) {
  out += "  " + padded(line.label, kLabelColumns) + ": ";
  const auto text = line.remark.empty() ? line.text : line.text + " (" + line.remark + ")";
  wrap(out, text, kLabelColumns + 4, kLabelColumns + 4);
}

void add_item(std::string& out, std::string_view marker, std::string_view text) {
  out += "  " + padded(marker, kMarkerColumns - 2);
  wrap(out, text, kMarkerColumns, kMarkerColumns);
}

void add_value(std::string& out, std::string_view text) {
  out += std::string(kValueColumns, ' ').append(text) + '\n';
}

void add_digest(std::string& out, const Line& line) {
  wrap(out, line.label + " :", 0, 0);
  for (const auto& groups : detail::in_groups(line.text, kGroups)) {
    add_value(out, groups);
  }
  add_value(out, line.text);
}

void add_line(std::string& out, const Line& line) {
  switch (line.shape) {
    case Shape::title:
      return add_underlined(out, line.text, '=');
    case Shape::heading:
      out += '\n';
      return add_underlined(out, line.text, '-');
    case Shape::alert:
      out += '\n';
      return add_item(out, "!", line.label + " : " + line.text);
    case Shape::field:
    case Shape::choice:
    case Shape::attribute:
      return add_field(out, line);
    case Shape::text:
      return wrap(out, line.text, 0, 0);
    case Shape::gap:
      out += '\n';
      return;
    case Shape::step:
      return add_item(out, std::to_string(line.number) + ".", line.text);
    case Shape::more:
      return add_item(out, "", line.text);
    case Shape::note:
      return add_item(out, "-", line.text);
    case Shape::secret:
      return add_item(out, "-", line.label + " : " + line.text);
    case Shape::value:
    case Shape::command:
    case Shape::verify_command:
    case Shape::watch_command:
      return add_value(out, line.text);
    case Shape::digest:
      return add_digest(out, line);
  }
}

}  // namespace

std::string order_sheet(const model::Order& order, const model::Establishment& site,
                        const policy::Policy& policy, const SheetCommands& commands,
                        std::span<const model::Establishment* const> sites) {
  std::string sheet;
  for (const auto& line : detail::sheet_content(order, site, policy, commands, sites)) {
    add_line(sheet, line);
  }
  return sheet;
}

}  // namespace dmp::csr
