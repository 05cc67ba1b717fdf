#pragma once

#include <cstddef>

#include "dmp/base/bytes.hpp"

namespace dmp {

/// Secret holds a passphrase, a PIN or a private key in clear: it can be moved but not copied, has
/// no output operator, and its memory, which is neither swapped nor dumped, is overwritten when it
/// is released.
class Secret {
 public:
  Secret() = default;
  /// Takes a copy of `bytes`; the caller still has to clear the source.
  explicit Secret(ByteView bytes);
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  [[nodiscard]] ByteView view() const { return {data_, size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  /// Makes a second holder of the same bytes, where one is really needed.
  [[nodiscard]] Secret clone() const { return Secret(view()); }

 private:
  void clear() noexcept;

  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace dmp
