#pragma once

#include "dmp/base/error.hpp"
#include "dmp/install/install.hpp"

namespace dmp::install {

/// check_target_passphrase tells whether the passphrase of a keystore is fit for it, before
/// anything is written: as a key's is (check_new_passphrase), and in ASCII where Java reads it. A
/// trust store of Java holds nothing secret, so that a weak one will do; elsewhere `allow_weak` is
/// for software that prescribes one. A target without a keystore, or without a passphrase, is fine.
/// Error ids (secret): those of check_passphrase_form, INSTALL-PASSPHRASE-WEAK with `path` and what
/// PASSPHRASE-WEAK has, INSTALL-PASSPHRASE-ASCII with `path`.
Status check_target_passphrase(const Target& target, bool allow_weak);

}  // namespace dmp::install
