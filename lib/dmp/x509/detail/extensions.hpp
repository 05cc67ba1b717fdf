#pragma once

#include "dmp/x509/detail/profile.hpp"

namespace dmp::x509::detail {

/// read_extensions reads extensions (RFC 5280 4.1.2.9) that follow each other as far as they say
/// something of a summary or its usage. False where OpenSSL's own reading has to judge: one that is
/// there twice or cannot be read. OpenSSL decodes those that certificates share,
/// once; those that each has for itself are taken apart in their usual form.
bool read_extensions(ByteView list, model::CertificateSummary& summary, Profile& profile);

}  // namespace dmp::x509::detail
