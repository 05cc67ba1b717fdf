#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "dmp/base/finding.hpp"

namespace dmp {

/// Repair is what a value of a document is to be instead, as JSON; empty where the text around
/// values is meant. A safe one leaves nothing to guess: what stands there can only mean this. Any
/// other is a guess for a person to judge.
struct Repair {
  bool is_safe = false;
  std::string value;

  bool operator==(const Repair&) const = default;
};

/// with_repair adds a repair to what a finding says: its texts may have it as {repair}, a guess as
/// {guess}.
Args with_repair(Args args, const std::optional<Repair>& repair);

/// repair_of returns the repair of a finding; nothing where nobody can tell one.
std::optional<Repair> repair_of(const Finding& finding);

/// count_untidy counts the values of documents that have a safe repair, each once however many
/// findings it has.
std::size_t count_untidy(const Findings& findings);

}  // namespace dmp
