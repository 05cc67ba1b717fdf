#include "dmp/pdf/page.hpp"

namespace dmp::pdf {
namespace {

constexpr double kTop = 38;
constexpr double kBottom = 790;

}  // namespace

Box Box::split_left(double part) {
  const Box left{x, y, part, height};
  x += part;
  width -= part;
  return left;
}

Box Box::split_top(double part) {
  const Box top{x, y, width, part};
  y += part;
  height -= part;
  return top;
}

void Flow::begin_page() {
  pages_.emplace_back();
  y_ = kTop;
}

Box Flow::take(double height) {
  const Box box{kLeft, y_, kWidth, height};
  y_ += height;
  return box;
}

bool Flow::has_room(double height) const { return y_ + height <= kBottom; }

void Flow::place(Page items, double height) {
  const double top = take(height).y;
  for (auto& item : items) {
    std::visit(
        [top](auto& placed) {
          if constexpr (requires { placed.box; }) {
            placed.box.y += top;
          }
        },
        item);
    put(std::move(item));
  }
}

void Flow::words(Box box, std::string_view text, TextStyle style, std::string_view tag) {
  put(Text{box, std::string(text), std::string(text), style, Overflow::wrap_words, Align::left,
           tag});
}

}  // namespace dmp::pdf
