#pragma once

namespace dmp::cli {

/// run parses the command line, runs one command and returns the exit code.
int run(int argc, char** argv);

}  // namespace dmp::cli
