#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dmp/model/dossier.hpp"

/// Whom a certificate names: the site or the legal entity whose number it is on (procedure 4.1).
namespace dmp::model {

/// state_label_of returns the ST of a certificate on that number of the site ("Ain (01)"). For the
/// site's own number it is the department that the dossier gives, else that of the number; for the
/// legal entity's it is that of the entity's number, since the dossier's department is the site's.
/// Without any of these, what the others say; empty when none does.
std::string state_label_of(const Establishment& site, FinessKind on);

/// kind_carried tells which of the site's numbers a structure identifier is, as certificates have
/// it in their OU: the legal entity's where it is that one alone.
FinessKind kind_carried(const Establishment& site, const model::StructureId& structure);

/// Ambiguity is why a dossier does not say whom a certificate would name.
enum class Ambiguity {
  none,
  shared_number,     ///< Several sites have the number as their own.
  both_kinds,        ///< The number is given as a site's and as a legal entity's.
  entity_names,      ///< The sites that ask for certificates on the entity give it different names.
  entity_elsewhere,  ///< All of these lie in another department than the entity: the name is
                     ///< theirs.
};

/// Carriers finds, for each number of a dossier, the sites that give it. What it returns lives as
/// long as itself, and the dossier has to outlive it.
class Carriers {
 public:
  using Sites = std::vector<const Establishment*>;

  explicit Carriers(const Dossier& dossier);

  /// sites_with returns the sites that have that number of that kind, in the dossier's order.
  [[nodiscard]] const Sites& sites_with(const model::Finess& number, FinessKind kind) const;

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
  ByNumber both_;    ///< Numbers that are given as both kinds, with the sites of either.
  ByNumber asking_;  ///< By legal entity: the sites that ask for certificates on it.
  std::unordered_map<std::string_view, Ambiguity> entities_;  ///< What is unclear about these.
};

/// listed_ids writes the ids of sites for a message: all of them, or the first ones of very many.
std::string listed_ids(std::span<const Establishment* const> sites);

}  // namespace dmp::model
