#include "dmp/files/seen.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <filesystem>

#include "dmp/files/read.hpp"
#include "support/catch.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::test;
namespace fs = std::filesystem;

TEST_CASE("what was seen stays what it was, whatever its name is given to") {
  const TemporaryFolder folder;
  spill(folder / "file", "first");
  spill(folder / "other", "second");
  fs::create_directory(folder / "within");
  fs::create_symlink("file", folder / "link");
  fs::create_directory_symlink("within", folder / "to-folder");
  const auto here = files::Seen::at(folder.path());
  REQUIRE(here.failed() == 0);
  CHECK_FALSE(here.is_of_kernel());
  const auto file = here.entry("file");
  const auto link = here.entry("link");
  CHECK(S_ISREG(file.status().st_mode));
  CHECK(S_ISLNK(link.status().st_mode));
  CHECK(S_ISDIR(here.entry("within").status().st_mode));
  CHECK(S_ISLNK(here.entry("to-folder").status().st_mode));
  CHECK(S_ISDIR(files::Seen::at(folder / "to-folder").status().st_mode));
  CHECK(here.end_of(link).status().st_ino == file.status().st_ino);
  for (const auto* name : {"file", "link", "within", "to-folder"}) {
    CHECK(here.entry(name, true).status().st_ino == here.entry(name).status().st_ino);
  }
  CHECK(here.entry("absent").failed() == ENOENT);
  CHECK(here.entry(std::string("fi\0le", 5)).failed() == ENOENT);
  CHECK(files::Seen::at("/proc/self").is_of_kernel());

  fs::remove(folder / "link");
  fs::create_symlink("other", folder / "link");
  fs::rename(folder / "other", folder / "file");
  const auto text = files::RegularFile::open(file, folder / "file").value().read();
  CHECK(as_text(text.value()) == "first");
  CHECK(S_ISLNK(link.status().st_mode));
  CHECK(here.end_of(link).failed() == 0);
  CHECK(here.end_of(here.entry("link")).failed() == ENOENT);
  CHECK(files::RegularFile::open(link, folder / "link").error().id == "FILE-NOT-REGULAR");
  CHECK(files::RegularFile::open(files::Seen::nothing(ENOENT), "x").error().id == "FILE-NOT-FOUND");

  std::vector<files::Seen::Name> names;
  REQUIRE(here.list(names) == 0);
  REQUIRE(names.size() == 4);
  CHECK(names[0].text == "file");
  CHECK(names[0].is_file);
  CHECK(names[1].text == "link");
  CHECK_FALSE((names[1].is_file || names[1].is_folder));
  CHECK(names[3].is_folder);
  CHECK(file.list(names) == ENOTDIR);
}
