#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "dmp/base/error.hpp"

namespace dmp::x509 {

/// Subject is what the IGC-Santé composes for an organisation, one single-valued RDN each, in this
/// order: C PrintableString, ST, O, OU, CN UTF8String.
struct Subject {
  std::string state;         ///< "Ain (01)"
  std::string organisation;  ///< Already cut at 40 characters.
  std::string unit;          ///< Identifiant national de structure.
  std::string common_name;   ///< Service applicatif.
  bool operator==(const Subject&) const = default;
};

/// Longest O that the authority writes, in characters; it cuts what is longer.
inline constexpr std::size_t kOrganisationCut = 40;
/// Upper bound of commonName and organizationName (X.520), in characters.
inline constexpr std::size_t kNameBound = 64;

/// check_subject refuses what a subject cannot hold. Error ids (input): SUBJECT-TOO-LONG with
/// `attribute`, `length`, `limit` and `value` (X.520's upper bounds, in characters),
/// SUBJECT-CHARACTER with `attribute` and `position` from 1, SUBJECT-EMPTY.
Status check_subject(const Subject& subject);

/// printed writes a subject in RFC 2253 form with UTF-8 kept, for people; empty for one that
/// check_subject refuses.
std::string printed(const Subject& subject);

/// ComparableName is a name by which certificates are chained: equal where RFC 5280 7.1 says so
/// (case, spaces and the type of a string do not tell names apart), never by how it is printed.
class ComparableName {
 public:
  /// The name encoded in `der` (model::DistinguishedName::encoded); one that cannot be read equals
  /// only another such.
  explicit ComparableName(std::string_view der);

  bool operator==(const ComparableName& other) const { return compare(other) == 0; }
  bool operator<(const ComparableName& other) const { return compare(other) < 0; }

 private:
  struct Impl;
  [[nodiscard]] int compare(const ComparableName& other) const;
  std::shared_ptr<const Impl> impl_;
};

/// normal_spaces removes outer white space and leaves one space of each inner run, whatever kind of
/// space it was: people and directories differ in them. Text that is not UTF-8 is returned as it
/// is.
std::string normal_spaces(std::string_view text);

/// organisation_name returns the raison sociale as the authority writes it: accents composed (NFC),
/// spaces normalised, cut at 40 characters.
std::string organisation_name(const std::string& name);

}  // namespace dmp::x509
