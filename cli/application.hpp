#pragma once

#include <span>
#include <system_error>

#include "commands.hpp"

namespace dmp::cli {

/// Program is an executable: which commands are in it, and who else may understand what it does
/// not.
struct Program {
  std::span<const AddCommand> commands;
  /// Called with a command line that is not for the tree of `commands`; returns only where there is
  /// nobody else, and why. Null: these are all.
  std::error_code (*hand_over)(char** argv) = nullptr;
};

/// run parses the command line, runs one command and returns the exit code.
int run(int argc, char** argv, const Program& program);

}  // namespace dmp::cli
