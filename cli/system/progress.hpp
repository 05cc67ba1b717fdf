#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "system/session.hpp"

namespace dmp::cli {

/// ProgressLine shows how far a long run is on one line of the terminal, with rate and time left.
/// It is silent where standard error is no terminal, or is to be quiet.
class ProgressLine {
 public:
  explicit ProgressLine(const Session& session);
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  /// The line goes when it is no longer needed.
  ~ProgressLine();

  /// show draws the line, at most some times a second. `done` of `total` are settled; `made` of
  /// them took time in this run, and the rate goes by them.
  void show(std::size_t done, std::size_t total, std::size_t made);
  /// show draws a line of one's own, for what has no known end, as seldom.
  void show(std::string_view line);

 private:
  using Clock = std::chrono::steady_clock;

  const Session& session_;
  bool active_;
  Clock::time_point start_;
  Clock::time_point last_;
};

/// duration_text writes seconds as "0:42" or "1:02:03".
std::string duration_text(std::chrono::seconds duration);

}  // namespace dmp::cli
