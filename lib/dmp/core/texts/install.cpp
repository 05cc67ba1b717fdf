#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {

Entries install() { return {}; }

}  // namespace dmp::texts
