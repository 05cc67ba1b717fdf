#include "dmp/card/detail/module_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "dmp/card/detail/module_wire.hpp"

namespace dmp::card::detail {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kPatienceWithPeople = 90s;  ///< Typing a PIN at a reader.
constexpr auto kPatienceAtTheEnd = 2s;

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& text : texts) {
    pointers.push_back(text.data());
  }
  pointers.push_back(nullptr);
  return pointers;
}

/// In the child, between fork and exec: nothing here takes memory or a lock.
[[noreturn]] void become_host(char* const* arguments, char* const* variables, int questions,
                              int failure, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int nowhere = ::open("/dev/null", O_RDWR);
  // Neither the data that come in nor those that go out are the module's. The two descriptors are
  // lifted over those that they are put in the place of.
  const int high = ::fcntl(questions, F_DUPFD, kModuleDescriptor + 2);
  const int tell = ::fcntl(failure, F_DUPFD_CLOEXEC, kModuleDescriptor + 2);
  bool ready = ::getppid() == parent && nowhere >= 0 && high >= 0 && tell >= 0 &&
               ::dup2(nowhere, STDIN_FILENO) >= 0 &&
               (::dup2(STDERR_FILENO, STDOUT_FILENO) >= 0 || ::dup2(nowhere, STDOUT_FILENO) >= 0) &&
               ::dup2(high, kModuleDescriptor) >= 0 && ::dup2(tell, kModuleDescriptor + 1) >= 0;
  ready = ready && ::fcntl(kModuleDescriptor + 1, F_SETFD, FD_CLOEXEC) == 0 &&
          ::close_range(kModuleDescriptor + 2, ~0U, 0) == 0;
  int report = tell >= 0 ? tell : failure;
  if (ready) {
    report = kModuleDescriptor + 1;
    // An interrupt is this program's to answer; the host ends with it.
    ::signal(SIGINT, SIG_IGN);
    ::execve(arguments[0], arguments, variables);
  }
  const int why = errno;
  (void)!::write(report, &why, sizeof why);
  ::_exit(EXIT_FAILURE);
}

void close_both(const int (&pair)[2]) {
  ::close(pair[0]);
  ::close(pair[1]);
}

Error host_failure(const ModuleOptions& options, int why) {
  return {ErrorKind::environment,
          "MODULE-HOST",
          {arg("program", options.host.front())},
          {std::generic_category().message(why)}};
}

}  // namespace

Result<std::unique_ptr<ModuleProcess>> ModuleProcess::start(const std::filesystem::path& module,
                                                            const ModuleOptions& options) {
  auto words = options.host;
  auto variables = options.environment;
  const auto arguments = pointers_to(words);
  const auto environment = pointers_to(variables);
  int questions[2] = {-1, -1};
  int failure[2] = {-1, -1};  // Says why the program does not run; closed when it does.
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, questions) != 0) {
    return fail(host_failure(options, errno));
  }
  if (::pipe2(failure, O_CLOEXEC) != 0) {
    const int why = errno;
    close_both(questions);
    return fail(host_failure(options, why));
  }
  const auto parent = ::getpid();
  const auto child = ::fork();
  if (child == 0) {
    become_host(arguments.data(), environment.data(), questions[1], failure[1], parent);
  }
  int why = child < 0 ? errno : 0;
  ::close(questions[1]);
  ::close(failure[1]);
  std::unique_ptr<ModuleProcess> process(
      new ModuleProcess(module, options.limit, questions[0], child));
  while (child > 0 && ::read(failure[0], &why, sizeof why) < 0 && errno == EINTR) {
  }
  ::close(failure[0]);
  if (why != 0) {
    return fail(host_failure(options, why));
  }
  return process;
}

ModuleProcess::~ModuleProcess() {
  ::close(descriptor_);  // The host has nothing more to do, and ends.
  reap(kPatienceAtTheEnd);
}

ModuleProcess::Way ModuleProcess::send(ByteView bytes, Deadline deadline) const {
  while (!bytes.empty()) {
    const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(sent));
    } else if (errno != EAGAIN && errno != EINTR) {
      return Way::closed;
    } else if (Clock::now() >= deadline) {
      return Way::late;
    } else {
      pollfd ready{descriptor_, POLLOUT, 0};
      ::poll(&ready, 1, static_cast<int>(std::chrono::milliseconds(100ms).count()));
    }
  }
  return Way::open;
}

ModuleProcess::Way ModuleProcess::receive(std::span<std::uint8_t> bytes, Deadline deadline) const {
  while (!bytes.empty()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    pollfd ready{descriptor_, POLLIN, 0};
    if (left.count() <= 0) {
      return Way::late;
    }
    if (::poll(&ready, 1, static_cast<int>(left.count())) <= 0) {
      continue;
    }
    const auto got = ::recv(descriptor_, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (got > 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(got));
    } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
      return Way::closed;
    }
  }
  return Way::open;
}

ModuleProcess::Way ModuleProcess::exchange(const Question& question, Reply& answer,
                                           Deadline deadline) {
  const QuestionHeader asked{static_cast<std::uint32_t>(question.operation),
                             static_cast<std::uint32_t>(question.data.size()),
                             {question.numbers[0], question.numbers[1], question.numbers[2]}};
  ReplyHeader told;
  const auto bytes = as_bytes({reinterpret_cast<const char*>(&asked), sizeof asked});
  auto way = send(bytes, deadline);
  if (way == Way::open) {
    way = send(question.data, deadline);
  }
  if (way == Way::open) {
    way = receive({reinterpret_cast<std::uint8_t*>(&told), sizeof told}, deadline);
  }
  if (way != Way::open) {
    return way;
  }
  if (told.size > kMostBytes) {
    end_ = Error{ErrorKind::environment,
                 "MODULE-NONSENSE",
                 {arg("path", module_.native()), arg("call", call_of(question.operation))},
                 {}};
    return Way::closed;
  }
  answer.code = told.code;
  answer.number = told.number;
  answer.data.resize(told.size);
  return receive(answer.data, deadline);
}

Reply ModuleProcess::ask(const Question& question) {
  if (question.data.size() > kMostBytes) {
    return {CKR_DATA_LEN_RANGE, 0, {}};
  }
  Reply answer{CKR_GENERAL_ERROR, 0, {}};
  if (end_) {
    return answer;
  }
  const bool typed = question.operation == Operation::login && question.numbers[2] == 0;
  const auto limit =
      typed ? std::max<std::chrono::milliseconds>(limit_, kPatienceWithPeople) : limit_;
  const auto way = exchange(question, answer, Clock::now() + limit);
  if (way == Way::open) {
    return answer;
  }
  const char* call = call_of(question.operation);
  if (way == Way::late) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(limit).count();
    end_ = Error{ErrorKind::environment,
                 "MODULE-HANGS",
                 {arg("path", module_.native()), arg("call", call), arg("seconds", seconds)},
                 {}};
  } else if (!end_) {
    end_ = told_end(call);
  }
  reap(0ms);
  return {CKR_GENERAL_ERROR, 0, {}};
}

/// Of a process that has closed its end.
Error ModuleProcess::told_end(const char* call) {
  const auto status = reap(kPatienceAtTheEnd);
  Error error{ErrorKind::environment,
              "MODULE-EXITED",
              {arg("path", module_.native()), arg("call", call)},
              {}};
  if (status && WIFSIGNALED(*status)) {
    error.id = "MODULE-CRASHED";
    const char* name = ::sigabbrev_np(WTERMSIG(*status));
    error.args.push_back(arg(
        "signal", name == nullptr ? std::to_string(WTERMSIG(*status)) : "SIG" + std::string(name)));
  } else {
    error.args.push_back(arg("code", status ? std::to_string(WEXITSTATUS(*status)) : "?"));
  }
  return error;
}

std::optional<int> ModuleProcess::reap(std::chrono::milliseconds patience) {
  const auto end = Clock::now() + patience;
  int status = 0;
  while (process_ > 0) {
    const auto reaped = ::waitpid(process_, &status, WNOHANG);
    if (reaped == process_) {
      process_ = -1;
      return status;
    }
    if (reaped < 0 && errno != EINTR) {
      process_ = -1;  // Somebody else has seen to it.
    } else if (Clock::now() >= end + kPatienceAtTheEnd) {
      process_ = -1;  // Not even the system gets it out of the reader's driver.
    } else {
      if (Clock::now() >= end) {
        ::kill(process_, SIGKILL);
      }
      std::this_thread::sleep_for(1ms);
    }
  }
  return std::nullopt;
}

}  // namespace dmp::card::detail
