#pragma once

#include <vector>

#include "dmp/base/tlv.hpp"
#include "dmp/x509/detail/der.hpp"

namespace dmp::test {

/// joined puts encodings one after the other.
inline Bytes joined(const std::vector<Bytes>& parts) {
  Bytes out;
  for (const auto& part : parts) {
    out.insert(out.end(), part.begin(), part.end());
  }
  return out;
}

/// parts_of returns elements that follow each other one by one.
inline std::vector<Bytes> parts_of(ByteView contents) {
  std::vector<Bytes> parts;
  for (const auto& each : read_elements(contents)) {
    parts.push_back(x509::detail::element(each.tag, each.value));
  }
  return parts;
}

/// with_sound_key returns a certificate that has a summary with a key and algorithms that OpenSSL
/// can read (Ed25519, RFC 8410), and else as it was: the whole reader must take it.
inline Bytes with_sound_key(ByteView der) {
  static const Bytes kAlgorithm = {0x30, 5, 0x06, 3, 0x2B, 0x65, 0x70};
  auto outer = parts_of(read_elements(der).front().value);
  auto body = parts_of(read_elements(outer.at(0)).front().value);
  const std::size_t serial = body.at(0).front() == 0xA0 ? 1 : 0;
  Bytes point(33, 0x42);
  point.front() = 0;
  body.at(serial + 1) = kAlgorithm;
  body.at(serial + 5) =
      x509::detail::element(0x30, joined({kAlgorithm, x509::detail::element(0x03, point)}));
  outer.at(0) = x509::detail::element(0x30, joined(body));
  outer.at(1) = kAlgorithm;
  return x509::detail::element(0x30, joined(outer));
}

}  // namespace dmp::test
