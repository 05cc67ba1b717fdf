#include "command_runner.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

namespace dmp::cli {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kMostOutput = 64UL * 1024;

std::string words_of(int number) { return std::generic_category().message(number); }

/// The program's part after the fork: only calls that are safe there.
[[noreturn]] void become(char* const* arguments, int output, int trouble) {
  ::setpgid(0, 0);
  const int nothing = ::open("/dev/null", O_RDONLY);
  if (nothing >= 0) {
    ::dup2(nothing, STDIN_FILENO);
  }
  ::dup2(output, STDOUT_FILENO);
  ::dup2(output, STDERR_FILENO);
  (void)std::signal(SIGPIPE, SIG_DFL);
  ::execvp(arguments[0], arguments);
  const int number = errno;
  (void)!::write(trouble, &number, sizeof number);
  ::_exit(127);
}

/// Reads what is there; false at the end of the output.
bool read_some(int descriptor, std::string& output) {
  std::array<char, 4096> part{};
  const auto got = ::read(descriptor, part.data(), part.size());
  if (got > 0 && output.size() < kMostOutput) {
    output.append(part.data(), static_cast<std::size_t>(got));
  }
  return got > 0 || (got < 0 && errno == EINTR);
}

bool has_something(int descriptor, milliseconds wait) {
  pollfd waiting{descriptor, POLLIN, 0};
  return ::poll(&waiting, 1, static_cast<int>(wait.count())) > 0;
}

/// Reads what the process says until it ends; false when the deadline came first. A service that
/// goes on in the background may keep the output open: the process's own end counts.
bool follow(pid_t child, int descriptor, Clock::time_point end, std::string& output, int& status) {
  constexpr milliseconds kSlice(20);
  bool is_open = true;
  while (Clock::now() < end) {
    const auto left = std::chrono::ceil<milliseconds>(end - Clock::now());
    if (is_open && has_something(descriptor, std::min(left, kSlice))) {
      is_open = read_some(descriptor, output);
    } else if (!is_open) {
      ::usleep(1000);
    }
    const auto done = ::waitpid(child, &status, WNOHANG);
    if (done == child || (done < 0 && errno != EINTR)) {
      while (is_open && has_something(descriptor, milliseconds(0))) {
        is_open = read_some(descriptor, output);
      }
      return true;
    }
  }
  return false;
}

}  // namespace

Result<std::vector<std::string>> split_words(const std::string& line) {
  std::vector<std::string> words;
  bool inside = false;
  char quote = '\0';
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote == '\0' && (c == ' ' || c == '\t' || c == '\n')) {
      inside = false;
      continue;
    }
    if (!inside) {
      words.emplace_back();
      inside = true;
    }
    if (quote != '\0' ? c == quote : c == '"' || c == '\'') {
      quote = quote == '\0' ? c : '\0';
    } else if (c == '\\' && quote != '\'' && i + 1 < line.size()) {
      words.back() += line[++i];
    } else {
      words.back() += c;
    }
  }
  if (quote != '\0' || words.empty() || words.front().empty()) {
    return fail(ErrorKind::usage, "CLI-COMMAND", {arg("command", line)});
  }
  return words;
}

install::CommandResult run_words(const std::vector<std::string>& words,
                                 std::chrono::seconds timeout) {
  install::CommandResult result;
  std::vector<std::string> copies = words;
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (auto& word : copies) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  std::array<int, 2> output{};
  std::array<int, 2> trouble{};
  if (::pipe2(output.data(), O_CLOEXEC) != 0 || ::pipe2(trouble.data(), O_CLOEXEC) != 0) {
    result.trouble = words_of(errno);
    return result;
  }
  const auto end = Clock::now() + timeout;
  const pid_t child = ::fork();
  if (child == 0) {
    become(arguments.data(), output[1], trouble[1]);
  }
  ::close(output[1]);
  ::close(trouble[1]);
  int number = child < 0 ? errno : 0;
  if (child > 0) {
    (void)!::read(trouble[0], &number, sizeof number);
    int status = 0;
    if (!follow(child, output[0], end, result.output, status)) {
      result.timed_out = true;
      ::kill(-child, SIGKILL);
      ::waitpid(child, &status, 0);
    }
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  ::close(output[0]);
  ::close(trouble[0]);
  if (number != 0) {
    result.trouble = words_of(number);
  }
  return result;
}

}  // namespace dmp::cli
