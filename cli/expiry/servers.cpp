#include "expiry/servers.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <utility>

#include "dmp/base/lower_case.hpp"
#include "dmp/base/parallel.hpp"
#include "dmp/net/exchange.hpp"
#include "dmp/net/host_port.hpp"
#include "dmp/x509/container.hpp"
#include "system/process.hpp"
#include "system/usage_error.hpp"

namespace dmp::cli {
namespace {

using net::StartTls;

struct Scheme {
  std::string_view name;
  std::string_view port;
  StartTls start;
};
constexpr std::array kSchemes = {
    Scheme{"https", "443", StartTls::none}, Scheme{"tls", "443", StartTls::none},
    Scheme{"smtp", "25", StartTls::smtp},   Scheme{"smtps", "465", StartTls::none},
    Scheme{"imap", "143", StartTls::imap},  Scheme{"imaps", "993", StartTls::none},
    Scheme{"ldap", "389", StartTls::ldap},  Scheme{"ldaps", "636", StartTls::none}};

bool is_address(const std::string& host) {
  in6_addr ignored{};
  return ::inet_pton(AF_INET, host.c_str(), &ignored) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), &ignored) == 1;
}

/// Says of which server it is that something is wrong.
Error about(const Server& server, Error error) {
  const bool is_of_connection =
      error.reason == Reason::unreachable || error.reason == Reason::interrupted;
  if (!is_of_connection) {
    return error;
  }
  return net::exchange_error("TLS-NO-CONNECTION", server.name, {arg("file", server.name)},
                             std::move(error));
}

expiry::Request::Shown ask(const Server& server, const net::TlsRequest& request, int seconds) {
  const auto connect = net::connect_within({std::chrono::seconds(seconds), interrupted});
  auto shown = connect(server.host, server.port).and_then([&](const net::Wire& wire) {
    return net::show_certificates(wire, request, server.name);
  });
  if (!shown) {
    return {server.name, fail(about(server, std::move(shown.error())))};
  }
  std::vector<model::CertificateSummary> facts;
  for (const auto& certificate : *shown) {
    facts.push_back(certificate.facts());
  }
  return {server.name, std::move(facts), std::move(*shown)};
}

/// What we show to a server that asks.
struct Client {
  std::optional<x509::PrivateKey> key;
  std::vector<x509::Certificate> chain;
};

/// Reads without a passphrase and then with one after the other, until nothing is hidden any more.
template <typename Read>
auto opened_by(const std::vector<const Secret*>& secrets, Read read) -> decltype(read(nullptr)) {
  const auto is_closed = [](const auto& result) {
    if constexpr (requires { result->has_encrypted_certificates; }) {
      return result ? result->has_encrypted_certificates : result.error().kind == ErrorKind::secret;
    } else {
      return !result && result.error().kind == ErrorKind::secret;
    }
  };
  auto result = read(nullptr);
  for (const auto* secret : secrets) {
    if (!is_closed(result)) {
      break;
    }
    if (auto next = read(secret); next || !result) {
      result = std::move(next);
    }
  }
  return result;
}

/// Puts the certificate whose key is there first, as TLS wants it, and takes that key; where none
/// fits, the first key, which the handshake refuses.
void pair(Client& client, std::vector<x509::PrivateKey>& keys) {
  for (auto& key : keys) {
    const auto own = std::ranges::find_if(client.chain, [&key](const x509::Certificate& each) {
      return each.facts().public_key_sha256 == key.public_key_sha256();
    });
    if (own != client.chain.end()) {
      std::rotate(client.chain.begin(), own, own + 1);
      client.key = std::move(key);
      return;
    }
  }
  client.key = std::move(keys.front());
}

Result<Client> read_client(const ServerOptions& options,
                           const std::vector<const Secret*>& secrets) {
  Client client;
  if (options.certificate.empty()) {
    return client;
  }
  const auto content = read_named(options.certificate);
  if (!content) {
    return fail(content.error());
  }
  auto contents = opened_by(secrets, [&](const Secret* secret) {
    return x509::read_contents(*content, options.certificate, secret);
  });
  if (!contents) {
    return fail(std::move(contents.error()));
  }
  client.chain = std::move(contents->certificates);
  const auto& key_file = options.key.empty() ? options.certificate : options.key;
  const auto key = read_named(key_file);
  if (!key) {
    return fail(key.error());
  }
  auto keys = opened_by(
      secrets, [&](const Secret* secret) { return x509::read_keys(*key, key_file, secret); });
  if (!keys) {
    return fail(std::move(keys.error()));
  }
  pair(client, *keys);
  return client;
}

}  // namespace

void add_server_options(CLI::App& command, ServerOptions& options, const Session& session) {
  const auto add = [&](const std::string& name, auto& value, const char* text, const char* type) {
    return command.add_option(name, value, session.text(text))
        ->type_name(type)
        ->group(session.text("cli.group.servers"));
  };
  constexpr int kLongest = 600;
  add("--timeout", options.timeout, "cli.opt.expiry-timeout", "SECONDS")
      ->check(whole_number(1, kLongest));
  add("--server-name", options.server_name, "cli.opt.server-name", "NAME");
  auto* certificate =
      add("--client-certificate", options.certificate, "cli.opt.client-certificate", "FILE");
  add("--client-key", options.key, "cli.opt.client-key", "FILE")->needs(certificate);
}

bool looks_like_server(std::string_view text) {
  const bool is_name = text.find('/') == std::string_view::npos;
  if (text.find("://") != std::string_view::npos || (is_name && text.find('@') < text.size())) {
    return true;
  }
  const auto colon = text.rfind(':');
  const auto port = colon == std::string_view::npos ? "" : text.substr(colon + 1);
  return is_name && !port.empty() && port.find_first_not_of("0123456789") == std::string_view::npos;
}

Result<Server> parse_server(const std::string& text) {
  const auto wrong = [&text](std::string_view reason, Args more = {}) {
    Args args = {arg("file", text), arg_text("reason", reason)};
    args.insert(args.end(), more.begin(), more.end());
    return fail(ErrorKind::input, "EXPIRY-SERVER-ADDRESS", std::move(args));
  };
  Server server;
  server.name = text;
  std::string_view place = text;
  if (const auto at = text.find("://"); at != std::string::npos) {
    const auto word = lower_case(place.substr(0, at));
    const auto scheme = std::ranges::find(kSchemes, word, &Scheme::name);
    if (scheme == kSchemes.end()) {
      return wrong("cli.expiry.address.scheme", {arg("scheme", word)});
    }
    server.port = scheme->port;
    server.start = scheme->start;
    place.remove_prefix(at + 3);
    place = place.substr(0, place.find_first_of("/?#"));
  }
  if (place.find('@') != std::string_view::npos) {
    return wrong("cli.expiry.address.user");
  }
  auto where = net::parse_host_port(place, server.port);
  if (!where && where.error() == net::HostPortFault::port) {
    return fail(ErrorKind::input, "ADDRESS-PORT", {arg("url", text), arg("file", text)});
  }
  if (!where) {
    return wrong("cli.expiry.address.host");
  }
  server.host = std::move(where->host);
  server.port = std::move(where->port);
  return server;
}

Result<std::vector<expiry::Request::Shown>> ask_servers(const std::vector<Server>& servers,
                                                        const ServerOptions& options,
                                                        const std::vector<const Secret*>& secrets) {
  auto client = read_client(options, secrets);
  if (!client) {
    return fail(std::move(client.error()));
  }
  std::vector<expiry::Request::Shown> shown(servers.size());
  constexpr unsigned kAtOnce = 16;  // They wait for the network, not for a processor.
  for_each_index(servers.size(), kAtOnce, [&](std::size_t index) {
    const auto& server = servers[index];
    net::TlsRequest request;
    request.start = server.start;
    request.server_name = !options.server_name.empty() ? options.server_name
                          : is_address(server.host)    ? std::string()
                                                       : server.host;
    request.key = client->key ? &*client->key : nullptr;
    request.chain = client->chain;
    shown[index] = ask(server, request, options.timeout);
  });
  return shown;
}

}  // namespace dmp::cli
