#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "dmp/card/card.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/x509/signer.hpp"

namespace dmp::card {

/// PinRequest is what a person should see before typing a PIN.
struct PinRequest {
  PinState state;
  std::string place;   ///< Reader or token.
  std::string holder;  ///< Given and family names, or the card's number.
  bool again = false;  ///< The card took the PIN, and now wants it once more.
};

/// PinPolicy is how the PIN comes to the card.
struct PinPolicy {
  /// Called when the card wants its PIN, unless it is typed at the reader.
  std::function<Result<Secret>(const PinRequest&)> ask;
  /// Told before the PIN is typed at the reader; the reader waits for it after that.
  std::function<void(const PinRequest&)> announce;
  bool pinpad = false;          ///< Typed at the reader.
  bool allow_last_try = false;  ///< Presents a PIN although one try only is left.
};

/// present_pin looks at the tries, refuses to spend the last one, asks for the PIN and presents it
/// once, also where another program has presented it before: whoever signs is to type it. `again`
/// is for a card that took it and wants it once more. Returns false, having done nothing, for a
/// token that needs no PIN. Error ids: those of check_tries and Card, of `ask`; CARD-NO-PINPAD
/// (environment).
Result<bool> present_pin(Card& card, const PinPolicy& policy, bool again = false);

/// CardSigner signs with a card's signature key; the PIN is asked for at the first signature, and
/// once more for a signature before which the card wants it again. What the card gives out is
/// checked against its certificate. Error ids: those of present_pin and Card;
/// CARD-NO-SIGNATURE-CERTIFICATE (input), CARD-SIGNATURE-WRONG (environment).
class CardSigner : public x509::Signer {
 public:
  /// Both have to live longer. Fails when the card has no certificate of its signature key.
  static Result<std::unique_ptr<CardSigner>> open(Card& card, PinPolicy policy);

  [[nodiscard]] const x509::Certificate& certificate() const override { return *card_.signature(); }
  Result<Bytes> sign(ByteView message) override;
  /// asked tells how many times the PIN was presented.
  [[nodiscard]] int asked() const { return asked_; }
  /// wants_each_time tells whether the card has wanted its PIN for each signature after the first.
  /// One that has lost a login once wants it once more, and no oftener.
  [[nodiscard]] bool wants_each_time() const { return made_ > 1 && renewals_ == made_ - 1; }

 private:
  CardSigner(Card& card, PinPolicy policy) : card_(card), policy_(std::move(policy)) {}

  Status present(bool again);

  Card& card_;
  PinPolicy policy_;
  bool begun_ = false;
  int asked_ = 0;
  int made_ = 0;      ///< Signatures that are right.
  int renewals_ = 0;  ///< How often the PIN was wanted again after one of them.
};

}  // namespace dmp::card
