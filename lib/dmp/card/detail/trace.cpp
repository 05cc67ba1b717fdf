#include "dmp/card/detail/trace.hpp"

#include "dmp/card/detail/pcsc.hpp"

namespace dmp::card::detail {
namespace {

constexpr std::size_t kHeader = 5;

bool carries_pin(ByteView command) {
  return command.size() > kHeader &&
         (command[1] == 0x20 || command[1] == 0x21 || command[1] == 0x24 || command[1] == 0x2C);
}

std::string line_of(char mark, ByteView bytes, std::size_t shown) {
  std::string line(1, mark);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    line += ' ';
    line += i < shown ? to_upper_hex(bytes.subspan(i, 1)) : "**";
  }
  return line;
}

}  // namespace

std::string command_line(ByteView command) {
  return line_of('>', command, carries_pin(command) ? kHeader : command.size());
}

std::string answer_line(ByteView answer) { return line_of('<', answer, answer.size()); }

}  // namespace dmp::card::detail
