#include "dmp/x509/detail/frame.hpp"

namespace dmp::x509::detail {
namespace {

constexpr std::uint8_t kVersion = V_ASN1_CONTEXT_SPECIFIC | V_ASN1_CONSTRUCTED | 0;
constexpr std::uint8_t kExtensions = V_ASN1_CONTEXT_SPECIFIC | V_ASN1_CONSTRUCTED | 3;

/// What is in the only element of that kind which these bytes are.
ByteView inside(ByteView bytes, std::uint8_t identifier, bool& plain) {
  ElementWalk walk(bytes);
  const auto contents = walk.take(identifier).contents;
  plain = plain && walk.was_whole();
  return contents;
}

Element take_time(ElementWalk& walk) {
  return walk.take(walk.next_is(V_ASN1_UTCTIME) ? V_ASN1_UTCTIME : V_ASN1_GENERALIZEDTIME);
}

/// TBSCertificate (RFC 5280 4.1.2).
bool read_body(ByteView contents, Frame& frame) {
  bool plain = true;
  ElementWalk body(contents);
  if (body.next_is(kVersion)) {
    const auto version = inside(body.take(kVersion).contents, V_ASN1_INTEGER, plain);
    plain = plain && version.size() == 1;
  }
  frame.serial = body.take(V_ASN1_INTEGER);
  body.take(kSequence);
  frame.issuer = body.take(kSequence).whole;
  ElementWalk validity(body.take(kSequence).contents);
  frame.not_before = take_time(validity);
  frame.not_after = take_time(validity);
  frame.subject = body.take(kSequence).whole;
  body.take(kSequence);
  if (body.next_is(kExtensions)) {
    frame.extensions = inside(body.take(kExtensions).contents, kSequence, plain);
  }
  return plain && validity.was_whole() && body.was_whole();
}

}  // namespace

Element ElementWalk::take(std::uint8_t identifier) {
  if (!next_is(identifier)) {
    return fail();
  }
  const auto* const begin = rest_.data();
  const auto* at = begin;
  long size = 0;
  int tag = 0;
  int kind = 0;
  const int state = ASN1_get_object(&at, &size, &tag, &kind, static_cast<long>(rest_.size()));
  if ((state & ~V_ASN1_CONSTRUCTED) != 0) {  // An error, or an indefinite length.
    return fail();
  }
  const auto* const end = at + size;
  rest_ = rest_.subspan(static_cast<std::size_t>(end - begin));
  return {{begin, end}, {at, end}};
}

Element ElementWalk::fail() {
  rest_ = {};
  failed_ = true;
  return {};
}

std::optional<Frame> read_frame(ByteView der) {
  Frame frame;
  bool plain = true;
  ElementWalk certificate(inside(der, kSequence, plain));
  const auto body = certificate.take(kSequence).contents;
  certificate.take(kSequence);
  const auto signature = certificate.take(V_ASN1_BIT_STRING).contents;
  // The first octet counts the bits that the last one lacks (X.690 8.6.2).
  plain = plain && certificate.was_whole() && signature.size() > 1 && signature.front() == 0;
  return plain && read_body(body, frame) ? std::optional(frame) : std::nullopt;
}

}  // namespace dmp::x509::detail
