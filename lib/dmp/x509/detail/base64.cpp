#include "dmp/x509/detail/base64.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>

#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {
namespace {

/// Wiping overwrites what it was given at the end of its scope.
struct Wiping {
  std::span<std::uint8_t> bytes;
  explicit Wiping(std::span<std::uint8_t> given) : bytes(given) {}
  Wiping(const Wiping&) = delete;
  Wiping& operator=(const Wiping&) = delete;
  ~Wiping() { wipe(bytes); }
};

/// The text without its white space, in `room`, which has the text's size. Line by line, since
/// other white space is rare.
ByteView pack(std::string_view text, std::span<std::uint8_t> room) {
  auto end = room.begin();
  while (!text.empty()) {
    const auto line = as_bytes(text.substr(0, text.find('\n')));
    end = std::ranges::copy(line, end).out;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  for (const char space : {' ', '\t', '\r'}) {
    if (as_text({room.begin(), end}).find(space) != std::string_view::npos) {
      end = std::remove(room.begin(), end, static_cast<std::uint8_t>(space));
    }
  }
  return {room.begin(), end};
}

}  // namespace

bool decode_base64(std::string_view text, Bytes& out) {
  thread_local Bytes room;
  constexpr std::size_t kKept = std::size_t{1024} * 1024;
  if (room.size() < text.size() || room.size() > kKept) {
    room = Bytes(text.size());
  }
  const Wiping wiping(std::span<std::uint8_t>(room).first(text.size()));
  const auto packed = pack(text, wiping.bytes);
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
  out.resize(fine ? out.size() - padding : 0);
  return fine;
}

std::optional<Bytes> decode_base64(std::string_view text) {
  Bytes out;
  return decode_base64(text, out) ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace dmp::x509::detail
