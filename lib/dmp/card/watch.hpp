#pragma once

#include <memory>
#include <vector>

#include "dmp/card/readers.hpp"
#include "dmp/base/error.hpp"

namespace dmp::card {

/// Change is what happened to a reader.
enum class Change { reader_added, reader_removed, card_inserted, card_removed };

/// Event is a change and the reader after it; a card that was taken out is no longer in `reader`.
struct Event {
  Change change = Change::reader_added;
  Reader reader;
};

/// Watch tells of readers and cards as they come and go; between two events it sleeps in the
/// service. One thread at a time, but for cancel.
class Watch {
 public:
  /// start connects to the service. Error ids: those of list_readers.
  static Result<std::unique_ptr<Watch>> start();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch();

  /// next waits for something to happen and tells it; the first call tells what is there already,
  /// maybe nothing. After cancel it returns nothing at once. Error ids: those of list_readers; the
  /// watch is over then.
  Result<std::vector<Event>> next();
  /// cancel ends a waiting next, from another thread. One that comes just before next falls asleep
  /// may be missed: call it again until next has returned.
  void cancel();

 private:
  struct Impl;
  explicit Watch(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace dmp::card
