#include "dmp/net/exchange.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "support/catch.hpp"

using namespace dmp;
using namespace std::chrono_literals;

namespace {

/// Listener takes connections on a port of this machine, answers nothing and closes nothing: what
/// waits for it waits for as long as its limits say.
class Listener {
 public:
  Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof place;
    auto* any = reinterpret_cast<sockaddr*>(&place);  // NOLINT: as the system has it
    REQUIRE(::bind(socket_, any, size) == 0);
    REQUIRE(::listen(socket_, 8) == 0);
    REQUIRE(::getsockname(socket_, any, &size) == 0);
    port = std::to_string(::ntohs(place.sin_port));
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener() { ::close(socket_); }

  std::string port;

 private:
  int socket_;
};

}  // namespace

TEST_CASE("an exchange ends when whoever wants it to stop says so, however long it may last") {
  const Listener silent;
  // How often it is asked before there is something to wait for is no promise: finding the host may
  // take a wait, or none.
  bool is_waiting = false;
  int asked = 0;
  const auto connect = net::connect_within({1h, [&] { return is_waiting && ++asked > 3; }});
  const auto wire = connect("127.0.0.1", silent.port);
  REQUIRE(wire);
  REQUIRE(wire->send(as_bytes("a question")));
  is_waiting = true;
  const auto answer = wire->receive();
  REQUIRE_FALSE(answer);
  CHECK(answer.error().id == "NETWORK-INTERRUPTED");
  CHECK(answer.error().reason == Reason::interrupted);
  CHECK(asked == 4);
}

TEST_CASE("all waiting of an exchange is over at its deadline, over whichever connection") {
  const Listener silent;
  const auto connect = net::connect_within({1s});
  const auto first = connect("127.0.0.1", silent.port);
  REQUIRE(first);
  const auto second = connect("127.0.0.1", silent.port);
  REQUIRE(second);
  const auto answer = first->receive();
  REQUIRE_FALSE(answer);
  CHECK(answer.error().id == "NETWORK-TIMEOUT");
  CHECK(answer.error().args == Args{arg("seconds", 1)});
  CHECK(second->receive().error().id == "NETWORK-TIMEOUT");
  CHECK(connect("127.0.0.1", silent.port).error().id == "NETWORK-TIMEOUT");
  CHECK(net::network_within({1h})()("127.0.0.1", silent.port));
}

TEST_CASE("what is no address of a host is not reached") {
  CHECK(net::reach("portal.example", {1s}).error->id == "NETWORK-ADDRESS");
  CHECK(net::reach("https://u@portal.example/", {1s}).error->id == "NETWORK-ADDRESS");
  CHECK(net::reach("https://portal.example:70000/", {1s}).error->id == "ADDRESS-PORT");
}
