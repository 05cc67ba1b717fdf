#include "dmp/net/web.hpp"

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace dmp;

namespace {

/// Script is a network that answers each connection with the next answer, in parts of that size.
struct Script {
  std::vector<std::string> answers;
  std::size_t part = 4096;
  std::vector<std::string> asked;   ///< The first line of each question.
  std::vector<std::string> places;  ///< "host:port" of each connection.

  net::Web web() {
    net::Web made;
    made.network = [this] {
      return [this](const std::string& host, const std::string& port) -> Result<net::Wire> {
        places.push_back(host + ":" + port);
        const auto text = std::make_shared<std::string>(
            places.size() <= answers.size() ? answers.at(places.size() - 1) : "");
        return net::Wire{[this](ByteView bytes) -> Status {
                           const std::string question(as_text(bytes));
                           asked.push_back(question.substr(0, question.find('\r')));
                           return {};
                         },
                         [this, text]() -> Result<Bytes> {
                           const auto now = as_bytes(*text).first(std::min(part, text->size()));
                           Bytes got(now.begin(), now.end());
                           text->erase(0, got.size());
                           return got;
                         }};
      };
    };
    return made;
  }
};

std::string reason(const Result<Bytes>& answer) {
  for (const auto& each : answer.error().args) {
    if (each.name == "reason") {
      return each.value;
    }
  }
  return answer.error().id;
}

std::string text_of(const Result<Bytes>& answer) { return std::string(as_text(*answer)); }

}  // namespace

TEST_CASE("an answer is read whole, whatever the parts in which it comes") {
  const auto part = GENERATE(std::size_t{1}, std::size_t{3}, std::size_t{4096});
  const auto* head = GENERATE("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n",
                              "HTTP/1.0 200\r\ncontent-LENGTH:4\t\r\n\r\n", "HTTP/1.1 200 OK\n\n",
                              "HTTP/1.1 200 OK\r\n\r\n");
  Script script{{std::string(head) + "body"}, part, {}, {}};
  const auto answer = net::ask_web("http://a.example:81/x?y=1#z", {}, script.web());
  REQUIRE(answer);
  CHECK(text_of(answer) == "body");
  CHECK(script.asked == std::vector<std::string>{"GET /x?y=1 HTTP/1.0"});
  CHECK(script.places == std::vector<std::string>{"a.example:81"});
}

TEST_CASE("what is no answer is told as what it is") {
  const struct {
    std::string answer;
    std::string reason;
  } cases[] = {
      {"", "web.no-answer"},
      {"HTTP/1.1 200 OK\r\n", "web.no-answer"},
      {"SSH-2.0-OpenSSH\r\n\r\n", "web.no-answer"},
      {"HTTP/1.1 abc\r\n\r\n", "web.no-answer"},
      {"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "web.no-answer"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n", "web.no-answer"},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
       "web.no-answer"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nbody", "web.cut-short"},
      {"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n", "web.too-large"},
      {"HTTP/1.1 200 OK\r\nX: " + std::string(20000, 'x'), "web.too-large"},
      {"HTTP/1.1 404 Not Found\r\n\r\nbody", "web.status"},
      {"HTTP/1.1 302 Found\r\n\r\n", "web.status"},
  };
  for (const auto& each : cases) {
    Script script{{each.answer}, 4096, {}, {}};
    const auto answer = net::ask_web("http://a.example/", {}, script.web());
    INFO(each.answer.substr(0, 80));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().id == "WEB-UNREACHABLE");
    CHECK(reason(answer) == each.reason);
  }
}

TEST_CASE("a redirection stays with the host and port that were named") {
  const std::string start = "HTTP/1.1 302 Found\r\nLocation: ";
  for (const std::string to : {"http://b.example/", "http://a.example:81/", "https://a.example/",
                               "//b.example/", "ftp://a.example/", "http://a.example@b.example/",
                               "http://a.example\\@b.example/", "x y"}) {
    Script script{{start + to + "\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\nbody"}, 4096, {}, {}};
    INFO(to);
    const auto answer = net::ask_web("http://a.example/list", {}, script.web());
    REQUIRE_FALSE(answer);
    CHECK(reason(answer) == "web.redirected");
    CHECK(script.places.size() == 1);
  }
  for (const std::string to : {"/next", "http://a.example/next", "http://A.Example:80/next"}) {
    Script script{{start + to + "\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\nbody"}, 4096, {}, {}};
    INFO(to);
    const auto answer = net::ask_web("http://a.example/list", {}, script.web());
    REQUIRE(answer);
    CHECK(script.asked.back() == "GET /next HTTP/1.0");
  }
}

TEST_CASE("an address is asked as it is written, or not at all") {
  for (const std::string url :
       {"", "http://", "https://a/", "ldap://a/", "http://a b/", "http://a/\r\nX: y", "http://u@a/",
        "http://u:p@a/", "http://a:/", "http://a:1:2/", "http://[::1/", "http://[::1]x/",
        "http://a:b/", "http://\xc3\xa9/", "file:///etc/passwd"}) {
    Script script;
    INFO(url);
    const auto answer = net::ask_web(url, {}, script.web());
    REQUIRE_FALSE(answer);
    CHECK(answer.error().id == "WEB-ADDRESS");
    CHECK(script.places.empty());
  }
  Script script{{"HTTP/1.1 200 OK\r\n\r\nbody"}, 4096, {}, {}};
  REQUIRE(net::ask_web("http://[::1]:8080", {}, script.web()));
  CHECK(script.places == std::vector<std::string>{"::1:8080"});
  CHECK(script.asked == std::vector<std::string>{"GET / HTTP/1.0"});
  CHECK_FALSE(net::ask_web("http://a.example/", {}, net::Web{}));
}

TEST_CASE("an address with a number that is no port is not asked") {
  for (const std::string address : {"http://a:0/", "http://a:65616/", "http://a:123456/"}) {
    CAPTURE(address);
    Script script;
    const auto answer = net::ask_web(address, {}, script.web());
    REQUIRE_FALSE(answer);
    CHECK(answer.error().id == "ADDRESS-PORT");
    CHECK(script.places.empty());
  }
}

TEST_CASE("a proxy is asked, except for the places of no_proxy") {
  struct Case {
    std::string proxy, no_proxy, place, question;
  };
  const auto one = GENERATE(
      Case{"http://p.example:3128", "", "p.example:3128", "GET http://a.example:81/l HTTP/1.0"},
      Case{"p.example:3128/", "b.example", "p.example:3128", "GET http://a.example:81/l HTTP/1.0"},
      Case{"http://u:p@w@p.example", "", "p.example:80", "GET http://a.example:81/l HTTP/1.0"},
      Case{"http://p.example:3128", "localhost,.example", "a.example:81", "GET /l HTTP/1.0"},
      Case{"http://p.example:70000", "*", "a.example:81", "GET /l HTTP/1.0"});
  CAPTURE(one.proxy, one.no_proxy);
  Script script{{"HTTP/1.0 200 OK\r\n\r\nlist"}, 4096, {}, {}};
  auto web = script.web();
  web.proxy = one.proxy;
  web.no_proxy = one.no_proxy;
  REQUIRE(net::ask_web("http://a.example:81/l", {}, web));
  CHECK(script.places == std::vector{one.place});
  CHECK(script.asked == std::vector{one.question});
}

TEST_CASE("a proxy that is no place is not passed by, and its password is not shown") {
  for (const std::string proxy : {"http://u:hunter2@p.example:70000", "https://hunter2@p.example",
                                  "http://hunter2@", "socks5://hunter2:1"}) {
    CAPTURE(proxy);
    Script script;
    auto web = script.web();
    web.proxy = proxy;
    const auto answer = net::ask_web("http://a.example/", {}, web);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().id == "WEB-PROXY");
    for (const auto& each : answer.error().args) {
      CHECK(each.value.find("hunter2") == std::string::npos);
    }
    CHECK(script.places.empty());
  }
}

TEST_CASE("an exchange that the user stopped is no fault of the network") {
  net::Web web;
  web.network = [] {
    return [](const std::string&, const std::string&) -> Result<net::Wire> {
      return fail(ErrorKind::environment, Reason::interrupted, "NETWORK-INTERRUPTED");
    };
  };
  const auto answer = net::ask_web("http://a.example/", {}, web);
  REQUIRE_FALSE(answer);
  CHECK(answer.error() == Error{ErrorKind::environment,
                                "EXCHANGE-INTERRUPTED",
                                {arg("file", "http://a.example/")},
                                {},
                                Reason::interrupted});
}

TEST_CASE("damaged answers end, with a body or a reason") {
  std::mt19937 random(1);  // NOLINT: the same answers in each run
  const std::string whole =
      "HTTP/1.1 302 Found\r\nContent-Length: 4\r\nLocation: /a\r\nTransfer-Encoding: x\r\n\r\nbody";
  for (int i = 0; i < 20000; ++i) {
    auto text = whole;
    for (int change = 0; change < 4; ++change) {
      const auto at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text.at(at) = static_cast<char>(random());
          break;
        case 1:
          text.erase(at, random() % 8);
          break;
        default:
          text.insert(at, text.substr(random() % text.size(), random() % 16));
      }
      text += 'x';
    }
    Script script{{text, text, text, text, text}, 1 + random() % 40, {}, {}};
    const auto answer = net::ask_web("http://a.example/", {}, script.web());
    if (answer ? answer->size() > text.size() : answer.error().id != "WEB-UNREACHABLE") {
      FAIL(text);
    }
    if (script.places.size() > 4 ||
        std::ranges::any_of(script.places, [](const auto& p) { return p != "a.example:80"; })) {
      FAIL(text);
    }
  }
}
