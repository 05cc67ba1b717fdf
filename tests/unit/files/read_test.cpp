#include "dmp/files/read.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <thread>

#include "dmp/base/text.hpp"
#include "support/as_user.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"
#include "support/fixture.hpp"
#include "support/values.hpp"

using namespace dmp;
using namespace dmp::files;
using test::value_of;
using dmp::test::TemporaryFolder;

namespace {

std::string id_of(const Result<Bytes>& result) { return result ? "" : result.error().id; }
std::string id_of(const Result<Secret>& result) { return result ? "" : result.error().id; }
void check_texts(const Error& error) {
  for (const auto language : {Language::english, Language::french}) {
    CHECK(wording(language).text(error.id, error.args).find('{') == std::string::npos);
    CHECK_FALSE(wording(language).text(error.id, error.args) == error.id);
    CHECK_FALSE(wording(language).remedy(error.id, error.args).empty());
  }
}

}  // namespace

TEST_CASE("a file is read as it is, also an empty one and one of more than one chunk") {
  const TemporaryFolder folder;
  const std::string content("a\0b\nç\xFF", 7);
  test::spill(folder / "some", content);
  test::spill(folder / "empty", "");
  const auto some = read_file(folder / "some");
  REQUIRE(some);
  CHECK((as_text(*some) == content));
  REQUIRE(read_file(folder / "empty"));
  CHECK(read_file(folder / "empty")->empty());
  // A file beyond one chunk, and a link to it.
  test::spill(folder / "large", std::string(300'000, 'x'));
  std::filesystem::create_symlink("large", folder / "link");
  REQUIRE(read_file(folder / "link"));
  CHECK(read_file(folder / "link")->size() == 300'000);
}

TEST_CASE("what is not a regular file is refused without waiting for it") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "fifo").c_str(), 0600) == 0);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, (folder / "socket").c_str(), sizeof address.sun_path - 1);
  REQUIRE(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);

  const auto start = std::chrono::steady_clock::now();
  CHECK(id_of(read_file(folder / "none")) == "FILE-NOT-FOUND");
  CHECK(id_of(read_file(folder.path())) == "FILE-IS-DIRECTORY");
  CHECK(id_of(read_file(folder / "fifo")) == "FILE-NOT-REGULAR");
  CHECK(id_of(read_file(folder / "socket")) == "FILE-NOT-REGULAR");
  CHECK(id_of(read_file("/dev/zero")) == "FILE-NOT-REGULAR");
  CHECK(id_of(read_file("/dev/tty")) == "FILE-NOT-REGULAR");
  CHECK(id_of(read_file("")) == "FILE-NOT-FOUND");
  CHECK(id_of(read_file(folder / "none" / "below")) == "FILE-NOT-FOUND");
  CHECK(id_of(read_file("/etc/passwd/below")) == "FILE-NOT-FOUND");
  CHECK(id_of(read_file(std::string(5000, 'x'))) == "FILE-NOT-FOUND");
  CHECK(id_of(read_file(std::string("/etc/passwd\0.pem", 16))) == "FILE-NOT-FOUND");
  std::filesystem::create_symlink("loop", folder / "loop");
  CHECK(id_of(read_file(folder / "loop")) == "FILE-UNREADABLE");
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
  ::close(socket);

  const auto missing = read_file(folder / "none");
  CHECK(missing.error().kind == ErrorKind::input);
  CHECK(value_of(missing.error(), "path") == (folder / "none").native());
  CHECK(missing.error().causes == std::vector<std::string>{"No such file or directory"});
  check_texts(missing.error());
}

TEST_CASE("a file that may not be read says so") {
  const TemporaryFolder folder;
  test::spill(folder / "secret", "x");
  std::filesystem::permissions(folder / "secret", std::filesystem::perms::none);
  std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
  const bool ran = test::as_user(65534, [&] {
    const auto result = read_file(folder / "secret");
    return id_of(result) == "FILE-UNREADABLE" && result.error().causes.size() == 1;
  });
  CHECK(ran);
}

TEST_CASE("a limit holds before reading and while reading") {
  const TemporaryFolder folder;
  test::spill(folder / "ten", "0123456789");
  CHECK(read_file(folder / "ten", 10));
  const auto refused = read_file(folder / "ten", 9);
  CHECK(id_of(refused) == "FILE-TOO-LARGE");
  CHECK(value_of(refused.error(), "limit") == "9");
  check_texts(refused.error());

  // 100 MB that take no space: refused by its size, in no time.
  test::spill(folder / "sparse", "");
  std::filesystem::resize_file(folder / "sparse", 100'000'000);
  const auto start = std::chrono::steady_clock::now();
  CHECK(id_of(read_file(folder / "sparse")) == "FILE-TOO-LARGE");
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(1));

  // Streams have no size to look at.
  const int zero = ::open("/dev/zero", O_RDONLY | O_CLOEXEC);
  CHECK(id_of(read_descriptor(zero, "-", 1'000'000)) == "FILE-TOO-LARGE");
  ::close(zero);
}

TEST_CASE("a stream is read to its end, also one that does not block") {
  int ends[2];
  REQUIRE(::pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0);
  std::thread writer([&] {
    for (int i = 0; i < 3; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      (void)!::write(ends[1], "abc", 3);
    }
    ::close(ends[1]);
  });
  const auto content = read_descriptor(ends[0], "-");
  writer.join();
  ::close(ends[0]);
  REQUIRE(content);
  CHECK(as_text(*content) == "abcabcabc");

  const auto closed = read_descriptor(-1, "-");
  CHECK(id_of(closed) == "FILE-READ");
  CHECK(closed.error().kind == ErrorKind::environment);
  check_texts(closed.error());
}

TEST_CASE("a secret is the first line of a file that nobody else may read") {
  const TemporaryFolder folder;
  const auto put = [&](const std::string& content, mode_t mode) {
    std::filesystem::remove(folder / "secret");
    test::spill(folder / "secret", content);
    REQUIRE(::chmod((folder / "secret").c_str(), mode) == 0);
    return read_secret_file(folder / "secret");
  };
  for (const auto* content : {"pässword", "pässword\n", "pässword\r\n", "pässword\nmore\n"}) {
    CAPTURE(content);
    const auto secret = put(content, 0600);
    REQUIRE(secret);
    CHECK(as_text(secret->view()) == "pässword");
  }
  CHECK(as_text(put(" two words \n", 0400)->view()) == " two words ");
  for (const mode_t mode : {0604U, 0640U, 0660U, 0777U, 0601U}) {
    const auto refused = put("x\n", mode);
    CHECK(id_of(refused) == "SECRET-FILE-PERMISSIONS");
    check_texts(refused.error());
    CHECK(in_french().remedy(refused.error().id, refused.error().args).find("chmod 600 ") !=
          std::string::npos);
  }
  // An empty line is an empty passphrase; no line at all is none.
  for (const auto* content : {"\n", "\r\n", "\nsecond"}) {
    const auto empty = put(content, 0600);
    REQUIRE(empty);
    CHECK(empty->empty());
  }
  const auto refused = put("", 0600);
  CHECK(id_of(refused) == "SECRET-EMPTY");
  CHECK(refused.error().kind == ErrorKind::secret);
  check_texts(refused.error());
  CHECK(put(std::string(4096, 'x') + "\n", 0600));
  CHECK(id_of(put(std::string(4097, 'x'), 0600)) == "FILE-TOO-LARGE");
  CHECK(id_of(read_secret_file(folder / "none")) == "FILE-NOT-FOUND");
  CHECK(id_of(read_secret_file(folder.path())) == "FILE-IS-DIRECTORY");
}

TEST_CASE("a secret is read in the encodings of Windows's editors") {
  const TemporaryFolder folder;
  const auto read = [&](const std::string& content) {
    std::filesystem::remove(folder / "secret");
    test::spill(folder / "secret", content);
    REQUIRE(::chmod((folder / "secret").c_str(), 0600) == 0);
    const auto secret = read_secret_file(folder / "secret");
    REQUIRE(secret);
    return std::string(as_text(secret->view()));
  };
  using namespace std::string_literals;
  // The letter Ċ has the byte of a line feed in it.
  CHECK(read("\xFF\xFEp\0\xE4\0\x0A\x01s\0\r\0\n\0z\0"s) == "päĊs");
  CHECK(read("\xFE\xFF\0p\0\xE4\x01\x0A\0s\0\r\0\n\0z"s) == "päĊs");
  CHECK(read("\xFF\xFEp\0w\0"s) == "pw");
  CHECK(read("p\0w\0d\0\r\0\n\0"s) == "pwd");
  CHECK(read("\0p\0w\0d\0\n"s) == "pwd");
  CHECK(read("\xFF\xFE\r\0\n\0"s).empty());
  // Other programs may have taken the mark of UTF-8 for a part of it.
  CHECK(read("\xEF\xBB\xBFpw\r\n"s) == "\xEF\xBB\xBFpw");
}

TEST_CASE("a secret from a stream leaves what follows it to others") {
  int ends[2];
  REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
  REQUIRE(::write(ends[1], "one\ntwo\nrest", 12) == 12);
  ::close(ends[1]);
  CHECK(as_text(read_secret_descriptor(ends[0], "fd 3")->view()) == "one");
  CHECK(as_text(read_secret_descriptor(ends[0], "fd 3")->view()) == "two");
  CHECK(as_text(*read_descriptor(ends[0], "fd 3")) == "rest");
  CHECK(id_of(read_secret_descriptor(ends[0], "fd 3")) == "SECRET-EMPTY");
  ::close(ends[0]);
}
