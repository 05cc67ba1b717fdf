#pragma once

#include <string>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/base/text.hpp"
#include "system/tree.hpp"

namespace dmp::cli {

/// run parses the command line, runs one command and returns the exit code.
int run(int argc, char** argv);

/// command_tree describes all commands in a language.
TreeCommand command_tree(Language language);

/// help_of is the help of a command ("dossier", "import"), or of the program itself for no words.
/// Error ids: HELP-UNKNOWN, HELP-UNKNOWN-GUESS (usage).
Result<std::string> help_of(const std::vector<std::string>& words, Language language);

}  // namespace dmp::cli
