#pragma once

#include <termios.h>

#include <array>
#include <csignal>
#include <optional>
#include <string_view>

#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"

namespace dmp::cli {

/// Terminal is /dev/tty, for secrets with its echo switched off. Whatever ends or stops the program
/// meanwhile (SIGINT, SIGTERM, SIGHUP, SIGQUIT, Ctrl-Z …) finds the terminal as it was before: such
/// a signal is only noted, the terminal is put back, and then the signal does what it would have
/// done. What else would end the program (SIGABRT, SIGALRM, SIGSEGV …) puts it back at once. A
/// program that goes on after a stop asks again. One at a time.
class Terminal {
 public:
  enum class Echo { off, on };
  explicit Terminal(Echo echo = Echo::off);
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// ask shows a question and reads one line, which may be empty. Error ids: NO-TERMINAL (usage:
  /// there is none, or its echo cannot be switched off), INTERRUPTED, SECRET-EMPTY (secret: it
  /// went).
  Result<Secret> ask(std::string_view question);

 private:
  /// What reading a line came to.
  enum class End { line, signal, gone };

  void begin();
  void silence();
  void restore();
  void let_signals_act();
  void write(std::string_view text) const;
  End read_line();

  int descriptor_;  ///< -1 without a terminal.
  int wake_ = -1;   ///< Readable when a signal has come.
  Echo echo_;
  bool silent_ = false;  ///< It is set as we need it, and is to be put back.
  termios before_{};
  std::array<struct sigaction, NSIG> handlers_{};
  std::array<bool, NSIG> replaced_{};
  std::array<std::uint8_t, 4096> line_{};  ///< As long as a terminal's own line.
  std::size_t size_ = 0;
};

}  // namespace dmp::cli
