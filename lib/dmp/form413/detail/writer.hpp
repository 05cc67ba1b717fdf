#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dmp/form413/detail/layout.hpp"

namespace dmp::form413 {

inline constexpr double kLeft = 42;
inline constexpr double kWidth = kPageWidth - 2 * kLeft;

inline constexpr TextStyle kLabelStyle{8.5, false, Colour::black};
inline constexpr TextStyle kHintStyle{7, false, Colour::grey};
inline constexpr TextStyle kValueStyle{10, false, Colour::black};
inline constexpr TextStyle kSmallStyle{8, false, Colour::grey};

/// starred returns the label of a compulsory field.
std::string starred(std::string_view label);

/// Writer puts the elements that the form is made of on pages, from top to bottom.
class Writer {
 public:
  explicit Writer(const std::vector<Field>& fields) : fields_(fields) {}

  void begin_page();
  /// take returns the next `height` points of the page, margin to margin.
  Box take(double height);
  void skip(double height) { y_ += height; }
  /// has_room tells whether `height` points are left above the foot of the page.
  [[nodiscard]] bool has_room(double height) const;

  void put(Item item) { pages_.back().push_back(std::move(item)); }
  /// words puts a text of the form itself.
  void words(Box box, std::string_view text, TextStyle style, std::string_view tag);
  void part(std::string_view title);
  void section(std::string_view title);
  /// row begins a table row with its label at the left; returns the box of the value.
  Box row(std::string_view label, double height, std::string_view hint = {});
  void end_row() { put(Close{"TR"}); }
  /// value_row is a whole row: label and value of a field.
  void value_row(std::string_view id, double height, Overflow overflow);
  /// CellsRow is a row with one character a box; `reason` says beside them why they are empty.
  struct CellsRow {
    std::size_t count;
    double cell_width;
    double height;
    std::string_view hint = {};
    std::string_view reason = {};
  };
  void cells_row(std::string_view id, const CellsRow& form);
  void tick(Box box, std::string_view id);

  /// field returns the field with that id; the field map has every one that is asked for.
  [[nodiscard]] const Field& field(std::string_view id) const;
  std::vector<Page>& pages() { return pages_; }

 private:
  const std::vector<Field>& fields_;
  std::vector<Page> pages_;
  double y_ = 0;
};

}  // namespace dmp::form413
