#pragma once

// How a question and its answer look between this process and a module's host: a header, in this
// machine's own form since both ends are one program, and as many bytes as it says. Not installed.

#include <array>
#include <cstdint>

#include "dmp/card/detail/cryptoki.hpp"

namespace dmp::card::detail {

struct QuestionHeader {
  std::uint32_t operation = 0;
  std::uint32_t size = 0;
  std::array<std::uint64_t, 3> numbers{};
};

struct ReplyHeader {
  std::uint64_t code = 0;
  std::uint64_t number = 0;
  std::uint64_t size = 0;
};

}  // namespace dmp::card::detail
