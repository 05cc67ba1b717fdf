#include "check/workstation.hpp"

#include <iterator>

#include "dmp/card/identity.hpp"
#include "dmp/card/readers.hpp"
#include "dmp/net/exchange.hpp"
#include "dmp/rules/workstation.hpp"
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
