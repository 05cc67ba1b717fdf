#include "commands.hpp"
#include "dmp/card/readers.hpp"
#include "exit_code.hpp"

namespace dmp::cli {
namespace {

int run_list(const Session& session) {
  const auto readers = card::list_readers();
  if (!readers) {
    return session.fail(readers.error());
  }
  if (readers->empty()) {
    return session.fail({ErrorKind::environment, "PCSC-NO-READER", {}, {}});
  }
  for (const auto& reader : *readers) {
    const Args args = {arg("reader", report::printable(reader.name)), arg("atr", reader.atr)};
    session.print(session.text(reader.card_present ? "cli.card.present" : "cli.card.empty", args) +
                  "\n");
  }
  return kFine;
}

}  // namespace

void add_card(CLI::App& root, Session& session, Run& chosen) {
  auto* command = add_command(root, "card", session);
  auto* list = command->add_subcommand("list", session.text("cli.card.list.about"));
  list->fallthrough();
  command->require_subcommand(1);
  list->callback([&session, &chosen] {
    session.command = "card list";
    chosen = [&session] { return run_list(session); };
  });
}

}  // namespace dmp::cli
