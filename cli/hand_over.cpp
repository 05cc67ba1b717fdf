#include "hand_over.hpp"

#include <sys/auxv.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace dmp::cli {
namespace {

namespace fs = std::filesystem;

/// The folder of this executable; empty where the system does not tell.
fs::path own_folder() {
  std::error_code error;
  auto self = fs::read_symlink("/proc/self/exe", error);
  if (error) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the kernel hands the pointer over as a number.
    const auto* name = reinterpret_cast<const char*>(::getauxval(AT_EXECFN));
    self = name == nullptr ? fs::path() : fs::path(name);
  }
  // A path from the current folder would run whatever somebody put there.
  return self.is_absolute() ? self.parent_path() : fs::path();
}

}  // namespace

std::error_code hand_over(char** argv) {
  const auto here = own_folder();
  if (here.empty()) {
    return std::make_error_code(std::errc::no_such_file_or_directory);
  }
  std::error_code why;
  for (const auto& whole : {here / "dmpcert-whole", here / DMPCERT_WHOLE}) {
    ::execv(whole.c_str(), argv);
    if (!why || why == std::errc::no_such_file_or_directory) {
      why = {errno, std::generic_category()};
    }
  }
  return why;
}

}  // namespace dmp::cli
