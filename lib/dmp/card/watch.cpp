#include "dmp/card/watch.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "dmp/card/detail/pcsc.hpp"

namespace dmp::card {
namespace {

using detail::is;

/// The service tells the coming of readers under this name.
constexpr const char* kNewReaders = R"(\\?PnP?\Notification)";

void compare(const Reader& before, const Reader& now, std::vector<Event>& events) {
  if (before.card_present && (!now.card_present || before.atr != now.atr)) {
    events.push_back({Change::card_removed, {now.name, false, {}}});
  }
  if (now.card_present && (!before.card_present || before.atr != now.atr)) {
    events.push_back({Change::card_inserted, now});
  }
}

}  // namespace

struct Watch::Impl {
  SCARDCONTEXT context = 0;
  std::atomic<bool> cancelled = false;
  bool begun = false;
  std::vector<Reader> readers;

  Status sleep();
  void take(const std::vector<Reader>& now, std::vector<Event>& events);
};

/// Waits until something differs from what is known.
Status Watch::Impl::sleep() {
  std::vector<SCARD_READERSTATE> states;
  const auto add = [&states](const char* name, DWORD known) {
    SCARD_READERSTATE state{};
    state.szReader = name;
    state.dwCurrentState = known;
    states.push_back(state);
  };
  for (const auto& reader : readers) {
    add(reader.name.c_str(), SCARD_STATE_UNAWARE);
  }
  // What the service knows now, with its counters of events: what differs later is news.
  if (!states.empty()) {
    const auto code = ::SCardGetStatusChange(context, 0, states.data(), states.size());
    if (code != SCARD_S_SUCCESS && !is(code, SCARD_E_TIMEOUT)) {
      return is(code, SCARD_E_UNKNOWN_READER) ? Status()
                                              : fail(detail::failure("SCardGetStatusChange", code));
    }
    for (std::size_t i = 0; i < states.size(); ++i) {
      if (detail::reader_of(states[i]) != readers[i]) {
        return {};
      }
      states[i].dwCurrentState = states[i].dwEventState & ~DWORD{SCARD_STATE_CHANGED};
    }
  }
  add(kNewReaders, readers.size() << 16U);
  const auto code = ::SCardGetStatusChange(context, INFINITE, states.data(), states.size());
  if (code == SCARD_S_SUCCESS || is(code, SCARD_E_CANCELLED) || is(code, SCARD_E_UNKNOWN_READER) ||
      is(code, SCARD_E_READER_UNAVAILABLE)) {
    return {};
  }
  return fail(detail::failure("SCardGetStatusChange", code));
}

void Watch::Impl::take(const std::vector<Reader>& now, std::vector<Event>& events) {
  for (const auto& reader : readers) {
    if (std::ranges::find(now, reader.name, &Reader::name) == now.end()) {
      events.push_back({Change::reader_removed, {reader.name, false, {}}});
    }
  }
  for (const auto& reader : now) {
    const auto known = std::ranges::find(readers, reader.name, &Reader::name);
    if (known == readers.end()) {
      events.push_back({Change::reader_added, reader});
    }
    compare(known == readers.end() ? Reader{reader.name, false, {}} : *known, reader, events);
  }
  readers = now;
}

Watch::Watch(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Watch::~Watch() { ::SCardReleaseContext(impl_->context); }

Result<std::unique_ptr<Watch>> Watch::start() {
  auto impl = std::make_unique<Impl>();
  const auto code = ::SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &impl->context);
  if (code != SCARD_S_SUCCESS) {
    return fail(detail::failure("SCardEstablishContext", code));
  }
  return std::unique_ptr<Watch>(new Watch(std::move(impl)));
}

Result<std::vector<Event>> Watch::next() {
  std::vector<Event> events;
  bool first = !std::exchange(impl_->begun, true);
  while (!impl_->cancelled) {
    if (!first) {
      if (auto slept = impl_->sleep(); !slept) {
        return fail(std::move(slept.error()));
      }
    }
    const auto now = list_readers();
    if (!now) {
      return fail(now.error());
    }
    impl_->take(*now, events);
    if (!events.empty() || std::exchange(first, false)) {
      return events;
    }
  }
  return events;
}

void Watch::cancel() {
  impl_->cancelled = true;
  ::SCardCancel(impl_->context);
}

}  // namespace dmp::card
