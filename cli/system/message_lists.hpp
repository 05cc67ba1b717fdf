#pragma once

#include "dmp/base/text.hpp"

// The texts of each command, which messages() puts together with those that they share.
namespace dmp::cli {

Messages check_messages();
Messages form413_messages();
Messages csr_messages();
Messages install_messages();
Messages expiry_messages();
Messages card_messages();
Messages dossier_messages();
Messages completion_messages();
Messages config_messages();
Messages help_messages();
Messages manual_messages();

}  // namespace dmp::cli
