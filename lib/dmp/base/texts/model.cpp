#include "dmp/base/texts/texts.hpp"

namespace dmp::texts {

Entries model() { return {}; }

}  // namespace dmp::texts
