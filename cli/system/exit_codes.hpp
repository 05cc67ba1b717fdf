#pragma once

#include <array>
#include <string>
#include <string_view>

#include "dmp/base/text.hpp"
#include "system/exit_code.hpp"

namespace dmp::cli {

/// NamedCode is an exit code with the name of its texts: `cli.exit.<name>` says in a line what it
/// means, `cli.exit-more.<name>` when a command ends with it and what holds then.
struct NamedCode {
  int code;
  std::string_view name;
};

/// kExitCodes are those of every command, for help, manual pages and `help exit-codes` alike.
inline constexpr std::array kExitCodes = {NamedCode{kFine, "fine"},
                                          NamedCode{kFindings, "findings"},
                                          NamedCode{kUsage, "usage"},
                                          NamedCode{kInput, "input"},
                                          NamedCode{kEnvironment, "environment"},
                                          NamedCode{kSecret, "secret"},
                                          NamedCode{kBug, "bug"},
                                          NamedCode{kInterrupted, "interrupted"}};

/// exit_code_line is what a code means, in a line.
std::string exit_code_line(const NamedCode& code, const Wording& wording);

/// exit_code_details say when a command ends with it.
std::string exit_code_details(const NamedCode& code, const Wording& wording);

/// exit_codes_table is a title and a line for each code, for the end of a help.
std::string exit_codes_table(const Wording& wording);

}  // namespace dmp::cli
