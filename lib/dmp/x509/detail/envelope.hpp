#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/model/request_facts.hpp"
#include "dmp/x509/certificate.hpp"

namespace dmp::x509::detail {

/// Opened is what a CMS SignedData carries, and what is known of its signature.
struct Opened {
  Bytes content;
  model::RequestEnvelope envelope;
  std::optional<Certificate> signer;      ///< Of the signer that the envelope tells of.
  std::vector<Certificate> certificates;  ///< All that can be read, the signer's too.
};

/// trailing_bytes is the error of a structure that bytes follow, whichever: REQUEST-TRAILING.
tl::unexpected<Error> trailing_bytes(std::size_t count, std::string_view file);

/// is_certificate is the error of certificates where a request is wanted: REQUEST-IS-CERTIFICATE.
tl::unexpected<Error> is_certificate(std::string_view file);

/// open_envelope reads a SignedData with its content in it (RFC 5652) and verifies its signatures
/// against the certificates in it, as mathematics: chain, card and administrator are for the use
/// case to judge. Error ids (input, with `file`): REQUEST-ENVELOPE-DETACHED,
/// REQUEST-IS-CERTIFICATE (a bag of certificates without signature), REQUEST-TOO-LARGE,
/// REQUEST-TRAILING, REQUEST-UNREADABLE, also for more signers or hashes than anybody needs.
Result<Opened> open_envelope(ByteView der, std::string_view file);

}  // namespace dmp::x509::detail
