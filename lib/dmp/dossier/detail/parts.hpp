#pragma once

#include "dmp/base/text.hpp"

// The texts of the module's parts, which messages() puts together.
namespace dmp::dossier {

Messages certificates_messages();
Messages import_messages();
Messages new_messages();
Messages record_messages();

}  // namespace dmp::dossier
