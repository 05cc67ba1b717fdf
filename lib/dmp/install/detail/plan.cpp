#include "dmp/install/detail/plan.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "dmp/dossier/order_document.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/write.hpp"
#include "dmp/identifiers/structure_id.hpp"
#include "dmp/install/detail/keystore.hpp"
#include "dmp/x509/container.hpp"

namespace dmp::install::detail {
namespace {

namespace fs = std::filesystem;

std::string pem_of(const std::vector<x509::Certificate>& certificates) {
  std::string text;
  for (const auto& each : certificates) {
    text += each.pem();
  }
  return text;
}

/// The authorities of the chain; without the root where it is for a server's "full chain".
std::vector<x509::Certificate> authorities(const Case& each, bool with_root) {
  std::vector<x509::Certificate> result;
  const auto& chain = each.judged.chain;
  std::copy_if(chain.begin() + (chain.empty() ? 0 : 1), chain.end(), std::back_inserter(result),
               [with_root](const auto& one) { return with_root || !one.is_self_issued(); });
  return result;
}

bool is_private(const fs::path& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 && (status.st_mode & 077U) == 0;
}

/// Wanted is one file before it is compared with what is there.
struct Wanted {
  fs::path path;
  mode_t mode = files::kPublic;
  std::function<Result<Secret>()> content;
  std::function<bool(ByteView existing)> is_met;
};

Wanted text_file(fs::path path, std::string text) {
  return {std::move(path), files::kPublic,
          [text]() -> Result<Secret> { return Secret(as_bytes(text)); },
          [text](ByteView existing) { return as_text(existing) == text; }};
}

/// Planner gathers the files of all certificates.
class Planner {
 public:
  explicit Planner(const Request& request) : request_(request) {}

  Status add(const Case& each) {
    const auto folder = folder_for(each);
    if (!folder && request_.pkcs12.empty()) {
      return fail(ErrorKind::usage, "INSTALL-NO-TARGET", {arg("file", each.judged.source)});
    }
    changed_ = false;
    Status status;
    if (folder) {
      status = add_pem(each, *folder);
    }
    if (status && !request_.pkcs12.empty()) {
      status = add_keystore(each);
    }
    if (status && each.match.order) {
      status = add_order(each);
    }
    if (status && changed_) {
      add_journal(each, folder ? *folder / "certificate.pem" : request_.pkcs12);
    }
    return status;
  }

  Plan take() { return std::move(plan_); }

 private:
  [[nodiscard]] std::optional<fs::path> folder_for(const Case& each) const {
    const auto& facts = each.judged.facts;
    if (!request_.pem_folder.empty()) {
      // Accepted certificates carry an identifier that parses, hence a safe name.
      const auto structure = identifiers::StructureId::parse(facts.structure());
      return structure ? std::optional(request_.pem_folder / structure->value.number() /
                                       to_string(facts.usage))
                       : std::nullopt;
    }
    return each.match.order ? std::optional(each.match.order->folder.folder) : std::nullopt;
  }

  Status add_pem(const Case& each, const fs::path& folder) {
    if (auto status = add_key(each, folder); !status) {
      return status;
    }
    const auto leaf = each.leaf.pem();
    const auto below_root = pem_of(authorities(each, false));
    for (auto& wanted : {text_file(folder / "certificate.pem", leaf),
                         text_file(folder / "fullchain.pem", leaf + below_root),
                         text_file(folder / "chain.pem", pem_of(authorities(each, true)))}) {
      if (auto status = compare(wanted); !status) {
        return status;
      }
    }
    return {};
  }

  Status add_key(const Case& each, const fs::path& folder) {
    const KeyFile file{*each.match.key, request_.passphrase, request_.plain_key};
    const auto path = folder / "key.pem";
    const bool is_the_orders = request_.pem_folder.empty();
    return compare({path, files::kPrivate, [file] { return file.content(); },
                    [file, path, is_the_orders](ByteView existing) {
                      return is_the_orders || file.is_met_by(existing, path.string());
                    }});
  }

  Status add_keystore(const Case& each) {
    if (request_.pkcs12_passphrase == nullptr) {
      return fail(ErrorKind::usage, "INSTALL-PKCS12-PASSPHRASE",
                  {arg("file", request_.pkcs12.string())});
    }
    const Keystore keystore{*each.match.key, each.leaf, authorities(each, true),
                            *request_.pkcs12_passphrase};
    const auto& path = request_.pkcs12;
    if (auto status = may_replace_keystore(each); !status) {
      return status;
    }
    return compare({path, files::kPrivate, [&keystore] { return keystore.content(); },
                    [&keystore, &path](ByteView existing) {
                      return keystore.is_met_by(existing, path.string());
                    }});
  }

  /// A file that is there gives way only when it is a keystore of the same structure and usage.
  [[nodiscard]] Status may_replace_keystore(const Case& each) const {
    const auto& path = request_.pkcs12;
    const auto existing = files::read_file(path);
    if (!existing && existing.error().id == "FILE-NOT-FOUND") {
      return {};
    }
    const auto refused = [&] {
      return fail(ErrorKind::usage, "INSTALL-PKCS12-EXISTS", {arg("path", path.string())});
    };
    if (!existing) {
      return refused();
    }
    const auto contents = x509::read_contents(*existing, path.string(), request_.pkcs12_passphrase);
    const bool same = contents && contents->kind == x509::ContainerKind::pkcs12 &&
                      std::ranges::any_of(contents->certificates, [&](const auto& other) {
                        return other.facts().usage == each.judged.facts.usage &&
                               other.facts().structure() == each.judged.facts.structure();
                      });
    return same ? Status() : refused();
  }

  Status add_order(const Case& each) {
    auto order = each.match.order->order;
    const auto& facts = each.judged.facts;
    if (order.state != model::OrderState::installed || order.certificate_sha256 != facts.sha256) {
      order.state = model::OrderState::installed;
      order.certificate_sha256 = facts.sha256;
      order.certificate_ends_on = date_of(facts.ends_at());
      order.history.push_back({order.state, recorded_at(), request_.user, {}});
    } else {
      return keep(each.match.order->folder.order(), files::kPublic);
    }
    if (auto status = supersede_others(each.match.order->folder); !status) {
      return status;
    }
    return compare(text_file(each.match.order->folder.order(), dossier::write_order(order)));
  }

  /// Of the orders that follow each other in a folder, only one runs.
  Status supersede_others(const files::OrderFolder& installed) {
    const auto first = installed.first();
    for (int count = 0;; ++count) {
      const auto folder = count == 0 ? first : first.renewal(count);
      const auto content = files::read_file(folder.order());
      if (!content && count > 0) {
        return {};
      }
      auto order = content ? dossier::read_order(as_text(*content), folder.order().string())
                           : Result<model::Order>(fail(content.error()));
      if (!order || folder.folder == installed.folder ||
          order->state != model::OrderState::installed ||
          paths_.contains(folder.order().lexically_normal())) {
        continue;  // What cannot be read is not touched; `csr --status` tells of it.
      }
      order->state = model::OrderState::superseded;
      order->history.push_back({order->state, recorded_at(), request_.user, {}});
      plan_.journal.push_back({.at = recorded_at(),
                               .by = request_.user,
                               .act = std::string(to_string(order->state)),
                               .site = order->site,
                               .usage = std::string(to_string(order->usage)),
                               .file = folder.order().string(),
                               .sha256 = {},
                               .public_key_sha256 = order->public_key_sha256,
                               .note = {}});
      if (auto status = compare(text_file(folder.order(), dossier::write_order(*order))); !status) {
        return status;
      }
    }
  }

  void add_journal(const Case& each, const fs::path& file) {
    plan_.journal.push_back({.at = recorded_at(),
                             .by = request_.user,
                             .act = "install",
                             .site = each.judged.site,
                             .usage = std::string(to_string(each.judged.facts.usage)),
                             .file = file.string(),
                             .sha256 = each.judged.facts.sha256,
                             .public_key_sha256 = each.judged.facts.public_key_sha256,
                             .note = {}});
  }

  [[nodiscard]] Instant recorded_at() const { return request_.recorded_at.value_or(request_.now); }

  Status claim(const fs::path& path) {
    if (!paths_.insert(path.lexically_normal()).second) {
      return fail(ErrorKind::usage, "INSTALL-COLLISION", {arg("path", path.string())});
    }
    return {};
  }

  Status keep(const fs::path& path, mode_t mode) {
    auto claimed = claim(path);
    plan_.files.push_back({{path, static_cast<int>(mode), PlannedFile::Act::keep}, {}});
    return claimed;
  }

  Status compare(const Wanted& wanted) {
    auto existing = files::read_file(wanted.path);
    if (!existing && existing.error().id != "FILE-NOT-FOUND") {
      return fail(std::move(existing.error()));
    }
    const bool met = existing && wanted.is_met(*existing);
    if (existing) {
      wipe(*existing);
    }
    if (met && (wanted.mode != files::kPrivate || is_private(wanted.path))) {
      return keep(wanted.path, wanted.mode);
    }
    if (auto claimed = claim(wanted.path); !claimed) {
      return claimed;
    }
    auto content = wanted.content();
    if (!content) {
      return fail(std::move(content.error()));
    }
    const auto act = existing ? PlannedFile::Act::replace : PlannedFile::Act::create;
    plan_.files.push_back({{wanted.path, static_cast<int>(wanted.mode), act}, std::move(*content)});
    changed_ = true;
    return {};
  }

  const Request& request_;
  Plan plan_;
  std::set<fs::path> paths_;
  bool changed_ = false;
};

}  // namespace

Result<Plan> make_plan(const std::vector<Case>& cases, const Request& request) {
  Planner planner(request);
  for (const auto& each : cases) {
    if (auto status = planner.add(each); !status) {
      return fail(std::move(status.error()));
    }
  }
  return planner.take();
}

}  // namespace dmp::install::detail
