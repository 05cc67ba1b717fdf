#include "dmp/x509/detail/der.hpp"

namespace dmp::x509::detail {
namespace {

constexpr std::uint8_t kInteger = 0x02;
constexpr std::uint8_t kBitString = 0x03;
constexpr std::uint8_t kOctetString = 0x04;
constexpr std::uint8_t kOid = 0x06;
constexpr std::uint8_t kSequence = 0x30;

/// The contents of the element at the start of `bytes`, as far as they are there.
ByteView inside(ByteView bytes, const DerHead& head) {
  const auto from = bytes.subspan(head.header);
  return head.length && *head.length < from.size() ? from.first(*head.length) : from;
}

/// What follows that element; empty when it has no definite length.
ByteView behind(ByteView bytes, const DerHead& head) {
  const auto from = bytes.subspan(head.header);
  return head.length && *head.length < from.size() ? from.subspan(*head.length) : ByteView();
}

std::uint8_t tag_at(ByteView bytes) { return bytes.empty() ? std::uint8_t{0} : bytes.front(); }

DerShape shape_after_integer(ByteView contents, const DerHead& first) {
  const auto value = inside(contents, first);
  const bool is_three = value.size() == 1 && value[0] == 3;
  const auto second = behind(contents, first);
  const auto head = read_head(second);
  return is_three && head && head->tag == kSequence && tag_at(inside(second, *head)) == kOid
             ? DerShape::pkcs12
             : DerShape::private_key;
}

}  // namespace

DerShape shape_of(ByteView der) {
  const auto outer = read_head(der);
  if (!outer || outer->tag != kSequence) {
    return DerShape::other;
  }
  const auto contents = inside(der, *outer);
  const auto first = read_head(contents);
  if (!first) {
    return DerShape::other;
  }
  switch (first->tag) {
    case kInteger:
      return shape_after_integer(contents, *first);
    case kOid:
      return DerShape::pkcs7;
    case kSequence:
      break;
    default:
      return DerShape::other;
  }
  if (tag_at(inside(contents, *first)) != kOid) {
    return DerShape::signed_object;
  }
  const auto second = tag_at(behind(contents, *first));
  return second == kOctetString ? DerShape::encrypted_key
         : second == kBitString ? DerShape::public_key
                                : DerShape::other;
}

bool looks_like_der(ByteView content) {
  return content.size() > 1 && content.front() == kSequence &&
         (content[1] >= 0x80 || content[1] + 2U == content.size());
}

std::optional<std::size_t> excess_of(ByteView der) {
  const auto head = read_head(der);
  if (!head || !head->length) {
    return 0;
  }
  const auto size = head->header + *head->length;
  if (size > der.size()) {
    return std::nullopt;
  }
  auto rest = der.subspan(size);
  while (!rest.empty() && (rest.back() == '\n' || rest.back() == '\r' || rest.back() == ' ' ||
                           rest.back() == '\t')) {
    rest = rest.first(rest.size() - 1);
  }
  return rest.size();
}

Bytes element(std::uint8_t tag, ByteView contents) {
  constexpr std::size_t kShortForm = 0x80;
  Bytes out = {tag};
  const auto size = contents.size();
  if (size < kShortForm) {
    out.push_back(static_cast<std::uint8_t>(size));
  } else {
    Bytes length;
    for (auto rest = size; rest != 0; rest >>= 8) {
      length.push_back(static_cast<std::uint8_t>(rest & 0xFF));
    }
    out.push_back(static_cast<std::uint8_t>(kShortForm | length.size()));
    out.insert(out.end(), length.rbegin(), length.rend());
  }
  out.insert(out.end(), contents.begin(), contents.end());
  return out;
}

}  // namespace dmp::x509::detail
