#include "dmp/files/directory.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <deque>
#include <system_error>
#include <utility>

#include "dmp/files/access.hpp"
#include "dmp/files/detail/descriptor.hpp"

namespace dmp::files {
namespace {

namespace fs = std::filesystem;

constexpr int kWalking = O_PATH | O_DIRECTORY | O_NOFOLLOW;

/// Whether a group is the user's own, which has his number and name: where each user has such a
/// group, what he makes is often writable for it. Root's own is no such group.
bool is_private_group(gid_t group) {
  if (::geteuid() == 0 || group != ::geteuid() || group != ::getegid()) {
    return false;
  }
  std::array<char, 4096> room_of_group{};
  std::array<char, 4096> room_of_user{};
  struct group held{};
  struct passwd user{};
  struct group* found_group = nullptr;
  struct passwd* found_user = nullptr;
  return ::getgrgid_r(group, &held, room_of_group.data(), room_of_group.size(), &found_group) ==
             0 &&
         ::getpwuid_r(::geteuid(), &user, room_of_user.data(), room_of_user.size(), &found_user) ==
             0 &&
         found_group != nullptr && found_user != nullptr &&
         std::string_view(held.gr_name) == user.pw_name &&
         (held.gr_mem == nullptr || *held.gr_mem == nullptr);
}

/// Whether others than those who are trusted may write, as far as the mode tells.
bool is_open_to_others(const struct stat& status, const Trust& trust) {
  const auto is_group_trusted = [&] {
    return std::ranges::count(trust.groups, status.st_gid) > 0 || is_private_group(status.st_gid);
  };
  return (status.st_mode & S_IWOTH) != 0 ||
         ((status.st_mode & S_IWGRP) != 0 && !is_group_trusted());
}

/// Who else may make entries in a directory.
Others makers_in(const struct stat& status) {
  Others found;
  if (!Trust().covers(status.st_uid)) {
    found.users.insert(status.st_uid);
  }
  if ((status.st_mode & S_IWGRP) != 0 && !is_private_group(status.st_gid)) {
    found.groups.insert(status.st_gid);
  }
  found.everybody = (status.st_mode & S_IWOTH) != 0;
  return found;
}

/// Whether the right to write that the mode gives to a trusted group may be somebody else's in
/// truth: with an access control list it is the most that anybody on the list gets.
bool has_hidden_writers(int readable, const struct stat& status) {
  return (status.st_mode & S_IWGRP) != 0 && (readable < 0 || has_access_list(readable));
}

Error folder_failure(const fs::path& wanted, const fs::path& at, int error_number) {
  if (error_number == ENOSPC || error_number == EDQUOT) {
    return write_failure(at, error_number);
  }
  if (error_number == ENOTDIR) {
    return {ErrorKind::environment, "FILE-NOT-A-FOLDER", {arg("path", at.native())}, {}};
  }
  return {ErrorKind::environment,
          "FILE-FOLDER",
          {arg("path", wanted.native()), arg("folder", at.native())},
          {system_cause(error_number)}};
}

/// The parts of a path, a stack of what is still to be walked.
using Parts = std::deque<std::string>;

void put_before(Parts& parts, const fs::path& path) {
  auto at = parts.begin();
  for (const auto& part : path) {
    if (!part.empty() && part != "/" && part != ".") {
      at = parts.insert(at, part.native()) + 1;
    }
  }
}

}  // namespace

bool Trust::covers(uid_t owner) const {
  return owner == 0 || owner == ::geteuid() || std::ranges::count(owners, owner) > 0;
}

bool Others::are_only(uid_t user) const {
  return !everybody && groups.empty() &&
         std::ranges::all_of(users, [user](uid_t each) { return each == user; });
}

void Others::add(const Others& more) {
  users.insert(more.users.begin(), more.users.end());
  groups.insert(more.groups.begin(), more.groups.end());
  everybody = everybody || more.everybody;
}

bool is_own(const struct stat& status) {
  return Trust().covers(status.st_uid) && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/// Walk goes from / to a directory, one descriptor after the other.
class Walk {
 public:
  explicit Walk(fs::path wanted, const Trust& trust, mode_t mode = 0700)
      : wanted_(wanted.empty() ? "." : std::move(wanted)), trust_(trust), mode_(mode) {}

  /// How deep a way may lead through links, as the kernel's own limit.
  static constexpr int kMostLinks = 40;

  Status begin() {
    std::error_code error;
    const auto whole = fs::absolute(wanted_, error);
    if (error || !is_representable(wanted_)) {
      return fail(folder_failure(wanted_, wanted_, error ? error.value() : EINVAL));
    }
    put_before(parts_, whole);
    return from_root();
  }

  /// Walks what exists; true when all of it did. The rest stays in parts().
  Result<bool> follow() {
    while (!parts_.empty()) {
      auto next = open_at(at_->get(), parts_.front(), kWalking);
      if (next.valid()) {
        if (auto fine = enter(std::move(next)); !fine) {
          return fail(std::move(fine.error()));
        }
        continue;
      }
      const int error_number = errno;
      if (error_number == ENOENT) {
        return false;
      }
      // A link, which O_DIRECTORY reports as no directory.
      const auto target = link_target();
      if (!target) {
        return fail(target.error());
      }
      if (target->empty()) {
        return fail(folder_failure(wanted_, path_ / parts_.front(), error_number));
      }
    }
    return true;
  }

  /// Makes the next directory of the way and enters what it made, or returns false where it is
  /// there: another run of ours may just have made it, and it is judged like any other.
  Result<bool> make_next() {
    const auto name = parts_.front();
    if (::mkdirat(at_->get(), name.c_str(), 0700 | mark()) != 0) {
      return errno == EEXIST ? Result<bool>(false)
                             : fail(folder_failure(wanted_, path_ / name, errno));
    }
    auto made = own_new(name);
    auto entered = made ? enter(std::move(*made)) : Status(fail(std::move(made.error())));
    return entered.map([] { return true; });
  }

  /// The directory reached, under the name by which it was asked for.
  [[nodiscard]] Directory directory() const {
    return {at_, wanted_, path_, trust_, shared_, strangers_, reach_};
  }
  /// The directory reached so far, under its own name.
  [[nodiscard]] Directory reached() const {
    return {at_, path_, path_, trust_, shared_, strangers_, reach_};
  }
  [[nodiscard]] const std::string& next() const { return parts_.front(); }

  /// Judges and enters one directory below another.
  static Result<Directory> child(const Directory& parent, std::string_view name,
                                 std::optional<mode_t> make) {
    Walk walk(parent.of(name), parent.trust_, make.value_or(0));
    walk.at_ = parent.descriptor_;
    walk.path_ = parent.real_path_;
    walk.shared_ = parent.shared_;
    walk.strangers_ = parent.strangers_;
    walk.reach_ = parent.reach_;
    walk.parts_.emplace_back(name);
    auto is_there = walk.follow();
    if (is_there && !*is_there && make) {
      is_there = walk.make_next();
      is_there = is_there && !*is_there ? walk.follow() : std::move(is_there);
    }
    if (!is_there) {
      return fail(std::move(is_there.error()));
    }
    return *is_there ? Result<Directory>(walk.directory())
                     : fail(folder_failure(walk.wanted_, walk.wanted_, ENOENT));
  }

 private:
  Status from_root() {
    path_ = "/";
    shared_ = false;
    strangers_ = false;
    reach_ = {};
    auto root = open_at(AT_FDCWD, "/", kWalking);
    if (!root.valid()) {
      return fail(folder_failure(wanted_, path_, errno));
    }
    return judge(std::move(root), path_);
  }

  /// Enters a directory of the way, whose name is the next part.
  Status enter(Descriptor next) {
    const auto name = parts_.front();
    parts_.pop_front();
    return judge(std::move(next), name == ".." ? path_.parent_path() : path_ / name);
  }

  Status judge(Descriptor next, fs::path at) {
    struct stat status{};
    if (::fstat(next.get(), &status) != 0) {
      return fail(folder_failure(wanted_, at, errno));
    }
    if (!trust_.covers(status.st_uid)) {
      return owner_refused(wanted_, at, status.st_uid);
    }
    const bool is_sticky = (status.st_mode & S_ISVTX) != 0;
    if (is_open_to_others(status, trust_) && !is_sticky) {
      return path_refused("PATH-WRITABLE", wanted_, at, status.st_uid);
    }
    if (!is_sticky && (status.st_mode & S_IWGRP) != 0 &&
        has_hidden_writers(open_at(next.get(), ".", O_RDONLY | O_DIRECTORY).get(), status)) {
      return path_refused("PATH-ACL", wanted_, at, status.st_uid);
    }
    at_ = std::make_shared<const Descriptor>(std::move(next));
    path_ = std::move(at);
    if (!reach_.keeps_ours || !Trust().covers(status.st_uid)) {
      reach_.way.add(reach_.here);
    }
    reach_.here = makers_in(status);
    reach_.keeps_ours = is_sticky && Trust().covers(status.st_uid);
    shared_ = !reach_.here.none();
    strangers_ = is_open_to_others(status, trust_);
    return {};
  }

  /// Follows the next part where it is a link; returns where it leads, "" where it is none.
  Result<fs::path> link_target() {
    const auto name = parts_.front();
    const auto link = open_at(at_->get(), name, O_PATH | O_NOFOLLOW);
    struct stat status{};
    if (!link.valid() || ::fstat(link.get(), &status) != 0 || !S_ISLNK(status.st_mode)) {
      return fs::path();
    }
    const auto at = path_ / name;
    // Not even the named owner's: he could lead what root writes to a place of root's.
    if (shared_ || !reach_.way.none() || !Trust().covers(status.st_uid)) {
      return path_refused("PATH-LINK", wanted_, at, status.st_uid);
    }
    std::array<char, 4096> target{};
    const auto size = ::readlinkat(link.get(), "", target.data(), target.size());
    if (size <= 0 || static_cast<std::size_t>(size) == target.size()) {
      return fail(folder_failure(wanted_, at, size < 0 ? errno : ENAMETOOLONG));
    }
    if (++links_ > kMostLinks) {
      return path_refused("PATH-LINKS", wanted_, at, status.st_uid);
    }
    parts_.pop_front();
    fs::path leads_to(std::string(target.data(), static_cast<std::size_t>(size)));
    put_before(parts_, leads_to);
    if (leads_to.is_absolute()) {
      if (auto fine = from_root(); !fine) {
        return fail(std::move(fine.error()));
      }
    }
    return leads_to;
  }

  /// Where others may make names, what is made bears this mode until it is judged: no other
  /// directory of ours, which one of them may give its name, is sticky and empty.
  [[nodiscard]] mode_t mark() const { return shared_ ? S_ISVTX : 0; }

  /// Closes a directory that was just made to everybody else, and syncs the one above it. What it
  /// returns is what it judged: the name may be another's meanwhile.
  Result<Descriptor> own_new(const std::string& name) {
    auto made = open_at(at_->get(), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    if (!made.valid() && errno == EACCES && !shared_) {
      // A umask that takes rights from the owner locks us out. Nobody else may rename this name.
      const int failed = ::fchmodat(at_->get(), name.c_str(), 0700, 0);
      made = failed != 0 ? Descriptor()
                         : open_at(at_->get(), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    }
    const auto at = path_ / name;
    const auto give_up = [&](Error error) {
      (void)::unlinkat(at_->get(), name.c_str(), AT_REMOVEDIR);
      return fail(std::move(error));
    };
    struct stat status{};
    if (!made.valid() || ::fstat(made.get(), &status) != 0) {
      auto error = folder_failure(wanted_, at, errno);
      return shared_ ? fail(std::move(error)) : give_up(std::move(error));
    }
    // Where others may make names, what has ours now may be another directory of ours.
    const Directory opened(std::make_shared<const Descriptor>(::dup(made.get())), at, at, trust_,
                           false, false, {});
    if (status.st_uid != ::geteuid() || (status.st_mode & mark()) != mark() ||
        (shared_ && !opened.names().empty())) {
      return owner_refused(wanted_, at, status.st_uid);
    }
    const mode_t mode = mode_ | (trust_.names_anybody() ? 0711U : 0700U);
    const bool has_mode = (status.st_mode & 07777U) == mode && !has_access_list(made.get());
    if (const int failed = drop_access_list(made.get())) {
      return give_up(folder_failure(wanted_, at, failed));
    }
    if (!has_mode && ::fchmod(made.get(), mode) != 0) {
      return give_up(folder_failure(wanted_, at, errno));
    }
    if (const int unsynced = directory().sync()) {
      return give_up(write_failure(at, unsynced));
    }
    return made;
  }

  fs::path wanted_;
  Trust trust_;
  mode_t mode_ = 0700;
  std::shared_ptr<const Descriptor> at_;
  fs::path path_;
  Parts parts_;
  bool shared_ = false;
  bool strangers_ = false;
  Directory::Reach reach_;
  int links_ = 0;
};

Status check_writable(const fs::path& folder, const Trust& trust) {
  for (auto at = files::absolute(folder);; at = at.parent_path()) {
    const auto found = Directory::find(at, trust);
    if (!found) {
      return fail(found.error());
    }
    if (*found) {
      const bool may = ::faccessat((*found)->descriptor(), ".", W_OK | X_OK, AT_EACCESS) == 0;
      return may ? Status() : fail(folder_failure(folder, at, errno));
    }
  }
}

Result<std::optional<Directory>> Directory::find(const fs::path& path, const Trust& trust) {
  Walk walk(path, trust);
  if (auto begun = walk.begin(); !begun) {
    return fail(std::move(begun.error()));
  }
  return walk.follow().map(
      [&walk](bool is_there) { return is_there ? std::optional(walk.directory()) : std::nullopt; });
}

Result<Directory> Directory::open(const fs::path& path, const Trust& trust) {
  auto found = find(path, trust);
  if (!found) {
    return fail(std::move(found.error()));
  }
  return *found ? Result<Directory>(std::move(**found)) : fail(folder_failure(path, path, ENOENT));
}

Others Directory::others() const {
  auto all = reach_.way;
  all.add(reach_.here);
  return all;
}

Others Directory::others_over_ours() const { return reach_.keeps_ours ? reach_.way : others(); }

/// Of a way that nobody proved.
Directory::Reach Directory::anybody() { return {{{}, {}, true}, {}, false}; }

std::optional<Directory> Directory::as_found(const fs::path& path) {
  auto opened = open_at(AT_FDCWD, path.empty() ? "." : path.native(), O_PATH | O_DIRECTORY);
  return opened.valid()
             ? std::optional(Directory(std::make_shared<const Descriptor>(std::move(opened)), path,
                                       path, {}, true, true, anybody()))
             : std::nullopt;
}

Result<Directory> Directory::make(const fs::path& path, const Trust& trust,
                                  std::vector<Entry>* made, mode_t mode) {
  Walk walk(path, trust, mode);
  if (auto begun = walk.begin(); !begun) {
    return fail(std::move(begun.error()));
  }
  while (true) {
    const auto is_there = walk.follow();
    if (!is_there) {
      return fail(is_there.error());
    }
    if (*is_there) {
      return walk.directory();
    }
    if (walk.next() == "..") {
      return fail(folder_failure(path, path, ENOENT));
    }
    const Entry next{walk.reached(), walk.next()};
    const auto is_made = walk.make_next();
    if (!is_made) {
      return fail(is_made.error());
    }
    if (*is_made && made != nullptr) {
      made->push_back(next);
    }
  }
}

Result<Directory> Directory::child(std::string_view name) const {
  return Walk::child(*this, name, std::nullopt);
}

std::optional<Directory> Directory::child_as_found(std::string_view name) const {
  auto opened = open_at(descriptor(), name, kWalking);
  return opened.valid()
             ? std::optional(Directory(std::make_shared<const Descriptor>(std::move(opened)),
                                       of(name), real_path_ / name, {}, true, true, anybody()))
             : std::nullopt;
}

Result<Directory> Directory::make_child(std::string_view name, mode_t mode) const {
  return Walk::child(*this, name, mode);
}

int Directory::descriptor() const { return descriptor_->get(); }

Directory Directory::trusting(const Trust& trust) const {
  return {descriptor_, path_, real_path_, trust, shared_, strangers_, reach_};
}

std::optional<struct stat> Directory::status(std::string_view name) const {
  struct stat status{};
  return ::fstatat(descriptor(), std::string(name).c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0
             ? std::optional(status)
             : std::nullopt;
}

int Directory::list(std::vector<std::string>& names) const {
  names.clear();
  const int failed = list_entries(
      descriptor(), [&names](std::string_view name, unsigned char) { names.emplace_back(name); });
  std::ranges::sort(names);
  return failed;
}

std::vector<std::string> Directory::names() const {
  std::vector<std::string> found;
  (void)list(found);
  return found;
}

std::string Directory::read_link(std::string_view name) const {
  std::array<char, 4096> target{};
  const auto size =
      ::readlinkat(descriptor(), std::string(name).c_str(), target.data(), target.size());
  return size > 0 ? std::string(target.data(), static_cast<std::size_t>(size)) : std::string();
}

namespace {

/// What is wrong with an entry of ours, as an error id; empty where it is ours alone.
std::string_view fault_of(const struct stat& status, int readable, const Directory& folder) {
  const auto& trust = folder.trust();
  return S_ISLNK(status.st_mode)                                                   ? "PATH-LINK"
         : is_open_to_others(status, trust)                                        ? "PATH-WRITABLE"
         : folder.is_shared() && S_ISREG(status.st_mode) && status.st_nlink > 1    ? "PATH-NAMES"
         : (status.st_mode & S_IWGRP) != 0 && has_hidden_writers(readable, status) ? "PATH-ACL"
                                                                                   : "";
}

Status check_entry(const struct stat& status, int readable, const Directory& folder,
                   std::string_view name) {
  if (!folder.trust().covers(status.st_uid)) {
    return owner_refused(folder.of(name), folder.of(name), status.st_uid);
  }
  const auto id = fault_of(status, readable, folder);
  return id.empty() ? Status() : path_refused(id, folder.of(name), folder.of(name), status.st_uid);
}

}  // namespace

Status Directory::check_own(std::string_view name) const {
  const auto held = status(name);
  if (!held) {
    return {};
  }
  const bool is_hidden = (held->st_mode & S_IWGRP) != 0 && !S_ISLNK(held->st_mode);
  const auto readable =
      is_hidden ? open_at(descriptor(), name, O_RDONLY | O_NOFOLLOW) : Descriptor();
  return check_entry(*held, readable.get(), *this, name);
}

Result<Descriptor> Directory::open_own(std::string_view name, int flags) const {
  if (auto fine = check_own(name); !fine) {
    return fail(std::move(fine.error()));
  }
  auto file = open_entry(name, flags);
  struct stat status{};
  if (!file.valid() || ::fstat(file.get(), &status) != 0) {
    return Descriptor();
  }
  if (auto fine = check_entry(status, file.get(), *this, name); !fine) {
    return fail(std::move(fine.error()));
  }
  return file;
}

Result<Bytes> Directory::read_own(std::string_view name, std::uintmax_t limit) const {
  const auto path = of(name);
  const auto file = open_own(name, O_RDONLY);
  if (!file) {
    return fail(file.error());
  }
  struct stat status{};
  if (!file->valid() || ::fstat(file->get(), &status) != 0) {
    const bool is_missing = errno == ENOENT;
    return fail(ErrorKind::input, is_missing ? Reason::not_found : Reason::no_access,
                is_missing ? "FILE-NOT-FOUND" : "FILE-UNREADABLE", {arg("path", path.native())},
                {system_cause(errno)});
  }
  if (auto error = failure_of_type(ErrorKind::input, path.native(), status.st_mode)) {
    return fail(std::move(*error));
  }
  return read_descriptor(file->get(), path.native(), limit);
}

Descriptor Directory::open_entry(std::string_view name, int flags, mode_t mode) const {
  auto made = open_at(descriptor(), name, flags | O_NOFOLLOW, mode);
  if (made.valid() && (flags & O_CREAT) != 0 && drop_access_list(made.get()) != 0) {
    (void)remove(name);
    made = Descriptor();
    errno = EACCES;
  }
  return made;
}

int Directory::rename(std::string_view from, const Directory& target, std::string_view to,
                      unsigned flags) const {
  return ::renameat2(descriptor(), std::string(from).c_str(), target.descriptor(),
                     std::string(to).c_str(), flags) == 0
             ? 0
             : errno;
}

int Directory::move_without_replacing(std::string_view from, const Directory& target,
                                      std::string_view to) const {
  const int failed = rename(from, target, to, RENAME_NOREPLACE);
  if (failed != EINVAL && failed != ENOSYS && failed != ENOTSUP) {
    return failed;
  }
  // File systems that lack the flag (NFS) have links, which never replace either.
  if (const int unlinked = link(from, target, to)) {
    return unlinked;
  }
  (void)remove(from);
  return 0;
}

int Directory::link(std::string_view from, const Directory& target, std::string_view to) const {
  return ::linkat(descriptor(), std::string(from).c_str(), target.descriptor(),
                  std::string(to).c_str(), 0) == 0
             ? 0
             : errno;
}

int Directory::make_link(std::string_view leads_to, std::string_view name) const {
  return ::symlinkat(std::string(leads_to).c_str(), descriptor(), std::string(name).c_str()) == 0
             ? 0
             : errno;
}

int Directory::remove(std::string_view name) const {
  return ::unlinkat(descriptor(), std::string(name).c_str(), 0) == 0 ? 0 : errno;
}

int Directory::remove_directory(std::string_view name) const {
  return ::unlinkat(descriptor(), std::string(name).c_str(), AT_REMOVEDIR) == 0 ? 0 : errno;
}

int Directory::remove_flat(std::string_view name) const {
  const int failed = remove(name);
  if (failed != EISDIR && failed != EPERM) {
    return failed;
  }
  const auto inside = child_as_found(name);
  if (!inside) {
    return errno;
  }
  for (const auto& each : inside->names()) {
    (void)inside->remove(each);
  }
  return remove_directory(name);
}

int Directory::sync() const {
  const auto readable = open_at(descriptor(), ".", O_RDONLY | O_DIRECTORY);
  if (!readable.valid()) {
    // A folder that we may write in but not list cannot be opened, hence not synced.
    return errno == EACCES ? 0 : errno;
  }
  return sync_descriptor(readable.get());
}

int Directory::sync_disk(std::set<dev_t>& synced) const {
  const auto readable = open_at(descriptor(), ".", O_RDONLY | O_DIRECTORY);
  struct stat status{};
  if (!readable.valid() || ::fstat(readable.get(), &status) != 0) {
    return errno;
  }
  return synced.insert(status.st_dev).second && ::syncfs(readable.get()) != 0 ? errno : 0;
}

int Directory::set_mode(mode_t mode) const {
  const auto readable = open_at(descriptor(), ".", O_RDONLY | O_DIRECTORY);
  return readable.valid() && ::fchmod(readable.get(), mode) == 0 ? 0 : errno;
}

bool Directory::is_same(const Directory& other) const {
  struct stat one{};
  struct stat two{};
  return ::fstat(descriptor(), &one) == 0 && ::fstat(other.descriptor(), &two) == 0 &&
         is_same_file(one, two);
}

fs::path absolute(const fs::path& path) {
  std::error_code error;
  fs::path found;
  for (const auto& part : fs::absolute(path, error)) {
    if (part == "..") {
      // Only the link itself has to be followed: a directory lies in the one before it.
      const auto real = fs::is_symlink(found, error) ? fs::canonical(found, error) : fs::path();
      found = real.empty() ? found.parent_path() : real.parent_path();
    } else if (part != ".") {
      found /= part;
    }
  }
  return found;
}

Result<Entry> locate(const fs::path& path, const Trust& trust) {
  if (!is_representable(path)) {
    return fail(write_failure(path, EINVAL));
  }
  const auto name = path.filename().native();
  if (name.empty() || name == "." || name == "..") {
    return fail(ErrorKind::usage, "FILE-IS-DIRECTORY", {arg("path", path.native())});
  }
  auto directory = Directory::open(folder_of(path), trust);
  if (!directory) {
    auto error = std::move(directory.error());
    const auto asked = std::ranges::find(error.args, "path", &Arg::name);
    if (asked != error.args.end() && is_unsafe(error.reason)) {
      *asked = arg("path", path.native());
    }
    return fail(std::move(error));
  }
  return Entry{std::move(*directory), name};
}

Result<fs::path> leads_to(const fs::path& link) {
  const auto folder = Directory::open(folder_of(link));
  if (!folder) {
    return fail(folder.error());
  }
  // One open link is judged and read: its name may be another's meanwhile.
  const auto opened = folder->open_entry(link.filename().native(), O_PATH);
  struct stat status{};
  if (!opened.valid() || ::fstat(opened.get(), &status) != 0) {
    return fail(folder_failure(link, link, errno));
  }
  if (folder->is_shared() || !Trust().covers(status.st_uid)) {
    return path_refused("PATH-LINK", link, link, status.st_uid);
  }
  const auto where = target_of(opened);
  if (where.empty()) {
    return fail(ErrorKind::usage, "FILE-NOT-REGULAR", {arg("path", link.native())});
  }
  return where.is_absolute() ? where : folder_of(link) / where;
}

}  // namespace dmp::files
