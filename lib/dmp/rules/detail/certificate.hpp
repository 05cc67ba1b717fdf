#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/listed.hpp"
#include "dmp/model/structure_id.hpp"
#include "dmp/rules/certificates.hpp"
#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/people.hpp"
#include "dmp/x509/chain.hpp"

/// What the rules over certificates look at.
namespace dmp::rules::detail {

/// Held is one certificate with all that its rules look at.
struct Held {
  const CertificateQuestion& question;
  const model::CertificateFacts& facts;
  std::string_view file;
  std::string_view alias;
  std::vector<model::Usage> wanted;  ///< Any of these; empty: nobody said.
  const model::Order* order;         ///< That it was made for, or nullptr.
  x509::ChainOutcome chain;
  std::optional<model::StructureId> structure;  ///< The OU, where it is a valid one.
  const model::Dossier* dossier = nullptr;      ///< The dossier that it is checked against.
  const model::Establishment* site = nullptr;   ///< The site whose number it carries.
  bool shared = false;  ///< Several sites carry the number: that of their legal entity.

  /// name is what messages call it: the service, or the serial number.
  [[nodiscard]] std::string name() const;
  /// is_organisation tells whether it is for an organisation and not for a server or a card.
  [[nodiscard]] bool is_organisation() const;
  [[nodiscard]] bool is_card() const;
  /// is_person tells whether it is a person's, and on no card: the IGC-Santé has authorities for
  /// them.
  [[nodiscard]] bool is_person() const;
};

/// Together is all the certificates of one question.
struct Together {
  const CertificateQuestion& question;
  const std::vector<Held>& held;
};

}  // namespace dmp::rules::detail
