#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace dmp {

/// InTurn works on values while more of them come, on several threads, and hands the results over
/// in the order of the values. Only so many wait at a time, whatever comes.
template <typename Value, typename Made>
class InTurn {
 public:
  using Work = std::function<Made(Value)>;
  using Keep = std::function<void(Made)>;

  /// `work` is called on `jobs` threads at most, of which the one that adds is the last; another is
  /// started when values wait. `keep` is called on the thread that adds only.
  InTurn(unsigned jobs, Work work, Keep keep)
      : jobs_(jobs), work_(std::move(work)), keep_(std::move(keep)) {}
  InTurn(const InTurn&) = delete;
  InTurn& operator=(const InTurn&) = delete;
  /// What has not been kept is given up.
  ~InTurn() {
    {
      const std::lock_guard lock(guard_);
      ended_ = true;
      next_ = items_.size();
    }
    more_.notify_all();
  }

  /// add takes the next value, and may work on some and keep some. What `work` throws is thrown
  /// here, or by finish, in its turn.
  void add(Value value) {
    std::unique_lock lock(guard_);
    items_.push_back({std::move(value), {}, {}, false});
    if (threads_.size() + 1 < jobs_ && items_.size() - next_ > 1) {
      threads_.emplace_back([this] { help(); });
    }
    more_.notify_one();
    keep_done(lock);
    while (items_.size() >= kMost) {
      advance(lock);
    }
  }

  /// finish returns when all that was added is kept; more may be added after it.
  void finish() {
    std::unique_lock lock(guard_);
    while (!items_.empty()) {
      advance(lock);
    }
  }

 private:
  static constexpr std::size_t kMost = 64;
  using Lock = std::unique_lock<std::mutex>;

  struct Item {
    Value value;
    Made made;
    std::exception_ptr failure;
    bool done = false;
  };

  /// Works on the next item without the lock; items do not move in a deque that grows at its ends.
  void work_on_next(Lock& lock) {
    auto& item = items_[next_++];
    lock.unlock();
    try {
      item.made = work_(std::move(item.value));
    } catch (...) {
      item.failure = std::current_exception();
    }
    lock.lock();
    item.done = true;
  }

  void help() {
    Lock lock(guard_);
    while (true) {
      more_.wait(lock, [this] { return ended_ || next_ < items_.size(); });
      if (ended_) {
        return;
      }
      work_on_next(lock);
      done_.notify_one();
    }
  }

  void advance(Lock& lock) {
    if (next_ < items_.size()) {
      work_on_next(lock);
    } else {
      done_.wait(lock, [this] { return items_.front().done; });
    }
    keep_done(lock);
  }

  void keep_done(Lock& lock) {
    while (!items_.empty() && items_.front().done) {
      auto item = std::move(items_.front());
      items_.pop_front();
      --next_;
      lock.unlock();
      if (item.failure) {
        std::rethrow_exception(item.failure);
      }
      keep_(std::move(item.made));
      lock.lock();
    }
  }

  unsigned jobs_;
  Work work_;
  Keep keep_;
  std::mutex guard_;
  std::condition_variable more_;
  std::condition_variable done_;
  std::deque<Item> items_;
  std::size_t next_ = 0;  ///< Of `items_`, the first that nobody works on.
  bool ended_ = false;
  std::vector<std::jthread> threads_;  ///< Last: they end before what they use.
};

}  // namespace dmp
