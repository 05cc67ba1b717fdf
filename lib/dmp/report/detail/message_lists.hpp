#pragma once

#include "dmp/base/text.hpp"

// The lists that messages() is made of, beside its own.
namespace dmp::report {

Messages watch_messages();

}  // namespace dmp::report
