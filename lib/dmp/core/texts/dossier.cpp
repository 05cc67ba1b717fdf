#include "dmp/core/texts/texts.hpp"

namespace dmp::texts {

Entries dossier() { return {}; }

}  // namespace dmp::texts
