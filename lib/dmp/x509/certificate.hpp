#pragma once

#include <memory>
#include <string>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/model/certificate_facts.hpp"

namespace dmp::x509 {

/// Certificate is one X.509 certificate with its facts; cheap to copy, never changes.
class Certificate {
 public:
  struct Impl;
  /// from_der reads exactly one certificate. Error ids: CERTIFICATE-UNREADABLE, CERTIFICATE-DATES
  /// (input: its end is not known, since its issuer wrote a date in another form), argument
  /// `file`.
  static Result<Certificate> from_der(ByteView der, std::string_view file);

  [[nodiscard]] const model::CertificateFacts& facts() const;
  [[nodiscard]] const Bytes& der() const;
  [[nodiscard]] std::string pem() const;  ///< RFC 7468.
  [[nodiscard]] bool is_self_issued() const;
  /// is_self_signed tells that its own key signed it: an authority that changes its key issues
  /// certificates to itself, too, which are no roots.
  [[nodiscard]] bool is_self_signed() const;

  [[nodiscard]] const Impl& impl() const { return *impl_; }

 private:
  explicit Certificate(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  std::shared_ptr<const Impl> impl_;
};

}  // namespace dmp::x509
