#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "dmp/core/error.hpp"
#include "dmp/x509/certificate.hpp"
#include "dmp/x509/key.hpp"

namespace dmp::x509 {

/// Suites of TLS 1.2 that the DMP takes (PDT-INF-579, 10/07/2025), by OpenSSL's names.
const std::vector<std::string>& dmp_suites();

/// Probe is whom to show a certificate to.
struct Probe {
  std::string host;
  std::string port;
  const PrivateKey& key;
  const Certificate& leaf;
  std::vector<Certificate> chain;  ///< Authorities sent along.
  std::chrono::seconds timeout{10};
};

/// ProbedSuite is how a handshake with one suite went.
struct ProbedSuite {
  std::string suite;
  bool agreed = false;
  std::string trouble;  ///< OpenSSL's words, e.g. the alert that the server sent.
};

/// ProbeAnswer is what a server did with a certificate.
struct ProbeAnswer {
  std::vector<ProbedSuite> suites;
  bool asked = false;                     ///< The server asked for a client's certificate.
  std::vector<std::string> authorities;   ///< Whose certificates it said it takes; may be empty.
  std::vector<Certificate> server_chain;  ///< As sent, the server's own first.
  std::string answer;                     ///< First line of its answer to "GET / HTTP/1.0".
  [[nodiscard]] bool accepted() const;    ///< One handshake succeeded at least.
};

/// probe makes a TLS 1.2 handshake (RFC 5246) for each suite with the client's certificate, and
/// asks for the root page over the first that succeeds. The server's certificate is returned, not
/// judged. Error ids (environment), with `host`: PROBE-UNREACHABLE; PROBE-KEY (internal: OpenSSL
/// does not take the pair).
Result<ProbeAnswer> probe(const Probe& probe);

}  // namespace dmp::x509
