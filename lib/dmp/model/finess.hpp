#pragma once

#include <string>
#include <string_view>

#include "dmp/model/department.hpp"
#include "dmp/model/parsed.hpp"

namespace dmp::model {

/// Finess is a valid FINESS number: nine characters, the second one a digit or the A/B of Corsica
/// and of ANS's test structures, the last one its key (Luhn, A counted as 1 and B as 2). The number
/// does not tell an establishment (ET) from a legal entity (EJ): only the register does.
class Finess {
 public:
  /// parse reads what a person typed. Error ids: FINESS-EMPTY, -LENGTH, -CHARACTER, -KEY.
  static ParseResult<Finess> parse(std::string_view text);

  /// The nine characters, upper case.
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The department of the record, where the prefix is one that we know ("0B" of test data is
  /// none).
  [[nodiscard]] const Department* department() const;

  bool operator==(const Finess&) const = default;
  auto operator<=>(const Finess&) const = default;

 private:
  explicit Finess(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace dmp::model
