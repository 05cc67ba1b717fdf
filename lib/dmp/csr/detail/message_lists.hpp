#pragma once

#include "dmp/base/text.hpp"

// The lists that messages() is made of, beside its own.
namespace dmp::csr {

Messages verify_messages();

}  // namespace dmp::csr
