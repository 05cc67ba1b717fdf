#pragma once

#include <cstddef>
#include <functional>

namespace dmp {

/// for_each_index calls `act` with every number below `count`, in order, on up to `jobs` threads at
/// once; one job runs on the caller's own thread. It returns when all calls have. An exception ends
/// the handing out of numbers and is thrown again from here.
void for_each_index(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& act);

}  // namespace dmp
