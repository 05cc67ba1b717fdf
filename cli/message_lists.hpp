#pragma once

#include "dmp/base/text.hpp"

// The lists that messages() is made of, beside its own.
namespace dmp::cli {

Messages card_messages();
Messages install_messages();
Messages expiry_messages();

}  // namespace dmp::cli
