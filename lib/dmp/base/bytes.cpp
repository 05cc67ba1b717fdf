#include "dmp/base/bytes.hpp"

#include <string.h>  // explicit_bzero

namespace dmp {
namespace {

std::string write_hex(ByteView bytes, std::string_view digits) {
  std::string out(bytes.size() * 2, '\0');
  auto at = out.begin();
  for (const auto byte : bytes) {
    *at++ = digits[byte >> 4U];
    *at++ = digits[byte & 0x0FU];
  }
  return out;
}

}  // namespace

void wipe(std::span<std::uint8_t> memory) noexcept {
  if (!memory.empty()) {
    ::explicit_bzero(memory.data(), memory.size());
  }
}

std::string to_hex(ByteView bytes) { return write_hex(bytes, "0123456789abcdef"); }

std::string to_upper_hex(ByteView bytes) { return write_hex(bytes, "0123456789ABCDEF"); }

Bytes from_hex(std::string_view text) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
  };
  Bytes bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    const int high = digit(text[i]);
    const int low = digit(text[i + 1]);
    if (high < 0 || low < 0) {
      break;
    }
    bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return bytes;
}

}  // namespace dmp
