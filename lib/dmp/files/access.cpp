#include "dmp/files/access.hpp"

#include <endian.h>
#include <linux/posix_acl.h>
#include <linux/posix_acl_xattr.h>
#include <sys/xattr.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <vector>

namespace dmp::files {
namespace {

constexpr const char* kAccessList = "system.posix_acl_access";
constexpr const char* kDefaultList = "system.posix_acl_default";

/// What an access control list gives to the group of the file, as three bits; nothing where the
/// list cannot be read or is none that we know.
mode_t rights_of_group(int descriptor) {
  const auto size = ::fgetxattr(descriptor, kAccessList, nullptr, 0);
  std::vector<char> list(size > 0 ? static_cast<std::size_t>(size) : 0);
  if (list.empty() || ::fgetxattr(descriptor, kAccessList, list.data(), list.size()) != size) {
    return 0;
  }
  posix_acl_xattr_header header{};
  posix_acl_xattr_entry entry{};
  if (list.size() < sizeof header) {
    return 0;
  }
  std::memcpy(&header, list.data(), sizeof header);
  if (le32toh(header.a_version) != POSIX_ACL_XATTR_VERSION) {
    return 0;
  }
  mode_t group = 0;
  mode_t mask = 07;
  for (auto at = sizeof header; at + sizeof entry <= list.size(); at += sizeof entry) {
    std::memcpy(&entry, list.data() + at, sizeof entry);
    const auto tag = le16toh(entry.e_tag);
    const mode_t given = le16toh(entry.e_perm) & 07U;
    group = tag == ACL_GROUP_OBJ ? given : group;
    mask = tag == ACL_MASK ? given : mask;
  }
  return group & mask;
}

}  // namespace

Access access_of(int descriptor, const struct stat& status) {
  Access access{status.st_mode & 07777U, status.st_uid, status.st_gid, has_access_list(descriptor),
                (status.st_mode & (S_IWGRP | S_IWOTH)) != 0};
  if (access.has_list) {
    constexpr unsigned kOfGroup = 3;
    access.mode = (access.mode & ~mode_t{S_IRWXG}) | rights_of_group(descriptor) << kOfGroup;
  }
  return access;
}

int drop_access_list(int descriptor) {
  struct stat status{};
  if (::fstat(descriptor, &status) != 0) {
    return errno;
  }
  // What the list allowed at most would be the group's once the list is gone.
  const auto access = access_of(descriptor, status);
  if (access.mode != (status.st_mode & 07777U) && ::fchmod(descriptor, access.mode) != 0) {
    return errno;
  }
  for (const auto* list : {kAccessList, kDefaultList}) {
    const bool applies = list == kAccessList || S_ISDIR(status.st_mode);
    // What has none, or is on a file system without them, is fine as it is.
    if (applies && ::fremovexattr(descriptor, list) != 0 && errno != ENODATA && errno != ENOTSUP) {
      return errno;
    }
  }
  return 0;
}

bool has_access_list(int descriptor) {
  return ::fgetxattr(descriptor, kAccessList, nullptr, 0) > 0;
}

}  // namespace dmp::files
