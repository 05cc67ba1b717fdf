#pragma once

#include <span>

#include "commands.hpp"

namespace dmp::cli {

/// Program is an executable: which commands are in it, and who else may understand what it does
/// not.
struct Program {
  std::span<const AddCommand> commands;
  /// Called with a command line that the tree of `commands` does not understand; returns only where
  /// there is nobody else. Null: there is nobody else.
  void (*hand_over)(char** argv) = nullptr;
};

/// run parses the command line, runs one command and returns the exit code.
int run(int argc, char** argv, const Program& program);

}  // namespace dmp::cli
