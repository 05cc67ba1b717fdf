#include "module_host.hpp"

#include <unistd.h>

#include <algorithm>
#include <string_view>

#include "own_program.hpp"

namespace dmp::cli {
namespace {

/// No command, and none that a person would type.
constexpr std::string_view kMark = "--host-pkcs11-module";

}  // namespace

std::vector<std::string> module_host() {
  // The link leads to the file that runs now, also after an upgrade has put another in its place.
  constexpr const char* kThisFile = "/proc/self/exe";
  return {::access(kThisFile, X_OK) == 0 ? kThisFile : own_program().string(), std::string(kMark)};
}

bool is_module_host(int argc, char** argv) { return argc == 2 && argv[1] == kMark; }

std::vector<std::string> environment_without(const std::vector<std::string>& names) {
  std::vector<std::string> kept;
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    const std::string_view text(*variable);
    if (std::ranges::find(names, text.substr(0, text.find('='))) == names.end()) {
      kept.emplace_back(text);
    }
  }
  return kept;
}

}  // namespace dmp::cli
