#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "dmp/core/bytes.hpp"

namespace dmp::x509::detail {

/// Memo keeps what was made of bytes that certificates of the same authority share. It has a limit:
/// who writes the certificates must not decide how much is kept.
template <typename Value>
class Memo {
 public:
  /// find returns what was made of these bytes; null when that is not known. It is there until the
  /// next keep.
  const Value* find(ByteView bytes) const {
    const auto found = values_.find(as_text(bytes));
    return found == values_.end() ? nullptr : &found->second;
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
    }
    values_.emplace(as_text(bytes), std::move(value));
  }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, Value, Hash, std::equal_to<>> values_;
};

}  // namespace dmp::x509::detail
