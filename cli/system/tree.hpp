#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace dmp::cli {

/// Values is what an option or an argument takes, for whoever completes it.
struct Values {
  std::vector<std::string> words;  ///< Those that are known beforehand.
  bool files = false;
  bool directories = false;  ///< And no files.
  bool sites = false;        ///< The ids of the sites of the dossier that is given beside it.
};

/// TreeOption is an option or an argument of a command, as its help shows it.
struct TreeOption {
  std::vector<std::string> names;  ///< "-o", "--output"; of an argument its name: "DOSSIER".
  std::string type;                ///< "FILE"; empty for flags and most arguments.
  std::string about;
  std::string group;
  bool takes_value = false;
  bool repeats = false;
  bool required = false;
  Values values;
};

/// TreeCommand is a command with what stands below it. What is hidden from the help is not there.
struct TreeCommand {
  std::vector<std::string> path;  ///< "card", "show"; empty for the program itself.
  std::string about;
  std::vector<TreeOption> options;  ///< By group, as the help has them.
  std::vector<TreeOption> arguments;
  std::vector<TreeCommand> commands;

  /// words are those of its path with something between them.
  [[nodiscard]] std::string words(std::string_view between = " ") const;
};

/// describe tells what a command tree consists of.
TreeCommand describe(const CLI::App& root);

/// own_options are those that a command has and the program itself, whose options every command
/// takes, has not; none for the program itself.
std::vector<TreeOption> own_options(const TreeCommand& command, const TreeCommand& root);

/// for_each calls `visit` with a command and all that stand below it.
void for_each(const TreeCommand& command, const auto& visit) {
  visit(command);
  for (const auto& inner : command.commands) {
    for_each(inner, visit);
  }
}

}  // namespace dmp::cli
