#include "dmp/csr/detail/sheet_pages.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "dmp/csr/detail/sheet_block.hpp"

namespace dmp::csr::detail {
namespace {

using namespace pdf;
using Lines = std::span<const Line>;

constexpr TextStyle kTextStyle{9, false, Colour::black};
constexpr TextStyle kFooterStyle{7.5, false, Colour::grey};

/// take_run takes the lines of one shape that `lines` begins with.
Lines take_run(Lines& lines, Shape shape) {
  const auto end =
      std::ranges::find_if(lines, [shape](const Line& line) { return line.shape != shape; });
  const auto run = lines.first(static_cast<std::size_t>(end - lines.begin()));
  lines = lines.subspan(run.size());
  return run;
}

bool is_list(Shape shape) {
  return shape == Shape::step || shape == Shape::more || shape == Shape::note;
}

class SheetPages {
 public:
  SheetPages(Lines lines, Lines alerts, const std::string& footer)
      : lines_(lines), alerts_(alerts), footer_(footer) {}

  Result<std::vector<Page>> write();

 private:
  Block section();
  void lines_of_section(Block& block);
  void list(Block& block);
  void put(Block block);
  void begin_page();
  void footers();

  Lines lines_;  ///< What is still to place.
  Lines alerts_;
  const std::string& footer_;
  Flow flow_;
  Status status_;
};

/// Steps or remarks, one below the other.
void SheetPages::list(Block& block) {
  block.open("L");
  while (!lines_.empty() && is_list(lines_.front().shape)) {
    const auto& line = lines_.front();
    lines_ = lines_.subspan(1);
    if (line.shape == Shape::note) {
      block.note(line);
      continue;
    }
    if (line.shape == Shape::step) {
      block.open("LI");
    }
    block.step(line, take_run(lines_, Shape::value));
    if (lines_.empty() || lines_.front().shape != Shape::more) {
      block.close("LI");
    }
  }
  block.close("L");
}

void SheetPages::lines_of_section(Block& block) {
  while (!lines_.empty() && lines_.front().shape != Shape::heading) {
    const auto& line = lines_.front();
    switch (line.shape) {
      case Shape::field:
      case Shape::choice:
      case Shape::attribute:
        block.rows(take_run(lines_, line.shape));
        continue;
      case Shape::command:
        block.commands(take_run(lines_, line.shape));
        continue;
      case Shape::secret:
        block.secrets(take_run(lines_, line.shape));
        continue;
      case Shape::step:
      case Shape::more:
      case Shape::note:
        list(block);
        continue;
      case Shape::title:
        block.title(line);
        break;
      case Shape::text:
        block.paragraph(line.text, kTextStyle, "P");
        block.skip(1.5);
        break;
      case Shape::digest:
        block.digest(line);
        break;
      case Shape::gap:
        block.skip(2);
        break;
      case Shape::heading:
      case Shape::alert:
      case Shape::value:
      case Shape::verify_command:
      case Shape::watch_command:
        break;  // Taken elsewhere.
    }
    lines_ = lines_.subspan(1);
  }
}

Block SheetPages::section() {
  Block block;
  block.open("Sect");
  if (lines_.front().shape == Shape::heading) {
    block.heading(lines_.front());
    lines_ = lines_.subspan(1);
  }
  lines_of_section(block);
  block.close("Sect");
  return block;
}

void SheetPages::put(Block block) {
  if (status_ && !block.status()) {
    status_ = block.status();
  }
  const double height = block.height();
  flow_.place(std::move(block.items()), height);
}

/// Every page says at its top that the order is no real one.
void SheetPages::begin_page() {
  flow_.begin_page();
  for (const auto& alert : alerts_) {
    Block band;
    band.alert(alert);
    put(std::move(band));
  }
}

void SheetPages::footers() {
  const Box line{kLeft, kPageHeight - 40, kWidth, 22};
  auto& pages = flow_.pages();
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const auto number = std::string(kPage) + std::to_string(i + 1) + std::string(kOf) +
                        std::to_string(pages.size());
    Box right = line;
    const Box left = right.split_left(kWidth - 70);
    pages[i].push_back(
        Text{left, footer_, std::string(kFooter), kFooterStyle, Overflow::wrap_anywhere});
    pages[i].push_back(Text{right, number, number, kFooterStyle, Overflow::refuse, Align::right});
  }
}

Result<std::vector<Page>> SheetPages::write() {
  while (!lines_.empty()) {
    auto block = section();
    if (flow_.pages().empty() || !flow_.has_room(block.height())) {
      begin_page();
    }
    put(std::move(block));
  }
  if (!status_) {
    return fail(status_.error());
  }
  footers();
  return std::move(flow_.pages());
}

}  // namespace

Result<std::vector<Page>> sheet_pages(const std::vector<Line>& lines, const std::string& footer) {
  std::vector<Line> alerts;
  std::vector<Line> rest;
  for (const auto& line : lines) {
    (line.shape == Shape::alert ? alerts : rest).push_back(line);
  }
  return SheetPages(rest, alerts, footer).write();
}

}  // namespace dmp::csr::detail
