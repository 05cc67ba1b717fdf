#pragma once

#include <optional>

#include "dmp/core/date.hpp"
#include "dmp/model/certificate_profile.hpp"
#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {

/// instant_of reads a UTCTime or GeneralizedTime; nothing when it is none.
std::optional<Instant> instant_of(const ASN1_TIME* time);

/// read_profile reads the fields one by one; an extension that cannot be read gives nothing.
model::CertificateProfile read_profile(X509* x509);

}  // namespace dmp::x509::detail
