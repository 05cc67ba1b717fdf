#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dmp {

/// wipe overwrites memory in a way that the compiler may not leave out.
void wipe(std::span<std::uint8_t> memory) noexcept;

/// WipingAllocator overwrites what it frees: whatever becomes of a container (growth, a move, an
/// error), it leaves nothing behind.
template <typename T>
struct WipingAllocator {
  using value_type = T;

  WipingAllocator() = default;
  template <typename Other>
  WipingAllocator(const WipingAllocator<Other>& /*other*/) noexcept {}  // NOLINT: as allocators do

  T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
  void deallocate(T* memory, std::size_t count) noexcept {
    wipe({reinterpret_cast<std::uint8_t*>(memory), count * sizeof(T)});
    std::allocator<T>().deallocate(memory, count);
  }
  template <typename Other>
  bool operator==(const WipingAllocator<Other>& /*other*/) const noexcept {
    return true;
  }
};

/// Bytes are what was read or is to be written. They may be a key, with or without our knowledge,
/// and so none of them stay in freed memory.
using Bytes = std::vector<std::uint8_t, WipingAllocator<std::uint8_t>>;
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
