#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <thread>

namespace dmp::card::detail {

/// Caller makes calls that may never return on a thread of its own, so that the caller of the
/// Caller always goes on. After one that did not return in time it is `lost`: its thread is left
/// alone, and it makes no other call.
class Caller {
 public:
  Caller();
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;
  ~Caller();

  /// run executes `work` and returns whether it ended within `limit`. What `work` uses has to
  /// belong to it, since it may go on afterwards.
  bool run(std::function<void()> work, std::chrono::milliseconds limit);
  [[nodiscard]] bool lost() const { return lost_; }

 private:
  struct Shared;
  static void serve(Shared& shared);

  std::shared_ptr<Shared> shared_;
  std::thread thread_;
  bool lost_ = false;
};

}  // namespace dmp::card::detail
