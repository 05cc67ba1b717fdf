#include "dmp/x509/detail/base64.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {
namespace {

/// Line by line, since other white space is rare.
Bytes without_spaces(std::string_view text) {
  Bytes packed;
  packed.reserve(text.size());
  while (!text.empty()) {
    const auto line = as_bytes(text.substr(0, text.find('\n')));
    packed.insert(packed.end(), line.begin(), line.end());
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  for (const char space : {' ', '\t', '\r'}) {
    if (as_text(packed).find(space) != std::string_view::npos) {
      std::erase(packed, space);
    }
  }
  return packed;
}

/// As many characters as fill a line of PEM (RFC 7468 2).
constexpr std::size_t kLine = 64;
constexpr std::size_t kLineBytes = kLine / 4 * 3;
using Line = std::array<std::uint8_t, kLine>;

/// The value where it is asked for, else 0.
constexpr std::uint8_t where(bool asked, int value) {
  return static_cast<std::uint8_t>(-int{asked}) & static_cast<std::uint8_t>(value);
}

/// Puts in place of each character its six bits, and tells whether all have some. Without tables
/// and branches: the compiler does many at once, and no cache shows which ones a key has.
bool to_sextets(Line& line) {
  std::uint8_t all = 0;
  for (auto& each : line) {
    const auto upper = static_cast<std::uint8_t>(each - 'A');
    const auto lower = static_cast<std::uint8_t>(each - 'a');
    const auto digit = static_cast<std::uint8_t>(each - '0');
    // One more than the value, so that nothing becomes the largest.
    const int more = where(upper < 26, upper + 1) | where(lower < 26, lower + 27) |
                     where(digit < 10, digit + 53) | where(each == '+', 63) |
                     where(each == '/', 64);
    each = static_cast<std::uint8_t>(more - 1);
    all |= each;
  }
  return all < 64;
}

/// Turns eight bytes as they lie in memory into the number whose first byte is the highest, or
/// back.
std::uint64_t big_endian(std::uint64_t bytes) {
  return std::endian::native == std::endian::little ? __builtin_bswap64(bytes) : bytes;
}

/// Joins neighbours to 12 bits, those to 24, and those to the 48 of eight sextets.
void write_joined(const Line& sextets, std::uint8_t* out) {
  for (std::size_t i = 0; i < kLine; i += 8) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &sextets[i], sizeof bits);
    bits = big_endian(bits);
    bits = (bits & 0x3F003F003F003F00U) >> 2U | (bits & 0x003F003F003F003FU);
    bits = (bits & 0x0FFF00000FFF0000U) >> 4U | (bits & 0x00000FFF00000FFFU);
    bits = (bits & 0x00FFFFFF00000000U) << 8U | (bits & 0x0000000000FFFFFFU) << 16U;
    bits = big_endian(bits);
    std::memcpy(out, &bits, 6);
    out += 6;
  }
}

/// Decodes groups of four characters without white space; false for any other text.
bool decode_groups(std::string_view text, Line& line, std::uint8_t* out) {
  auto left = as_bytes(text);
  while (left.size() >= kLine) {
    std::copy_n(left.begin(), kLine, line.begin());
    if (!to_sextets(line)) {
      break;
    }
    write_joined(line, out);
    out += kLineBytes;
    left = left.subspan(kLine);
  }
  if (left.empty()) {
    return true;
  }
  // It skips spaces at both ends: only the whole length is right.
  return left.size() % 4 == 0 && EVP_DecodeBlock(out, left.data(), static_cast<int>(left.size())) ==
                                     static_cast<int>(left.size() / 4 * 3);
}

/// Decodes what nearly all files have: lines of whole groups of four characters, and all padding at
/// the end. Empty for any other text, which need not be wrong.
Bytes decode_lines(std::string_view text) {
  const auto end = text.substr(std::min(text.find('='), text.size()));
  const std::size_t padding = end.starts_with("==") ? 2 : end.starts_with('=') ? 1 : 0;
  if (end.find_first_not_of("\r\n", padding) != std::string_view::npos) {
    return {};
  }
  Bytes out(text.size() / 4 * 3);
  Line scratch{};
  std::size_t size = 0;
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    line.remove_suffix(line.ends_with('\r') ? 1 : 0);
    if (!decode_groups(line, scratch, out.data() + size)) {
      wipe(out);
      wipe(scratch);
      return {};
    }
    size += line.size() / 4 * 3;
  }
  wipe(scratch);
  out.resize(size - std::min(size, padding));
  return out;
}

}  // namespace

std::optional<Bytes> decode_base64(std::string_view text) {
  if (auto out = decode_lines(text); !out.empty()) {
    return out;
  }
  const WipedBytes holder(without_spaces(text));
  const auto packed = as_text(holder.bytes);
  const auto size = packed.size();
  const auto padding = size - std::min(packed.find('='), size);
  if (size == 0 || size % 4 != 0 || padding > 2 ||
      packed.find_first_not_of('=', size - padding) != std::string_view::npos) {
    return std::nullopt;
  }
  Bytes out(size / 4 * 3);
  // OpenSSL also skips '-' and control characters at the ends: only the whole length is right.
  if (EVP_DecodeBlock(out.data(), holder.bytes.data(), static_cast<int>(size)) !=
      static_cast<int>(out.size())) {
    wipe(out);
    return std::nullopt;
  }
  out.resize(out.size() - padding);
  return out;
}

}  // namespace dmp::x509::detail
