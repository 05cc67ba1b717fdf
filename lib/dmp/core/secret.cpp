#include "dmp/core/secret.hpp"

#include <string.h>  // explicit_bzero

#include <algorithm>
#include <utility>

namespace dmp {

Secret::Secret(ByteView bytes)
    : data_(bytes.empty() ? nullptr : std::make_unique<std::uint8_t[]>(bytes.size())),
      size_(bytes.size()) {
  std::ranges::copy(bytes, data_.get());
}

Secret::Secret(Secret&& other) noexcept
    : data_(std::move(other.data_)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    clear();
    data_ = std::move(other.data_);
    size_ = std::exchange(other.size_, 0);
  }
  return *this;
}

Secret::~Secret() { clear(); }

void Secret::clear() noexcept {
  if (data_) {
    wipe({data_.get(), size_});
  }
  data_.reset();
  size_ = 0;
}

void wipe(std::span<std::uint8_t> memory) noexcept {
  if (!memory.empty()) {
    ::explicit_bzero(memory.data(), memory.size());
  }
}

}  // namespace dmp
