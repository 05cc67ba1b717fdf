#pragma once

#include <string>
#include <vector>

#include "dmp/base/error.hpp"

namespace dmp::model {

/// Parsed is a valid identifier with what was forgiven on the way to it: each note is the id of a
/// catalogue text ("FORGIVEN-SPACES", "FORGIVEN-PUNCTUATION", "FORGIVEN-LOWER-CASE"), at most once.
template <typename T>
struct Parsed {
  T value;
  std::vector<std::string> forgiven;
};

/// What parse functions return. Failures are of kind `input`; their ids are "<NAME>-EMPTY",
/// "<NAME>-LENGTH", "<NAME>-CHARACTER", "<NAME>-DEPARTMENT" and "<NAME>-KEY", with the arguments
/// `value` (as typed), `position` (from 1), `found`, `expected` where they apply.
template <typename T>
using ParseResult = Result<Parsed<T>>;

}  // namespace dmp::model
