#pragma once

#include "dmp/core/bytes.hpp"

namespace dmp::form413 {

/// declare_french adds to a PDF, as an incremental update, that its language is French and that a
/// viewer shows its title: Cairo writes neither. A PDF of another build than Cairo's classic one
/// (no object streams) is returned as it is.
Bytes declare_french(Bytes pdf);

}  // namespace dmp::form413
