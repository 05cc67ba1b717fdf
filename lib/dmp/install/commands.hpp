#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dmp::install {

/// CommandResult is how a command of the user's ended.
struct CommandResult {
  int exit_code = -1;  ///< 128 + the signal's number when one ended it.
  bool timed_out = false;
  bool interrupted = false;  ///< The user asked to stop meanwhile, and the program was told so.
  bool still_runs = false;   ///< Too slow, and it could not be ended.
  std::string trouble;       ///< The system's words when it could not be started.
  /// The end of what it said on both outputs, without the secrets that who runs commands could find
  /// in it. Its last lines are told in an error; the journal has a digest.
  std::string output;
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

/// CommandRun is one command that was run. Its arguments may hold secrets: people, reports and the
/// journal get the program and a digest.
struct CommandRun {
  std::string what;  ///< "test" or "reload"
  std::vector<std::string> words;
  CommandResult result;

  /// The program's name, as it was given.
  [[nodiscard]] std::string_view program() const {
    return words.empty() ? std::string_view() : std::string_view(words.front());
  }
  /// SHA-256, in hexadecimal, of the arguments, each followed by a zero byte; empty where there is
  /// none.
  [[nodiscard]] std::string arguments_sha256() const;
};

}  // namespace dmp::install
