#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/x509/certificate.hpp"

namespace dmp::x509 {

/// KnownAuthority is an IGC-Santé authority that the program recognises by its fingerprint.
struct KnownAuthority {
  model::Fingerprint sha256;
  std::string_view name;  ///< "ACI-EL-ORG"
  model::Environment environment;
  bool is_root;
};

/// find_known_authority returns the authority with that fingerprint, or nullptr.
const KnownAuthority* find_known_authority(const model::Fingerprint& sha256);

/// Trust says which certificates may end a chain.
struct Trust {
  std::vector<Certificate> anchors;
  /// Each anchor ends it, rather than that which is above another one.
  bool ends_anywhere = false;
};

/// TrustRule says which of the certificates that a user named become anchors: those that the
/// program knows; beside them the self-signed ones; or all, roots or not.
enum class TrustRule { known, self_signed, named };

/// Candidate authorities sorted into those that may be anchors and those that may not.
struct TrustSelection {
  Trust trust;
  std::vector<Certificate> intermediates;  ///< Known or not: useful to build the chain.
  std::vector<Certificate> refused;        ///< Self-signed, and no anchor by the rule.
};

/// select_trust makes anchors of what `rule` says of `named`. `carried` are certificates that came
/// with the file itself: they become anchors only when their fingerprint is known.
TrustSelection select_trust(const std::vector<Certificate>& named,
                            const std::vector<Certificate>& carried, TrustRule rule);

/// ChainFault is what may be wrong with a chain.
enum class ChainFault { no_issuer, untrusted, signature, expired, not_yet_valid, purpose, other };

/// ChainProblem is one reason why a chain does not hold. Argument `subject` names the certificate
/// concerned, `issuer` the one that is not there.
struct ChainProblem {
  ChainFault fault = ChainFault::other;
  Args args;
  bool is_leafs_date = false;  ///< The leaf's own dates, which its reader judges by other rules.

  /// Of the catalogue: CHAIN-NO-ISSUER, CHAIN-UNTRUSTED, CHAIN-SIGNATURE, CHAIN-EXPIRED,
  /// CHAIN-NOT-YET-VALID, CHAIN-PURPOSE, CHAIN-OTHER.
  [[nodiscard]] std::string id() const;
};

/// ChainOutcome is the chain found, leaf first, anchor last when it holds.
struct ChainOutcome {
  std::vector<Certificate> chain;
  std::vector<ChainProblem> problems;
  [[nodiscard]] bool holds() const { return problems.empty(); }
  /// Whether an anchor vouches for what the certificate says: the chain holds, or would at another
  /// date or for another purpose.
  [[nodiscard]] bool reaches_anchor() const;
};

/// ChainVerifier verifies chains of many certificates with the same authorities. What one costs
/// depends on the authorities that may be above it, not on how many there are.
class ChainVerifier {
 public:
  ChainVerifier(const std::vector<Certificate>& intermediates, const Trust& trust);
  ChainVerifier(ChainVerifier&&) noexcept;
  ChainVerifier& operator=(ChainVerifier&&) noexcept;
  ~ChainVerifier();

  /// verify builds and checks the path (RFC 5280 section 6) at `at`, with OpenSSL: signatures,
  /// dates, basic constraints, and the purpose that belongs to the leaf's usage (AUTH_CLI: TLS
  /// client; SIGN: S/MIME signature). All problems are reported, not the first.
  ChainOutcome verify(const Certificate& leaf, Instant at);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// verify_chain verifies the chain of one certificate.
ChainOutcome verify_chain(const Certificate& leaf, const std::vector<Certificate>& intermediates,
                          const Trust& trust, Instant at);

}  // namespace dmp::x509
