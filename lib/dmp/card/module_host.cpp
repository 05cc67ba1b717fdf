#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "dmp/card/detail/loaded_module.hpp"
#include "dmp/card/detail/module_wire.hpp"
#include "dmp/card/module.hpp"
#include "dmp/base/secret.hpp"

namespace dmp::card {
namespace {

using detail::Reply;

bool receive(int descriptor, std::span<std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const auto got = ::read(descriptor, bytes.data(), bytes.size());
    if (got > 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(got));
    } else if (got == 0 || errno != EINTR) {
      return false;
    }
  }
  return true;
}

bool send(int descriptor, ByteView bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent > 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(sent));
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

}  // namespace

int host_module(int descriptor) {
  detail::LoadedModule module;
  detail::QuestionHeader asked;
  while (receive(descriptor, {reinterpret_cast<std::uint8_t*>(&asked), sizeof asked})) {
    if (asked.operation >= detail::kOperations || asked.size > detail::kMostBytes) {
      return EXIT_FAILURE;
    }
    Bytes data(asked.size);
    if (!receive(descriptor, data)) {
      break;
    }
    const auto answer = module.ask({static_cast<detail::Operation>(asked.operation),
                                    {asked.numbers[0], asked.numbers[1], asked.numbers[2]},
                                    data});
    const detail::ReplyHeader told{answer.code, answer.number, answer.data.size()};
    if (!send(descriptor, as_bytes({reinterpret_cast<const char*>(&told), sizeof told})) ||
        !send(descriptor, answer.data)) {
      break;
    }
  }
  return EXIT_SUCCESS;
}

}  // namespace dmp::card
