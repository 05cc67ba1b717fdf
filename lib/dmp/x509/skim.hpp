#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmp/core/bytes.hpp"
#include "dmp/model/certificate_facts.hpp"

/// The few facts that tell when a certificate ends, without OpenSSL: its d2i_X509 decodes the
/// public key, which takes ten times as long as reading the file.
namespace dmp::x509 {

/// skim_certificate reads one certificate (RFC 5280 4.1) as far as its usage, names, dates and
/// identifiers: subject, issuer, usage, environment, serial, sha256, not_before, not_after,
/// key_usage_ends, is_ca, product_category, subject_key_id and authority_key_id are as
/// Certificate::facts has them, all else is empty. Nothing when there is anything unusual about it
/// (another type of string, a name of several values, an extension that OpenSSL would have an
/// opinion on): then Certificate::from_der has to say.
std::optional<model::CertificateFacts> skim_certificate(ByteView der);

/// skim_contents reads a file that is one DER certificate, or PEM of certificates and nothing else
/// but plain text between them. Nothing when any of it is something else: then read_contents has to
/// say. It never allocates more than the file is long.
std::optional<std::vector<model::CertificateFacts>> skim_contents(ByteView content);

}  // namespace dmp::x509
