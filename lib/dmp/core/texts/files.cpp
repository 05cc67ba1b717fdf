#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {

Entries files() { return {}; }

}  // namespace dmp::texts
