#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "dmp/model/certificate_facts.hpp"
#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {

/// Profile is what tells the usage of a certificate: the extensions, never the policy nor the name.
struct Profile {
  bool is_ca = false;
  bool invalid = false;  ///< OpenSSL found an extension that it cannot read.
  std::uint32_t key_usage = 0;
  std::vector<int> extended;  ///< NIDs of extendedKeyUsage; 0 for a purpose without one.
  bool has_private_key_period = false;
  bool has_email = false;  ///< A subjectAltName rfc822Name.
  std::optional<int> category;
};

/// purposes_of returns the NIDs of an extendedKeyUsage, 0 for a purpose without one; none for null.
std::vector<int> purposes_of(const EXTENDED_KEY_USAGE* purposes);

/// has_email_name tells whether a subjectAltName has an rfc822Name; null has none.
bool has_email_name(const GENERAL_NAMES* names);

/// usage_of applies the table of the IGC-Santé's profiles.
model::Usage usage_of(const Profile& profile);

/// environment_of says which tree a certificate belongs to: a known authority's own, or that of the
/// authority which issued it, by the OU of its name.
model::Environment environment_of(const model::CertificateSummary& certificate);

}  // namespace dmp::x509::detail
