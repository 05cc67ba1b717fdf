#pragma once

#include <grp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "support/catch.hpp"

namespace dmp::test {

/// in_child runs a check in a child process and returns what it answers; use no assertion inside.
inline bool in_child(const std::function<bool()>& check) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::_exit(check() ? 0 : 1);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// as_user runs a check as an unprivileged user: `user` where we are root, else ourselves.
inline bool as_user(uid_t user, const std::function<bool()>& check) {
  return in_child([&] {
    if (::geteuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setresgid(user, user, user) != 0 ||
                             ::setresuid(user, user, user) != 0)) {
      return false;
    }
    return check();
  });
}

/// on_small_disk runs a check with a new file system of `bytes` mounted on `folder`, seen by it
/// alone. Without the right to mount, it warns and answers true.
inline bool on_small_disk(const std::string& folder, unsigned bytes,
                          const std::function<bool()>& check) {
  const auto mount = [&] {
    const auto options = "size=" + std::to_string(bytes) + ",mode=0755";
    return ::unshare(CLONE_NEWNS) == 0 &&
           ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           ::mount("tmpfs", folder.c_str(), "tmpfs", 0, options.c_str()) == 0;
  };
  if (!in_child(mount)) {
    WARN("skipped: a small disk needs the right to mount one");
    return true;
  }
  return in_child([&] { return mount() && check(); });
}

}  // namespace dmp::test
