#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "dmp/core/error.hpp"
#include "dmp/install/commands.hpp"

namespace dmp::cli {

/// split_words takes a command line apart: white space separates, single and double quotes and the
/// backslash keep together; nothing is expanded. Error id: CLI-COMMAND (usage: a quote that does
/// not end).
Result<std::vector<std::string>> split_words(const std::string& line);

/// run_words runs a program found in PATH, without a shell and without standard input, in a process
/// group of its own that is killed when the time is over. Of what it says the first 64 KiB are
/// kept.
install::CommandResult run_words(const std::vector<std::string>& words,
                                 std::chrono::seconds timeout);

}  // namespace dmp::cli
