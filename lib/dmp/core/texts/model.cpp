#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {

Entries model() { return {}; }

}  // namespace dmp::texts
