#include "dmp/card/detail/apdu.hpp"

namespace dmp::card::detail {

Result<Answer> send(const Exchange& exchange, Bytes command) {
  constexpr std::size_t kHeader = 4;
  constexpr int kMaxRounds = 64;  // a card has short answers only: 16 kB are more than any of ours
  const auto channel = command.front();
  Answer answer;
  for (int round = 0; round < kMaxRounds; ++round) {
    auto got = exchange(command);
    if (!got) {
      return fail(std::move(got.error()));
    }
    const std::uint8_t first = (*got)[got->size() - 2];
    const std::uint8_t second = got->back();
    if (first == 0x6C) {
      // Of the commands that we send, only those without data get this answer.
      command.resize(kHeader);
      command.push_back(second);
      continue;
    }
    answer.data.insert(answer.data.end(), got->begin(), got->end() - 2);
    if (first != 0x61) {
      answer.status = static_cast<std::uint16_t>(first << 8U | second);
      return answer;
    }
    command = {channel, 0xC0, 0x00, 0x00, second};
  }
  return fail(ErrorKind::environment, "CARD-ENDLESS");
}

}  // namespace dmp::card::detail
