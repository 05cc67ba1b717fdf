#include "system/card_choice.hpp"

#include <chrono>
#include <iostream>
#include <utility>

#include "dmp/base/plain_text.hpp"
#include "dmp/card/cpx.hpp"
#include "dmp/card/module.hpp"
#include "dmp/card/readers.hpp"
#include "dmp/files/read.hpp"
#include "system/module_host.hpp"
#include "system/passphrase.hpp"
#include "system/run_secrets.hpp"
#include "system/usage_error.hpp"

namespace dmp::cli {
namespace {

/// "2 tries left" and the like, with a blank before it; empty where the card does not say.
std::string tries_text(const card::PinState& state, const Session& session) {
  return state.tries_left ? " " + session.text("cli.pin.tries", {arg("count", *state.tries_left)})
                          : std::string();
}

std::string question(const card::PinRequest& request, const Session& session) {
  return session.text(request.again ? "cli.pin.ask-again" : "cli.pin.ask",
                      {arg("holder", render::printable(request.holder)),
                       arg("place", render::printable(request.place)),
                       arg("tries", tries_text(request.state, session))});
}

/// A descriptor gives its PIN once; a variable has it for a card that wants it for each signature.
Result<Secret> obtain_pin(const CardOptions& options, const Session& session, bool& used,
                          const card::PinRequest& request) {
  if (options.pin_variable.empty() && options.pin_descriptor < 0) {
    return not_empty(ask_secret(question(request, session)), "/dev/tty");
  }
  if (std::exchange(used, true) && options.pin_descriptor >= 0) {
    return fail(ErrorKind::secret, "CARD-PIN-EACH-TIME");
  }
  const auto place = options.pin_descriptor >= 0 ? "fd " + std::to_string(options.pin_descriptor)
                                                 : "$" + options.pin_variable;
  auto pin = options.pin_descriptor >= 0
                 ? files::read_secret_descriptor(options.pin_descriptor, place)
                 : secret_from_variable(options.pin_variable);
  if (pin) {  // A mark of UTF-8 may belong to a passphrase, never to a PIN.
    *pin = Secret(as_bytes(PlainText(pin->view()).view()));
  }
  return not_empty(std::move(pin), place);
}

}  // namespace

std::vector<CLI::Option*> add_card_options(CLI::App& command, CardOptions& options, bool with_pin,
                                           const Session& session) {
  std::vector<CLI::Option*> all = {
      command.add_option("--reader", options.reader, session.text("cli.opt.reader"))
          ->type_name("NAME"),
      command.add_option("--card-module", options.module, session.text("cli.opt.card-module"))
          ->type_name("FILE"),
      command.add_option("--card-timeout", options.timeout, session.text("cli.opt.card-timeout"))
          ->check(whole_number(1, 600))
          ->type_name("SECONDS")};
  if (with_pin) {
    auto* variable =
        command.add_option("--pin-env", options.pin_variable, session.text("cli.opt.pin-env"))
            ->type_name("NAME")
            ->each(hide_variable);
    auto* descriptor =
        command.add_option("--pin-fd", options.pin_descriptor, session.text("cli.opt.pin-fd"))
            ->check(whole_number(0))
            ->type_name("N")
            ->excludes(variable);
    auto* pinpad = command.add_flag("--pinpad", options.pinpad, session.text("cli.opt.pinpad"))
                       ->excludes(variable)
                       ->excludes(descriptor);
    auto* last = command.add_flag("--allow-last-try", options.allow_last_try,
                                  session.text("cli.opt.allow-last-try"));
    all.insert(all.end(), {variable, descriptor, pinpad, last});
  }
  for (auto* option : all) {
    option->group(session.text("cli.group.card"));
  }
  return all;
}

std::chrono::milliseconds limit_of(const CardOptions& options) {
  return options.timeout != 0 ? std::chrono::seconds(options.timeout) : card::CardOptions().limit;
}

std::function<void(std::size_t)> show_reading(ProgressLine& line, const Session& session) {
  return [&line, &session](std::size_t bytes) {
    line.show(session.text("cli.card.reading", {arg("count", bytes)}));
  };
}

card::ModuleOptions module_options(const CardOptions& options) {
  card::ModuleOptions how;
  how.host = module_host();
  for (const char* variable : environment_for_children()) {
    if (variable != nullptr) {
      how.environment.emplace_back(variable);
    }
  }
  if (options.timeout != 0) {
    how.limit = std::chrono::seconds(options.timeout);
  }
  return how;
}

Result<std::unique_ptr<card::Card>> open_card(const CardOptions& options, const Session& session) {
  if (!options.module.empty()) {
    return files::check_own_file(options.module).and_then([&] {
      return card::open_token(options.module, options.reader, module_options(options));
    });
  }
  card::CardOptions how;
  how.limit = limit_of(options);
  if (session.verbose > 1) {
    how.trace = [](std::string_view line) { std::cerr << line << '\n'; };
  }
  ProgressLine line(session);
  how.progress = show_reading(line, session);
  return card::choose_reader(options.reader, how.limit).and_then([&how](const std::string& reader) {
    return card::open_card(reader, how);
  });
}

void say_doubts(const card::Card& held, const Session& session) {
  for (const auto& doubt : held.identity().doubts) {
    session.say(session.text("cli.card.doubt", {arg("place", render::printable(held.place())),
                                                arg("doubt", session.text(doubt))}));
  }
}

card::PinPolicy pin_policy(const CardOptions& options, const Session& session) {
  card::PinPolicy policy;
  policy.pinpad = options.pinpad;
  policy.allow_last_try = options.allow_last_try;
  const auto used = std::make_shared<bool>(false);
  policy.ask = [&options, &session, used](const card::PinRequest& request) {
    return obtain_pin(options, session, *used, request);
  };
  policy.announce = [&session](const card::PinRequest& request) {
    session.say(
        session.text("cli.pin.at-reader", {arg("holder", render::printable(request.holder)),
                                           arg("place", render::printable(request.place)),
                                           arg("tries", tries_text(request.state, session))}));
  };
  return policy;
}

model::ReaderFacts facts_of(const card::Card& held) {
  model::ReaderFacts facts;
  facts.name = held.place();
  facts.card_present = true;
  facts.card = held.identity();
  return facts;
}

}  // namespace dmp::cli
