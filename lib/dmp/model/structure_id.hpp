#pragma once

#include <string>
#include <string_view>

#include "dmp/model/finess.hpp"
#include "dmp/model/parsed.hpp"
#include "dmp/model/siren.hpp"

namespace dmp::model {

/// StructureId is the "identifiant national de structure" (NOS table TRE_G07) that certificates
/// carry in their OU: a kind digit and the number, e.g. "1010000024" for FINESS 010000024.
class StructureId {
 public:
  enum class Kind { finess = 1, siren = 2, siret = 3, rpps_rank = 4 };

  /// parse reads the OU of a certificate or what a person typed. Error ids: STRUCTURE-ID-EMPTY,
  /// -KIND, -LENGTH, -CHARACTER, or that of the number inside (FINESS-KEY, SIRET-KEY, RPPS-KEY …).
  static ParseResult<StructureId> parse(std::string_view text);
  static StructureId of(const Finess& finess);
  static StructureId of(const Siret& siret);

  [[nodiscard]] Kind kind() const { return kind_; }
  /// The whole identifier with its kind digit.
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The number without its kind digit.
  [[nodiscard]] std::string_view number() const { return std::string_view(text_).substr(1); }

  bool operator==(const StructureId&) const = default;

 private:
  StructureId(Kind kind, std::string text) : kind_(kind), text_(std::move(text)) {}
  Kind kind_;
  std::string text_;
};

}  // namespace dmp::model
