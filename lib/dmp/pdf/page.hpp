#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// Pages of text and boxes, and how they become PDF. What stands where is told without any drawing:
/// in points (1/72 inch) from the top left corner of an A4 page.
namespace dmp::pdf {

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

enum class Colour { black, grey, line, blue, pale, white, red, cream, faint };
enum class Align { left, centre, right };

/// Overflow says what may be done to a text that is wider than its box. All but `flow` shrink it
/// first, down to the smallest readable size.
enum class Overflow {
  refuse,         ///< Nothing: PDF-TOO-LONG.
  wrap_words,     ///< Break between words.
  wrap_anywhere,  ///< Break inside a word too, where breaks between words are not enough.
  flow,  ///< A paragraph: break at its own size, and shrink where the box is not high enough.
};

struct TextStyle {
  double size = 10;
  bool bold = false;
  Colour colour = Colour::black;
  bool mono = false;  ///< All characters of one width, and no two that look alike.
};

/// Size is what a text takes of its box.
struct Size {
  double width = 0;
  double height = 0;
};

/// Range is a part of a text, in bytes.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Text is one piece of text, in the middle of its box's height. `name` is what messages call it.
struct Text {
  Box box;
  std::string text;
  std::string name;
  TextStyle style = {};
  Overflow overflow = Overflow::refuse;
  Align align = Align::left;
  std::string_view tag = {};       ///< Structure type of PDF for screen readers; empty: none.
  std::vector<Range> strong = {};  ///< What is bold in a text that is not.
  bool link = false;               ///< The text is the address of a page: a click opens it.
};

/// Cells is a row of boxes with one character in each.
struct Cells {
  Box box;
  std::size_t count = 0;
  std::string text;
  std::string name;
  bool framed =
      true;  ///< Without, the boxes are printed already and only the characters are drawn.
};

/// Frame is a rectangle.
struct Frame {
  Box box;
  std::optional<Colour> fill;
  std::optional<Colour> stroke;
  double line_width = 0.6;
};

/// Open and Close enclose the items that belong together for screen readers ("Table", "TR", …).
struct Open {
  std::string_view tag;
};
struct Close {
  std::string_view tag;
};

/// Watermark is a large pale word across the whole page, under what is put there after it.
struct Watermark {
  std::string text;
};

using Item = std::variant<Frame, Text, Cells, Open, Close, Watermark>;
using Page = std::vector<Item>;

/// Left margin of our documents, and what is left of the page between the margins.
inline constexpr double kLeft = 42;
inline constexpr double kWidth = kPageWidth - 2 * kLeft;

/// Flow puts items on pages, from top to bottom.
class Flow {
 public:
  void begin_page();
  /// take returns the next `height` points of the page, margin to margin.
  Box take(double height);
  void skip(double height) { y_ += height; }
  /// has_room tells whether `height` points are left above the foot of the page.
  [[nodiscard]] bool has_room(double height) const;

  void put(Item item) { pages_.back().push_back(std::move(item)); }
  /// place puts items whose boxes are counted from the top of the next `height` points.
  void place(Page items, double height);
  /// words puts a text of the document itself, which breaks between words.
  void words(Box box, std::string_view text, TextStyle style, std::string_view tag);

  std::vector<Page>& pages() { return pages_; }

 private:
  std::vector<Page> pages_;
  double y_ = 0;
};

}  // namespace dmp::pdf
