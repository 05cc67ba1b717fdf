#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/core/bytes.hpp"
#include "dmp/core/date.hpp"
#include "dmp/core/error.hpp"
#include "dmp/core/finding.hpp"
#include "dmp/core/secret.hpp"
#include "dmp/core/stop.hpp"
#include "dmp/model/certificate_facts.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/x509/certificate.hpp"

/// From the file that the portal delivers to key, certificate and chain in place.
namespace dmp::install {

/// Source is one delivered file.
struct Source {
  std::string name;
  Bytes content;
  /// Found in a folder, not named by a person: passed over when it holds no certificate.
  bool found_in_folder = false;
};

struct Request {
  std::vector<Source> delivered;
  std::vector<Source> trusted;  ///< Files of authority certificates named by --trust.
  bool trust_any = false;
  const model::Dossier* dossier = nullptr;
  policy::Policy policy;
  std::optional<std::filesystem::path> workspace;
  std::optional<Source> key_file;      ///< A key named by hand (--key-file).
  const Secret* passphrase = nullptr;  ///< Of the P12 or the encrypted key.
  std::optional<model::Usage>
      expected_usage;  ///< --usage; otherwise the order's, when there is one.
  /// --pem-dir: the files go to `<pem_folder>/<structure number>/<USAGE>/`, so that nothing ever
  /// collides. Empty: the order's own folder, whose key.pem is never rewritten.
  std::filesystem::path pem_folder;
  std::filesystem::path pkcs12;  ///< --pkcs12; empty: none.
  const Secret* pkcs12_passphrase = nullptr;
  /// A key file is copied as it lies. A key that has no PEM file of its own (out of a P12) is
  /// written encrypted with `passphrase`, when there is one. With plain_key every key goes to
  /// pem_folder in clear, for services that start without a person.
  bool plain_key = false;
  Instant now;  ///< The moment at which certificates are judged.
  /// The moment that history and journal get; `now` when absent.
  std::optional<Instant> recorded_at;
  std::string user;
  bool verify_only = false;
  bool dry_run = false;
  StopRequested stop;
};

/// One certificate of the delivery, judged. Findings (rule ids): INSTALL-NO-KEY, INSTALL-WRONG-KEY,
/// INSTALL-WRONG-USAGE, INSTALL-WRONG-STRUCTURE, INSTALL-ENVIRONMENT, INSTALL-EXPIRED,
/// INSTALL-NOT-YET-VALID, INSTALL-ORDER-STATE (the order was revoked or never sent),
/// INSTALL-SERVICE-NAME (warning), INSTALL-SUBJECT-DIFFERS (info), and the CHAIN-… ids.
struct Judged {
  std::string source;
  model::CertificateFacts facts;
  std::string site;                      ///< Id in the dossier, or "".
  std::vector<x509::Certificate> chain;  ///< Leaf first.
  Findings findings;
  bool key_found = false;
  std::string key_place;
  [[nodiscard]] bool accepted() const { return !has_at_least(findings, Severity::error); }
};

/// PlannedFile is one file of the plan and what happens to it.
struct PlannedFile {
  enum class Act { create, replace, keep };
  std::filesystem::path path;
  int mode = 0;
  Act act = Act::create;
};
/// to_string returns "create", "replace" or "keep".
std::string_view to_string(PlannedFile::Act act);

struct Outcome {
  std::vector<Judged> certificates;
  std::vector<PlannedFile> files;
  bool changed = false;      ///< Something was written.
  bool accepted = false;     ///< Every certificate was accepted; nothing is written otherwise.
  bool interrupted = false;  ///< `stop` said so before anything was written.
};

/// install verifies everything before it writes anything. Per certificate it writes
/// `key.pem` (0600), `certificate.pem`, `fullchain.pem`, `chain.pem`, and the PKCS#12 when asked,
/// in one transaction, marks the order installed and adds a line to the journal. `chain.pem` holds
/// the authorities up to the root, `fullchain.pem` the certificate and the authorities below the
/// root. A PKCS#12 that opens with its passphrase and holds the same key and certificates is kept.
/// Error ids: those of x509::read_contents, x509::PrivateKey::read, x509::read_pkcs12_key and
/// files (WORKSPACE-… among them); INSTALL-NO-LEAF (input); INSTALL-NO-TARGET, INSTALL-COLLISION,
/// INSTALL-PKCS12-PASSPHRASE (usage).
Result<Outcome> install(const Request& request);

}  // namespace dmp::install
