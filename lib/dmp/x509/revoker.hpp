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
  bool soft = false;  ///< No answer is a warning, not an error.
  /// Lists at hand, in the place of the certificate's address: none is fetched unless `crl_url`
  /// says so. Those of other authorities are passed over.
  std::vector<List> crls;
  std::string crl_url;   ///< In the place of the certificate's own address.
  std::string ocsp_url;  ///< The same of the responder.
  ListCache cache;
  Web web;
};

/// Standing says who has chosen the addresses in a certificate: an authority that the caller
/// trusts, or anybody.
enum class Standing { trusted, unknown };

/// Revoker asks for one certificate after the other. A list is fetched once, and a responder that
/// cannot be reached is not asked again.
class Revoker {
 public:
  /// `check` has to outlive it.
  explicit Revoker(const RevocationCheck& check) : check_(check) {}

  /// ask looks at the lists at hand, or else at the cache and at the address, or asks the
  /// responder, at the moment `at`. The address that a certificate names is asked only when it is
  /// `trusted`. Error ids: those of fetch, read_crl and ask_ocsp; input: REVOCATION-NO-ADDRESS (the
  /// certificate names no http:// address, and none was given), REVOCATION-UNTRUSTED (not asked,
  /// with `subject` and `issuer`), CRL-NONE-FITS (no list at hand is that of `issuer`).
  Result<Revocation> ask(const Certificate& leaf, const Certificate& issuer, Instant at,
                         Standing standing);

 private:
  /// Asked is the question of one call.
  struct Asked {
    const Certificate& leaf;
    const Certificate& issuer;
    Instant at;
    Standing standing;
  };

  [[nodiscard]] static Result<std::string> address(const std::string& given,
                                                   const std::vector<std::string>& own,
                                                   const Asked& asked);

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
