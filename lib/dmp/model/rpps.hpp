#pragma once

#include <string>
#include <string_view>

#include "dmp/model/parsed.hpp"

namespace dmp::model {

/// Rpps is a valid RPPS number: eleven digits, the last one the Luhn key.
class Rpps {
 public:
  /// parse reads what a person typed. Error ids: RPPS-EMPTY, -LENGTH, -CHARACTER, -KEY.
  static ParseResult<Rpps> parse(std::string_view text);
  [[nodiscard]] const std::string& text() const { return text_; }
  bool operator==(const Rpps&) const = default;

 private:
  explicit Rpps(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace dmp::model
