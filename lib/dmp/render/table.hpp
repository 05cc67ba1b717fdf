#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::render {

/// TextStyle is how text for a terminal looks.
struct TextStyle {
  Wording wording;
  bool colour = false;
  int width = 100;
  bool all = false;  ///< Everything, however much.
};

enum class Colour { none, red, yellow, blue };

/// coloured puts a text between the escapes of a colour, or leaves it as it is.
std::string coloured(std::string_view text, Colour colour, bool wanted);

/// pad adds spaces up to a width of the terminal, after the text or before it.
std::string pad(std::string_view text, std::size_t width, bool right = false);

/// wrap breaks a text between words so that lines stay within `width`, where words allow it; lines
/// after the first start with `indent` spaces. No-break spaces hold. Widths too small to read are
/// ignored.
std::string wrap(std::string_view text, std::size_t indent, int width);

/// paragraph is a text of one or more lines that start at `indent`, the later ones `hang` further
/// in; nothing for an empty text.
std::string paragraph(const std::string& content, std::size_t indent, std::size_t hang, int width);

/// Cell is one field of a row that is being added; its text is made printable.
struct Cell {
  std::string_view text;
  Colour colour = Colour::none;
  /// In columns, of a text that is known to be printable; 0: not known.
  std::size_t width = 0;
};

/// Column is titled with the text `report.column.<name>`.
struct Column {
  std::string_view name;
  bool right = false;  ///< Its texts stand on the right.
};

/// Table aligns by the width that a terminal gives to characters, accents included. An empty cell
/// is shown as "-"; the last column is not padded.
class Table {
 public:
  Table(const Wording& wording, std::initializer_list<Column> columns);

  void add(std::initializer_list<Cell> row);
  /// render writes titles and rows; `width`, when not 0, wraps the last column between words.
  [[nodiscard]] std::string render(bool colour, int width = 0) const;
  /// append_to writes the same to the end of a text.
  void append_to(std::string& out, bool colour, int width = 0) const;

 private:
  struct Field {
    std::size_t end;    ///< In `texts_`.
    std::size_t width;  ///< In columns of a terminal.
    Colour colour;
  };

  [[nodiscard]] std::string_view text_of(std::size_t field) const {
    const auto begin = field == 0 ? 0 : fields_[field - 1].end;
    return std::string_view(texts_).substr(begin, fields_[field].end - begin);
  }

  std::vector<Column> columns_;
  std::vector<std::string> titles_;
  std::vector<Field> fields_;  ///< Row by row.
  std::string texts_;          ///< Of all fields: there may be very many.
};

}  // namespace dmp::render
