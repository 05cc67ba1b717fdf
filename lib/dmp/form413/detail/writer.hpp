#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dmp/form413/detail/layout.hpp"

namespace dmp::form413 {

inline constexpr pdf::TextStyle kLabelStyle{8.5, false, pdf::Colour::black};
inline constexpr pdf::TextStyle kHintStyle{7, false, pdf::Colour::grey};
inline constexpr pdf::TextStyle kValueStyle{10, false, pdf::Colour::black};
inline constexpr pdf::TextStyle kSmallStyle{8, false, pdf::Colour::grey};

/// starred returns the label of a compulsory field.
std::string starred(std::string_view label);

/// Writer puts the elements that the form is made of on pages, from top to bottom.
class Writer : public pdf::Flow {
 public:
  explicit Writer(const std::vector<Field>& fields) : fields_(fields) {}

  void part(std::string_view title);
  void section(std::string_view title);
  /// row begins a table row with its label at the left; returns the box of the value.
  pdf::Box row(std::string_view label, double height, std::string_view hint = {});
  void end_row() { put(pdf::Close{"TR"}); }
  /// value_row is a whole row: label and value of a field.
  void value_row(std::string_view id, double height, pdf::Overflow overflow);
  /// CellsRow is a row with one character a box; `reason` says beside them why they are empty.
  struct CellsRow {
    std::size_t count;
    double cell_width;
    double height;
    std::string_view hint = {};
    std::string_view reason = {};
  };
  void cells_row(std::string_view id, const CellsRow& form);
  void tick(pdf::Box box, std::string_view id);

  /// field returns the field with that id; the field map has every one that is asked for.
  [[nodiscard]] const Field& field(std::string_view id) const;

 private:
  const std::vector<Field>& fields_;
};

}  // namespace dmp::form413
