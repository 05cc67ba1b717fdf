#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {

Entries expiry() { return {}; }

}  // namespace dmp::texts
