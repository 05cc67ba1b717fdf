// Preloaded into a program, performs half of one of its writes and kills it there: what kill -9 or
// a power failure in the middle of a write leaves. SHORT_WRITE_BELOW is the directory below which
// writes count, SHORT_WRITE_NUMBER which of them it is, from 1. With ONE_PROCESSOR the program
// believes that there is one and has one thread, so that its calls have the same order in every
// run.
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

bool counts(int descriptor) {
  static const char* const below = std::getenv("SHORT_WRITE_BELOW");
  if (below == nullptr) {
    return false;
  }
  const auto link = "/proc/self/fd/" + std::to_string(descriptor);
  std::string path(4096, '\0');
  const auto size = ::readlink(link.c_str(), path.data(), path.size());
  return size > 0 && std::string_view(path)
                         .substr(0, static_cast<std::size_t>(size))
                         .starts_with(std::string(below) + "/");
}

/// How much of a write is to be done; all of it but for the one that is cut.
std::size_t part_of(int descriptor, std::size_t size, bool& is_last) {
  static const char* const number = std::getenv("SHORT_WRITE_NUMBER");
  static std::atomic<int> left = number == nullptr ? 0 : std::atoi(number);
  is_last = counts(descriptor) && --left == 0;
  return is_last ? size / 2 : size;
}

}  // namespace

extern "C" ssize_t write(int descriptor, const void* bytes, size_t size) {
  bool is_last = false;
  const auto part = part_of(descriptor, size, is_last);
  const auto done = ::syscall(SYS_write, descriptor, bytes, part);
  if (is_last) {
    ::kill(::getpid(), SIGKILL);
  }
  return done;
}

extern "C" ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t at) {
  bool is_last = false;
  const auto part = part_of(descriptor, size, is_last);
  const auto done = ::syscall(SYS_pwrite64, descriptor, bytes, part, at);
  if (is_last) {
    ::kill(::getpid(), SIGKILL);
  }
  return done;
}

extern "C" ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off_t at) {
  return pwrite(descriptor, bytes, size, at);
}

extern "C" int get_nprocs() {
  const bool is_one = std::getenv("ONE_PROCESSOR") != nullptr;
  return is_one ? 1 : static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN));
}
