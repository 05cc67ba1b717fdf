#include "dmp/form413/detail/writer.hpp"

#include <algorithm>

#include "dmp/form413/detail/wording.hpp"

namespace dmp::form413 {
namespace {

using namespace pdf;

constexpr double kLabelWidth = 172;
constexpr double kLabelHeight = 14;
constexpr double kHintHeight = 18;
constexpr double kCellHeight = 20;

constexpr TextStyle kPartStyle{11, true, Colour::white};
constexpr TextStyle kSectionStyle{10, true, Colour::blue};
constexpr TextStyle kTickStyle{14, false, Colour::black};

}  // namespace

std::string starred(std::string_view label) {
  return std::string(label) + std::string(wording::kStar);
}

const Field& Writer::field(std::string_view id) const {
  return *std::ranges::find(fields_, id, &Field::id);
}

void Writer::part(std::string_view title) {
  const Box bar = take(22);
  put(Frame{bar, Colour::blue, {}});
  words(bar.inner(8, 0), title, kPartStyle, "H2");
  skip(2);
}

void Writer::section(std::string_view title) {
  skip(6);
  words(take(20), title, kSectionStyle, "H3");
}

Box Writer::row(std::string_view label, double height, std::string_view hint) {
  Box right = take(height);
  const Box left = right.split_left(kLabelWidth);
  put(Frame{left, Colour::pale, Colour::line});
  put(Frame{right, {}, Colour::line});
  put(Open{"TR"});
  Box inside = left.inner(6, 3);
  if (!hint.empty()) {
    inside = inside.inner(0, (inside.height - kLabelHeight - kHintHeight) / 2);
    words(inside.split_top(kLabelHeight), label, kLabelStyle, "TH");
    words(inside, hint, kHintStyle, "TH");
  } else {
    words(inside, label, kLabelStyle, "TH");
  }
  return right;
}

void Writer::value_row(std::string_view id, double height, Overflow overflow) {
  const Field& shown = field(id);
  const Box box = row(shown.starred ? starred(shown.label) : shown.label, height);
  put(Text{box.inner(8, 2), shown.value, shown.name(), kValueStyle, overflow, Align::left, "TD"});
  end_row();
}

void Writer::cells_row(std::string_view id, const CellsRow& form) {
  const Field& shown = field(id);
  Box box = row(starred(shown.label), form.height, form.hint).inner(8, 0);
  const Box cells = box.split_left(static_cast<double>(form.count) * form.cell_width);
  put(Cells{cells.inner(0, (form.height - kCellHeight) / 2), form.count, shown.value,
            shown.name()});
  if (!form.reason.empty()) {
    words(box.inner(6, 2), form.reason, kHintStyle, "TD");
  }
  end_row();
}

void Writer::tick(Box box, std::string_view id) {
  const Field& shown = field(id);
  put(Open{"P"});
  words(box.split_left(20), shown.value == "true" ? wording::kTicked : wording::kNotTicked,
        kTickStyle, "Span");
  put(Text{box, shown.label, shown.name(), kValueStyle, Overflow::wrap_words, Align::left, "Span"});
  put(Close{"P"});
}

}  // namespace dmp::form413
