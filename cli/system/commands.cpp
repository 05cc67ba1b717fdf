#include "system/commands.hpp"

#include "system/choice.hpp"
#include "system/exit_codes.hpp"

namespace dmp::cli {

CLI::App* add_command(CLI::App& root, const std::string& name, const Session& session) {
  auto* command = root.add_subcommand(name, session.text("cli." + name + ".about"));
  command->footer(exit_codes_table(session.wording) + "\n\n" + session.text("cli.examples") + "\n" +
                  session.text("cli." + name + ".examples"));
  command->group(session.text("cli.label.Subcommands"));
  command->fallthrough();
  command->set_help_flag("-h,--help", session.text("cli.opt.help"));
  return command;
}

void add_format(CLI::App& command, Session& session, const std::vector<std::string>& formats) {
  take_one_of(command.add_option("--format", session.format, session.text("cli.opt.format")),
              formats);
}

void add_policy(CLI::App& command, std::string& policy, const Session& session) {
  command.add_option("--policy", policy, session.text("cli.opt.policy"))->type_name("NAME|FILE");
}

void add_sites(CLI::App& command, SiteChoice& choice, const Session& session) {
  auto* sites = command.add_option("--site", choice.ids, session.text("cli.opt.site"))
                    ->type_name("ID")
                    ->allow_extra_args(false);
  command.add_flag("--all", choice.all, session.text("cli.opt.all"))->excludes(sites);
}

CLI::Option* add_path(CLI::App& command, const std::string& name, std::string& path,
                      const Session& session) {
  return command.add_option(name, path, session.text("cli.arg." + name))->type_name("");
}

CLI::Option* add_paths(CLI::App& command, const std::string& name, std::vector<std::string>& paths,
                       const Session& session) {
  return command.add_option(name, paths, session.text("cli.arg." + name))->type_name("");
}

}  // namespace dmp::cli
