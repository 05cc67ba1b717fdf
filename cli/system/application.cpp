#include "system/application.hpp"

#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string_view>

#include "dmp/base/plain_text.hpp"
#include "dmp/files/read.hpp"
#include "system/choice.hpp"
#include "system/commands.hpp"
#include "system/exit_code.hpp"
#include "system/process.hpp"
#include "system/usage_error.hpp"

namespace dmp::cli {
namespace {

/// The last value that the command line has for an option which is needed before it is parsed.
std::optional<std::string> early_value(int argc, char** argv, std::string_view option) {
  std::optional<std::string> value;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == option && i + 1 < argc) {
      value = argv[i + 1];
    } else if (argument.starts_with(option) && argument.substr(option.size()).starts_with('=')) {
      value = argument.substr(option.size() + 1);
    }
  }
  return value;
}

/// PlainConfig reads a configuration as editors of Windows write it, too: in UTF-16, or with a
/// mark.
class PlainConfig : public CLI::ConfigTOML {
 public:
  [[nodiscard]] std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    const std::string content{std::istreambuf_iterator<char>(input), {}};
    std::istringstream plain{std::string(PlainText(as_bytes(content)).view())};
    // CLI11 passes over lines that are too short for a key and a value.
    for (std::string line; std::getline(plain, line);) {
      const auto word = CLI::detail::trim_copy(line);
      if (word.size() < 3 && word.find('=') != std::string::npos && word.front() != '#' &&
          word.front() != ';') {
        throw CLI::ConfigError::Extras(word);
      }
    }
    plain.clear();
    plain.seekg(0);
    return CLI::ConfigTOML::from_config(plain);
  }
};

/// What a configuration file says of a key outside all commands; what is wrong with the file is
/// said when it is read as a whole.
std::string configured(const std::string& file, std::string_view key) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return {};
  }
  try {
    for (const auto& item : PlainConfig().from_file(file)) {
      if (item.parents.empty() && item.name == key && item.inputs.size() == 1) {
        return item.inputs.front();
      }
    }
  } catch (const CLI::Error&) {  // NOLINT(bugprone-empty-catch): see above.
  }
  return {};
}

/// The language must be known before the tree is built, for its texts are part of the tree.
Language choose_language(int argc, char** argv) {
  auto word = early_value(argc, argv, "--lang").value_or("");
  if (const auto file = early_value(argc, argv, "--config"); word.empty() && file) {
    word = configured(*file, "lang");
  }
  for (const auto* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (word.empty()) {
      word = environment(variable);
    }
  }
  return word.starts_with("fr") ? Language::french : Language::english;
}

void add_global_options(CLI::App& app, Session& session, std::string& language) {
  app.set_help_flag("-h,--help", session.text("cli.opt.help"));
  app.set_version_flag("--version", std::string("dmpcert ") + DMPCERT_VERSION,
                       session.text("cli.opt.version"));
  take_one_of(app.add_option("--lang", language, session.text("cli.opt.lang")), {"en", "fr"});
  take_one_of(app.add_option("--color", session.colour, session.text("cli.opt.color")),
              {"auto", "always", "never"});
  auto* quiet = app.add_flag("-q,--quiet", session.quiet, session.text("cli.opt.quiet"));
  app.add_flag("-v,--verbose", session.verbose, session.text("cli.opt.verbose"))
      ->force_callback(false)  // CLI11 2.4 takes a counted flag for given otherwise
      ->excludes(quiet);
  app.add_option("--as-of", session.as_of_text, session.text("cli.opt.as-of"))->type_name("DATE");
  app.config_formatter(std::make_shared<PlainConfig>());
  app.set_config("--config", "", session.text("cli.opt.config"))->type_name("FILE");
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

/// Whether options come from a file that is gone when it was read, such as a pipe.
bool has_passing_config(int argc, char** argv) {
  std::error_code error;
  const auto file = early_value(argc, argv, "--config");
  return file && !std::filesystem::is_regular_file(*file, error);
}

/// Options decide what is run and where it is written: a file of them that somebody else could have
/// written is refused.
Status check_config(int argc, char** argv) {
  const auto file = early_value(argc, argv, "--config");
  return file && !file->empty() ? files::check_own_file(*file) : Status();
}

/// Keeps what a configuration from a pipe says in a file of no name, since it is read twice: for
/// its language, and as a whole. `kept` gets the words of the command line.
void keep_passing_config(int argc, char** argv, std::vector<std::string>& kept) {
  const auto file = early_value(argc, argv, "--config");
  if (!file || !has_passing_config(argc, argv)) {
    return;
  }
  std::ifstream in(*file, std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(in), {}};
  const int copy = in ? ::memfd_create("config", MFD_CLOEXEC) : -1;
  if (copy < 0 ||
      ::write(copy, content.data(), content.size()) != static_cast<ssize_t>(content.size())) {
    return;
  }
  const auto path = "/proc/self/fd/" + std::to_string(copy);
  kept.reserve(static_cast<std::size_t>(argc));
  for (int i = 1; i < argc; ++i) {
    if (argv[i] == *file && std::string_view(argv[i - 1]) == "--config") {
      argv[i] = kept.emplace_back(path).data();
    } else if (argv[i] == "--config=" + *file) {
      argv[i] = kept.emplace_back("--config=" + path).data();
    }
  }
}

/// The whole tree of commands and options; what is bound to it has to outlive it.
void grow(CLI::App& app, Session& session, std::string& language, Run& chosen) {
  use_catalogue_labels(app, session);
  add_global_options(app, session, language);
  for (const auto add : {add_dossier, add_check, add_form413, add_csr, add_install, add_expiry,
                         add_card, add_completion, add_manual}) {
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

int run(int argc, char** argv) {
  Session session;
  if (const auto fine = check_config(argc, argv); !fine) {
    session.wording = Wording(catalogue(), choose_language(argc, argv));
    return session.fail(fine.error());
  }
  std::vector<std::string> kept;
  keep_passing_config(argc, argv, kept);
  session.wording = Wording(catalogue(), choose_language(argc, argv));
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
    const int code = session.fail(usage_error(e, app, argc, argv));
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
  session.config = early_value(argc, argv, "--config").value_or("");
  catch_interrupts();
  const int code = chosen();
  // A plugin that was interrupted has said "unknown" in the way that its reader understands.
  const bool is_plugin = session.format == "nagios";
  return finish(session, interrupted() && code != kBug && !is_plugin ? kInterrupted : code);
}

}  // namespace dmp::cli
