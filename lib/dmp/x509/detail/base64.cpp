#include "dmp/x509/detail/base64.hpp"

#include <algorithm>

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

/// Decodes groups of four characters without white space; false for any other text.
bool decode_groups(std::string_view text, std::uint8_t* out) {
  const auto groups = as_bytes(text);
  // It skips spaces at both ends: only the whole length is right.
  return groups.size() % 4 == 0 &&
         EVP_DecodeBlock(out, groups.data(), static_cast<int>(groups.size())) ==
             static_cast<int>(groups.size() / 4 * 3);
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
  std::size_t size = 0;
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    line.remove_suffix(line.ends_with('\r') ? 1 : 0);
    if (!decode_groups(line, out.data() + size)) {
      wipe(out);
      return {};
    }
    size += line.size() / 4 * 3;
  }
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
