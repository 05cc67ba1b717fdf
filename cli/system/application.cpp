#include "system/application.hpp"

#include <poll.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <iterator>
#include <optional>
#include <string_view>

#include "system/choice.hpp"
#include "system/commands.hpp"
#include "system/configuration.hpp"
#include "system/exit_code.hpp"
#include "system/process.hpp"
#include "system/usage_error.hpp"
#include "system/version.hpp"

namespace dmp::cli {
namespace {

/// The language must be known before the tree is built, for its texts are part of the tree.
Language choose_language(int argc, char** argv, const Configuration& configuration) {
  auto word = early_value(argc, argv, "--lang").value_or("");
  if (word.empty()) {
    word = configuration.value("lang");
  }
  for (const auto* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (word.empty()) {
      word = environment(variable);
    }
  }
  return word.starts_with("fr") ? Language::french : Language::english;
}

void add_global_options(CLI::App& app, Session& session, std::string& language) {
  const auto& configuration = session.configuration;
  app.set_help_flag("-h,--help", session.text("cli.opt.help"));
  app.set_version_flag(
      "--version",
      [&app, &session] {
        return version_text(session.wording, app.get_option("--verbose")->count() > 0);
      },
      session.text("cli.opt.version"));
  take_one_of(app.add_option("--lang", language, session.text("cli.opt.lang")), {"en", "fr"});
  take_one_of(app.add_option("--color", session.colour, session.text("cli.opt.color")),
              {"auto", "always", "never"});
  auto* quiet = app.add_flag("-q,--quiet", session.quiet, session.text("cli.opt.quiet"));
  app.add_flag("-v,--verbose", session.verbose, session.text("cli.opt.verbose"))
      ->force_callback(false)  // CLI11 2.4 takes a counted flag for given otherwise
      ->excludes(quiet);
  app.add_option("--as-of", session.as_of_text, session.text("cli.opt.as-of"))->type_name("DATE");
  app.config_formatter(config_reader(configuration));
  app.set_config("--config", configuration->trigger(), session.text("cli.opt.config"))
      ->type_name("FILE");
  app.allow_config_extras(CLI::config_extras_mode::error);
}

/// An option's line: its type and whether it is required, without CLI11's list of exclusions.
class HelpFormatter : public CLI::Formatter {
 public:
  [[nodiscard]] std::string make_option_opts(const CLI::Option* option) const override {
    std::string out = option->get_type_name().empty() ? "" : " " + option->get_type_name();
    if (option->get_expected_max() > 1) {
      out += " ...";
    }
    return option->get_required() ? out + " " + get_label("REQUIRED") : out;
  }
  [[nodiscard]] std::string make_usage(const CLI::App* app, std::string name) const override {
    return with_colon(CLI::Formatter::make_usage(app, std::move(name)), get_label("Usage"));
  }
  [[nodiscard]] std::string make_group(std::string group, bool is_positional,
                                       std::vector<const CLI::Option*> options) const override {
    const auto title = "\n" + group;
    return with_colon(
        CLI::Formatter::make_group(std::move(group), is_positional, std::move(options)), title);
  }
  [[nodiscard]] std::string make_subcommands(const CLI::App* app,
                                             CLI::AppFormatMode mode) const override {
    auto text = CLI::Formatter::make_subcommands(app, mode);
    for (const auto* label : {"Subcommands", "Other"}) {
      const auto title = "\n" + get_label(label);
      if (const auto at = text.find(title + ":\n"); at != std::string::npos) {
        text = text.substr(0, at) + with_colon(text.substr(at), title);
      }
    }
    return text;
  }

 private:
  /// French has a space before the colon that follows a title.
  [[nodiscard]] std::string with_colon(std::string text, const std::string& title) const {
    return text.starts_with(title + ":") ? text.replace(title.size(), 1, get_label("colon")) : text;
  }
};

void use_catalogue_labels(CLI::App& app, const Session& session) {
  auto formatter = std::make_shared<HelpFormatter>();
  formatter->column_width(34);
  for (const auto* label : {"Usage", "OPTIONS", "SUBCOMMAND", "Positionals", "REQUIRED",
                            "Subcommands", "Other", "colon"}) {
    formatter->label(label, session.text(std::string("cli.label.") + label));
  }
  app.option_defaults()->group(session.text("cli.label.Options"));
  app.formatter(formatter);
}

/// No option means anything by an empty value: it is a variable of a script that was not set, and
/// taking it for an option that was not given would leave out a reload, or a passphrase.
void refuse_empty_values(CLI::App& level) {
  const CLI::Validator filled(
      [](const std::string& value) { return value.empty() ? kEmptyValue : ""; }, "", "filled");
  for (auto* option : level.get_options()) {
    if (option->get_items_expected_max() > 0) {
      option->check(filled);
    }
  }
  for (auto* inner : level.get_subcommands([](const CLI::App*) { return true; })) {
    refuse_empty_values(*inner);
  }
}

/// Whether whoever read standard output has gone, having seen enough (`| head -1`).
bool is_reader_gone() {
  pollfd output{STDOUT_FILENO, POLLOUT, 0};
  return ::poll(&output, 1, 0) > 0 && (output.revents & (POLLERR | POLLHUP)) != 0;
}

int finish(const Session& session, int code) {
  std::cout.flush();
  if (!std::cout && !is_reader_gone()) {
    session.complain({ErrorKind::environment, "STDOUT-WRITE", {}, {}});
    return kEnvironment;
  }
  return code;
}

/// The whole tree of commands and options; what is bound to it has to outlive it.
void grow(CLI::App& app, Session& session, std::string& language, Run& chosen) {
  use_catalogue_labels(app, session);
  add_global_options(app, session, language);
  for (const auto add :
       {add_dossier, add_check, add_form413, add_csr, add_install, add_expiry, add_card, add_config,
        add_completion, add_complete_sites, add_help, add_manual}) {
    add(app, session, chosen);
  }
  refuse_empty_values(app);
  app.require_subcommand(1);
  app.footer(session.text("cli.footer"));
}

}  // namespace

TreeCommand command_tree(Language language) {
  Session session;
  session.wording = session.wording.in(language);
  std::string chosen_language;
  Run chosen;
  CLI::App app{session.text("cli.about"), "dmpcert"};
  grow(app, session, chosen_language, chosen);
  return describe(app);
}

Result<std::string> help_of(const std::vector<std::string>& words, Language language) {
  Session session;
  session.wording = session.wording.in(language);
  std::string chosen_language;
  Run chosen;
  CLI::App app{session.text("cli.about"), "dmpcert"};
  grow(app, session, chosen_language, chosen);
  const auto* level = &app;
  std::string before;
  for (const auto& word : words) {
    const auto found = level->get_subcommands([&word](const CLI::App* each) {
      return each->get_name() == word && !each->get_group().empty();
    });
    if (found.empty()) {
      return fail(not_a_topic(word, *level));
    }
    before += (before.empty() ? "" : " ") + level->get_name();
    level = found.front();
  }
  return level->help(before);
}

int run(int argc, char** argv) {
  Session session;
  std::vector<std::string> kept;
  auto configuration = Configuration::find(argc, argv, kept);
  if (!configuration) {
    session.wording = Wording(catalogue(), choose_language(argc, argv, {}));
    return session.fail(configuration.error());
  }
  session.configuration = std::make_shared<Configuration>(std::move(*configuration));
  session.wording = Wording(catalogue(), choose_language(argc, argv, *session.configuration));
  std::string language;
  Run chosen;
  CLI::App app{session.text("cli.about"), "dmpcert"};
  grow(app, session, language, chosen);
  try {
    refuse_empty_and_secret(app, argc, argv);
    app.parse(argc, argv);
  } catch (const CLI::Success& e) {
    app.exit(e);
    return finish(session, kFine);
  } catch (const CLI::ParseError& e) {
    const int code = session.fail(usage_error(e, app, argc, argv, *session.configuration));
    // A monitoring program takes 2 for a critical state.
    constexpr int kPluginUnknown = 3;
    return finish(session, session.format == "nagios" ? kPluginUnknown : code);
  }
  if (!session.as_of_text.empty() && !parse_date(session.as_of_text)) {
    return finish(
        session,
        session.fail({ErrorKind::usage, "DATE-INVALID", {arg("value", session.as_of_text)}, {}}));
  }
  if (const auto limit = open_files_limit()) {
    return finish(session, session.fail({ErrorKind::environment,
                                         "CLI-OPEN-FILES",
                                         {arg("limit", std::to_string(*limit))},
                                         {}}));
  }
  catch_interrupts();
  const int code = chosen();
  // A plugin that was interrupted has said "unknown" in the way that its reader understands.
  const bool is_plugin = session.format == "nagios";
  return finish(session, interrupted() && code != kBug && !is_plugin ? kInterrupted : code);
}

}  // namespace dmp::cli
