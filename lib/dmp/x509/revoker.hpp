#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dmp/x509/revocation.hpp"

namespace dmp::x509 {

/// ListCache keeps lists that were fetched, by their address, from one run to the next; both
/// functions may be absent. What it gives is verified like any other list.
struct ListCache {
  std::function<std::optional<Bytes>(const std::string& url)> find;
  std::function<void(const std::string& url, ByteView list)> keep;
};

/// RevocationCheck says whether authorities are asked if they took a certificate back, and how.
struct RevocationCheck {
  enum class Method { none, crl, ocsp };
  struct List {
    std::string name;
    Bytes content;
  };

  Method method = Method::none;
  bool soft = false;       ///< No answer is a warning, not an error.
  std::vector<List> crls;  ///< Lists at hand; those of other authorities are passed over.
  std::string crl_url;     ///< In the place of the certificate's own address.
  std::string ocsp_url;    ///< The same of the responder.
  ListCache cache;
  Web web;
};

/// Revoker asks for one certificate after the other. A list is fetched once, and a responder that
/// cannot be reached is not asked again.
class Revoker {
 public:
  /// `check` has to outlive it.
  explicit Revoker(const RevocationCheck& check) : check_(check) {}

  /// ask looks at the lists at hand, at the cache and at the address, or asks the responder, at the
  /// moment `at`. Error ids: those of fetch, read_crl and ask_ocsp; REVOCATION-NO-ADDRESS (input:
  /// the certificate names no http:// address, and none was given).
  Result<Revocation> ask(const Certificate& leaf, const Certificate& issuer, Instant at);

 private:
  /// Asked is the question of one call.
  struct Asked {
    const Certificate& leaf;
    const Certificate& issuer;
    Instant at;
  };

  Result<Revocation> from_responder(const std::string& url, const Asked& asked);
  Result<Revocation> from_list(const Asked& asked);
  Result<Revocation> from_address(const std::string& url, const Asked& asked);
  [[nodiscard]] std::optional<Revocation> from_cache(const std::string& url,
                                                     const Asked& asked) const;

  const RevocationCheck& check_;
  std::map<std::string, Result<Bytes>> fetched_;
  std::map<std::string, Error> silent_;  ///< Responders that cannot be reached.
};

}  // namespace dmp::x509
