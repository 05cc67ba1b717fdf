#include "passphrase.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "dmp/core/passphrase.hpp"
#include "dmp/files/read.hpp"
#include "process.hpp"
#include "run_secrets.hpp"

namespace dmp::cli {
namespace {

/// Terminal owns /dev/tty with its echo switched off, and puts everything back.
class Terminal {
 public:
  Terminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
    if (descriptor_ >= 0 && ::tcgetattr(descriptor_, &before_) == 0) {
      termios silent = before_;
      silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
      ready_ = ::tcsetattr(descriptor_, TCSAFLUSH, &silent) == 0;
    }
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() {
    if (ready_) {
      (void)::tcsetattr(descriptor_, TCSAFLUSH, &before_);
    }
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
  }
  [[nodiscard]] bool ready() const { return ready_; }
  void write(std::string_view text) const { (void)!::write(descriptor_, text.data(), text.size()); }
  /// Reads one line; nothing when the user interrupted.
  [[nodiscard]] std::optional<Secret> line() const {
    std::array<std::uint8_t, 1024> buffer{};
    std::size_t size = 0;
    bool ended = false;
    while (!ended && size < buffer.size()) {
      const auto got = ::read(descriptor_, buffer.data() + size, 1);
      if (got < 0 && errno == EINTR && !interrupted()) {
        continue;
      }
      ended = got <= 0 || buffer.at(size) == '\n';
      size += ended ? 0U : 1U;
    }
    std::optional<Secret> result;
    if (!interrupted()) {
      result.emplace(ByteView(buffer.data(), size));
    }
    wipe(buffer);
    return result;
  }

 private:
  int descriptor_;
  termios before_{};
  bool ready_ = false;
};

Result<Secret> ask_at(const Terminal& terminal, std::string_view question) {
  terminal.write(std::string(question) + " ");
  auto line = terminal.line();
  terminal.write("\n");
  if (!line) {
    return fail(ErrorKind::secret, "INTERRUPTED");
  }
  if (line->empty()) {
    return fail(ErrorKind::secret, "SECRET-EMPTY", {arg("path", "/dev/tty")});
  }
  return std::move(*line);
}

Result<std::optional<Secret>> optional_of(Result<Secret> secret) {
  if (!secret) {
    return fail(secret.error());
  }
  remember_secret(*secret);
  return std::optional(std::move(*secret));
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
          ->check(CLI::Validator(CLI::NonNegativeNumber).description(""))
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
    return fail(ErrorKind::usage, "ENVIRONMENT-MISSING", {arg("name", name)});
  }
  Secret secret(as_bytes(value));
  if (secret.empty()) {
    return fail(ErrorKind::secret, "SECRET-EMPTY", {arg("path", "$" + name)});
  }
  return secret;
}

Result<Secret> ask_secret(std::string_view question) {
  const Terminal terminal;
  return terminal.ready() ? ask_at(terminal, question) : fail(ErrorKind::usage, "NO-TERMINAL");
}

Result<Secret> ask_passphrase(const Session& session, std::string_view purpose, bool twice) {
  const Terminal terminal;
  if (!terminal.ready()) {
    return fail(ErrorKind::usage, "NO-TERMINAL");
  }
  auto first = ask_at(terminal, session.text("cli.ask.passphrase", {arg("purpose", purpose)}));
  if (!first || !twice) {
    return first;
  }
  if (auto fine = check_new_passphrase(*first); !fine) {
    return fail(std::move(fine.error()));
  }
  const auto second =
      ask_at(terminal, session.text("cli.ask.passphrase-again", {arg("purpose", purpose)}));
  if (!second && second.error().id == "INTERRUPTED") {
    return fail(second.error());
  }
  if (!second || !std::ranges::equal(first->view(), second->view())) {
    return fail(ErrorKind::secret, "SECRET-DIFFERS");
  }
  return first;
}

Result<std::optional<Secret>> obtain_passphrase(const PassphraseOptions& options,
                                                const Session& session, std::string_view purpose,
                                                bool twice) {
  if (!options.file.empty()) {
    return optional_of(files::read_secret_file(options.file));
  }
  if (!options.variable.empty()) {
    return optional_of(secret_from_variable(options.variable));
  }
  if (options.descriptor >= 0) {
    return optional_of(files::read_secret_descriptor(options.descriptor,
                                                     "fd " + std::to_string(options.descriptor)));
  }
  if (options.prompt) {
    return optional_of(ask_passphrase(session, purpose, twice));
  }
  return std::optional<Secret>();
}

}  // namespace dmp::cli
