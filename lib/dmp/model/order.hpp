#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/model/words.hpp"

namespace dmp::model {

/// OrderEvent is one step in an order's history.
struct OrderEvent {
  OrderState state = OrderState::planned;
  Instant at;
  std::string by;  ///< User name, as the caller gave it.
  std::string note;
  std::string run;  ///< Run of `install` that the step comes from; empty: a person told it.
  bool operator==(const OrderEvent&) const = default;
};

/// Order is one certificate on its way, as `order.json` of the workspace has it. Never a secret.
struct Order {
  std::string site;       ///< Id in the dossier.
  std::string site_name;  ///< Whose name it has: the site's, or its legal entity's.
  Usage usage = Usage::auth_cli;
  FinessKind on = FinessKind::geographic;
  std::string finess;     ///< The number that the certificate will carry; of a SIRET, that one.
  std::string structure;  ///< Identifiant national de structure, e.g. "1010000024".
  std::string service;    ///< Service applicatif.
  Environment environment = Environment::production;
  OrderState state = OrderState::planned;
  std::string key_algorithm;  ///< "rsa:2048"
  bool key_encrypted = false;
  std::string public_key_sha256;  ///< Of the SubjectPublicKeyInfo's DER.
  std::string request_sha256;     ///< Of the PKCS#10's DER.
  std::string certificate_sha256;
  std::optional<Date> certificate_ends_on;
  /// SHA-256 of the running certificate that this order renews; empty for a new request.
  std::string renews;
  /// Absolute paths of the targets to which its certificates were installed. They, and not this
  /// document, say which certificate is in service (record::read_order).
  std::vector<std::string> targets;
  std::vector<OrderEvent> history;
};

/// JournalEntry is one act in `journal.jsonl`: who, when, what, over which bytes.
struct JournalEntry {
  Instant at;
  std::string by;
  std::string act;  ///< "csr", "install", "rollback", …
  std::string site;
  std::string usage;
  std::string file;
  std::string sha256;
  std::string public_key_sha256;  ///< Of the key that the act is about.
  std::string note;               ///< Why, where somebody gave a reason.
  std::string run;                ///< Of an installation: the name of its versions.
};

}  // namespace dmp::model
