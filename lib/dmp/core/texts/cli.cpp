#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {

Entries cli() { return {}; }

}  // namespace dmp::texts
