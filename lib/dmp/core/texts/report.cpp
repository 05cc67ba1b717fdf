#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {

Entries report() { return {}; }

}  // namespace dmp::texts
