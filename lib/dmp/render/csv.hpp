#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::render {

/// csv_cell quotes a text for a spreadsheet (RFC 4180). A text that one might compute with instead
/// of showing it (a formula, or a short text that begins with a digit and could be a number or a
/// day: "010000024", "1E5") gets an apostrophe before it, the one mark that neither Excel nor
/// LibreOffice computes with.
std::string csv_cell(std::string_view text);

/// csv_text is the cell of a text that is made printable before.
std::string csv_text(std::string_view raw);

/// csv_line joins cells by semicolons, as French spreadsheets separate them, and ends the line.
std::string csv_line(const std::vector<std::string>& cells);

/// csv_titles is a line of the texts `report.column.<name>`.
std::string csv_titles(std::initializer_list<std::string_view> names, const Wording& wording);

/// Bytes that tell spreadsheets that a file is UTF-8.
inline constexpr std::string_view kCsvMark = "\xEF\xBB\xBF";

}  // namespace dmp::render
