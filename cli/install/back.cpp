#include "install/back.hpp"

#include <algorithm>
#include <iostream>
#include <iterator>

#include "dmp/install/rollback.hpp"
#include "system/exit_code.hpp"
#include "system/process.hpp"

namespace dmp::cli {
namespace {

/// When the first of a version's certificates ends.
std::string end_of(const install::VersionFacts& version, const Session& session) {
  std::optional<Date> first;
  for (const auto& each : version.certificates) {
    first = !first || (each.ends_on && *each.ends_on < *first) ? each.ends_on : first;
  }
  return first ? ", " + session.text("cli.install.version.ends", {arg_day("date", *first)})
               : std::string();
}

/// Folders that may hold more targets of ours.
void add_not_listed(const std::vector<std::filesystem::path>& folders, report::Document& document) {
  if (!folders.empty()) {
    document.summary.emplace_back("folders_not_listed", static_cast<long long>(folders.size()));
  }
}

void print_not_listed(const std::vector<std::filesystem::path>& folders, const Session& session) {
  for (const auto& folder : folders) {
    session.print(
        session.text("cli.install.not-listed", {arg("path", render::printable(folder.string()))}) +
        "\n");
  }
}

report::Document listed(const install::Listing& listing, const Session& session) {
  using Shows = install::PlaceVersions::Shows;
  auto document = session.document();
  long long altered = 0;
  long long pending = 0;
  for (const auto& each : listing.places) {
    for (const auto& version : each.versions) {
      report::VersionRow row{each.place.path.string(), version.name,   std::string(version.run()),
                             version.current,          version.undone, {},
                             version.is_changed};
      for (const auto& [sha256, key, ends_on] : version.certificates) {
        row.certificates.push_back({sha256, ends_on});
      }
      altered += version.current && version.is_changed ? 1 : 0;
      document.versions.push_back(std::move(row));
    }
    altered += each.shows == Shows::a_version ? 0 : 1;
    pending += each.is_pending ? 1 : 0;
  }
  document.summary = {{"versions", static_cast<long long>(document.versions.size())},
                      {"targets_changed", altered},
                      {"targets_interrupted", pending}};
  add_not_listed(listing.not_listed, document);
  return document;
}

void print_versions(const install::PlaceVersions& each, const Session& session) {
  using Shows = install::PlaceVersions::Shows;
  const auto line = [&session](const std::string& text) { session.print("  " + text + "\n"); };
  session.print(render::printable(each.place.path.string()) + "\n");
  for (const auto& version : each.versions) {
    const auto* state = version.current  ? "cli.install.version.current"
                        : version.undone ? "cli.install.version.undone"
                                         : "cli.install.version.kept";
    line(render::printable(version.name) + "  " + session.text(state) + end_of(version, session) +
         (version.is_changed ? ", " + session.text("cli.install.version.changed") : ""));
  }
  if (each.shows != Shows::a_version) {
    line(session.text(each.shows == Shows::another ? "cli.install.shows.another"
                                                   : "cli.install.shows.nothing"));
  }
  if (each.is_pending) {
    line(session.text("cli.install.version.pending"));
  }
}

void print_return(const install::Return& each, bool is_rehearsal, const Session& session) {
  const auto* id = each.to.empty()
                       ? (is_rehearsal ? "cli.install.would-go-empty" : "cli.install.went-empty")
                       : (is_rehearsal ? "cli.install.would-go-back" : "cli.install.went-back");
  session.print(session.text(id, {arg("path", render::printable(each.place.path.string())),
                                  arg("from", each.from), arg("to", each.to)}) +
                "\n");
}

Result<NamedPlaces> places_of(const TargetOptions& options) {
  auto places = named_places(options);
  if (places && places->paths.empty()) {
    return fail(ErrorKind::usage, "CLI-NO-PLACE");
  }
  return places;
}

}  // namespace

std::vector<report::CommandRow> rows_of(const std::vector<install::CommandRun>& runs) {
  std::vector<report::CommandRow> rows;
  for (const auto& run : runs) {
    rows.push_back({run.what,
                    {std::string(run.program())},
                    run.arguments_sha256(),
                    run.result.exit_code,
                    run.result.output});
  }
  return rows;
}

void add_completed(const std::vector<install::Completed>& completed, report::Document& document) {
  std::string runs;
  for (const auto& each : completed) {
    runs += (runs.empty() ? "" : " ") + each.run;
  }
  if (!runs.empty()) {
    document.summary.emplace_back("completed", runs);
  }
  long long left_alone = 0;
  for (const auto& each : completed) {
    left_alone += static_cast<long long>(each.left_alone.size());
  }
  if (left_alone > 0) {
    document.summary.emplace_back("left_alone", left_alone);
  }
}

void print_completed(const std::vector<install::Completed>& completed, const Session& session) {
  for (const auto& each : completed) {
    session.print(session.text("cli.install.completed." + each.act, {arg("run", each.run)}) + "\n");
    for (const auto& path : each.left_alone) {
      session.print(session.text("cli.install.left-alone", {arg("path", render::printable(path))}) +
                    "\n");
    }
  }
}

void print_untold(bool untold, const Session& session) {
  if (untold) {
    session.print(session.text("cli.install.untold") + "\n");
  }
}

void show_commands(const std::vector<install::CommandRun>& runs, const Session& session) {
  for (const auto& run : runs) {
    session.print(session.text("cli.install.ran",
                               {arg("command", render::printable(std::string(run.program()))),
                                arg("code", run.result.exit_code)}) +
                  "\n");
    std::string line;
    for (const char c : run.result.output + "\n") {
      if (c != '\n') {
        line += c;
      } else if (!line.empty()) {
        session.print("  " + render::printable(line) + "\n");
        line.clear();
      }
    }
  }
}

int list_installed(const TargetOptions& options, const Session& session) {
  auto named = places_of(options);
  if (!named) {
    return session.fail(named.error());
  }
  auto listing = install::list_versions(named->paths);
  std::ranges::move(named->not_listed, std::back_inserter(listing.not_listed));
  const int code = listing.not_listed.empty() ? kFine : kEnvironment;
  if (session.json()) {
    session.print_document(listed(listing, session));
    return code;
  }
  for (const auto& each : listing.places) {
    print_versions(each, session);
  }
  if (listing.places.empty()) {
    session.print(session.text("cli.install.no-versions") + "\n");
  }
  print_not_listed(listing.not_listed, session);
  return code;
}

int go_back(const TargetOptions& options, const BackOptions& back, const Session& session) {
  auto places = places_of(options);
  auto commands = read_commands(options);
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
  auto document = session.document();
  if (!session.json()) {
    print_completed(outcome->completed, session);
  }
  for (const auto& each : outcome->returns) {
    document.versions.push_back(
        {each.place.path.string(), each.to, outcome->run, !each.to.empty(), false, each.from});
    if (!session.json()) {
      print_return(each, back.dry_run, session);
    }
  }
  for (const auto& workspace : outcome->not_asked) {
    if (!session.json()) {
      session.print(session.text("cli.install.not-asked",
                                 {arg("path", render::printable(workspace.string()))}) +
                    "\n");
    }
  }
  if (!session.json()) {
    print_not_listed(outcome->not_listed, session);
  }
  document.summary = {{"versions", static_cast<long long>(outcome->returns.size())},
                      {"run", outcome->run},
                      {"changed", outcome->changed}};
  add_completed(outcome->completed, document);
  add_not_listed(outcome->not_listed, document);
  if (!outcome->not_asked.empty()) {
    document.summary.emplace_back("workspaces_not_read",
                                  static_cast<long long>(outcome->not_asked.size()));
  }
  if (outcome->untold) {
    document.summary.emplace_back("untold", true);
  }
  document.commands = rows_of(outcome->commands);
  if (session.json()) {
    session.print_document(document);
  } else {
    show_commands(outcome->commands, session);
    print_untold(outcome->untold, session);
  }
  if (outcome->interrupted) {
    return kInterrupted;
  }
  // Who was not told asks again, and is not to go one further.
  const auto confirmed = std::cout.flush() ? outcome->confirm() : Status();
  return confirmed ? kFine : session.fail(confirmed.error());
}

}  // namespace dmp::cli
