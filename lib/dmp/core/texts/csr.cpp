#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {

Entries csr() { return {}; }

}  // namespace dmp::texts
