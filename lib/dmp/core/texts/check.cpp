#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {

Entries check() { return {}; }

}  // namespace dmp::texts
