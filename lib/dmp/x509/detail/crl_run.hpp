#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/x509/detail/openssl.hpp"
#include "dmp/x509/revocation_list.hpp"

namespace dmp::x509::detail {

/// is_delta tells a list of changes from a complete one.
bool is_delta(const X509_CRL* list);

/// Complaint is one thing that OpenSSL has against a certificate, or against a list about it.
struct Complaint {
  int code = X509_V_OK;            ///< X509_V_ERR_…
  const X509_CRL* list = nullptr;  ///< The list concerned; null for none.

  bool operator==(const Complaint&) const = default;
};

/// is_fault tells that the list must not be used, whatever it says.
bool is_fault(const Complaint& complaint);

/// is_gap tells that the lists together do not say all of the certificate.
bool is_gap(const Complaint& complaint);

/// fault_id names the error of a fault: CRL-SIGNATURE, CRL-KEY-USAGE or CRL-PARTIAL.
std::string_view fault_id(int code);

/// Consulted is a complete list in which the certificate was looked up, with its delta: one of the
/// two is null where there is no delta, or where the delta has taken the certificate off.
struct Consulted {
  const X509_CRL* base = nullptr;
  const X509_CRL* delta = nullptr;

  [[nodiscard]] const X509_CRL* newest() const { return delta != nullptr ? delta : base; }
};

/// CrlRun is what one verification said of the first certificate of a path.
struct CrlRun {
  std::vector<Complaint> complaints;
  std::vector<Consulted> consulted;  ///< Several where each tells of some reasons.

  [[nodiscard]] bool has_consulted(const X509_CRL* list) const;
};

/// run_crl_check has OpenSSL verify a path with lists (X509_V_FLAG_CRL_CHECK, deltas, indirect
/// lists and lists of some reasons). Faults of the path itself are not its matter.
CrlRun run_crl_check(std::span<X509_CRL* const> lists, const CertificatePath& path, Instant at);

}  // namespace dmp::x509::detail
