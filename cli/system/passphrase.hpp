#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>

#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"
#include "system/session.hpp"

namespace dmp::cli {

/// PassphraseOptions are the ways to hand over a passphrase; none of them is the command line
/// itself.
struct PassphraseOptions {
  std::string file;
  std::string variable;
  int descriptor = -1;
  bool prompt = false;

  [[nodiscard]] bool given() const {
    return !file.empty() || !variable.empty() || descriptor >= 0 || prompt;
  }
};

/// add_passphrase_options adds --<prefix>-file, -env, -fd and -prompt.
void add_passphrase_options(CLI::App& command, PassphraseOptions& options,
                            const std::string& prefix, const Session& session);

/// PassphraseJudge tells whether a new passphrase is good enough for what it is to protect.
using PassphraseJudge = std::function<Status(const Secret&)>;

/// obtain_passphrase reads it the way that was asked for; nothing when none was. With `judge` it is
/// a new one: it must not be empty, is judged, typed twice at the terminal, and where what we write
/// is protected by another form of it (normalised_passphrase), that is said. Error ids:
/// SECRET-EMPTY, SECRET-DIFFERS (secret), NO-TERMINAL, ENVIRONMENT-MISSING (usage), those of
/// files::read_secret_file and of the judge.
Result<std::optional<Secret>> obtain_passphrase(const PassphraseOptions& options,
                                                const Session& session, std::string_view purpose,
                                                const PassphraseJudge& judge = {});

/// ask_passphrase asks at the terminal (/dev/tty), without echo. A new one is judged before it is
/// typed again; one that opens something may be empty. Error ids: those of ask_secret and of the
/// judge, SECRET-DIFFERS (secret).
Result<Secret> ask_passphrase(const Session& session, std::string_view purpose,
                              const PassphraseJudge& judge = {});

/// ask_secret asks a question at the terminal, without echo, once; the answer may be empty. Error
/// ids: NO-TERMINAL (usage), INTERRUPTED, SECRET-EMPTY (secret) when the terminal went.
Result<Secret> ask_secret(std::string_view question);

/// secret_from_variable takes a secret, empty or not, from the environment. Error ids:
/// ENVIRONMENT-MISSING, ENVIRONMENT-NOT-NAMED (usage).
Result<Secret> secret_from_variable(const std::string& name);

/// not_empty refuses a secret without any character. Error id: SECRET-EMPTY (secret).
Result<Secret> not_empty(Result<Secret> secret, std::string_view place);

/// can_ask tells whether there is a terminal to ask at.
bool can_ask();

}  // namespace dmp::cli
