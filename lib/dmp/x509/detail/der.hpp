#pragma once

#include <optional>

#include "dmp/base/bytes.hpp"
#include "dmp/base/tlv.hpp"

namespace dmp::x509::detail {

using DerHead = TlvHead;

/// What a DER file is, by the look of its first elements.
enum class DerShape { signed_object, pkcs7, pkcs12, private_key, encrypted_key, public_key, other };

/// shape_of looks at the outer SEQUENCE without decoding what lies deeper.
DerShape shape_of(ByteView der);

/// looks_like_der tells whether a file begins like a DER (or BER) object rather than text.
bool looks_like_der(ByteView content);

/// excess_of counts the bytes behind the outer element, white space at the end apart; nothing when
/// the element is longer than the file.
std::optional<std::size_t> excess_of(ByteView der);

/// element encodes one element in DER (X.690 10.1): a tag of one byte, the shortest length, the
/// contents.
Bytes element(std::uint8_t tag, ByteView contents);

}  // namespace dmp::x509::detail
