#include <algorithm>
#include <iterator>

#include "dmp/base/listed.hpp"
#include "dmp/install/detail/report.hpp"
#include "dmp/install/report.hpp"
#include "dmp/render/json_report.hpp"

namespace dmp::install {
namespace {

using render::Json;

Json to_value(const model::CertificateFacts& facts) {
  return {{"subject_rfc2253", facts.subject.printed},
          {"serial", facts.serial},
          {"ends_on", format_date(date_of(facts.ends_at()))},
          {"sha256", facts.sha256.hex()}};
}

Json to_value(const InstalledPlace& place) {
  const auto list = [](const std::vector<model::CertificateFacts>& all) {
    auto json = Json::array();
    std::ranges::transform(all, std::back_inserter(json),
                           [](const auto& facts) { return to_value(facts); });
    return json;
  };
  return {{"path", place.path.string()},
          {"leaving", list(place.leaving)},
          {"coming", list(place.coming)}};
}

Json to_value(const CommandRun& run) {
  return {{"what", run.what},
          {"command", Json::array({run.program()})},
          {"arguments_sha256", run.arguments_sha256()},
          {"exit_code", run.result.exit_code},
          {"output", run.result.output}};
}

Json to_value(const Probed& probed) {
  const auto& answer = probed.answer;
  auto suites = Json::array();
  for (const auto& suite : answer.suites) {
    suites.push_back({{"name", suite.suite}, {"agreed", suite.agreed}, {"trouble", suite.trouble}});
  }
  const bool has_server = !answer.server_chain.empty();
  const auto server = has_server ? answer.server_chain.front().facts() : model::CertificateFacts();
  return {{"host", probed.host},
          {"accepted", answer.accepted()},
          {"asked", answer.asked},
          {"authorities", answer.authorities},
          {"server", server.subject.printed},
          {"server_sha256", has_server ? server.sha256.hex() : std::string()},
          {"server_standing", has_server ? to_string(answer.standing) : std::string_view()},
          {"server_trouble", has_server ? answer.standing_trouble : std::string()},
          {"answer", answer.answer},
          {"suites", suites}};
}

Json to_value(const VersionFacts& version, const files::Place& place) {
  Json value = {{"path", place.path.string()}, {"version", version.name},
                {"run", version.run()},        {"current", version.current},
                {"undone", version.undone},    {"changed", version.is_changed}};
  for (const auto& each : version.certificates) {
    Json one = {{"sha256", each.sha256}};
    if (each.ends_on) {
      one["ends_on"] = format_date(*each.ends_on);
    }
    value["certificates"].push_back(std::move(one));
  }
  return value;
}

Json to_value(const Return& each, const std::string& run) {
  Json value = {{"path", each.place.path.string()}, {"version", each.to}, {"run", run},
                {"current", !each.to.empty()},      {"undone", false},    {"changed", false}};
  if (!each.from.empty()) {
    value["from"] = each.from;
  }
  return value;
}

/// A count that is written if it is not zero.
void add_count(const char* name, std::size_t count, Json& summary) {
  if (count > 0) {
    summary[name] = count;
  }
}

/// Which runs were cut short and are completed now, and how many targets these left alone.
void add_completed(const std::vector<Completed>& completed, Json& summary) {
  std::vector<std::string_view> runs;
  std::size_t left_alone = 0;
  for (const auto& each : completed) {
    runs.push_back(each.run);
    left_alone += each.left_alone.size();
  }
  if (!runs.empty()) {
    summary["completed"] = listed(runs, " ");
  }
  add_count("left_alone", left_alone, summary);
}

void add_commands(const std::vector<CommandRun>& commands, render::JsonReport& report) {
  report.list_some("commands", commands, [](const auto& run) { return to_value(run); });
}

}  // namespace

void write_json(const Outcome& outcome, const std::vector<Probed>& probes,
                const render::Heading& heading, const render::Sink& sink) {
  Json summary = {{"certificates", outcome.certificates.size()},
                  {"accepted", outcome.accepted},
                  {"changed", outcome.changed}};
  if (!outcome.run.empty()) {
    summary["run"] = outcome.run;
  }
  add_completed(outcome.completed, summary);
  if (outcome.untold) {
    summary["untold"] = true;
  }
  std::vector<InstalledPlace> places;
  std::ranges::copy_if(outcome.places, std::back_inserter(places), [](const auto& place) {
    return !place.leaving.empty() || !place.coming.empty();
  });
  render::JsonReport report(heading, summary, detail::findings_of(outcome), sink);
  report.list("certificates", detail::rows_of(outcome, heading.now),
              [](const auto& row) { return render::to_value(row); });
  report.list_some("files", outcome.files, [](const PlannedFile& file) {
    return render::file_value(file.path.string(), to_string(file.act), {}, file.mode,
                              file.former_mode);
  });
  report.list_some("places", places, [](const auto& place) { return to_value(place); });
  add_commands(outcome.commands, report);
  report.list_some("probes", probes, [](const auto& probed) { return to_value(probed); });
  report.finish();
}

void write_json(const Listing& listing, const render::Heading& heading, const render::Sink& sink) {
  std::size_t altered = 0;
  std::size_t pending = 0;
  auto versions = Json::array();
  for (const auto& place : listing.places) {
    for (const auto& version : place.versions) {
      altered += version.current && version.is_changed ? 1 : 0;
      versions.push_back(to_value(version, place.place));
    }
    altered += place.shows == PlaceVersions::Shows::a_version ? 0 : 1;
    pending += place.is_pending ? 1 : 0;
  }
  Json summary = {{"versions", versions.size()},
                  {"targets_changed", altered},
                  {"targets_interrupted", pending}};
  add_count("folders_not_listed", listing.not_listed.size(), summary);
  render::JsonReport report(heading, summary, {}, sink);
  report.add("versions", versions);
  report.finish();
}

void write_json(const RollbackOutcome& outcome, const render::Heading& heading,
                const render::Sink& sink) {
  Json summary = {
      {"versions", outcome.returns.size()}, {"run", outcome.run}, {"changed", outcome.changed}};
  add_completed(outcome.completed, summary);
  add_count("folders_not_listed", outcome.not_listed.size(), summary);
  add_count("workspaces_not_read", outcome.not_asked.size(), summary);
  if (outcome.untold) {
    summary["untold"] = true;
  }
  render::JsonReport report(heading, summary, {}, sink);
  report.list("versions", outcome.returns,
              [&](const Return& each) { return to_value(each, outcome.run); });
  add_commands(outcome.commands, report);
  report.finish();
}

}  // namespace dmp::install
