#pragma once

#include <string_view>

#include "dmp/base/date.hpp"
#include "dmp/base/text.hpp"

namespace dmp::render {

/// Heading says whose report it is, of what moment, and with which words.
struct Heading {
  std::string_view command;
  Instant now;
  Wording wording;
};

}  // namespace dmp::render
