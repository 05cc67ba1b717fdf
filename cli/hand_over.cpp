#include "hand_over.hpp"

#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace dmp::cli {

void hand_over(char** argv) {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto here = self.parent_path();
  for (const auto& whole : {here / "dmpcert-whole", here / DMPCERT_WHOLE}) {
    ::execv(whole.c_str(), argv);
  }
}

}  // namespace dmp::cli
