#include <sys/stat.h>
#include <unistd.h>

#include <set>

#include "dmp/base/text.hpp"
#include "dmp/files/lock.hpp"
#include "dmp/files/transaction.hpp"
#include "dmp/files/workspace.hpp"
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

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.insert(entry.path().filename());
  }
  return names;
}

mode_t mode_of(const fs::path& path) {
  struct stat status{};
  return ::lstat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
}

}  // namespace

TEST_CASE("a transaction puts all its files in place at commit, not before") {
  const TemporaryFolder folder;
  spill(folder / "chain.pem", "old chain");
  Transaction transaction;
  CHECK(transaction.stage(folder / "key.pem", as_bytes("key"), kPrivate, WriteMode::create));
  CHECK(transaction.stage(folder / "chain.pem", as_bytes("chain"), kPublic, WriteMode::replace));
  CHECK(transaction.stage(folder / "new.pem", as_bytes("new"), kPublic, WriteMode::replace));
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    const bool is_key = slurp(entry.path()) == "key";
    CHECK((!is_key || mode_of(entry.path()) == 0600));
  }
  CHECK_FALSE(fs::exists(folder / "key.pem"));
  CHECK(slurp(folder / "chain.pem") == "old chain");

  CHECK(transaction.commit());
  CHECK(slurp(folder / "key.pem") == "key");
  CHECK(slurp(folder / "chain.pem") == "chain");
  CHECK(mode_of(folder / "key.pem") == 0600);
  CHECK(mode_of(folder / "chain.pem") == 0644);
  CHECK(names_in(folder.path()) == std::set<std::string>{"key.pem", "chain.pem", "new.pem"});
  CHECK(transaction.commit());  // nothing is left to do
}

TEST_CASE("a transaction that is dropped leaves nothing") {
  const TemporaryFolder folder;
  {
    Transaction transaction;
    CHECK(transaction.stage(folder / "key.pem", as_bytes("key"), kPrivate, WriteMode::create));
    CHECK(id_of(transaction.stage(folder / "none" / "x", {}, kPublic, WriteMode::create)) ==
          "FILE-FOLDER");
    CHECK(names_in(folder.path()).size() == 1);
  }
  CHECK(names_in(folder.path()).empty());
}

TEST_CASE("a transaction that fails on the way puts everything back") {
  const TemporaryFolder folder;
  spill(folder / "replaced.pem", "old");
  REQUIRE(::chmod((folder / "replaced.pem").c_str(), 0640) == 0);
  fs::create_symlink("replaced.pem", folder / "link.pem");
  const auto stage_all = [&](Transaction& transaction) {
    CHECK(transaction.stage(folder / "created.pem", as_bytes("1"), kPrivate, WriteMode::create));
    CHECK(transaction.stage(folder / "replaced.pem", as_bytes("2"), kPublic, WriteMode::replace));
    CHECK(transaction.stage(folder / "link.pem", as_bytes("3"), kPublic, WriteMode::replace));
    CHECK(transaction.stage(folder / "last.pem", as_bytes("4"), kPublic, WriteMode::create));
  };
  Transaction transaction;
  stage_all(transaction);
  spill(folder / "last.pem", "somebody else's");  // between staging and commit
  CHECK(id_of(transaction.commit()) == "FILE-EXISTS");
  CHECK(slurp(folder / "replaced.pem") == "old");
  CHECK(mode_of(folder / "replaced.pem") == 0640);
  CHECK(fs::is_symlink(folder / "link.pem"));
  CHECK(slurp(folder / "last.pem") == "somebody else's");
  CHECK(names_in(folder.path()) == std::set<std::string>{"replaced.pem", "link.pem", "last.pem"});

  fs::remove(folder / "last.pem");
  Transaction second;
  stage_all(second);
  fs::create_directory(folder / "last.pem");
  CHECK_FALSE(second.commit());
  CHECK(slurp(folder / "replaced.pem") == "old");
  CHECK_FALSE(fs::exists(folder / "created.pem"));
}

TEST_CASE("a transaction on a full disk changes nothing") {
  const TemporaryFolder folder;
  CHECK(test::on_small_disk(folder.path(), 65536, [&] {
    if (!write_file(folder / "a", as_bytes("old"), kPublic, WriteMode::create)) {
      return false;
    }
    {
      const Bytes some(30'000, 'x');
      Transaction transaction;
      if (!transaction.stage(folder / "a", some, kPublic, WriteMode::replace) ||
          id_of(transaction.stage(folder / "b", Bytes(60'000, 'y'), kPublic, WriteMode::create)) !=
              "FILE-DISK-FULL") {
        return false;
      }
    }
    return fs::file_size(folder / "a") == 3 &&
           names_in(folder.path()) == std::set<std::string>{"a"};
  }));
}

TEST_CASE("a lock keeps every other holder out until it is dropped") {
  const TemporaryFolder folder;
  {
    const auto lock = Lock::acquire(folder.path());
    REQUIRE(lock);
    const auto pid = std::to_string(::getpid());
    CHECK(slurp(folder / ".lock") == pid + "\n");
    CHECK(mode_of(folder / ".lock") == 0600);
    const auto again = Lock::acquire(folder.path());
    REQUIRE_FALSE(again);
    CHECK(again.error().id == "FOLDER-LOCKED");
    CHECK(again.error().kind == ErrorKind::environment);
    CHECK(again.error().args == Args{arg("path", folder.path().native()), arg("pid", pid)});
    for (const auto language : {Language::english, Language::french}) {
      CHECK(wording(language).text(again.error().id, again.error().args).find(pid) !=
            std::string::npos);
      CHECK_FALSE(wording(language).remedy(again.error().id).empty());
    }
    CHECK(test::in_child([&] {
      const auto other = Lock::acquire(folder.path());
      return !other && other.error().id == "FOLDER-LOCKED" && other.error().args[1].value == pid;
    }));
  }
  auto first = Lock::acquire(folder.path());
  REQUIRE(first);
  {
    const Lock moved = std::move(*first);
    CHECK_FALSE(Lock::acquire(folder.path()));
  }
  CHECK(Lock::acquire(folder.path()));
}

TEST_CASE("the lock of a process that was killed is free") {
  const TemporaryFolder folder;
  CHECK_FALSE(test::in_child([&] {
    const auto lock = Lock::acquire(folder.path());
    ::raise(SIGKILL);
    return lock.has_value();
  }));
  CHECK(fs::exists(folder / ".lock"));
  CHECK(Lock::acquire(folder.path()));
}

TEST_CASE("a lock that cannot be taken is told") {
  const TemporaryFolder folder;
  CHECK(Lock::acquire(folder / "none").error().id == "FILE-FOLDER");
  spill(folder / "target", "x");
  fs::create_symlink("target", folder / ".lock");
  CHECK(Lock::acquire(folder.path()).error().id == "PATH-LINK");
  CHECK(slurp(folder / "target") == "x");
  fs::remove(folder / ".lock");
  REQUIRE(::mkfifo((folder / ".lock").c_str(), 0600) == 0);
  CHECK(Lock::acquire(folder.path()).error().id == "FILE-NOT-REGULAR");
}

TEST_CASE("a workspace of another user is a matter of permissions, not of what is in it") {
  const TemporaryFolder folder;
  const Workspace workspace{folder.path()};
  REQUIRE(workspace.create());
  REQUIRE(::chmod(folder.path().c_str(), 0700) == 0);
  CHECK(test::as_user(65534, [&] {
    const auto status = workspace.create();
    return ::geteuid() != 65534 ||  // Only root becomes another user.
           (id_of(status) == "FILE-UNREADABLE" && status.error().kind == ErrorKind::environment);
  }));
}

TEST_CASE("a workspace knows the orders that it has, sorted") {
  const TemporaryFolder folder;
  const Workspace workspace{folder.path()};
  CHECK(workspace.orders().empty());
  CHECK(Workspace{folder / "none"}.orders().empty());
  const auto put = [&](const std::string& below) {
    fs::create_directories(folder / below);
    spill(folder / below / "order.json", "{}");
  };
  put("010000024/SIGN");
  put("010000024/AUTH_CLI");
  put("010000024/AUTH_CLI/renewal");
  put("2A0000014/AUTH_CLI");
  put(".hidden/SIGN");
  put("010000024");                                              // not deep enough
  put("010000024/SIGN/other/renewal");                           // too deep
  fs::create_directories(folder / "010000032/SIGN");             // no order
  fs::create_directories(folder / "010000040/SIGN/order.json");  // not a file
  spill(folder / "journal.jsonl", "");
  std::vector<std::string> found;
  for (const auto& order : workspace.orders()) {
    found.push_back(fs::relative(order.folder, folder.path()));
  }
  CHECK(found == std::vector<std::string>{"010000024/AUTH_CLI", "010000024/AUTH_CLI/renewal",
                                          "010000024/SIGN", "2A0000014/AUTH_CLI"});
  const auto order = workspace.order("010000024", "SIGN");
  CHECK(order.key() == folder / "010000024/SIGN/key.pem");
  CHECK(order.renewal().order() == folder / "010000024/SIGN/renewal/order.json");
}
