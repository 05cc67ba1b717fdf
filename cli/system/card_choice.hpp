#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "dmp/card/card.hpp"
#include "dmp/card/module.hpp"
#include "dmp/card/signer.hpp"
#include "system/progress.hpp"
#include "system/session.hpp"

namespace dmp::cli {

/// CardOptions say which card is meant, and how its PIN comes to it; none of the ways is the
/// command line itself.
struct CardOptions {
  std::string reader;
  std::string module;  ///< Of PKCS#11; empty: PC/SC.
  int timeout = 0;     ///< Seconds for one exchange with the card; 0: the library's own.
  std::string pin_variable;
  int pin_descriptor = -1;
  bool pinpad = false;
  bool allow_last_try = false;
};

/// add_card_options adds --reader, --card-module and --card-timeout, and with `with_pin` --pin-env,
/// --pin-fd, --pinpad and --allow-last-try. It returns them, for what else they depend on.
std::vector<CLI::Option*> add_card_options(CLI::App& command, CardOptions& options, bool with_pin,
                                           const Session& session);

/// limit_of is how long one exchange with the card or the service may take.
std::chrono::milliseconds limit_of(const CardOptions& options);

/// show_reading shows on a line, which has to live longer, how much of a card was read.
std::function<void(std::size_t)> show_reading(ProgressLine& line, const Session& session);

/// module_options is how a module is run: in a process of its own, which inherits no PIN.
card::ModuleOptions module_options(const CardOptions& options);

/// open_card holds the card that is meant, through the module where one is named. With -vv the
/// commands to the card go to standard error, PINs masked. Error ids: those of card::choose_reader,
/// card::open_card, card::open_token.
Result<std::unique_ptr<card::Card>> open_card(const CardOptions& options, const Session& session);

/// say_doubts says what is uncertain about a card that is to be used, as `card show` does.
void say_doubts(const card::Card& held, const Session& session);

/// pin_policy is how the PIN is obtained: from the environment, or once from a descriptor; typed at
/// the reader; else asked for at the terminal, with the tries that are left.
card::PinPolicy pin_policy(const CardOptions& options, const Session& session);

/// facts_of describes a held card as reports do.
model::ReaderFacts facts_of(const card::Card& held);

}  // namespace dmp::cli
