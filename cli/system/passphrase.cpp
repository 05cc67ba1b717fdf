#include "system/passphrase.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "dmp/base/passphrase.hpp"
#include "dmp/files/read.hpp"
#include "system/run_secrets.hpp"
#include "system/terminal.hpp"
#include "system/usage_error.hpp"

namespace dmp::cli {
namespace {

Result<std::optional<Secret>> optional_of(Result<Secret> secret) {
  if (!secret) {
    return fail(secret.error());
  }
  remember_secret(*secret);
  return std::optional(std::move(*secret));
}

/// Tells whether a name is written as those of variables are: something else may be the secret,
/// which the shell has put in the place of its variable's name.
bool is_usual_variable(std::string_view name) {
  return std::ranges::all_of(
      name, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// Where the passphrase comes from, for messages.
std::string place_of(const PassphraseOptions& options) {
  return !options.file.empty()       ? options.file
         : !options.variable.empty() ? "$" + options.variable
                                     : "fd " + std::to_string(options.descriptor);
}

/// The passphrase that does not have to be typed; nothing when none was given.
Result<std::optional<Secret>> given_passphrase(const PassphraseOptions& options) {
  if (!options.file.empty()) {
    return optional_of(files::read_secret_file(options.file));
  }
  if (!options.variable.empty()) {
    return optional_of(secret_from_variable(options.variable));
  }
  if (options.descriptor >= 0) {
    return optional_of(files::read_secret_descriptor(options.descriptor, place_of(options)));
  }
  return std::optional<Secret>();
}

}  // namespace

void add_passphrase_options(CLI::App& command, PassphraseOptions& options,
                            const std::string& prefix, const Session& session) {
  const auto name = "--" + prefix;
  const auto title = session.text("cli.group." + prefix);
  std::vector<CLI::Option*> ways = {
      command.add_option(name + "-file", options.file, session.text("cli.opt.passphrase-file"))
          ->type_name("FILE"),
      command.add_option(name + "-env", options.variable, session.text("cli.opt.passphrase-env"))
          ->type_name("NAME")
          ->each(hide_variable),
      command.add_option(name + "-fd", options.descriptor, session.text("cli.opt.passphrase-fd"))
          ->check(whole_number(0))
          ->type_name("N"),
      command.add_flag(name + "-prompt", options.prompt,
                       session.text("cli.opt.passphrase-prompt"))};
  for (auto* way : ways) {
    way->group(title);
    for (auto* other : ways) {
      if (other != way) {
        way->excludes(other);
      }
    }
  }
}

bool can_ask() {
  const int descriptor = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (descriptor >= 0) {
    ::close(descriptor);
  }
  return descriptor >= 0;
}

Result<Secret> secret_from_variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe)
  if (value == nullptr) {
    return is_usual_variable(name)
               ? fail(ErrorKind::usage, "ENVIRONMENT-MISSING", {arg("name", name)})
               : fail(ErrorKind::usage, "ENVIRONMENT-NOT-NAMED");
  }
  return Secret(as_bytes(value));
}

Result<Secret> not_empty(Result<Secret> secret, std::string_view place) {
  if (secret && secret->empty()) {
    return fail(ErrorKind::secret, "SECRET-EMPTY", {arg("path", place)});
  }
  return secret;
}

Result<Secret> ask_secret(std::string_view question) { return Terminal().ask(question); }

Result<Secret> ask_passphrase(const Session& session, std::string_view purpose,
                              const PassphraseJudge& judge) {
  Terminal terminal;
  auto first = terminal.ask(session.text("cli.ask.passphrase", {arg("purpose", purpose)}));
  if (!judge || !(first = not_empty(std::move(first), "/dev/tty"))) {
    return first;
  }
  if (auto fine = judge(*first); !fine) {
    return fail(std::move(fine.error()));
  }
  const auto second =
      terminal.ask(session.text("cli.ask.passphrase-again", {arg("purpose", purpose)}));
  if (!second && second.error().reason == Reason::interrupted) {
    return fail(second.error());
  }
  if (!second || !std::ranges::equal(first->view(), second->view())) {
    return fail(ErrorKind::secret, "SECRET-DIFFERS");
  }
  return first;
}

Result<std::optional<Secret>> obtain_passphrase(const PassphraseOptions& options,
                                                const Session& session, std::string_view purpose,
                                                const PassphraseJudge& judge) {
  if (options.prompt) {
    return optional_of(ask_passphrase(session, purpose, judge));
  }
  auto given = given_passphrase(options);
  if (!given || !*given || !judge) {
    return given;
  }
  if ((*given)->empty()) {
    return fail(ErrorKind::secret, "SECRET-EMPTY", {arg("path", place_of(options))});
  }
  if (auto fine = judge(**given); !fine) {
    return fail(std::move(fine.error()));
  }
  if (!std::ranges::equal(normalised_passphrase(**given).view(), (*given)->view())) {
    session.say(session.text("cli.passphrase.normalised", {arg("purpose", purpose)}));
  }
  return given;
}

}  // namespace dmp::cli
