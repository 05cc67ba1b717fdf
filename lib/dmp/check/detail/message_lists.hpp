#pragma once

#include "dmp/base/text.hpp"

// The lists that messages() is made of, beside its own.
namespace dmp::check {

Messages order_messages();
Messages step_messages();
Messages certificate_messages();
Messages workstation_messages();

}  // namespace dmp::check
