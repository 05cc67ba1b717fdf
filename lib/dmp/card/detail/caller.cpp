#include "dmp/card/detail/caller.hpp"

#include <condition_variable>
#include <mutex>
#include <utility>

namespace dmp::card::detail {

struct Caller::Shared {
  std::mutex guard;
  std::condition_variable changed;
  std::function<void()> work;  ///< Empty when there is nothing to do.
  bool done = false;
  bool quit = false;
};

void Caller::serve(Shared& shared) {
  std::unique_lock lock(shared.guard);
  while (true) {
    shared.changed.wait(lock, [&] { return shared.work || shared.quit; });
    if (!shared.work) {
      return;
    }
    auto work = std::exchange(shared.work, nullptr);
    lock.unlock();
    work();
    work = nullptr;  // What it owns goes before anybody is told.
    lock.lock();
    shared.done = true;
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
  shared_->work = std::move(work);
  shared_->done = false;
  shared_->changed.notify_all();
  lost_ = !shared_->changed.wait_for(lock, limit, [&] { return shared_->done; });
  shared_->work = nullptr;  // What has not begun by now never does.
  return !lost_;
}

}  // namespace dmp::card::detail
