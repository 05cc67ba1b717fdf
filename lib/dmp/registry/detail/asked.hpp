#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <cstring>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dmp::registry {

/// Asked are the FINESS numbers that somebody wants to know of, with a cheap test that lets almost
/// no other number pass.
class Asked {
 public:
  static constexpr std::size_t kLength = 9;

  explicit Asked(const std::vector<std::string>& numbers) {
    for (const auto& number : numbers) {
      if (number.size() == kLength && numbers_.insert(number).second) {
        marks_->set(mark_of(number.data()));
      }
    }
  }

  [[nodiscard]] bool contains(std::string_view number) const {
    return number.size() == kLength && may_contain(number.data()) && numbers_.contains(number);
  }

  /// may_contain looks at the nine characters from `number` on: false is certain.
  [[nodiscard]] bool may_contain(const char* number) const { return marks_->test(mark_of(number)); }

 private:
  static constexpr unsigned kBits = 16;

  /// The last eight characters, mixed; the first one is part of the department.
  static std::size_t mark_of(const char* number) {
    std::uint64_t word = 0;
    std::memcpy(&word, number + 1, sizeof word);
    return static_cast<std::size_t>((word * 0x9E3779B97F4A7C15U) >> (64U - kBits));
  }

  using Marks = std::bitset<std::size_t{1} << kBits>;
  std::unique_ptr<Marks> marks_ = std::make_unique<Marks>();
  std::set<std::string, std::less<>> numbers_;
};

}  // namespace dmp::registry
