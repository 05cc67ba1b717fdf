#pragma once

#include <functional>
#include <string>
#include <vector>

namespace dmp::install {

/// CommandResult is how a command of the user's ended.
struct CommandResult {
  int exit_code = -1;  ///< 128 + the signal's number when one ended it.
  bool timed_out = false;
  std::string trouble;  ///< The system's words when it could not be started.
  std::string output;   ///< What it said on both outputs, cut where it is very long.
  [[nodiscard]] bool succeeded() const { return exit_code == 0 && !timed_out && trouble.empty(); }
};

/// RunCommand runs a program with its arguments, without a shell, and waits for it. The library
/// starts no process by itself.
using RunCommand = std::function<CommandResult(const std::vector<std::string>& words)>;

/// Commands tell a service about its new certificate.
struct Commands {
  std::vector<std::string> test;    ///< Run first; empty: none.
  std::vector<std::string> reload;  ///< Run when the test succeeded; empty: none.
  RunCommand run;

  [[nodiscard]] bool any() const { return run && (!test.empty() || !reload.empty()); }
};

/// CommandRun is one command that was run.
struct CommandRun {
  std::string what;  ///< "test" or "reload"
  std::vector<std::string> words;
  CommandResult result;
};

}  // namespace dmp::install
