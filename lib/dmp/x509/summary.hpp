#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/model/certificate_facts.hpp"

/// Whose certificates a file holds and until when, without their keys: d2i_X509 decodes the public
/// key, which takes ten times as long as reading the file. Nothing can be verified with it; who has
/// to reads the file with read_contents.
namespace dmp::x509 {

/// summarise reads exactly one certificate (RFC 5280 4.1) as Certificate::from_der does, but for
/// its key, the algorithms and the extensions that say nothing of a CertificateSummary. Nothing
/// where OpenSSL's own reading of the extensions has to judge (one that is there twice, or cannot
/// be read) or where it is no certificate: Certificate::from_der has to say then. A certificate
/// whose key or algorithms are no such things, which from_der refuses, has a summary: it ends all
/// the same.
std::optional<model::CertificateSummary> summarise(ByteView der);

/// Summaries is what a file holds, as Contents has it.
struct Summaries {
  std::vector<model::CertificateSummary> certificates;  ///< In the order of the file.
  /// PKCS#12 only: certificates that could not be read without the password.
  bool has_encrypted_certificates = false;
  std::vector<Error> broken;  ///< Parts that could not be read; the others are there all the same.
};

/// read_summaries is read_contents, with its error ids, for who wants no more than summaries.
Result<Summaries> read_summaries(ByteView content, std::string_view file,
                                 const Secret* passphrase = nullptr);

}  // namespace dmp::x509
