#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {

Entries identifiers() { return {}; }

}  // namespace dmp::texts
