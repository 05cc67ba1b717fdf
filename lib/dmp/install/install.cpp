#include "dmp/install/install.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "dmp/files/lock.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/files/write.hpp"
#include "dmp/install/detail/apply.hpp"
#include "dmp/install/detail/delivery.hpp"
#include "dmp/install/detail/judge.hpp"
#include "dmp/install/detail/keys.hpp"
#include "dmp/install/detail/plan.hpp"
#include "dmp/install/detail/revocation.hpp"
#include "dmp/x509/chain.hpp"

namespace dmp::install {
namespace {

using detail::Case;

Result<std::vector<Case>> judge_all(const Request& request) {
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
  const auto trust = x509::select_trust(*trusted, delivery->authorities, request.trust_any);
  std::vector<Case> cases;
  x509::Revoker revoker(request.revocation);
  for (const auto& leaf : delivery->leaves) {
    auto match = detail::match_key(leaf, *delivery, *keys, request);
    if (!match) {
      return fail(std::move(match.error()));
    }
    cases.push_back(detail::judge(leaf, std::move(*match), trust, request));
    detail::judge_revocation(cases.back(), revoker, trust, request);
  }
  return cases;
}

/// Nobody else may change the workspace between our look at it and our writing; nor may we one that
/// a newer program made.
Result<std::optional<files::Lock>> lock_workspace(const Request& request) {
  std::error_code error;
  if (request.workspace) {
    if (auto status = files::Workspace{*request.workspace}.check(); !status) {
      return fail(std::move(status.error()));
    }
  }
  if (request.dry_run || request.verify_only || !request.workspace ||
      !std::filesystem::is_directory(*request.workspace, error)) {
    return std::optional<files::Lock>();
  }
  auto lock = files::Lock::acquire(*request.workspace);
  if (!lock) {
    return fail(std::move(lock.error()));
  }
  // What a killed run left beside its orders, even where there is nothing to do any more.
  for (const auto& order : files::Workspace{*request.workspace}.orders()) {
    files::remove_stale_temporaries(order.folder);
  }
  return std::optional(std::move(*lock));
}

/// The part that follows the verdict: plan and, unless it is a rehearsal only, writing.
Status carry_out(const std::vector<Case>& cases, const Request& request, Outcome& outcome) {
  auto plan = detail::make_plan(cases, request);
  if (!plan) {
    return fail(std::move(plan.error()));
  }
  bool to_do = request.commands.any() && detail::is_unfinished(*plan);
  const auto add = [&](const auto& contents) {
    for (const auto& each : contents) {
      outcome.files.push_back(each.file);
      to_do = to_do || each.file.act != PlannedFile::Act::keep;
    }
  };
  std::ranges::for_each(plan->places, add, &detail::PlannedPlace::files);
  add(plan->files);
  for (const auto& each : plan->places) {
    outcome.places.push_back({each.place.path, each.kind, each.usage, each.certificates.leaving,
                              each.certificates.coming});
  }
  if (!request.dry_run) {
    detail::clear_stale(*plan);
  }
  if (request.dry_run || !to_do) {
    return {};
  }
  if (request.stop && request.stop()) {
    outcome.interrupted = true;
    return {};
  }
  auto applied = detail::apply(*plan, request, outcome);
  outcome.changed = applied.has_value();
  return applied;
}

std::vector<Judged> judged_of(const std::vector<Case>& cases) {
  std::vector<Judged> judged;
  for (const auto& each : cases) {
    judged.push_back(each.judged);
  }
  return judged;
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
  const auto lock = lock_workspace(request);
  if (!lock) {
    return fail(lock.error());
  }
  auto cases = judge_all(request);
  if (!cases) {
    return fail(std::move(cases.error()));
  }
  Outcome outcome;
  outcome.accepted =
      std::ranges::all_of(*cases, [](const Case& each) { return each.judged.accepted(); });
  if (outcome.accepted && request.examine) {
    outcome.findings = request.examine(judged_of(*cases));
    outcome.accepted = !has_at_least(outcome.findings, Severity::error);
  }
  if (outcome.accepted && !request.verify_only) {
    if (auto status = carry_out(*cases, request, outcome); !status) {
      return fail(std::move(status.error()));
    }
  }
  for (auto& each : *cases) {
    outcome.certificates.push_back(std::move(each.judged));
  }
  return outcome;
}

}  // namespace dmp::install
