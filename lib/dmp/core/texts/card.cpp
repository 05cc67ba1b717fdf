#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {

Entries card() { return {}; }

}  // namespace dmp::texts
