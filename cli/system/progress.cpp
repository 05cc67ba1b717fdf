#include "system/progress.hpp"

#include <unistd.h>

#include <cmath>
#include <iostream>

#include "system/process.hpp"

namespace dmp::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kPause = 200ms;
constexpr auto kEraseLine = "\r\x1B[K";

std::string two_digits(long long number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

/// One decimal, with the comma that French has.
std::string rate_text(double rate, const Wording& wording) {
  const auto tenths = std::llround(rate * 10);
  const auto* point = wording.is_french() ? "," : ".";
  return std::to_string(tenths / 10) + point + std::to_string(tenths % 10);
}

}  // namespace

ProgressLine::ProgressLine(const Session& session)
    : session_(session),
      active_(!session.quiet && !Session::is_accessible() && ::isatty(STDERR_FILENO) == 1 &&
              environment("TERM") != "dumb"),
      start_(Clock::now()),
      last_(start_) {}

ProgressLine::~ProgressLine() {
  if (active_) {
    std::cerr << kEraseLine << std::flush;
  }
}

void ProgressLine::show(std::size_t done, std::size_t total, std::size_t made) {
  const auto now = Clock::now();
  if (!active_ || (now - last_ < kPause && done != total)) {
    return;
  }
  last_ = now;
  const auto seconds = std::chrono::duration<double>(now - start_).count();
  const double rate = seconds > 0 ? static_cast<double>(made) / seconds : 0;
  Args args = {arg("done", done), arg("total", total),
               arg("rate", rate_text(rate, session_.wording))};
  const auto* id = "cli.progress";
  if (rate > 0) {
    const auto left = static_cast<double>(total - done) / rate;
    args.push_back(arg("left", duration_text(std::chrono::seconds(std::llround(left)))));
    id = "cli.progress.left";
  }
  std::cerr << kEraseLine << session_.text(id, args) << std::flush;
}

void ProgressLine::show(std::string_view line) {
  const auto now = Clock::now();
  if (active_ && now - last_ >= kPause) {
    last_ = now;
    std::cerr << kEraseLine << line << std::flush;
  }
}

std::string duration_text(std::chrono::seconds duration) {
  const auto seconds = duration.count();
  const auto minutes = seconds / 60;
  const auto tail = ":" + two_digits(seconds % 60);
  return minutes < 60 ? std::to_string(minutes) + tail
                      : std::to_string(minutes / 60) + ":" + two_digits(minutes % 60) + tail;
}

}  // namespace dmp::cli
