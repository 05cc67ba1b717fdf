#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/net/wire.hpp"
#include "dmp/x509/certificate.hpp"
#include "dmp/x509/key.hpp"

/// The certificates that a server shows, over a connection that is there.
namespace dmp::net {

/// How a server is asked to begin TLS: at once, or after words of its own protocol (RFC 3207, RFC
/// 9051 6.2.1, RFC 4511 4.14).
enum class StartTls { none, smtp, imap, ldap };

struct TlsRequest {
  std::string server_name;  ///< Sent as SNI (RFC 6066 3); empty: none.
  StartTls start = StartTls::none;
  /// Shown when the server asks for a certificate; null: none is.
  const x509::PrivateKey* key = nullptr;
  std::vector<x509::Certificate> chain = {};  ///< The client's certificate, then its authorities.
};

/// show_certificates begins TLS (1.0 to 1.3, any cipher: we only look) and returns what the server
/// shows, leaf first; nothing is verified, and no data is sent. A server that ends the handshake
/// after it has shown its certificates, for want of ours, has shown them.
/// Error ids (environment), each with `file` as `name`: TLS-STARTTLS, TLS-HANDSHAKE; those of the
/// wire; CERTIFICATE-UNREADABLE.
Result<std::vector<x509::Certificate>> show_certificates(const Wire& wire,
                                                         const TlsRequest& request,
                                                         std::string_view name);

}  // namespace dmp::net
