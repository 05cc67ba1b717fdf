#include "check/workstation.hpp"

#include <iterator>

#include "dmp/card/identity.hpp"
#include "dmp/card/readers.hpp"
#include "dmp/files/directory.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/net/exchange.hpp"
#include "dmp/pdf/drawing.hpp"
#include "dmp/rules/workstation.hpp"
#include "dmp/x509/container.hpp"
#include "system/card_choice.hpp"
#include "system/process.hpp"
#include "system/usage_error.hpp"

namespace dmp::cli {
namespace {

model::ReaderFacts look_into(const card::Reader& reader, const Session& session) {
  model::ReaderFacts facts{reader.name, reader.card_present, {}, {}};
  if (reader.card_present) {
    ProgressLine line(session);
    card::CardOptions how;
    how.progress = show_reading(line, session);
    auto identity = card::read_identity(reader.name, how);
    if (identity) {
      facts.card = std::move(*identity);
    } else {
      facts.error = std::move(identity.error());
    }
  }
  return facts;
}

/// Whether a step can be done here, found out without doing it.
std::vector<model::NeedFacts> needs_of(const WorkstationOptions& options) {
  using enum model::NeedFacts::Need;
  std::vector<model::NeedFacts> needs;
  const auto add = [&needs](model::NeedFacts::Need need, const std::string& path, auto checked) {
    needs.push_back({need, path, checked ? std::nullopt : std::optional(checked.error())});
  };
  pdf::Text sample;
  sample.box = {0, 0, 100, 20};
  sample.text = "é";
  add(fonts, "", pdf::size_of(sample));
  add(old_ciphers, "", x509::check_old_ciphers());
  const auto own = files::Workspace{options.workspace}.check_own();
  add(workspace, options.workspace, own ? files::check_writable(options.workspace) : own);
  for (const std::filesystem::path target : options.targets) {
    std::error_code error;
    const auto folder = std::filesystem::is_directory(target, error) || !target.has_extension()
                            ? target
                            : target.parent_path();
    add(model::NeedFacts::Need::target, folder.native(), files::check_writable(folder));
  }
  return needs;
}

model::WorkstationFacts look_around(const WorkstationOptions& options, const policy::Policy& policy,
                                    const Session& session) {
  model::WorkstationFacts facts;
  if (const auto readers = card::list_readers()) {
    std::ranges::transform(
        *readers, std::back_inserter(facts.readers),
        [&session](const card::Reader& reader) { return look_into(reader, session); });
  } else {
    facts.service_error = readers.error();
  }
  if (options.online) {
    auto portal =
        net::reach(policy.portal_login_url.empty() ? policy.portal_url : policy.portal_login_url,
                   {std::chrono::seconds(options.timeout), interrupted});
    if (!interrupted()) {
      facts.portal = std::move(portal);
    }
  }
  if (options.wanted) {
    facts.needs = needs_of(options);
  }
  facts.now = Session::clock();
  return facts;
}

}  // namespace

void add_workstation(CLI::App& command, WorkstationOptions& options, const Session& session) {
  auto* wanted =
      command.add_flag("--workstation", options.wanted, session.text("cli.opt.workstation"));
  command.add_flag("--card", options.card, session.text("cli.opt.check-card"))->excludes(wanted);
  auto* online =
      command.add_flag("--online", options.online, session.text("cli.opt.online"))->needs(wanted);
  command.add_option("--timeout", options.timeout, session.text("cli.opt.timeout"))
      ->needs(online)
      ->check(whole_number(1, 600))
      ->type_name("SECONDS");
  command.add_option("--workspace", options.workspace, session.text("cli.opt.station-workspace"))
      ->needs(wanted)
      ->type_name("DIR");
  command.add_option("--target", options.targets, session.text("cli.opt.station-target"))
      ->needs(wanted)
      ->type_name("PATH");
}

std::optional<model::WorkstationFacts> check_workstation(const WorkstationOptions& options,
                                                         const check::Request& request,
                                                         check::Outcome& outcome,
                                                         const Session& session) {
  if (!options.wanted && !options.card) {
    return std::nullopt;
  }
  auto facts = look_around(options, request.policy, session);
  using Scope = rules::WorkstationQuestion::Scope;
  rules::WorkstationQuestion question{facts, {}, request.policy, date_of(request.now)};
  for (const auto& reading : request.dossiers) {
    if (reading.value) {
      question.dossiers.push_back(&*reading.value);
    }
  }
  question.scope = options.card ? Scope::readers : Scope::whole;
  auto findings = rules::judge_workstation(question);
  outcome.findings.insert(outcome.findings.begin(), std::make_move_iterator(findings.begin()),
                          std::make_move_iterator(findings.end()));
  return facts;
}

}  // namespace dmp::cli
