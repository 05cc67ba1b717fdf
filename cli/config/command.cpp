#include <algorithm>
#include <map>

#include "dmp/base/listed.hpp"
#include "dmp/render/json_report.hpp"
#include "dmp/render/printable.hpp"
#include "dmp/render/table.hpp"
#include "system/commands.hpp"
#include "system/exit_code.hpp"

namespace dmp::cli {
namespace {

/// Setting is an option that a file has, with the files that say otherwise and count less.
struct Setting {
  std::string key;  ///< Command and option, with a point between.
  std::string value;
  std::string file;
  std::vector<std::string> overridden;
};

/// Sections are announced and ended by items of CLI11's own.
bool is_section(const CLI::ConfigItem& item) { return item.name == "++" || item.name == "--"; }

std::vector<Setting> settings_of(const Configuration& configuration) {
  std::map<std::string, Setting> found;
  for (const auto& file : configuration.files()) {  // A later one wins.
    for (const auto& item : file.items) {
      if (is_section(item)) {
        continue;
      }
      auto& setting = found[item.fullname()];
      if (!setting.file.empty() && setting.file != file.path) {
        setting.overridden.push_back(setting.file);
      }
      setting.key = item.fullname();
      setting.value = listed(item.inputs);
      setting.file = file.path;
    }
  }
  std::vector<Setting> settings;
  for (auto& [key, setting] : found) {
    settings.push_back(std::move(setting));
  }
  return settings;
}

std::string_view origin_word(ConfigFile::Origin origin) {
  switch (origin) {
    case ConfigFile::Origin::system:
      return "system";
    case ConfigFile::Origin::user:
      return "user";
    case ConfigFile::Origin::named:
      break;
  }
  return "named";
}

int print_json(const Configuration& configuration, const std::vector<Setting>& settings,
               const Session& session) {
  render::JsonReport report(session.heading(), {{"options", settings.size()}}, {},
                            session.output());
  report.list("config_files", configuration.files(), [](const ConfigFile& file) {
    return render::Json{
        {"path", file.path}, {"origin", origin_word(file.origin)}, {"present", file.present}};
  });
  report.list("options", settings, [](const Setting& setting) {
    return render::Json{{"key", setting.key},
                        {"value", setting.value},
                        {"file", setting.file},
                        {"overridden", setting.overridden}};
  });
  report.finish();
  return kFine;
}

int run_show(const Session& session) {
  const auto& configuration = *session.configuration;
  const auto settings = settings_of(configuration);
  if (session.json()) {
    return print_json(configuration, settings, session);
  }
  auto text = session.text("cli.config.files") + "\n";
  for (const auto& file : configuration.files()) {
    text += "  " +
            session.text(file.present ? "cli.config.file" : "cli.config.absent",
                         {arg("path", render::printable(file.path))}) +
            "\n";
  }
  if (settings.empty()) {
    session.print(text + session.text("cli.config.none") + "\n");
    return kFine;
  }
  render::Table table(session.wording, {{"option"}, {"setting"}, {"says"}, {"overridden"}});
  for (const auto& setting : settings) {
    table.add({{setting.key}, {setting.value}, {setting.file}, {listed(setting.overridden)}});
  }
  session.print(text + "\n" + table.render(session.style()));
  return kFine;
}

}  // namespace

void add_config(CLI::App& root, Session& session, Run& chosen) {
  auto* command = add_command(root, "config", session);
  command->group(session.text("cli.label.Other"));
  auto* show = command->add_subcommand("show", session.text("cli.config.show.about"));
  show->fallthrough();
  add_format(*show, session);
  show->callback([&session, &chosen] {
    session.command = "config show";
    chosen = [&session] { return run_show(session); };
  });
  command->require_subcommand(1);
}

}  // namespace dmp::cli
