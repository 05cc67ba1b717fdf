#pragma once

#include <filesystem>

#include "dmp/base/error.hpp"
#include "dmp/files/directory.hpp"

namespace dmp::files {

/// Lock holds an advisory lock (flock) on a folder until it is destroyed; the kernel frees it when
/// the process dies.
class Lock {
 public:
  /// acquire takes the lock `<folder>/.lock` without waiting. Error id: FOLDER-LOCKED (environment)
  /// with `path` and `pid` of the holder ("?" when unknown); those of Directory,
  /// Directory::check_own and write_file. The file `.lock` stays when the lock is gone.
  static Result<Lock> acquire(const std::filesystem::path& folder);
  static Result<Lock> acquire(const Directory& folder);

  Lock(Lock&& other) noexcept;
  Lock& operator=(Lock&& other) noexcept;
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  ~Lock();

 private:
  explicit Lock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace dmp::files
