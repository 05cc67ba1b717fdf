#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dmp/model/words.hpp"

namespace dmp::csr::detail {

/// How a line of the order sheet is laid out.
enum class Shape {
  title,    ///< Underlined.
  heading,  ///< A blank line before, underlined.
  field,    ///< Label and value in two columns.
  text,     ///< A paragraph, wrapped.
  item,     ///< Marker and paragraph, wrapped with a hanging indent.
  value,    ///< On a line of its own, indented, never wrapped: to copy.
};

/// When a line is part of the sheet.
enum class When {
  always,
  login_known,
  encrypted,
  authentication,
  signature,
  other_usage,
  test,
  rehearsal
};

/// SheetLine is one line of the sheet; `{name}` stands for a value of the order or of the policy.
struct SheetLine {
  Shape shape;
  When when;
  std::string_view label;  ///< Of a field, or the marker of an item.
  std::string_view text;
};

/// sheet_lines is the order sheet, from top to bottom.
std::span<const SheetLine> sheet_lines();

/// french names a value as the sheet shows it.
std::string_view french(model::FinessKind kind);
std::string_view french(model::Environment environment);
std::string_view french(model::OrderState state);

/// french_duration writes "3 ans" or "18 mois".
std::string french_duration(int months);

}  // namespace dmp::csr::detail
