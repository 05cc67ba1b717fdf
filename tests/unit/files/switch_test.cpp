#include "dmp/files/switch.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <thread>

#include "support/as_user.hpp"
#include "support/catch.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::files;
using dmp::test::on_small_disk;
using dmp::test::slurp;
using dmp::test::spill;
using dmp::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kAll = 1000;

std::string id_of(const Status& status) { return status ? "" : status.error().id; }

mode_t mode_of(const fs::path& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
}

/// A pair of files that belong together, of one generation.
Status stage_pair(Switch& change, const Place& place, const std::string& generation) {
  const auto content = as_bytes(generation);
  return change.stage({place, {}, {}}, {{"key.pem", content, {kPrivate, {}, {}}},
                                        {"certificate.pem", content, {kPublic, {}, {}}}});
}

Status put_pair(const Place& place, const std::string& generation, std::size_t keep = kAll) {
  Switch change("run-" + generation);
  return stage_pair(change, place, generation).and_then([&] { return change.turn(); }).map([&] {
    change.settle(keep);
  });
}

Status put_file(const Place& place, const std::string& generation, std::size_t keep = kAll) {
  Switch change("run-" + generation);
  return change
      .stage({place, {}, {}}, {{place.path.filename(), as_bytes(generation), {kPrivate, {}, {}}}})
      .and_then([&] { return change.turn(); })
      .map([&] { change.settle(keep); });
}

/// The version to which one would go back: the newest older one from which nobody went back.
std::string older(const Place& place) {
  std::string found;
  for (const auto& version : versions_of(place)) {
    if (version.current) {
      return found;
    }
    found = version.undone ? found : version.name;
  }
  return {};
}

bool back(const Place& place) {
  const auto to = older(place);
  if (to.empty()) {
    return false;
  }
  Switch change("back");
  REQUIRE(change.add({place, current_version(place), to, false}));
  REQUIRE(change.turn());
  change.settle(kAll);
  return true;
}

std::string names_of(const std::vector<Version>& versions) {
  std::string names;
  for (const auto& version : versions) {
    names += (names.empty() ? "" : " ") + version.name + (version.current ? "*" : "");
  }
  return names;
}

/// What a reader who opens the folder once finds in its two files; "" where a file was missing.
std::string read_pair(const fs::path& link) {
  const int folder = ::open(link.c_str(), O_RDONLY | O_DIRECTORY);
  std::string both;
  for (const auto* name : {"key.pem", "certificate.pem"}) {
    const int file = ::openat(folder, name, O_RDONLY);
    std::array<char, 16> text{};
    const auto got = ::read(file, text.data(), text.size());
    both += got > 0 ? std::string(text.data(), static_cast<std::size_t>(got)) + ";" : "";
    ::close(file);
  }
  ::close(folder);
  return both;
}

}  // namespace

TEST_CASE("a folder is exchanged as a whole, and one goes back to the version before") {
  const TemporaryFolder base;
  const Place place{base / "AUTH_CLI", Place::Kind::folder};
  REQUIRE(put_pair(place, "1"));
  CHECK(fs::is_symlink(place.path));
  CHECK(slurp(place.path / "key.pem") == "1");
  CHECK(mode_of(place.path / "key.pem") == 0600);
  CHECK(mode_of(place.path / "certificate.pem") == 0644);
  CHECK(mode_of(place.path) == 0755);  // Whoever watches the certificates gets to them.
  CHECK(mode_of(place.store()) == 0711);
  REQUIRE(put_pair(place, "2"));
  REQUIRE(put_pair(place, "3"));
  CHECK(names_of(versions_of(place)) == "000001-run-1 000002-run-2 000003-run-3*");
  CHECK(back(place));
  CHECK(slurp(place.path / "key.pem") == "2");
  CHECK(versions_of(place).back().undone);
  CHECK(versions_of(place).back().run() == "run-3");
  // What somebody went back from is not gone back to.
  REQUIRE(put_pair(place, "4"));
  CHECK(back(place));
  CHECK(slurp(place.path / "key.pem") == "2");
  CHECK(back(place));
  CHECK(slurp(place.path / "key.pem") == "1");
  CHECK_FALSE(back(place));
  CHECK(places_below(base.path()).found == std::vector{place});
}

TEST_CASE("a file is exchanged; what lay there before is the first version") {
  const TemporaryFolder base;
  const Place place{base / "store.p12", Place::Kind::file};
  spill(place.path, "somebody's");
  REQUIRE(put_file(place, "1"));
  REQUIRE(put_file(place, "2"));
  CHECK(slurp(place.path) == "2");
  CHECK_FALSE(fs::is_symlink(place.path));
  CHECK(mode_of(place.path) == 0600);
  CHECK(names_of(versions_of(place)) == "000000-before 000001-run-1 000002-run-2*");
  CHECK(places_below(base.path()).found == std::vector{place});
  CHECK(back(place));
  CHECK(back(place));
  CHECK(slurp(place.path) == "somebody's");
  REQUIRE(put_file(place, "5", 1));
  CHECK(versions_of(place).size() == 2);
}

TEST_CASE(
    "a plain folder of the same files becomes the version before; another one is left alone") {
  const TemporaryFolder base;
  const Place place{base / "SIGN", Place::Kind::folder};
  fs::create_directory(place.path);
  spill(place.path / "key.pem", "0");
  spill(place.path / "certificate.pem", "0");
  REQUIRE(put_pair(place, "1"));
  CHECK(read_pair(place.path) == "1;1;");
  CHECK(back(place));
  CHECK(read_pair(place.path) == "0;0;");

  const Place other{base / "other", Place::Kind::folder};
  fs::create_directory(other.path);
  spill(other.path / "notes.txt", "mine");
  CHECK(id_of(put_pair(other, "1")) == "PLACE-OTHER");
  CHECK(slurp(other.path / "notes.txt") == "mine");
}

TEST_CASE("a switch that is not settled leaves everything as it was") {
  const TemporaryFolder base;
  const Place old{base / "old", Place::Kind::folder};
  const Place fresh{base / "deep/down/fresh.p12", Place::Kind::file};
  REQUIRE(put_pair(old, "1"));
  {
    Switch change("run-2");
    REQUIRE(stage_pair(change, old, "2"));
    REQUIRE(change.stage({fresh, {}, {}}, {{"fresh.p12", as_bytes("2"), {kPrivate, {}, {}}}}));
    REQUIRE(change.turn());
    CHECK(slurp(fresh.path) == "2");
    CHECK(slurp(old.path / "key.pem") == "2");
  }
  CHECK(read_pair(old.path) == "1;1;");
  CHECK(names_of(versions_of(old)) == "000001-run-1*");
  CHECK_FALSE(fs::exists(base / "deep"));
}

// No version goes while it runs: a reader may be slower than three of them.
TEST_CASE("readers never see half a pair") {
  const TemporaryFolder base;
  const Place pair{base / "pair", Place::Kind::folder};
  const Place file{base / "file.pem", Place::Kind::file};
  REQUIRE(put_pair(pair, "0"));
  REQUIRE(put_file(file, "0"));
  std::atomic<bool> stop = false;
  std::atomic<int> torn = 0;
  std::atomic<int> looks = 0;
  std::thread reader([&] {
    while (!stop) {
      const auto seen = read_pair(pair.path);
      std::error_code error;
      const bool whole = seen.size() == 4 && seen[0] == seen[2];
      torn += whole && fs::file_size(file.path, error) == 1 && !error ? 0 : 1;
      ++looks;
    }
  });
  for (int i = 1; i < 200; ++i) {
    const std::string generation(1, static_cast<char>('0' + i % 10));
    CHECK(put_pair(pair, generation, 300));
    CHECK(put_file(file, generation, 300));
    if (i % 7 == 0) {
      CHECK(back(pair));
      CHECK(back(file));
    }
  }
  stop = true;
  reader.join();
  CHECK(torn == 0);
  CHECK(looks > 100);
}

TEST_CASE("places that are not safe are refused") {
  const TemporaryFolder base;
  const fs::path open = base / "open";
  fs::create_directory(open);
  ::chmod(open.c_str(), 0777);
  CHECK(id_of(put_pair({open / "x", Place::Kind::folder}, "1")) == "PATH-WRITABLE");
  CHECK(fs::is_empty(open));
  ::chmod(open.c_str(), 01777);
  CHECK(put_pair({open / "x", Place::Kind::folder}, "1"));

  const fs::path elsewhere = base / "elsewhere";
  fs::create_directory(elsewhere);
  fs::create_symlink(elsewhere, base / "link");
  CHECK(id_of(put_pair({base / "link", Place::Kind::folder}, "1")) == "PLACE-LINK");
  spill(elsewhere / "a.p12", "mine");
  fs::create_symlink(elsewhere / "a.p12", base / "a.p12");
  CHECK(id_of(put_file({base / "a.p12", Place::Kind::file}, "1")) == "PLACE-LINK");
  CHECK(slurp(elsewhere / "a.p12") == "mine");
  // Our own link on the way is followed; one that another user planted is not.
  CHECK(put_file({base / "link/b.p12", Place::Kind::file}, "1"));
  if (::geteuid() == 0) {
    REQUIRE(::lchown((base / "link").c_str(), 65534, 65534) == 0);
    CHECK(id_of(put_file({base / "link/c.p12", Place::Kind::file}, "1")) == "PATH-LINK");
    fs::create_directories(base / "theirs/.dmp-versions");
    REQUIRE(::chown((base / "theirs/.dmp-versions").c_str(), 65534, 65534) == 0);
    CHECK(id_of(put_file({base / "theirs/c.p12", Place::Kind::file}, "1")) == "PATH-OWNER");
    // A file of somebody else's is taken for no former version, and one of ours stays whose it is.
    spill(base / "his.p12", "x");
    REQUIRE(::chown((base / "his.p12").c_str(), 65534, 0) == 0);
    CHECK(id_of(put_file({base / "his.p12", Place::Kind::file}, "1")) == "PATH-OWNER");
    fs::create_directory(base / "plain");
    spill(base / "plain/key.pem", "x");
    REQUIRE(::chown((base / "plain/key.pem").c_str(), 65534, 0) == 0);
    CHECK(id_of(put_pair({base / "plain", Place::Kind::folder}, "1")) == "PATH-OWNER");
    CHECK(put_file({base / "ours.p12", Place::Kind::file}, "1"));
    REQUIRE(::chown((base / "ours.p12").c_str(), 65534, 0) == 0);
    CHECK(put_file({base / "ours.p12", Place::Kind::file}, "2"));
  }
}

TEST_CASE("a full disk leaves the old version") {
  const TemporaryFolder base;
  const auto disk = base / "disk";
  fs::create_directory(disk);
  CHECK(on_small_disk(disk, 64 * 1024, [&] {
    const Place place{fs::path(disk) / "pair", Place::Kind::folder};
    const bool first = put_pair(place, "1").has_value();
    const std::string large(200 * 1024, 'x');
    Switch change("run-2");
    const auto failed = stage_pair(change, place, large);
    change.turn_back();
    return first && !failed && failed.error().id == "FILE-DISK-FULL" &&
           read_pair(place.path) == "1;1;" && versions_of(place).size() == 1 &&
           put_pair(place, "2").has_value();
  }));
}

TEST_CASE("moves that somebody wrote down are finished, or taken back, by another switch") {
  const TemporaryFolder base;
  const Place pair{base / "pair", Place::Kind::folder};
  const Place file{base / "file.pem", Place::Kind::file};
  const Place fresh{base / "fresh.pem", Place::Kind::file};
  for (const bool is_forward : {true, false}) {
    REQUIRE(put_pair(pair, "1"));
    REQUIRE(put_file(file, "1"));
    std::vector<Move> moves;
    {
      Switch killed("run-2");
      REQUIRE(stage_pair(killed, pair, "2"));
      REQUIRE(killed.stage({file, {}, {}}, {{"file.pem", as_bytes("2"), {kPrivate, {}, {}}}}));
      REQUIRE(killed.stage({fresh, {}, {}}, {{"fresh.pem", as_bytes("2"), {kPrivate, {}, {}}}}));
      moves = killed.moves();
      killed.abandon();
    }
    // What was made and not shown is no version.
    CHECK(versions_of(fresh).size() == (is_forward ? 0 : 1));
    CHECK(current_version(fresh).empty());
    {
      // The first place turned before the kill.
      Switch half("run-2");
      REQUIRE(half.add(moves[0]));
      REQUIRE(half.turn());
      half.abandon();
    }
    CHECK(read_pair(pair.path) == "2;2;");
    CHECK(slurp(file.path) == "1");
    Switch next("run-2");
    for (const auto& move : moves) {
      REQUIRE(next.add(move));
    }
    if (is_forward) {
      REQUIRE(next.turn());
      next.settle(kAll);
      CHECK(read_pair(pair.path) == "2;2;");
      CHECK(slurp(file.path) + slurp(fresh.path) == "22");
      Switch away("run-2");
      REQUIRE(away.add({fresh, current_version(fresh), "", false}));
      REQUIRE(away.turn());
      away.settle(kAll);
      CHECK_FALSE(fs::exists(fresh.path));
      CHECK(place_at(fresh.path) == fresh);
    } else {
      CHECK(next.turn_back().empty());
      CHECK(read_pair(pair.path) == "1;1;");
      CHECK(slurp(file.path) == "1");
      CHECK_FALSE(fs::exists(fresh.path));
      CHECK(versions_of(pair).size() == 3);
    }
  }
}

TEST_CASE("a version that nobody shows and nobody recorded is none, and goes") {
  const TemporaryFolder base;
  const Place place{base / "pair", Place::Kind::folder};
  REQUIRE(put_pair(place, "1"));
  fs::create_directory(place.store() / "000002-run-x");
  CHECK(names_of(versions_of(place)) == "000001-run-1*");
  REQUIRE(put_pair(place, "3"));
  CHECK(names_of(versions_of(place)) == "000001-run-1 000002-run-3*");
  CHECK_FALSE(fs::exists(place.store() / "000002-run-x"));
}

TEST_CASE("what was gone back from goes first, and what was shown until now last") {
  const TemporaryFolder base;
  const Place place{base / "pair", Place::Kind::folder};
  REQUIRE(put_pair(place, "1"));
  const auto first = current_version(place);
  for (const auto* generation : {"2", "3", "4"}) {
    REQUIRE(put_pair(place, generation, 2));
    Switch back("run-1");
    REQUIRE(back.add({place, current_version(place), first, false}));
    REQUIRE(back.turn());
    back.settle(kAll);
  }
  REQUIRE(put_pair(place, "5", 2));
  CHECK(versions_of(place).size() == 3);
  CHECK(versions_of(place).front().name == first);
  REQUIRE(put_pair(place, "6", 1));
  CHECK(names_of(versions_of(place)) == "000005-run-5 000006-run-6*");
}

TEST_CASE("what a killed switch left is cleared away") {
  const TemporaryFolder base;
  const Place place{base / "pair", Place::Kind::folder};
  REQUIRE(put_pair(place, "1"));
  fs::create_directory(place.store() / ".new-000002-x");
  spill(place.store() / ".new-000002-x/key.pem", "secret");
  fs::create_symlink("nowhere", place.store() / ".next");
  REQUIRE(put_pair(place, "2"));
  CHECK_FALSE(fs::exists(place.store() / ".new-000002-x"));
  CHECK_FALSE(fs::is_symlink(place.store() / ".next"));
  CHECK(names_of(versions_of(place)) == "000001-run-1 000002-run-2*");
}
