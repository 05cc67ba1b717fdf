#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "dmp/base/error.hpp"
#include "dmp/csr/detail/sheet_content.hpp"
#include "dmp/pdf/page.hpp"

namespace dmp::csr::detail {

/// Block is a part of the sheet that stays together on a page, as high as what is in it. What
/// cannot be set is remembered; all that follows it is of no use then.
class Block {
 public:
  void skip(double height) { y_ += height; }
  void open(std::string_view tag) { items_.push_back(pdf::Open{tag}); }
  void close(std::string_view tag) { items_.push_back(pdf::Close{tag}); }

  /// paragraph puts text that breaks between words; what stands in guillemets is what the portal
  /// shows, and bold.
  void paragraph(std::string_view text, pdf::TextStyle style, std::string_view tag,
                 double indent = 0);
  /// title, alert, …: one line of the sheet, margin to margin.
  void title(const Line& line);
  void alert(const Line& line);
  void heading(const Line& line);
  void note(const Line& line);
  /// rows is a table of labels and values.
  void rows(std::span<const Line> lines);
  /// step puts a box to tick, the number, the text, and the values that follow it.
  void step(const Line& line, std::span<const Line> values);
  /// commands puts lines of the shell, to copy together.
  void commands(std::span<const Line> lines);
  /// secrets puts boxes side by side.
  void secrets(std::span<const Line> lines);
  void digest(const Line& line);

  [[nodiscard]] double height() const { return y_; }
  [[nodiscard]] const Status& status() const { return status_; }
  [[nodiscard]] pdf::Page& items() { return items_; }

 private:
  pdf::Size size_of(const pdf::Text& text);
  /// put adds a text at the size that it takes of its box; returns that size.
  pdf::Size put(pdf::Text text);
  void marker(const Line& line, double top, double height);
  pdf::Text chip(const Line& value, double width);
  std::optional<pdf::Text> chip_beside(pdf::Size text, std::span<const Line> values);
  void put_chip(pdf::Text text, double x, double y);
  void chips_below(std::span<const Line> values);
  double row(const Line& line);

  pdf::Page items_;
  double y_ = 0;
  Status status_;
};

}  // namespace dmp::csr::detail
