#pragma once

#include "dmp/base/text.hpp"
#include "system/tree.hpp"

namespace dmp::cli {

/// run parses the command line, runs one command and returns the exit code.
int run(int argc, char** argv);

/// command_tree describes all commands in a language.
TreeCommand command_tree(Language language);

}  // namespace dmp::cli
