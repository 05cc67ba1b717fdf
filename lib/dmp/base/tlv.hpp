#pragma once

#include <optional>
#include <vector>

#include "dmp/base/bytes.hpp"

namespace dmp {

/// TlvHead is the tag and length of one element in BER (X.690; ISO 7816-4 for cards).
struct TlvHead {
  std::uint8_t tag = 0;
  std::size_t header = 0;             ///< Bytes of tag and length.
  std::optional<std::size_t> length;  ///< Of the contents; nothing for BER's indefinite form.
};

/// read_head reads the start of `bytes`; nothing when there is no usable length or when the tag is
/// longer than one byte.
std::optional<TlvHead> read_head(ByteView bytes);

/// Tlv is an element with its contents, which it only looks at.
struct Tlv {
  std::uint8_t tag = 0;
  ByteView value;
};

/// read_elements takes elements that follow each other apart, up to the first one that is not whole
/// or to padding (bytes 00 or FF where a tag should be).
std::vector<Tlv> read_elements(ByteView bytes);

/// find_element returns the contents of the first element with that tag, not looking inside others.
std::optional<ByteView> find_element(ByteView bytes, std::uint8_t tag);

}  // namespace dmp
