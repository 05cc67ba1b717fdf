#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/x509/detail/base64.hpp"

namespace dmp::x509::detail {

/// PemBlock is one armoured block (RFC 7468, with RFC 1421 headers let through).
struct PemBlock {
  std::string_view label;  ///< "CERTIFICATE"
  std::string_view text;   ///< From BEGIN to END, both included.
  std::string_view body;   ///< Between them.
  bool complete = false;   ///< Has its END.

  [[nodiscard]] bool is_certificate() const;
  [[nodiscard]] bool is_pkcs7() const;
  [[nodiscard]] bool is_private_key() const;
  [[nodiscard]] bool is_request() const;
};

/// PemScanner finds one block after the other, whatever stands between them. A hostile file may
/// have millions.
class PemScanner {
 public:
  explicit PemScanner(std::string_view text);

  /// next returns nothing after the last block.
  std::optional<PemBlock> next();

 private:
  std::string_view text_;
  std::size_t begin_;
};

/// scan_pem finds every block.
std::vector<PemBlock> scan_pem(std::string_view text);

/// unwrap_pem decodes the words of a text that are PEM in base64, as the secrets and configurations
/// of Kubernetes hold it, and joins them; empty when there are none. The caller wipes it.
Bytes unwrap_pem(std::string_view text);

/// encode_pem writes a block of 64-column lines.
std::string encode_pem(std::string_view label, ByteView der);

/// as_plain_text views text content without its UTF-8 byte order mark.
std::string_view as_plain_text(ByteView content);

}  // namespace dmp::x509::detail
