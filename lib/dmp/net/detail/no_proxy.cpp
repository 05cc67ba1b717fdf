#include "dmp/net/detail/no_proxy.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/lower_case.hpp"

namespace dmp::net::detail {
namespace {

/// A name as names of hosts are compared: without the dot of the root.
std::string host_name(std::string_view text) {
  return lower_case(text.substr(0, text.find_last_not_of('.') + 1));
}

/// The four or sixteen bytes of an address; none for any other text.
Bytes address_of(const std::string& text) {
  constexpr std::size_t kV4 = 4;
  constexpr std::size_t kV6 = 16;
  Bytes bytes(kV6);
  if (::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
    bytes.resize(kV4);
  } else if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) {
    bytes.clear();
  }
  return bytes;
}

/// Whether a network, "address/bits" or an address alone, holds an address.
bool holds(std::string_view network, const Bytes& address) {
  const auto slash = std::min(network.find('/'), network.size());
  const auto base = address_of(std::string(network.substr(0, slash)));
  auto bits = 8 * base.size();
  if (slash < network.size()) {
    const auto digits = network.substr(slash + 1);
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), number);
    if (error != std::errc() || end != digits.end() || number > bits) {
      return false;
    }
    bits = number;
  }
  if (base.empty() || base.size() != address.size()) {
    return false;
  }
  const auto whole = bits / 8;
  const auto rest = bits % 8;
  return std::equal(base.begin(), base.begin() + static_cast<std::ptrdiff_t>(whole),
                    address.begin()) &&
         (rest == 0 || (base[whole] ^ address[whole]) >> (8 - rest) == 0);
}

bool is_below(const std::string& host, const std::string& domain) {
  return !domain.empty() && (host == domain || (host.ends_with(domain) &&
                                                host[host.size() - domain.size() - 1] == '.'));
}

bool names(std::string_view entry, const HostPort& place) {
  if (entry == "*") {
    return true;
  }
  entry.remove_prefix(std::min(entry.find_first_not_of("*."), entry.size()));
  // What is no "host:port" is a network, or an address of version 6 without brackets.
  const auto parsed = parse_host_port(entry, place.port);
  if (parsed && parsed->port != place.port) {
    return false;
  }
  const auto named = parsed ? parsed->host : std::string(entry);
  const auto address = address_of(place.host);
  return address.empty() ? is_below(host_name(place.host), host_name(named))
                         : holds(named, address);
}

}  // namespace

bool is_exempt(std::string_view list, const HostPort& place) {
  constexpr std::string_view kBetween = ", \t";
  while (!list.empty()) {
    list.remove_prefix(std::min(list.find_first_not_of(kBetween), list.size()));
    const auto entry = list.substr(0, list.find_first_of(kBetween));
    if (!entry.empty() && names(entry, place)) {
      return true;
    }
    list.remove_prefix(entry.size());
  }
  return false;
}

}  // namespace dmp::net::detail
