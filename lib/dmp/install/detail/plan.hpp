#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/files/versions.hpp"
#include "dmp/install/detail/judge.hpp"
#include "dmp/install/detail/orders.hpp"
#include "dmp/install/install.hpp"
#include "dmp/model/installation.hpp"

namespace dmp::install::detail {

/// PlannedContent is one file of the plan with what will be in it; empty when the file is kept.
struct PlannedContent {
  PlannedFile file;
  Secret content;
  files::Rights rights;
};

/// Exchange is what a reader of a place gets to see instead.
struct Exchange {
  std::vector<model::CertificateFacts> leaving;
  std::vector<model::CertificateFacts> coming;
  std::vector<model::CertificateFacts> after;  ///< All of them.
};

/// PlannedPlace is a place that changes as a whole. The files that are kept have their content too.
struct PlannedPlace {
  files::PlaceWay way;  ///< What was judged is what is written.
  const Target* target = nullptr;
  std::optional<model::Usage> usage;
  std::filesystem::path lock;  ///< Folder whose store is locked meanwhile.
  bool changes = false;
  std::vector<PlannedContent> files;
  Exchange certificates;
};

/// Plan is everything that an installation changes.
struct Plan {
  std::string run;  ///< Its name.
  std::vector<PlannedPlace> places;
  std::vector<x509::Certificate> authorities;  ///< What trust stores are to hold.
  std::vector<PlannedContent> files;           ///< Of orders, in the order of writing.
  std::vector<ChangedOrder> orders;            ///< Whose order.json is among them.
  std::vector<model::PendingLine> journal;  ///< One per certificate with a change, and per order.
};

/// ways_of finds the targets that the certificates go to, and the folder whose store is locked for
/// each. Error id: INSTALL-PLACE-WORD.
struct Way {
  std::filesystem::path place;
  std::filesystem::path lock;
};
Result<std::vector<Way>> ways_of(const std::vector<Case>& cases, const Request& request);

/// certificates_in are those that programs see in a file of a target, as far as it can be read: of
/// a trust store the authorities, of anything else the certificates below them.
std::vector<model::CertificateFacts> certificates_in(ByteView content, const Target& target);

/// make_plan compares what should be with what is there; it writes nothing.
Result<Plan> make_plan(const std::vector<Case>& cases, const Request& request);

}  // namespace dmp::install::detail
