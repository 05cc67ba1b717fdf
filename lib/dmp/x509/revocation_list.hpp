#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/x509/certificate.hpp"
#include "dmp/x509/revocation.hpp"

namespace dmp::x509 {

/// RevocationList is one CRL, complete or a delta, as it was read; cheap to copy.
class RevocationList {
 public:
  struct Impl;

  /// read takes every list of a file, in DER or PEM (in any TextForm), apart. Error id (input),
  /// with `file`: CRL-UNREADABLE.
  static Result<std::vector<RevocationList>> read(ByteView content, std::string_view file);

  /// is_named_as tells whether its issuer has that certificate's name; another key may be his.
  [[nodiscard]] bool is_named_as(const Certificate& issuer) const;

  [[nodiscard]] const Impl& impl() const { return *impl_; }

 private:
  explicit RevocationList(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  std::shared_ptr<const Impl> impl_;
};

/// CertificatePath is a certificate with the authorities above it, each followed by its issuer, two
/// at least. `others` may have issued the certificate of a list's signer.
struct CertificatePath {
  std::span<const Certificate> chain;
  std::span<const Certificate> others = {};
};

/// find_revocation looks the first certificate of a path up in lists, as RFC 5280 6.3.3 has it,
/// with OpenSSL: the newest list decides that is valid at `at`, with its delta, or several of them
/// where each tells of some reasons only. Passed over are lists that are not signed by the
/// certificate's issuer, or by whom a path to the same anchor vouches for, that their signer may
/// not sign, that tell of other certificates, or that have critical extensions which are not
/// understood. A revocation that an older or a stale list tells of stands, unless it was a hold
/// (certificateHold) and a newer valid one has it no more.
///
/// Error ids (input), of the list that comes nearest to an answer, with `file`: CRL-ISSUER (no list
/// is of that `issuer`), CRL-SIGNATURE, CRL-KEY-USAGE, CRL-NOT-YET and CRL-STALE (with `date`),
/// CRL-PARTIAL (a delta without its base, or lists that do not tell of this certificate or of all
/// reasons).
Result<Revocation> find_revocation(std::span<const RevocationList> lists,
                                   const CertificatePath& path, Instant at);

}  // namespace dmp::x509
