#pragma once

#include <string>
#include <string_view>

#include "dmp/model/parsed.hpp"

namespace dmp::model {

/// CardNumber is the number printed on a CPx card and asked for by form 413: ten digits. A full
/// form "8025000001/2600301752", as the card's certificate has it, is accepted and reported as
/// forgiven
/// ("FORGIVEN-ISSUER").
class CardNumber {
 public:
  /// parse reads what a person typed. Error ids: CARD-NUMBER-EMPTY, -LENGTH, -CHARACTER. No key is
  /// known for this number, so none is checked.
  static ParseResult<CardNumber> parse(std::string_view text);
  [[nodiscard]] const std::string& text() const { return text_; }
  bool operator==(const CardNumber&) const = default;

 private:
  explicit CardNumber(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace dmp::model
