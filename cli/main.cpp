#include <array>

#include "hand_over.hpp"
#include "start.hpp"

/// What watches and installs: nothing of it draws, so that it starts at once. The rest is the whole
/// program's (main_whole.cpp).
int main(int argc, char** argv) {
  using namespace dmp::cli;
  constexpr std::array kCommands{add_check, add_install, add_expiry, add_card};
  return start(argc, argv, {kCommands, hand_over});
}
