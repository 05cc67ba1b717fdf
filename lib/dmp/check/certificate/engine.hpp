#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/check/certificates.hpp"
#include "dmp/model/structure_id.hpp"
#include "dmp/x509/chain.hpp"

/// What the rules over certificates (rules_*.cpp here) are written with. A new rule is one more
/// CertificateCheck in its theme, with its two texts in the catalogue; nothing else changes.
namespace dmp::check {

/// Held is one certificate with all that its rules look at.
struct Held {
  const CertificateRequest& request;
  const model::CertificateFacts& facts;
  std::string_view file;
  std::string_view alias;
  std::optional<model::Usage> wanted;
  x509::ChainOutcome chain;
  std::optional<model::StructureId> structure;  ///< The OU, where it is a valid one.
  const model::Dossier* dossier = nullptr;            ///< The dossier that it is checked against.
  const model::Establishment* site = nullptr;         ///< The site whose number it carries.
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

/// Together is all the certificates of one request.
struct Together {
  const CertificateRequest& request;
  const std::vector<Held>& held;
};

/// Faults are the ways in which one certificate violates a rule: the values of the text.
using Faults = std::vector<Args>;

/// SharedFault is about several certificates; `first` is where it is reported, or nullptr.
struct SharedFault {
  const Held* first = nullptr;
  Args args;
};
using SharedFaults = std::vector<SharedFault>;

/// CertificateCheck is a rule with what judges it: each certificate, or all of them together.
struct CertificateCheck {
  Rule rule;
  void (*certificate)(const Held&, Faults&) = nullptr;
  void (*together)(const Together&, SharedFaults&) = nullptr;
  bool also_cards = false;  ///< The certificates of CPx cards have profiles of their own.
};

/// The themes.
std::span<const CertificateCheck> usage_checks();
std::span<const CertificateCheck> subject_checks();
std::span<const CertificateCheck> service_checks();
std::span<const CertificateCheck> key_checks();
std::span<const CertificateCheck> date_checks();
std::span<const CertificateCheck> extension_checks();
std::span<const CertificateCheck> environment_checks();
std::span<const CertificateCheck> chain_checks();
std::span<const CertificateCheck> site_checks();
std::span<const CertificateCheck> pair_checks();

/// certificate_checks lists all of them.
const std::vector<CertificateCheck>& certificate_checks();

/// environment_arg names an environment in words.
Arg environment_arg(std::string_view name, model::Environment environment);

/// listed joins words with commas.
std::string listed(const std::vector<std::string>& words);

}  // namespace dmp::check
