#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dmp/core/date.hpp"
#include "dmp/core/error.hpp"
#include "dmp/core/secret.hpp"
#include "dmp/core/stop.hpp"
#include "dmp/csr/order_sheet.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/model/order.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/x509/name.hpp"

/// The order of one or of all sites: names, keys, requests, order sheet (procedure 6).
namespace dmp::csr {

/// subject_for composes the subject that the authority is expected to write for a site and usage.
/// Error ids (input): CSR-NO-FINESS (site has no valid number of the kind asked),
/// CSR-NO-DEPARTMENT, CSR-NO-NAME, CSR-NO-SERVICE (the policy names no service for that usage),
/// SUBJECT-TOO-LONG.
Result<x509::Subject> subject_for(const model::Establishment& site,
                                  const model::WantedCertificate& wanted,
                                  const policy::Policy& policy);

struct Request {
  const model::Dossier& dossier;
  std::vector<const model::Establishment*> sites;
  std::vector<model::Usage>
      usages;  ///< Empty: those that the dossier wants, or the policy requires.
  policy::Policy policy;
  std::filesystem::path workspace;
  int rsa_bits = 2048;
  const Secret* passphrase = nullptr;  ///< Encrypts the keys when given.
  Instant now;
  std::string user;  ///< For the journal.
  bool renew = false;
  bool dry_run = false;
  StopRequested stop;
};

/// What became of one order.
enum class Act { made, unchanged, planned };

struct OrderOutcome {
  model::Order order;
  Act act = Act::made;
  std::filesystem::path folder;
  /// An existing key file could be read by others; its permissions are 0600 again.
  bool key_was_open = false;
};

struct Outcome {
  std::vector<OrderOutcome> orders;
  /// Orders that could not be made: site id, usage, why. The others went on.
  struct Failure {
    std::string site;
    model::Usage usage;
    Error error;
  };
  std::vector<Failure> failures;
  bool interrupted = false;
};

/// make_orders makes, per site and usage, key.pem (0600), request.csr, order-sheet.txt and
/// order.json in the workspace, all or none of them, and verifies the request after writing it. An
/// order that is there already stays as it is (`unchanged`) when key, request and subject agree; a
/// key without its request or with another subject is refused (CSR-KEY-EXISTS, usage) unless
/// `renew`, which makes the new pair beside the old one (`<USAGE>/renewal/`), never over it. Error
/// ids: those of files (FOLDER-LOCKED, FILE-…) for the workspace as a whole.
Result<Outcome> make_orders(const Request& request);

}  // namespace dmp::csr
