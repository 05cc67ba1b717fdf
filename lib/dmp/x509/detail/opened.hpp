#pragma once

#include <openssl/err.h>

#include <algorithm>
#include <utility>

#include "dmp/base/error.hpp"
#include "dmp/base/passphrase.hpp"

namespace dmp::x509::detail {

/// opened_with reads what a passphrase protects, with the passphrase as it is first: that is how
/// others protected it. Where that is wrong, and the normalised form is another one, it reads with
/// that: so we protected what we wrote.
template <typename Read>
auto opened_with(const Secret* passphrase, Read read) -> decltype(read(passphrase)) {
  auto first = read(passphrase);
  if (first || passphrase == nullptr || first.error().reason != Reason::passphrase_wrong) {
    return first;
  }
  const auto other = normalised_passphrase(*passphrase);
  if (other.empty() || std::ranges::equal(other.view(), passphrase->view())) {
    return first;
  }
  ERR_clear_error();
  auto second = read(&other);
  return second ? std::move(second) : std::move(first);
}

/// opened_with_or_empty does the same, and where it fails tries the empty passphrase, whatever was
/// given: it protects nothing, and who got a file so may not know that there is one. For what
/// others made: each try takes the time that its derivation asks for.
template <typename Read>
auto opened_with_or_empty(const Secret* passphrase, Read read) -> decltype(read(passphrase)) {
  auto first = opened_with(passphrase, read);
  const bool is_tried = passphrase != nullptr && passphrase->empty();
  if (first || is_tried || first.error().kind != ErrorKind::secret) {
    return first;
  }
  ERR_clear_error();
  const Secret empty;
  auto second = read(&empty);
  return second ? std::move(second) : std::move(first);
}

}  // namespace dmp::x509::detail
