#pragma once

// A card behind a PKCS#11 module. Not installed.

#include <memory>
#include <optional>
#include <string>

#include "dmp/card/card.hpp"
#include "dmp/card/detail/card_reset.hpp"
#include "dmp/card/detail/pkcs11.hpp"
#include "dmp/card/detail/token_objects.hpp"
#include "dmp/card/module.hpp"

namespace dmp::card::detail {

/// TokenCard is a token with an open session. The certificates are chosen when it is opened and
/// stay; their private key, which may be invisible before the login, is looked for again after it.
///
/// A key that wants its PIN for each signature (CKA_ALWAYS_AUTHENTICATE) wants it between
/// C_SignInit and C_Sign. So verify_pin begins the signature and presents the PIN, and sign ends
/// it; the next sign says CARD-PIN-NEEDED, and pin_state that the PIN is not verified.
class TokenCard final : public Card {
 public:
  /// open reads what the token shows. Error ids: those of Module::failure.
  static Result<std::unique_ptr<Card>> open(std::shared_ptr<const Module> module,
                                            const Token& token);
  TokenCard(const TokenCard&) = delete;
  TokenCard& operator=(const TokenCard&) = delete;
  ~TokenCard() override;

  [[nodiscard]] const std::string& place() const override { return place_; }
  [[nodiscard]] const model::CardIdentity& identity() const override { return identity_; }
  [[nodiscard]] const std::optional<x509::Certificate>& authentication() const override {
    return authentication_;
  }
  [[nodiscard]] const std::optional<x509::Certificate>& signature() const override {
    return signature_;
  }
  Result<PinState> pin_state() override;
  bool has_pinpad() override;
  Status verify_pin(const Secret* pin, bool allow_last_try) override;
  Result<Bytes> sign(ByteView message) override;

 private:
  TokenCard(Session session, const Token& token);
  Status read();
  void identify(const TokenObjects& objects, const Choice& choice);
  void pair(const TokenObjects& objects);
  Status pair_again();
  [[nodiscard]] bool each_time() const { return key_ && key_->always_asks; }
  [[nodiscard]] Result<bool> logged_in() const;
  Status may_present(const PinState& state, const Secret* pin, bool allow_last_try);
  Status log_in(CK_USER_TYPE user, const Secret* pin);
  void log_out() noexcept;
  Error login_failure(CK_RV code);
  Error signing_failure(Operation operation, CK_RV code);
  Status begin_signature();
  Result<Bytes> end_signature(ByteView message);
  Status renew_session();

  CardReset reset_;  ///< Goes last, when the module has let the card go.
  Session session_;
  std::string label_;
  std::string place_;
  model::CardIdentity identity_;
  std::optional<x509::Certificate> authentication_;
  std::optional<x509::Certificate> signature_;
  Bytes signature_id_;
  std::optional<TokenKey> key_;  ///< Of the signature certificate, where it is visible.
  bool wants_login_ = true;
  bool logged_in_ = false;    ///< By us, as far as anybody knows.
  bool begun_ = false;        ///< A signature waits for its message, with the PIN presented.
  bool hashes_here_ = false;  ///< The token signs what is hashed already.
};

}  // namespace dmp::card::detail
