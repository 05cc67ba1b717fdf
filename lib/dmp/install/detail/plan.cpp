#include "dmp/install/detail/plan.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "dmp/documents/order_document.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/write.hpp"
#include "dmp/install/detail/deploy.hpp"
#include "dmp/install/detail/targets.hpp"
#include "dmp/record/record.hpp"
#include "dmp/x509/container.hpp"

namespace dmp::install::detail {
namespace {

namespace fs = std::filesystem;
using files::Place;

/// One lock for all that a PEM target holds, however many places that is.
fs::path lock_of(const Target& target, const Place& place) {
  const bool is_base =
      target.kind == Target::Kind::pem && target.path.string().find('{') == std::string::npos;
  const auto above = place.path.parent_path();
  return is_base ? target.path : above.empty() ? fs::path(".") : above;
}

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
    const bool is_own = first.empty();
    const bool has_folder =
        std::ranges::count(request_.targets, Target::Kind::pem, &Target::kind) > 0;
    if (status && each.match.order && !has_folder) {
      first = each.match.order->folder.folder;
      status = add_order_folder(each, first);
    }
    if (status && first.empty()) {
      return fail(ErrorKind::usage, "INSTALL-NO-TARGET", {arg("file", each.judged.source)});
    }
    done_.push_back({&each, first, changed_});
    if (is_own && each.match.order) {
      own_.push_back(
          {each.match.order->folder.folder, record::shown_of({each.judged.facts}).front()});
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
    plan_.authorities = all;
    std::vector<model::CertificateFacts> all_facts;
    std::ranges::transform(all, std::back_inserter(all_facts), &x509::Certificate::facts);
    for (const auto& target : request_.targets) {
      if (target.kind != Target::Kind::trust && target.kind != Target::Kind::java_trust) {
        continue;
      }
      auto added = check_words(target, {}).and_then([&] {
        return add_file(target, target.path, std::nullopt, all_facts, nullptr,
                        [&](const files::PlaceWay& way) { return trust_file(target, way, all); });
      });
      if (!added) {
        return added;
      }
    }
    return {};
  }

  /// The part that needs all certificates: what becomes of the orders, and the journal.
  Status finish() {
    std::string about;
    for (const auto& each : plan_.places) {
      about += each.way.place.path.string() + '\0' + files::next_number(each.way) + '\0';
    }
    for (const auto& each : done_) {
      about += each.subject->judged.facts.sha256.hex();
    }
    plan_.run = run_name(recorded_at(), about);
    std::set<fs::path> changed;
    if (auto status = add_orders(changed); !status) {
      return status;
    }
    for (const auto& each : done_) {
      const auto& order = each.subject->match.order;
      if (each.changed || (order && changed.contains(order->folder.folder))) {
        add_journal(*each.subject, each.first);
      }
    }
    std::ranges::move(superseded_, std::back_inserter(plan_.journal));
    return {};
  }

  Plan take() { return std::move(plan_); }

 private:
  Status add_target(const Target& target, const Case& each) {
    if (auto fine = check_words(target, each.judged.site); !fine) {
      return fine;
    }
    const auto path = path_of(target, each);
    const auto usage = each.judged.facts.usage;
    if (target.kind != Target::Kind::pem) {
      return add_file(
          target, path, usage, {each.judged.facts}, &each,
          [&](const files::PlaceWay& way) { return target_file(target, way, each, request_); });
    }
    const auto wanted = pem_files(each, request_, false);
    std::vector<std::string> names;
    std::ranges::transform(wanted, std::back_inserter(names), &Wanted::name);
    auto way = files::way_to({path, Place::Kind::folder}, names, trust_of({target}));
    return way ? add_place(target, std::move(*way), wanted, usage, {each.judged.facts}, &each)
               : fail(std::move(way.error()));
  }

  /// Adds a target that is a file. Whose it is comes before what is in it.
  Status add_file(const Target& target, const fs::path& path, std::optional<model::Usage> usage,
                  const std::vector<model::CertificateFacts>& shown, const Case* subject,
                  const std::function<Result<Wanted>(const files::PlaceWay&)>& wanted_at) {
    auto way = files::way_to({path, Place::Kind::file}, {}, trust_of({target}));
    auto wanted = way ? wanted_at(*way) : fail(std::move(way.error()));
    return wanted ? add_place(target, std::move(*way), {*wanted}, usage, shown, subject)
                  : Status(fail(std::move(wanted.error())));
  }

  /// Adds a target at the end of its way. Each of its files is read once: what is compared is what
  /// is kept, and what its certificates are taken from.
  Status add_place(const Target& target, files::PlaceWay way, const std::vector<Wanted>& wanted,
                   std::optional<model::Usage> usage,
                   const std::vector<model::CertificateFacts>& shown, const Case* subject) {
    const auto place = way.place;
    if (auto claimed = claim(place.path); !claimed) {
      return claimed;
    }
    PlannedPlace planned{std::move(way), &target, usage, lock_of(target, place), false, {}, {}};
    Bytes before;
    for (const auto& each : wanted) {
      const auto path = place.kind == Place::Kind::file ? place.path : place.path / each.name;
      auto held = files::held_at(planned.way, each.name);
      if (held && *held && each.name == record::shown_file(place)) {
        before = (*held)->content;
      }
      auto file = compare(target, path, each, std::move(held));
      if (!file) {
        return fail(std::move(file.error()));
      }
      if (auto fine = check_chosen(subject, each, *file); !fine) {
        return fine;
      }
      planned.changes = planned.changes || file->file.act != PlannedFile::Act::keep;
      planned.files.push_back(std::move(*file));
    }
    if (planned.changes) {
      planned.certificates = exchange(certificates_in(before, target), shown);
    }
    if (auto fine = check_age(place.path, planned.certificates); !fine) {
      return fine;
    }
    planned.certificates.after = shown;
    if (!planned.changes) {
      planned.way.parent.reset();  // Nothing is written there, and there may be very many.
    }
    changed_ = changed_ || planned.changes;
    plan_.places.push_back(std::move(planned));
    return {};
  }

  /// Refuses to hand somebody a key that he may have chosen himself, by laying another certificate
  /// where root meant one to lie.
  static Status check_chosen(const Case* subject, const Wanted& wanted,
                             const PlannedContent& planned) {
    const auto& rights = planned.rights;
    const bool is_for_others = (rights.owner && !files::Trust().covers(*rights.owner)) ||
                               (rights.mode & (S_IRWXG | S_IRWXO)) != 0;
    if (subject == nullptr || !subject->match.chosen_by_other || !wanted.is_secret ||
        !is_for_others || planned.file.act == PlannedFile::Act::keep) {
      return {};
    }
    return fail(ErrorKind::environment, "INSTALL-KEY-CHOSEN",
                {arg("file", subject->judged.source), arg("path", planned.file.path.string()),
                 arg("key", subject->match.key->place)});
  }

  /// What a place shows now against what it is to show.
  static Exchange exchange(const std::vector<model::CertificateFacts>& before,
                           const std::vector<model::CertificateFacts>& shown) {
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

  /// Refuses to put a certificate over one that was issued after it: a delivery of before, say,
  /// that is still in somebody's folder. Going back on purpose is a rollback.
  [[nodiscard]] Status check_age(const fs::path& path, const Exchange& exchange) const {
    for (const auto& coming : exchange.coming) {
      const auto newer = std::ranges::find_if(exchange.leaving, [&coming](const auto& leaving) {
        return !leaving.is_ca && leaving.usage == coming.usage &&
               leaving.structure() == coming.structure() && leaving.not_before > coming.not_before;
      });
      if (!request_.older && newer != exchange.leaving.end()) {
        return fail(
            ErrorKind::input, "INSTALL-OLDER",
            {arg("path", path.string()), arg("coming", coming.serial),
             arg_day("coming_from", date_of(coming.not_before)), arg("leaving", newer->serial),
             arg_day("leaving_from", date_of(newer->not_before))});
      }
    }
    return {};
  }

  Status add_order_folder(const Case& each, const fs::path& folder) {
    const Place place{folder, Place::Kind::folder};
    const auto held = files::held_at(place, record::shown_file(place), {});
    const auto before = held && *held ? certificates_in((*held)->content, {})
                                      : std::vector<model::CertificateFacts>();
    if (auto fine = check_age(folder, exchange(before, {each.judged.facts})); !fine) {
      return fine;
    }
    for (const auto& wanted : pem_files(each, request_, true)) {
      if (auto status = add_plain(folder / wanted.name, wanted); !status) {
        return status;
      }
    }
    return {};
  }

  /// Adds the order.json of every order that changes, after those of the delivery that do not.
  Status add_orders(std::set<fs::path>& changed) {
    auto& orders = plan_.orders;
    if (request_.workspace) {
      record::Shown to_be;
      for (const auto& each : plan_.places) {
        to_be[files::absolute(each.way.place.path)] = record::shown_of(each.certificates.after);
      }
      orders = settle_orders({*request_.workspace, std::move(to_be), own_, "install", plan_.run,
                              recorded_at(), request_.user});
    }
    for (const auto& each : orders) {
      changed.insert(each.folder.folder);
    }
    for (const auto& each : done_) {
      const auto& order = each.subject->match.order;
      const bool is_kept = order && !changed.contains(order->folder.folder) &&
                           !paths_.contains(files::absolute(order->folder.order()));
      if (auto kept = is_kept ? keep(order->folder.order()) : Status(); !kept) {
        return kept;
      }
    }
    for (const auto& [folder, order, stored] : orders) {
      if (order.state == model::OrderState::superseded) {
        superseded_.push_back(
            {documents::write_journal_entry({.at = recorded_at(),
                                             .by = request_.user,
                                             .act = std::string(to_string(order.state)),
                                             .site = order.site,
                                             .usage = std::string(to_string(order.usage)),
                                             .file = folder.order().string(),
                                             .sha256 = {},
                                             .public_key_sha256 = order.public_key_sha256,
                                             .note = {},
                                             .run = plan_.run}),
             folder.order().string(),
             {}});
      }
      if (auto added = add_plain(folder.order(), documents::write_order(order)); !added) {
        return added;
      }
    }
    return {};
  }

  void add_journal(const Case& each, const fs::path& file) {
    const auto& order = each.match.order;
    const auto sha256 = each.judged.facts.sha256.hex();
    plan_.journal.push_back(
        {documents::write_journal_entry({.at = recorded_at(),
                                         .by = request_.user,
                                         .act = "install",
                                         .site = each.judged.site,
                                         .usage = std::string(to_string(each.judged.facts.usage)),
                                         .file = file.string(),
                                         .sha256 = sha256,
                                         .public_key_sha256 = each.judged.facts.public_key_sha256,
                                         .note = {},
                                         .run = plan_.run}),
         order && file == order->folder.folder ? order->folder.order().string() : std::string(),
         sha256});
  }

  [[nodiscard]] Instant recorded_at() const { return request_.recorded_at.value_or(request_.now); }

  Status claim(const fs::path& path) {
    if (!paths_.insert(files::absolute(path)).second) {
      return fail(ErrorKind::input, "INSTALL-COLLISION", {arg("path", path.string())});
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
    auto file = compare({}, path, wanted, files::held_own(path));
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

  /// Does not guess whether a group that reads the key here is to read the new one, where a member
  /// of it could have put the file there.
  static Status check_group(const files::Held& held, const Target& target, const fs::path& path) {
    const bool is_given = (held.access.mode & S_IRGRP) != 0 && (held.access.mode & S_IRWXO) == 0 &&
                          !target.mode &&
                          target.group.value_or(held.access.group) == held.access.group;
    return is_given && !held.is_read_by_group()
               ? fail(ErrorKind::environment, "INSTALL-GROUP-NOT-KNOWN",
                      {arg("path", path.string()), arg("group", held.access.group)})
               : Status();
  }

  /// What is kept has its content too: the version that comes holds all of its files.
  static Result<PlannedContent> compare(const Target& target, const fs::path& path,
                                        const Wanted& wanted,
                                        Result<std::optional<files::Held>> found) {
    if (!found) {
      return fail(std::move(found.error()));
    }
    auto* held = *found ? &**found : nullptr;
    if (held != nullptr && wanted.is_secret) {
      if (!holds_key(*held, target, path)) {
        held->lent_to_group = 0;  // Who was to read a certificate was not given a key.
      } else if (auto fine = check_group(*held, target, path); !fine) {
        return fail(std::move(fine.error()));
      }
    }
    auto rights = rights_for(target, wanted.is_secret, path, held);
    if (!rights) {
      return fail(std::move(rights.error()));
    }
    const bool is_met = held != nullptr && wanted.is_met(held->content);
    const auto mode = static_cast<int>(rights->mode);
    const auto former =
        held != nullptr ? std::optional(static_cast<int>(held->access.mode)) : std::nullopt;
    const bool is_kept = is_met && has_rights(*held, *rights, target, wanted.is_secret);
    Result<Secret> content = is_kept ? Secret(held->content) : wanted.content();
    if (held != nullptr) {
      wipe(held->content);
    }
    if (!content) {
      return fail(std::move(content.error()));
    }
    const auto act = is_kept           ? PlannedFile::Act::keep
                     : held != nullptr ? PlannedFile::Act::replace
                                       : PlannedFile::Act::create;
    return PlannedContent{{path, mode, act, former}, std::move(*content), *rights};
  }

  /// Done is a certificate whose files are planned, and the first place that it goes to.
  struct Done {
    const Case* subject;
    fs::path first;
    bool changed;
  };

  const Request& request_;
  Plan plan_;
  std::set<fs::path> paths_;
  std::vector<Done> done_;
  std::vector<Installed> own_;
  std::vector<model::PendingLine> superseded_;
  bool changed_ = false;
};

/// The file that a path leads to, whatever other names it has; nothing where none is there.
std::optional<std::pair<dev_t, ino_t>> file_at(const fs::path& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 ? std::optional(std::pair(status.st_dev, status.st_ino))
                                            : std::nullopt;
}

/// A target that takes the place of what was delivered would leave nothing to install from.
Status check_targets(const Plan& plan, const Request& request) {
  std::set<std::pair<dev_t, ino_t>> named;
  for (const auto* sources : {&request.delivered, &request.trusted}) {
    for (const auto& source : *sources) {
      if (const auto file = source.folder.empty() ? file_at(source.name) : std::nullopt) {
        named.insert(*file);
      }
    }
  }
  for (const auto& each : plan.places) {
    const auto file = each.changes ? file_at(each.way.place.path) : std::nullopt;
    if (file && named.contains(*file)) {
      return fail(ErrorKind::usage, "INSTALL-TARGET-IS-SOURCE",
                  {arg("path", each.way.place.path.string())});
    }
  }
  return {};
}

}  // namespace

Result<std::vector<Way>> ways_of(const std::vector<Case>& cases, const Request& request) {
  std::vector<Way> ways;
  for (const auto& target : request.targets) {
    const bool is_trust =
        target.kind == Target::Kind::trust || target.kind == Target::Kind::java_trust;
    for (const auto& each : cases) {
      if (!is_trust && !concerns(target, each)) {
        continue;
      }
      if (auto fine = check_words(target, is_trust ? std::string() : each.judged.site); !fine) {
        return fail(std::move(fine.error()));
      }
      const auto path = is_trust ? target.path : path_of(target, each);
      ways.push_back({path, lock_of(target, {path, Place::Kind::file})});
    }
  }
  return ways;
}

files::Trust trust_of(const std::vector<Target>& targets) {
  files::Trust trust;
  for (const auto& each : targets) {
    if (each.owner) {
      trust.owners.push_back(*each.owner);
    }
    if (each.group) {
      trust.groups.push_back(*each.group);
    }
  }
  return trust;
}

std::vector<model::CertificateFacts> certificates_in(ByteView content, const Target& target) {
  const bool is_trust =
      target.kind == Target::Kind::trust || target.kind == Target::Kind::java_trust;
  const auto held = x509::read_contents(content, target.path.string(), target.passphrase);
  std::vector<model::CertificateFacts> found;
  for (const auto& each : held ? held->certificates : std::vector<x509::Certificate>()) {
    if (each.facts().is_ca == is_trust) {
      found.push_back(each.facts());
    }
  }
  return found;
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
  if (auto status = planner.finish(); !status) {
    return fail(std::move(status.error()));
  }
  auto plan = planner.take();
  if (auto status = check_targets(plan, request); !status) {
    return fail(std::move(status.error()));
  }
  return plan;
}

}  // namespace dmp::install::detail
