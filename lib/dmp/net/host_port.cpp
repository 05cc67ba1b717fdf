#include "dmp/net/host_port.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace dmp::net {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kHost =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:%";

/// 0 for what is no port.
std::uint16_t read_port(std::string_view digits) {
  std::uint16_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() ? number : std::uint16_t{0};
}

}  // namespace

tl::expected<HostPort, HostPortFault> parse_host_port(std::string_view text,
                                                      std::string_view usual_port) {
  const tl::unexpected form(HostPortFault::form);
  const bool bracketed = text.starts_with('[');
  const auto end = bracketed ? text.find(']') : std::min(text.find(':'), text.size());
  if (end == std::string_view::npos) {
    return form;
  }
  const auto host = text.substr(bracketed ? 1 : 0, bracketed ? end - 1 : end);
  const auto rest = text.substr(bracketed ? end + 1 : end);
  const auto port = rest.empty() ? usual_port : rest.substr(1);
  const bool has_form = (rest.empty() || rest.front() == ':') && !host.empty() && !port.empty() &&
                        host.find_first_not_of(kHost) == std::string_view::npos &&
                        port.find_first_not_of(kDigits) == std::string_view::npos;
  if (!has_form) {
    return form;
  }
  const auto number = read_port(port);
  if (number == 0) {
    return tl::unexpected(HostPortFault::port);
  }
  return HostPort{std::string(host), std::to_string(number)};
}

}  // namespace dmp::net
