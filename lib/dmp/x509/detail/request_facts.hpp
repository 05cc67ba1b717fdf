#pragma once

#include "dmp/x509/detail/openssl.hpp"
#include "dmp/x509/request.hpp"

namespace dmp::x509::detail {

/// describe_request gathers the facts of a parsed request whose encoding is `der`.
Request describe_request(X509_REQ* request, Bytes der);

}  // namespace dmp::x509::detail
