#pragma once

#include <mutex>
#include <semaphore>

#include "dmp/csr/csr.hpp"
#include "dmp/csr/detail/job.hpp"
#include "dmp/x509/key.hpp"

namespace dmp::csr::detail {

/// Workshop is what the orders of one run share. Its members may be used by several threads.
struct Workshop {
  const Request& request;
  const x509::PrivateKey* own_key =
      nullptr;  ///< Of --key-file; otherwise each order gets a new one.
  const StopRequested& stop;
  /// As many places as keys may be made at the same time. Threads that write hold none, so that
  /// waiting for the disk keeps no processor idle.
  std::counting_semaphore<>& places;
  std::mutex& folders;  ///< Held while folders are made or removed: orders share those above.
};

/// make_order makes one order, completes what a killed run left of it, or finds it there.
/// `is_first` is false for a further site on the number of an order of this run.
Result<OrderOutcome> make_order(const Workshop& workshop, Job job, bool is_first);

}  // namespace dmp::csr::detail
