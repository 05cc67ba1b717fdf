#include "dmp/x509/detail/base64.hpp"

#include <algorithm>

#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {
namespace {

/// Line by line, since other white space is rare.
Bytes without_spaces(std::string_view text) {
  Bytes packed(text.size());
  auto end = packed.begin();
  while (!text.empty()) {
    const auto line = as_bytes(text.substr(0, text.find('\n')));
    end = std::ranges::copy(line, end).out;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  packed.resize(static_cast<std::size_t>(end - packed.begin()));
  for (const char space : {' ', '\t', '\r'}) {
    if (as_text(packed).find(space) != std::string_view::npos) {
      std::erase(packed, space);
    }
  }
  return packed;
}

}  // namespace

std::optional<Bytes> decode_base64(std::string_view text) {
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
