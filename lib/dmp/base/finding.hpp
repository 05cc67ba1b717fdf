#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/text.hpp"

namespace dmp {

/// Severity of a finding, most severe first.
enum class Severity { error, warning, info };

/// to_string returns the stable word that JSON output uses: "error", "warning" or "info".
std::string_view to_string(Severity severity);

/// Location is a place in a user's file; zero line or column and an empty pointer mean "not known".
struct Location {
  std::string file;
  std::string pointer;       ///< JSON pointer (RFC 6901), empty for the whole document.
  std::uint32_t line = 0;    ///< From 1.
  std::uint32_t column = 0;  ///< From 1, in bytes.

  bool operator==(const Location&) const = default;
};

/// Acceptance says that a finding is known and borne with, why, and until when.
struct Acceptance {
  std::string reason;
  Date until;  ///< Last day on which it is accepted.

  bool operator==(const Acceptance&) const = default;
};

/// Finding is something about the user's documents: data, not a failure of ours. `rule` is the
/// stable id that programs match and the catalogue's key for message and remedy.
struct Finding {
  std::string rule;
  Severity severity = Severity::error;
  Location at;
  std::string site;  ///< Id of the establishment in the dossier, empty when it concerns all.
  Args args;
  std::string reference;  ///< Where the rule comes from, e.g. "ANS 30/09/2021, 4.1"; may be empty.
  std::optional<Acceptance> accepted = std::nullopt;  ///< Then it stands in nobody's way.

  bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

/// has_at_least tells whether a finding that is not accepted is as severe as `threshold` or more.
bool has_at_least(const Findings& findings, Severity threshold);

}  // namespace dmp
