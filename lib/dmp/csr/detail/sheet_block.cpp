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
constexpr TextStyle kCommandStyle{8.5, false, Colour::black, true};
constexpr TextStyle kGroupsStyle{11, true, Colour::black, true};
constexpr TextStyle kDigitsStyle{8.5, false, Colour::black, true};

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

/// What stands in guillemets, with them.
std::vector<Range> quoted(std::string_view text) {
  constexpr std::string_view kOpening = "«";
  constexpr std::string_view kClosing = "»";
  std::vector<Range> parts;
  for (auto begin = text.find(kOpening); begin != std::string_view::npos;
       begin = text.find(kOpening, begin + 1)) {
    const auto end = text.find(kClosing, begin);
    if (end != std::string_view::npos) {
      parts.push_back({begin, end + kClosing.size()});
    }
  }
  return parts;
}

Text prose(Box box, std::string_view text, TextStyle style, std::string_view tag) {
  auto set = typeset(text);
  auto strong = quoted(set);
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
  Text text = prose({kLeft, y_, kWidth, 60}, line.text, kTitleStyle, "H1");
  text.overflow = Overflow::refuse;
  y_ += put(std::move(text)).height + kGap;
}

void Block::alert(const Line& line) {
  const auto frame = items_.size();
  const Box band{kLeft, y_, kWidth, 0};
  items_.emplace_back(Frame{band, Colour::red, {}});
  open("P");
  Text label{{kLeft + 10, y_ + 5, 200, 40}, line.label, line.label, {16, true, Colour::white}};
  label.tag = "Span";
  const auto width = put(label).width;
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
  Text text = prose(bar.inner(8, 0), line.text, kHeadingStyle, "H2");
  items_.emplace_back(std::move(text));
  y_ += bar.height + kGap - 0.5;
}

void Block::note(const Line& line) {
  open("LI");
  const auto bullet = std::string(kBullet);
  items_.emplace_back(
      Text{{kLeft + 6, y_, 10, 11}, bullet, bullet, kBodyStyle, {}, Align::left, "Lbl"});
  paragraph(line.text, kBodyStyle, "LBody", 18);
  close("LI");
}

/// The row of one line; returns its height.
double Block::row(const Line& line) {
  const bool exact = line.shape != Shape::field;
  const double value_x = kLeft + kLabelColumn;
  const double width = kWidth - kLabelColumn - 8;
  open("TR");
  Text label = prose({kLeft + 8, y_ + 2, kLabelColumn - 8, 12}, line.label, kLabelStyle, "TH");
  items_.emplace_back(std::move(label));
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
            Overflow::wrap_anywhere,
            Align::left,
            "Span"};
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
  open("P");
  for (const auto& value : values) {
    Text label{{0, 0, 120, 12}, value.label, value.label, kRemarkStyle, {}, Align::left, "Span"};
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
  close("P");
  y_ += line_height + 1;
}

/// The box to tick and the number, on a line of that height.
void Block::marker(const Line& line, double top, double height) {
  const auto add = [&](std::string text, double x, double width, TextStyle style) {
    const Box box{kLeft + x, top + (height - kChipHeight) / 2, width, kChipHeight};
    items_.emplace_back(Text{box, text, text, style, Overflow::refuse, Align::left, "Lbl"});
  };
  add(std::string(kTick), 2, 16, kTickStyle);
  add(std::to_string(line.number) + ".", 18, 17, kNumberStyle);
}

void Block::step(const Line& line, std::span<const Line> values) {
  const double x = kLeft + kStepIndent;
  Text text = prose({x, y_ + 1, kStepWidth, kHighest}, line.text, kBodyStyle, "P");
  const auto size = size_of(text);
  text.box.height = size.height + 0.5;
  const double beside = std::max(size.width + 10, kChipColumn);
  const bool is_short = size.height < 1.5 * kBodyStyle.size;
  std::optional<Text> value;
  if (values.size() == 1 && is_short) {
    value = chip(values.front(), kStepWidth);
    if (beside + value->box.width + 2 * kChipMargin > kStepWidth) {
      value.reset();
    }
  }
  const double top = value ? y_ + 1 : y_;
  const double height = value ? value->box.height : kBodyStyle.size + 3.5;
  if (line.shape == Shape::step) {
    marker(line, top, std::min(height, kChipHeight));
  }
  if (value) {
    text.box.y = top;
    text.box.height = std::min(height, kChipHeight);
    items_.emplace_back(std::move(text));
    put_chip(std::move(*value), x + beside, top);
    y_ = top + height + kGap - 1;
    return;
  }
  items_.emplace_back(std::move(text));
  y_ += size.height + kGap;
  if (!values.empty()) {
    chips_below(values);
    skip(kGap);
  }
}

void Block::commands(std::span<const Line> lines) {
  constexpr double kLine = 11.5;
  const double height = static_cast<double>(lines.size()) * kLine + 5;
  items_.emplace_back(Frame{{kLeft, y_, kWidth, height}, Colour::pale, {}});
  open("P");
  double y = y_ + 2.5;
  for (const auto& line : lines) {
    items_.emplace_back(Text{{kLeft + 10, y, kWidth - 20, kLine},
                             line.text,
                             line.text,
                             kCommandStyle,
                             Overflow::refuse,
                             Align::left,
                             "Code"});
    y += kLine;
  }
  close("P");
  y_ += height + kGap;
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
    const auto head = put(
        prose({x + 9, y_ + 6, width - 18, kHighest}, line.label, {10, true, Colour::black}, "H3"));
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
    items_.emplace_back(Text{{kLeft + 10, y, kWidth - 20, 14},
                             part,
                             line.label,
                             kGroupsStyle,
                             Overflow::refuse,
                             Align::left,
                             "Span"});
    y += 14;
  }
  Box below{kLeft + 10, y + 2, kWidth - 20, 13};
  const std::string hint(kInOnePiece);
  const Box left = below.split_left(128);
  items_.emplace_back(Text{left, hint, hint, kRemarkStyle, {}, Align::left, "Span"});
  items_.emplace_back(
      Text{below, line.text, line.label, kDigitsStyle, Overflow::refuse, Align::left, "Span"});
  close("P");
  y_ += height + kGap;
}

}  // namespace dmp::csr::detail
