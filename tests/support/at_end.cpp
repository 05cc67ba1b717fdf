// Runs the command in AT_END when the process that it was preloaded into is about to end: its
// memory is then as it leaves it. The command's parent is that process.
#include <cstdlib>
#include <string>

namespace {

__attribute__((destructor)) void look() {
  const char* const command = std::getenv("AT_END");
  if (command != nullptr && *command != '\0') {
    const std::string once = command;
    ::unsetenv("AT_END");
    ::unsetenv("LD_PRELOAD");
    if (std::system(("exec " + once).c_str()) != 0) {
      std::abort();
    }
  }
}

}  // namespace
