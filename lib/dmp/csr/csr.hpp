#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/base/stop.hpp"
#include "dmp/csr/order_sheet.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/model/order.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/x509/key_generation.hpp"
#include "dmp/x509/name.hpp"

/// The order of one or of all sites: names, keys, requests, order sheet (procedure 6).
namespace dmp::csr {

/// Forced are sites whose findings would stop their order, and why it is made all the same; the
/// reason goes into the journal.
struct Forced {
  std::vector<std::string> sites;  ///< Ids in the dossier.
  std::string reason;
};

/// Progress is how far a batch has come.
struct Progress {
  std::size_t done = 0;   ///< Orders that are settled, whatever became of them.
  std::size_t total = 0;  ///< Orders of the batch.
  std::size_t made = 0;   ///< Those of `done` whose key was made in this run.
};

struct Request {
  const model::Dossier& dossier;
  std::vector<const model::Establishment*> sites;
  /// Empty: those that the dossier wants, or the policy requires.
  std::vector<model::Usage> usages = {};
  policy::Policy policy;
  std::filesystem::path workspace;
  /// Service applicatif in the place of the policy's; such orders have folders of their own.
  std::string service_name = {};
  /// Nothing: RSA 2048 for new orders, and whatever an order that is there has.
  std::optional<x509::KeySpec> key = std::nullopt;
  x509::KeyGenerator generate = x509::default_generator();
  /// A key that exists already, for one order; it is copied into the order's folder.
  std::optional<std::filesystem::path> key_file = std::nullopt;
  const Secret* passphrase = nullptr;  ///< Encrypts the keys when given; opens the key file.
  /// New keys are written without encryption where no passphrase is given. Without either, no key
  /// is generated (CSR-KEY-PLAIN); a key file is copied as it is.
  bool plain_key = false;
  Instant now;  ///< The moment at which certificates that run are judged.
  /// The moment that history and journal get; `now` when absent.
  std::optional<Instant> recorded_at = std::nullopt;
  std::string user;             ///< For the journal.
  SheetCommands commands = {};  ///< For the order sheets.
  bool renew = false;
  bool dry_run = false;
  Forced forced = {};
  unsigned jobs = 1;        ///< Keys that are made at the same time.
  StopRequested stop = {};  ///< Called by one thread at a time.
  /// Told after each order, by one thread at a time.
  std::function<void(const Progress&)> progress = {};
};

/// What became of one order.
enum class Act {
  made,
  unchanged,
  planned,
  blocked,  ///< Planned, and its site is held back.
  marked    ///< Somebody told its state.
};
std::string_view to_string(Act act);  ///< "made", …

struct OrderOutcome {
  model::Order order;
  x509::Subject subject;  ///< As the request carries it.
  Act act = Act::made;
  std::filesystem::path folder;
  /// An existing key file could be read by others; its permissions are 0600 again.
  bool key_was_open = false;
  std::vector<std::string> sites = {};  ///< Ids of all sites of the dossier that it is for.
};

struct Outcome {
  /// In the order of the sites, and for each of its usages; one for all sites of a carrier.
  std::vector<OrderOutcome> orders;
  /// Orders that could not be made: site id, usage, why. The others went on. Among the error ids:
  /// CSR-KEY-PLAIN (usage), CSR-KEY-EXISTS (input).
  struct Failure {
    std::string site;
    model::Usage usage;
    Error error;
  };
  std::vector<Failure> failures;
  /// What a person should know of what was asked: CSR-SERVICE-NAME (the DMP's names are left),
  /// CSR-SERVICE-NEAR (by a letter or two), CSR-SERVICE-CHARACTERS, CSR-KEY-UNUSUAL,
  /// CSR-NO-CERTIFICATE (a renewal of what is not known to run) (warnings), CSR-NAME-COMPOSED
  /// (info).
  Findings findings;
  bool interrupted = false;
  /// Why the index of the workspace could not be written; the orders are made all the same.
  std::optional<Error> index_error;
};

/// make_orders makes, per site and usage, key.pem (0600), request.csr, the order sheet and
/// order.json in the workspace, all or none of them, and verifies the request after writing it.
/// order.json comes last: what a killed run left without it is completed, from its own key, by the
/// next one. The index of the workspace (record::write_index) is written anew. An order that is
/// there already stays as it is (`unchanged`) when key, request and subject agree; a key without
/// its request or with another subject is refused (CSR-KEY-EXISTS, input).
///
/// `renew` makes the new pair beside the running one (`<USAGE>/renewal/`), never over it; it is
/// refused once the certificate has ended or was revoked (CSR-RENEWAL-EXPIRED, CSR-RENEWAL-REVOKED:
/// the portal renews only what is active). Then the same order without `renew` is a new request, at
/// the same place.
///
/// An order is refused where the dossier does not say whom its certificate would name, whatever is
/// forced: CSR-FINESS-SHARED, CSR-FINESS-KINDS, CSR-SIRET-SHARED (input).
///
/// Error ids for the workspace or the request as a whole: those of files (FOLDER-LOCKED, FILE-…,
/// WORKSPACE-…), CSR-KEY-FILE-ONE (usage: a key file for several orders),
/// CSR-KEY-FILE-SEVERAL (input: several keys in it), those of x509::read_keys and KEY-UNFIT for the
/// key file, PASSPHRASE-WEAK.
Result<Outcome> make_orders(const Request& request);

}  // namespace dmp::csr
