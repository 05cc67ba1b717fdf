#include "dmp/install/detail/plan.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "dmp/dossier/order_document.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/write.hpp"
#include "dmp/install/detail/deploy.hpp"
#include "dmp/install/detail/targets.hpp"
#include "dmp/x509/container.hpp"

namespace dmp::install::detail {
namespace {

namespace fs = std::filesystem;
using files::Place;

/// Planner gathers the files of all certificates.
class Planner {
 public:
  explicit Planner(const Request& request) : request_(request) {}

  Status add(const Case& each) {
    changed_ = false;
    fs::path first;
    Status status;
    for (const auto& target : request_.targets) {
      if (status && concerns(target, each)) {
        status = add_target(target, each);
        first = first.empty() ? path_of(target, each) : first;
      }
    }
    const bool has_folder =
        std::ranges::count(request_.targets, Target::Kind::pem, &Target::kind) > 0;
    if (status && each.match.order && !has_folder) {
      first = each.match.order->folder.folder;
      status = add_order_folder(each, first);
    }
    if (status && first.empty()) {
      return fail(ErrorKind::usage, "INSTALL-NO-TARGET", {arg("file", each.judged.source)});
    }
    if (status && each.match.order) {
      status = add_order(each);
    }
    if (status && changed_) {
      add_journal(each, first);
    }
    return status;
  }

  Status add_trust(const std::vector<Case>& cases) {
    std::vector<x509::Certificate> all;
    for (const auto& each : cases) {
      for (const auto& one : authorities(each, true)) {
        if (std::ranges::none_of(all, [&](const auto& other) {
              return other.facts().sha256 == one.facts().sha256;
            })) {
          all.push_back(one);
        }
      }
    }
    std::vector<model::CertificateFacts> all_facts;
    std::ranges::transform(all, std::back_inserter(all_facts), &x509::Certificate::facts);
    for (const auto& target : request_.targets) {
      if (target.kind != Target::Kind::trust && target.kind != Target::Kind::java_trust) {
        continue;
      }
      auto added = check_words(target, {}).and_then([&]() -> Status {
        auto file = trust_file(target, all);
        return file ? add_place(target, {target.path, Place::Kind::file}, {*file}, std::nullopt,
                                all_facts)
                    : Status(fail(std::move(file.error())));
      });
      if (!added) {
        return added;
      }
    }
    return {};
  }

  Plan take() { return std::move(plan_); }

 private:
  Status add_target(const Target& target, const Case& each) {
    if (auto fine = check_words(target, each.judged.site); !fine) {
      return fine;
    }
    const auto path = path_of(target, each);
    if (target.kind == Target::Kind::pem) {
      return add_place(target, {path, Place::Kind::folder}, pem_files(each, request_, false),
                       each.judged.facts.usage, {each.judged.facts});
    }
    auto file = target_file(target, path, each, request_);
    return file ? add_place(target, {path, Place::Kind::file}, {*file}, each.judged.facts.usage,
                            {each.judged.facts})
                : Status(fail(std::move(file.error())));
  }

  Status add_place(const Target& target, const Place& place, const std::vector<Wanted>& wanted,
                   std::optional<model::Usage> usage,
                   const std::vector<model::CertificateFacts>& shown) {
    if (auto claimed = claim(place.path); !claimed) {
      return claimed;
    }
    PlannedPlace planned{place, target.kind, usage, lock_of(target, place), false, {}, {}};
    for (const auto& each : wanted) {
      const auto path = place.kind == Place::Kind::file ? place.path : place.path / each.name;
      auto file = compare(target, path, each);
      if (!file) {
        return fail(std::move(file.error()));
      }
      planned.changes = planned.changes || file->file.act != PlannedFile::Act::keep;
      planned.files.push_back(std::move(*file));
    }
    for (auto& each : planned.files) {
      if (planned.changes && each.file.act == PlannedFile::Act::keep) {
        auto content = files::read_file(each.file.path);
        if (!content) {
          return fail(std::move(content.error()));
        }
        each.content = Secret(*content);
        wipe(*content);
      }
    }
    if (planned.changes) {
      planned.certificates = exchange(target, place, shown);
    }
    changed_ = changed_ || planned.changes;
    plan_.places.push_back(std::move(planned));
    return {};
  }

  /// What a place shows now, as far as it can be read, against what it is to show. Of a trust store
  /// its authorities count, of anything else the certificates below them.
  static Exchange exchange(const Target& target, const Place& place,
                           const std::vector<model::CertificateFacts>& shown) {
    const auto path = place.kind == Place::Kind::file ? place.path : place.path / "certificate.pem";
    const bool is_trust =
        target.kind == Target::Kind::trust || target.kind == Target::Kind::java_trust;
    std::vector<model::CertificateFacts> before;
    auto content = files::read_file(path);
    if (content) {
      const auto held = x509::read_contents(*content, path.string(), target.passphrase);
      wipe(*content);
      for (const auto& each : held ? held->certificates : std::vector<x509::Certificate>()) {
        if (each.facts().is_ca == is_trust) {
          before.push_back(each.facts());
        }
      }
    }
    const auto missing_in = [](const auto& others) {
      return [&others](const model::CertificateFacts& each) {
        return std::ranges::find(others, each.sha256, &model::CertificateFacts::sha256) ==
               others.end();
      };
    };
    Exchange result;
    std::ranges::copy_if(before, std::back_inserter(result.leaving), missing_in(shown));
    std::ranges::copy_if(shown, std::back_inserter(result.coming), missing_in(before));
    return result;
  }

  /// One lock for all that a PEM target holds, however many places that is.
  static fs::path lock_of(const Target& target, const Place& place) {
    const bool is_base =
        target.kind == Target::Kind::pem && target.path.string().find('{') == std::string::npos;
    const auto above = place.path.parent_path();
    return is_base ? target.path : above.empty() ? fs::path(".") : above;
  }

  Status add_order_folder(const Case& each, const fs::path& folder) {
    for (const auto& wanted : pem_files(each, request_, true)) {
      if (auto status = add_plain(folder / wanted.name, wanted); !status) {
        return status;
      }
    }
    return {};
  }

  Status add_order(const Case& each) {
    auto order = each.match.order->order;
    const auto& facts = each.judged.facts;
    auto fingerprint = facts.sha256.hex();
    if (order.state != model::OrderState::installed || order.certificate_sha256 != fingerprint) {
      order.state = model::OrderState::installed;
      order.certificate_sha256 = std::move(fingerprint);
      order.certificate_ends_on = date_of(facts.ends_at());
      order.history.push_back({order.state, recorded_at(), request_.user, {}});
    } else {
      return keep(each.match.order->folder.order());
    }
    if (auto status = supersede_others(each.match.order->folder); !status) {
      return status;
    }
    return add_plain(each.match.order->folder.order(), dossier::write_order(order));
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
                               .note = {},
                               .run = {}});
      if (auto status = add_plain(folder.order(), dossier::write_order(*order)); !status) {
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
                             .sha256 = each.judged.facts.sha256.hex(),
                             .public_key_sha256 = each.judged.facts.public_key_sha256,
                             .note = {},
                             .run = run_name(recorded_at())});
  }

  [[nodiscard]] Instant recorded_at() const { return request_.recorded_at.value_or(request_.now); }

  Status claim(const fs::path& path) {
    if (!paths_.insert(path.lexically_normal()).second) {
      return fail(ErrorKind::usage, "INSTALL-COLLISION", {arg("path", path.string())});
    }
    return {};
  }

  Status keep(const fs::path& path) {
    plan_.files.push_back({{path, static_cast<int>(files::kPublic), PlannedFile::Act::keep},
                           {},
                           {files::kPublic, {}, {}}});
    return claim(path);
  }

  /// A file of an order, which is written by itself.
  Status add_plain(const fs::path& path, const Wanted& wanted) {
    auto file = compare({}, path, wanted);
    if (!file) {
      return fail(std::move(file.error()));
    }
    if (auto claimed = claim(path); !claimed) {
      return claimed;
    }
    changed_ = changed_ || file->file.act != PlannedFile::Act::keep;
    plan_.files.push_back(std::move(*file));
    return {};
  }

  Status add_plain(const fs::path& path, std::string text) {
    return add_plain(path, text_file(path.filename().string(), std::move(text)));
  }

  static Result<PlannedContent> compare(const Target& target, const fs::path& path,
                                        const Wanted& wanted) {
    auto rights = rights_for(target, wanted.is_secret, path);
    if (!rights) {
      return fail(std::move(rights.error()));
    }
    auto existing = files::read_file(path);
    if (!existing && existing.error().id != "FILE-NOT-FOUND") {
      return fail(std::move(existing.error()));
    }
    const bool is_met = existing && wanted.is_met(*existing);
    if (existing) {
      wipe(*existing);
    }
    const auto mode = static_cast<int>(rights->mode);
    struct stat held{};
    const auto former = ::stat(path.c_str(), &held) == 0
                            ? std::optional(static_cast<int>(held.st_mode & 07777U))
                            : std::nullopt;
    if (is_met && (!wanted.is_secret || has_rights(path, *rights, target))) {
      return PlannedContent{{path, mode, PlannedFile::Act::keep, former}, {}, *rights};
    }
    auto content = wanted.content();
    if (!content) {
      return fail(std::move(content.error()));
    }
    const auto act = existing ? PlannedFile::Act::replace : PlannedFile::Act::create;
    return PlannedContent{{path, mode, act, former}, std::move(*content), *rights};
  }

  const Request& request_;
  Plan plan_;
  std::set<fs::path> paths_;
  bool changed_ = false;
};

}  // namespace

std::set<fs::path> Plan::locks() const {
  std::set<fs::path> folders;
  for (const auto& each : places) {
    folders.insert(each.lock);
  }
  return folders;
}

Result<Plan> make_plan(const std::vector<Case>& cases, const Request& request) {
  Planner planner(request);
  for (const auto& each : cases) {
    if (auto status = planner.add(each); !status) {
      return fail(std::move(status.error()));
    }
  }
  if (auto status = planner.add_trust(cases); !status) {
    return fail(std::move(status.error()));
  }
  return planner.take();
}

}  // namespace dmp::install::detail
