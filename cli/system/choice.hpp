#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace dmp::cli {

/// take_one_of makes an option take one of these words, which its help shows; usage_error names
/// them and the nearest one.
CLI::Option* take_one_of(CLI::Option* option, const std::vector<std::string>& words);

}  // namespace dmp::cli
