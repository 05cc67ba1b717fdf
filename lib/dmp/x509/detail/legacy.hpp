#pragma once

#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {

/// legacy_context has the algorithms that OpenSSL 3 leaves to its legacy provider (RC2, RC4, single
/// DES), beside the usual ones; null where that provider is not installed. It is a context of its
/// own, so that nothing else ever uses them.
OSSL_LIB_CTX* legacy_context();

/// context_for is where to open what is encrypted so: null, OpenSSL's usual context, unless the
/// algorithm is a legacy one.
OSSL_LIB_CTX* context_for(const X509_ALGOR* algorithm);

/// is_out_of_reach tells a legacy algorithm on a system without that provider.
bool is_out_of_reach(const X509_ALGOR* algorithm);

}  // namespace dmp::x509::detail
