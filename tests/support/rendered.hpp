#pragma once

#include <string>

#include "dmp/render/sink.hpp"

namespace dmp::test {

/// rendered is all that `write` gives to its sink.
template <typename Write>
std::string rendered(Write write) {
  std::string out;
  const render::Sink sink = [&out](std::string_view part) { out += part; };
  write(sink);
  return out;
}

}  // namespace dmp::test
