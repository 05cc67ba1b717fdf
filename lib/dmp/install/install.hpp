#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "dmp/core/date.hpp"
#include "dmp/core/error.hpp"
#include "dmp/core/finding.hpp"
#include "dmp/core/secret.hpp"
#include "dmp/core/stop.hpp"
#include "dmp/model/certificate_facts.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/x509/container.hpp"

/// From the file that the portal delivers to key, certificate and chain in place.
namespace dmp::install {

/// Source is one delivered file.
struct Source {
  std::string name;
  Bytes content;
};

struct Request {
  std::vector<Source> delivered;
  std::vector<Source> trusted;  ///< Files of authority certificates named by --trust.
  bool trust_any = false;
  const model::Dossier* dossier = nullptr;
  policy::Policy policy;
  std::optional<std::filesystem::path> workspace;
  std::optional<Source> key_file;  ///< A key named by hand (--key-file).
  const Secret* passphrase = nullptr;         ///< Of the P12 or the encrypted key.
  std::optional<model::Usage> expected_usage;  ///< --usage; otherwise the order's, when there is one.
  std::filesystem::path pem_folder;            ///< --pem-dir; empty: the order's folder.
  std::filesystem::path pkcs12;                ///< --pkcs12; empty: none.
  const Secret* pkcs12_passphrase = nullptr;
  Instant now;
  std::string user;
  bool verify_only = false;
  bool dry_run = false;
  StopRequested stop;
};

/// One certificate of the delivery, judged. Findings (rule ids): INSTALL-NO-KEY, INSTALL-WRONG-KEY,
/// INSTALL-WRONG-USAGE, INSTALL-WRONG-STRUCTURE, INSTALL-ENVIRONMENT, INSTALL-EXPIRED,
/// INSTALL-NOT-YET-VALID, INSTALL-SERVICE-NAME, INSTALL-SUBJECT-DIFFERS, and the CHAIN-… ids.
struct Judged {
  std::string source;
  model::CertificateFacts facts;
  std::string site;  ///< Id in the dossier, or "".
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

struct Outcome {
  std::vector<Judged> certificates;
  std::vector<PlannedFile> files;
  bool changed = false;  ///< Something was written.
  bool accepted = false;  ///< Every certificate was accepted; nothing is written otherwise.
};

/// install verifies everything before it writes anything. Per certificate it writes
/// `key.pem` (0600), `certificate.pem`, `fullchain.pem`, `chain.pem`, and the PKCS#12 when asked, in one
/// transaction, marks the order installed and adds a line to the journal. Error ids: those of
/// x509::read_contents and files.
Result<Outcome> install(const Request& request);

}  // namespace dmp::install
