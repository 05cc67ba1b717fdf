#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <algorithm>
#include <functional>
#include <set>

#include "dmp/expiry/expiry.hpp"
#include "support/as_user.hpp"
#include "support/catalogue.hpp"
#include "support/rehearsal.hpp"

using namespace dmp;
using namespace dmp::test;
namespace fs = std::filesystem;

namespace {

constexpr auto kFrom = "--not-before 20240115090000Z";

expiry::Request request_for(std::vector<fs::path> paths) {
  expiry::Request request;
  request.paths = std::move(paths);
  request.now = start_of(*parse_date("2026-11-23"));
  return request;
}

/// The names of all places of all rows.
std::vector<std::string> names(const expiry::Outcome& outcome) {
  std::vector<std::string> result;
  for (const auto& row : outcome.rows) {
    CHECK(row.source == row.places().front());
    for (const auto& place : row.places()) {
      result.push_back(fs::path(place).filename().string());
    }
  }
  return result;
}

std::vector<std::string> broken(const expiry::Outcome& outcome) {
  std::vector<std::string> result;
  for (const auto& error : outcome.broken) {
    result.push_back(error.id);
    for (const auto language : {Language::english, Language::french}) {
      CAPTURE(error.id);
      CHECK(wording(language).text(error.id, error.args).find('{') == std::string::npos);
      CHECK(wording(language).text(error.id, error.args) != error.id);
    }
  }
  std::ranges::sort(result);
  return result;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a portal P12 shows everything without its password, as do DER and P7B") {
  Rehearsal rehearsal;
  const auto key = rehearsal.make_key("site");
  const auto leaf = rehearsal.issue("site", "SIGN", key, std::string(kFrom) + " --sign-37-months");
  const auto der = rehearsal.work("site.cer");
  Rehearsal::sh("openssl x509 -outform DER -in " + Rehearsal::quoted(leaf) + " -out " +
                Rehearsal::quoted(der));
  for (const auto& path : {leaf, der, rehearsal.p7b("site", leaf),
                           rehearsal.p12("site", leaf, key, "four words of French")}) {
    CAPTURE(path);
    const auto outcome = expiry::expiry(request_for({path}));
    CHECK(broken(outcome).empty());
    CHECK(outcome.files == 1);
    CHECK(outcome.due == 1);
    REQUIRE_FALSE(outcome.rows.empty());
    const auto& row = outcome.rows.front();  // the authorities last until 2033
    CHECK(row.facts.usage == model::Usage::sign);
    CHECK(row.facts.environment == model::Environment::rehearsal);
    CHECK(row.facts.structure() == "1010000024");
    CHECK(format_date(row.ends_on()) == "2027-01-15");  // notAfter is a month later
    CHECK(row.days_left == 53);
    CHECK(row.status == model::CertificateStatus::expiring);
    CHECK_FALSE(row.critical);
    // A passphrase meant for other files changes nothing.
    auto with_secret = request_for({path});
    const Secret other(as_bytes("of another file"));
    with_secret.passphrases = {&other};
    CHECK(broken(expiry::expiry(with_secret)).empty());
  }
}

TEST_CASE("a PKCS#12 with encrypted certificates says so, and opens with its passphrase") {
  Rehearsal rehearsal;
  const auto key = rehearsal.make_key("site");
  const auto leaf = rehearsal.issue("site", "AUTH_CLI", key, kFrom);
  const auto store = rehearsal.work("closed.p12");
  Rehearsal::sh("openssl pkcs12 -export -in " + Rehearsal::quoted(leaf) + " -inkey " +
                Rehearsal::quoted(key) + " -passout pass:right -out " + Rehearsal::quoted(store));
  auto request = request_for({store});
  CHECK(broken(expiry::expiry(request)) == Words{"EXPIRY-ENCRYPTED"});
  const Secret wrong(as_bytes("wrong"));
  request.passphrases = {&wrong};
  CHECK(broken(expiry::expiry(request)) == Words{"PASSPHRASE-WRONG"});
  const Secret right(as_bytes("right"));
  request.passphrases = {&right};
  const auto outcome = expiry::expiry(request);
  CHECK(broken(outcome).empty());
  CHECK(outcome.rows.size() == 1);
}

TEST_CASE("what is named owes a certificate") {
  Rehearsal rehearsal;
  const auto key = rehearsal.make_key("site");
  const auto leaf = rehearsal.issue("site", "AUTH_CLI", key, kFrom);
  const TemporaryFolder folder;
  spill(folder / "empty.pem", "");
  spill(folder / "junk", std::string("\x7f"
                                     "ELF\0\1\2\3",
                                     8));
  fs::create_directory(folder / "nothing");
  spill(folder / "nothing/notes.txt", "no certificate\n");
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const auto pem = slurp(leaf);
  spill(folder / "cut.pem", pem.substr(0, pem.size() / 2));
  const auto only = [](const fs::path& path) {
    return broken(expiry::expiry(request_for({path})));
  };
  CHECK(only(folder / "absent.pem") == Words{"FILE-NOT-FOUND"});
  CHECK(only(folder / "empty.pem") == Words{"CONTAINER-EMPTY"});
  CHECK(only(folder / "junk") == Words{"CONTAINER-UNKNOWN"});
  CHECK(only(folder / "nothing") == Words{"EXPIRY-NO-CERTIFICATE"});
  CHECK(only(folder / "pipe") == Words{"FILE-NOT-REGULAR"});
  CHECK(only(key) == Words{"CONTAINER-IS-KEY"});
  CHECK(only(rehearsal.work("site.csr")) == Words{"CONTAINER-IS-REQUEST"});
  CHECK(only(folder / "cut.pem").size() == 1);
  // One bad path does not hide the good ones.
  const auto mixed = expiry::expiry(request_for({folder / "absent.pem", leaf}));
  CHECK(mixed.rows.size() == 1);
  CHECK(broken(mixed) == Words{"FILE-NOT-FOUND"});
}

TEST_CASE("in a folder, only what claims to be a certificate is reported when it is none") {
  Rehearsal rehearsal;
  const auto key = rehearsal.make_key("site");
  const auto pem = slurp(rehearsal.issue("site", "AUTH_CLI", key, kFrom));
  const TemporaryFolder folder;
  fs::create_directories(folder / "a/b/c");
  spill(folder / "a/b/c/site.pem", pem);
  spill(folder / "a/bare", pem);  // found by its content
  fs::copy_file(key, folder / "a/key.pem");
  fs::copy_file(rehearsal.work("site.csr"), folder / "a/request.pem");
  spill(folder / "notes.txt", "hello\n");
  spill(folder / "empty", "");
  spill(folder / "big.log", std::string(2U << 20U, 'x'));
  REQUIRE(::mkfifo((folder / "pipe.pem").c_str(), 0600) == 0);
  spill(folder / "parameters.pem",
        "-----BEGIN DH PARAMETERS-----\nMAYCAQ==\n-----END DH PARAMETERS-----\n");
  const auto quiet = expiry::expiry(request_for({folder.path()}));
  CHECK(broken(quiet).empty());
  CHECK(names(quiet) == Words{"site.pem", "bare"});
}

TEST_CASE("in a folder, a file that should be a certificate and cannot be read is reported") {
  const TemporaryFolder folder;
  spill(folder / "empty.crt", "");
  spill(folder / "junk.CER", "junk");
  spill(folder / "broken.txt", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  fs::create_symlink("nowhere.pem", folder / "dangling.pem");
  fs::create_symlink("nowhere", folder / "dangling");
  const auto outcome = expiry::expiry(request_for({folder.path()}));
  CHECK(outcome.rows.empty());
  CHECK(broken(outcome) ==
        Words{"CERTIFICATE-UNREADABLE", "CONTAINER-EMPTY", "CONTAINER-UNKNOWN", "FILE-NOT-FOUND"});
}

TEST_CASE("links are followed once, and cycles never") {
  Rehearsal rehearsal;
  const auto pem = slurp(rehearsal.issue("site", "AUTH_CLI", rehearsal.make_key("site"), kFrom));
  const TemporaryFolder folder;
  fs::create_directories(folder / "archive");
  fs::create_directories(folder / "live/deeper");
  spill(folder / "archive/cert1.pem", pem);
  fs::create_symlink("../archive/cert1.pem", folder / "live/cert.pem");
  fs::create_directory_symlink("../..", folder / "live/deeper/up");
  fs::create_directory_symlink("self", folder / "self");
  const auto outcome = expiry::expiry(request_for({folder.path()}));
  CHECK(broken(outcome).empty());
  CHECK(names(outcome) == Words{"cert1.pem"});
  // The link alone leads to the file, and naming the same twice is no fault.
  const auto live = expiry::expiry(request_for({folder / "live/cert.pem", folder / "live"}));
  CHECK(names(live) == Words{"cert.pem"});
  CHECK(broken(live).empty());
}

TEST_CASE("of a volume of Kubernetes the names that stay are told") {
  Rehearsal rehearsal;
  const auto pem = slurp(rehearsal.issue("site", "AUTH_CLI", rehearsal.make_key("site"), kFrom));
  const TemporaryFolder folder;
  fs::create_directories(folder / "volume/..2026_11_30_10_00_00.123456789");
  spill(folder / "volume/..2026_11_30_10_00_00.123456789/tls.crt", pem);
  fs::create_directory_symlink("..2026_11_30_10_00_00.123456789", folder / "volume/..data");
  fs::create_symlink("..data/tls.crt", folder / "volume/tls.crt");
  const auto outcome = expiry::expiry(request_for({folder.path()}));
  REQUIRE(outcome.rows.size() == 1);
  CHECK(outcome.rows.front().source == (folder / "volume/tls.crt").string());
  CHECK(outcome.files == 1);
  // A folder whose name only begins so is like any other.
  fs::create_directories(folder / "plain/..old");
  spill(folder / "plain/..old/a.pem", pem);
  CHECK(names(expiry::expiry(request_for({folder / "plain"}))) == Words{"a.pem"});
}

TEST_CASE("a certificate counts once, with all files that hold it as its places") {
  Rehearsal rehearsal;
  const auto pem = slurp(rehearsal.issue("site", "AUTH_CLI", rehearsal.make_key("site"), kFrom));
  const TemporaryFolder folder;
  spill(folder / "twice.pem", pem + "between them a text\n" + pem);
  spill(folder / "again.pem", pem);
  const auto outcome = expiry::expiry(request_for({folder.path()}));
  CHECK(names(outcome) == Words{"again.pem", "twice.pem"});
  CHECK(outcome.rows.size() == 1);
  CHECK(outcome.due == 1);
  CHECK(outcome.files == 2);
}

TEST_CASE("content that was read already is looked at as well") {
  Rehearsal rehearsal;
  const auto pem = slurp(rehearsal.issue("site", "AUTH_CLI", rehearsal.make_key("site"), kFrom));
  auto request = request_for({});
  const auto bytes = as_bytes(pem);
  request.given = {{"-", Bytes(bytes.begin(), bytes.end())}, {"nothing", {}}};
  const auto outcome = expiry::expiry(request);
  CHECK(names(outcome) == Words{"-"});
  CHECK(broken(outcome) == Words{"CONTAINER-EMPTY"});
  CHECK(outcome.files == 2);
}

TEST_CASE("an interruption ends between two files, with what was seen so far") {
  Rehearsal rehearsal;
  const auto pem = slurp(rehearsal.issue("site", "AUTH_CLI", rehearsal.make_key("site"), kFrom));
  const TemporaryFolder folder;
  for (const auto* name : {"a.pem", "b.pem", "c.pem"}) {
    spill(folder / name, pem);
  }
  auto request = request_for({folder.path()});
  int asked = 0;
  // Twice before the first is met, before each is met, and before each is looked at.
  request.stop = [&asked] { return ++asked > 7; };
  const auto outcome = expiry::expiry(request);
  CHECK(outcome.interrupted);
  CHECK(names(outcome) == Words{"a.pem", "b.pem"});
  CHECK(broken(outcome).empty());
}

TEST_CASE("files that an account may not read are missed where they may be certificates") {
  const TemporaryFolder folder;
  fs::permissions(folder.path(),
                  fs::perms::owner_all | fs::perms::others_exec | fs::perms::others_read);
  fs::create_directory(folder / "closed");
  for (const auto* name : {"secret.pem", "key.pem", "notes.txt"}) {
    spill(folder / name, "x");
    fs::permissions(folder / name, fs::perms::none);
  }
  spill(folder / "empty", "");  // Passed over, readable or not.
  fs::permissions(folder / "empty", fs::perms::none);
  fs::permissions(folder / "closed", fs::perms::none);
  fs::create_directory(folder / "listed");
  spill(folder / "listed/a.txt", "x");
  fs::permissions(folder / "listed", fs::perms::owner_read | fs::perms::others_read);
  CHECK(as_user(65534, [&] {
    const auto outcome = expiry::expiry(request_for({folder.path()}));
    return outcome.files == 3 &&
           broken(outcome) ==
               Words{"EXPIRY-FOLDER-UNREADABLE", "EXPIRY-FOLDER-UNREADABLE", "FILE-UNREADABLE"};
  }));
}

TEST_CASE("a file with several names counts once, under the first of them") {
  Rehearsal rehearsal;
  const auto pem = slurp(rehearsal.issue("site", "AUTH_CLI", rehearsal.make_key("site"), kFrom));
  const TemporaryFolder folder;
  spill(folder / "b.pem", pem);
  fs::create_hard_link(folder / "b.pem", folder / "a.pem");
  fs::create_symlink("b.pem", folder / "c.pem");
  for (const unsigned jobs : {1U, 3U}) {
    auto request = request_for({folder.path(), folder / "c.pem"});
    request.jobs = jobs;
    const auto outcome = expiry::expiry(request);
    CHECK(names(outcome) == Words{"a.pem"});
    CHECK(outcome.files == 1);
    CHECK(broken(outcome).empty());
  }
}

TEST_CASE("what was met in a folder and passed over is not owed when it is named, too") {
  Rehearsal rehearsal;
  const auto key = rehearsal.make_key("site");
  const TemporaryFolder folder;
  spill(folder / "a.pem", slurp(rehearsal.issue("site", "AUTH_CLI", key, kFrom)));
  spill(folder / "key", slurp(key));
  spill(folder / "notes", "nothing of interest");
  fs::create_hard_link(folder / "key", folder / "z.pem");
  fs::create_symlink("z.pem", folder / "zz.pem");
  const auto both = expiry::expiry(request_for({folder.path(), folder / "key", folder / "notes"}));
  CHECK(names(both) == Words{"a.pem"});
  CHECK(broken(both).empty());
  CHECK(both.files == 3);
  const auto alone = expiry::expiry(request_for({folder / "key", folder / "notes"}));
  CHECK(broken(alone) == Words{"CONTAINER-IS-KEY", "CONTAINER-UNKNOWN"});
}

TEST_CASE("links come after what is no link, those of others last, and hide nothing") {
  Rehearsal rehearsal;
  const auto pem = slurp(rehearsal.issue("site", "AUTH_CLI", rehearsal.make_key("site"), kFrom));
  const TemporaryFolder folder;
  fs::create_directories(folder / "elsewhere");
  fs::create_directories(folder / "watched/his");
  spill(folder / "elsewhere/a.pem", pem);
  // His comes first by its name, in a path that is passed over; ours leads to the same.
  fs::create_directory_symlink("../../elsewhere", folder / "watched/his/old");
  fs::create_directory_symlink("../elsewhere", folder / "watched/ours");
  if (::geteuid() == 0) {
    REQUIRE(::lchown((folder / "watched/his/old").c_str(), 1234, 1234) == 0);
  }
  auto request = request_for({folder / "watched"});
  request.ignore = {"*/old/*"};
  const auto outcome = expiry::expiry(request);
  REQUIRE(outcome.rows.size() == 1);
  CHECK(outcome.rows.front().source == (folder / "watched/ours/a.pem").string());
  request.ignore = {};
  const auto all = expiry::expiry(request);
  REQUIRE(all.rows.size() == 1);
  CHECK(all.rows.front().source ==
        (folder / (::geteuid() == 0 ? "watched/ours/a.pem" : "watched/his/old/a.pem")).string());
}

TEST_CASE("what the kernel tells of itself is no folder of certificates") {
  const TemporaryFolder folder;
  fs::create_directory_symlink("/proc", folder / "proc");
  const auto outcome = expiry::expiry(request_for({folder.path()}));
  CHECK(outcome.files == 0);
  CHECK(broken(outcome) == Words{"EXPIRY-NO-CERTIFICATE"});
}

namespace {

/// at_any_moment goes through a folder once for each time that the run asks whether to end: then
/// somebody acts on what `make` made. What ends is to be shown by its own path, whenever that is.
/// Returns the ids of what was broken in any of the runs.
std::set<std::string> at_any_moment(const std::function<void(const fs::path&)>& make,
                                    const std::function<void(const fs::path&)>& act,
                                    std::string_view own_path) {
  std::set<std::string> ids;
  bool acted = true;
  for (int moment = 1; acted; ++moment) {
    CAPTURE(moment);
    const TemporaryFolder folder;
    make(folder.path());
    auto request = request_for({folder / "watched"});
    int asked = 0;
    request.stop = [&] {
      if (++asked == moment) {
        act(folder.path());
      }
      return false;
    };
    const auto outcome = expiry::expiry(request);
    acted = asked >= moment;
    REQUIRE(outcome.rows.size() == 1);
    CHECK(outcome.rows.front().source == (folder / std::string(own_path)).string());
    const auto found = broken(outcome);
    CHECK(std::ranges::count(found, "EXPIRY-REPLACED") <= 1);
    ids.insert(found.begin(), found.end());
  }
  return ids;
}

/// Puts a link in the place of something; it is another user's where we are root.
void replace_by_link(const fs::path& place, const fs::path& target) {
  fs::rename(place, place.string() + ".away");
  fs::create_symlink(target, place);
  if (::geteuid() == 0) {
    REQUIRE(::lchown(place.c_str(), 1234, 1234) == 0);
  }
}

}  // namespace

TEST_CASE("what becomes a link while it is looked at hides nothing, whenever it does") {
  Rehearsal rehearsal;
  const auto pem = slurp(rehearsal.issue("site", "AUTH_CLI", rehearsal.make_key("site"), kFrom));
  const auto make = [&](const fs::path& folder) {
    fs::create_directories(folder / "watched/app/sub/deeper");
    fs::create_directories(folder / "watched/lb");
    spill(folder / "watched/app/a.txt", "x");
    spill(folder / "watched/app/sub/b.pem", "");
    spill(folder / "watched/app/sub/deeper/c.txt", "x");
    spill(folder / "watched/app/sub/deeper/d.txt", "x");
    spill(folder / "watched/app/z.pem", "");
    spill(folder / "watched/lb/c.pem", pem);
  };
  const std::set<std::string> as_it_was = {"CONTAINER-EMPTY"};
  const auto own = "watched/lb/c.pem";
  CHECK(at_any_moment(
            make,
            [](const fs::path& folder) {
              replace_by_link(folder / "watched/app/z.pem", "../lb/c.pem");
            },
            own) == as_it_was);
  for (const auto* place : {"watched/app", "watched/app/sub", "watched/app/sub/deeper"}) {
    CAPTURE(place);
    CHECK(
        at_any_moment(
            make,
            [&](const fs::path& folder) { replace_by_link(folder / place, folder / "watched/lb"); },
            own)
            .contains("EXPIRY-REPLACED"));
  }
}

TEST_CASE("a directory far down that becomes a link while it is gone through hides nothing") {
  Rehearsal rehearsal;
  const auto pem = slurp(rehearsal.issue("site", "AUTH_CLI", rehearsal.make_key("site"), kFrom));
  const auto deep = [](const fs::path& folder, int depth) {
    auto path = folder / "watched/app";
    for (int i = 0; i < depth; ++i) {
      path /= "m";
    }
    return path;
  };
  const auto make = [&](const fs::path& folder) {
    fs::create_directories(deep(folder, 11));
    fs::create_directories(folder / "watched/lb/x");
    spill(folder / "watched/lb/x/c.pem", pem);
    for (int depth = 1; depth <= 11; ++depth) {
      spill(deep(folder, depth) / "a", "x");
      fs::create_directory(deep(folder, depth) / "x");
    }
  };
  CHECK(
      at_any_moment(
          make,
          [&](const fs::path& folder) { replace_by_link(deep(folder, 9), folder / "watched/lb"); },
          "watched/lb/x/c.pem") == std::set<std::string>{"EXPIRY-REPLACED"});
}

TEST_CASE("what becomes a directory while it is looked at is gone through") {
  Rehearsal rehearsal;
  const auto pem = slurp(rehearsal.issue("site", "AUTH_CLI", rehearsal.make_key("site"), kFrom));
  const TemporaryFolder folder;
  spill(folder / "a.txt", "x");
  spill(folder / "b", "x");
  auto request = request_for({folder.path()});
  int asked = 0;
  request.stop = [&] {
    if (++asked == 3) {  // The files were listed.
      fs::remove(folder / "b");
      fs::create_directory(folder / "b");
      spill(folder / "b/c.pem", pem);
    }
    return false;
  };
  const auto outcome = expiry::expiry(request);
  CHECK(names(outcome) == Words{"c.pem"});
  CHECK(broken(outcome).empty());
}

TEST_CASE(
    "a link of ours that becomes another user's, or leads elsewhere meanwhile, hides nothing") {
  if (::geteuid() != 0) {
    WARN("skipped: only root makes files of other users");
    return;
  }
  Rehearsal rehearsal;
  const auto pem = slurp(rehearsal.issue("site", "AUTH_CLI", rehearsal.make_key("site"), kFrom));
  const auto make = [&](const fs::path& folder) {
    fs::create_directories(folder / "watched/app");
    fs::create_directories(folder / "elsewhere");
    spill(folder / "elsewhere/c.pem", pem);
    spill(folder / "elsewhere/other.pem", "");
    spill(folder / "watched/app/a.txt", "x");
    fs::create_symlink("../../elsewhere/other.pem", folder / "watched/app/b.pem");
    fs::create_symlink("../elsewhere/c.pem", folder / "watched/ours.pem");
  };
  CHECK(at_any_moment(
            make,
            [](const fs::path& folder) {
              replace_by_link(folder / "watched/app/b.pem", "../../elsewhere/c.pem");
            },
            "watched/ours.pem") == std::set<std::string>{"CONTAINER-EMPTY", "EXPIRY-REPLACED"});
}

TEST_CASE("what others could lead elsewhere is looked at last, also where it is named") {
  if (::geteuid() != 0) {
    WARN("skipped: only root makes files of other users");
    return;
  }
  Rehearsal rehearsal;
  const auto pem = slurp(rehearsal.issue("site", "AUTH_CLI", rehearsal.make_key("site"), kFrom));
  const TemporaryFolder folder;
  fs::create_directories(folder / "app");
  fs::create_directories(folder / "lb");
  spill(folder / "lb/c.pem", pem);
  fs::create_symlink("../lb/c.pem", folder / "app/his.pem");
  fs::create_symlink("../lb", folder / "app/folder");
  REQUIRE(::lchown((folder / "app/his.pem").c_str(), 1234, 1234) == 0);
  REQUIRE(::lchown((folder / "app/folder").c_str(), 1234, 1234) == 0);
  const auto source = [](const expiry::Request& request) {
    const auto outcome = expiry::expiry(request);
    REQUIRE(outcome.rows.size() == 1);
    CHECK(broken(outcome).empty());
    return outcome.rows.front().source;
  };
  const auto own = (folder / "lb/c.pem").string();
  CHECK(source(request_for({folder / "app/his.pem", folder / "lb/c.pem"})) == own);
  CHECK(source(request_for({folder / "app/folder/c.pem", folder / "lb/c.pem"})) == own);
  CHECK(source(request_for({folder / "app/folder", folder / "lb"})) == own);
  CHECK(source(request_for({folder / "app/folder/", folder / "lb/"})) == own);
  // Alone it is looked at, as whatever is named.
  CHECK(source(request_for({folder / "app/his.pem"})) == (folder / "app/his.pem").string());
}

TEST_CASE("however deep a tree is, few files are open at a time") {
  Rehearsal rehearsal;
  const auto pem = slurp(rehearsal.issue("site", "AUTH_CLI", rehearsal.make_key("site"), kFrom));
  const TemporaryFolder folder;
  auto path = folder.path();
  for (int depth = 0; depth < 100; ++depth) {
    spill(path / "a.pem", pem);
    fs::create_directory(path / "b");
    spill(path / "b/c.pem", pem);
    fs::create_symlink("a.pem", path / "link.pem");
    path /= "m";
    fs::create_directory(path);
    spill(path.parent_path() / "z.pem", pem);
  }
  CHECK(in_child([&] {
    const rlimit few{32, 32};
    const auto outcome = ::setrlimit(RLIMIT_NOFILE, &few) == 0
                             ? expiry::expiry(request_for({folder.path()}))
                             : expiry::Outcome();
    return outcome.files == 300 && outcome.broken.empty();
  }));
}
