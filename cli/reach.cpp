#include "reach.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
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

#include "process.hpp"

namespace dmp::cli {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// Deadline is the moment at which waiting ends.
class Deadline {
 public:
  explicit Deadline(Clock::duration timeout) : end_(Clock::now() + timeout) {}
  [[nodiscard]] milliseconds left() const {
    const auto left = std::chrono::ceil<milliseconds>(end_ - Clock::now());
    return std::max(left, milliseconds(0));
  }

 private:
  Clock::time_point end_;
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
  return fail(ErrorKind::environment, id, std::move(args),
              cause.empty() ? std::vector<std::string>() : std::vector{std::string(cause)});
}

std::string words_of(int number) { return std::generic_category().message(number); }

Result<Addresses> resolve(const model::PortalFacts& portal, const Deadline& deadline) {
  auto lookup = std::make_unique<Lookup>();
  lookup->host = portal.host;
  lookup->port = portal.port;
  lookup->hints.ai_socktype = SOCK_STREAM;
  lookup->request.ar_name = lookup->host.c_str();
  lookup->request.ar_service = lookup->port.c_str();
  lookup->request.ar_request = &lookup->hints;
  std::array<gaicb*, 1> list = {&lookup->request};
  if (const int code = ::getaddrinfo_a(GAI_NOWAIT, list.data(), 1, nullptr); code != 0) {
    return failed("NETWORK-NAME", {}, ::gai_strerror(code));
  }
  const std::array<const gaicb*, 1> waiting = {&lookup->request};
  while (::gai_error(&lookup->request) == EAI_INPROGRESS && !interrupted()) {
    const auto left = deadline.left();
    if (left == milliseconds(0)) {
      break;
    }
    // In slices: a signal may come just before the wait.
    const auto slice = std::min(left, milliseconds(200));
    const timespec wait{0, std::chrono::nanoseconds(slice).count()};
    (void)::gai_suspend(waiting.data(), 1, &wait);
  }
  const int code = ::gai_error(&lookup->request);
  if (code == EAI_INPROGRESS) {
    if (::gai_cancel(&lookup->request) == EAI_NOTCANCELED) {
      (void)lookup.release();  // the resolver's thread still writes into it
    }
    return interrupted() ? failed("NETWORK-INTERRUPTED") : failed("NETWORK-TIMEOUT");
  }
  if (code != 0) {
    return failed("NETWORK-NAME", {}, ::gai_strerror(code));
  }
  return Addresses(lookup->request.ar_result, &::freeaddrinfo);
}

/// Waits until the socket is ready; an error says why it is not.
Status wait_for(const Socket& socket, short events, const Deadline& deadline) {
  while (true) {
    if (interrupted()) {
      return failed("NETWORK-INTERRUPTED");
    }
    pollfd waiting{socket.get(), events, 0};
    const auto slice = std::min(deadline.left(), milliseconds(200));
    const int ready = ::poll(&waiting, 1, static_cast<int>(slice.count()));
    if (ready > 0) {
      return {};
    }
    if (ready < 0 && errno != EINTR) {
      return failed("NETWORK-REFUSED", {}, words_of(errno));
    }
    if (deadline.left() == milliseconds(0)) {
      return failed("NETWORK-TIMEOUT");
    }
  }
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
    last = connect_to(*each, Deadline(deadline.left() / left));
    if (last || interrupted()) {
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
bool read_url(const std::string& url, model::PortalFacts& portal) {
  const auto scheme = url.find("://");
  if (scheme == std::string::npos) {
    return false;
  }
  auto rest = url.substr(scheme + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  const bool bracketed = rest.starts_with('[');
  const auto end = bracketed ? rest.find(']') : rest.find(':');
  portal.host =
      rest.substr(bracketed ? 1 : 0, bracketed && end != std::string::npos ? end - 1 : end);
  const auto colon = end == std::string::npos ? end : rest.find(':', end);
  portal.port = colon != std::string::npos   ? rest.substr(colon + 1)
                : url.starts_with("http://") ? "80"
                                             : "443";
  return !portal.host.empty() && !portal.port.empty() &&
         portal.port.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

model::PortalFacts reach(const std::string& url, std::chrono::seconds timeout) {
  model::PortalFacts portal;
  if (!read_url(url, portal)) {
    portal.error = failed("NETWORK-ADDRESS", {arg("url", url)}).value();
    return portal;
  }
  const Deadline deadline(timeout);
  auto socket = resolve(portal, deadline).and_then([&](const Addresses& addresses) {
    return connect_to_any(addresses.get(), deadline);
  });
  if (!socket) {
    portal.error = std::move(socket.error());
    portal.error->args.push_back(arg("seconds", timeout.count()));
    return portal;
  }
  portal.date = ask_date(*socket, portal.host, Deadline(timeout));
  return portal;
}

struct Connection::Impl {
  Socket socket;
  Deadline deadline;
};

Connection::Connection(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Result<Connection> Connection::open(const std::string& host, const std::string& port,
                                    std::chrono::seconds timeout) {
  model::PortalFacts place;
  place.host = host;
  place.port = port;
  const Deadline deadline(timeout);
  auto socket = resolve(place, deadline).and_then([&](const Addresses& addresses) {
    return connect_to_any(addresses.get(), deadline);
  });
  if (!socket) {
    auto error = std::move(socket.error());
    error.args.push_back(arg("seconds", timeout.count()));
    return fail(std::move(error));
  }
  return Connection(std::make_unique<Impl>(Impl{std::move(*socket), deadline}));
}

int Connection::descriptor() const { return impl_->socket.get(); }

Status Connection::wait(bool to_write) const {
  return wait_for(impl_->socket, to_write ? POLLOUT : POLLIN, impl_->deadline);
}

}  // namespace dmp::cli
