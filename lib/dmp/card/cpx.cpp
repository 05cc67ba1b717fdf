#include "dmp/card/cpx.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dmp/card/detail/contents.hpp"
#include "dmp/card/detail/pcsc.hpp"
#include "dmp/card/detail/security.hpp"
#include "dmp/card/detail/trace.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::card {
namespace {

using detail::Answer;
using model::CardGeneration;

constexpr std::uint16_t kTriesLeft = 0x63C0;  ///< And how many, in the last four bits.
constexpr std::uint16_t kTriesMask = 0xFFF0;
constexpr std::uint16_t kRefused = 0x6300;  ///< A wrong PIN, without a number (ISO 7816-4, 7.5.6).

std::optional<int> tries_of(std::uint16_t status) {
  return (status & kTriesMask) == kTriesLeft ? std::optional<int>(status & 0x0FU) : std::nullopt;
}

std::string status_words(std::uint16_t status) {
  const std::array<std::uint8_t, 2> bytes = {static_cast<std::uint8_t>(status >> 8U),
                                             static_cast<std::uint8_t>(status)};
  return to_upper_hex(bytes);
}

class CpxCard final : public Card {
 public:
  CpxCard(std::unique_ptr<Transport> transport, const CardOptions& options)
      : transport_(std::move(transport)), trace_(options.trace), progress_(options.progress) {}
  ~CpxCard() override { release(); }

  Status read();

  [[nodiscard]] const std::string& place() const override { return transport_->reader(); }
  [[nodiscard]] const model::CardIdentity& identity() const override { return contents_.identity; }
  [[nodiscard]] const std::optional<x509::Certificate>& authentication() const override {
    return contents_.authentication;
  }
  [[nodiscard]] const std::optional<x509::Certificate>& signature() const override {
    return contents_.signature;
  }
  Result<PinState> pin_state() override;
  bool has_pinpad() override { return transport_->has_pinpad(); }
  Status verify_pin(const Secret* pin, bool allow_last_try) override;
  Result<Bytes> sign(ByteView message) override;

 private:
  Result<Bytes> transmit(ByteView command);
  Result<Answer> send(const detail::Command& command);
  Status hold();
  Status go_to(ByteView folder);
  Status go_to_key();
  Result<PinState> ask_state();
  Result<std::uint16_t> present(const Secret* pin);
  Result<PinState> prepare_pin(bool allow_last_try);
  void release() noexcept;
  std::optional<int> tries_after(std::uint16_t status);
  Status outcome_of(std::uint16_t status, const PinState& before, bool at_pinpad);
  Status can_sign();
  Status expect_done(const detail::Command& command);
  Result<Answer> sign_hash(ByteView message);
  Result<Answer> sign_last_round(ByteView message);
  [[nodiscard]] CardGeneration generation() const { return contents_.identity.generation; }
  [[nodiscard]] detail::Exchange exchange() {
    return [this](ByteView command) { return transmit(command); };
  }
  detail::Files files() { return {exchange(), generation(), transport_->sends_le()}; }

  std::unique_ptr<Transport> transport_;
  std::function<void(std::string_view)> trace_;
  std::function<void(std::size_t)> progress_;  ///< While the card is read.
  std::size_t got_ = 0;                        ///< Bytes until now.
  detail::Contents contents_;
  bool presented_ = false;         ///< The card may hold a login of ours.
  bool is_at_key_ = false;         ///< The directory of the signature key is the current one.
  bool card_hashes_last_ = false;  ///< It has refused a hash that was made outside.
};

Result<Bytes> CpxCard::transmit(ByteView command) {
  if (trace_) {
    trace_(detail::command_line(command));
  }
  auto answer = transport_->transmit(command);
  if (trace_) {
    trace_(answer ? detail::answer_line(*answer) : "< " + answer.error().id);
  }
  if (progress_ && answer) {
    progress_(got_ += answer->size());
  }
  return answer;
}

Result<Answer> CpxCard::send(const detail::Command& command) {
  return detail::send(exchange(), command, contents_.abilities);
}

Status CpxCard::read() {
  if (const auto begun = transport_->begin(); !begun) {
    return fail(begun.error());
  }
  auto contents = detail::read_contents(exchange(), transport_->atr(), transport_->sends_le());
  release();
  progress_ = nullptr;
  if (!contents) {
    return fail(std::move(contents.error()));
  }
  contents_ = std::move(*contents);
  return {};
}

/// Keeps other programs out and sees to it that the application of the same card is selected.
Status CpxCard::hold() {
  if (presented_) {
    return {};  // Since then nobody else was let in.
  }
  const auto anew = transport_->begin();
  if (!anew) {
    return fail(anew.error());
  }
  auto opened = files();
  const auto digits = detail::read_chip_digits(opened);
  if (!digits) {
    return fail(digits.error());
  }
  constexpr std::size_t kIssuer = 10;
  if (!*digits || (*digits)->substr(kIssuer, contents_.identity.chip_serial.size()) !=
                      contents_.identity.chip_serial) {
    return fail(ErrorKind::environment, "CARD-CHANGED");
  }
  return go_to(detail::kApplication);
}

/// Makes a directory the current one: references of keys and PINs count from there.
Status CpxCard::go_to(ByteView folder) {
  is_at_key_ = false;
  const auto selected = files().select_folder(folder);
  if (!selected) {
    return fail(selected.error());
  }
  is_at_key_ = *selected && std::ranges::equal(folder, contents_.key_folder);
  return *selected ? Status()
                   : fail(ErrorKind::environment, Reason::no_application, "CARD-NO-APPLICATION");
}

/// Goes where the card says that its key is; where nothing of that path is, it is in the
/// application, as on every card that was seen.
Status CpxCard::go_to_key() {
  if (is_at_key_) {
    return {};
  }
  auto gone = go_to(contents_.key_folder);
  if (!gone && gone.error().reason == Reason::no_application) {
    contents_.key_folder.assign(detail::kApplication.begin(), detail::kApplication.end());
    gone = go_to(contents_.key_folder);
  }
  return gone;
}

Result<PinState> CpxCard::ask_state() {
  const auto header = detail::verify_header(generation(), contents_.pin_reference);
  // T=0 wants a length, of nothing; T=1 the header alone, as the CPS4's own software sends it.
  const auto answer =
      send({header[0], header[1], header[2], header[3], {}, !transport_->sends_le()});
  if (!answer) {
    return fail(answer.error());
  }
  PinState state;
  state.verified = answer->status == detail::kDone;
  state.blocked = answer->status == detail::kBlocked;
  state.tries_left = tries_of(answer->status);
  if (!state.verified && !state.blocked && !state.tries_left &&
      generation() == CardGeneration::cps3) {
    // As the card's own software asks.
    auto object = files().select_folder(detail::kMasterFile).and_then([&](bool) {
      return send(detail::find_pin_object(contents_.pin_reference));
    });
    if (!object) {
      return fail(std::move(object.error()));
    }
    state.tries_left =
        object->status == detail::kDone ? detail::tries_in(object->data) : std::nullopt;
    if (auto back = go_to(detail::kApplication); !back) {
      return fail(std::move(back.error()));
    }
  }
  state.blocked = state.blocked || state.tries_left == 0;
  // A card that does not say how many are left may have one.
  state.last_try = !state.verified && !state.blocked && state.tries_left.value_or(1) == 1;
  state.min_length = contents_.pin_length.min;
  state.max_length = contents_.pin_length.max;
  return state;
}

Result<PinState> CpxCard::pin_state() {
  if (generation() == CardGeneration::other || contents_.identity.contactless) {
    return fail(ErrorKind::environment, "CARD-NO-PIN", {arg("reader", place())});
  }
  auto state = hold().and_then([this] { return ask_state(); });
  if (!presented_) {
    release();
  }
  return state;
}

/// What is no PIN of this card is not sent to it.
Status check_form(const Secret& pin, PinLength length) {
  const auto is_digit = [](std::uint8_t c) { return c >= '0' && c <= '9'; };
  if (pin.size() < length.min || pin.size() > length.max ||
      !std::ranges::all_of(pin.view(), is_digit)) {
    return fail(ErrorKind::secret, "CARD-PIN-FORMAT",
                {arg("min", length.min), arg("max", length.max)});
  }
  return {};
}

/// Presents the PIN, once.
Result<std::uint16_t> CpxCard::present(const Secret* pin) {
  const auto header = detail::verify_header(generation(), contents_.pin_reference);
  if (pin == nullptr) {
    auto answer = transport_->verify_at_pinpad(header, contents_.pin_length);
    return answer.map([](const Bytes& bytes) {
      return static_cast<std::uint16_t>(bytes[bytes.size() - 2] << 8U | bytes.back());
    });
  }
  const auto& padding = contents_.pin_padding;
  const auto size = std::max(pin->size(), padding.size);
  Bytes command(header.begin(), header.end());
  command.reserve(header.size() + 1 + size);
  command.push_back(static_cast<std::uint8_t>(size));
  command.insert(command.end(), pin->view().begin(), pin->view().end());
  command.resize(header.size() + 1 + size, padding.byte);
  // Not by `send`, which might repeat it.
  const auto answer = transmit(command);
  return answer.map([](const Bytes& bytes) {
    return static_cast<std::uint16_t>(bytes[bytes.size() - 2] << 8U | bytes.back());
  });
}

/// The tries that are left after a refusal. A card that only says that the PIN is wrong is asked;
/// asking costs none.
std::optional<int> CpxCard::tries_after(std::uint16_t status) {
  if (status != kRefused) {
    return tries_of(status);
  }
  const auto state = ask_state();
  return !state || state->verified ? std::nullopt
         : state->blocked          ? std::optional(0)
                                   : state->tries_left;
}

Status CpxCard::outcome_of(std::uint16_t status, const PinState& before, bool at_pinpad) {
  constexpr std::uint16_t kTimeOut = 0x6400;
  constexpr std::uint16_t kCancelled = 0x6401;
  constexpr std::uint16_t kLength = 0x6403;
  const auto refused = [](std::string_view id, Args args = {}) {
    return fail(ErrorKind::secret, id, std::move(args));
  };
  if (status == detail::kDone) {
    return {};
  }
  if (at_pinpad && (status == kTimeOut || status == kCancelled)) {
    return refused(status == kTimeOut ? "CARD-PIN-TIMEOUT" : "CARD-PIN-CANCELLED");
  }
  if (at_pinpad && status == kLength) {
    return refused("CARD-PIN-FORMAT",
                   {arg("min", before.min_length), arg("max", before.max_length)});
  }
  if (status == detail::kBlocked) {
    return refused("CARD-PIN-BLOCKED");
  }
  const auto left = tries_after(status);
  if (at_pinpad && left && left == before.tries_left) {
    return refused("CARD-PIN-NOT-PRESENTED");
  }
  if (left) {
    return *left == 0 ? refused("CARD-PIN-BLOCKED")
                      : refused("CARD-PIN-WRONG", {arg("left", *left)});
  }
  if (status == kRefused) {
    return refused("CARD-PIN-WRONG", {arg("left", "?")});
  }
  return fail(ErrorKind::environment, "CARD-PIN-FAILED", {arg("status", status_words(status))});
}

/// The state in which our PIN is presented: no other program's login, and the tries told.
Result<PinState> CpxCard::prepare_pin(bool allow_last_try) {
  auto state = hold().and_then([this] { return ask_state(); });
  if (state && state->verified) {
    presented_ = true;  // by whomever
    release();
    state = hold().and_then([this] { return ask_state(); });
  }
  if (!state) {
    return state;
  }
  return check_tries(*state, allow_last_try).map([&state] { return *state; });
}

Status CpxCard::verify_pin(const Secret* pin, bool allow_last_try) {
  // A reader that pads would have to be told how, and each one is different.
  const bool is_padded_there = pin == nullptr && contents_.pin_padding.size > 0;
  if (!contents_.pin_is_known || is_padded_there) {
    return fail(ErrorKind::environment, "CARD-PIN-CODING");
  }
  if (pin != nullptr) {
    if (auto form = check_form(*pin, contents_.pin_length); !form) {
      return form;
    }
  }
  const auto before = prepare_pin(allow_last_try);
  if (!before) {
    release();
    return fail(before.error());
  }
  presented_ =
      true;  // whatever the card answers, if anything: what a refusal looks like is its word
  auto outcome = present(pin).map_error(pin_uncertain).and_then([&](std::uint16_t status) {
    return outcome_of(status, *before, pin == nullptr);
  });
  if (!outcome) {
    release();
  }
  return outcome;
}

/// Lets other programs at the card, which has forgotten a PIN by then. There is no other way out of
/// a transaction in which one may have been presented.
void CpxCard::release() noexcept {
  transport_->end(std::exchange(presented_, false) ? After::reset : After::leave);
}

Status CpxCard::can_sign() {
  return contents_.signature
             ? Status()
             : fail(ErrorKind::environment, "CARD-NO-SIGNATURE-KEY", {arg("reader", place())});
}

Status CpxCard::expect_done(const detail::Command& command) {
  const auto answer = send(command);
  if (!answer) {
    return fail(answer.error());
  }
  if (answer->status == detail::kNotAllowed) {
    return fail(ErrorKind::secret, Reason::pin_needed, "CARD-PIN-NEEDED");
  }
  return answer->status == detail::kDone ? Status()
                                         : fail(ErrorKind::environment, "CARD-SIGN",
                                                {arg("status", status_words(answer->status))});
}

Result<Answer> CpxCard::sign_hash(ByteView message) {
  return expect_done(detail::choose_signature_key(generation(), contents_.key_reference))
      .and_then(
          [&] { return send(detail::compute_signature(generation(), x509::sha256(message))); });
}

Result<Answer> CpxCard::sign_last_round(ByteView message) {
  return expect_done(detail::choose_hash())
      .and_then([&] {
        return expect_done(detail::choose_signature_key(generation(), contents_.key_reference));
      })
      .and_then([&] { return expect_done(detail::last_round(x509::hash_all_but_last(message))); })
      .and_then([&] { return send(detail::compute_signature(generation(), {})); });
}

/// The hash made outside first; where the card refuses that, its last round on the card. Which way
/// a real CPS3 takes is not known: one attempt each (the ANS's own software knows both).
Result<Bytes> CpxCard::sign(ByteView message) {
  auto able =
      can_sign().and_then([this] { return hold(); }).and_then([this] { return go_to_key(); });
  if (!able) {
    if (!presented_) {
      release();  // What was begun, but is another card, is not kept from others.
    }
    return fail(std::move(able.error()));
  }
  constexpr std::array kRefusals = {detail::kWrongData, detail::kConditions,
                                    detail::kUnknownInstruction};
  auto answer = card_hashes_last_ ? sign_last_round(message) : sign_hash(message);
  if (answer && !card_hashes_last_ && generation() == CardGeneration::cps3 &&
      std::ranges::count(kRefusals, answer->status) != 0) {
    card_hashes_last_ = true;
    answer = sign_last_round(message);
  }
  const bool wants_pin =
      answer ? answer->status == detail::kNotAllowed : answer.error().reason == Reason::pin_needed;
  if (!presented_ || wants_pin) {
    release();  // Nobody waits for the card while a person types.
  }
  if (!answer) {
    return fail(std::move(answer.error()));
  }
  if (wants_pin) {
    return fail(ErrorKind::secret, Reason::pin_needed, "CARD-PIN-NEEDED");
  }
  if (answer->status != detail::kDone) {
    return fail(ErrorKind::environment, "CARD-SIGN", {arg("status", status_words(answer->status))});
  }
  return std::move(answer->data);
}

}  // namespace

Result<std::unique_ptr<Card>> open_card(std::unique_ptr<Transport> transport,
                                        const CardOptions& options) {
  auto card = std::make_unique<CpxCard>(std::move(transport), options);
  if (auto read = card->read(); !read) {
    return fail(std::move(read.error()));
  }
  return card;
}

Result<std::unique_ptr<Card>> open_card(const std::string& reader, const CardOptions& options) {
  auto connection = std::make_unique<detail::Connection>(reader, options.limit);
  if (auto open = connection->open(); !open) {
    return fail(std::move(open.error()));
  }
  return open_card(std::move(connection), options);
}

}  // namespace dmp::card
