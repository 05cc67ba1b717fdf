#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {

Entries x509() { return {}; }

}  // namespace dmp::texts
