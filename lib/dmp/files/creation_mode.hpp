#pragma once

#include <sys/types.h>

namespace dmp::files {

/// creation_mode returns the mode that a new file or folder gets where nobody named one: `wanted`
/// without what the process's umask takes from group and others, as open and mkdir would give it.
/// For whoever sets modes by fchmod, which knows no umask. What the owner may do is kept: a umask
/// that takes that away would lock us out. A mode that the user named is not to go through here.
///
/// The umask is read where the system tells it (/proc). Elsewhere it can only be read by setting
/// it: for that moment files that other threads make are private.
mode_t creation_mode(mode_t wanted);

}  // namespace dmp::files
