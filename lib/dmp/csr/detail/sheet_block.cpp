#include "dmp/csr/detail/sheet_block.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "dmp/pdf/drawing.hpp"

namespace dmp::csr::detail {
namespace {

using namespace pdf;

constexpr double kGap = 4;
constexpr double kStepIndent = 36;
constexpr double kStepWidth = kWidth - kStepIndent;
constexpr double kLabelColumn = 118;
/// Where the boxes of values begin, beside short texts.
constexpr double kChipColumn = 190;
constexpr double kChipMargin = 6;
constexpr double kChipHeight = 15.5;
/// Higher than anything that is to fit on a page beside the rest.
constexpr double kHighest = 110;

constexpr TextStyle kTitleStyle{17, true, Colour::blue};
constexpr TextStyle kHeadingStyle{10.5, true, Colour::white};
constexpr TextStyle kBodyStyle{9, false, Colour::black};
constexpr TextStyle kNumberStyle{9, true, Colour::blue};
constexpr TextStyle kTickStyle{13, false, Colour::black};
constexpr TextStyle kLabelStyle{8.5, false, Colour::grey};
constexpr TextStyle kRemarkStyle{8, false, Colour::grey};
constexpr TextStyle kValueStyle{10, true, Colour::black, true};
constexpr TextStyle kNameStyle{10, true, Colour::black};
constexpr TextStyle kCommandStyle{8.5, true, Colour::blue, true};
constexpr TextStyle kGroupsStyle{11, true, Colour::black, true};
constexpr TextStyle kDigitsStyle{8.5, true, Colour::grey, true};

constexpr std::string_view kTick = "☐";
constexpr std::string_view kBullet = "•";

/// The text as it is set: French punctuation never begins a line.
std::string typeset(std::string_view text) {
  std::string out;
  for (const auto& word : words(text)) {
    out += out.empty() ? "" : " ";
    for (const char c : word) {
      out += c == ' ' ? std::string("\u00A0") : std::string(1, c);
    }
  }
  return out;
}

/// What stands in guillemets, without them.
std::vector<Range> quoted_parts(std::string_view text) {
  constexpr std::string_view kOpening = "«\u00A0";
  constexpr std::string_view kClosing = "\u00A0»";
  std::vector<Range> parts;
  for (auto begin = text.find(kOpening); begin != std::string_view::npos;
       begin = text.find(kOpening, begin + 1)) {
    const auto end = text.find(kClosing, begin);
    if (end != std::string_view::npos) {
      parts.push_back({begin + kOpening.size(), end});
    }
  }
  return parts;
}

/// Words of one line, as they are.
Text words_of(Box box, const std::string& text, TextStyle style, std::string_view tag) {
  return {box, text, text, style, Overflow::refuse, Align::left, tag};
}

Text prose(Box box, std::string_view text, TextStyle style, std::string_view tag) {
  auto set = typeset(text);
  auto strong = quoted_parts(set);
  return {box, set, set, style, Overflow::flow, Align::left, tag, std::move(strong)};
}

bool is_address(std::string_view text) { return text.find("://") != std::string_view::npos; }

/// "choisi à la demande" as the beginning of a sentence.
std::string capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

}  // namespace

Size Block::size_of(const Text& text) {
  const auto size = pdf::size_of(text);
  if (!size && status_) {
    status_ = fail(size.error());
  }
  return size ? *size : Size{};
}

Size Block::put(Text text) {
  const auto size = size_of(text);
  text.box.height = size.height + 0.5;
  items_.emplace_back(std::move(text));
  return size;
}

void Block::paragraph(std::string_view text, TextStyle style, std::string_view tag, double indent) {
  const auto size = put(prose({kLeft + indent, y_, kWidth - indent, kHighest}, text, style, tag));
  y_ += size.height + 1;
}

void Block::title(const Line& line) {
  y_ += put(words_of({kLeft, y_, kWidth, 60}, line.text, kTitleStyle, "H1")).height + kGap;
}

void Block::alert(const Line& line) {
  const auto frame = items_.size();
  const Box band{kLeft, y_, kWidth, 0};
  items_.emplace_back(Frame{band, Colour::red, {}});
  open("P");
  const Box left{kLeft + 10, y_ + 5, 200, 40};
  const auto width = put(words_of(left, line.label, {16, true, Colour::white}, "Span")).width;
  Text text = prose({kLeft + width + 24, y_ + 5, kWidth - width - 34, 60}, capital(line.text),
                    {9, true, Colour::white}, "Span");
  const auto height = std::max(size_of(text).height, 19.0);
  text.box.height = height + 0.5;
  items_.emplace_back(std::move(text));
  close("P");
  std::get<Frame>(items_[frame]).box.height = height + 10;
  std::get<Text>(items_[frame + 2]).box.height = height + 0.5;
  y_ += height + 10 + 2 * kGap;
}

void Block::heading(const Line& line) {
  skip(6);
  const Box bar{kLeft, y_, kWidth, 17};
  items_.emplace_back(Frame{bar, Colour::blue, {}});
  items_.emplace_back(words_of(bar.inner(8, 0), line.text, kHeadingStyle, "H2"));
  y_ += bar.height + kGap - 0.5;
}

void Block::note(const Line& line) {
  open("LI");
  items_.emplace_back(words_of({kLeft + 6, y_, 10, 11}, std::string(kBullet), kBodyStyle, "Lbl"));
  paragraph(line.text, kBodyStyle, "LBody", 18);
  close("LI");
}

/// The row of one line; returns its height.
double Block::row(const Line& line) {
  const bool exact = line.shape != Shape::field;
  const double value_x = kLeft + kLabelColumn;
  const double width = kWidth - kLabelColumn - 8;
  open("TR");
  items_.emplace_back(
      prose({kLeft + 8, y_ + 2, kLabelColumn - 8, 12}, line.label, kLabelStyle, "TH"));
  Text value{{value_x, y_ + 2, width, 40},
             line.text,
             line.label,
             exact ? kValueStyle : kNameStyle,
             exact ? Overflow::wrap_anywhere : Overflow::flow,
             Align::left,
             "TD"};
  const auto size = put(std::move(value));
  double height = std::max(size.height, 11.5);
  if (!line.remark.empty()) {
    const auto text = typeset("(" + line.remark + ")");
    Text remark{{value_x + size.width + 8, y_ + 3, width - size.width - 8, 40},
                text,
                line.label,
                kRemarkStyle,
                Overflow::flow,
                Align::left,
                "TD"};
    if (remark.box.width < 150) {
      remark.box = {value_x, y_ + 2 + height, width, 40};
      height += put(std::move(remark)).height;
    } else {
      height = std::max(height, put(std::move(remark)).height);
    }
  }
  close("TR");
  return height + 2.5;
}

void Block::rows(std::span<const Line> lines) {
  const bool exact = lines.front().shape != Shape::field;
  const auto frame = items_.size();
  const Box box{kLeft, y_, kWidth, 0};
  if (exact) {
    items_.emplace_back(Frame{box, Colour::pale, Colour::blue, 1});
    skip(3);
  }
  open("Table");
  for (const auto& line : lines) {
    y_ += row(line);
  }
  close("Table");
  if (exact) {
    skip(3);
    std::get<Frame>(items_[frame]).box.height = y_ - box.y;
  }
  skip(kGap);
}

/// A value in a box of `width` points at most; its own box is as large as it has to be.
Text Block::chip(const Line& value, double width) {
  Text text{{0, 0, width - 2 * kChipMargin, kHighest},
            value.text,
            value.label,
            kValueStyle,
            Overflow::wrap_anywhere};
  text.tag = "Span";
  text.link = is_address(value.text);
  const auto size = size_of(text);
  text.box.width = size.width + 1;
  text.box.height = std::max(size.height + 4, kChipHeight);
  return text;
}

void Block::put_chip(Text text, double x, double y) {
  text.box.x = x + kChipMargin;
  text.box.y = y;
  items_.emplace_back(Frame{text.box.inner(-kChipMargin, 0), Colour::pale, Colour::blue, 1.1});
  items_.emplace_back(std::move(text));
}

/// Values below their step, each with its label.
void Block::chips_below(std::span<const Line> values) {
  double x = kStepIndent;
  double line_height = 0;
  if (values.empty()) {
    return;
  }
  for (const auto& value : values) {
    auto label = words_of({0, 0, 120, 12}, value.label, kRemarkStyle, "Span");
    const double label_width = values.size() > 1 ? size_of(label).width + 5 : 0;
    auto text = chip(value, kStepWidth - label_width);
    const double width = label_width + text.box.width + 2 * kChipMargin;
    if (x > kStepIndent && x + width > kWidth) {
      y_ += line_height + kGap;
      x = kStepIndent;
      line_height = 0;
    }
    line_height = std::max(line_height, text.box.height);
    if (label_width > 0) {
      label.box = {kLeft + x, y_, label_width, text.box.height};
      items_.emplace_back(std::move(label));
    }
    put_chip(std::move(text), kLeft + x + label_width, y_);
    x += width + 14;
  }
  y_ += line_height + 1 + kGap;
}

/// The box to tick and the number, on a line of that height.
void Block::marker(const Line& line, double top, double height) {
  const auto box = [&](double x, double width) {
    return Box{kLeft + x, top + (height - kChipHeight) / 2, width, kChipHeight};
  };
  const auto number = std::to_string(line.number) + ".";
  open("Lbl");
  items_.emplace_back(words_of(box(2, 16), std::string(kTick), kTickStyle, ""));
  items_.emplace_back(words_of(box(18, 17), number, kNumberStyle, ""));
  close("Lbl");
}

/// The value as a box beside a text of one line, where there is room for it.
std::optional<Text> Block::chip_beside(Size text, std::span<const Line> values) {
  if (values.size() != 1 || text.height > 1.5 * kBodyStyle.size) {
    return {};
  }
  auto value = chip(values.front(), kStepWidth);
  const double begin = std::max(text.width + 10, kChipColumn);
  if (begin + value.box.width + 2 * kChipMargin > kStepWidth) {
    return {};
  }
  value.box.x = begin;
  return value;
}

void Block::step(const Line& line, std::span<const Line> values) {
  const double x = kLeft + kStepIndent;
  Text text = prose({x, y_ + 1, kStepWidth, kHighest}, line.text, kBodyStyle, "Span");
  const auto size = size_of(text);
  text.box.height = size.height + 0.5;
  auto beside = chip_beside(size, values);
  const double top = beside ? y_ + 1 : y_;
  const double height = beside ? kChipHeight : kBodyStyle.size + 3.5;
  if (line.shape == Shape::step) {
    marker(line, top, height);
  }
  open("LBody");
  if (beside) {
    text.box.y = top;
    text.box.height = height;
    items_.emplace_back(std::move(text));
    const double begin = x + beside->box.x;
    y_ = top + beside->box.height + kGap - 1;
    put_chip(std::move(*beside), begin, top);
  } else {
    items_.emplace_back(std::move(text));
    y_ += size.height + kGap;
    chips_below(values);
  }
  close("LBody");
}

void Block::commands(std::span<const Line> lines) {
  constexpr double kLine = 11.5;
  const auto frame = items_.size();
  const Box box{kLeft, y_, kWidth, 0};
  items_.emplace_back(Frame{box, Colour::pale, {}});
  open("P");
  y_ += 2.5;
  for (const auto& line : lines) {
    auto text = words_of({kLeft + 10, y_, kWidth - 20, kHighest}, line.text, kCommandStyle, "Code");
    text.overflow = Overflow::wrap_anywhere;  // A path may be long.
    y_ += std::max(put(std::move(text)).height, kLine);
  }
  close("P");
  y_ += 2.5;
  std::get<Frame>(items_[frame]).box.height = y_ - box.y;
  y_ += kGap;
}

void Block::secrets(std::span<const Line> lines) {
  const auto count = static_cast<double>(lines.size());
  const double width = (kWidth - (count - 1) * 12) / count;
  const auto first = items_.size();
  double height = 0;
  double x = kLeft;
  for (const auto& line : lines) {
    const Box box{x, y_, width, 0};
    items_.emplace_back(Frame{box, Colour::cream, Colour::black, 1.4});
    const auto head =
        put(words_of({x + 9, y_ + 6, width - 18, 20}, line.label, {10, true, Colour::black}, "H3"));
    const auto body = put(prose({x + 9, y_ + 9 + head.height, width - 18, kHighest},
                                capital(line.text), kBodyStyle, "P"));
    height = std::max(height, head.height + body.height + 16);
    x += width + 12;
  }
  for (auto i = first; i < items_.size(); ++i) {
    if (auto* frame = std::get_if<Frame>(&items_[i])) {
      frame->box.height = height;
    }
  }
  y_ += height + kGap + 1;
}

void Block::digest(const Line& line) {
  skip(2);
  paragraph(line.label + " :", kBodyStyle, "P");
  skip(2);
  constexpr std::size_t kGroups = 8;
  const auto groups = in_groups(line.text, kGroups);
  const double height = static_cast<double>(groups.size()) * 14 + 21;
  items_.emplace_back(Frame{{kLeft, y_, kWidth, height}, Colour::white, Colour::blue, 1});
  open("P");
  double y = y_ + 3;
  for (const auto& part : groups) {
    Text groups_of_line{{kLeft + 10, y, kWidth - 20, 14}, part, line.label, kGroupsStyle};
    groups_of_line.tag = "Span";
    items_.emplace_back(std::move(groups_of_line));
    y += 14;
  }
  Box below{kLeft + 10, y + 2, kWidth - 20, 13};
  items_.emplace_back(
      words_of(below.split_left(128), std::string(kInOnePiece), kRemarkStyle, "Span"));
  Text digits{below, line.text, line.label, kDigitsStyle};
  digits.tag = "Span";
  items_.emplace_back(std::move(digits));
  close("P");
  y_ += height + kGap;
}

}  // namespace dmp::csr::detail
