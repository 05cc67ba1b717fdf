#include "dmp/card/readers.hpp"

#include <arpa/inet.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "dmp/base/text.hpp"
#include "support/as_user.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::card;
using dmp::test::spill;
using dmp::test::TemporaryFolder;

namespace {

constexpr const char* kDaemon = "/usr/sbin/pcscd";
constexpr const char* kDriver = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";

/// A world of our own: the daemon's socket lies in /run, and its virtual reader listens on the
/// network.
bool leave_the_machine() {
  return ::unshare(CLONE_NEWNS | CLONE_NEWNET) == 0 &&
         ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
         ::mount("tmpfs", "/run", "tmpfs", 0, nullptr) == 0 &&
         std::system("ip link set lo up") == 0;
}

pid_t start_daemon(const std::string& configuration) {
  const pid_t daemon = ::fork();
  if (daemon == 0) {
    ::execl(kDaemon, kDaemon, "--foreground", "--error", "--config", configuration.c_str(),
            static_cast<char*>(nullptr));
    ::_exit(127);
  }
  return daemon;
}

/// Asks until the service answers with that many readers, for ten seconds at most.
Result<std::vector<Reader>> wait_for_readers(std::size_t count) {
  auto readers = list_readers();
  for (int i = 0; i < 100 && !(readers && readers->size() == count); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    readers = list_readers();
  }
  return readers;
}

/// Runs `check` beside a daemon with that configuration, ended by its process id.
bool beside_a_daemon(const std::string& configuration, const std::function<bool()>& check) {
  return test::in_child([&] {
    if (!leave_the_machine()) {
      return false;
    }
    const pid_t daemon = start_daemon(configuration);
    const bool good = daemon > 0 && check();
    ::kill(daemon, SIGTERM);
    int status = 0;
    return ::waitpid(daemon, &status, 0) == daemon && good;
  });
}

/// Puts a card into the virtual reader: it answers the reader's one-byte orders, of which 4 asks
/// for the answer to reset, until the reader goes away. Messages start with their length in two
/// bytes.
void be_a_card(const std::vector<std::uint8_t>& answer_to_reset) {
  const int reader = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(35963);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(reader, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    return;
  }
  std::uint8_t message[3];
  while (::recv(reader, message, sizeof message, MSG_WAITALL) == sizeof message) {
    if (message[0] == 0 && message[1] == 1 && message[2] == 4) {
      std::vector<std::uint8_t> answer = {0, static_cast<std::uint8_t>(answer_to_reset.size())};
      answer.insert(answer.end(), answer_to_reset.begin(), answer_to_reset.end());
      (void)!::write(reader, answer.data(), answer.size());
    }
  }
  ::close(reader);
}

bool can_run_a_daemon() {
  if (::access(kDaemon, X_OK) != 0 || ::access(kDriver, R_OK) != 0 ||
      !test::in_child(leave_the_machine)) {
    WARN("skipped: needs pcscd, vsmartcard-vpcd and the right to make namespaces");
    return false;
  }
  return true;
}

}  // namespace

TEST_CASE("without the service, its absence is told with what to do") {
  // In a child: the client library remembers for good where it looked first.
  CHECK(test::in_child([] {
    ::setenv("PCSCLITE_CSOCK_NAME", "/nonexistent/pcscd.comm", 1);
    const auto readers = list_readers();
    return !readers && readers.error().id == "PCSC-NO-SERVICE" &&
           readers.error().kind == ErrorKind::environment && readers.error().causes.size() == 1 &&
           readers.error().causes.front().find("0x8010001D") != std::string::npos;
  }));
  for (const auto language : {Language::english, Language::french}) {
    for (const auto* id : {"PCSC-NO-SERVICE", "PCSC-FAILED"}) {
      CHECK(wording(language).text(id, {arg("call", "X")}).find('{') == std::string::npos);
      CHECK(wording(language).text(id) != id);
      CHECK(wording(language).remedy(id).find("systemctl ") != std::string::npos);
    }
  }
}

TEST_CASE("a real service lists its readers, with and without a card") {
  if (!can_run_a_daemon()) {
    return;
  }
  const TemporaryFolder folder;
  spill(folder / "reader.conf", std::string("FRIENDLYNAME \"Virtual PCD\"\n"
                                            "DEVICENAME /dev/null:0x8C7B\n"
                                            "LIBPATH ") +
                                    kDriver + "\nCHANNELID 0x8C7B\n");
  CHECK(beside_a_daemon(folder / "reader.conf", [] {
    const auto readers = wait_for_readers(2);  // the driver has two slots
    if (!readers || readers->size() != 2 || !readers->front().name.starts_with("Virtual PCD") ||
        readers->front().card_present || !readers->front().atr.empty()) {
      return false;
    }
    std::thread(be_a_card, std::vector<std::uint8_t>{0x3B, 0x02, 0xAB, 0xCD}).detach();
    auto again = list_readers();
    for (int i = 0; i < 100 && !(again && again->front().card_present); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      again = list_readers();
    }
    return again && again->size() == 2 && again->front().card_present &&
           again->front().atr == "3B02ABCD" && !again->back().card_present;
  }));
}

TEST_CASE("a service without readers is an empty list") {
  if (!can_run_a_daemon()) {
    return;
  }
  const TemporaryFolder folder;
  spill(folder / "reader.conf", "# none\n");
  CHECK(beside_a_daemon(folder / "reader.conf", [] {
    const auto readers = wait_for_readers(0);
    return readers && readers->empty();
  }));
}
