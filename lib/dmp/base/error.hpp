#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "dmp/base/text.hpp"

namespace dmp {

/// ErrorKind says what the caller can do next; cli/ maps it to the exit code.
enum class ErrorKind {
  usage,        ///< The request itself is wrong (exit 2).
  input,        ///< A file or document is unreadable or invalid (exit 3).
  environment,  ///< Card, reader, service, network, disk, permissions (exit 4).
  secret,       ///< PIN or passphrase refused (exit 5).
  internal,     ///< A bug of ours (exit 70).
};

/// Reason says why, where somebody may go on in another way than by reporting it: code decides by
/// it, or by the kind, and never by the text of an id.
enum class Reason {
  other,              ///< Nothing that anybody decides by.
  not_found,          ///< No file of that name is there.
  no_access,          ///< A file is there and cannot be opened.
  too_large,          ///< A file or archive is larger than what is read.
  unsafe_path,        ///< Others could have prepared what a path names.
  foreign_owner,      ///< The same, since it belongs to somebody else.
  damaged,            ///< A document of our own cannot be understood.
  encrypted,          ///< A file can be read with a password only, which nobody asks for.
  passphrase_needed,  ///< A secret is missing.
  passphrase_wrong,   ///< A secret was given and does not open it.
  pin_needed,         ///< A card wants its PIN before it goes on.
  interrupted,        ///< The user stopped it.
  unreachable,        ///< A host, or what it should serve, does not answer.
  another_thing,      ///< What was read is sound, and not what was asked for: a key, a request.
  other_issuer,       ///< A list is of another authority.
  empty,              ///< Nothing is written where something could be.
  wrong_character,    ///< A text has a character that it must not have.
  card_removed,       ///< The card is gone.
  card_trouble,       ///< The card did not answer as cards do, which may mean that it is gone.
  no_application,     ///< The card has not what was to be chosen.
  replaced,           ///< A directory was exchanged for another one meanwhile.
  command_failed,     ///< A program of the user's did not end well.
  revoked,            ///< A certificate's order was marked as revoked.
};

/// is_unsafe tells what others could have prepared.
constexpr bool is_unsafe(Reason reason) {
  return reason == Reason::unsafe_path || reason == Reason::foreign_owner;
}

/// Error is a failure of our own work. `id` is stable and names the catalogue text; `causes` are
/// the technical words of the system or of a library, outermost first, never a secret.
struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string id;
  Args args;
  std::vector<std::string> causes;
  Reason reason = Reason::other;

  bool operator==(const Error&) const = default;
};

/// Result holds a value or the Error that prevented it.
template <typename T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

/// fail makes the unexpected side of a Result.
inline tl::unexpected<Error> fail(ErrorKind kind, std::string_view id, Args args = {},
                                  std::vector<std::string> causes = {}) {
  return tl::make_unexpected(Error{kind, std::string(id), std::move(args), std::move(causes)});
}
inline tl::unexpected<Error> fail(ErrorKind kind, Reason reason, std::string_view id,
                                  Args args = {}, std::vector<std::string> causes = {}) {
  return tl::make_unexpected(
      Error{kind, std::string(id), std::move(args), std::move(causes), reason});
}
inline tl::unexpected<Error> fail(Error error) { return tl::make_unexpected(std::move(error)); }

}  // namespace dmp
