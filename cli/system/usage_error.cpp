#include "system/usage_error.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "dmp/base/listed.hpp"
#include "dmp/base/lower_case.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/render/printable.hpp"
#include "system/choice.hpp"

namespace dmp::cli {
namespace {

/// CLI11 words its complaints "<option>: <what>" or "<what>: <word>".
std::string before_colon(std::string_view message) {
  return std::string(message.substr(0, message.find(": ")));
}

bool is_option(std::string_view word) {
  return word.size() > 1 && word.starts_with("-") && word != "--";
}

/// What validators say when a number is outside its bounds, which follow; and of an option where
/// none is expected.
constexpr std::string_view kOutside = "OUTSIDE ";
constexpr std::string_view kNotExpected = "UNEXPECTED";
constexpr std::string_view kNotAmong = "AMONG ";

/// Where a secret's word ends in the lower-case name of an option, the longest of the first: "" for
/// a name without one.
std::string_view up_to_secret(std::string_view name) {
  constexpr std::array<std::string_view, 15> kWords = {
      "passphrase", "password", "passwd", "passe", "pass",  "phrase",      "pwd",       "psw",
      "secret",     "pin",      "mdp",    "code",  "token", "credentials", "credential"};
  std::size_t first = std::string_view::npos;
  std::size_t end = 0;
  for (const auto word : kWords) {
    if (const auto at = name.find(word); at < first) {
      first = at;
      end = at + word.size();
    }
  }
  return name.substr(0, end);
}

/// The name of an option without its value: "--name=value", "--name:value", "-nvalue".
std::string_view name_in(std::string_view word) {
  return word.starts_with("--") ? word.substr(0, word.find_first_of("=:")) : word.substr(0, 2);
}

/// Tells whether an option, known or not, is one whose value would be a secret.
bool is_for_secret(std::string_view word) {
  const auto name = lower_case(name_in(word));
  return name == "-p" || (is_option(name) && !up_to_secret(name).empty());
}

/// An option as it may be shown: of one that nobody knows, what follows the secret's word in its
/// name may be the secret.
std::string shown_option(std::string_view word, const std::vector<std::string>& known) {
  const auto name = std::string(name_in(word));
  const auto safe = up_to_secret(lower_case(name)).size();
  const bool is_whole =
      safe == 0 || safe == name.size() || std::ranges::find(known, name) != known.end();
  return is_whole ? name : name.substr(0, safe) + "…";
}

/// The option for a secret right before a word, or before the one before it; "" for none.
std::string secret_before(std::string_view word, std::span<char* const> words,
                          const std::vector<std::string>& known) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    for (const std::size_t back : {std::size_t{1}, std::size_t{2}}) {
      if (words[i] == word && i > back && is_for_secret(words[i - back])) {
        return shown_option(words[i - back], known);
      }
    }
  }
  return {};
}

void add_names(const CLI::App& level, std::vector<std::string>& names) {
  for (const auto* option : level.get_options()) {
    for (const auto& name : option->get_lnames()) {
      names.push_back("--" + name);
    }
  }
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  std::vector<const CLI::App*> commands;
  std::ranges::copy_if(app.get_subcommands([](const CLI::App*) { return true; }),
                       std::back_inserter(commands),
                       [](const CLI::App* each) { return !each->get_name().empty(); });
  return commands;
}

/// The command that was chosen last: `list` of `card list`.
const CLI::App& innermost(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : innermost(*chosen.back());
}

/// The options of the commands that were chosen, by their long names.
std::vector<std::string> known_words(const CLI::App& app) {
  std::vector<std::string> words;
  add_names(app, words);
  for (const auto* group :
       app.get_subcommands([](const CLI::App* inner) { return inner->get_name().empty(); })) {
    add_names(*group, words);
  }
  for (const auto* command : app.get_subcommands()) {
    const auto inner = known_words(*command);
    words.insert(words.end(), inner.begin(), inner.end());
  }
  return words;
}

/// The long options that there are, at a level and below it.
void add_all_names(const CLI::App& level, std::vector<std::string>& names) {
  add_names(level, names);
  for (const auto* inner : level.get_subcommands([](const CLI::App*) { return true; })) {
    add_all_names(*inner, names);
  }
}

const CLI::Option* find_option(const CLI::App& app, const std::string& name) {
  const auto* option = app.get_option_no_throw(name);
  for (const auto* command : app.get_subcommands()) {
    option = option == nullptr ? find_option(*command, name) : option;
  }
  return option;
}

/// What a word may have been meant as. The dashes of an option are no letters that are right
/// already.
std::optional<std::string> guess(std::string_view word, const std::vector<std::string>& known) {
  const auto dashes = word.substr(0, std::min(word.find_first_not_of('-'), word.size()));
  std::vector<std::string_view> views;
  for (const std::string_view each : known) {
    if (each.starts_with(dashes)) {
      views.push_back(each.substr(dashes.size()));
    }
  }
  const auto found = nearest(word.substr(dashes.size()), views);
  return found ? std::optional(std::string(dashes) + std::string(*found)) : std::nullopt;
}

/// A word that was not expected, as it may be shown.
Error with_guess(std::string_view id, std::string_view word, std::string_view shown,
                 const std::vector<std::string>& known) {
  if (const auto meant = guess(word, known)) {
    return {ErrorKind::usage,
            std::string(id) + "-GUESS",
            {arg("word", shown), arg("guess", *meant)},
            {}};
  }
  return {ErrorKind::usage, std::string(id), {arg("word", shown)}, {}};
}

/// Whether a word may be a passphrase or a PIN that was to be the value of an option: where the
/// command, or one beside it (`card check-pin`), has one for such, and it is not like a file's
/// name.
bool may_be_secret(std::string_view word, const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands()) {
    add_all_names(*command, names);
  }
  return word.find_first_of("./") == std::string_view::npos &&
         std::ranges::any_of(names, is_for_secret);
}

/// Of words that were not expected, the first option is the fault: what follows it may be its
/// value, and a secret.
Error not_expected(const std::vector<std::string>& rest, const CLI::App& app,
                   std::span<char* const> words) {
  const auto known = known_words(app);
  if (const auto option = std::ranges::find_if(rest, is_option); option != rest.end()) {
    return with_guess("CLI-UNKNOWN-ARGUMENT", name_in(*option), shown_option(*option, known),
                      known);
  }
  const auto word = std::ranges::find_if(rest, [](const auto& each) { return each != "--"; });
  const auto& first = word == rest.end() ? rest.front() : *word;
  if (const auto secret = secret_before(first, words, known); !secret.empty()) {
    return {ErrorKind::usage, "CLI-UNKNOWN-AFTER", {arg("name", secret)}, {}};
  }
  const bool is_near_none = !guess(first, known);
  if (is_near_none && may_be_secret(first, app)) {
    return {ErrorKind::usage, "CLI-UNKNOWN-AFTER", {arg("name", innermost(app).get_name())}, {}};
  }
  return with_guess("CLI-UNKNOWN-ARGUMENT", first, first, known);
}

/// No command, or none of those that the one which was chosen has.
Error no_command(const CLI::App& app, int argc, char** argv) {
  const auto& level = innermost(app);
  const auto rest = app.remaining(true);
  if (std::ranges::any_of(rest, is_option)) {
    return not_expected(rest, app, {argv, static_cast<std::size_t>(argc)});
  }
  std::vector<std::string> names;
  for (const auto* command : commands_of(level)) {
    names.push_back(command->get_name());
  }
  const bool is_root = &level == &app;
  const auto word = is_root ? first_word(argc, argv) : rest.empty() ? "" : rest.front();
  if (word.empty()) {
    return is_root ? Error{ErrorKind::usage, "CLI-NO-COMMAND", {}, {}}
                   : Error{ErrorKind::usage,
                           "CLI-NO-SUBCOMMAND",
                           {arg("command", level.get_name()), arg("known", listed(names))},
                           {}};
  }
  return with_guess("CLI-UNKNOWN-COMMAND", word, word, names);
}

/// A value that does not fit, with what the option takes; CLI11's own words are English and
/// technical.
Error wrong_value(const std::string& name, const CLI::App& app) {
  const auto* option = find_option(app, name);
  const auto expected = option == nullptr ? std::string() : option->get_type_name();
  if (expected.empty()) {
    return {ErrorKind::usage, "CLI-VALUE", {arg("name", name)}, {}};
  }
  return {
      ErrorKind::usage, "CLI-VALUE-EXPECTED", {arg("name", name), arg("expected", expected)}, {}};
}

/// A number outside its bounds, which are the end of the complaint: "OUTSIDE 1 600".
Error outside(const std::string& name, std::string_view bounds) {
  const auto gap = std::min(bounds.find(' '), bounds.size());
  Args args = {arg("name", name), arg("low", bounds.substr(0, gap))};
  if (gap == bounds.size()) {
    return {ErrorKind::usage, "CLI-NUMBER-LOW", std::move(args), {}};
  }
  args.push_back(arg("high", bounds.substr(gap + 1)));
  return {ErrorKind::usage, "CLI-NUMBER", std::move(args), {}};
}

/// A word that is none of those which the option takes; these stand before it, in a line of their
/// own: a configuration file also has values for commands that were not chosen.
Error not_among(const std::string& name, std::string_view complaint) {
  const auto end = std::min(complaint.find('\n'), complaint.size());
  const auto words = CLI::detail::split(std::string(complaint.substr(0, end)), '|');
  const auto word = complaint.substr(std::min(end + 1, complaint.size()));
  auto error = with_guess("CLI-CHOICE", word, word, words);
  error.args.push_back(arg("name", name));
  error.args.push_back(arg("known", listed(words)));
  return error;
}

/// The option or argument that a complaint of CLI11 is about; its value stands in some of them.
std::string subject_of(std::string_view message, const CLI::App& app) {
  const auto known = known_words(app);
  for (std::size_t at = 0; at < message.size();) {
    const auto end = std::min(message.find_first_of(" :,=", at), message.size());
    const auto word = message.substr(at, end - at);
    if (std::ranges::find(known, word) != known.end()) {
      return std::string(word);
    }
    at = end + 1;
  }
  const auto before = before_colon(message);
  return before.find(' ') == std::string::npos ? before : std::string("dmpcert");
}

/// The key of a configuration file that a complaint is about. A line that is none may be all of one
/// and a secret: its first word is shown.
std::string key_in(std::string_view message) {
  constexpr std::string_view kBefore = " parse ";
  const auto at = message.find(kBefore);
  const auto item = at == std::string_view::npos ? message : message.substr(at + kBefore.size());
  const auto key = item.substr(0, item.find_first_of(" \t:=\"'"));
  return key.empty() ? "=" : render::printable(key);
}

/// The keys that a configuration file may have: "lang", "check.fail-on".
void add_keys(const CLI::App& level, const std::string& before, std::vector<std::string>& keys) {
  for (const auto* option : level.get_options()) {
    for (const auto& name : option->get_lnames()) {
      if (option->get_configurable()) {
        keys.push_back(before + name);
      }
    }
  }
  for (const auto* inner : level.get_subcommands([](const CLI::App*) { return true; })) {
    add_keys(*inner, inner->get_name().empty() ? before : before + inner->get_name() + ".", keys);
  }
}

/// What is wrong with the configuration file, in our words.
Error config_error(const CLI::ParseError& e, const CLI::App& app,
                   const Configuration& configuration) {
  const auto* option = app.get_config_ptr();
  auto file = option == nullptr || option->empty() ? std::string() : option->results().back();
  if (dynamic_cast<const CLI::FileError*>(&e) != nullptr) {
    return {ErrorKind::input, "CLI-CONFIG-UNREADABLE", {arg("file", file)}, {}};
  }
  std::vector<std::string> keys;
  add_keys(app, "", keys);
  auto key = key_in(e.what());
  if (const auto* source = configuration.file_of(key)) {
    file = source->path;
  }
  // A section is announced by a key of CLI11's own.
  constexpr std::string_view kSection = ".++";
  if (key.ends_with(kSection)) {
    key = "[" + key.substr(0, key.size() - kSection.size()) + "]";
    keys.clear();
    for (const auto* command : commands_of(app)) {
      keys.push_back("[" + command->get_name() + "]");
    }
  }
  auto error = with_guess("CLI-CONFIG-INVALID", key, key, keys);
  error.kind = ErrorKind::input;
  error.args.push_back(arg("file", file));
  return error;
}

/// An option at the end of its words.
Error no_value(const std::string& name, const CLI::App& app) {
  const auto* option = find_option(app, name);
  const auto expected = option == nullptr ? std::string() : option->get_type_name();
  if (expected.empty()) {
    return {ErrorKind::usage, "CLI-VALUE", {arg("name", name)}, {}};
  }
  return {ErrorKind::usage, "CLI-NO-VALUE", {arg("name", name), arg("expected", expected)}, {}};
}

/// A complaint about two options, with CLI11's word between them.
Error about_two(std::string_view id, const std::string& message, std::string_view between) {
  const auto at = message.find(between);
  return {ErrorKind::usage,
          std::string(id),
          {arg("first", message.substr(0, at)),
           arg("second", at == std::string::npos ? "" : message.substr(at + between.size()))},
          {}};
}

}  // namespace

std::string first_word(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (!argument.starts_with("-")) {
      return std::string(argument);
    }
    if (argument == "--lang" || argument == "--color" || argument == "--as-of" ||
        argument == "--config") {
      ++i;
    }
  }
  return {};
}

CLI::Validator whole_number(std::uint64_t low, std::optional<std::uint64_t> high) {
  const auto bounds = std::to_string(low) + (high ? " " + std::to_string(*high) : "");
  return {[low, high, bounds](const std::string& text) {
            std::uint64_t number = 0;
            const auto* end = text.data() + text.size();
            const auto [at, error] = std::from_chars(text.data(), end, number);
            const bool fits = error == std::errc() && at == end && number >= low &&
                              number <= high.value_or(std::numeric_limits<int>::max());
            return fits ? std::string() : std::string(kOutside) + bounds;
          },
          ""};
}

CLI::Option* take_one_of(CLI::Option* option, const std::vector<std::string>& words) {
  const auto all = CLI::detail::join(words, "|");
  return option->type_name(all)->check(
      {[words, all](const std::string& text) {
         const bool is_known = std::ranges::find(words, text) != words.end();
         return is_known ? std::string() : std::string(kNotAmong).append(all) + "\n" + text;
       },
       ""});
}

void refuse_empty_and_secret(const CLI::App& app, int argc, char** argv) {
  std::vector<std::string> known;
  add_all_names(app, known);
  const std::span<char* const> words(argv, static_cast<std::size_t>(argc));
  bool after_dashes = false;
  for (const std::string_view word : words.subspan(std::min<std::size_t>(1, words.size()))) {
    struct stat status{};
    if (after_dashes) {
      if (is_for_secret(word) && ::lstat(std::string(word).c_str(), &status) != 0) {
        throw CLI::ValidationError(shown_option(word, known), std::string(kNotExpected));
      }
    } else if (word == "--") {
      after_dashes = true;
    } else if (word.starts_with("--") && word.find('=') == word.size() - 1) {
      throw CLI::ValidationError(shown_option(word, known), kEmptyValue);
    }
  }
}

namespace {

Error worded(const CLI::ParseError& e, const CLI::App& app, int argc, char** argv,
             const Configuration& configuration) {
  const std::string message = e.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&e) != nullptr) {
    return not_expected(app.remaining(true), app, {argv, static_cast<std::size_t>(argc)});
  }
  if (dynamic_cast<const CLI::RequiredError*>(&e) != nullptr) {
    if (const auto& level = innermost(app); !commands_of(level).empty()) {
      return no_command(app, argc, argv);
    }
    return {
        ErrorKind::usage, "CLI-REQUIRED", {arg("name", message.substr(0, message.find(' ')))}, {}};
  }
  if (dynamic_cast<const CLI::ExcludesError*>(&e) != nullptr) {
    return about_two("CLI-EXCLUDES", message, " excludes ");
  }
  if (dynamic_cast<const CLI::RequiresError*>(&e) != nullptr) {
    return about_two("CLI-NEEDS", message, " requires ");
  }
  if (dynamic_cast<const CLI::FileError*>(&e) != nullptr ||
      dynamic_cast<const CLI::ConfigError*>(&e) != nullptr) {
    return config_error(e, app, configuration);
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&e) != nullptr &&
      message.find(": At Most ") != std::string::npos) {
    return {ErrorKind::usage, "CLI-TWICE", {arg("name", subject_of(message, app))}, {}};
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&e) != nullptr) {
    return no_value(subject_of(message, app), app);
  }
  if (message.ends_with(std::string(": ") + kEmptyValue)) {
    return {ErrorKind::usage, "CLI-EMPTY", {arg("name", before_colon(message))}, {}};
  }
  if (message.ends_with(": " + std::string(kNotExpected))) {
    return {ErrorKind::usage, "CLI-UNKNOWN-ARGUMENT", {arg("word", before_colon(message))}, {}};
  }
  if (const auto at = message.rfind(kOutside); at != std::string::npos) {
    return outside(before_colon(message), std::string_view(message).substr(at + kOutside.size()));
  }
  if (const auto at = message.find(": " + std::string(kNotAmong)); at != std::string::npos) {
    return not_among(message.substr(0, at),
                     std::string_view(message).substr(at + 2 + kNotAmong.size()));
  }
  return wrong_value(subject_of(message, app), app);
}

/// The file that has the option which an error names, where the command line has not.
const ConfigFile* file_to_blame(const Error& error, int argc, char** argv,
                                const Configuration& configuration) {
  const auto name = std::ranges::find(error.args, std::string_view("name"), &Arg::name);
  if (error.kind != ErrorKind::usage || name == error.args.end()) {
    return nullptr;
  }
  const std::span<char* const> words(argv, static_cast<std::size_t>(argc));
  const bool is_typed = std::ranges::any_of(
      words, [&](std::string_view word) { return name_in(word) == name->value; });
  return is_typed ? nullptr : configuration.file_with(name->value);
}

}  // namespace

Error usage_error(const CLI::ParseError& e, const CLI::App& app, int argc, char** argv,
                  const Configuration& configuration) {
  auto error = worded(e, app, argc, argv, configuration);
  if (const auto* file = file_to_blame(error, argc, argv, configuration)) {
    error.causes.push_back(file->path);
  }
  return error;
}

Error not_a_topic(std::string_view word, const CLI::App& level) {
  std::vector<std::string> names;
  for (const auto* command : commands_of(level)) {
    if (!command->get_group().empty()) {
      names.push_back(command->get_name());
    }
  }
  return with_guess("HELP-UNKNOWN", word, word, names);
}

}  // namespace dmp::cli
