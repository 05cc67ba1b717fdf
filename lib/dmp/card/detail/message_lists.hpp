#pragma once

#include "dmp/base/text.hpp"

// The lists that messages() is made of, beside its own.
namespace dmp::card {

Messages module_messages();

}  // namespace dmp::card
