#include "dmp/net/exchange.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <memory>
#include <optional>
#include <utility>

#include "dmp/net/host_port.hpp"

namespace dmp::net {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// Deadline is the moment at which an exchange ends.
class Deadline {
 public:
  explicit Deadline(Limits limits)
      : end_(Clock::now() + limits.timeout), limits_(std::move(limits)) {}
  [[nodiscard]] milliseconds left() const {
    const auto left = std::chrono::ceil<milliseconds>(end_ - Clock::now());
    return std::max(left, milliseconds(0));
  }
  /// An earlier one, for one of `parts` things that are tried one after the other.
  [[nodiscard]] Deadline share(int parts) const {
    auto part = *this;
    part.end_ = Clock::now() + left() / parts;
    return part;
  }
  /// Nothing while there is time and nobody wants us to stop: asked before every wait, since a
  /// server that always has another byte would keep us for ever.
  [[nodiscard]] Status check() const {
    return is_stopped() ? fail(ErrorKind::environment, Reason::interrupted, "NETWORK-INTERRUPTED")
           : left() == milliseconds(0)
               ? fail(ErrorKind::environment, Reason::unreachable, "NETWORK-TIMEOUT",
                      {arg("seconds", limits_.timeout.count())})
               : Status();
  }
  [[nodiscard]] bool is_stopped() const { return limits_.stopped && limits_.stopped(); }

 private:
  Clock::time_point end_;
  Limits limits_;
};

/// Socket closes its descriptor.
class Socket {
 public:
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  Socket& operator=(Socket&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~Socket() {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
  }
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

/// Lookup lives as long as the resolver works on it.
struct Lookup {
  std::string host;
  std::string port;
  addrinfo hints{};
  gaicb request{};
};

tl::unexpected<Error> failed(std::string_view id, Args args = {}, std::string_view cause = {}) {
  return fail(ErrorKind::environment, Reason::unreachable, id, std::move(args),
              cause.empty() ? std::vector<std::string>() : std::vector{std::string(cause)});
}

std::string words_of(int number) { return std::generic_category().message(number); }

Result<Addresses> resolve(const HostPort& place, const Deadline& deadline) {
  auto lookup = std::make_unique<Lookup>();
  lookup->host = place.host;
  lookup->port = place.port;
  lookup->hints.ai_socktype = SOCK_STREAM;
  lookup->request.ar_name = lookup->host.c_str();
  lookup->request.ar_service = lookup->port.c_str();
  lookup->request.ar_request = &lookup->hints;
  std::array<gaicb*, 1> list = {&lookup->request};
  if (const int code = ::getaddrinfo_a(GAI_NOWAIT, list.data(), 1, nullptr); code != 0) {
    return failed("NETWORK-NAME", {}, ::gai_strerror(code));
  }
  const std::array<const gaicb*, 1> waiting = {&lookup->request};
  auto going = deadline.check();
  for (; going && ::gai_error(&lookup->request) == EAI_INPROGRESS; going = deadline.check()) {
    // In slices: a signal may come just before the wait.
    const auto slice = std::min(deadline.left(), milliseconds(200));
    const timespec wait{0, std::chrono::nanoseconds(slice).count()};
    (void)::gai_suspend(waiting.data(), 1, &wait);
  }
  const int code = ::gai_error(&lookup->request);
  if (code == EAI_INPROGRESS) {
    if (::gai_cancel(&lookup->request) == EAI_NOTCANCELED) {
      (void)lookup.release();  // the resolver's thread still writes into it
    }
    return fail(std::move(going.error()));
  }
  if (code != 0) {
    return failed("NETWORK-NAME", {}, ::gai_strerror(code));
  }
  return Addresses(lookup->request.ar_result, &::freeaddrinfo);
}

/// Waits until the socket is ready; an error says why it is not.
Status wait_for(const Socket& socket, short events, const Deadline& deadline) {
  auto going = deadline.check();
  for (; going; going = deadline.check()) {
    pollfd waiting{socket.get(), events, 0};
    const auto slice = std::min(deadline.left(), milliseconds(200));
    const int ready = ::poll(&waiting, 1, static_cast<int>(slice.count()));
    if (ready > 0) {
      return {};
    }
    if (ready < 0 && errno != EINTR) {
      return failed("NETWORK-REFUSED", {}, words_of(errno));
    }
  }
  return going;
}

Result<Socket> connect_to(const addrinfo& address, const Deadline& deadline) {
  Socket socket(::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (socket.get() < 0) {
    return failed("NETWORK-REFUSED", {}, words_of(errno));
  }
  if (::connect(socket.get(), address.ai_addr, address.ai_addrlen) != 0) {
    if (errno != EINPROGRESS) {
      return failed("NETWORK-REFUSED", {}, words_of(errno));
    }
    if (const auto ready = wait_for(socket, POLLOUT, deadline); !ready) {
      return fail(ready.error());
    }
    int number = 0;
    socklen_t size = sizeof number;
    if (::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &number, &size) != 0 || number != 0) {
      return failed("NETWORK-REFUSED", {}, words_of(number));
    }
  }
  return socket;
}

/// Tries one address after the other, each with its share of the time that is left.
Result<Socket> connect_to_any(const addrinfo* first, const Deadline& deadline) {
  int left = 0;
  for (const auto* each = first; each != nullptr; each = each->ai_next) {
    ++left;
  }
  Result<Socket> last = failed("NETWORK-NAME");
  for (const auto* each = first; each != nullptr; each = each->ai_next, --left) {
    last = connect_to(*each, deadline.share(left));
    if (last || deadline.is_stopped()) {
      break;
    }
  }
  return last;
}

/// The Date header (RFC 9110, IMF-fixdate) of an answer's head.
std::optional<Instant> date_in(const std::string& head) {
  const auto* at = ::strcasestr(head.c_str(), "\r\ndate:");
  std::tm parts{};
  if (at == nullptr ||
      ::strptime(at + std::strlen("\r\ndate:"), " %a, %d %b %Y %H:%M:%S GMT", &parts) == nullptr) {
    return std::nullopt;
  }
  return std::chrono::floor<std::chrono::seconds>(
      std::chrono::system_clock::from_time_t(::timegm(&parts)));
}

/// Web servers answer a plain question on their TLS port as well, if only to refuse it, with their
/// time; others close or say nothing.
std::optional<Instant> ask_date(const Socket& socket, const std::string& host,
                                const Deadline& deadline) {
  const auto question = "HEAD / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
  if (::send(socket.get(), question.data(), question.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(question.size())) {
    return std::nullopt;
  }
  constexpr std::size_t kMost = 8192;
  std::string head;
  while (head.size() < kMost && head.find("\r\n\r\n") == std::string::npos &&
         wait_for(socket, POLLIN, deadline)) {
    std::array<char, 1024> part{};
    const auto got = ::recv(socket.get(), part.data(), part.size(), 0);
    if (got <= 0) {
      break;
    }
    head.append(part.data(), static_cast<std::size_t>(got));
  }
  return head.starts_with("HTTP/") ? date_in(head) : std::nullopt;
}

/// Takes "scheme://host[:port]/…" apart; an IPv6 address stands in brackets.
tl::expected<HostPort, HostPortFault> read_url(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) {
    return tl::unexpected(HostPortFault::form);
  }
  const auto rest = url.substr(scheme + 3);
  constexpr std::string_view kPlain = "http";
  const bool is_plain =
      scheme == kPlain.size() && ::strncasecmp(url.data(), kPlain.data(), scheme) == 0;
  return parse_host_port(rest.substr(0, rest.find_first_of("/?#")), is_plain ? "80" : "443");
}

Result<Socket> connect_to(const HostPort& place, const Deadline& deadline) {
  return resolve(place, deadline).and_then([&](const Addresses& addresses) {
    return connect_to_any(addresses.get(), deadline);
  });
}

Status send_all(const Socket& socket, ByteView bytes, const Deadline& deadline) {
  while (!bytes.empty()) {
    if (auto ready = wait_for(socket, POLLOUT, deadline); !ready) {
      return ready;
    }
    const auto sent = ::send(socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(sent));
    } else if (errno != EAGAIN && errno != EINTR) {
      return failed("NETWORK-REFUSED", {}, words_of(errno));
    }
  }
  return {};
}

Result<Bytes> receive_some(const Socket& socket, const Deadline& deadline) {
  constexpr std::size_t kPart = std::size_t{16} * 1024;
  Bytes part(kPart);
  while (true) {
    if (auto ready = wait_for(socket, POLLIN, deadline); !ready) {
      return fail(std::move(ready.error()));
    }
    const auto got = ::recv(socket.get(), part.data(), part.size(), 0);
    if (got >= 0) {
      part.resize(static_cast<std::size_t>(got));
      return part;
    }
    if (errno != EAGAIN && errno != EINTR) {
      return failed("NETWORK-REFUSED", {}, words_of(errno));
    }
  }
}

}  // namespace

model::PortalFacts reach(const std::string& url, const Limits& limits) {
  model::PortalFacts portal;
  const auto place = read_url(url);
  if (!place) {
    const bool is_port = place.error() == HostPortFault::port;
    portal.error = failed(is_port ? "ADDRESS-PORT" : "NETWORK-ADDRESS", {arg("url", url)}).value();
    return portal;
  }
  portal.host = place->host;
  portal.port = place->port;
  const Deadline deadline(limits);
  auto socket = connect_to(*place, deadline);
  if (!socket) {
    portal.error = std::move(socket.error());
    return portal;
  }
  portal.date = ask_date(*socket, portal.host, deadline);
  return portal;
}

Connect connect_within(const Limits& limits) {
  const Deadline deadline(limits);
  return [deadline](const std::string& host, const std::string& port) -> Result<Wire> {
    auto made = connect_to({host, port}, deadline);
    if (!made) {
      return fail(std::move(made.error()));
    }
    const auto socket = std::make_shared<Socket>(std::move(*made));
    return Wire{[socket, deadline](ByteView bytes) { return send_all(*socket, bytes, deadline); },
                [socket, deadline] { return receive_some(*socket, deadline); }};
  };
}

Network network_within(const Limits& limits) {
  return [limits] { return connect_within(limits); };
}

}  // namespace dmp::net
