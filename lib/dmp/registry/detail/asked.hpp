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

/// Asked are the FINESS numbers that somebody wants to know of, and those of legal entities whose
/// establishments are wanted, with a cheap test that lets almost no other number pass.
class Asked {
 public:
  static constexpr std::size_t kLength = 9;

  explicit Asked(const std::vector<std::string>& numbers,
                 const std::vector<std::string>& entities = {}) {
    add(numbers, numbers_);
    add(entities, numbers_);
    add(entities, entities_);
  }

  [[nodiscard]] bool contains(std::string_view number) const {
    return number.size() == kLength && may_contain(number.data()) && numbers_.contains(number);
  }

  /// contains_all_of tells whether all establishments of a legal entity are wanted.
  [[nodiscard]] bool contains_all_of(std::string_view entity) const {
    return entities_.contains(entity);
  }
  [[nodiscard]] bool has_entities() const { return !entities_.empty(); }

  /// may_contain looks at the nine characters from `number` on: false is certain.
  [[nodiscard]] bool may_contain(const char* number) const { return marks_->test(mark_of(number)); }

 private:
  static constexpr unsigned kBits = 16;
  using Numbers = std::set<std::string, std::less<>>;

  void add(const std::vector<std::string>& numbers, Numbers& to) {
    for (const auto& number : numbers) {
      if (number.size() == kLength && to.insert(number).second) {
        marks_->set(mark_of(number.data()));
      }
    }
  }

  /// The last eight characters, mixed; the first one is part of the department.
  static std::size_t mark_of(const char* number) {
    std::uint64_t word = 0;
    std::memcpy(&word, number + 1, sizeof word);
    return static_cast<std::size_t>((word * 0x9E3779B97F4A7C15U) >> (64U - kBits));
  }

  using Marks = std::bitset<std::size_t{1} << kBits>;
  std::unique_ptr<Marks> marks_ = std::make_unique<Marks>();
  Numbers numbers_;
  Numbers entities_;
};

}  // namespace dmp::registry
