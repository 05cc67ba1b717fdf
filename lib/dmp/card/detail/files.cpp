#include "dmp/card/detail/files.hpp"

#include <algorithm>

#include "dmp/core/tlv.hpp"

namespace dmp::card::detail {
namespace {

/// SELECT (ISO 7816-4): what P1 and P2 ask for, and the name, path or identifier.
Bytes select_command(std::uint8_t channel, std::uint8_t p1, std::uint8_t p2, ByteView name) {
  const std::uint8_t header[] = {channel, 0xA4, p1, p2, static_cast<std::uint8_t>(name.size())};
  Bytes command(std::size(header) + name.size());
  std::ranges::copy(name, std::ranges::copy(header, command.begin()).out);
  return command;
}

constexpr std::uint8_t kByName = 0x04;
constexpr std::uint8_t kByIdentifier = 0x00;
constexpr std::uint8_t kByPath =
    0x09;  // "from the current DF", yet with 3F00 (CPS3) or below it (CPS4)
constexpr std::uint8_t kWithFcp = 0x04;
constexpr std::uint8_t kWithNothing = 0x0C;

constexpr std::size_t kIdentifier = 2;

/// The size that a file's control parameters tell (tag 80), or the most that can be addressed.
std::size_t size_of(ByteView answer) {
  constexpr std::size_t kMost = 0x7FFF;
  const auto parameters = find_element(answer, 0x62);
  const auto size = parameters ? find_element(*parameters, 0x80) : std::nullopt;
  if (!size || size->size() != 2) {
    return kMost;
  }
  const std::size_t high = (*size)[0];
  return std::min(high << 8U | (*size)[1], kMost);
}

}  // namespace

Result<Answer> Files::select(Bytes command) {
  if (sends_le_ && command[3] != kWithNothing) {
    command.push_back(0x00);
  }
  return send(exchange_, std::move(command));
}

Status Files::open() {
  if (generation_ != model::CardGeneration::cps4) {
    return {};
  }
  const Bytes application = {0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x01, 0x00};
  const Bytes card_manager = {0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00};
  const Bytes cps2ter = {0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x00, 0x02};
  const auto first = select(select_command(0x01, kByName, kWithNothing, application));
  if (!first) {
    return fail(first.error());
  }
  if (first->status == kDone) {
    return {};
  }
  // The way back to the channel when another program has left it.
  for (const auto& command : {select_command(0x01, kByName, kWithNothing, card_manager),
                              select_command(0x00, kByName, kWithNothing, cps2ter),
                              select_command(0x01, kByName, kWithNothing, application)}) {
    if (const auto answer = select(command); !answer) {
      return fail(answer.error());
    }
  }
  return {};
}

Status Files::select_application() {
  if (generation_ == model::CardGeneration::cps4) {
    return {};  // open has done so
  }
  const Bytes path = {0x3F, 0x00, 0x00, 0x01};
  const auto answer = select(select_command(0x00, kByPath, kWithNothing, path));
  return answer ? Status() : fail(answer.error());
}

Status Files::select_master_file() {
  const Bytes path = {0x3F, 0x00};
  const auto answer = select(select_command(
      class_of(generation_), generation_ == model::CardGeneration::cps4 ? kByIdentifier : kByPath,
      kWithNothing, path));
  return answer ? Status() : fail(answer.error());
}

Result<Answer> Files::select_file(ByteView path) {
  if (generation_ != model::CardGeneration::cps4) {
    return select(select_command(0x00, kByPath, kWithFcp, path));
  }
  const auto file = path.last(kIdentifier);
  if (path.size() <= 2 * kIdentifier) {
    return select(select_command(0x01, kByIdentifier, kWithFcp, file));
  }
  auto answer = select(select_command(0x01, kByPath, kWithFcp, file));
  if (answer && answer->status == kFileNotFound) {
    const auto folder = path.subspan(path.size() - 2 * kIdentifier, kIdentifier);
    answer = select(select_command(0x01, kByIdentifier, kWithNothing, folder));
    return answer ? select(select_command(0x01, kByPath, kWithFcp, file)) : answer;
  }
  return answer;
}

Result<Bytes> Files::read_binary(std::size_t size) {
  constexpr std::size_t kChunk = 0xE7;  // the most that the card's own software asks for
  Bytes content;
  while (content.size() < size) {
    const auto offset = content.size();
    auto part =
        send(exchange_, {class_of(generation_), 0xB0, static_cast<std::uint8_t>(offset >> 8U),
                         static_cast<std::uint8_t>(offset),
                         static_cast<std::uint8_t>(std::min(kChunk, size - offset))});
    if (!part) {
      return fail(std::move(part.error()));
    }
    content.insert(content.end(), part->data.begin(), part->data.end());
    if (part->status != kDone || part->data.empty()) {
      break;  // the end (6282, 6B00), or a file that is closed to us: it is then empty
    }
  }
  return content;
}

Result<std::optional<Bytes>> Files::read(ByteView path) {
  const auto selected = select_file(path);
  if (!selected) {
    return fail(selected.error());
  }
  if (selected->status != kDone) {
    return std::nullopt;
  }
  return read_binary(size_of(selected->data)).map([](Bytes content) {
    return content.empty() ? std::nullopt : std::optional(std::move(content));
  });
}

}  // namespace dmp::card::detail
