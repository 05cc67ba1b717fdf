#include <memory>

#include "dmp/dossier/show.hpp"
#include "dossier/tables.hpp"
#include "system/commands.hpp"
#include "system/exit_code.hpp"

namespace dmp::cli {
namespace {

struct ShowOptions {
  std::string dossier;
  std::vector<std::string> sites;
};

/// Shows what holds for the named sites, or for all of them.
int run_show(const ShowOptions& options, const Session& session) {
  const auto reading = load_dossier(options.dossier, Whose::anybodys);
  if (!reading) {
    return session.fail(reading.error());
  }
  if (!reading->value) {
    return session.fail_reading(reading->findings);
  }
  const auto sites = select_sites(*reading, {options.sites, options.sites.empty()});
  if (!sites) {
    return session.fail(sites.error());
  }
  const auto shown = dossier::show(*reading, *sites);
  session.print(session.json() ? dossier::to_json(shown, session.as_of())
                               : dossier::to_text(shown, session.style()));
  return kFine;
}

void add_show(CLI::App& root, Session& session, Run& chosen) {
  auto options = std::make_shared<ShowOptions>();
  auto* command = root.add_subcommand("show", session.text("cli.dossier.show.about"));
  add_path(*command, "DOSSIER", options->dossier, session)->required();
  command->add_option("SITE", options->sites, session.text("cli.arg.SITE"))->type_name("");
  add_format(*command, session);
  command->callback([options, &session, &chosen] {
    session.command = "dossier show";
    chosen = [options, &session] { return run_show(*options, session); };
  });
}

}  // namespace

void add_dossier(CLI::App& root, Session& session, Run& chosen) {
  auto* command = add_command(root, "dossier", session);
  add_dossier_new(*command, session, chosen);
  add_dossier_import(*command, session, chosen);
  add_dossier_export(*command, session, chosen);
  add_dossier_record(*command, session, chosen);
  add_dossier_fix(*command, session, chosen);
  add_show(*command, session, chosen);
  for (auto* each : command->get_subcommands({})) {
    each->fallthrough();
  }
  command->require_subcommand(1);
}

}  // namespace dmp::cli
