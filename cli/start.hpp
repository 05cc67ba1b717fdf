#pragma once

#include "application.hpp"

namespace dmp::cli {

/// start hardens the process, runs the program and returns its exit code, whatever is thrown.
int start(int argc, char** argv, const Program& program);

}  // namespace dmp::cli
