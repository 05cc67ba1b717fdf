#pragma once

#include <optional>

#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {

// Identifier octets (X.690 8.1.2) of what has elements inside.
inline constexpr std::uint8_t kSequence = V_ASN1_CONSTRUCTED | V_ASN1_SEQUENCE;
inline constexpr std::uint8_t kSet = V_ASN1_CONSTRUCTED | V_ASN1_SET;

/// Element is one element of definite length (X.690 8.1.3), which it only looks at; empty when
/// there was none.
struct Element {
  ByteView whole;     ///< With its tag and length.
  ByteView contents;  ///< Without.

  /// identifier is the first octet; 0 without an element.
  [[nodiscard]] std::uint8_t identifier() const {
    return whole.empty() ? std::uint8_t{0} : whole.front();
  }
};

/// ElementWalk goes through elements that follow each other, and keeps nothing of them: OpenSSL's
/// ASN1_get_object says where each ends. What is not as it was asked for, longer than the bytes
/// that are there, or of indefinite length ends the walk: it is for who can leave all unusual
/// certificates to another reader.
class ElementWalk {
 public:
  explicit ElementWalk(ByteView bytes) : rest_(bytes) {}

  /// next_is tells whether the next element has that identifier octet.
  [[nodiscard]] bool next_is(std::uint8_t identifier) const {
    return !rest_.empty() && rest_.front() == identifier;
  }
  /// take returns the next element when it has that identifier octet; an empty one when it has not,
  /// and from then on.
  Element take(std::uint8_t identifier);
  /// is_over tells whether nothing is left to take.
  [[nodiscard]] bool is_over() const { return rest_.empty(); }
  /// was_whole tells whether the walk has gone through all bytes.
  [[nodiscard]] bool was_whole() const { return rest_.empty() && !failed_; }

 private:
  Element fail();

  ByteView rest_;
  bool failed_ = false;
};

/// Frame is a Certificate (RFC 5280 4.1) taken apart as far as a summary needs it.
struct Frame {
  Element serial;
  ByteView issuer;
  Element not_before;
  Element not_after;
  ByteView subject;
  ByteView extensions;  ///< One after the other; empty without any.
};

/// read_frame takes exactly one certificate apart in the form that all authorities write: definite
/// lengths, no unique identifiers, a signature of whole bytes. Nothing for any other, which may be
/// a certificate all the same. What it takes apart OpenSSL reads, too, as far as the frame goes:
/// what is inside the elements, algorithms and key among them, it does not look at.
std::optional<Frame> read_frame(ByteView der);

}  // namespace dmp::x509::detail
