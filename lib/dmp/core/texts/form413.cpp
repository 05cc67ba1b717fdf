#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {

Entries form413() { return {}; }

}  // namespace dmp::texts
