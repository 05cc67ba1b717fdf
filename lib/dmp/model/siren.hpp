#pragma once

#include <string>
#include <string_view>

#include "dmp/model/parsed.hpp"

namespace dmp::model {

/// Siren is a valid SIREN: nine digits, the last one the Luhn key.
class Siren {
 public:
  /// parse reads what a person typed. Error ids: SIREN-EMPTY, -LENGTH, -CHARACTER, -KEY.
  static ParseResult<Siren> parse(std::string_view text);
  [[nodiscard]] const std::string& text() const { return text_; }
  bool operator==(const Siren&) const = default;

 private:
  explicit Siren(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// Siret is a valid SIRET: fourteen digits, Luhn, whose first nine are a SIREN. Establishments of
/// La Poste (SIREN 356000000) other than its head office pass when the sum of their digits is a
/// multiple of five.
class Siret {
 public:
  /// parse reads what a person typed. Error ids: SIRET-EMPTY, -LENGTH, -CHARACTER, -KEY.
  static ParseResult<Siret> parse(std::string_view text);
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::string_view siren() const { return std::string_view(text_).substr(0, 9); }
  bool operator==(const Siret&) const = default;

 private:
  explicit Siret(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace dmp::model
