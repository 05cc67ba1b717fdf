#include "install/back.hpp"

#include <iostream>
#include <iterator>

#include "dmp/install/report.hpp"
#include "system/exit_code.hpp"
#include "system/process.hpp"

namespace dmp::cli {
namespace {

Result<NamedPlaces> places_of(const TargetOptions& options, const documents::InstallPlan& plan) {
  auto places = named_places(options, plan);
  if (places && places->paths.empty()) {
    return fail(ErrorKind::usage, "CLI-NO-PLACE");
  }
  return places;
}

}  // namespace

int list_installed(const TargetOptions& options, const Session& session) {
  const auto plan = load_plan(options);
  if (!plan) {
    return session.fail(plan.error());
  }
  auto named = places_of(options, *plan);
  if (!named) {
    return session.fail(named.error());
  }
  auto listing = install::list_versions(named->paths);
  std::ranges::move(named->not_listed, std::back_inserter(listing.not_listed));
  if (session.json()) {
    install::write_json(listing, session.heading(), session.output());
  } else {
    session.print(install::to_text(listing, session.wording));
  }
  return listing.not_listed.empty() ? kFine : kEnvironment;
}

int go_back(const TargetOptions& options, const BackOptions& back, const Session& session) {
  const auto plan = load_plan(options);
  if (!plan) {
    return session.fail(plan.error());
  }
  auto places = places_of(options, *plan);
  auto commands = read_commands(options, *plan);
  if (!places || !commands) {
    return session.fail(!places ? places.error() : commands.error());
  }
  install::RollbackRequest request;
  request.trust = trust_of(*places);
  request.trust_for = [targets = std::move(places->targets)](const std::filesystem::path& place) {
    return trust_for(targets, place);
  };
  request.named = std::move(places->paths);
  request.not_listed = std::move(places->not_listed);
  request.run = back.run;
  if (back.workspace) {
    request.workspace = *back.workspace;
  }
  request.commands = std::move(*commands);
  request.recorded_at = Session::clock();
  request.user = user_name();
  request.dry_run = back.dry_run;
  request.stop = interrupted;
  const auto outcome = install::roll_back(request);
  if (!outcome) {
    return session.fail(outcome.error());
  }
  if (session.json()) {
    install::write_json(*outcome, session.heading(), session.output());
  } else {
    session.print(install::to_text(*outcome, back.dry_run, session.wording));
  }
  if (outcome->interrupted) {
    return kInterrupted;
  }
  // Who was not told asks again, and is not to go one further.
  const auto confirmed = std::cout.flush() ? outcome->confirm() : Status();
  return confirmed ? kFine : session.fail(confirmed.error());
}

}  // namespace dmp::cli
