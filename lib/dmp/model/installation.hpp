#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"

namespace dmp::model {

/// ShownCertificate is what is kept of a certificate beside the version that holds it: keystores
/// cannot be read without their passphrase. Never a secret.
struct ShownCertificate {
  std::string sha256;             ///< Of its DER, hexadecimal.
  std::string public_key_sha256;  ///< By which it belongs to an order.
  std::optional<Date> ends_on;
  bool operator==(const ShownCertificate&) const = default;
};

/// VersionRecord is the record of one version: `<version>.json` beside it.
struct VersionRecord {
  std::string run;
  std::optional<Instant> at;  ///< When it was first shown.
  std::string by;
  /// The version that was shown before it, to which one goes back; empty: nothing was there.
  std::string before;
  std::vector<ShownCertificate> certificates;
  /// The workspace of the installation, absolute; empty: it had none. A rollback asks its orders.
  std::string workspace{};
  /// SHA-256 of each of its files as they were written, by name; hexadecimal.
  std::map<std::string, std::string> files{};
  /// Path of its target, absolute: versions that are met at another one say nothing about it.
  std::string target{};
};

/// PendingMove is one target of a run that has begun.
struct PendingMove {
  std::string path;  ///< Absolute.
  bool is_file = false;
  std::string from;  ///< Version that it leaves; empty: nothing.
  std::string to;    ///< Version that it comes to show; empty: nothing.
  bool fresh = false;
};

/// PendingLine is a line that the journal of the workspace is to have, once what it tells is done.
struct PendingLine {
  std::string text;
  std::string
      order;  ///< The order that it is about; empty: it is true when the targets are turned.
  std::string sha256;  ///< Certificate that the order names then; empty: the order is superseded.
  /// The target whose turning it tells; empty: of none alone.
  std::string target{};
};

/// PendingRun is what a run is to reach, written down before its first change: `pending.json`.
struct PendingRun {
  std::string act;  ///< "install", "rollback", or "reload" when only the commands are left.
  std::string run;
  std::optional<Instant> at;
  std::string by;
  std::string workspace;  ///< Absolute; may be empty.
  std::size_t keep = 0;
  bool commands = false;           ///< There are commands to be run.
  bool told = false;               ///< They were run.
  std::vector<PendingMove> moves;  ///< In the order of turning.
  std::vector<PendingLine> journal;
  /// Folders with this document; but for the first one they have one that only names the run.
  std::vector<std::string> stores;
  /// The folder that this document was written in: what it names holds for no copy of it.
  std::string home;
  std::string home_id;  ///< Its inode, and the device that it was on.
};

}  // namespace dmp::model
