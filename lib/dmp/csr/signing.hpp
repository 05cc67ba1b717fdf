#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/base/stop.hpp"
#include "dmp/csr/csr.hpp"
#include "dmp/model/certificate_facts.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/x509/signer.hpp"

/// Requests signed with an administrator's card: a proof, for the establishment and its integrator,
/// of who asked.
namespace dmp::csr {

/// CardChoice is what a card is checked against before it signs.
struct CardChoice {
  const model::Dossier& dossier;
  std::vector<const model::Establishment*> sites;
  const model::CertificateFacts& signer;  ///< Its signature certificate.
  Instant now;
};

/// judge_card tells, for each site, whether the card may ask for it. Rule ids: CSR-CARD-EXPIRED and
/// CSR-CARD-NOT-YET (of all sites), CSR-CARD-NONE (it is no CPx card's certificate, of all sites),
/// CSR-CARD-UNDECLARED (it is the card of none of the site's administrators), CSR-CARD-STATUS (the
/// dossier declares it opposed, expired or missing, or past its end), CSR-CARD-ENVIRONMENT (a TEST
/// card for production, or the reverse); errors all of them.
Findings judge_card(const CardChoice& choice);

struct SignRequest {
  const model::Dossier& dossier;
  std::filesystem::path workspace;
  std::vector<OrderOutcome> orders;  ///< Those to sign, as make_orders gave them.
  x509::Signer& signer;
  std::vector<x509::Certificate> chain;  ///< Issuers of the signer's certificate, to put beside it.
  Instant now;                           ///< The signing time, and what the journal gets.
  std::string user;
  Forced forced = {};
  StopRequested stop = {};
  std::function<void(const Progress&)> progress = {};
};

struct SignOutcome {
  std::vector<std::filesystem::path> made;       ///< Folders that have a signed request now.
  std::vector<std::filesystem::path> unchanged;  ///< That had one over the same request.
  /// Why the signing ended early: PIN, card, disk. What is signed stays; the same command signs the
  /// rest.
  std::optional<Error> error;
  bool interrupted = false;
};

/// sign_orders makes `request.p7m` (DER, CMS SignedData, CAdES-B-B) over the PKCS#10 of each order,
/// one after the other, each with its line in the journal. A signed request that is there already
/// stays when it holds the order's request under a right signature by a card that may ask for the
/// site; it is signed anew when it is this signer's and lacks the `chain` that is known now.
/// Anything else under that name is left alone: CSR-SIGNED-EXISTS (usage, `path`). Other error ids:
/// those of the signer, sign_data, files.
Result<SignOutcome> sign_orders(const SignRequest& request);

}  // namespace dmp::csr
