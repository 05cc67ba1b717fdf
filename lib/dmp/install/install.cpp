#include "dmp/install/install.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "dmp/files/directory.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/files/write.hpp"
#include "dmp/install/detail/apply.hpp"
#include "dmp/install/detail/carry.hpp"
#include "dmp/install/detail/delivery.hpp"
#include "dmp/install/detail/judge.hpp"
#include "dmp/install/detail/keys.hpp"
#include "dmp/install/detail/plan.hpp"
#include "dmp/install/detail/revocation.hpp"
#include "dmp/install/detail/targets.hpp"
#include "dmp/x509/chain.hpp"

namespace dmp::install {
namespace {

using detail::Case;

/// Judgement is what came out about all certificates.
struct Judgement {
  std::vector<Case> cases;
  Findings findings;  ///< Of the rules, where every case is accepted.
  bool accepted = false;
};

Result<Judgement> judge_all(const Request& request) {
  auto delivery = detail::read_delivery(request);
  if (!delivery) {
    return fail(std::move(delivery.error()));
  }
  const auto trusted = detail::read_trusted(request);
  if (!trusted) {
    return fail(trusted.error());
  }
  const auto keys = detail::gather_keys(request, *delivery);
  if (!keys) {
    return fail(keys.error());
  }
  Judgement judgement;
  auto& cases = judgement.cases;
  for (const auto& leaf : delivery->leaves) {
    auto match = detail::match_key(leaf, *delivery, *keys, request);
    if (!match) {
      return fail(std::move(match.error()));
    }
    cases.push_back({leaf.certificate, std::move(*match), {}});
    cases.back().judged.source = leaf.source;
    cases.back().judged.facts = leaf.certificate.facts();
  }
  auto findings = detail::judge(cases, *trusted, delivery->authorities, request);
  const auto trust = x509::select_trust(*trusted, delivery->authorities, request.trust_rule);
  x509::ChainVerifier verifier(trust.intermediates, trust.trust);
  x509::RevocationChecker checker(request.revocation);
  for (auto& each : cases) {
    detail::judge_revocation(each, checker, verifier, trust.intermediates, request);
  }
  judgement.accepted =
      std::ranges::all_of(cases, [](const Case& each) { return each.judged.accepted(); });
  if (judgement.accepted) {
    judgement.findings = std::move(findings);
    judgement.accepted = !has_at_least(judgement.findings, Severity::error);
  }
  return judgement;
}

/// Nobody else may change the workspace between our look at it and our writing; nor may we one that
/// a newer program made.
Status lock_workspace(const Request& request, detail::Locks& locks) {
  std::error_code error;
  if (request.workspace) {
    if (auto status = files::Workspace{*request.workspace}.check_own(); !status) {
      return status;
    }
  }
  if (request.stage != Stage::install || !request.workspace ||
      !std::filesystem::is_directory(*request.workspace, error)) {
    return {};
  }
  const auto opened = files::Directory::open(*request.workspace);
  if (auto held = opened ? locks.hold(*opened) : fail(opened.error()); !held) {
    return held;
  }
  files::Workspace{*request.workspace}.clear_leftovers();
  return {};
}

/// Locks all stores that the certificates go to, and returns those that can have something left.
Result<std::set<std::filesystem::path>> lock_stores(const std::vector<Case>& cases,
                                                    const Request& request, detail::Locks& locks) {
  const auto ways = detail::ways_of(cases, request);
  if (!ways) {
    return fail(ways.error());
  }
  std::set<std::filesystem::path> stores;
  for (const auto& way : *ways) {
    if (auto made = locks.make(way.lock); !made) {
      return fail(std::move(made.error()));
    }
    const auto found = detail::stores_of(way.place, detail::trust_of(request.targets));
    if (!found) {
      return fail(found.error());
    }
    for (const auto& store : *found) {
      stores.insert(store);
      if (auto held = locks.hold(store); !held) {
        return fail(std::move(held.error()));
      }
    }
  }
  return stores;
}

/// What stands in the way of a real run before its first change, beside what its plan finds: the
/// stores that it would lock, and what other runs left in them.
Status rehearse(const std::vector<Case>& cases, const Request& request) {
  const auto trust = detail::trust_of(request.targets);
  const auto ways = detail::ways_of(cases, request);
  if (!ways) {
    return fail(ways.error());
  }
  std::set<std::filesystem::path> stores;
  for (const auto& way : *ways) {
    auto found = files::check_store(way.lock / files::kStoreName, trust).and_then([&] {
      return detail::stores_of(way.place, trust);
    });
    if (!found) {
      return fail(std::move(found.error()));
    }
    stores.insert(found->begin(), found->end());
  }
  return detail::check_pending(stores, request.workspace, trust);
}

/// Finishes what other runs left there.
Status finish_others(const Request& request, std::vector<detail::Pending>& others,
                     Outcome& outcome) {
  const auto at = request.recorded_at.value_or(request.now);
  for (auto& other : others) {
    if (auto done = detail::complete(other, detail::trust_of(request.targets), request.commands, at,
                                     request.user, outcome.commands);
        !done) {
      return done;
    }
    if (!other.run.act.empty() && other.run.act != "reload") {
      outcome.completed.push_back({other.run.act, other.run.run, other.left_alone});
    }
    outcome.changed = outcome.changed || !other.run.act.empty();
    if (auto finished = detail::finish(other); !finished) {
      return finished;
    }
  }
  return {};
}

/// The part that follows the verdict: plan and, unless it is a rehearsal only, writing.
Status carry_out(const std::vector<Case>& cases, const Request& request,
                 const std::vector<detail::Pending>& others, detail::Locks& locks,
                 Outcome& outcome) {
  auto plan = detail::make_plan(cases, request);
  if (!plan) {
    return fail(std::move(plan.error()));
  }
  outcome.authorities = plan->authorities;
  for (const auto& place : plan->places) {
    for (const auto& each : place.files) {
      outcome.files.push_back(each.file);
    }
    outcome.places.push_back({place.way.place.path, place.target->kind, place.usage,
                              place.certificates.leaving, place.certificates.coming});
  }
  std::ranges::transform(plan->files, std::back_inserter(outcome.files),
                         &detail::PlannedContent::file);
  if (request.stage != Stage::install || !detail::has_changes(*plan)) {
    return {};
  }
  if (request.stop && request.stop()) {
    outcome.interrupted = true;
    outcome.files.clear();  // None of it came about.
    outcome.places.clear();
    return {};
  }
  auto applied = detail::apply(*plan, request, others, locks, outcome);
  outcome.changed = outcome.changed || applied.has_value();
  return applied;
}

}  // namespace

std::string_view to_string(PlannedFile::Act act) {
  switch (act) {
    case PlannedFile::Act::create:
      return "create";
    case PlannedFile::Act::replace:
      return "replace";
    case PlannedFile::Act::keep:
      break;
  }
  return "keep";
}

Result<Outcome> install(const Request& request) {
  const auto trust = detail::trust_of(request.targets);
  detail::Locks locks(trust);
  if (auto locked = lock_workspace(request, locks); !locked) {
    return fail(std::move(locked.error()));
  }
  auto judgement = judge_all(request);
  if (!judgement) {
    return fail(std::move(judgement.error()));
  }
  Outcome outcome;
  std::vector<detail::Pending> others;
  const bool is_to_write = request.stage == Stage::install;
  if (judgement->accepted && is_to_write) {
    const auto stores = lock_stores(judgement->cases, request, locks);
    auto found = stores ? detail::find_pending(*stores, request.workspace, trust, locks)
                        : Result<std::vector<detail::Pending>>(fail(stores.error()));
    auto finished =
        found ? finish_others(request, *found, outcome) : Status(fail(std::move(found.error())));
    if (!finished) {
      return fail(std::move(finished.error()));
    }
    others = std::move(*found);
    outcome.untold = std::ranges::any_of(others, detail::is_untold) && !request.commands.any();
    if (!others.empty()) {
      locks.keep();
      // What was judged and matched before may have changed by it.
      judgement = judge_all(request);
      if (!judgement) {
        return fail(std::move(judgement.error()));
      }
    }
  }
  outcome.findings = std::move(judgement->findings);
  outcome.accepted = judgement->accepted;
  if (outcome.accepted && request.stage == Stage::rehearse) {
    if (auto fine = rehearse(judgement->cases, request); !fine) {
      return fail(std::move(fine.error()));
    }
  }
  if (outcome.accepted && request.stage != Stage::verify) {
    if (auto status = carry_out(judgement->cases, request, others, locks, outcome); !status) {
      return fail(std::move(status.error()));
    }
  }
  for (auto& each : judgement->cases) {
    outcome.certificates.push_back(std::move(each.judged));
  }
  return outcome;
}

}  // namespace dmp::install
