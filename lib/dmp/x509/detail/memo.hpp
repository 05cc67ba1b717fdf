#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "dmp/base/bytes.hpp"

namespace dmp::x509::detail {

/// Memo keeps what was made of bytes that certificates of the same authority share. It has a limit:
/// who writes the certificates must not decide how much is kept.
template <typename Value>
class Memo {
 public:
  /// find returns what was made of these bytes; null when that is not known. It is there until the
  /// next keep.
  const Value* find(ByteView bytes) {
    const auto text = as_text(bytes);
    // Certificates have the same parts in the same order: what came after the last one is tried
    // before all bytes are hashed.
    auto* guess = last_ == nullptr ? nullptr : last_->second.following;
    if (guess == nullptr || guess->first != text) {
      const auto found = values_.find(text);
      if (found == values_.end()) {
        return nullptr;
      }
      guess = &*found;
      if (last_ != nullptr) {
        last_->second.following = guess;
      }
    }
    last_ = guess;
    return &guess->second.value;
  }
  /// keep takes what was made of these bytes.
  void keep(ByteView bytes, Value value) {
    constexpr std::size_t kMost = 256;
    constexpr std::size_t kLargest = 4096;
    if (bytes.size() > kLargest) {
      return;
    }
    if (values_.size() == kMost) {
      values_.clear();
      last_ = nullptr;
    }
    values_.emplace(as_text(bytes), Known{std::move(value), nullptr});
  }

 private:
  struct Known;
  using Entry = std::pair<const std::string, Known>;
  struct Known {
    Value value;
    Entry* following;  ///< Found last time after this one.
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  std::unordered_map<std::string, Known, Hash, std::equal_to<>> values_;
  Entry* last_ = nullptr;
};

}  // namespace dmp::x509::detail
