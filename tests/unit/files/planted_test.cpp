// What another user puts at a target between our look at it and our change of it. The steps are
// taken apart here, so that what comes between two of them comes every time.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "dmp/files/detail/store.hpp"
#include "dmp/files/output.hpp"
#include "dmp/files/read.hpp"
#include "support/catch.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::files;
using dmp::test::slurp;
using dmp::test::spill;
using dmp::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

constexpr uid_t kOther = 1234;

uid_t owner_of(const fs::path& path) {
  struct stat status{};
  return ::lstat(path.c_str(), &status) == 0 ? status.st_uid : ~uid_t{0};
}

/// Whether a file can be given to somebody else; it is said where it cannot.
bool can_give() {
  const bool is_root = ::geteuid() == 0;
  if (!is_root) {
    WARN("skipped: only root can give a file to somebody else");
  }
  return is_root;
}

/// A directory in which everybody may make names, and what kOther put there.
struct Shared {
  TemporaryFolder base;
  Shared() { REQUIRE(::chmod(base.path().c_str(), 01777) == 0); }
  [[nodiscard]] fs::path at(const std::string& name) const { return base.path() / name; }
  static void give(const fs::path& path) { REQUIRE(::lchown(path.c_str(), kOther, kOther) == 0); }
  void plant_file(const std::string& name) const {
    spill(at(name), "planted");
    give(at(name));
  }
  void plant_folder(const std::string& name) const {
    fs::create_directory(at(name));
    spill(at(name) / "key.pem", "planted");
    give(at(name) / "key.pem");
    give(at(name));
  }
};

Result<OpenPlace> open(const Place& place, const Trust& trust = {}) {
  return way_to(place, {"key.pem"}, trust).and_then([](const PlaceWay& way) {
    return open_place(way, {"key.pem"}, nullptr);
  });
}

Status make_version(const OpenPlace& place, const std::string& version) {
  const std::string name = place.place.kind == Place::Kind::file ? place.name : "key.pem";
  return write_version(place, version, {{name, as_bytes("ours"), {kPrivate, {}, {}}}}, "{}")
      .map([&] { REQUIRE(publish_version(place, version) == 0); });
}

}  // namespace

TEST_CASE("a file put at the target after the look at it is not taken for what was there before") {
  if (!can_give()) {
    return;
  }
  const Shared shared;
  const Place place{shared.at("lb.pem"), Place::Kind::file};
  auto opened = open(place);
  REQUIRE(opened);
  shared.plant_file("lb.pem");
  const auto former = keep_former(*opened, {});
  REQUIRE_FALSE(former);
  CHECK(former.error().id == "PATH-OWNER");
  CHECK(opened->store.names().empty());
  // Named, it is his, and taken.
  auto named = open(place, Trust{{kOther}, {}});
  REQUIRE(named);
  CHECK(keep_former(*named, {}));
}

TEST_CASE("what is recorded as the version before is that of the directory that was judged") {
  const Shared shared;
  for (const auto* name : {"x", "y"}) {
    fs::create_directory(shared.at(name));
  }
  const Place place{shared.at("x") / "lb.pem", Place::Kind::file};
  const std::string first = "000001-20261123T100000Z-1f4e9a";
  const auto made = open(place);
  REQUIRE((made && make_version(*made, first)));
  REQUIRE(point_to(*made, first) == 0);
  const auto way = way_to(place, {});
  REQUIRE(way);
  fs::rename(shared.at("x"), shared.at("z"));
  fs::rename(shared.at("y"), shared.at("x"));
  std::string before = "not asked";
  Switch change("20261124T100000Z-1f4e9a");
  REQUIRE(change.stage(*way, {{"lb.pem", as_bytes("new"), {kPrivate, {}, {}}}},
                       {[&](const std::string& version) { return before = version; }, {}}));
  CHECK(before == first);
  CHECK(change.moves().front().from == first);
  REQUIRE(change.turn());
  CHECK(slurp(shared.at("z") / "lb.pem") == "new");
  CHECK(fs::is_empty(shared.at("x")));
}

TEST_CASE("nothing but what was kept as the version before is taken away for the new one") {
  const Shared shared;
  const auto kind = GENERATE(Place::Kind::file, Place::Kind::folder);
  const auto put = [&](const std::string& name, const std::string& content) {
    const auto path = shared.at(name);
    fs::create_directories(kind == Place::Kind::file ? path.parent_path() : path);
    spill(kind == Place::Kind::file ? path : path / "key.pem", content);
  };
  put("there", "before");
  put("other", "precious");
  const Place place{shared.at("there"), kind};
  const auto way = way_to(place, {"key.pem"});
  if (kind == Place::Kind::file) {  // Others make names there: whose name it is nobody knows.
    REQUIRE_FALSE(way);
    CHECK(way.error().id == "PATH-SHARED");
    return;
  }
  REQUIRE(way);
  std::string kept;
  Switch change("20261124T100000Z-1f4e9a");
  const std::string name = kind == Place::Kind::file ? "there" : "key.pem";
  REQUIRE(change.stage(*way, {{name, as_bytes("new"), {kPrivate, {}, {}}}},
                       {{}, [&](const std::vector<FoundFile>& found) {
                          kept = found.size() == 1 ? as_text(found.front().content) : "";
                          return std::string("{}");
                        }}));
  CHECK(kept == "before");
  fs::rename(shared.at("there"), shared.at("moved"));
  fs::rename(shared.at("other"), shared.at("there"));
  CHECK_FALSE(change.turn());
  const auto file = kind == Place::Kind::file ? place.path : place.path / "key.pem";
  CHECK(slurp(file) == "precious");
}

TEST_CASE("a directory put at the target is given back, and is no version") {
  if (!can_give()) {
    return;
  }
  const Shared shared;
  const Place place{shared.at("AUTH_CLI"), Place::Kind::folder};
  const auto opened = open(place);
  REQUIRE(opened);
  REQUIRE(make_version(*opened, "000001-run"));
  shared.plant_folder("AUTH_CLI");
  CHECK(point_to(*opened, "000001-run") == EBUSY);
  CHECK(owner_of(place.path) == kOther);
  CHECK(slurp(place.path / "key.pem") == "planted");
  CHECK_FALSE(opened->store.status(kBefore));

  SECTION("nor is one of root's with other things in it") {
    fs::remove_all(place.path);
    fs::create_directory(place.path);
    spill(place.path / "precious", "root's");
    CHECK(point_to(*opened, "000001-run") == EBUSY);
    CHECK(slurp(place.path / "precious") == "root's");
  }
  SECTION("what a killed run left of it is put aside, and nothing of it is removed") {
    (void)opened->store.remove(".next");
    REQUIRE(opened->parent.rename("AUTH_CLI", opened->store, ".next") == 0);
    clear_leftovers(*opened);
    CHECK_FALSE(opened->store.status(kBefore));
    CHECK(slurp(place.store() / ".foreign-1" / "key.pem") == "planted");
    CHECK(point_to(*opened, "000001-run") == 0);
    CHECK(slurp(place.path / "key.pem") == "ours");
  }
}

TEST_CASE("what another user puts at a target that shows nothing stays his") {
  if (!can_give()) {
    return;
  }
  const Shared shared;
  const auto kind = GENERATE(Place::Kind::file, Place::Kind::folder);
  const Place place{shared.at("target"), kind};
  const auto opened = open(place);
  REQUIRE(opened);
  REQUIRE(make_version(*opened, "000001-run"));
  SECTION("a file") {
    shared.plant_file("target");
    CHECK(point_to(*opened, "000001-run") == EBUSY);
    CHECK(slurp(place.path) == "planted");
    CHECK(point_to(*opened, "") == 0);
    CHECK(slurp(place.path) == "planted");
    CHECK(owner_of(place.path) == kOther);
  }
  SECTION("a link") {
    fs::create_symlink("elsewhere", place.path);
    Shared::give(place.path);
    CHECK(point_to(*opened, "000001-run") == EBUSY);
    CHECK(point_to(*opened, "") == 0);
    CHECK(fs::read_symlink(place.path) == "elsewhere");
    CHECK(owner_of(place.path) == kOther);
  }
  SECTION("what a killed run had taken out of it is put aside") {
    shared.plant_file("target");
    REQUIRE(opened->parent.rename("target", opened->store, ".next") == 0);
    clear_leftovers(*opened);
    CHECK(slurp(place.store() / ".foreign-1") == "planted");
    CHECK(point_to(*opened, "000001-run") == 0);
    CHECK(point_to(*opened, "") == 0);
    CHECK_FALSE(fs::exists(fs::symlink_status(place.path)));
  }
  CHECK_FALSE(opened->store.status(".next"));
}

TEST_CASE("where others may make names, a version's file is not its former owner's for ever") {
  if (!can_give()) {
    return;
  }
  const Shared shared;
  const Place place{shared.at("lb.pem"), Place::Kind::file};
  const Trust named{{kOther}, {}};
  const std::string version = "000001-20261123T100000Z-1f4e9a";
  const auto opened = open(place, named);
  REQUIRE(opened);
  REQUIRE(write_version(*opened, version, {{"lb.pem", as_bytes("ours"), {kPrivate, kOther, {}}}},
                        "{}"));
  REQUIRE(publish_version(*opened, version) == 0);
  REQUIRE(point_to(*opened, version) == 0);
  REQUIRE(owner_of(place.path) == kOther);
  CHECK(way_to(place, {}, named));
  const auto fine = way_to(place, {});
  REQUIRE_FALSE(fine);
  CHECK(fine.error().id == "PATH-OWNER");
  // Where only root makes names the owner goes over.
  REQUIRE(::chmod(shared.base.path().c_str(), 0755) == 0);
  CHECK(way_to(place, {}));
}

TEST_CASE("owner, group and mode go over only where no stranger could have put the file there") {
  const Shared shared;
  const auto mode = GENERATE(01777, 0755);
  REQUIRE(::chmod(shared.base.path().c_str(), static_cast<mode_t>(mode)) == 0);
  const Place place{shared.at("lb.pem"), Place::Kind::file};
  spill(place.path, "ours");
  const auto held = held_at(place, "lb.pem", {});
  REQUIRE((held && *held));
  CHECK((*held)->lends_rights == (mode == 0755));
}

TEST_CASE("a target's link leads to its version only where it is ours") {
  if (!can_give()) {
    return;
  }
  const Shared shared;
  const Place place{shared.at("AUTH_CLI"), Place::Kind::folder};
  const auto opened = open(place);
  REQUIRE(opened);
  REQUIRE(make_version(*opened, "000001-run"));
  REQUIRE(point_to(*opened, "000001-run") == 0);
  const auto held = held_at(place, "key.pem", {});
  REQUIRE((held && *held));
  CHECK((*held)->lends_rights);
  Shared::give(place.path);
  const auto refused = held_at(place, "key.pem", {});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().id == "PLACE-LINK");
}

TEST_CASE("a store of somebody else's says nothing about a target") {
  if (!can_give()) {
    return;
  }
  const Shared shared;
  const Place place{shared.at("AUTH_CLI"), Place::Kind::folder};
  fs::create_directories(place.store() / "000009-forged");
  spill(place.store() / "000009-forged.json", "{}");
  fs::create_directory_symlink(".dmp-versions/AUTH_CLI/000009-forged", place.path);
  REQUIRE(current_version(place) == "000009-forged");
  const auto level = GENERATE(0, 1);
  Shared::give(level == 0 ? place.store() : place.store().parent_path());
  CHECK(current_version(place).empty());
  CHECK(versions_of(place).empty());
  CHECK_FALSE(has_store(place));
  CHECK(places_below(shared.base.path()).found.empty());
}

TEST_CASE("a closed directory that got the name of the versions is not opened to anybody") {
  if (!can_give()) {
    return;
  }
  const Shared shared;
  const auto versions = shared.at(".dmp-versions");
  fs::create_directories(versions / "conf");
  const auto* const precious = GENERATE("precious", "conf/.token");
  spill(versions / precious, "root's");
  REQUIRE(::chmod(versions.c_str(), 0700) == 0);
  const Place place{shared.at("lb.pem"), Place::Kind::file};
  const auto opened = open(place, Trust{{kOther}, {}});
  REQUIRE_FALSE(opened);
  CHECK(opened.error().id == "PLACE-OTHER");
  const auto locked = open_store(versions, Trust{{kOther}, {}});
  REQUIRE_FALSE(locked);
  CHECK(locked.error().id == "PLACE-OTHER");
  struct stat status{};
  REQUIRE(::stat(versions.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0700);
}

TEST_CASE("in another user's directory, what holds more than stores is no directory of versions") {
  if (!can_give()) {
    return;
  }
  const Shared shared;
  const auto his = shared.at("his");
  fs::create_directory(his);
  Shared::give(his);
  const auto parent = Directory::open(his, Trust{{kOther}, {}});
  REQUIRE(parent);
  const auto versions = his / ".dmp-versions";
  const auto make = GENERATE(false, true);
  std::vector<Entry> made;

  SECTION("one of root's with other things in it is refused, and stays as it is") {
    const auto* const precious =
        GENERATE("settings", "data/settings.json", "lb.pem/000123-backup/dump", ".lock");
    fs::create_directories((versions / precious).parent_path());
    spill(versions / precious, "root's");
    REQUIRE(::chmod(versions.c_str(), 0700) == 0);
    const auto before = fs::last_write_time(versions);
    const auto opened = open_versions(*parent, make, &made);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().id == "PLACE-OTHER");
    CHECK(made.empty());
    CHECK(slurp(versions / precious) == "root's");
    CHECK(fs::last_write_time(versions) == before);
    CHECK(fs::status(versions).permissions() == fs::perms::owner_all);
  }
  SECTION("one of his own is refused") {
    fs::create_directory(versions);
    Shared::give(versions);
    CHECK(open_versions(*parent, make, &made).error().id == "PATH-OWNER");
    CHECK(made.empty());
  }
  SECTION("stores are taken") {
    fs::create_directories(versions / "lb.pem" / "000001-20261123T100000Z-1f4e9a");
    CHECK(open_versions(*parent, make, &made));
    CHECK(made.empty());
  }
  SECTION("what is not there is made where that is asked for, and noted") {
    CHECK(open_versions(*parent, make, &made).has_value() == make);
    CHECK(fs::exists(versions) == make);
    CHECK(made.size() == (make ? 1 : 0));
  }
}

TEST_CASE("a directory is removed with its files, and with no directory or link's end") {
  const TemporaryFolder base;
  for (const auto* name : {"file", "flat/a", "flat/b", "deep/key.pem", "deep/data/file"}) {
    fs::create_directories((base.path() / name).parent_path());
    spill(base.path() / name, "x");
  }
  fs::create_directory_symlink("../deep", base.path() / "flat" / "inside");
  fs::create_directory_symlink("deep", base.path() / "link");
  const auto folder = Directory::open(base.path());
  REQUIRE(folder);
  for (const auto* name : {"file", "flat", "link"}) {
    CHECK(folder->remove_flat(name) == 0);
    CHECK_FALSE(folder->status(name));
  }
  CHECK(slurp(base.path() / "deep" / "key.pem") == "x");
  CHECK(folder->remove_flat("deep") == ENOTEMPTY);
  CHECK_FALSE(fs::exists(base.path() / "deep" / "key.pem"));
  CHECK(slurp(base.path() / "deep" / "data" / "file") == "x");
  CHECK(folder->remove_flat("absent") == ENOENT);
}

TEST_CASE("a plain directory with a directory under the name of a file is no version") {
  const TemporaryFolder base;
  const Place place{base.path() / "AUTH_CLI", Place::Kind::folder};
  fs::create_directories(place.path / "key.pem");
  const auto fine = way_to(place, {"key.pem"});
  REQUIRE_FALSE(fine);
  CHECK(fine.error().id == "PLACE-OTHER");
}

TEST_CASE("a link is followed only where it is there, ours, and nobody else could have made it") {
  const Shared shared;
  spill(shared.at("target"), "x");
  fs::create_symlink("target", shared.at("link"));
  CHECK(leads_to(shared.at("link")).error().id == "PATH-LINK");
  CHECK(leads_to(shared.at("nowhere")).error().id == "FILE-FOLDER");
  REQUIRE(::chmod(shared.base.path().c_str(), 0755) == 0);
  CHECK(*leads_to(shared.at("link")) == shared.at("target"));
  CHECK(leads_to(shared.at("target")).error().id == "FILE-NOT-REGULAR");
}

TEST_CASE("files that have to be ours are reached by no link of others", "[own]") {
  if (!can_give()) {
    return;
  }
  const Shared shared;
  spill(shared.at("secret"), "words");
  REQUIRE(::chmod(shared.at("secret").c_str(), 0600) == 0);
  // Ours, but who gave it this name?
  CHECK(read_own_file(shared.at("secret")).error().id == "PATH-SHARED");
  CHECK(read_secret_file(shared.at("secret")).error().id == "PATH-SHARED");
  CHECK(check_own_file(shared.at("secret")).error().id == "PATH-SHARED");
  fs::create_symlink("secret", shared.at("link"));
  Shared::give(shared.at("link"));
  CHECK(read_own_file(shared.at("link")).error().id == "PATH-LINK");
  CHECK(read_secret_file(shared.at("link")).error().id == "PATH-LINK");
  CHECK(check_own_file(shared.at("link")).error().id == "PATH-LINK");
  // What is not there yet may be anybody's in a moment.
  CHECK(check_own_file(shared.at("absent")).error().id == "FILE-NOT-FOUND");
  REQUIRE(::mkfifo(shared.at("pipe").c_str(), 0600) == 0);
  CHECK(check_own_file(shared.at("pipe")).error().id == "PATH-SHARED");
  Shared::give(shared.at("pipe"));
  CHECK(check_own_file(shared.at("pipe")).error().id == "PATH-OWNER");
  CHECK(check_own_file("/dev/fd/0"));
  // Our own links, as those of a mounted secret, are followed.
  const TemporaryFolder ours;
  fs::create_directory(ours.path() / "..2026");
  spill(ours.path() / "..2026" / "words", "words");
  REQUIRE(::chmod((ours.path() / "..2026" / "words").c_str(), 0600) == 0);
  fs::create_directory_symlink("..2026", ours.path() / "..data");
  fs::create_symlink("..data/words", ours.path() / "words");
  CHECK(read_secret_file(ours.path() / "words"));
}

TEST_CASE("a file of the kernel's is no regular file") {
  for (const auto* path :
       {"/proc/self/environ", "/proc/version", "/sys/devices/system/cpu/online"}) {
    const auto content = read_file(path);
    REQUIRE_FALSE(content);
    CHECK(content.error().id == "FILE-NOT-REGULAR");
  }
}
