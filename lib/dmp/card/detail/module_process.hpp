#pragma once

// A PKCS#11 module in a process of its own. Not installed.

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "dmp/card/detail/cryptoki.hpp"
#include "dmp/card/module.hpp"

namespace dmp::card::detail {

/// ModuleProcess asks a module that its own process hosts (host_module). That process has nothing
/// of this one but the standard error and the one descriptor over which the questions go; it ends
/// with this object, or with the thread that made it. A PIN goes through that descriptor only.
class ModuleProcess final : public Cryptoki {
 public:
  /// start runs the host. Error id (environment): MODULE-HOST (`program`).
  static Result<std::unique_ptr<ModuleProcess>> start(const std::filesystem::path& module,
                                                      const ModuleOptions& options);
  ~ModuleProcess() override;

  Reply ask(const Question& question) override;
  [[nodiscard]] const std::optional<Error>& end() const override { return end_; }

 private:
  ModuleProcess(std::filesystem::path module, std::chrono::milliseconds limit, int descriptor,
                pid_t process)
      : module_(std::move(module)), limit_(limit), descriptor_(descriptor), process_(process) {}

  using Deadline = std::chrono::steady_clock::time_point;
  enum class Way { open, closed, late };
  Way send(ByteView bytes, Deadline deadline) const;
  Way receive(std::span<std::uint8_t> bytes, Deadline deadline) const;
  Way exchange(const Question& question, Reply& answer, Deadline deadline);
  /// Waits for the process to end, by force where it does not by itself. Its status; nothing where
  /// the system does not tell.
  std::optional<int> reap(std::chrono::milliseconds patience);
  Error told_end(const char* call);

  std::filesystem::path module_;
  std::chrono::milliseconds limit_;
  int descriptor_;
  pid_t process_;
  std::optional<Error> end_;
};

}  // namespace dmp::card::detail
