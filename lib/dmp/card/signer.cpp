#include "dmp/card/signer.hpp"

#include <utility>

namespace dmp::card {
namespace {

std::string holder_of(const model::CardIdentity& identity) {
  const auto& family = identity.family_name;
  const auto& given = identity.given_names;
  if (family.empty() && given.empty()) {
    return identity.number;
  }
  return given.empty() || family.empty() ? given + family : given + " " + family;
}

}  // namespace

Status check_tries(const PinState& state, bool allow_last_try) {
  if (state.blocked) {
    return fail(ErrorKind::secret, "CARD-PIN-BLOCKED");
  }
  if (state.last_try && !allow_last_try) {
    return fail(ErrorKind::secret,
                state.tries_left ? "CARD-PIN-LAST-TRY" : "CARD-PIN-TRIES-UNKNOWN");
  }
  return {};
}

Error pin_uncertain(Error cause) {
  Args args = {arg_text("reason", cause.id)};
  args.insert(args.end(), cause.args.begin(), cause.args.end());
  return {cause.kind, "CARD-PIN-UNCERTAIN", std::move(args), std::move(cause.causes)};
}

Result<bool> present_pin(Card& card, const PinPolicy& policy, bool again) {
  auto state = card.pin_state();
  if (!state) {
    return fail(std::move(state.error()));
  }
  if (!state->needed) {
    return false;
  }
  if (auto fine = check_tries(*state, policy.allow_last_try); !fine) {
    return fail(std::move(fine.error()));
  }
  if (policy.pinpad && !card.has_pinpad()) {
    return fail(ErrorKind::environment, "CARD-NO-PINPAD", {arg("reader", card.place())});
  }
  const PinRequest request{*state, card.place(), holder_of(card.identity()), again};
  const auto done = [] { return true; };
  if (policy.pinpad) {
    if (policy.announce) {
      policy.announce(request);
    }
    return card.verify_pin(nullptr, policy.allow_last_try).map(done);
  }
  const auto pin = policy.ask(request);
  if (!pin) {
    return fail(pin.error());
  }
  return card.verify_pin(&*pin, policy.allow_last_try).map(done);
}

Result<std::unique_ptr<CardSigner>> CardSigner::open(Card& card, PinPolicy policy) {
  if (!card.signature()) {
    return fail(ErrorKind::input, "CARD-NO-SIGNATURE-CERTIFICATE", {arg("reader", card.place())});
  }
  return std::unique_ptr<CardSigner>(new CardSigner(card, std::move(policy)));
}

Status CardSigner::present(bool again) {
  const auto presented = present_pin(card_, policy_, again);
  if (!presented) {
    return fail(presented.error());
  }
  asked_ += *presented ? 1 : 0;
  return {};
}

Result<Bytes> CardSigner::sign(ByteView message) {
  if (!std::exchange(begun_, true)) {
    if (auto presented = present(false); !presented) {
      return fail(std::move(presented.error()));
    }
  }
  auto signature = card_.sign(message);
  if (!signature && signature.error().reason == Reason::pin_needed) {
    // The card has forgotten the PIN, or wants it for each signature: once more, and not again.
    renewals_ += made_ > 0 ? 1 : 0;
    if (auto presented = present(true); !presented) {
      return fail(std::move(presented.error()));
    }
    signature = card_.sign(message);
  }
  if (signature && !x509::is_signature_of(certificate(), message, *signature)) {
    return fail(ErrorKind::environment, "CARD-SIGNATURE-WRONG", {arg("reader", card_.place())});
  }
  made_ += signature ? 1 : 0;
  return signature;
}

}  // namespace dmp::card
