#include "system/process.hpp"

#include <malloc.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace dmp::cli {
namespace {

constexpr int kOverwritten = 0xA5;
/// What the deepest walk, a card's service, a server and a pipe to a program need together, twice.
constexpr rlim_t kFewestOpenFiles = 64;

volatile std::sig_atomic_t stop_signal = 0;

extern "C" void remember_signal(int number) { stop_signal = number; }

}  // namespace

void harden_process() {
  rlimit core{};
  // Failing is no reason to stop: the kernel may already forbid what we ask it to forbid. The hard
  // limit stays: programs that we start get the user's limit back.
  (void)::getrlimit(RLIMIT_CORE, &core);
  core.rlim_cur = 0;
  (void)::setrlimit(RLIMIT_CORE, &core);
  (void)::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  // Nobody else runs yet: what is told by setting it is set right before any file is made.
  const auto mask = ::umask(S_IRWXG | S_IRWXO);
  ::umask(mask | S_IWGRP | S_IWOTH);
  (void)std::signal(SIGPIPE, SIG_IGN);
  // What any library frees is overwritten: decoders and decompressors leave parts of keys there,
  // and so do texts that grow.
  (void)::mallopt(M_PERTURB, kOverwritten);
}

std::optional<unsigned long> open_files_limit() {
  rlimit files{};
  return ::getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < kFewestOpenFiles
             ? std::optional<unsigned long>(files.rlim_cur)
             : std::nullopt;
}

void catch_interrupts() {
  struct sigaction action{};
  action.sa_handler = remember_signal;
  ::sigemptyset(&action.sa_mask);
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  (void)::sigaction(SIGINT, &action, nullptr);
  (void)::sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return stop_signal != 0; }

std::string user_name() {
  const auto id = ::geteuid();
  if (const auto* entry = ::getpwuid(id); entry != nullptr && entry->pw_name != nullptr) {
    return entry->pw_name;
  }
  return "uid " + std::to_string(id);
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before any thread
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace dmp::cli
