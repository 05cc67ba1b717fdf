#include "dmp/card/readers.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <ranges>

#include "dmp/base/listed.hpp"
#include "dmp/card/detail/pcsc.hpp"

namespace dmp::card {
namespace {

using detail::failure;
using detail::is;
using detail::Service;

/// The names, which the service gives as one text with a NUL after each.
Result<std::vector<std::string>> reader_names(Service& service) {
  struct Names {
    std::vector<char> text;
    DWORD size = 0;
  };
  // The list may grow between asking for its size and asking for it.
  constexpr int kTries = 5;
  LONG code = SCARD_E_INSUFFICIENT_BUFFER;
  for (int i = 0; i < kTries && is(code, SCARD_E_INSUFFICIENT_BUFFER); ++i) {
    const auto names = std::make_shared<Names>();
    code = service.call([names, context = service.handle()] {
      const auto asked = ::SCardListReaders(context, nullptr, nullptr, &names->size);
      if (asked != SCARD_S_SUCCESS) {
        return asked;
      }
      names->text.assign(static_cast<std::size_t>(names->size) + 1, '\0');
      return ::SCardListReaders(context, nullptr, names->text.data(), &names->size);
    });
    if (is(code, SCARD_E_NO_READERS_AVAILABLE)) {
      return std::vector<std::string>();
    }
    if (code == SCARD_S_SUCCESS) {
      std::vector<std::string> found;
      for (const char* name = names->text.data(); *name != '\0'; name += std::strlen(name) + 1) {
        found.emplace_back(name);
      }
      return found;
    }
  }
  return fail(failure("SCardListReaders", code));
}

/// Looks without connecting: a card that another program uses is left in peace. Nothing when the
/// reader was unplugged meanwhile.
Result<std::optional<Reader>> look_at(Service& service, const std::string& name) {
  struct Look {
    std::string name;
    SCARD_READERSTATE state{};
  };
  const auto look = std::make_shared<Look>(Look{name, {}});
  look->state.szReader = look->name.c_str();
  look->state.dwCurrentState = SCARD_STATE_UNAWARE;
  const auto code = service.call([look, context = service.handle()] {
    return ::SCardGetStatusChange(context, 0, &look->state, 1);
  });
  if (is(code, SCARD_E_UNKNOWN_READER)) {
    return std::nullopt;
  }
  if (code != SCARD_S_SUCCESS) {
    return fail(failure("SCardGetStatusChange", code));
  }
  return detail::reader_of(look->state);
}

std::string joined(const std::vector<Reader>& readers) {
  return listed(readers | std::views::transform(&Reader::name));
}

}  // namespace

namespace detail {

Reader reader_of(const SCARD_READERSTATE& state) {
  const bool present = (state.dwEventState & SCARD_STATE_PRESENT) != 0;
  const auto size = present ? std::min<std::size_t>(state.cbAtr, sizeof state.rgbAtr) : 0;
  return {state.szReader, present, to_upper_hex(ByteView(state.rgbAtr, size))};
}

}  // namespace detail

Result<std::vector<Reader>> list_readers(std::chrono::milliseconds limit) {
  Service service(limit);
  if (const auto established = service.establish(); !established) {
    return fail(established.error());
  }
  const auto names = reader_names(service);
  if (!names) {
    return fail(names.error());
  }
  std::vector<Reader> readers;
  for (const auto& name : *names) {
    auto reader = look_at(service, name);
    if (!reader) {
      return fail(std::move(reader.error()));
    }
    if (*reader) {
      readers.push_back(std::move(**reader));
    }
  }
  return readers;
}

Result<std::string> choose_reader(const std::string& name, std::chrono::milliseconds limit) {
  auto readers = list_readers(limit);
  if (!readers) {
    return fail(std::move(readers.error()));
  }
  if (readers->empty()) {
    return fail(ErrorKind::environment, "PCSC-NO-READER");
  }
  const auto all = *readers;
  if (!name.empty()) {
    const auto exact = std::ranges::find(all, name, &Reader::name);
    if (exact != all.end()) {
      *readers = {*exact};
    }
    std::erase_if(*readers, [&](const Reader& reader) {
      return reader.name.find(name) == std::string::npos;
    });
  } else {
    std::erase_if(*readers, [](const Reader& reader) { return !reader.card_present; });
  }
  if (readers->size() == 1) {
    return readers->front().card_present ? Result<std::string>(readers->front().name)
                                         : fail(ErrorKind::environment, "CARD-NONE");
  }
  if (!name.empty()) {
    return fail(readers->empty() ? ErrorKind::environment : ErrorKind::usage, "CARD-UNKNOWN-READER",
                {arg("name", name), arg("names", joined(all))});
  }
  return readers->empty()
             ? fail(ErrorKind::environment, "CARD-NONE")
             : fail(ErrorKind::usage, "CARD-SEVERAL", {arg("names", joined(*readers))});
}

}  // namespace dmp::card
