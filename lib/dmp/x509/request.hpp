#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/model/request_facts.hpp"
#include "dmp/x509/certificate.hpp"
#include "dmp/x509/key.hpp"
#include "dmp/x509/name.hpp"

namespace dmp::x509 {

/// Longest request that is read, and longest CMS envelope around one, in bytes of DER: a key of
/// 16,384 bits or a dozen certificates fit, and nothing that costs noticeable time does.
inline constexpr std::size_t kMaxRequestBytes = std::size_t{64} * 1024;
inline constexpr std::size_t kMaxEnvelopeBytes = std::size_t{1024} * 1024;
/// Most requests that are read from one file.
inline constexpr std::size_t kMaxRequests = 10'000;

/// Request is a PKCS#10 certification request (RFC 2986): its facts and its encoding.
struct Request : model::RequestFacts {
  Bytes der;
  Bytes public_key;  ///< The SubjectPublicKeyInfo's DER.
  /// Of the envelope: the certificate of the signer that it tells of, when it came along, and all
  /// certificates in it.
  std::optional<Certificate> signer;
  std::vector<Certificate> envelope_certificates;

  /// pem writes "CERTIFICATE REQUEST" (RFC 7468).
  [[nodiscard]] std::string pem() const;
};

/// make_request signs a request with SHA-256, no attributes. Error ids: SUBJECT-TOO-LONG (input,
/// with `attribute`, `length`, `limit`), SUBJECT-CHARACTER (`attribute`, `position` from 1),
/// SUBJECT-EMPTY, REQUEST-SIGN (internal).
Result<Request> make_request(const Subject& subject, const PrivateKey& key);

/// read_request reads PEM (either label; the first request of several) or DER. Error ids:
/// REQUEST-UNREADABLE, REQUEST-TRAILING, REQUEST-IS-CERTIFICATE, REQUEST-IS-KEY, REQUEST-TOO-LARGE
/// (input; `bytes`, `limit`). Argument: `file`.
Result<Request> read_request(ByteView content, std::string_view file);

/// RequestContents is what was found in one file.
struct RequestContents {
  std::vector<Request> requests;  ///< In the order of the file.
  /// Blocks that could not be read; the others are there all the same.
  std::vector<Error> broken;
  /// The file also holds a private key (encrypted or not), which should never travel.
  bool has_private_key = false;
};

/// read_requests reads every request of a file: PEM with any number of blocks and text between
/// them, DER, base64 without its armour, and CMS SignedData (RFC 5652, PEM or DER) with a request,
/// in PEM or DER, as its attached content. An envelope's signature is verified against the
/// certificates in it; nothing is said about their issuers, nor about whose card it is.
///
/// It fails when there is no request at all. Error ids (input), each with `file`, which has the
/// block's line behind a colon when the file has several blocks: those of read_request;
/// REQUEST-ENVELOPE-DETACHED (a signature without its content), REQUEST-TOO-MANY (`limit`).
Result<RequestContents> read_requests(ByteView content, std::string_view file);

}  // namespace dmp::x509
