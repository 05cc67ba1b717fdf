#pragma once

#include <sys/stat.h>
#include <sys/types.h>

/// Who may do what with a file, where its mode alone does not say it.
namespace dmp::files {

/// Access is what an open file or directory lets its owner, its group and all others do. With an
/// access control list the group's part of st_mode is the most that anybody on the list gets, and
/// not what the group has: that is an entry of the list, and stands in `mode`.
struct Access {
  mode_t mode = 0;  ///< As in st_mode, the group's part being the group's own.
  uid_t owner = 0;
  gid_t group = 0;
  bool has_list = false;
  /// Whether others than the owner may write: all, the group, or somebody on the list.
  bool is_written_by_others = false;
};

/// access_of reads it; of a list that cannot be read the group has nothing.
Access access_of(int descriptor, const struct stat& status);

/// drop_access_list takes away the access control list of an open file or directory, and of a
/// directory the one that it would hand down; its mode says all then, and gives the group no more
/// than it had. 0 or errno.
int drop_access_list(int descriptor);

/// has_access_list tells whether an open file or directory has one that says more than its mode.
bool has_access_list(int descriptor);

}  // namespace dmp::files
