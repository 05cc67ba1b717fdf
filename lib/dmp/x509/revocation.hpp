#pragma once

#include <optional>
#include <string>

#include "dmp/base/bytes.hpp"
#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/x509/certificate.hpp"
#include "dmp/x509/web.hpp"

/// Whether an authority has taken a certificate back.
namespace dmp::x509 {

/// Revocation is what an authority says about one certificate.
struct Revocation {
  bool revoked = false;
  std::optional<Instant> since;
  std::string reason;  ///< RFC 5280 5.3.1, e.g. "keyCompromise"; empty unless revoked.
  std::string
      authority;  ///< The subject of the authority above it that was revoked; empty: itself.
  bool has_nonce = false;  ///< OCSP: the answer is to this question.
  /// The complete list that says so, where its authority announces changes to it (freshestCRL, RFC
  /// 5280 5.2.6) that were not at hand: they need not be asked, and may say more.
  std::string without_delta = {};
};

/// args_of returns what texts say of a certificate that was revoked: `date`, "?" where the answer
/// has none, `reason` and `authority`.
Args args_of(const Revocation& revocation);

/// ask_ocsp asks a responder, with a nonce (RFC 6960, RFC 9654), and verifies its answer: signed by
/// the issuer or by whom it delegated, about this certificate, `at` within its times, the nonce the
/// same where there is one. That the certificate is revoked stands in whichever signed answer says
/// so, an old one too. Error ids: those of `web`; with `url`: OCSP-REFUSED (environment, with
/// `status`), OCSP-UNREADABLE, OCSP-SIGNATURE, OCSP-NONCE, OCSP-STALE, OCSP-UNKNOWN (input: the
/// responder does not know it).
Result<Revocation> ask_ocsp(const std::string& url, const Certificate& leaf,
                            const Certificate& issuer, Instant at, const AskWeb& web);

}  // namespace dmp::x509
