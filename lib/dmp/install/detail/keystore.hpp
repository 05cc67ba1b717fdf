#pragma once

#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/install/detail/delivery.hpp"
#include "dmp/x509/certificate.hpp"

namespace dmp::install::detail {

/// KeyFile says how a key is to lie in its file.
struct KeyFile {
  const FoundKey& key;
  const Secret* passphrase = nullptr;  ///< Encrypts a key that has no PEM file to copy.
  bool plain = false;                  ///< In clear whatever the source.

  [[nodiscard]] bool is_copy() const { return !key.pem.empty() && !(plain && key.encrypted); }
  /// content makes the file. Error id: PASSPHRASE-NEEDED when the source is still encrypted.
  [[nodiscard]] Result<Secret> content() const;
  /// is_met_by tells whether a file that is there already will do: it holds the key and nothing
  /// else. Encryption is never twice the same.
  [[nodiscard]] bool is_met_by(ByteView existing, const std::string& name) const;
};

/// Keystore is a PKCS#12 or a JKS to be made.
struct Keystore {
  const FoundKey& key;
  const x509::Certificate& leaf;
  std::vector<x509::Certificate> chain;  ///< Without the leaf.
  const Secret& passphrase;
  std::string alias;
  bool compatible = false;  ///< x509::Pkcs12Form::compatible.
  bool is_jks = false;
  Instant made_at;

  /// content makes the file. Error id: PASSPHRASE-NEEDED when the key is still encrypted.
  [[nodiscard]] Result<Secret> content() const;
  /// is_met_by tells whether a file opens with the passphrase and holds the same things in the same
  /// form under the same alias.
  [[nodiscard]] bool is_met_by(ByteView existing, const std::string& name) const;
};

/// TrustStore is a PKCS#12 of authorities to be made.
struct TrustStore {
  std::vector<x509::Certificate> authorities;
  const Secret& passphrase;
  bool compatible = false;

  [[nodiscard]] Result<Secret> content() const;
  [[nodiscard]] bool is_met_by(ByteView existing, const std::string& name) const;
};

}  // namespace dmp::install::detail
