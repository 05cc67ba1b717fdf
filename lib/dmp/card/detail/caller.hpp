#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <thread>

namespace dmp::card::detail {

/// Caller makes calls that may never return on a thread of its own, so that the caller of the
/// Caller always goes on. The thread of one that did not return in time is left alone, and no other
/// call is made, but for those that undo.
class Caller {
 public:
  Caller();
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;
  ~Caller();

  /// run executes `work` and returns whether it ended within `limit`. What `work` uses has to
  /// belong to it, since it may go on afterwards.
  bool run(std::function<void()> work, std::chrono::milliseconds limit);

  /// undo is run for work that takes back what earlier calls did. Where one of these did not return
  /// in time, this one is left to its thread and made as soon as it returns, even after the Caller
  /// has gone: what succeeds late is undone. Returns whether it was made.
  bool undo(std::function<void()> work, std::chrono::milliseconds limit);

 private:
  struct Shared;
  static void serve(Shared& shared);

  std::shared_ptr<Shared> shared_;
  std::thread thread_;
  bool lost_ = false;
};

}  // namespace dmp::card::detail
