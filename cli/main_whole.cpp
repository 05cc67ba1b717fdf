#include <array>

#include "start.hpp"

/// All commands: those that draw PDFs load libraries which take longer than many a run of the
/// others.
int main(int argc, char** argv) {
  using namespace dmp::cli;
  constexpr std::array kCommands{add_check,   add_form413, add_csr,
                                 add_install, add_expiry,  add_card};
  return start(argc, argv, {kCommands});
}
