#pragma once

#include "dmp/base/error.hpp"

/// The exit codes of every command (documented in --help and README).
namespace dmp::cli {

inline constexpr int kFine = 0;
inline constexpr int kFindings = 1;
inline constexpr int kUsage = 2;
inline constexpr int kInput = 3;
inline constexpr int kEnvironment = 4;
inline constexpr int kSecret = 5;
inline constexpr int kBug = 70;
/// SIGINT: what shells expect of an interrupted program (128 + 2).
inline constexpr int kInterrupted = 130;

/// exit_code maps the kind of a failure to the code.
constexpr int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return kUsage;
    case ErrorKind::input:
      return kInput;
    case ErrorKind::environment:
      return kEnvironment;
    case ErrorKind::secret:
      return kSecret;
    case ErrorKind::internal:
      return kBug;
  }
  return kBug;
}

}  // namespace dmp::cli
