#include "dmp/net/web.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <utility>

#include "dmp/base/lower_case.hpp"
#include "dmp/net/detail/no_proxy.hpp"

namespace dmp::net {
namespace {

constexpr std::size_t kMostHead = std::size_t{16} * 1024;
constexpr std::size_t kMostBody = std::size_t{32} * 1024 * 1024;
constexpr int kMostRedirections = 3;

/// Address is "http://host:port/path" taken apart.
struct Address {
  HostPort place;
  std::string path;
};

constexpr std::string_view kUsualPort = "80";

constexpr std::string_view kScheme = "http://";

/// A certificate may have anything in the place of an address, line ends included.
tl::expected<Address, HostPortFault> parse(std::string_view url) {
  constexpr std::size_t kLongest = 2048;
  const bool is_plain =
      std::ranges::all_of(url, [](char c) { return c > ' ' && c < '\x7f' && c != '\\'; });
  if (!is_plain || url.size() > kLongest || !x509::is_http_address(url)) {
    return tl::unexpected(HostPortFault::form);
  }
  auto rest = url.substr(kScheme.size());
  rest = rest.substr(0, rest.find('#'));
  const auto slash = std::min(rest.find_first_of("/?"), rest.size());
  const auto path = rest.substr(slash);
  return parse_host_port(rest.substr(0, slash), kUsualPort).map([path](HostPort place) {
    return Address{std::move(place), (path.starts_with('/') ? "" : "/") + std::string(path)};
  });
}

std::string authority_of(const HostPort& place) {
  const bool is_v6 = place.host.find(':') != std::string::npos;
  return (is_v6 ? "[" + place.host + "]" : place.host) +
         (place.port == kUsualPort ? "" : ":" + place.port);
}

tl::unexpected<Error> unreachable(const std::string& url, std::string_view reason, Args more = {}) {
  Args args = {arg("url", url), arg("file", url), arg_text("reason", reason)};
  args.insert(args.end(), more.begin(), more.end());
  return fail(ErrorKind::environment, Reason::unreachable, "WEB-UNREACHABLE", std::move(args));
}

/// What the connection says is the reason.
tl::unexpected<Error> unreachable(const std::string& url, Error error) {
  return fail(exchange_error("WEB-UNREACHABLE", url, {arg("url", url), arg("file", url)},
                             std::move(error)));
}

/// Answer is what came, without its body's end where that is still to come.
struct Answer {
  int status = 0;
  std::string location;
  std::optional<std::size_t> length;
  bool is_coded = false;  ///< Chunked and the like, which no answer to HTTP/1.0 may be.
  Bytes body;
};

/// The value of a header's line when it has that name.
std::optional<std::string> value_in(std::string_view line, std::string_view name) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || lower_case(line.substr(0, colon)) != name) {
    return std::nullopt;
  }
  auto value = line.substr(colon + 1);
  value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
  return std::string(value.substr(0, value.find_last_not_of(" \t") + 1));
}

std::optional<Answer> read_head(std::string_view head) {
  constexpr std::size_t kStatusAt = 9;  // "HTTP/1.1 200 …"
  Answer answer;
  if (!head.starts_with("HTTP/1.") || head.size() < kStatusAt + 3 ||
      std::from_chars(head.data() + kStatusAt, head.data() + kStatusAt + 3, answer.status).ec !=
          std::errc()) {
    return std::nullopt;
  }
  while (!head.empty()) {
    auto line = head.substr(0, head.find('\n'));
    head.remove_prefix(std::min(line.size() + 1, head.size()));
    line = line.substr(0, line.find('\r'));
    if (const auto length = value_in(line, "content-length")) {
      std::size_t size = 0;
      const auto* end = length->data() + length->size();
      if (const auto [at, error] = std::from_chars(length->data(), end, size);
          error != std::errc() || at != end) {
        return std::nullopt;
      }
      answer.length = size;
    }
    answer.location = value_in(line, "location").value_or(answer.location);
    answer.is_coded = answer.is_coded || value_in(line, "transfer-encoding").value_or("") != "";
  }
  return answer;
}

/// Where the header ends, and its length with the empty line; npos while it has not come.
std::size_t end_of_head(std::string_view text) {
  const auto usual = text.find("\r\n\r\n");
  const auto bare = text.find("\n\n");
  return usual < bare ? usual + 4 : bare == std::string_view::npos ? bare : bare + 2;
}

Result<Answer> read_answer(const Wire& wire, const std::string& url) {
  Bytes got;
  std::optional<Answer> answer;
  while (true) {
    auto part = wire.receive();
    if (!part) {
      return unreachable(url, std::move(part.error()));
    }
    auto& to = answer ? answer->body : got;
    to.insert(to.end(), part->begin(), part->end());
    if (!answer) {
      const auto end = end_of_head(as_text(got));
      if (std::min(end, got.size()) > kMostHead) {
        return unreachable(url, "web.too-large");
      }
      if (end != std::string_view::npos) {
        answer = read_head(as_text(ByteView(got).first(end)));
        if (answer) {
          answer->body.assign(got.begin() + static_cast<std::ptrdiff_t>(end), got.end());
        }
      }
      if (!answer && (end != std::string_view::npos || part->empty())) {
        return unreachable(url, "web.no-answer");
      }
    }
    if (answer && std::max(answer->body.size(), answer->length.value_or(0)) > kMostBody) {
      return unreachable(url, "web.too-large");
    }
    if (answer && answer->length && answer->body.size() >= *answer->length) {
      answer->body.resize(*answer->length);
      return std::move(*answer);
    }
    if (part->empty()) {
      return answer->length ? Result<Answer>(unreachable(url, "web.cut-short"))
                            : std::move(*answer);
    }
  }
}

/// A proxy is named with or without its scheme; its user, whom we would have to prove, is left out.
std::optional<HostPort> proxy_of(std::string_view text) {
  const auto scheme = text.find("://");
  if (scheme != std::string_view::npos && !x509::is_http_address(text)) {
    return std::nullopt;
  }
  auto rest = scheme == std::string_view::npos ? text : text.substr(scheme + 3);
  rest = rest.substr(0, rest.find('/'));
  const auto user = rest.rfind('@');
  const auto place =
      parse_host_port(rest.substr(user == std::string_view::npos ? 0 : user + 1), kUsualPort);
  return place ? std::optional(*place) : std::nullopt;
}

Result<Answer> ask_once(const std::string& url, const Address& address,
                        const x509::WebQuestion& question, const Web& web, const Connect& connect) {
  const bool is_direct = web.proxy.empty() || detail::is_exempt(web.no_proxy, address.place);
  const auto first = is_direct ? std::optional(address.place) : proxy_of(web.proxy);
  if (!first) {
    // Its text may have a password in it.
    return fail(ErrorKind::environment, "WEB-PROXY", {arg("url", url), arg("file", url)});
  }
  const auto wire = connect(first->host, first->port);
  if (!wire) {
    return unreachable(url, wire.error());
  }
  const auto authority = authority_of(address.place);
  const auto target = is_direct ? address.path : "http://" + authority + address.path;
  std::string head = (question.type.empty() ? "GET " : "POST ") + target +
                     " HTTP/1.0\r\nHost: " + authority + "\r\n";
  if (!question.type.empty()) {
    head += "Content-Type: " + question.type +
            "\r\nContent-Length: " + std::to_string(question.body.size()) + "\r\n";
  }
  head += "\r\n";
  Bytes message(head.begin(), head.end());
  message.insert(message.end(), question.body.begin(), question.body.end());
  if (auto sent = wire->send(message); !sent) {
    return unreachable(url, std::move(sent.error()));
  }
  return read_answer(*wire, url);
}

/// Where an answer sends us; nothing when it does not, or to somebody else.
std::optional<Address> next_address(const Answer& answer, const HostPort& from) {
  const bool is_path = answer.location.starts_with("/") && !answer.location.starts_with("//");
  const auto next =
      parse(is_path ? "http://" + authority_of(from) + answer.location : answer.location);
  const bool is_same = next && lower_case(next->place.host) == lower_case(from.host) &&
                       next->place.port == from.port;
  return is_same ? std::optional(*next) : std::nullopt;
}

}  // namespace

Result<Bytes> ask_web(const std::string& url, const x509::WebQuestion& question, const Web& web) {
  const auto start = parse(url);
  if (!start) {
    const bool is_port = start.error() == HostPortFault::port;
    return fail(ErrorKind::environment, is_port ? "ADDRESS-PORT" : "WEB-ADDRESS",
                {arg("url", url), arg("file", url)});
  }
  if (!web.network) {
    return unreachable(url, "NETWORK-REFUSED");
  }
  const auto connect = web.network();
  auto address = *start;
  for (int step = 0; step <= kMostRedirections; ++step) {
    auto answer = ask_once(url, address, question, web, connect);
    if (!answer) {
      return fail(std::move(answer.error()));
    }
    constexpr int kOk = 200;
    if (answer->status == kOk) {
      return answer->is_coded ? Result<Bytes>(unreachable(url, "web.no-answer"))
                              : std::move(answer->body);
    }
    const bool is_redirection = answer->status / 100 == 3 && !answer->location.empty();
    if (!is_redirection || !question.type.empty()) {
      return unreachable(url, "web.status", {arg("status", answer->status)});
    }
    auto next = next_address(*answer, address.place);
    if (!next) {
      return unreachable(url, "web.redirected", {arg("to", answer->location)});
    }
    address = std::move(*next);
  }
  return unreachable(url, "web.redirections", {arg("count", kMostRedirections)});
}

x509::AskWeb asker(Web web) {
  return [web = std::move(web)](const std::string& url, const x509::WebQuestion& question) {
    return ask_web(url, question, web);
  };
}

}  // namespace dmp::net
