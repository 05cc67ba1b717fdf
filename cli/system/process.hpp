#pragma once

#include <optional>
#include <string>

namespace dmp::cli {

/// harden_process forbids core files and debuggers' reading of our memory, and tightens the umask:
/// what we create is writable for nobody else, and what the user's own umask takes away stays away.
/// Memory that is freed is overwritten.
void harden_process();

/// open_files_limit returns how many files may be open where that is too few to work with: what
/// could not be opened for want of descriptors would look as if it were not there.
std::optional<unsigned long> open_files_limit();

/// catch_interrupts makes the first SIGINT or SIGTERM a request to stop between two acts; the
/// second one ends the process at once.
void catch_interrupts();

/// interrupted tells whether such a signal has come.
bool interrupted();

/// user_name returns the name of the user who runs us, or his number.
std::string user_name();

/// environment returns a variable's value, or "".
std::string environment(const char* name);

}  // namespace dmp::cli
