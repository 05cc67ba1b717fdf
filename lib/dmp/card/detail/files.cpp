#include "dmp/card/detail/files.hpp"

#include <algorithm>

#include "dmp/base/tlv.hpp"

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

/// The size that a file's control parameters tell (tag 80, in an FCP or FCI template of ISO
/// 7816-4), or the most that can be addressed.
std::size_t size_of(ByteView answer) {
  constexpr std::size_t kMost = 0x7FFF;
  constexpr std::uint8_t kFcp = 0x62;
  constexpr std::uint8_t kFci = 0x6F;
  auto parameters = find_element(answer, kFcp);
  if (!parameters) {
    parameters = find_element(answer, kFci);
  }
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

Result<bool> Files::open() {
  if (generation_ != model::CardGeneration::cps4) {
    return true;
  }
  const Bytes application = {0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x01, 0x00};
  const Bytes card_manager = {0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00};
  const Bytes cps2ter = {0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x00, 0x02};
  auto answer = select(select_command(0x01, kByName, kWithNothing, application));
  if (answer && answer->status == kDone) {
    return true;
  }
  // The way back to the channel when another program has left it.
  for (const auto& command : {select_command(0x01, kByName, kWithNothing, card_manager),
                              select_command(0x00, kByName, kWithNothing, cps2ter),
                              select_command(0x01, kByName, kWithNothing, application)}) {
    if (answer) {
      answer = select(command);
    }
  }
  return answer ? Result<bool>(answer->status == kDone) : fail(answer.error());
}

Result<bool> Files::select_folder(ByteView path) {
  const auto done = [](const Result<Answer>& answer) {
    return answer ? Result<bool>(answer->status == kDone) : fail(answer.error());
  };
  if (generation_ != model::CardGeneration::cps4) {
    return done(select(select_command(0x00, kByPath, kWithNothing, path)));
  }
  if (path.size() <= kIdentifier) {
    return done(select(select_command(0x01, kByIdentifier, kWithNothing, path)));
  }
  // Step by step: below the master file by identifier, from there on by "path".
  for (std::size_t at = kIdentifier; at + kIdentifier <= path.size(); at += kIdentifier) {
    const auto how = at == kIdentifier ? kByIdentifier : kByPath;
    auto selected =
        done(select(select_command(0x01, how, kWithNothing, path.subspan(at, kIdentifier))));
    if (!selected || !*selected) {
      return selected;
    }
  }
  return true;
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

/// The content, with the status of the last command: of one that is closed to us, nothing.
Result<Answer> Files::read_binary(std::size_t size) {
  constexpr std::size_t kChunk = 0xE7;  // the most that the card's own software asks for
  Answer whole{{}, kDone};
  while (whole.data.size() < size) {
    const auto offset = whole.data.size();
    auto part =
        send(exchange_, {class_of(generation_), 0xB0, static_cast<std::uint8_t>(offset >> 8U),
                         static_cast<std::uint8_t>(offset),
                         static_cast<std::uint8_t>(std::min(kChunk, size - offset))});
    if (!part) {
      return fail(std::move(part.error()));
    }
    whole.data.insert(whole.data.end(), part->data.begin(), part->data.end());
    whole.status = part->status;
    if (part->status != kDone || part->data.empty()) {
      break;
    }
  }
  return whole;
}

Result<Files::File> Files::look(ByteView path) {
  const auto selected = select_file(path);
  if (!selected) {
    return fail(selected.error());
  }
  if (selected->status != kDone) {
    return File();
  }
  return read_binary(size_of(selected->data)).map([](Answer answer) {
    constexpr std::uint16_t kEndOfFile = 0x6282;
    constexpr std::uint16_t kBehindTheEnd = 0x6B00;
    const bool is_open = !answer.data.empty() || answer.status == kDone ||
                         answer.status == kEndOfFile || answer.status == kBehindTheEnd;
    return File{true, is_open, std::move(answer.data)};
  });
}

Result<std::optional<Bytes>> Files::read(ByteView path) {
  return look(path).map([](File file) {
    return file.content.empty() ? std::nullopt : std::optional(std::move(file.content));
  });
}

}  // namespace dmp::card::detail
