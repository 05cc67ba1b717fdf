#include "system/exit_codes.hpp"

#include "dmp/render/table.hpp"

namespace dmp::cli {

std::string exit_code_line(const NamedCode& code, const Wording& wording) {
  return wording.text("cli.exit." + std::string(code.name));
}

std::string exit_code_details(const NamedCode& code, const Wording& wording) {
  return wording.text("cli.exit-more." + std::string(code.name));
}

std::string exit_codes_table(const Wording& wording) {
  constexpr std::size_t kWidth = 4;
  auto table = wording.text("cli.exit-codes");
  for (const auto& each : kExitCodes) {
    table +=
        "\n  " + render::pad(std::to_string(each.code), kWidth) + exit_code_line(each, wording);
  }
  return table;
}

}  // namespace dmp::cli
