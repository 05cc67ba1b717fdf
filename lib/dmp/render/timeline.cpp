#include "dmp/render/timeline.hpp"

#include <algorithm>
#include <span>

#include "dmp/render/printable.hpp"
#include "dmp/render/table.hpp"
#include "dmp/render/xml.hpp"

namespace dmp::render {
namespace {

using xml::attribute;
using xml::element;
using xml::escaped;

constexpr std::size_t kMost = 200;
constexpr std::size_t kInPart = 25;  ///< A drawing, with its years, stays on one page.
constexpr int kWidth = 1000;
constexpr int kLabels = 300;
constexpr int kTop = 18;
constexpr int kBelow = 16;  ///< For the word under today's line.
constexpr int kStep = 16;
constexpr int kBefore = 365;     ///< Days of the past that are shown.
constexpr int kFarthest = 4000;  ///< Days of the future, at most.
constexpr int kMargin = 30;

std::string number(std::string_view name, int value) {
  return attribute(name, std::to_string(value));
}

/// Axis places days between the labels and the right edge.
class Axis {
 public:
  Axis(std::span<const Life> lives, Date today) : today_(today) {
    for (const auto& life : lives) {
      last_ = std::max(last_, days_between(today, life.to));
    }
    last_ = std::min(last_, kFarthest) + kMargin;
  }

  [[nodiscard]] int at(Date day) const { return at(days_between(today_, day)); }

  [[nodiscard]] std::string years(int bottom) const {
    std::string out;
    for (auto year = today_.year(); true; ++year) {
      const int day = days_between(today_, Date(year, std::chrono::January, std::chrono::day(1)));
      if (day > last_) {
        return out;
      }
      if (day > -kBefore) {
        out += upright("year", at(day), bottom) +
               element("text", std::to_string(static_cast<int>(year)),
                       number("x", at(day)) + number("y", 11)) +
               "\n";
      }
    }
  }

  static std::string upright(std::string_view kind, int x, int bottom) {
    return "<line" + attribute("class", kind) + number("x1", x) + number("x2", x) +
           number("y1", 14) + number("y2", bottom) + "/>\n";
  }

 private:
  [[nodiscard]] int at(int day) const {
    const int shown = std::clamp(day, -kBefore, last_) + kBefore;
    return kLabels + shown * (kWidth - kLabels) / (last_ + kBefore);
  }

  Date today_;
  int last_ = 0;
};

std::string bar(const Life& life, int top, const Axis& axis, const Wording& wording) {
  constexpr std::size_t kLabel = 40;
  constexpr int kMark = 6;
  const int to = axis.at(life.to);
  const int from = life.from ? axis.at(*life.from) : to - kMark;
  const auto name = printable(life.name);
  return "<g>" + element("title", escaped(name + " " + wording.day(life.to))) +
         element("text", escaped(shortened(name, kLabel)), number("x", 0) + number("y", top + 10)) +
         "<rect" + attribute("class", life.standing) + number("x", from) + number("y", top) +
         number("width", std::max(to - from, 2)) + number("height", 11) + number("rx", 2) +
         "/></g>\n";
}

std::string drawing(std::span<const Life> lives, const Axis& axis, Date today,
                    std::string_view title, const Wording& wording) {
  const int bottom = kTop + static_cast<int>(lives.size()) * kStep + 4;
  auto out = "<svg" +
             attribute("viewBox",
                       "0 0 " + std::to_string(kWidth) + " " + std::to_string(bottom + kBelow)) +
             attribute("role", "img") + attribute("aria-label", title) + ">\n" + axis.years(bottom);
  int top = kTop;
  for (const auto& life : lives) {
    out += bar(life, top, axis, wording);
    top += kStep;
  }
  return out + Axis::upright("today", axis.at(today), bottom) +
         element("text", escaped(wording.text("report.today")),
                 attribute("class", "now") + number("x", axis.at(today)) +
                     number("y", bottom + kBelow - 4)) +
         "\n</svg>\n";
}

}  // namespace

std::string timeline(const std::vector<Life>& lives, Date today, std::string_view title,
                     const Wording& wording) {
  auto rest = std::span(lives).first(std::min(lives.size(), kMost));
  const Axis axis(rest, today);
  std::string out;
  while (!rest.empty()) {
    const auto part = rest.first(std::min(rest.size(), kInPart));
    out += drawing(part, axis, today, title, wording);
    rest = rest.subspan(part.size());
  }
  return out;
}

}  // namespace dmp::render
