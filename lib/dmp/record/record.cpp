#include "dmp/record/record.hpp"

#include <algorithm>
#include <ranges>
#include <system_error>
#include <utility>

#include "dmp/documents/installation_document.hpp"
#include "dmp/documents/order_document.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/read.hpp"
#include "dmp/x509/container.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::record {
namespace {

namespace fs = std::filesystem;
using model::OrderState;
using model::ShownCertificate;

/// With `has_to_be_own` the order of somebody else, or which he could have changed, is an error.
Result<model::Order> read_stored(const files::OrderFolder& folder, bool has_to_be_own) {
  const auto name = folder.order();
  return (has_to_be_own ? files::read_own_file(name) : files::read_file(name))
      .and_then([&](const Bytes& content) {
        return documents::read_order(as_text(content), name.string());
      });
}

/// The certificates in a file that are nobody's issuer, or all where all are; nothing where it
/// cannot be read.
std::optional<std::vector<ShownCertificate>> certificates_in(std::optional<Bytes> content) {
  if (!content) {
    return std::nullopt;
  }
  auto contents = x509::read_contents(*content, {});
  if (!contents || contents->certificates.empty()) {
    return std::nullopt;
  }
  auto& all = contents->certificates;
  const auto is_authority = [](const x509::Certificate& each) { return each.facts().is_ca; };
  if (!std::ranges::all_of(all, is_authority)) {
    std::erase_if(all, is_authority);
  }
  std::vector<model::CertificateFacts> facts;
  std::ranges::transform(all, std::back_inserter(facts), &x509::Certificate::facts);
  return shown_of(facts);
}

/// Whether a person, and no run of install, said what the state is.
bool is_told(const model::Order& order) {
  return order.state == OrderState::revoked || order.state == OrderState::planned ||
         (order.state == OrderState::superseded && !order.history.empty() &&
          order.history.back().run.empty());
}

/// Targets looks at each target once.
class Targets {
 public:
  explicit Targets(const Shown& to_be) : to_be_(to_be) {}

  const std::optional<std::vector<ShownCertificate>>& look_at(const fs::path& path) {
    const auto [found, is_new] = seen_.try_emplace(path);
    if (is_new) {
      const auto planned = to_be_.find(path);
      found->second = planned != to_be_.end() ? std::optional(planned->second)
                                              : shown_by(files::place_at(path));
    }
    return found->second;
  }

 private:
  const Shown& to_be_;
  std::map<fs::path, std::optional<std::vector<ShownCertificate>>> seen_;
};

/// Makes the states of orders that follow each other what the targets of all of them show.
void derive(std::vector<Entry*>& chain, const Shown& to_be, Targets& targets) {
  std::vector<fs::path> paths;
  for (const auto* each : chain) {
    paths.insert(paths.end(), each->stored.targets.begin(), each->stored.targets.end());
  }
  for (const auto& [path, certificates] : to_be) {
    paths.push_back(path);
  }
  for (auto* each : chain) {
    auto& order = each->now;
    const ShownCertificate* best = nullptr;
    bool is_to_be = false;
    for (const auto& path : paths) {
      const auto& shown = targets.look_at(path);
      if (!shown) {
        continue;
      }
      for (const auto& one : *shown) {
        if (one.public_key_sha256 != order.public_key_sha256 || one.public_key_sha256.empty()) {
          continue;
        }
        const bool is_named = one.sha256 == order.certificate_sha256;
        if (best == nullptr || std::pair(best->ends_on, best->sha256 == order.certificate_sha256) <
                                   std::pair(one.ends_on, is_named)) {
          best = &one;
        }
        if (to_be.contains(path)) {
          is_to_be = true;
          if (std::ranges::count(order.targets, path.string()) == 0) {
            order.targets.push_back(path.string());
          }
        }
      }
    }
    each->is_shown = best != nullptr;
    // What somebody has installed since outranks what somebody told before.
    if (is_told(order) && !(is_to_be && order.state == OrderState::superseded)) {
      continue;
    }
    if (best != nullptr) {
      order.state = OrderState::installed;
      order.certificate_sha256 = best->sha256;
      order.certificate_ends_on = best->ends_on;
    } else if (order.state == OrderState::installed &&
               std::ranges::any_of(order.targets, [&](const std::string& path) {
                 return targets.look_at(path).has_value();
               })) {
      order.state = OrderState::superseded;
    }
  }
}

}  // namespace

std::string shown_file(const files::Place& place) {
  return place.kind == files::Place::Kind::folder ? "certificate.pem"
                                                  : place.path.filename().native();
}

std::vector<ShownCertificate> shown_of(const std::vector<model::CertificateFacts>& certificates) {
  std::vector<ShownCertificate> shown;
  for (const auto& facts : certificates) {
    shown.push_back({facts.sha256.hex(), facts.public_key_sha256, date_of(facts.ends_at())});
  }
  return shown;
}

model::VersionRecord version_of(const files::SeenPlace& place, std::string_view version) {
  return documents::read_version_record(files::record_of(place, version))
      .value_or(model::VersionRecord());
}

Version look_at(const files::SeenPlace& place, std::string_view version) {
  Version found{version_of(place, version), false, false, {}};
  for (const auto& [name, sha256] : found.record.files) {
    bool is_own = false;
    auto content = files::content_of(place, version, name, is_own);
    const bool is_same = content && x509::sha256_hex(*content) == sha256;
    found.is_changed = found.is_changed || !is_same;
    found.is_foreign = found.is_foreign || (!is_same && !is_own);
  }
  bool is_own = false;
  auto read =
      found.is_changed
          ? certificates_in(files::content_of(place, version, shown_file(place.place), is_own))
          : std::nullopt;
  found.certificates = read && is_own ? std::move(*read) : found.record.certificates;
  return found;
}

Kept look_at_found(const files::SeenPlace& place, std::string_view version,
                   const std::vector<files::FoundFile>& found) {
  const auto record = version_of(place, version);
  Kept kept;
  const auto add = [&kept](const std::vector<ShownCertificate>& more) {
    kept.certificates.insert(kept.certificates.end(), more.begin(), more.end());
  };
  bool is_its = false;
  bool is_whole = std::ranges::all_of(record.files, [&found](const auto& file) {
    return std::ranges::count(found, file.first, &files::FoundFile::name) > 0;
  });
  for (const auto& each : found) {
    const auto file = record.files.find(each.name);
    const bool is_same =
        file != record.files.end() && file->second == x509::sha256_hex(each.content);
    is_its = is_its || is_same;
    is_whole = is_whole && (is_same || each.is_own);
    if (const auto read = certificates_in(Bytes(each.content.begin(), each.content.end()))) {
      add(*read);
    }
  }
  if (is_its) {
    add(record.certificates);
  }
  kept.is_as_kept = is_whole;
  return kept;
}

std::optional<std::vector<ShownCertificate>> shown_by(const files::Place& place) {
  const auto seen = files::see(place);
  if (!seen) {
    return std::nullopt;
  }
  if (const auto current = files::current_version(*seen); !current.empty()) {
    auto version = look_at(*seen, current);
    const auto path = files::absolute(place.path);
    const bool is_its_own = version.record.target.empty() || version.record.target == path;
    return is_its_own ? std::optional(std::move(version.certificates)) : std::nullopt;
  }
  auto held = files::held_at(place, shown_file(place), {});
  if (!held) {
    // A file of somebody else's where ours was: it shows nothing of ours, whatever it holds.
    const bool is_strangers =
        held.error().reason == Reason::foreign_owner &&
        std::ranges::count(held.error().args, arg("folder", place.path.native())) > 0;
    return is_strangers ? std::optional(std::vector<ShownCertificate>()) : std::nullopt;
  }
  return *held ? certificates_in(std::move((*held)->content))
               : std::optional(std::vector<ShownCertificate>());
}

Orders read_orders(const fs::path& workspace, const Shown& to_be) {
  Orders orders;
  // A workspace of ours is nobody else's to say something in; one of another user's is his account.
  const bool is_ours = files::Directory::find(workspace).has_value();
  for (const auto& folder : files::Workspace{workspace}.orders()) {
    auto order = read_stored(folder, is_ours);
    if (order) {
      orders.entries.push_back({folder, *order, *order});
    } else {
      orders.errors.push_back(std::move(order.error()));
    }
  }
  std::map<fs::path, std::vector<Entry*>> chains;
  for (auto& entry : orders.entries) {
    chains[entry.folder.first().folder].push_back(&entry);
  }
  Targets targets(to_be);
  for (auto& [folder, chain] : chains) {
    derive(chain, to_be, targets);
  }
  return orders;
}

Result<model::Order> read_order(const files::OrderFolder& folder) {
  const bool is_ours = files::Directory::find(folder.folder).has_value();
  auto own = read_stored(folder, is_ours);
  if (!own) {
    return own;
  }
  std::vector<Entry> entries = {{folder, *own, *own}};
  const auto first = folder.first();
  for (int count = 0;; ++count) {
    const auto other = count == 0 ? first : first.renewal(count);
    auto order = other.folder == folder.folder ? own : read_stored(other, is_ours);
    if (!order && count > 0) {
      break;
    }
    if (order && other.folder != folder.folder) {
      entries.push_back({other, *order, *order});
    }
  }
  std::vector<Entry*> chain;
  std::ranges::transform(entries, std::back_inserter(chain), [](Entry& each) { return &each; });
  const Shown nothing;
  Targets targets(nothing);
  derive(chain, nothing, targets);
  return std::move(entries.front().now);
}

}  // namespace dmp::record
