#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/files/switch.hpp"
#include "dmp/record/record.hpp"

namespace dmp::install::detail {

/// Revoked asks the orders of workspaces whether a version holds the certificate of one that was
/// revoked: no service accepts it, and nothing brings it back.
class Revoked {
 public:
  /// `workspace` is asked beside those from which the versions were installed; it may be empty.
  explicit Revoked(std::filesystem::path workspace) : workspace_(std::move(workspace)) {}

  /// check asks about the version that a move comes to, in the open place. Error ids (input):
  /// INSTALL-BACK-REVOKED; INSTALL-BACK-UNKNOWN where the order is not among those that can be
  /// read, and there are others.
  Status check(const files::Move& move, const files::SeenPlace& place);
  /// check_certificates asks about those in the very bytes that a move is to bring back. Error id:
  /// INSTALL-BACK-REVOKED.
  Status check_certificates(const files::Move& move, const files::SeenPlace& place,
                            const std::vector<model::ShownCertificate>& certificates);

  /// not_asked are the workspaces that cannot be read here, or are another user's.
  [[nodiscard]] const std::vector<std::filesystem::path>& not_asked() const { return not_asked_; }

 private:
  std::set<std::filesystem::path> workspaces_of(const files::Move& move,
                                                const files::SeenPlace& place);
  const record::Orders& orders_of(const std::filesystem::path& workspace);

  std::filesystem::path workspace_;
  std::map<std::filesystem::path, record::Orders> known_;
  std::vector<std::filesystem::path> not_asked_;
};

}  // namespace dmp::install::detail
