#include "dmp/files/directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "dmp/base/text.hpp"
#include "dmp/files/access.hpp"
#include "dmp/files/detail/descriptor.hpp"
#include "dmp/files/transaction.hpp"
#include "dmp/files/write.hpp"
#include "support/as_user.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::files;
using dmp::test::as_user;
using dmp::test::slurp;
using dmp::test::spill;
using dmp::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

constexpr uid_t kOther = 1234;

template <typename T>
std::string id_of(const Result<T>& result) {
  return result ? "" : result.error().id;
}

/// What is wrong with a way, as `<id> <folder>`.
std::string fault_of(const fs::path& path, const Trust& trust = {}) {
  const auto opened = Directory::open(path, trust);
  if (opened) {
    return "";
  }
  for (const auto language : {Language::english, Language::french}) {
    CHECK(wording(language).text(opened.error().id, opened.error().args).find('{') ==
          std::string::npos);
    CHECK_FALSE(wording(language).remedy(opened.error().id, opened.error().args).empty());
  }
  const auto folder = std::ranges::find(opened.error().args, "folder", &Arg::name);
  return opened.error().id + " " +
         (folder == opened.error().args.end() ? "" : fs::path(folder->value).filename().string());
}

void make(const fs::path& folder, mode_t mode, uid_t owner = ::geteuid(),
          gid_t group = ::getegid()) {
  fs::create_directories(folder);
  REQUIRE(::chown(folder.c_str(), owner, group) == 0);
  REQUIRE(::chmod(folder.c_str(), mode) == 0);
}

bool is_root() {
  if (::geteuid() != 0) {
    WARN("skipped: only root makes files of other users");
  }
  return ::geteuid() == 0;
}

/// The binary form of an access control list: owner, one named user, group, mask, others.
void give_list(const fs::path& path, const char* kind, uid_t user, unsigned rights) {
  struct Line {
    std::uint16_t tag, rights;
    std::uint32_t id;
  };
  constexpr std::uint32_t kNobody = 0xFFFFFFFF;
  struct {
    std::uint32_t version = 2;
    std::array<Line, 5> lines;
  } list;
  const auto bits = static_cast<std::uint16_t>(rights);
  list.lines = {{{0x01, 7, kNobody},
                 {0x02, bits, user},
                 {0x04, 0, kNobody},
                 {0x10, bits, kNobody},
                 {0x20, 0, kNobody}}};
  REQUIRE(::setxattr(path.c_str(), kind, &list, sizeof list, 0) == 0);
}

bool has_lists(const fs::path& folder) {
  if (::getxattr(folder.c_str(), "system.posix_acl_access", nullptr, 0) < 0 && errno == ENOTSUP) {
    WARN("skipped: this file system has no access control lists");
    return false;
  }
  return true;
}

}  // namespace

TEST_CASE("an absolute path keeps its links, and .. behind one is where it leads") {
  const TemporaryFolder folder;
  const auto root = fs::canonical(folder.path());
  fs::create_directories(root / "releases/7/in");
  fs::create_symlink("releases/7", root / "current");
  CHECK(files::absolute(root / "current/lb.pem") == root / "current/lb.pem");
  CHECK(files::absolute(root / "current/../lb.pem") == root / "releases/lb.pem");
  CHECK(files::absolute(root / "current/in/../lb.pem") == root / "current/lb.pem");
  CHECK(files::absolute(root / "./releases/../lb.pem") == root / "lb.pem");
  CHECK(files::absolute(root / "gone/../lb.pem") == root / "lb.pem");
  CHECK(files::absolute("/../lb.pem") == "/lb.pem");
  CHECK(files::absolute("lb.pem") == fs::current_path() / "lb.pem");
}

TEST_CASE("a way that belongs to root and to oneself is walked, and made") {
  const TemporaryFolder base;
  CHECK(fault_of(base.path()).empty());
  std::vector<Entry> made;
  const auto below = Directory::make(base / "a/./b/../b/c", {}, &made);
  REQUIRE(below);
  REQUIRE(made.size() == 3);
  CHECK(fs::equivalent(made[2].path(), base / "a/b/c"));
  CHECK(made[0].name + made[1].name + made[2].name == "abc");
  CHECK(Directory::find(base / "a/x/y")->has_value() == false);
  CHECK(fault_of(base / "a/x") == "FILE-FOLDER x");
  spill(base / "a/file", "");
  CHECK(id_of(Directory::make(base / "a/file/x")) == "FILE-NOT-A-FOLDER");
  CHECK(id_of(below->child("missing")) == "FILE-FOLDER");
  CHECK(below->make_child("d")->path() == base / "a/./b/../b/c/d");
}

TEST_CASE("a directory that others own or may write is refused, wherever it is on the way") {
  if (!is_root()) {
    return;
  }
  const TemporaryFolder base;
  const auto at = [&](mode_t mode, uid_t owner, gid_t group, const Trust& trust = {}) {
    fs::remove_all(base / "x");
    make(base / "x", mode, owner, group);
    make(base / "x/y", 0700);
    return fault_of(base / "x/y", trust);
  };
  CHECK(at(0755, 0, 0).empty());
  CHECK(at(0755, kOther, kOther) == "PATH-OWNER x");
  CHECK(at(0700, kOther, 0) == "PATH-OWNER x");
  CHECK(at(0775, 0, kOther) == "PATH-WRITABLE x");
  CHECK(at(0775, 0, 0) == "PATH-WRITABLE x");
  CHECK(at(0777, 0, 0) == "PATH-WRITABLE x");
  CHECK(at(01777, 0, 0).empty());
  CHECK(at(01777, kOther, 0) == "PATH-OWNER x");
  CHECK(at(0750, kOther, 0, {{kOther}, {}}).empty());
  CHECK(at(0770, 0, kOther, {{}, {kOther}}).empty());
  CHECK(at(0772, 0, kOther, {{kOther}, {kOther}}) == "PATH-WRITABLE x");
}

TEST_CASE("a group that is the user's alone may write, but for root's") {
  constexpr uid_t kBin = 2;  // Debian's "bin", whose group has his number and name
  if (!is_root()) {
    return;
  }
  const TemporaryFolder base;
  REQUIRE(::chmod(base.path().c_str(), 0711) == 0);
  make(base / "own", 0775, kBin, kBin);
  CHECK(as_user(kBin, [&] { return Directory::open(base / "own").has_value(); }));
  make(base / "other", 0775, kBin, 1);
  CHECK(as_user(kBin, [&] { return !Directory::open(base / "other").has_value(); }));
  // "nogroup" has the number of "nobody", and is the group of others as well.
  make(base / "nobody", 0775, 65534, 65534);
  CHECK(as_user(65534, [&] { return !Directory::open(base / "nobody").has_value(); }));
}

TEST_CASE("in a sticky directory only one's own entries count") {
  if (!is_root()) {
    return;
  }
  const TemporaryFolder base;
  make(base / "tmp", 01777);
  make(base / "tmp/theirs", 0755, kOther, kOther);
  CHECK(fault_of(base / "tmp/theirs") == "PATH-OWNER theirs");
  CHECK(id_of(Directory::make(base / "tmp/theirs/new")) == "PATH-OWNER");
  CHECK_FALSE(fs::exists(base / "tmp/theirs/new"));
  CHECK(Directory::make(base / "tmp/ours/new"));
  // A file that is there already, and a link.
  spill(base / "tmp/file", "theirs");
  REQUIRE(::chown((base / "tmp/file").c_str(), kOther, kOther) == 0);
  CHECK(id_of(write_file(base / "tmp/file", as_bytes("x"), kPrivate, WriteMode::replace)) ==
        "PATH-OWNER");
  CHECK(slurp(base / "tmp/file") == "theirs");
  CHECK(id_of(append_line(base / "tmp/file", "x", kPrivate)) == "PATH-OWNER");
  spill(base / "tmp/second", "ours");
  fs::create_hard_link(base / "tmp/second", base / "tmp/third");
  CHECK(id_of(append_line(base / "tmp/third", "{}", kPrivate)) == "PATH-NAMES");
  CHECK(slurp(base / "tmp/second") == "ours");
  fs::create_symlink(base / "tmp/ours", base / "tmp/link");
  CHECK(fault_of(base / "tmp/link/new") == "PATH-LINK link");
}

TEST_CASE("links are followed where nobody else could have made or can exchange them") {
  const TemporaryFolder base;
  make(base / "real/in", 0700);
  fs::create_symlink("real", base / "relative");
  fs::create_symlink(base / "relative", base / "absolute");
  fs::create_symlink("../absolute/in", base / "real/up");
  fs::create_symlink("loop", base / "loop");
  CHECK(fault_of(base / "absolute/in").empty());
  CHECK(fault_of(base / "absolute/up").empty());
  CHECK(fault_of(base / "loop") == "PATH-LINKS loop");
  CHECK(fault_of(base / "loop/x") == "PATH-LINKS loop");
  if (!is_root()) {
    return;
  }
  REQUIRE(::lchown((base / "relative").c_str(), kOther, kOther) == 0);
  CHECK(fault_of(base / "absolute/in") == "PATH-LINK relative");
  // Nor does it help that he is the one for whom something is installed.
  CHECK(fault_of(base / "absolute/in", {{kOther}, {kOther}}) == "PATH-LINK relative");
}

TEST_CASE("what lies there is believed only where nobody else could have put it") {
  if (!is_root()) {
    return;
  }
  const TemporaryFolder base;
  const auto folder = Directory::open(base.path());
  REQUIRE(folder);
  spill(base / "key", "k");
  const auto with = [&](mode_t mode, uid_t owner, gid_t group) {
    REQUIRE(::chown((base / "key").c_str(), owner, group) == 0);
    REQUIRE(::chmod((base / "key").c_str(), mode) == 0);
    const auto read = folder->read_own("key");
    const auto checked = folder->check_own("key");
    CHECK(id_of(read) == id_of(checked));
    return id_of(read);
  };
  CHECK(with(0600, 0, 0).empty());
  CHECK(with(0644, 0, 0).empty());
  CHECK(with(0600, kOther, 0) == "PATH-OWNER");
  CHECK(with(0660, 0, kOther) == "PATH-WRITABLE");
  CHECK(with(0602, 0, 0) == "PATH-WRITABLE");
  CHECK(with(0600, 0, 0).empty());
  // A second name is nobody else's where nobody else may make one.
  fs::create_hard_link(base / "key", base / "second");
  CHECK(with(0600, 0, 0).empty());
  fs::create_symlink("key", base / "link");
  CHECK(id_of(folder->read_own("link")) == "PATH-LINK");
  CHECK(id_of(folder->read_own("missing")) == "FILE-NOT-FOUND");
  CHECK(folder->check_own("missing"));
}

TEST_CASE("a way that somebody exchanges after it was proven leads where it led") {
  const TemporaryFolder base;
  make(base / "work", 0700);
  make(base / "other", 0755);
  Transaction transaction;
  REQUIRE(transaction.stage(base / "work/key", as_bytes("k"), kPrivate, WriteMode::create));
  fs::rename(base / "work", base / "away");
  fs::create_directory_symlink(base / "other", base / "work");
  REQUIRE(transaction.commit());
  CHECK(slurp(base / "away/key") == "k");
  CHECK(fs::is_empty(base / "other"));
}

TEST_CASE("an access control list that a directory hands down opens nothing") {
  const TemporaryFolder base;
  make(base / "in", 0700);
  if (!is_root() || !has_lists(base / "in")) {
    return;
  }
  give_list(base / "in", "system.posix_acl_default", kOther, 7);
  REQUIRE(::chmod(base.path().c_str(), 0711) == 0);
  REQUIRE(::chmod((base / "in").c_str(), 0711) == 0);
  REQUIRE(write_file(base / "in/key", as_bytes("k"), 0640, WriteMode::create));
  REQUIRE(Directory::make(base / "in/below"));
  REQUIRE(Directory::open(base / "in/below")->set_mode(0711) == 0);
  REQUIRE(write_file(base / "in/below/key", as_bytes("k"), 0640, WriteMode::create));
  for (const auto* name : {"in/key", "in/below/key"}) {
    CAPTURE(name);
    CHECK(as_user(kOther, [&] { return ::open((base / name).c_str(), O_RDONLY) < 0; }));
    CHECK(::getxattr((base / name).c_str(), "system.posix_acl_access", nullptr, 0) < 0);
  }
}

TEST_CASE("an access control list that lets others write is refused") {
  const TemporaryFolder base;
  make(base / "in", 0700, ::geteuid(), ::getegid());
  if (!is_root() || !has_lists(base / "in")) {
    return;
  }
  give_list(base / "in", "system.posix_acl_access", kOther, 7);
  CHECK(fault_of(base / "in") == "PATH-WRITABLE in");
  // The right of the group that is trusted would be the named user's as well.
  CHECK(fault_of(base / "in", {{}, {::getegid()}}) == "PATH-ACL in");
}

TEST_CASE("the group of a file with a list has what the list gives to it, and no more without it") {
  const TemporaryFolder base;
  if (!is_root() || !has_lists(base.path())) {
    return;
  }
  const auto look = [](const Descriptor& file) {
    struct stat status{};
    REQUIRE(::fstat(file.get(), &status) == 0);
    return access_of(file.get(), status);
  };
  spill(base / "key", "k");
  REQUIRE(::chmod((base / "key").c_str(), 0640) == 0);
  const auto file = open_retrying(base / "key", O_RDONLY);
  CHECK(look(file).mode == 0640);
  CHECK_FALSE(look(file).has_list);
  CHECK_FALSE(look(file).is_written_by_others);
  // group::--- and the mask rw-, which is what st_mode shows as the group's.
  give_list(base / "key", "system.posix_acl_access", kOther, 6);
  struct stat status{};
  REQUIRE(::stat((base / "key").c_str(), &status) == 0);
  REQUIRE((status.st_mode & 0777U) == 0760);
  CHECK(look(file).mode == 0700);
  CHECK(look(file).has_list);
  CHECK(look(file).is_written_by_others);
  REQUIRE(drop_access_list(file.get()) == 0);
  REQUIRE(::stat((base / "key").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0700);
}
