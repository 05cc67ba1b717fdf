#include "dmp/card/detail/apdu.hpp"

#include <algorithm>

#include "dmp/base/tlv.hpp"

namespace dmp::card::detail {
namespace {

constexpr std::size_t kMostShort = 255;
constexpr std::uint8_t kVerify = 0x20;

Bytes short_form(const Command& command, std::uint8_t cla, ByteView data, bool le) {
  Bytes bytes = {cla, command.ins, command.p1, command.p2};
  if (!data.empty()) {
    bytes.push_back(static_cast<std::uint8_t>(data.size()));
    bytes.insert(bytes.end(), data.begin(), data.end());
  }
  if (le) {
    bytes.push_back(0x00);
  }
  return bytes;
}

Bytes extended_form(const Command& command) {
  const auto size = command.data.size();
  const std::uint8_t header[] = {command.cla,
                                 command.ins,
                                 command.p1,
                                 command.p2,
                                 0x00,
                                 static_cast<std::uint8_t>(size >> 8U),
                                 static_cast<std::uint8_t>(size)};
  constexpr std::size_t kLe = 2;  // as much as there is: 0000
  Bytes bytes(std::size(header) + size + (command.answers ? kLe : 0));
  std::ranges::copy(command.data, std::ranges::copy(header, bytes.begin()).out);
  return bytes;
}

/// Puts another Le in the place of the one that is there, or behind the data.
void set_expected_length(Bytes& command, std::uint8_t length) {
  constexpr std::size_t kHeader = 4;
  const std::size_t data = command.size() > kHeader + 1 ? 1U + command[kHeader] : 0U;
  command.resize(std::min(command.size(), kHeader + data));
  command.push_back(length);
}

}  // namespace

Result<Answer> send(const Exchange& exchange, Bytes command) {
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
    if (first == 0x6C && command[1] != kVerify) {  // A VERIFY is sent once, whatever comes.
      set_expected_length(command, second);
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

Abilities read_abilities(ByteView file, bool sends_le) {
  constexpr std::uint8_t kCategory = 0x80;
  constexpr std::uint8_t kCapabilities = 0x47;
  if (!file.empty() && file.front() == kCategory) {
    file = file.subspan(1);
  }
  const auto value = find_element(file, kCapabilities);
  const unsigned third = value && value->size() >= 3 ? (*value)[2] : 0U;
  return {(third & 0x80U) != 0, (third & 0x40U) != 0, sends_le};
}

Result<Answer> send(const Exchange& exchange, const Command& command, const Abilities& abilities) {
  constexpr std::uint8_t kMore = 0x10;
  const bool le = command.answers && (abilities.sends_le || command.data.empty());
  ByteView rest = command.data;
  if (rest.size() <= kMostShort) {
    return send(exchange, short_form(command, command.cla, rest, le));
  }
  if (abilities.extended_length && rest.size() <= 0xFFFF) {
    return send(exchange, extended_form(command));
  }
  if (!abilities.chaining) {
    return fail(ErrorKind::internal, "CARD-COMMAND-LONG", {arg("bytes", rest.size())});
  }
  while (rest.size() > kMostShort) {
    const auto cla = static_cast<std::uint8_t>(command.cla | kMore);
    auto part = send(exchange, short_form(command, cla, rest.first(kMostShort), false));
    if (!part || part->status != kDone) {
      return part;
    }
    rest = rest.subspan(kMostShort);
  }
  return send(exchange, short_form(command, command.cla, rest, le));
}

}  // namespace dmp::card::detail
