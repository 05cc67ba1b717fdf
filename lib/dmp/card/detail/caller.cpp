#include "dmp/card/detail/caller.hpp"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <utility>

namespace dmp::card::detail {

struct Caller::Shared {
  std::mutex guard;
  std::condition_variable changed;
  std::deque<std::function<void()>> work;
  std::uint64_t begun = 0;
  std::uint64_t ended = 0;
  bool quit = false;

  /// Whether the work that was put at the end ends within `limit`. The lock is held on both sides.
  bool wait(std::unique_lock<std::mutex>& lock, std::chrono::milliseconds limit) {
    const auto wanted = begun + work.size();
    changed.notify_all();
    return changed.wait_for(lock, limit, [&] { return ended >= wanted; });
  }
};

void Caller::serve(Shared& shared) {
  std::unique_lock lock(shared.guard);
  while (true) {
    shared.changed.wait(lock, [&] { return !shared.work.empty() || shared.quit; });
    if (shared.work.empty()) {
      return;
    }
    auto work = std::move(shared.work.front());
    shared.work.pop_front();
    ++shared.begun;
    lock.unlock();
    work();
    work = nullptr;  // What it owns goes before anybody is told.
    lock.lock();
    ++shared.ended;
    shared.changed.notify_all();
  }
}

Caller::Caller()
    : shared_(std::make_shared<Shared>()), thread_([shared = shared_] { serve(*shared); }) {}

Caller::~Caller() {
  {
    const std::lock_guard lock(shared_->guard);
    shared_->quit = true;
    shared_->changed.notify_all();
  }
  if (lost_) {
    thread_.detach();
  } else {
    thread_.join();
  }
}

bool Caller::run(std::function<void()> work, std::chrono::milliseconds limit) {
  if (lost_) {
    return false;
  }
  std::unique_lock lock(shared_->guard);
  shared_->work.push_back(std::move(work));
  lost_ = !shared_->wait(lock, limit);
  if (lost_) {
    shared_->work.clear();  // What has not begun by now never does.
  }
  return !lost_;
}

bool Caller::undo(std::function<void()> work, std::chrono::milliseconds limit) {
  std::unique_lock lock(shared_->guard);
  shared_->work.push_back(std::move(work));
  if (lost_) {
    shared_->changed.notify_all();
    return false;
  }
  lost_ = !shared_->wait(lock, limit);
  return !lost_;
}

}  // namespace dmp::card::detail
