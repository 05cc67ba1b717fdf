#pragma once

#include <memory>
#include <string>

#include "dmp/csr/csr.hpp"
#include "dmp/csr/signing.hpp"
#include "system/card_choice.hpp"
#include "system/session.hpp"
#include "system/trust.hpp"

/// `csr --card`: the requests signed with an administrator's card.
namespace dmp::cli {

struct SigningOptions {
  bool wanted = false;
  CardOptions card;
};

/// add_signing_options adds --card and what goes with it.
void add_signing_options(CLI::App& command, SigningOptions& options, const Session& session);

/// Signing is a card that is ready to sign: read, but not yet asked for its PIN.
struct Signing {
  std::unique_ptr<card::Card> card;
  std::unique_ptr<card::CardSigner> signer;
  std::vector<x509::Certificate> chain;  ///< Its issuers, nearest first, as far as they are known.
};

/// begin_signing reads the card that is meant; its issuers are taken from what `trust` names. Error
/// ids: those of open_card, CardSigner::open and read_trusted.
Result<Signing> begin_signing(const SigningOptions& options, const TrustOptions& trust,
                              const Session& session);

/// Signatures is what came of the orders.
struct Signatures {
  csr::SignOutcome outcome;
  Findings findings;  ///< Why sites are not signed for.
  std::vector<std::string> left_out;
};

/// sign_orders signs the orders of the sites that the card may ask for, or of all of them where
/// they are forced.
Result<Signatures> sign_orders(Signing& signing, const csr::Request& request,
                               const csr::Outcome& made, const csr::Forced& forced,
                               const Session& session);

/// tell_signatures says what came of them on standard error, and returns the exit code.
int tell_signatures(const Signatures& signatures, const Signing& signing, const Session& session);

}  // namespace dmp::cli
