#include "dmp/dossier/record.hpp"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>

#include "dmp/base/listed.hpp"
#include "dmp/render/patch.hpp"
#include "dossier/in_place.hpp"
#include "dossier/tables.hpp"
#include "system/choice.hpp"
#include "system/exit_code.hpp"

namespace dmp::cli {
namespace {

struct RecordOptions {
  std::string dossier;
  std::vector<std::string> words;  ///< Sites, then the event.
  std::string on;
  std::string number;
  std::string person;
  std::string card;
  std::string expires;
  std::string sent_to;
  std::string service;
  std::string usage;
  std::string policy;
  bool overrules = false;
  bool dry_run = false;
};

std::vector<std::string> event_words() {
  std::vector<std::string> words;
  std::ranges::transform(dossier::events(), std::back_inserter(words),
                         [](dossier::Event event) { return std::string(to_string(event)); });
  return words;
}

std::optional<std::string> said(const std::string& word) {
  return word.empty() ? std::nullopt : std::optional(word);
}

/// A day of the command line.
Result<std::optional<Date>> day_of(const std::string& word) {
  if (word.empty()) {
    return std::optional<Date>();
  }
  const auto day = parse_date(word);
  return day ? Result<std::optional<Date>>(day)
             : fail(ErrorKind::usage, "DATE-INVALID", {arg("value", word)});
}

Result<dossier::Event> event_of(const RecordOptions& options) {
  const auto known = arg("events", listed(event_words()));
  if (options.words.size() < 2) {
    return fail(ErrorKind::usage, "RECORD-WORDS", {known});
  }
  const auto event = dossier::parse_event(options.words.back());
  return event ? Result<dossier::Event>(*event)
               : fail(ErrorKind::usage, "RECORD-EVENT", {arg("word", options.words.back()), known});
}

/// Takes the details of the event from the options.
Status add_details(const RecordOptions& options, dossier::RecordRequest& request) {
  const auto on = day_of(options.on);
  const auto expires = day_of(options.expires);
  if (!on || !expires) {
    return fail(on ? expires.error() : on.error());
  }
  request.on = *on;
  request.expires_on = *expires;
  request.number = said(options.number);
  request.person = said(options.person);
  request.sent_to = said(options.sent_to);
  request.service = said(options.service);
  request.card = model::parse_card_type(options.card);
  request.usage = model::parse_usage(options.usage);
  if (!options.usage.empty() && !request.usage) {
    return fail(ErrorKind::usage, "CLI-USAGE", {arg("word", options.usage)});
  }
  request.overrules = options.overrules;
  return {};
}

/// What was refused, and why; the exit code.
int refuse(const dossier::Recorded& recorded, const RecordOptions& options,
           const Session& session) {
  if (session.json()) {
    dossier::to_json(recorded, options.dossier, "keep", session.heading(), session.output());
  } else {
    std::cerr << render::findings_to_text(recorded.refused, session.style());
  }
  session.say(session.text("cli.dossier.record.refused"));
  return kFindings;
}

void show(const dossier::Recorded& recorded, const Session& session) {
  for (const auto& change : recorded.changes) {
    session.print((change.from.empty() ? "+ " : "~ ") +
                  render::printable(change.site.empty() ? "-" : change.site) + ": " +
                  render::printable(change.what) + ": " +
                  (change.from.empty() ? "" : render::printable(change.from) + " -> ") +
                  render::printable(change.to) + "\n");
  }
}

/// Writes the dossier and says what was written; the exit code.
int finish(const dossier::Recorded& recorded, const Bytes& read, const RecordOptions& options,
           const Session& session) {
  const bool is_patch = session.format == "diff" || (options.dry_run && !session.json());
  std::string act = recorded.changes.empty() ? "keep" : "replace";
  if (is_patch) {
    session.print(render::unified_diff(as_text(read), recorded.document, options.dossier));
  } else if (!options.dry_run) {
    auto written = write_in_place(options.dossier, recorded.document,
                                  [&](ByteView now) { return std::ranges::equal(read, now); });
    if (!written) {
      return session.fail(written.error());
    }
    act = *written;
  }
  if (session.json()) {
    dossier::to_json(recorded, options.dossier, act, session.heading(), session.output());
    return kFine;
  }
  if (!is_patch) {
    show(recorded, session);
    session.say(
        session.text("report.file." + act, {arg("path", render::printable(options.dossier))}));
  }
  session.say(
      recorded.changes.empty()
          ? session.text("cli.dossier.record.nothing")
          : session.text("cli.dossier.record.sites",
                         {arg("event", options.words.back()), arg("count", recorded.sites.size()),
                          arg("sites", render::printable(listed(recorded.sites)))}));
  return kFine;
}

int run_record(const RecordOptions& options, const Session& session) {
  const auto event = event_of(options);
  if (!event) {
    return session.fail(event.error());
  }
  if (options.dossier == "-") {
    return session.fail({ErrorKind::usage, "RECORD-OUTPUT", {}, {}});
  }
  const auto content = read_input(options.dossier, Whose::ours);
  if (!content) {
    return session.fail(content.error());
  }
  const auto reading = documents::read_dossier(*content, options.dossier);
  if (!reading.value) {
    return session.fail_reading(reading.findings);
  }
  const auto sites =
      select_sites(reading, {{options.words.begin(), options.words.end() - 1}, false});
  if (!sites) {
    return session.fail(sites.error());
  }
  const auto edition = load_policy(
      session, options.policy.empty() ? reading.value->edition : options.policy, Whose::ours);
  if (!edition) {
    return session.fail(edition.error());
  }
  dossier::RecordRequest request{.text = *content,
                                 .file = options.dossier,
                                 .policy = *edition,
                                 .as_of = session.as_of(),
                                 .sites = {},
                                 .event = *event};
  std::ranges::transform(*sites, std::back_inserter(request.sites), &model::Establishment::id);
  if (auto fine = add_details(options, request); !fine) {
    return session.fail(fine.error());
  }
  const auto recorded = dossier::record(request);
  if (!recorded) {
    return session.fail(recorded.error());
  }
  return recorded->refused.empty() ? finish(*recorded, *content, options, session)
                                   : refuse(*recorded, options, session);
}

void add_details_to(CLI::App& command, RecordOptions& options, const Session& session) {
  const auto add = [&](const char* name, std::string& value, const char* text, const char* type) {
    return command.add_option(name, value, session.text(text))->type_name(type);
  };
  add("--on", options.on, "cli.opt.record-on", "DATE");
  add("--number", options.number, "cli.opt.record-number", "NUMBER");
  add("--person", options.person, "cli.opt.record-person", "ID");
  take_one_of(add("--card", options.card, "cli.opt.record-card", ""),
              {"CPS", "CPF", "CPE", "CPA", "CDE", "CDA"});
  add("--expires", options.expires, "cli.opt.record-expires", "DATE");
  add("--to", options.sent_to, "cli.opt.record-to", "ADDRESS");
  add("--service", options.service, "cli.opt.record-service", "SERVICE");
  add("--usage", options.usage, "cli.opt.record-usage", "USAGE");
}

}  // namespace

void add_dossier_record(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<RecordOptions>();
  auto* command = root.add_subcommand("record", session.text("cli.dossier.record.about"));
  add_path(*command, "DOSSIER", options->dossier, session)->required();
  command->add_option("SITE", options->words, session.text("cli.arg.RECORD"))
      ->type_name(listed(event_words(), "|"))
      ->required();
  add_details_to(*command, *options, session);
  add_policy(*command, options->policy, session);
  command->add_flag("--overrule", options->overrules, session.text("cli.opt.record-overrule"));
  command->add_flag("--dry-run", options->dry_run, session.text("cli.opt.patch-dry-run"));
  add_format(*command, session, {"text", "json", "diff"});
  command->callback([options, &session, &chosen] {
    session.command = "dossier record";
    chosen = [options, &session] { return run_record(*options, session); };
  });
}

}  // namespace dmp::cli
