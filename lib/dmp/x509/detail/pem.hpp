#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/plain_text.hpp"
#include "dmp/base/secret.hpp"
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

/// encode_pem writes a block of 64-column lines.
std::string encode_pem(std::string_view label, ByteView der);

/// PemText is the text of a file, in which armour is looked for: a PlainText, whose line ends mean
/// line ends also where they stand as two characters (the strings of JSON, `.env` files), and with
/// its words of base64 opened where these are PEM (Kubernetes' secrets and configurations). It
/// views what it was given, which has to outlive it, and wipes what it made of it.
class PemText {
 public:
  explicit PemText(ByteView content);

  [[nodiscard]] std::string_view view() const { return view_; }
  [[nodiscard]] bool has_armour() const { return has_armour_; }
  [[nodiscard]] bool is_blank() const;

 private:
  PlainText plain_;
  Secret made_;
  std::string_view view_;
  bool has_armour_ = false;
};

}  // namespace dmp::x509::detail
