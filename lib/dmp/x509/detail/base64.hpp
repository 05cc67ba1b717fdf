#pragma once

#include <optional>
#include <string_view>

#include "dmp/base/bytes.hpp"

namespace dmp::x509::detail {

/// decode_base64 decodes RFC 4648's base64 (4) and skips white space; nothing when there is another
/// character or the padding is wrong.
std::optional<Bytes> decode_base64(std::string_view text);

/// decode_base64 writes the same into a buffer that is used again, and tells whether there was
/// anything; the buffer is empty otherwise.
bool decode_base64(std::string_view text, Bytes& out);

}  // namespace dmp::x509::detail
