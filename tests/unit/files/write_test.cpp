#include "dmp/files/write.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <set>
#include <thread>

#include "dmp/base/text.hpp"
#include "dmp/files/detail/temporary.hpp"
#include "support/as_user.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::files;
using dmp::test::slurp;
using dmp::test::spill;
using dmp::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::string id_of(const Status& status) { return status ? "" : status.error().id; }

mode_t mode_of(const fs::path& path) {
  struct stat status{};
  return ::lstat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
}

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.insert(entry.path().filename());
  }
  return names;
}

void check_texts(const Error& error) {
  for (const auto language : {Language::english, Language::french}) {
    CHECK(wording(language).text(error.id, error.args).find('{') == std::string::npos);
    CHECK_FALSE(wording(language).text(error.id, error.args) == error.id);
    CHECK_FALSE(wording(language).remedy(error.id, error.args).empty());
  }
}

/// Umask sets one and puts the former back.
struct Umask {
  mode_t former;
  explicit Umask(mode_t mask) : former(::umask(mask)) {}
  Umask(const Umask&) = delete;
  Umask& operator=(const Umask&) = delete;
  ~Umask() { ::umask(former); }
};

}  // namespace

TEST_CASE("a file gets its content and its mode, less what the umask takes from others") {
  for (const mode_t mask : {0U, 022U, 077U, 0777U}) {
    CAPTURE(mask);
    const TemporaryFolder folder;
    const Umask umask(mask);
    CHECK(write_file(folder / "key", as_bytes("k"), kPrivate, WriteMode::create));
    CHECK(write_file(folder / "crt", as_bytes("c"), kPublic, WriteMode::replace));
    CHECK(mode_of(folder / "key") == 0600);
    CHECK(mode_of(folder / "crt") == (0644 & ~(mask & 077U)));
    CHECK(slurp(folder / "key") == "k");
    CHECK(names_in(folder.path()) == std::set<std::string>{"key", "crt"});
  }
}

TEST_CASE("an existing file is kept by create and replaced by replace") {
  const TemporaryFolder folder;
  spill(folder / "key", "old");
  REQUIRE(::chmod((folder / "key").c_str(), 0444) == 0);
  const auto refused = write_file(folder / "key", as_bytes("new"), kPrivate, WriteMode::create);
  CHECK(id_of(refused) == "FILE-EXISTS");
  CHECK(refused.error().kind == ErrorKind::usage);
  check_texts(refused.error());
  CHECK(slurp(folder / "key") == "old");
  CHECK(mode_of(folder / "key") == 0444);

  CHECK(write_file(folder / "key", as_bytes("new"), kPrivate, WriteMode::replace));
  CHECK(slurp(folder / "key") == "new");
  CHECK(mode_of(folder / "key") == 0600);
  CHECK(names_in(folder.path()) == std::set<std::string>{"key"});
}

TEST_CASE("nothing is written through a link, nor over what is not a file") {
  const TemporaryFolder folder;
  spill(folder / "elsewhere", "untouched");
  fs::create_symlink("elsewhere", folder / "link");
  fs::create_symlink("nowhere", folder / "dangling");
  fs::create_directory(folder / "folder");
  REQUIRE(::mkfifo((folder / "fifo").c_str(), 0600) == 0);

  CHECK(id_of(write_file(folder / "link", {}, kPrivate, WriteMode::create)) == "FILE-EXISTS");
  CHECK(id_of(write_file(folder / "dangling", {}, kPrivate, WriteMode::create)) == "FILE-EXISTS");
  CHECK_FALSE(fs::exists(folder / "nowhere"));
  CHECK(write_file(folder / "link", as_bytes("new"), kPrivate, WriteMode::replace));
  CHECK_FALSE(fs::is_symlink(folder / "link"));
  CHECK(slurp(folder / "link") == "new");
  CHECK(slurp(folder / "elsewhere") == "untouched");

  const auto over = write_file(folder / "folder", {}, kPublic, WriteMode::replace);
  CHECK(id_of(over) == "FILE-IS-DIRECTORY");
  CHECK(over.error().kind == ErrorKind::usage);
  CHECK(id_of(write_file(folder / "fifo", {}, kPublic, WriteMode::replace)) == "FILE-NOT-REGULAR");
  // As root, a rename would have replaced the device of the whole machine.
  CHECK(id_of(write_file("/dev/null", {}, kPublic, WriteMode::replace)) == "FILE-NOT-REGULAR");
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("a folder that is missing or closed is told, and nothing is left in it") {
  const TemporaryFolder folder;
  spill(folder / "file", "x");
  for (const auto& path : {folder / "none" / "key", folder / "file" / "key"}) {
    const auto refused = write_file(path, as_bytes("k"), kPrivate, WriteMode::create);
    CHECK(id_of(refused) ==
          (path.parent_path() == folder / "none" ? "FILE-FOLDER" : "FILE-NOT-A-FOLDER"));
    CHECK(refused.error().kind == ErrorKind::environment);
    check_texts(refused.error());
  }
  fs::create_directory(folder / "closed");
  spill(folder / "closed" / "key", "old");
  REQUIRE(::chmod((folder / "closed").c_str(), 0555) == 0);
  REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
  CHECK(test::as_user(65534, [&] {
    return id_of(write_file(folder / "closed" / "new", {}, kPrivate, WriteMode::create)) ==
               "FILE-FOLDER" &&
           id_of(write_file(folder / "closed" / "key", {}, kPrivate, WriteMode::replace)) ==
               "FILE-FOLDER" &&
           id_of(append_line(folder / "closed" / "journal", "x", kPrivate)) == "FILE-FOLDER" &&
           id_of(make_folder(folder / "closed" / "a" / "b")) == "FILE-FOLDER";
  }));
  CHECK(slurp(folder / "closed" / "key") == "old");
  CHECK(names_in(folder / "closed") == std::set<std::string>{"key"});
  const auto nul = std::string("/tmp/a\0b", 8);
  CHECK(id_of(write_file(nul, {}, kPrivate, WriteMode::create)) == "FILE-WRITE");
  CHECK(id_of(append_line(nul, {}, kPrivate)) == "FILE-WRITE");
  CHECK(id_of(make_folder(nul)) == "FILE-FOLDER");
  REQUIRE(::chmod((folder / "closed").c_str(), 0755) == 0);
}

TEST_CASE("a full disk is told, and nothing is left on it") {
  const TemporaryFolder folder;
  const auto key = folder / "key";
  CHECK(test::on_small_disk(folder.path(), 65536, [&] {
    const Bytes small(1000, 'x');
    const Bytes large(100'000, 'y');
    bool good = write_file(key, small, kPrivate, WriteMode::create).has_value();
    for (const auto write_mode : {WriteMode::create, WriteMode::replace}) {
      const auto target = write_mode == WriteMode::create ? folder / "new" : key;
      const auto refused = write_file(target, large, kPrivate, write_mode);
      good = good && id_of(refused) == "FILE-DISK-FULL" &&
             refused.error().kind == ErrorKind::environment;
    }
    good = good && append_line(folder / "journal", "first", kPrivate).has_value() &&
           id_of(append_line(folder / "journal", as_text(large), kPrivate)) == "FILE-DISK-FULL";
    return good && fs::file_size(key) == 1000 && fs::file_size(folder / "journal") == 6 &&
           names_in(folder.path()) == std::set<std::string>{"key", "journal"};
  }));
}

TEST_CASE("whoever looks sees the old file or the new one, never part of one") {
  const TemporaryFolder folder;
  const std::string a(200'000, 'a');
  const std::string b(200'000, 'b');
  REQUIRE(write_file(folder / "f", as_bytes(a), kPublic, WriteMode::create));
  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  std::thread reader([&] {
    while (!done) {
      std::ifstream in(folder / "f", std::ios::binary);
      std::ostringstream out;
      out << in.rdbuf();
      wrong += out.str() != a && out.str() != b ? 1 : 0;
    }
  });
  for (int i = 0; i < 50; ++i) {
    CHECK(write_file(folder / "f", as_bytes(i % 2 == 0 ? b : a), kPublic, WriteMode::replace));
  }
  done = true;
  reader.join();
  CHECK(wrong == 0);
}

TEST_CASE("of many that create the same file, one does") {
  const TemporaryFolder folder;
  std::atomic<int> made = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < 16; ++i) {
    writers.emplace_back([&, i] {
      const auto content = std::to_string(i);
      const auto status =
          write_file(folder / "key", as_bytes(content), kPrivate, WriteMode::create);
      made += status ? 1 : 0;
      refused += id_of(status) == "FILE-EXISTS" ? 1 : 0;
    });
  }
  for (auto& writer : writers) {
    writer.join();
  }
  CHECK(made == 1);
  CHECK(refused == 15);
  CHECK(names_in(folder.path()) == std::set<std::string>{"key"});
}

TEST_CASE("a clean-up removes what a killed run left, and nothing that is in use") {
  const TemporaryFolder folder;
  int ready[2];
  REQUIRE(::pipe2(ready, O_CLOEXEC) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    auto temporary = Temporary::create(*locate(folder / "key"), as_bytes("half a run"), kPrivate);
    (void)!::write(ready[1], temporary ? "y" : "n", 1);
    ::pause();
    ::_exit(0);
  }
  char answer = 'n';
  REQUIRE(::read(ready[0], &answer, 1) == 1);
  REQUIRE(answer == 'y');
  REQUIRE(names_in(folder.path()).size() == 1);
  const auto left = folder / *names_in(folder.path()).begin();
  CHECK(is_temporary_name(left.filename().native()));
  CHECK(mode_of(left) == 0600);

  remove_stale_temporaries(folder.path());
  CHECK(fs::exists(left));  // its maker lives
  REQUIRE(::kill(child, SIGKILL) == 0);
  REQUIRE(::waitpid(child, nullptr, 0) == child);
  CHECK(fs::exists(left));  // nobody could clean up
  for (const auto* other : {"key.pem", ".dmpcert-notes", "dmpcert-abcdef.tmp", ".lock"}) {
    spill(folder / other, "keep");
  }
  fs::create_symlink("key.pem", folder / ".dmpcert-abcdef.tmp");
  fs::create_directory(folder / ".dmpcert-folder.tmp");
  const auto aside = folder / aside_of(left.filename().native());
  spill(aside, "what it was to replace");
  remove_stale_temporaries(folder.path());
  CHECK_FALSE(fs::exists(left));
  CHECK_FALSE(fs::exists(aside));
  CHECK(names_in(folder.path()).size() == 6);
  remove_stale_temporaries(folder / "none");
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST_CASE("a content is never in a file that others may read before it should be") {
  const TemporaryFolder folder;
  const Umask umask(0);
  const auto temporary = Temporary::create(*locate(folder / "key"), as_bytes("secret"), kPrivate);
  REQUIRE(temporary);
  CHECK(mode_of(folder / temporary->name()) == 0600);
  CHECK(slurp(folder / temporary->name()) == "secret");
  // Watched from outside while being made: no name ever shows another mode.
  std::atomic<bool> done = false;
  std::atomic<int> wide = 0;
  std::thread watcher([&] {
    while (!done) {
      std::error_code error;
      for (const auto& entry : fs::directory_iterator(folder.path(), error)) {
        wide += (mode_of(entry.path()) & 077U) != 0 ? 1 : 0;
      }
    }
  });
  for (int i = 0; i < 200; ++i) {
    CHECK(write_file(folder / "key", as_bytes("secret"), kPrivate, WriteMode::replace));
  }
  done = true;
  watcher.join();
  CHECK(wide == 0);
}

TEST_CASE("lines are appended whole, with the mode asked for at first") {
  const TemporaryFolder folder;
  const auto journal = folder / "journal.jsonl";
  {
    const Umask umask(0777);
    CHECK(append_line(journal, "{\"n\":1}", kPrivate));
  }
  CHECK(append_line(journal, "{\"n\":2}", kPublic));
  CHECK(slurp(journal) == "{\"n\":1}\n{\"n\":2}\n");
  CHECK(mode_of(journal) == 0600);
  spill(journal, "{\"n\":1}\n{\"cut");  // a machine that lost its power
  CHECK(append_line(journal, "{\"n\":3}", kPrivate));
  CHECK(slurp(journal) == "{\"n\":1}\n{\"n\":3}\n");

  // Half a line goes, wherever it was cut; a whole one that lacks its end gets it.
  const std::string record = R"({"note":"a } and a \" in {it}","b":{"c":1}})";
  for (std::size_t size = 0; size <= record.size(); ++size) {
    CAPTURE(size);
    spill(journal, "{}\n" + record.substr(0, size));
    CHECK(append_line(journal, "{\"n\":3}", kPrivate));
    CHECK(slurp(journal) ==
          (size < record.size() ? "{}\n{\"n\":3}\n" : "{}\n" + record + "\n{\"n\":3}\n"));
  }
  const std::string long_half(10000, 'x');
  spill(journal, long_half);
  CHECK(append_line(journal, "{\"n\":3}", kPrivate));
  CHECK(slurp(journal) == "{\"n\":3}\n");

  fs::create_symlink("journal.jsonl", folder / "link");
  CHECK(id_of(append_line(folder / "link", "x", kPrivate)) == "PATH-LINK");
  REQUIRE(::mkfifo((folder / "fifo").c_str(), 0600) == 0);
  CHECK(id_of(append_line(folder / "fifo", "x", kPrivate)) == "FILE-NOT-REGULAR");
  CHECK_FALSE(append_line(folder.path(), "x", kPrivate));

  std::atomic<int> failed = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < 8; ++i) {
    writers.emplace_back([&, i] {
      for (int k = 0; k < 20; ++k) {
        const std::string line(300, static_cast<char>('a' + i));
        failed += append_line(folder / "busy", line, kPrivate) ? 0 : 1;
      }
    });
  }
  for (auto& writer : writers) {
    writer.join();
  }
  CHECK(failed == 0);
  std::istringstream lines(slurp(folder / "busy"));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    CHECK(line == std::string(300, line.front()));
  }
  CHECK(count == 160);
}

TEST_CASE("folders are made for their owner only, and kept where they are") {
  const TemporaryFolder folder;
  REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
  {
    const Umask umask(0777);
    CHECK(make_folder(folder / "a" / "b" / "c/"));
  }
  CHECK(mode_of(folder / "a") == 0700);
  CHECK(mode_of(folder / "a" / "b" / "c") == 0700);
  CHECK(mode_of(folder.path()) == 0755);
  CHECK(make_folder(folder / "a" / "b"));
  CHECK(make_folder(""));
  CHECK(make_folder("."));
  fs::create_directory_symlink("a", folder / "link");
  CHECK(make_folder(folder / "link" / "d"));
  CHECK(fs::is_directory(folder / "a" / "d"));
  spill(folder / "file", "x");
  for (const auto& path : {folder / "file", folder / "file" / "below"}) {
    const auto refused = make_folder(path);
    CHECK(id_of(refused) == "FILE-NOT-A-FOLDER");
    check_texts(refused.error());
  }
}
