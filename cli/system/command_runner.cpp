#include "system/command_runner.hpp"

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>
#include <utility>

#include "system/process.hpp"
#include "system/run_secrets.hpp"

namespace dmp::cli {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kMostOutput = 64UL * 1024;

/// The umask that we were started with, before the program tightens its own: that of what we start.
const mode_t kUmask = [] {
  const mode_t mask = ::umask(S_IRWXG | S_IRWXO);
  ::umask(mask);
  return mask;
}();

/// The limit of core files that we were started with, likewise.
const rlimit kCore = [] {
  rlimit limit{};
  (void)::getrlimit(RLIMIT_CORE, &limit);
  return limit;
}();

std::string words_of(int number) { return std::generic_category().message(number); }

/// Closes every descriptor from `first` on: one of them may be that of a passphrase.
void close_from(unsigned first) {
  if (::close_range(first, ~0U, 0) == 0) {
    return;
  }
  struct rlimit limit{};
  constexpr rlim_t kMost = 65536;
  const auto end =
      ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? std::min(limit.rlim_max, kMost) : kMost;
  for (auto each = static_cast<rlim_t>(first); each < end; ++each) {
    ::close(static_cast<int>(each));
  }
}

/// What a program is started with.
struct Start {
  char* const* arguments;
  char* const* environment;
  int output;
  int trouble;
};

/// The program's part after the fork: only calls that are safe there. It gets the standard streams
/// and nothing else of ours.
[[noreturn]] void become(const Start& start) {
  ::setpgid(0, 0);
  // Both may have a number that is about to be taken.
  const int output = ::fcntl(start.output, F_DUPFD, 4);
  const int trouble = ::fcntl(start.trouble, F_DUPFD, 4);
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing > STDIN_FILENO) {
    ::dup2(nothing, STDIN_FILENO);
  } else if (nothing < 0) {
    ::close(STDIN_FILENO);
  } else {
    ::fcntl(nothing, F_SETFD, 0);
  }
  ::dup2(output, STDOUT_FILENO);
  ::dup2(output, STDERR_FILENO);
  constexpr int kTrouble = 3;
  ::dup2(trouble, kTrouble);
  ::fcntl(kTrouble, F_SETFD, FD_CLOEXEC);
  close_from(kTrouble + 1);
  for (int number = 1; number < NSIG; ++number) {
    (void)std::signal(number, SIG_DFL);
  }
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::umask(kUmask);
  ::setrlimit(RLIMIT_CORE, &kCore);
  ::execvpe(start.arguments[0], start.arguments, start.environment);
  const int number = errno;
  (void)!::write(kTrouble, &number, sizeof number);
  ::_exit(127);
}

/// Tail keeps the end of what a program says, and enough before it to find a secret that stands
/// across the cut.
class Tail {
 public:
  void add(std::string_view part) {
    text_ += part;
    if (text_.size() > 2 * kept_) {
      is_cut_ = true;
      text_.erase(0, text_.size() - kept_);
    }
  }
  /// What may be shown; "…" stands for what was cut off.
  std::string take() && {
    auto text = without_secrets(std::move(text_));
    if (is_cut_) {  // The end of a secret may be what is left of it.
      text.erase(0, longest_form());
    }
    if (text.size() > kMostOutput) {
      is_cut_ = true;
      text.erase(0, text.size() - kMostOutput);
    }
    if (is_cut_) {
      const auto line = text.find('\n');
      text = "…" + (line == std::string::npos ? text : text.substr(line));
    }
    return text;
  }

 private:
  std::size_t kept_ = kMostOutput + longest_form();
  std::string text_;
  bool is_cut_ = false;
};

/// Reads what is there; false at the end of the output.
bool read_some(int descriptor, Tail& output) {
  std::array<char, 4096> part{};
  const auto got = ::read(descriptor, part.data(), part.size());
  if (got > 0) {
    output.add({part.data(), static_cast<std::size_t>(got)});
  }
  return got > 0 || (got < 0 && errno == EINTR);
}

bool has_something(int descriptor, milliseconds wait) {
  pollfd waiting{descriptor, POLLIN, 0};
  return ::poll(&waiting, 1, static_cast<int>(wait.count())) > 0;
}

/// Signals the program's group, and the program itself: it may have left its group.
void signal_all(pid_t child, int number) {
  ::kill(-child, number);
  ::kill(child, number);
}

/// Passes a wish to stop on, once; the program then has some seconds to end. One that was started
/// after the wish undoes something, and has its time.
class Stop {
 public:
  void pass_on(pid_t child, Clock::time_point& end) {
    constexpr std::chrono::seconds kGrace(5);
    if (!told_ && interrupted()) {
      told_ = true;
      signal_all(child, SIGTERM);
      end = std::min(end, Clock::now() + kGrace);
    }
  }

 private:
  bool told_ = interrupted();
};

/// Reads what the process says until it ends; false when the deadline came first. A service that
/// goes on in the background may keep the output open, and even fill it: the process's own end
/// counts.
bool follow(pid_t child, int descriptor, Clock::time_point end, Tail& output, int& status) {
  constexpr milliseconds kSlice(20);
  constexpr int kPipe = 64;  // Reads of 4 KiB: more than a pipe holds.
  bool is_open = true;
  Stop stop;
  while (Clock::now() < end) {
    const auto left = std::chrono::ceil<milliseconds>(end - Clock::now());
    if (is_open && has_something(descriptor, std::min(left, kSlice))) {
      is_open = read_some(descriptor, output);
    } else if (!is_open) {
      ::usleep(1000);
    }
    const auto done = ::waitpid(child, &status, WNOHANG);
    if (done == child || (done < 0 && errno != EINTR)) {
      for (int i = 0; i < kPipe && is_open && has_something(descriptor, milliseconds(0)); ++i) {
        is_open = read_some(descriptor, output);
      }
      return true;
    }
    stop.pass_on(child, end);
  }
  return false;
}

/// Ends a program; false where it cannot be ended (it has become another user's): it is given up.
bool put_an_end_to(pid_t child, int& status) {
  constexpr std::chrono::seconds kGrace(2);
  signal_all(child, SIGKILL);
  const auto end = Clock::now() + kGrace;
  while (true) {
    const auto done = ::waitpid(child, &status, WNOHANG);
    if (done == child) {
      return true;
    }
    if (Clock::now() >= end || (done < 0 && errno != EINTR)) {
      return false;
    }
    ::usleep(5000);
  }
}

/// The number of the error with which a program did not start; 0 when it did.
int trouble_in(int descriptor) {
  int number = 0;
  while (::read(descriptor, &number, sizeof number) < 0 && errno == EINTR) {
  }
  return number;
}

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
constexpr std::string_view kDigits = "0123456789";

bool is_one_of(char c, std::string_view all) { return all.find(c) != std::string_view::npos; }

/// The operator that a word is, or begins with where it redirects (">", "2>&1", ">/dev/null");
/// empty: it is none.
std::string_view operator_of(std::string_view word) {
  const auto from = std::min(word.find_first_not_of(kDigits), word.size());
  const auto to = std::min(word.find_first_not_of("&|;<>", from), word.size());
  const auto sign = word.substr(from, to - from);
  const bool redirects = sign.starts_with('<') || sign.starts_with('>') || sign == "&>";
  return redirects || (!sign.empty() && sign.size() == word.size()) ? word.substr(0, to)
                                                                    : std::string_view();
}

/// NAME= where a command begins with it: in a shell that sets a variable. Its value is not shown.
std::string_view assignment_in(std::string_view command) {
  const auto end = command.find('=');
  const auto name = command.substr(0, end);
  const bool is_name =
      !name.empty() && !is_one_of(name.front(), kDigits) && std::ranges::all_of(name, [](char c) {
        return is_one_of(c, kLetters) || is_one_of(c, kDigits);
      });
  return end != std::string_view::npos && is_name ? command.substr(0, end + 1) : std::string_view();
}

/// {a,b} and {1..9}, of which a shell makes several words.
bool is_braces(std::string_view text) {
  const auto end = text.find_first_of("} \t\n");
  const auto inside = text.substr(0, end);
  return end != std::string_view::npos && text[end] == '}' &&
         (inside.find(',') != std::string_view::npos ||
          inside.find("..") != std::string_view::npos);
}

/// [a-z], of which a shell makes names of files; "[" alone is a program.
bool is_set(std::string_view text) {
  const auto end = text.find_first_of("] \t\n");
  return end != std::string_view::npos && end > 1 && text[end] == ']';
}

/// What outside of quotes would become something else in a shell, or nothing at all.
std::string_view expansion_at(std::string_view rest, bool begins_word) {
  switch (rest.front()) {
    case '~':
    case '#':
      return begins_word ? rest.substr(0, 1) : std::string_view();
    case '*':
    case '?':
    case '(':
    case ')':
      return rest.substr(0, 1);
    case '[':
      return is_set(rest) ? "[ ]" : "";
    case '{':
      return is_braces(rest) ? "{ }" : "";
    default:
      return {};
  }
}

/// Place is where in a command line a character stands.
struct Place {
  char quote;       ///< The quote that is open, or 0.
  bool in_word;     ///< Something of the word is before it.
  bool after_word;  ///< A word is before it, or begun.
};

/// What at that place of a command line only a shell would understand; empty: nothing. It would
/// become a part of an argument, and what follows would not be run.
std::string shell_sign(std::string_view line, std::size_t at, const Place& place) {
  const char c = line[at];
  const char next = at + 1 < line.size() ? line[at + 1] : '\0';
  if (place.quote == '\'') {
    return {};
  }
  if (c == '`') {
    return "`";
  }
  if (c == '$' &&
      (is_one_of(next, kLetters) || is_one_of(next, kDigits) || is_one_of(next, "{(?!@*#$"))) {
    return {c, next};
  }
  if (place.quote != '\0') {
    return {};
  }
  if (is_one_of(c, "&|;<>")) {
    return next == c ? std::string{c, c} : std::string{c};
  }
  if (c == '\n' && place.after_word) {
    return "\\n";
  }
  return std::string(expansion_at(line.substr(at), !place.in_word));
}

tl::unexpected<Error> refuse_sign(ErrorKind kind, std::string_view option, std::string_view sign) {
  return fail(kind, "CLI-SHELL", {arg("option", option), arg("word", sign)});
}

}  // namespace

Result<std::vector<std::string>> split_words(const std::string& line, std::string_view option) {
  std::vector<std::string> words;
  bool inside = false;
  char quote = '\0';
  // White space at the ends separates nothing.
  const auto last = line.find_last_not_of(" \t\r\n");
  for (std::size_t i = 0; last != std::string::npos && i <= last; ++i) {
    const char c = line[i];
    if (const auto sign = shell_sign(line, i, {quote, inside, !words.empty()}); !sign.empty()) {
      return refuse_sign(ErrorKind::usage, option, sign);
    }
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
    return fail(ErrorKind::usage, "CLI-COMMAND", {arg("option", option)});
  }
  // In quotes it would be a program's name.
  const auto command = std::string_view(line).substr(line.find_first_not_of(" \t\r\n"));
  if (const auto sign = assignment_in(command); !sign.empty()) {
    return refuse_sign(ErrorKind::usage, option, sign);
  }
  return words;
}

Status check_words(const std::vector<std::string>& words, std::string_view option) {
  if (!words.empty() && words.front().empty()) {
    return fail(ErrorKind::input, "CLI-COMMAND", {arg("option", option)});
  }
  for (const auto& word : words) {
    const auto set = &word == &words.front() ? assignment_in(word) : std::string_view();
    if (const auto sign = set.empty() ? operator_of(word) : set; !sign.empty()) {
      return refuse_sign(ErrorKind::input, option, sign);
    }
  }
  return {};
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
  const auto environment = environment_for_children();
  std::array<int, 2> output{};
  std::array<int, 2> trouble{};
  if (::pipe2(output.data(), O_CLOEXEC) != 0 || ::pipe2(trouble.data(), O_CLOEXEC) != 0) {
    result.trouble = words_of(errno);
    return result;
  }
  const auto end = Clock::now() + timeout;
  const pid_t child = ::fork();
  if (child == 0) {
    become({arguments.data(), environment.data(), output[1], trouble[1]});
  }
  ::close(output[1]);
  ::close(trouble[1]);
  int number = child < 0 ? errno : 0;
  if (child > 0) {
    ::setpgid(child, child);  // It does the same: who comes first is not known.
    number = trouble_in(trouble[0]);
    int status = 0;
    Tail said;
    if (!follow(child, output[0], end, said, status)) {
      result.timed_out = true;
      result.still_runs = !put_an_end_to(child, status);
    }
    result.output = std::move(said).take();
    result.interrupted = interrupted();
    if (!result.still_runs) {
      result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
  }
  ::close(output[0]);
  ::close(trouble[0]);
  if (number != 0) {
    result.trouble = words_of(number);
  }
  return result;
}

}  // namespace dmp::cli
