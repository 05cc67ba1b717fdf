#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/net/wire.hpp"
#include "dmp/x509/certificate.hpp"
#include "dmp/x509/key.hpp"

namespace dmp::net {

/// Suites of TLS 1.2 that the DMP takes (PDT-INF-579, 10/07/2025), by OpenSSL's names.
const std::vector<std::string>& dmp_suites();

/// Probe is whom to show a certificate to.
struct Probe {
  std::string host;
  std::string port;
  const x509::PrivateKey& key;
  const x509::Certificate& leaf;
  std::vector<x509::Certificate> chain;  ///< Authorities sent along.
  Connect connect;                       ///< One exchange: its time is that of all suites together.
  std::vector<x509::Certificate> authorities =
      {};        ///< Who may vouch for the server; empty: not asked.
  Instant at{};  ///< When its certificate has to be valid.
};

/// ServerStanding is what the probe's authorities say about the server.
enum class ServerStanding {
  not_verified,  ///< None was named.
  verified,      ///< One vouches for its certificate, which has its name.
  unknown,       ///< It is of none of them.
  refused,       ///< It is of one of them, and does not hold: another name, a date …
};

/// to_string returns "not-verified", "verified", "unknown" or "refused".
std::string_view to_string(ServerStanding standing);

/// ProbedSuite is how a handshake with one suite went.
struct ProbedSuite {
  std::string suite;
  bool agreed = false;
  std::string trouble;  ///< OpenSSL's words, e.g. the alert that the server sent.
};

/// ProbeAnswer is what a server did with a certificate.
struct ProbeAnswer {
  std::vector<ProbedSuite> suites;
  bool asked = false;                    ///< The server asked for a client's certificate.
  std::vector<std::string> authorities;  ///< Whose certificates it said it takes; may be empty.
  std::vector<x509::Certificate> server_chain;  ///< As sent, the server's own first.
  ServerStanding standing = ServerStanding::not_verified;
  std::string standing_trouble;         ///< OpenSSL's words where it is not verified.
  std::string answer;                   ///< First line of its answer to "GET / HTTP/1.0".
  [[nodiscard]] bool accepted() const;  ///< One handshake succeeded at least.
};

/// probe makes a TLS 1.2 handshake (RFC 5246) for each suite with the client's certificate, and
/// asks for the root page over the first that succeeds. The server's certificate is returned and
/// judged; a server that is not verified is shown the certificate all the same, since that is what
/// was asked for. Error ids (environment), with `host`: PROBE-UNREACHABLE (with `reason`);
/// PROBE-KEY (internal: OpenSSL does not take the pair).
Result<ProbeAnswer> probe(const Probe& probe);

}  // namespace dmp::net
