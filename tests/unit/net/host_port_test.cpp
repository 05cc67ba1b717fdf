#include "dmp/net/host_port.hpp"

#include <string>

#include "dmp/net/detail/no_proxy.hpp"
#include "support/catch.hpp"

using namespace dmp;
using net::HostPort;
using net::HostPortFault;

TEST_CASE("a host and a port, whichever way they are written") {
  const auto read = [](const char* text, const char* usual = "") {
    return net::parse_host_port(text, usual).value();
  };
  CHECK(read("dmp.example:443") == HostPort{"dmp.example", "443"});
  CHECK(read("a-b_c.example:1") == HostPort{"a-b_c.example", "1"});
  CHECK(read("127.0.0.1:65535") == HostPort{"127.0.0.1", "65535"});
  CHECK(read("[fe80::1%eth0]:0443") == HostPort{"fe80::1%eth0", "443"});
  CHECK(read("dmp.example", "443") == HostPort{"dmp.example", "443"});
  CHECK(read("[::1]", "636") == HostPort{"::1", "636"});
  CHECK(read("dmp.example:8443", "443") == HostPort{"dmp.example", "8443"});
}

TEST_CASE("a number that is no port is refused, not cut to sixteen bits") {
  const auto* text = GENERATE("a:0", "a:00", "a:65536", "a:70000", "a:99999", "a:65979",
                              "[::1]:131515", "a:18446744073709552059", "a:4294967739");
  const auto read = net::parse_host_port(text, "443");
  REQUIRE_FALSE(read);
  CHECK(read.error() == HostPortFault::port);
}

TEST_CASE("what is no host and port has not their form") {
  const auto* text =
      GENERATE("", "a", ":443", "a:", "a:x", "a:-1", "a:+1", "a: 1", "a:1:2", "u@a:1", "a/b:1",
               "[::1:443", "[::1]443", "[]:1", "a b:1", "*:1", "\xc3\xa9:1");
  const auto read = net::parse_host_port(text);
  REQUIRE_FALSE(read);
  CHECK(read.error() == HostPortFault::form);
}

TEST_CASE("no_proxy names places as curl reads it") {
  const auto exempts = [](const char* list, const char* host, const char* port = "80") {
    return net::detail::is_exempt(list, HostPort{host, port});
  };
  for (const auto* list :
       {"*", "example.fr", ".example.fr", "*.example.fr", "EXAMPLE.fr.", "a, example.fr",
        "a example.fr", "x,,\t.example.fr ,", "lists.example.fr:80"}) {
    CAPTURE(list);
    CHECK(exempts(list, "lists.example.fr"));
  }
  for (const auto* list : {"", ",", "ample.fr", "lists.example", "fr.", "lists.example.fr:81",
                           "x.lists.example.fr", "127.0.0.1", "*.", "."}) {
    CAPTURE(list);
    CHECK(exempts(list, "lists.example.fr") == (std::string(list) == "fr."));
  }
  CHECK(exempts("example.fr", "Example.FR"));
  for (const auto* list : {"10.1.2.3", "10.0.0.0/8", "10.1.0.0/15", "10.1.2.2/31", "0.0.0.0/0",
                           "10.1.2.3/32", "10.1.2.3:80"}) {
    CAPTURE(list);
    CHECK(exempts(list, "10.1.2.3"));
  }
  for (const auto* list : {"10.1.2.4", "11.0.0.0/8", "10.2.0.0/15", "10.1.2.0/31", "10.0.0.0/33",
                           "10.0.0.0/x", "2.3", "10.1.2.3:81", "::/0", "10.0.0.0/"}) {
    CAPTURE(list);
    CHECK_FALSE(exempts(list, "10.1.2.3"));
  }
  CHECK(exempts("::1", "::1"));
  CHECK(exempts("[::1]:80", "::1"));
  CHECK(exempts("fd00::/8", "fd12::1"));
  CHECK_FALSE(exempts("fd00::/8", "fe12::1"));
  CHECK_FALSE(exempts("[::1]:81", "::1"));
}
