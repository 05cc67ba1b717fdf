#include "dmp/files/seen.hpp"

#include <dirent.h>
#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "dmp/files/detail/descriptor.hpp"

namespace dmp::files {

Seen Seen::open(int folder, const std::string& name, int flags) {
  if (!is_representable(name)) {
    return nothing(ENOENT);
  }
  auto opened = open_at(folder, name, O_PATH | flags);
  const bool is_asked_for = (flags & O_DIRECTORY) != 0 || name.ends_with('/');
  Seen seen;
  if (!opened.valid() || ::fstat(opened.get(), &seen.status_) != 0) {
    return nothing(errno);
  }
  if (S_ISDIR(seen.status_.st_mode) && !is_asked_for) {
    // Asked for as a directory, it is what is mounted there on demand.
    struct stat status{};
    auto mounted = open_at(folder, name, O_PATH | O_DIRECTORY | flags);
    if (mounted.valid() && ::fstat(mounted.get(), &status) == 0) {
      opened = std::move(mounted);
      seen.status_ = status;
    }
  }
  seen.descriptor_ = std::make_shared<const Descriptor>(std::move(opened));
  return seen;
}

Seen Seen::at(const std::string& path) { return open(AT_FDCWD, path, 0); }

Seen Seen::nothing(int error_number) {
  Seen seen;
  seen.failed_ = error_number;
  return seen;
}

Seen Seen::entry(std::string_view name, bool is_folder) const {
  const std::string text(name);
  auto seen = open(descriptor_->get(), text, O_NOFOLLOW | (is_folder ? O_DIRECTORY : 0));
  return is_folder && seen.failed() == ENOTDIR ? open(descriptor_->get(), text, O_NOFOLLOW)
                                               : std::move(seen);
}

Seen Seen::end_of(const Seen& link) const {
  const auto target = target_of(*link.descriptor_).native();
  return target.empty() ? nothing(ENAMETOOLONG) : open(descriptor_->get(), target, 0);
}

bool Seen::is_of_kernel() const { return files::is_of_kernel(descriptor_->get()); }

int Seen::list(std::vector<Name>& names) const {
  names.clear();
  const int failed =
      list_entries(descriptor_->get(), [&names](std::string_view name, unsigned char type) {
        names.push_back({std::string(name), type == DT_REG, type == DT_DIR});
      });
  std::ranges::sort(names, {}, &Name::text);
  return failed;
}

}  // namespace dmp::files
