#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/install/commands.hpp"

namespace dmp::cli {

/// split_words takes a command line apart: white space separates, single and double quotes and the
/// backslash keep together; nothing is expanded. Error ids (usage), with `option`: CLI-COMMAND (a
/// quote that does not end, or nothing at all); CLI-SHELL, with `word`: what only a shell would
/// understand, such as && | > ; $( ) * ~ {a,b}, NAME=VALUE before the program, and a line's end
/// between two commands, outside of quotes.
Result<std::vector<std::string>> split_words(const std::string& line, std::string_view option);

/// check_words is the same for the words of a plan, which are apart already: none of them is an
/// operator of a shell, nor the first one empty or NAME=VALUE. The error is of the input.
Status check_words(const std::vector<std::string>& words, std::string_view option);

/// run_words runs a program found in PATH, without a shell and without standard input, in a process
/// group of its own that is killed when the time is over, and the program with it; one that cannot
/// be killed is given up and still runs. It gets the standard streams, the signals,
/// the umask and the limit of core files that we were started with, and our environment without the
/// variables that hold secrets. Of what it says the last 64 KiB are kept, without this run's
/// secrets. A wish to stop (SIGINT, SIGTERM) is passed on to it, unless it was started after it.
install::CommandResult run_words(const std::vector<std::string>& words,
                                 std::chrono::seconds timeout);

}  // namespace dmp::cli
