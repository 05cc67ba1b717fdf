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

/// Error is a failure of our own work. `id` is stable and names the catalogue text; `causes` are the
/// technical words of the system or of a library, outermost first, never a secret.
struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string id;
  Args args;
  std::vector<std::string> causes;

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
inline tl::unexpected<Error> fail(Error error) { return tl::make_unexpected(std::move(error)); }

}  // namespace dmp
