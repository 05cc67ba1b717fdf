#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/files/switch.hpp"
#include "dmp/files/versions.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/model/certificate_facts.hpp"
#include "dmp/model/installation.hpp"
#include "dmp/model/order.hpp"

/// What is installed where. There is one account of it: the version that each target shows, and the
/// certificates that stand in that version's record. The state of an order, as `csr --status`,
/// `--renew`, `expiry` and `install` take it, is a view of that account, and read_order is the
/// function that makes it. What `order.json` says is what the view was when it was written; it
/// counts alone where nothing else is known:
///
/// - An order is *installed* when a target shows a certificate of its key, and names that one; of
///   several the one that ends last.
/// - An order that was installed to targets, none of which shows it any more, is *superseded*.
/// - *Revoked*, and *superseded* where a person told it, are what a person knows better.
/// - An order whose certificate went to its own folder only, or whose targets cannot be found here,
///   is what order.json says.
namespace dmp::record {

/// Shown is what targets are to show: their absolute paths and the certificates.
using Shown = std::map<std::filesystem::path, std::vector<model::ShownCertificate>>;

/// shown_of is what is kept of certificates beside the version that holds them.
std::vector<model::ShownCertificate> shown_of(
    const std::vector<model::CertificateFacts>& certificates);

/// shown_file is the name of the file of a target in which its certificates stand.
std::string shown_file(const files::Place& place);

/// version_of returns the record of a version, as it was written.
model::VersionRecord version_of(const files::SeenPlace& place, std::string_view version);

/// Version is what a version holds now.
struct Version {
  model::VersionRecord record;
  bool is_changed = false;  ///< Somebody changed its files after they were written.
  /// It may have been somebody else than root or who runs this: one of its files cannot be read,
  /// say.
  bool is_foreign = false;
  /// Those of the record; of a version that was changed, by nobody else, those in its files, where
  /// they can be read without a passphrase.
  std::vector<model::ShownCertificate> certificates;
};
Version look_at(const files::SeenPlace& place, std::string_view version);

/// Kept is what the record of a version says of files that were found in it, and what they are.
struct Kept {
  /// Whether they are what was kept there, or what root or who runs this made of it: none is
  /// missing, and none is there of which the record says nothing and that somebody else could have
  /// written.
  bool is_as_kept = false;
  /// Those in the files, and those of the record where a file is one of its.
  std::vector<model::ShownCertificate> certificates;
};
Kept look_at_found(const files::SeenPlace& place, std::string_view version,
                   const std::vector<files::FoundFile>& found);

/// shown_by returns the certificates that a target shows now: those of its version, or of whatever
/// root or who runs this put in its place; none where a file of somebody else's lies there. Nothing
/// where it has no versions of its own, or shows what cannot be read or believed.
std::optional<std::vector<model::ShownCertificate>> shown_by(const files::Place& place);

/// Entry is one order: as order.json has it, and as the targets have it.
struct Entry {
  files::OrderFolder folder;
  model::Order stored;
  model::Order now;
  bool is_shown = false;  ///< By a target that can be looked at.
};

/// Orders are those of a workspace, sorted by folder.
struct Orders {
  std::vector<Entry> entries;
  std::vector<Error> errors;  ///< Of orders that cannot be read.
};

/// read_orders reads every order of a workspace; in one of ours, what somebody else could have
/// written is an error (PATH-OWNER …) and no order. `to_be` counts in the place of what those
/// targets show, and adds them to the targets of the orders whose certificates they are to show.
Orders read_orders(const std::filesystem::path& workspace, const Shown& to_be = {});

/// read_order reads one order as the targets have it. Error ids: those of read_file,
/// ORDER-DAMAGED, ORDER-VERSION.
Result<model::Order> read_order(const files::OrderFolder& folder);

}  // namespace dmp::record
