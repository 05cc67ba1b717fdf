#pragma once

#include "dmp/model/request_facts.hpp"
#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {

/// signing_certificate_of checks the attribute signing-certificate-v2 (RFC 5035 3) against the
/// signer's certificate: hash, and issuer and serial where they are named. Only the first
/// certificate of the attribute is the signer's; further ones are not looked at. What cannot be
/// read does not agree.
model::SigningCertificate signing_certificate_of(const CMS_SignerInfo* info, X509* signer);

}  // namespace dmp::x509::detail
