#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "dmp/base/error.hpp"
#include "system/configuration.hpp"

namespace dmp::cli {

/// first_word is the first word that could have been meant as a command, or "".
std::string first_word(int argc, char** argv);

/// What a validator says of an empty value, and what usage_error knows it by.
inline constexpr const char* kEmptyValue = "EMPTY";

/// whole_number accepts decimal numbers within bounds; usage_error names those.
CLI::Validator whole_number(std::uint64_t low, std::optional<std::uint64_t> high = {});

/// refuse_empty_and_secret throws CLI::ValidationError, which usage_error words, for two things
/// that CLI11 would take: "--option=", whose value it would look for in the next word, and a word
/// after
/// "--" that looks like an option for a secret and is no file, which would be shown as one.
void refuse_empty_and_secret(const CLI::App& app, int argc, char** argv);

/// usage_error words what CLI11 did not understand. It names options, and shows no word that could
/// be a secret: none that follows an unknown option, or one for a secret, nor what is glued to its
/// name. Of a value that stands in a file of options, that file is the cause.
Error usage_error(const CLI::ParseError& e, const CLI::App& app, int argc, char** argv,
                  const Configuration& configuration);

/// not_a_topic says that a word is no command below `level`, with the nearest one.
Error not_a_topic(std::string_view word, const CLI::App& level);

}  // namespace dmp::cli
