#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dmp/form413/form413.hpp"

/// Where everything of the form goes, without any drawing: pages of boxes in points (1/72 inch)
/// from the top left corner of an A4 page.
namespace dmp::form413 {

inline constexpr double kPageWidth = 595.276;
inline constexpr double kPageHeight = 841.89;

struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  /// inner returns the box without a margin on each side.
  [[nodiscard]] Box inner(double margin_x, double margin_y) const {
    return {x + margin_x, y + margin_y, width - 2 * margin_x, height - 2 * margin_y};
  }
  /// split_left returns the first `part` points of the width and keeps the rest.
  Box split_left(double part);
  /// split_top returns the first `part` points of the height and keeps the rest.
  Box split_top(double part);
};

enum class Colour { black, grey, line, blue, pale, white, red };
enum class Align { left, centre, right };

/// Overflow says what may be done to a text that is wider than its box at the smallest size.
enum class Overflow {
  refuse,         ///< Nothing: FORM-TOO-LONG.
  wrap_words,     ///< Break between words.
  wrap_anywhere,  ///< Break inside a word too, where breaks between words are not enough.
};

struct TextStyle {
  double size = 10;
  bool bold = false;
  Colour colour = Colour::black;
};

/// Text is one piece of text, in the middle of its box's height. `name` is what messages call it.
struct Text {
  Box box;
  std::string text;
  std::string name;
  TextStyle style = {};
  Overflow overflow = Overflow::refuse;
  Align align = Align::left;
  std::string_view tag = {};  ///< Structure type of PDF for screen readers; empty: none.
};

/// Cells is a row of boxes with one character in each.
struct Cells {
  Box box;
  std::size_t count = 0;
  std::string text;
  std::string name;
};

/// Frame is a rectangle.
struct Frame {
  Box box;
  std::optional<Colour> fill;
  std::optional<Colour> stroke;
};

/// Open and Close enclose the items that belong together for screen readers ("Table", "TR", …).
struct Open {
  std::string_view tag;
};
struct Close {
  std::string_view tag;
};

using Item = std::variant<Frame, Text, Cells, Open, Close>;
using Page = std::vector<Item>;

/// Content is all that the pages show.
struct Content {
  std::vector<Field> fields;
  std::string finess;
  std::string official_url;
  std::string service_email;
  std::string prepared_on;  ///< As the footer shows it.
  std::optional<model::Signatory> signer_role;
  bool trial = false;  ///< The dossier is not one of production.
};

/// lay_out places the content: part 3 on page 1, part 4 and the signature on page 2, further
/// administrators on the pages after it.
std::vector<Page> lay_out(const Content& content);

}  // namespace dmp::form413
