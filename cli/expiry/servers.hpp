#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "dmp/expiry/expiry.hpp"
#include "dmp/net/tls.hpp"
#include "system/session.hpp"

namespace dmp::cli {

/// ServerOptions say how servers are asked for their certificates.
struct ServerOptions {
  int timeout = 10;  ///< Seconds for each server.
  std::string server_name;
  std::string certificate;
  std::string key;
};

void add_server_options(CLI::App& command, ServerOptions& options, const Session& session);

/// Server is a place that speaks TLS.
struct Server {
  std::string name;  ///< As the user wrote it.
  std::string host;
  std::string port;
  net::StartTls start = net::StartTls::none;
};

/// looks_like_server tells what was meant as the address of a server: a URL of whatever scheme, or
/// a text without '/' that ends with a colon and a number.
bool looks_like_server(std::string_view text);

/// parse_server reads "host:port", "[address]:port" or a URL: https, tls, smtp, smtps, imap, imaps,
/// ldap, ldaps, with their usual ports; smtp, imap and ldap begin TLS by STARTTLS. Error
/// ids (input): EXPIRY-SERVER-ADDRESS, with `reason`, ADDRESS-PORT.
Result<Server> parse_server(const std::string& text);

/// ask_servers asks all of them, several at a time, in their order. `secrets` are for the client's
/// key. Error ids: those of read_named, x509::read_contents and x509::read_keys; what is
/// wrong with a server is in the answer.
Result<std::vector<expiry::Request::Shown>> ask_servers(const std::vector<Server>& servers,
                                                        const ServerOptions& options,
                                                        const std::vector<const Secret*>& secrets);

}  // namespace dmp::cli
