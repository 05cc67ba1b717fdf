#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <iostream>

#include "form413/foreign.hpp"
#include "system/exit_code.hpp"
#include "system/process.hpp"

namespace dmp::cli {
namespace {

/// A template of some pages takes milliseconds; 400 forms of one, some seconds.
constexpr rlim_t kSeconds = 120;
constexpr rlim_t kMemory = rlim_t{2} * 1024 * 1024 * 1024;

void limit_resources() {
  const struct rlimit time{kSeconds, kSeconds};
  ::setrlimit(RLIMIT_CPU, &time);
#if !defined(__SANITIZE_ADDRESS__)  // Its shadow of the memory is larger than any limit.
  const struct rlimit memory{kMemory, kMemory};
  ::setrlimit(RLIMIT_AS, &memory);
#endif
}

/// Waits for the child and passes on a wish to stop.
int wait_for(pid_t child) {
  int status = 0;
  bool told = false;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    if (interrupted() && !told) {
      ::kill(child, SIGTERM);
      told = true;
    }
  }
  return status;
}

}  // namespace

int run_bounded(const std::string& file, const Session& session, const std::function<int()>& work) {
  std::cout.flush();
  std::cerr.flush();
  const pid_t child = ::fork();
  if (child < 0) {
    return work();
  }
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    limit_resources();
    const int code = work();
    std::cout.flush();
    std::cerr.flush();
    ::_exit(std::cout.good() ? code : kEnvironment);
  }
  const int status = wait_for(child);
  if (WIFEXITED(status)) {
    return WEXITSTATUS(status);
  }
  return interrupted()
             ? kInterrupted
             : session.fail({ErrorKind::input, "FORM-PDF-HOSTILE", {arg("file", file)}, {}});
}

}  // namespace dmp::cli
