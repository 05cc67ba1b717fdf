#pragma once

#include <system_error>

namespace dmp::cli {

/// hand_over lets the whole program, dmpcert-whole, take this process over with the same arguments.
/// It lies beside this executable (own_program), or where the installation puts programs that are
/// not called by hand (libexec). Returns only where neither can be run, and why.
std::error_code hand_over(char** argv);

}  // namespace dmp::cli
