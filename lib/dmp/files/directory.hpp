#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/files/read.hpp"

/// Whose a path is. What runs as root beside other users may write only where none of them prepared
/// the way, and may believe only what none of them could have put there.
namespace dmp::files {

class Descriptor;
struct Entry;

/// Trust names who may own or change what lies on a way, beside root and the user who runs this.
struct Trust {
  std::vector<uid_t> owners;
  std::vector<gid_t> groups;
  /// covers tells whether an owner is root, the user who runs this or named.
  [[nodiscard]] bool covers(uid_t owner) const;
  [[nodiscard]] bool names_anybody() const { return !owners.empty() || !groups.empty(); }
};

/// Others are those who may exchange what a name stands for, beside root and the user who runs
/// this.
struct Others {
  std::set<uid_t> users;   ///< Owners of directories.
  std::set<gid_t> groups;  ///< Groups that may write in directories.
  bool everybody = false;
  [[nodiscard]] bool none() const { return *this == Others(); }
  /// are_only tells whether there is nobody, or only this user.
  [[nodiscard]] bool are_only(uid_t user) const;
  void add(const Others& more);
  bool operator==(const Others&) const = default;
};

/// is_own tells whether nobody but root and the user who runs this may write a file.
bool is_own(const struct stat& status);

/// Directory is an open directory whose way from / is proven: each directory on it belongs to root,
/// to the user who runs this or to the one named by Trust, and nobody else may write in it. In a
/// sticky directory others may write; there, who owns an entry counts. A symbolic link is followed
/// where root or the user who runs this made it, in a directory in which nobody else may write.
/// The way is walked from descriptor to descriptor, and everything is done through the last one: a
/// path is never looked up twice.
///
/// Error ids (environment), with `path` (what was asked for), `folder` (what is wrong) and `owner`:
/// PATH-OWNER, PATH-WRITABLE, PATH-ACL, PATH-LINK (a link that may not be followed), PATH-LINKS
/// (too many); FILE-FOLDER, FILE-NOT-A-FOLDER, FILE-DISK-FULL, FILE-WRITE.
class Directory {
 public:
  /// open walks to a directory that exists.
  static Result<Directory> open(const std::filesystem::path& path, const Trust& trust = {});
  /// find is open, and nothing where the directory, or one above it, does not exist.
  static Result<std::optional<Directory>> find(const std::filesystem::path& path,
                                               const Trust& trust = {});
  /// as_found opens a directory whose way nobody proved, to look and never to write: anybody may
  /// have led there. What child and open_own open in it is judged all the same. Nothing where it
  /// cannot be opened.
  static std::optional<Directory> as_found(const std::filesystem::path& path);
  /// make walks and makes what is missing, each level with `mode` (and 0711 where somebody is
  /// named, who is to pass) and synced, before the next; a level that cannot be synced is removed
  /// again. The paths of those that were made go to `made`, outer ones first.
  static Result<Directory> make(const std::filesystem::path& path, const Trust& trust = {},
                                std::vector<Entry>* made = nullptr, mode_t mode = 0700);

  /// child opens, make_child opens or makes a directory in this one; `mode` is that of a new one.
  /// `name` has no slash.
  [[nodiscard]] Result<Directory> child(std::string_view name) const;
  [[nodiscard]] Result<Directory> make_child(std::string_view name, mode_t mode = 0700) const;

  /// child_as_found is as_found of a directory in this one; no link stands for it.
  [[nodiscard]] std::optional<Directory> child_as_found(std::string_view name) const;

  /// path is the directory as it was asked for, for messages; of(name) that of an entry.
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path of(std::string_view name) const { return path_ / name; }
  /// real_path is where it lies in truth, behind all links.
  [[nodiscard]] const std::filesystem::path& real_path() const { return real_path_; }
  /// descriptor serves the …at calls; it may not be readable (O_PATH).
  [[nodiscard]] int descriptor() const;
  [[nodiscard]] const Trust& trust() const { return trust_; }
  /// trusting is the same directory; what is opened in it has to be of those who are named here.
  [[nodiscard]] Directory trusting(const Trust& trust) const;
  /// is_shared tells whether others may make entries here: in a sticky directory, or one of
  /// somebody named by Trust.
  [[nodiscard]] bool is_shared() const { return shared_; }
  /// others tells who may make entries here, or exchange this directory or one on the way to it. In
  /// a sticky directory of ours nobody exchanges what is ours.
  [[nodiscard]] Others others() const;
  /// others_over_ours tells who of them may exchange an entry of ours in this directory.
  [[nodiscard]] Others others_over_ours() const;
  /// admits_strangers tells whether somebody may who is not even named.
  [[nodiscard]] bool admits_strangers() const { return strangers_; }

  /// status is lstat of an entry; nothing where it is not there or cannot be asked for.
  [[nodiscard]] std::optional<struct stat> status(std::string_view name) const;
  /// list gets the names of the entries without "." and "..", sorted; 0 or errno, with those read
  /// until then.
  [[nodiscard]] int list(std::vector<std::string>& names) const;
  /// names is list, with none where it may not be read.
  [[nodiscard]] std::vector<std::string> names() const;
  /// read_link returns where a symbolic link leads, or "".
  [[nodiscard]] std::string read_link(std::string_view name) const;

  /// check_own refuses an entry that is there and that somebody else owns or could change: a file
  /// that belongs to none of those who are trusted, that others may write, or, in a directory where
  /// others may make names, that has more than one. What is not there is fine. Error ids:
  /// PATH-OWNER, PATH-WRITABLE, PATH-ACL, PATH-LINK, PATH-NAMES.
  [[nodiscard]] Status check_own(std::string_view name) const;
  /// read_own reads a file for which check_own holds, looking at the open file. Errors as
  /// check_own's and read_file's.
  [[nodiscard]] Result<Bytes> read_own(std::string_view name,
                                       std::uintmax_t limit = kDefaultLimit) const;

  /// open_own opens an entry for which check_own holds, and looks at what was opened: whatever
  /// somebody does to the name meanwhile, the open file is ours. Errors as check_own's; an invalid
  /// descriptor, and errno, where it cannot be opened.
  [[nodiscard]] Result<Descriptor> open_own(std::string_view name, int flags) const;
  /// open_entry opens an entry itself, never through a link and without waiting; invalid, and
  /// errno, on failure. What is made has lost the access control list that the directory hands down
  /// before it has a byte; EACCES where that cannot be done.
  [[nodiscard]] Descriptor open_entry(std::string_view name, int flags, mode_t mode = 0) const;

  /// These return 0 or errno.
  [[nodiscard]] int rename(std::string_view from, const Directory& target, std::string_view to,
                           unsigned flags = 0) const;
  /// move_without_replacing renames, or EEXIST when the target is there.
  [[nodiscard]] int move_without_replacing(std::string_view from, const Directory& target,
                                           std::string_view to) const;
  [[nodiscard]] int link(std::string_view from, const Directory& target, std::string_view to) const;
  [[nodiscard]] int make_link(std::string_view leads_to, std::string_view name) const;
  [[nodiscard]] int remove(std::string_view name) const;
  /// remove_directory removes an empty directory.
  [[nodiscard]] int remove_directory(std::string_view name) const;
  /// remove_flat removes an entry, and of a directory the files in it: what others may have moved
  /// there as a directory stays (ENOTEMPTY).
  int remove_flat(std::string_view name) const;
  /// sync makes what happened to the entries' names last.
  [[nodiscard]] int sync() const;
  /// sync_disk makes all that was written to its file system last, unless that one is in `synced`.
  [[nodiscard]] int sync_disk(std::set<dev_t>& synced) const;
  /// set_mode sets the mode of the directory itself.
  [[nodiscard]] int set_mode(mode_t mode) const;

  /// is_same tells whether both are the same directory.
  [[nodiscard]] bool is_same(const Directory& other) const;

 private:
  friend class Walk;
  /// Reach is who else reaches a directory: on the way to it, and by making entries in it.
  struct Reach {
    Others way;
    Others here;
    bool keeps_ours = false;  ///< Nobody of those here exchanges an entry of ours.
  };
  static Reach anybody();
  Directory(std::shared_ptr<const Descriptor> descriptor, std::filesystem::path path,
            std::filesystem::path real_path, Trust trust, bool shared, bool strangers, Reach reach)
      : descriptor_(std::move(descriptor)),
        path_(std::move(path)),
        real_path_(std::move(real_path)),
        trust_(std::move(trust)),
        shared_(shared),
        strangers_(strangers),
        reach_(std::move(reach)) {}

  std::shared_ptr<const Descriptor> descriptor_;
  std::filesystem::path path_;
  std::filesystem::path real_path_;
  Trust trust_;
  bool shared_ = false;
  bool strangers_ = false;
  Reach reach_;
};

/// Entry is a name in a directory: what a path stands for once its way is proven.
struct Entry {
  Directory directory;
  std::string name;
  [[nodiscard]] std::filesystem::path path() const { return directory.of(name); }
};

/// locate proves the way to the folder of a path. Errors as Directory's.
Result<Entry> locate(const std::filesystem::path& path, const Trust& trust = {});

/// check_writable tells whether who runs this may make entries in a directory, or make it where it
/// is not there yet, on a way that is proven; nothing is made. Errors as Directory's.
Status check_writable(const std::filesystem::path& folder, const Trust& trust = {});

/// absolute returns a path as records name it: from /, its links as they are, without "." and "..".
/// Behind a symbolic link, ".." is the directory above the one that it leads to.
std::filesystem::path absolute(const std::filesystem::path& path);

/// leads_to returns where a symbolic link leads, if it may be followed: root or the user who runs
/// this made it, where nobody else may make names. What is no link: FILE-NOT-REGULAR (usage).
/// Errors as Directory's.
Result<std::filesystem::path> leads_to(const std::filesystem::path& link);

}  // namespace dmp::files
