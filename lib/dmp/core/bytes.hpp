#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dmp {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// as_bytes views the bytes of a text.
inline ByteView as_bytes(std::string_view text) {
  // A byte view of characters is one of the casts that the language allows.
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
/// as_text views bytes as text, without any check of their encoding.
inline std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// to_hex writes two lower-case digits a byte.
std::string to_hex(ByteView bytes);

/// to_upper_hex writes two upper-case digits a byte.
std::string to_upper_hex(ByteView bytes);

/// from_hex reads pairs of hexadecimal digits, either case, up to the first that is none.
Bytes from_hex(std::string_view text);

}  // namespace dmp
