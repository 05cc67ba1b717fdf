#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/install/detail/delivery.hpp"
#include "dmp/install/install.hpp"
#include "dmp/model/order.hpp"

namespace dmp::install::detail {

/// FoundOrder is one order of the workspace and where it lies.
struct FoundOrder {
  files::OrderFolder folder;
  model::Order order;
};

/// Keys is everything that certificates may be matched with.
struct Keys {
  std::vector<KeyPointer> named;  ///< Of the file that was named, if any.
  std::vector<KeyPointer> delivered;
  std::vector<FoundOrder> orders;
  std::vector<Error> damaged;  ///< Orders that could not be read.
};

/// Match is what goes with one certificate.
struct Match {
  KeyPointer key;                   ///< Nothing when there is none.
  std::optional<FoundOrder> order;  ///< Made for the same public key.
  /// Without a key: the file whose key should have been this certificate's, or "".
  std::string other_key;
  /// Which key it is says only a certificate in a file of somebody else's: nobody named it.
  bool chosen_by_other = false;
  /// An order that cannot be read, where none that can is the certificate's: it may be its own.
  std::string unread_order;
  /// The order that was made for the key in `other_key`.
  std::optional<FoundOrder> other_order;
};

/// gather_keys reads the key that was named and the orders of the workspace.
Result<Keys> gather_keys(const Request& request, const Delivery& delivery);

/// match_key finds key and order of one certificate by its public key.
Result<Match> match_key(const Leaf& leaf, const Delivery& delivery, const Keys& keys,
                        const Request& request);

}  // namespace dmp::install::detail
