#include "usage_error.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "dmp/core/utf8.hpp"
#include "dmp/report/document.hpp"

namespace dmp::cli {
namespace {

/// CLI11 words its complaints "<option>: <what>" or "<what>: <word>".
std::string before_colon(std::string_view message) {
  return std::string(message.substr(0, message.find(": ")));
}

bool is_option(std::string_view word) { return word.size() > 1 && word.starts_with("-"); }

/// The option of a word alone: "--name=value" and "-nvalue" hold a value, too.
std::string option_in(std::string_view word) {
  return std::string(word.starts_with("--") ? word.substr(0, word.find('=')) : word.substr(0, 2));
}

/// Tells whether an option, known or not, is one whose value would be a secret.
bool is_for_secret(std::string_view word) {
  constexpr std::array kParts = {"pass", "pwd",  "psw",    "secret", "pin",
                                 "mdp",  "code", "phrase", "token",  "credential"};
  auto name = option_in(word);
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return name == "-p" || (is_option(name) && std::ranges::any_of(kParts, [&](const char* part) {
                            return name.find(part) != std::string::npos;
                          }));
}

/// The option for a secret right before a word, or before the one before it; "" for none.
std::string secret_before(std::string_view word, std::span<char* const> words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    for (const std::size_t back : {std::size_t{1}, std::size_t{2}}) {
      if (words[i] == word && i > back && is_for_secret(words[i - back])) {
        return option_in(words[i - back]);
      }
    }
  }
  return {};
}

std::vector<std::string> known_words(const CLI::App& app) {
  std::vector<std::string> words;
  const auto collect = [&words](const CLI::App& level) {
    for (const auto* option : level.get_options()) {
      for (const auto& name : option->get_lnames()) {
        words.push_back("--" + name);
      }
    }
  };
  collect(app);
  for (const auto* command : app.get_subcommands()) {
    collect(*command);
    for (const auto* group : command->get_subcommands(
             [](const CLI::App* inner) { return inner->get_name().empty(); })) {
      collect(*group);
    }
  }
  return words;
}

Error with_guess(std::string_view id, std::string_view word,
                 const std::vector<std::string>& known) {
  const std::vector<std::string_view> views(known.begin(), known.end());
  if (const auto guess = nearest(word, views)) {
    return {ErrorKind::usage,
            std::string(id) + "-GUESS",
            {arg("word", word), arg("guess", *guess)},
            {}};
  }
  return {ErrorKind::usage, std::string(id), {arg("word", word)}, {}};
}

/// Of words that were not expected, the first option is the fault: what follows it may be its
/// value, and a secret.
Error not_expected(const std::vector<std::string>& rest, const CLI::App& app,
                   std::span<char* const> words) {
  const auto option = std::ranges::find_if(rest, is_option);
  if (option != rest.end()) {
    return with_guess("CLI-UNKNOWN-ARGUMENT", option_in(*option), known_words(app));
  }
  if (const auto secret = secret_before(rest.front(), words); !secret.empty()) {
    return {ErrorKind::usage, "CLI-UNKNOWN-AFTER", {arg("name", secret)}, {}};
  }
  return with_guess("CLI-UNKNOWN-ARGUMENT", rest.front(), known_words(app));
}

Error no_command(const CLI::App& app, int argc, char** argv) {
  const auto rest = app.remaining(true);
  if (std::ranges::any_of(rest, is_option)) {
    return not_expected(rest, app, {argv, static_cast<std::size_t>(argc)});
  }
  const auto word = first_word(argc, argv);
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  if (word.empty()) {
    return {ErrorKind::usage, "CLI-NO-COMMAND", {}, {}};
  }
  return with_guess("CLI-UNKNOWN-COMMAND", word, names);
}

/// A value that does not fit, with what the option takes; CLI11's own words are English and
/// technical.
Error wrong_value(const std::string& name, const CLI::App& app) {
  const auto* option = app.get_option_no_throw(name);
  for (const auto* command : app.get_subcommands()) {
    option = option == nullptr ? command->get_option_no_throw(name) : option;
  }
  const auto expected = option == nullptr ? std::string() : option->get_type_name();
  if (expected.empty()) {
    return {ErrorKind::usage, "CLI-VALUE", {arg("name", name)}, {}};
  }
  return {
      ErrorKind::usage, "CLI-VALUE-EXPECTED", {arg("name", name), arg("expected", expected)}, {}};
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

/// A complaint about a configuration file. A line that is none may be all of one and a secret: its
/// first word is shown.
std::string config_fault(std::string_view message) {
  constexpr std::string_view kBefore = " parse ";
  const auto at = message.find(kBefore);
  if (at == std::string_view::npos) {
    return report::printable(message);
  }
  const auto item = message.substr(at + kBefore.size());
  return report::printable(item.substr(0, item.find_first_of(" \t:=\"'")));
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

Error usage_error(const CLI::ParseError& e, const CLI::App& app, int argc, char** argv) {
  const std::string message = e.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&e) != nullptr) {
    return not_expected(app.remaining(true), app, {argv, static_cast<std::size_t>(argc)});
  }
  if (dynamic_cast<const CLI::RequiredError*>(&e) != nullptr) {
    if (app.get_subcommands().empty()) {
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
  if (dynamic_cast<const CLI::FileError*>(&e) != nullptr) {
    return {ErrorKind::input, "CLI-CONFIG-UNREADABLE", {}, {report::printable(message)}};
  }
  if (dynamic_cast<const CLI::ConfigError*>(&e) != nullptr) {
    return {ErrorKind::input, "CLI-CONFIG-INVALID", {}, {config_fault(message)}};
  }
  if (message.ends_with(std::string(": ") + kEmptyValue)) {
    return {ErrorKind::usage, "CLI-EMPTY", {arg("name", before_colon(message))}, {}};
  }
  return wrong_value(subject_of(message, app), app);
}

}  // namespace dmp::cli
