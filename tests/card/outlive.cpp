// A program that goes on after its card did not answer in time, as a service that signs would.
// usage: outlive verify|begin   beside the card in $CARD_READER, with the PIN 1234
//   verify  presents the PIN with a limit of one second
//   begin   asks for the PIN's state with a limit of one second
// It prints the error's id, has let the card go by then, and lives until its standard input ends.
#include <cstdlib>
#include <iostream>
#include <string>

#include "dmp/card/cpx.hpp"

int main(int argc, char** argv) {
  using namespace dmp;
  const std::string what = argc == 2 ? argv[1] : "";
  {
    const char* reader = std::getenv("CARD_READER");
    auto card = card::open_card(reader == nullptr ? "" : reader, {std::chrono::seconds(1), {}});
    if (!card) {
      std::cout << "open: " << card.error().id << std::endl;
      return EXIT_FAILURE;
    }
    std::cout << "open" << std::endl;
    if (what == "begin") {
      std::string line;
      std::getline(std::cin, line);
      const auto state = (*card)->pin_state();
      std::cout << (state ? "fine" : state.error().id) << std::endl;
    } else {
      const Secret pin(as_bytes("1234"));
      const auto presented = (*card)->verify_pin(&pin, false);
      std::cout << (presented ? "fine" : presented.error().id) << std::endl;
    }
  }
  std::cout << "let go" << std::endl;
  std::string rest;
  while (std::getline(std::cin, rest)) {
  }
  return EXIT_SUCCESS;
}
