#include <atomic>
#include <chrono>
#include <iostream>
#include <memory>
#include <thread>

#include "card/print.hpp"
#include "dmp/card/atr.hpp"
#include "dmp/card/cpx.hpp"
#include "dmp/card/module.hpp"
#include "dmp/card/readers.hpp"
#include "dmp/card/watch.hpp"
#include "dmp/files/read.hpp"
#include "dmp/render/certificates.hpp"
#include "system/card_choice.hpp"
#include "system/commands.hpp"
#include "system/exit_code.hpp"
#include "system/process.hpp"

namespace dmp::cli {
namespace {

struct ListOptions {
  std::string module;
  bool watch = false;
};

model::ReaderFacts facts_of_reader(const card::Reader& reader) {
  model::ReaderFacts facts;
  facts.name = reader.name;
  facts.card_present = reader.card_present;
  if (reader.card_present) {
    facts.atr = card::describe_atr(from_hex(reader.atr));
  }
  return facts;
}

/// The readers of the service, or the slots of a module.
Result<std::vector<model::ReaderFacts>> find_readers(const std::string& module) {
  std::vector<model::ReaderFacts> found;
  if (module.empty()) {
    const auto readers = card::list_readers();
    if (!readers) {
      return fail(readers.error());
    }
    for (const auto& reader : *readers) {
      found.push_back(facts_of_reader(reader));
    }
    return found;
  }
  const auto tokens = files::check_own_file(module).and_then(
      [&] { return card::list_tokens(module, module_options({})); });
  if (!tokens) {
    return fail(tokens.error());
  }
  for (const auto& token : *tokens) {
    auto& facts = found.emplace_back();
    facts.name = token.present ? token.reader + " (" + token.label + ")" : token.reader;
    facts.card_present = token.present;
  }
  return found;
}

int run_list(const ListOptions& options, const Session& session) {
  auto readers = find_readers(options.module);
  if (!readers) {
    return session.fail(readers.error());
  }
  if (readers->empty()) {
    return session.fail({ErrorKind::environment, "PCSC-NO-READER", {}, {}});
  }
  if (session.json()) {
    const auto cards = std::ranges::count(*readers, true, &model::ReaderFacts::card_present);
    print_readers({{"cards", cards}}, *readers, {}, session);
    return kFine;
  }
  for (const auto& reader : *readers) {
    const Args args = {arg("reader", render::printable(reader.name)),
                       arg("atr", reader.atr ? reader.atr->bytes : std::string())};
    const auto* id = !reader.card_present ? "cli.card.empty"
                     : reader.atr         ? "cli.card.present"
                                          : "cli.card.token";
    session.print(session.text(id, args) + "\n");
  }
  return kFine;
}

std::string_view id_of(card::Change change) {
  switch (change) {
    case card::Change::reader_added:
      return "cli.card.watch.reader-added";
    case card::Change::reader_removed:
      return "cli.card.watch.reader-removed";
    case card::Change::card_inserted:
      return "cli.card.watch.card-inserted";
    case card::Change::card_removed:
      return "cli.card.watch.card-removed";
  }
  return "";
}

/// Tells what comes and goes until a signal comes, or nobody reads any more; the thread that waits
/// for events is woken from the one that looks for signals.
int run_watch(const Session& session) {
  auto watch = card::Watch::start();
  if (!watch) {
    return session.fail(watch.error());
  }
  std::atomic<bool> over = false;
  std::optional<Error> error;
  std::thread listener([&] {
    while (true) {
      const auto events = (*watch)->next();
      if (!events) {
        error = events.error();
        break;
      }
      if (interrupted() || !std::cout) {
        break;
      }
      for (const auto& event : *events) {
        session.print(
            session.text(id_of(event.change), {arg("reader", render::printable(event.reader.name)),
                                               arg("atr", event.reader.atr)}) +
            "\n");
      }
      std::cout.flush();  // Whoever reads it reads it now.
    }
    over = true;
  });
  while (!over) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    if (interrupted()) {
      (*watch)->cancel();
    }
  }
  listener.join();
  return error ? session.fail(*error) : kFine;
}

/// What the card's own answer to reset says, where PC/SC gives it.
void add_atr(const CardOptions& options, model::ReaderFacts& facts) {
  if (!options.module.empty()) {
    return;
  }
  if (const auto readers = card::list_readers(limit_of(options))) {
    for (const auto& reader : *readers) {
      if (reader.name == facts.name) {
        facts.atr = card::describe_atr(from_hex(reader.atr));
      }
    }
  }
}

int run_show(const CardOptions& options, const Session& session) {
  const auto held = open_card(options, session);
  if (!held) {
    return session.fail(held.error());
  }
  auto facts = facts_of(**held);
  add_atr(options, facts);
  std::vector<model::CertificateRow> certificates;
  for (const auto* certificate : {&(*held)->signature(), &(*held)->authentication()}) {
    if (*certificate) {
      certificates.push_back(
          model::row_at((*held)->place(), (*certificate)->facts(), session.now()));
    }
  }
  if (!session.json()) {
    session.print(reader_to_text(facts, session.wording));
    session.print(render::certificates_to_text(certificates, session.style()));
    return kFine;
  }
  print_readers(render::Json::object(), {facts}, certificates, session);
  return kFine;
}

int run_check_pin(const CardOptions& options, const Session& session) {
  auto held = open_card(options, session);
  if (!held) {
    return session.fail(held.error());
  }
  say_doubts(**held, session);
  const auto presented = card::present_pin(**held, pin_policy(options, session));
  if (!presented) {
    return session.fail(presented.error());
  }
  if (!*presented) {
    return session.fail(
        {ErrorKind::environment, "CARD-NO-PIN", {arg("reader", (*held)->place())}, {}});
  }
  if (session.json()) {
    print_readers({{"accepted", true}}, {facts_of(**held)}, {}, session);
  } else {
    session.print(session.text("cli.card.pin-accepted",
                               {arg("reader", render::printable((*held)->place()))}) +
                  "\n");
  }
  return kFine;
}

void add_list(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<ListOptions>();
  auto* command = root.add_subcommand("list", session.text("cli.card.list.about"));
  auto* module =
      command->add_option("--card-module", options->module, session.text("cli.opt.card-module"))
          ->type_name("FILE");
  auto* watch =
      command->add_flag("--watch", options->watch, session.text("cli.opt.watch"))->excludes(module);
  add_format(*command, session);
  watch->excludes(command->get_option("--format"));
  command->callback([options, &session, &chosen] {
    session.command = "card list";
    chosen = [options, &session] {
      return options->watch ? run_watch(session) : run_list(*options, session);
    };
  });
}

void add_one(CLI::App& root, const std::string& name, bool with_pin,
             int (*run)(const CardOptions&, const Session&), Session& session, Run& chosen) {
  auto options = std::make_shared<CardOptions>();
  auto* command = root.add_subcommand(name, session.text("cli.card." + name + ".about"));
  add_card_options(*command, *options, with_pin, session);
  add_format(*command, session);
  command->callback([=, &session, &chosen] {
    session.command = "card " + name;
    chosen = [options, run, &session] { return run(*options, session); };
  });
}

}  // namespace

void add_card(CLI::App& root, Session& session, Run& chosen) {
  auto* command = add_command(root, "card", session);
  add_list(*command, session, chosen);
  add_one(*command, "show", false, run_show, session, chosen);
  add_one(*command, "check-pin", true, run_check_pin, session, chosen);
  for (auto* each : command->get_subcommands({})) {
    each->fallthrough();
  }
  command->require_subcommand(1);
}

}  // namespace dmp::cli
