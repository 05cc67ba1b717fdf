#include "system/terminal.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <string>
#include <utility>

#include "system/process.hpp"

namespace dmp::cli {
namespace {

/// What would end or stop the program with the echo off.
constexpr std::array kSignals = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT,
                                 SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT};

// What a handler may touch: which signals have come, and the descriptor that wakes the reader,
// whichever thread got the signal.
std::array<std::atomic<bool>, NSIG> noted{};
std::atomic<int> wake{-1};

/// The terminal and its settings, for the handler of what ends the program; no terminal: -1.
std::atomic<int> silenced{-1};
termios settings_before{};

extern "C" void note_signal(int number) {
  const int error = errno;
  noted[static_cast<std::size_t>(number)] = true;
  const std::uint64_t one = 1;
  (void)!::write(wake, &one, sizeof one);
  errno = error;
}

/// Puts the terminal back and lets the signal end the program, as it would have: its default was
/// restored before the handler was entered.
extern "C" void restore_and_end(int number) {
  const int descriptor = silenced.exchange(-1);
  if (descriptor >= 0) {
    (void)::tcsetattr(descriptor, TCSANOW, &settings_before);
  }
  sigset_t this_one;
  ::sigemptyset(&this_one);
  ::sigaddset(&this_one, number);
  (void)::raise(number);
  (void)::sigprocmask(SIG_UNBLOCK, &this_one, nullptr);
}

/// Tells whether a signal's default ends the program, and nobody waits for it as in kSignals.
bool ends_program(int number) {
  constexpr std::array kHarmless = {SIGCHLD, SIGURG, SIGWINCH, SIGKILL, SIGSTOP};
  return std::ranges::find(kHarmless, number) == kHarmless.end() &&
         std::ranges::find(kSignals, number) == kSignals.end();
}

bool any_noted() {
  bool any = false;
  for (const int number : kSignals) {
    any = any || noted[static_cast<std::size_t>(number)];
  }
  return any;
}

}  // namespace

Terminal::Terminal(Echo echo)
    : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      echo_(echo) {}

Terminal::~Terminal() {
  restore();
  let_signals_act();
  wake = -1;
  wipe(line_);
  for (const int descriptor : {descriptor_, wake_}) {
    if (descriptor >= 0) {
      ::close(descriptor);
    }
  }
}

/// The handlers come first: a signal between the two would leave the echo off.
void Terminal::begin() {
  std::uint64_t before = 0;
  (void)!::read(wake_, &before, sizeof before);
  wake = wake_;
  for (const int number : kSignals) {
    const auto at = static_cast<std::size_t>(number);
    noted[at] = false;
    (void)::sigaction(number, nullptr, &handlers_[at]);
    // What is ignored (nohup) stays so.
    if (handlers_[at].sa_handler == SIG_IGN) {
      continue;
    }
    struct sigaction action{};
    action.sa_handler = note_signal;
    ::sigemptyset(&action.sa_mask);
    replaced_[at] = ::sigaction(number, &action, nullptr) == 0;
  }
  if (::tcgetattr(descriptor_, &settings_before) == 0) {
    silenced = descriptor_;
  }
  for (int number = 1; number < NSIG; ++number) {
    const auto at = static_cast<std::size_t>(number);
    if (!ends_program(number) || ::sigaction(number, nullptr, &handlers_[at]) != 0 ||
        handlers_[at].sa_handler != SIG_DFL) {
      continue;
    }
    struct sigaction action{};
    action.sa_handler = restore_and_end;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigfillset(&action.sa_mask);
    replaced_[at] = ::sigaction(number, &action, nullptr) == 0;
  }
  silence();
}

void Terminal::silence() {
  if (::tcgetattr(descriptor_, &before_) == 0) {
    termios silent = before_;
    if (echo_ == Echo::off) {
      silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL);
    }
    silent_ = ::tcsetattr(descriptor_, TCSAFLUSH, &silent) == 0;
  }
}

/// Puts the terminal back as it was. In the background that would stop us, so that whoever is in
/// front has it as he wants it.
void Terminal::restore() {
  while (silent_ && ::tcsetattr(descriptor_, TCSAFLUSH, &before_) != 0 && errno == EINTR &&
         !noted[SIGTTOU]) {
  }
  silent_ = false;
  silenced = -1;
}

/// Puts the handlers back and lets what was noted act now. Returns where the program goes on.
void Terminal::let_signals_act() {
  for (int number = 1; number < NSIG; ++number) {
    const auto at = static_cast<std::size_t>(number);
    if (std::exchange(replaced_[at], false)) {
      (void)::sigaction(number, &handlers_[at], nullptr);
    }
  }
  for (const int number : kSignals) {
    if (noted[static_cast<std::size_t>(number)].exchange(false) && number != SIGCONT) {
      (void)::kill(::getpid(), number);
    }
  }
}

void Terminal::write(std::string_view text) const {
  (void)!::write(descriptor_, text.data(), text.size());
}

Terminal::End Terminal::read_line() {
  size_ = 0;
  while (true) {
    std::array<pollfd, 2> waiting{{{descriptor_, POLLIN, 0}, {wake_, POLLIN, 0}}};
    (void)::poll(waiting.data(), waiting.size(), -1);
    if (any_noted()) {
      return End::signal;
    }
    if (waiting[0].revents == 0) {
      continue;
    }
    std::uint8_t byte = 0;
    const auto got = ::read(descriptor_, &byte, 1);
    if (any_noted()) {
      return End::signal;
    }
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got <= 0 || byte == '\n') {
      return got < 0 ? End::gone : End::line;
    }
    if (size_ == line_.size()) {
      return End::gone;
    }
    line_.at(size_++) = byte;
    wipe({&byte, 1});
  }
}

Result<Secret> Terminal::ask(std::string_view question) {
  auto end = End::signal;
  while (end == End::signal && !interrupted()) {
    if (!silent_) {
      begin();  // The first time, and after a stop.
    }
    if (!silent_ && !any_noted()) {
      return fail(ErrorKind::usage, "NO-TERMINAL");
    }
    if (silent_) {
      write(std::string(question) + " ");
      end = read_line();
      if (echo_ == Echo::off || end != End::line) {
        write("\n");
      }
    }
    if (end == End::signal) {
      restore();
      let_signals_act();
    }
  }
  if (interrupted()) {
    return fail(ErrorKind::secret, Reason::interrupted, "INTERRUPTED");
  }
  if (end == End::gone) {
    return fail(ErrorKind::secret, "SECRET-EMPTY", {arg("path", "/dev/tty")});
  }
  Secret secret(ByteView(line_).first(size_));
  wipe(line_);
  return secret;
}

}  // namespace dmp::cli
