#pragma once

#include <openssl/ssl.h>

#include <functional>

#include "dmp/net/wire.hpp"
#include "dmp/x509/detail/openssl.hpp"

namespace dmp::net::detail {

using UniqueTlsContext = x509::detail::Owned<SSL_CTX, SSL_CTX_free>;
using UniqueTls = x509::detail::Owned<SSL, SSL_free>;

/// TlsWire is TLS over a Wire, through memory: OpenSSL itself opens no connection and waits for
/// nothing. `wire` has to outlive it.
class TlsWire {
 public:
  TlsWire(SSL_CTX* context, const Wire& wire);

  /// The connection; null when there is no memory.
  [[nodiscard]] SSL* get() const { return tls_.get(); }

  /// drive repeats `act` (SSL_connect, SSL_read …), sending and receiving between, until it returns
  /// more than 0 or `is_enough`: true. False: TLS failed, which the error queue tells, or the other
  /// side closed, or sent more than a MiB. An error is that of the wire.
  Result<bool> drive(const std::function<int(SSL*)>& act,
                     const std::function<bool()>& is_enough = {});

  /// Sends what TLS has to say.
  Status flush();

 private:
  const Wire& wire_;
  UniqueTls tls_;
  std::size_t taken_ = 0;
};

}  // namespace dmp::net::detail
