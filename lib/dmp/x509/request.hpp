#pragma once

#include <string>
#include <vector>

#include "dmp/core/bytes.hpp"
#include "dmp/core/error.hpp"
#include "dmp/model/certificate_facts.hpp"
#include "dmp/x509/key.hpp"
#include "dmp/x509/name.hpp"

namespace dmp::x509 {

/// Request is a PKCS#10 certification request (RFC 2986).
struct Request {
  Bytes der;
  model::DistinguishedName subject;
  std::string public_key_sha256;
  std::string key_algorithm;
  int key_bits = 0;
  std::string key_word;          ///< As order.json has it: "rsa:2048", "ec:p256", …
  int attributes = 0;            ///< Number of attributes in the request; ours has none.
  bool signature_valid = false;  ///< Self-signature: possession of the key.

  /// pem writes "CERTIFICATE REQUEST" (RFC 7468).
  [[nodiscard]] std::string pem() const;
};

/// make_request signs a request with SHA-256, no attributes. Error ids: SUBJECT-TOO-LONG (input,
/// with `attribute`, `length`, `limit`), SUBJECT-CHARACTER (`attribute`, `position` from 1),
/// SUBJECT-EMPTY, REQUEST-SIGN (internal).
Result<Request> make_request(const Subject& subject, const PrivateKey& key);

/// read_request reads PEM (either label) or DER. Error ids: REQUEST-UNREADABLE,
/// REQUEST-IS-CERTIFICATE, REQUEST-IS-KEY (input). Argument: `file`.
Result<Request> read_request(ByteView content, std::string_view file);

}  // namespace dmp::x509
