#include "dmp/x509/detail/base64.hpp"

#include <algorithm>
#include <utility>

#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {
namespace {

/// Line by line, since other white space is rare.
void pack(std::string_view text, Bytes& packed) {
  packed.resize(text.size());
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
}

}  // namespace

bool decode_base64(std::string_view text, Bytes& out) {
  thread_local Bytes packed;
  pack(text, packed);
  const auto size = packed.size();
  const auto padding = size - std::min(as_text(packed).find('='), size);
  bool fine = size != 0 && size % 4 == 0 && padding <= 2 &&
              as_text(packed).find_first_not_of('=', size - padding) == std::string_view::npos;
  if (fine) {
    out.resize(size / 4 * 3);
    // OpenSSL also skips '-' and control characters at the ends: only the whole length is right.
    fine = EVP_DecodeBlock(out.data(), packed.data(), static_cast<int>(size)) ==
           static_cast<int>(out.size());
  }
  wipe(packed);
  if (!fine) {
    wipe(out);
  }
  out.resize(fine ? out.size() - padding : 0);
  return fine;
}

std::optional<Bytes> decode_base64(std::string_view text) {
  Bytes out;
  return decode_base64(text, out) ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace dmp::x509::detail
