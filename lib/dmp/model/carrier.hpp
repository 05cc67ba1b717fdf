#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dmp/model/dossier.hpp"

/// Whom a certificate names: the site or the legal entity whose number it is on (procedure 4.1), or
/// the site by its SIRET (4.5). O, ST and OU are this carrier's.
namespace dmp::model {

/// state_label_of returns the ST of a certificate that this carrier's number is on ("Ain (01)").
/// For the site and its SIRET it is the department that the dossier gives, else that of the site's
/// number, else that of the legal entity's; for the legal entity the department that the dossier
/// gives it, else that of its number. Empty when none is known.
std::string state_label_of(const Establishment& site, FinessKind on);

/// organisation_of returns whose name a certificate has in O: the legal entity's, or the site's;
/// empty where the dossier does not describe the legal entity.
std::string_view organisation_of(const Establishment& site, FinessKind on);

/// number_of returns the number that a certificate carries, a FINESS number or a SIRET; empty when
/// the dossier has no valid one.
std::string_view number_of(const Establishment& site, FinessKind on);

/// structure_of returns the identifier that such a certificate has in its OU.
std::optional<StructureId> structure_of(const Establishment& site, FinessKind on);

/// kind_carried tells which of the site's numbers a structure identifier is, as certificates have
/// it in their OU: the legal entity's or the SIRET where it is that one alone.
FinessKind kind_carried(const Establishment& site, const model::StructureId& structure);

/// Ambiguity is why a dossier does not say whom a certificate would name.
enum class Ambiguity {
  none,
  shared_number,  ///< Several sites have the number as their own.
  both_kinds,     ///< The number is given as a site's and as a legal entity's.
  shared_siret,   ///< Sites of different names have the SIRET that a certificate is asked on.
};

/// Carriers finds, for each number of a dossier, the sites that give it. What it returns lives as
/// long as itself, and the dossier has to outlive it.
class Carriers {
 public:
  using Sites = std::vector<const Establishment*>;

  explicit Carriers(const Dossier& dossier);

  /// sites_with returns the sites that have that number of that kind, in the dossier's order.
  [[nodiscard]] const Sites& sites_with(std::string_view number, FinessKind kind) const;

  /// Doubt is an ambiguity with all the sites that it is about, in the dossier's order.
  struct Doubt {
    Ambiguity why = Ambiguity::none;
    std::span<const Establishment* const> sites;
  };
  /// doubt_about tells whether a certificate on that number of the site would name one structure;
  /// none where the site lacks the number.
  [[nodiscard]] Doubt doubt_about(const Establishment& site, FinessKind on) const;

 private:
  using ByNumber = std::unordered_map<std::string_view, Sites>;

  ByNumber geographic_;
  ByNumber juridical_;
  ByNumber siret_;
  ByNumber both_;  ///< Numbers that are given as both kinds, with the sites of either.
};

/// listed_ids writes the ids of sites for a message: all of them, or the first ones of very many.
std::string listed_ids(std::span<const Establishment* const> sites);

}  // namespace dmp::model
