#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "dmp/core/error.hpp"

namespace dmp::cli {

/// first_word is the first word that could have been meant as a command, or "".
std::string first_word(int argc, char** argv);

/// What a validator says of an empty value, and what usage_error knows it by.
inline constexpr const char* kEmptyValue = "EMPTY";

/// usage_error words what CLI11 did not understand. It names options, and shows no word that could
/// be a secret: none that follows an unknown option, or one for a secret.
Error usage_error(const CLI::ParseError& e, const CLI::App& app, int argc, char** argv);

}  // namespace dmp::cli
