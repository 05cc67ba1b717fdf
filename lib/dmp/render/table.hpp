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
  int width = 100;   ///< Of running text, in columns.
  bool all = false;  ///< Everything, however much.
  /// Columns that a table may take; 0: as many as its texts have.
  int table_width = 0;
  /// For those who listen instead of looking: labelled lines in the place of tables.
  bool accessible = false;
  /// How the reader gets what is left out, in the words of who renders ("--details"); empty:
  /// nothing is said of it.
  std::string in_full = {};
};

enum class Colour { none, red, yellow, blue, green, strong };

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

/// shortened keeps the beginning of a text within `width` columns, whole words as far as there are
/// several, with an ellipsis where something is missing; with `tail` the end, from a slash on.
std::string shortened(std::string_view text, std::size_t width, bool tail = false);

/// Cell is one field of a row that is being added; its text is made printable.
struct Cell {
  std::string_view text;
  Colour colour = Colour::none;
  /// In columns, of a text that is known to be printable; 0: not known.
  std::size_t width = 0;
};

/// Fit is what happens to the texts of a column that does not get the width they have.
enum class Fit {
  whole,  ///< Nothing: they need it.
  wrap,   ///< They go on below, broken between words.
  head,   ///< Their beginning is shown.
  tail,   ///< Their end is shown, as suits paths.
};

/// Column is titled with the text `report.column.<name>`.
struct Column {
  std::string_view name;
  bool right = false;  ///< Its texts stand on the right.
  Fit fit = Fit::whole;
  /// The column with the highest rank is left out first where there is not enough room; those of
  /// rank 0 never are.
  int rank = 0;
};

/// Table aligns by the width that a terminal gives to characters, accents included. An empty cell
/// is shown as "-"; the last column is not padded.
class Table {
 public:
  Table(const Wording& wording, std::initializer_list<Column> columns);

  void add(std::initializer_list<Cell> row);
  /// render writes titles and rows within the width of the style or, where it asks for that, a
  /// labelled line for each field.
  [[nodiscard]] std::string render(const TextStyle& style) const;
  /// append_to writes the same to the end of a text.
  void append_to(std::string& out, const TextStyle& style) const;

 private:
  struct Field {
    std::size_t end;    ///< In `texts_`.
    std::size_t width;  ///< In columns of a terminal.
    Colour colour;
  };
  using Widths = std::vector<std::size_t>;  ///< Of the columns; 0: left out.

  [[nodiscard]] std::string_view text_of(std::size_t field) const {
    const auto begin = field == 0 ? 0 : fields_[field - 1].end;
    return std::string_view(texts_).substr(begin, fields_[field].end - begin);
  }
  /// The widths that the texts have.
  [[nodiscard]] Widths natural() const;
  /// The least width of each column, given its natural one.
  [[nodiscard]] Widths least(const Widths& natural) const;
  /// The widths that fit into `limit` columns.
  [[nodiscard]] Widths fitted(Widths natural, std::size_t limit) const;
  void append_whole(std::string& out, const Widths& widths, bool colour) const;
  void append_fitted(std::string& out, const Widths& widths, bool colour) const;
  void append_labelled(std::string& out, bool colour) const;

  std::vector<Column> columns_;
  std::vector<std::string> titles_;
  std::string label_end_;      ///< What stands between a label and its value.
  std::vector<Field> fields_;  ///< Row by row.
  std::string texts_;          ///< Of all fields: there may be very many.
};

}  // namespace dmp::render
