#include "dmp/install/detail/revoked.hpp"

#include <unistd.h>

#include <algorithm>
#include <system_error>

#include "dmp/files/workspace.hpp"
#include "dmp/model/order.hpp"
#include "dmp/x509/container.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::install::detail {
namespace {

namespace fs = std::filesystem;
using Certificates = std::vector<model::ShownCertificate>;

/// The certificates of a version that can have orders: those of a trust store have none. Bytes that
/// somebody else could exchange do not tell that it is one, unless they are those of the record.
Certificates ordered_in(const files::SeenPlace& place, const std::string& version) {
  bool is_own = false;
  const auto content = files::content_of(place, version, place.name, is_own);
  const auto kept = record::version_of(place, version).files;
  const auto digest = kept.find(place.name);
  const bool is_known =
      content && (is_own || (digest != kept.end() && digest->second == x509::sha256_hex(*content)));
  const auto held =
      is_known ? x509::read_contents(*content, {}) : Result<x509::Contents>(fail(Error()));
  const bool is_trust_store =
      held && !held->certificates.empty() &&
      std::ranges::all_of(held->certificates, [](const auto& each) { return each.facts().is_ca; });
  return is_trust_store ? Certificates() : record::look_at(place, version).certificates;
}

bool is_of(const record::Entry& entry, const model::ShownCertificate& certificate) {
  return entry.stored.public_key_sha256 == certificate.public_key_sha256;
}

std::string path_in(const Error& error) {
  const auto found = std::ranges::find(error.args, "path", &Arg::name);
  return found == error.args.end() ? std::string() : found->value;
}

Error refused(std::string_view id, const files::Move& move, const std::string& order) {
  return {ErrorKind::input,
          std::string(id),
          {arg("path", move.place.path.string()), arg("version", move.to), arg("order", order)},
          {}};
}

}  // namespace

Status Revoked::check(const files::Move& move, const files::SeenPlace& place) {
  const auto back = move.to.empty() ? Certificates() : ordered_in(place, move.to);
  if (auto fine = check_certificates(move, place, back); !fine) {
    return fine;
  }
  auto unknown = back;
  const auto workspaces = back.empty() ? std::set<fs::path>() : workspaces_of(move, place);
  for (const auto& workspace : workspaces) {
    for (const auto& entry : orders_of(workspace).entries) {
      std::erase_if(unknown, [&](const auto& each) { return is_of(entry, each); });
    }
  }
  for (const auto& workspace : workspaces) {
    const auto& errors = orders_of(workspace).errors;
    if (!unknown.empty() && !errors.empty()) {
      auto error = refused("INSTALL-BACK-UNKNOWN", move, path_in(errors.front()));
      error.causes.push_back(errors.front().id);
      return fail(std::move(error));
    }
  }
  return {};
}

Status Revoked::check_certificates(const files::Move& move, const files::SeenPlace& place,
                                   const Certificates& certificates) {
  for (const auto& workspace :
       certificates.empty() ? std::set<fs::path>() : workspaces_of(move, place)) {
    for (const auto& entry : orders_of(workspace).entries) {
      if (entry.stored.state == model::OrderState::revoked &&
          std::ranges::any_of(certificates, [&](const auto& each) { return is_of(entry, each); })) {
        auto error = refused("INSTALL-BACK-REVOKED", move, entry.folder.folder.string());
        error.reason = Reason::revoked;
        return fail(std::move(error));
      }
    }
  }
  return {};
}

std::set<fs::path> Revoked::workspaces_of(const files::Move& move, const files::SeenPlace& place) {
  std::set<fs::path> found;
  if (!workspace_.empty()) {
    found.insert(workspace_);
  }
  for (const auto& version : {move.from, move.to}) {
    const fs::path recorded = record::version_of(place, version).workspace;
    if (recorded.empty() || found.contains(recorded)) {
      continue;
    }
    // Another user's workspace knows nothing about our orders.
    if (::access(recorded.c_str(), R_OK | X_OK) == 0 && files::Workspace{recorded}.check_own()) {
      found.insert(recorded);
    } else if (std::ranges::count(not_asked_, recorded) == 0) {
      not_asked_.push_back(recorded);
    }
  }
  return found;
}

const record::Orders& Revoked::orders_of(const fs::path& workspace) {
  const auto found = known_.find(workspace);
  return found != known_.end()
             ? found->second
             : known_.emplace(workspace, record::read_orders(workspace)).first->second;
}

}  // namespace dmp::install::detail
