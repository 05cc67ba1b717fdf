#include "dmp/card/detail/token_card.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dmp/card/detail/holder.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::card::detail {
namespace {

/// What stands before a SHA-256 in a DigestInfo (RFC 8017 9.2, note 1).
constexpr std::array<std::uint8_t, 19> kDigestInfo = {0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60,
                                                      0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
                                                      0x01, 0x05, 0x00, 0x04, 0x20};

PinState state_of(const CK_TOKEN_INFO& info) {
  // Lengths are often not told, or 0 to 255.
  constexpr CK_ULONG kLongest = 255;
  PinState state;
  state.blocked = (info.flags & CKF_USER_PIN_LOCKED) != 0;
  state.last_try = !state.blocked && (info.flags & CKF_USER_PIN_FINAL_TRY) != 0;
  if (state.blocked || state.last_try) {
    state.tries_left = state.blocked ? 0 : 1;
  }
  const bool told = info.ulMaxPinLen >= 1 && info.ulMaxPinLen <= kLongest;
  state.max_length = told ? info.ulMaxPinLen : kLongest;
  state.min_length = info.ulMinPinLen <= state.max_length ? info.ulMinPinLen : 1;
  state.min_length = std::max<std::size_t>(state.min_length, 1);
  return state;
}

Error format_error(const PinState& state) {
  return {ErrorKind::secret,
          "CARD-PIN-FORMAT",
          {arg("min", state.min_length), arg("max", state.max_length)},
          {}};
}

bool is_cpx(const TokenObjects& objects, std::string_view label) {
  return label.starts_with("CPS") ||
         std::ranges::any_of(objects.certificates, [](const TokenCertificate& one) {
           return one.certificate.facts().card.has_value();
         });
}

/// What a module answers before any PIN goes to the token; after all else it may have been there.
bool is_before_pin(CK_RV code) {
  constexpr std::array kCodes = {CKR_ARGUMENTS_BAD,
                                 CKR_CRYPTOKI_NOT_INITIALIZED,
                                 CKR_FUNCTION_NOT_SUPPORTED,
                                 CKR_OPERATION_NOT_INITIALIZED,
                                 CKR_PIN_EXPIRED,
                                 CKR_SESSION_CLOSED,
                                 CKR_SESSION_HANDLE_INVALID,
                                 CKR_SESSION_READ_ONLY_EXISTS,
                                 CKR_TOKEN_NOT_PRESENT,
                                 CKR_USER_ANOTHER_ALREADY_LOGGED_IN,
                                 CKR_USER_PIN_NOT_INITIALIZED,
                                 CKR_USER_TOO_MANY_TYPES,
                                 CKR_USER_TYPE_INVALID};
  return std::ranges::find(kCodes, code) != kCodes.end();
}

}  // namespace

TokenCard::TokenCard(Session session, const Token& token)
    : reset_{token.reader},
      session_(std::move(session)),
      label_(token.label),
      place_(token.label.empty() ? token.reader : token.label) {}

Result<std::unique_ptr<Card>> TokenCard::open(std::shared_ptr<const Module> module,
                                              const Token& token) {
  auto session = Session::open(std::move(module), token.slot);
  if (!session) {
    return fail(session.error());
  }
  std::unique_ptr<TokenCard> card(new TokenCard(std::move(*session), token));
  if (const auto read = card->read(); !read) {
    return fail(read.error());
  }
  return card;
}

TokenCard::~TokenCard() { log_out(); }

Status TokenCard::read() {
  const auto info = session_.module().token(session_.slot());
  if (!info) {
    return fail(info.error());
  }
  wants_login_ = (info->flags & CKF_LOGIN_REQUIRED) != 0;
  const auto told =
      session_.module().ask(Operation::mechanism_info, {session_.slot(), CKM_SHA256_RSA_PKCS});
  hashes_here_ = told.code == CKR_MECHANISM_INVALID ||
                 (told.code == CKR_OK && (told.as<CK_MECHANISM_INFO>().flags & CKF_SIGN) == 0);
  const auto objects = read_objects(session_);
  if (!objects) {
    return fail(objects.error());
  }
  const auto choice = choose(*objects, is_cpx(*objects, label_));
  if (choice.authentication) {
    authentication_ = choice.authentication->certificate;
  }
  if (choice.signature) {
    signature_ = choice.signature->certificate;
    signature_id_ = choice.signature->id;
  }
  identify(*objects, choice);
  pair(*objects);
  return {};
}

void TokenCard::identify(const TokenObjects& objects, const Choice& choice) {
  bool first = true;
  for (const auto* certificate : {&signature_, &authentication_}) {
    if (*certificate) {
      take((*certificate)->facts(), identity_, first);
    }
  }
  // The label tells the generation: "CPS3v3-2600971845"; some modules add to it.
  const auto word = std::string_view(label_).substr(0, label_.find(' '));
  if (word.starts_with("CPS3")) {
    identity_.generation = model::CardGeneration::cps3;
  } else if (word.starts_with("CPS4")) {
    identity_.generation = model::CardGeneration::cps4;
    doubt(identity_, "card.doubt.cps4");
  }
  if (word.starts_with("CPS")) {
    compare_label(word, identity_);
  }
  if (first) {
    doubt(identity_, "card.doubt.no-certificate");
  }
  if (objects.unreadable) {
    doubt(identity_, "card.doubt.certificate");
  }
  if (choice.several) {
    doubt(identity_, "card.doubt.several-signatures");
  }
}

void TokenCard::pair(const TokenObjects& objects) {
  const auto* key = signature_ ? key_of({*signature_, signature_id_}, objects.keys) : nullptr;
  key_ = key != nullptr && key->is_private ? std::optional(*key) : std::nullopt;
}

Status TokenCard::pair_again() {
  const auto objects = read_objects(session_);
  if (!objects) {
    return fail(objects.error());
  }
  pair(*objects);
  return {};
}

Result<bool> TokenCard::logged_in() const {
  const auto told = session_.logged_in();
  return told ? Result<bool>(told->value_or(logged_in_)) : fail(told.error());
}

Result<PinState> TokenCard::pin_state() {
  const auto info = session_.module().token(session_.slot());
  if (!info) {
    return fail(info.error());
  }
  const auto user = logged_in();
  if (!user) {
    return fail(user.error());
  }
  auto state = state_of(*info);
  state.needed = wants_login_ || each_time();
  state.verified = (!wants_login_ || *user) && (!each_time() || begun_);
  return state;
}

bool TokenCard::has_pinpad() {
  const auto info = session_.module().token(session_.slot());
  return info && (info->flags & CKF_PROTECTED_AUTHENTICATION_PATH) != 0;
}

Status TokenCard::may_present(const PinState& state, const Secret* pin, bool allow_last_try) {
  if (auto fine = check_tries(state, allow_last_try); !fine) {
    return fine;
  }
  const bool at_reader = pin != nullptr || has_pinpad();
  if (auto works = session_.module().works(); !works) {
    return works;
  }
  if (!at_reader) {
    return fail(ErrorKind::environment, "CARD-NO-PINPAD", {arg("reader", place_)});
  }
  if (pin != nullptr && (pin->size() < state.min_length || pin->size() > state.max_length)) {
    return fail(format_error(state));
  }
  return {};
}

Status TokenCard::verify_pin(const Secret* pin, bool allow_last_try) {
  const auto state = pin_state();
  if (!state) {
    return fail(state.error());
  }
  if (state->verified) {
    return {};
  }
  if (auto sound = may_present(*state, pin, allow_last_try); !sound) {
    return sound;
  }
  const auto user = logged_in();
  if (!user) {
    return fail(user.error());
  }
  if (wants_login_ && !*user) {
    const auto done = log_in(CKU_USER, pin).and_then([this] { return pair_again(); });
    // A PIN that was right just now is right again; one typed at the reader is asked for again.
    if (!done || !each_time() || pin == nullptr) {
      return done;
    }
  }
  if (const auto begun = begin_signature(); !begun) {
    return begun;
  }
  const auto done = log_in(CKU_CONTEXT_SPECIFIC, pin);
  begun_ = done.has_value();
  if (!begun_) {
    static_cast<void>(renew_session());  // the signature that was begun is given up
  }
  return done;
}

Status TokenCard::log_in(CK_USER_TYPE user, const Secret* pin) {
  // Whatever the module answers, if anything, the card may have taken the PIN.
  const bool was_wanted = std::exchange(reset_.wanted, true);
  const bool was_ours = std::exchange(logged_in_, logged_in_ || user == CKU_USER);
  const auto code = session_
                        .ask(Operation::login, user, pin == nullptr ? 0 : 1,
                             pin == nullptr ? ByteView() : pin->view())
                        .code;
  if (code == CKR_USER_ALREADY_LOGGED_IN) {
    logged_in_ = was_ours;  // somebody else's in this process, and not presented again
    reset_.wanted = was_wanted;
  } else if (user == CKU_USER && code != CKR_OK) {
    log_out();
  }
  return code == CKR_OK || code == CKR_USER_ALREADY_LOGGED_IN ? Status()
                                                              : fail(login_failure(code));
}

void TokenCard::log_out() noexcept {
  if (std::exchange(logged_in_, false)) {
    (void)session_.ask(Operation::logout);
  }
}

Error TokenCard::login_failure(CK_RV code) {
  const auto info = session_.module().token(session_.slot());
  const auto state = info ? state_of(*info) : PinState();
  switch (code) {
    case CKR_PIN_INCORRECT:
    case CKR_PIN_INVALID:
      if (state.blocked) {
        return {ErrorKind::secret, "CARD-PIN-BLOCKED", {}, {code_name(code)}};
      }
      return {ErrorKind::secret,
              "CARD-PIN-WRONG",
              {state.tries_left ? arg("left", *state.tries_left) : arg("left", "?")},
              {code_name(code)}};
    case CKR_PIN_LOCKED:
      return {ErrorKind::secret, "CARD-PIN-BLOCKED", {}, {code_name(code)}};
    case CKR_PIN_LEN_RANGE:
      return format_error(state);
    case CKR_FUNCTION_CANCELED:
    case CKR_FUNCTION_REJECTED:
      return {ErrorKind::secret, "CARD-PIN-CANCELLED", {}, {code_name(code)}};
    default:
      return is_before_pin(code) ? session_.module().failure(Operation::login, code)
                                 : pin_uncertain(session_.module().failure(Operation::login, code));
  }
}

Error TokenCard::signing_failure(Operation operation, CK_RV code) {
  if (code == CKR_USER_NOT_LOGGED_IN) {
    log_out();  // where the token lost a login that its session still shows
    return {ErrorKind::secret, "CARD-PIN-NEEDED", {}, {}, Reason::pin_needed};
  }
  return code == CKR_FUNCTION_CANCELED || code == CKR_FUNCTION_REJECTED
             ? Error{ErrorKind::secret, "CARD-PIN-CANCELLED", {}, {code_name(code)}}
             : session_.module().failure(operation, code);
}

Status TokenCard::begin_signature() {
  constexpr int kTries = 3;  // with another mechanism, and after a signature that was left open
  CK_RV code = CKR_OPERATION_ACTIVE;
  for (int i = 0; i < kTries && code != CKR_OK; ++i) {
    if (!key_) {
      return fail(ErrorKind::environment, "CARD-NO-SIGNATURE-KEY");
    }
    code = session_
               .ask(Operation::sign_init, hashes_here_ ? CKM_RSA_PKCS : CKM_SHA256_RSA_PKCS,
                    key_->handle)
               .code;
    if (code == CKR_MECHANISM_INVALID && !hashes_here_) {
      hashes_here_ = true;
    } else if (code == CKR_OPERATION_ACTIVE) {
      if (const auto renewed = renew_session(); !renewed) {
        return renewed;
      }
    } else if (code != CKR_OK) {
      break;
    }
  }
  return code == CKR_OK ? Status() : fail(signing_failure(Operation::sign_init, code));
}

Result<Bytes> TokenCard::end_signature(ByteView message) {
  Bytes input(message.begin(), message.end());
  if (hashes_here_) {
    const auto digest = x509::sha256(message);
    input.assign(kDigestInfo.begin(), kDigestInfo.end());
    input.insert(input.end(), digest.begin(), digest.end());
  }
  auto signature = session_.ask(Operation::sign, 0, 0, input);
  if (signature.code != CKR_OK) {
    return fail(signing_failure(Operation::sign, signature.code));
  }
  return std::move(signature.data);
}

Result<Bytes> TokenCard::sign(ByteView message) {
  if (!std::exchange(begun_, false)) {
    if (!signature_) {
      return fail(ErrorKind::environment, "CARD-NO-SIGNATURE-KEY");
    }
    const auto user = logged_in();
    if (!user) {
      return fail(user.error());
    }
    if ((wants_login_ && !*user) || each_time()) {
      return fail(ErrorKind::secret, Reason::pin_needed, "CARD-PIN-NEEDED");
    }
    if (const auto begun = begin_signature(); !begun) {
      return fail(begun.error());
    }
  }
  return end_signature(message);
}

Status TokenCard::renew_session() {
  begun_ = false;
  return session_.renew().and_then([this] { return pair_again(); });
}

}  // namespace dmp::card::detail
