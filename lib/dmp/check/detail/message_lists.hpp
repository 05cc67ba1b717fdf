#pragma once

#include "dmp/base/text.hpp"

namespace dmp::check {

/// step_messages are the texts of next steps, a part of messages().
Messages step_messages();

}  // namespace dmp::check
