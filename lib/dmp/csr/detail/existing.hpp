#pragma once

#include <filesystem>
#include <optional>

#include "dmp/core/error.hpp"
#include "dmp/core/secret.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/model/order.hpp"
#include "dmp/x509/name.hpp"
#include "dmp/x509/request.hpp"

namespace dmp::csr::detail {

/// What an order's folder holds.
enum class Found {
  nothing,     ///< None of the order's files, or a request whose key was never written.
  incomplete,  ///< Key and request that agree, without their order.json or their sheet.
  complete,    ///< All of it, in agreement with what is asked.
};

struct Existing {
  Found found = Found::nothing;
  std::optional<model::Order> order;  ///< When order.json is there.
  x509::Request request;              ///< When it is not `nothing`.
  bool key_encrypted = false;
};

/// inspect compares a folder with the order that is wanted. Whatever does not agree is
/// CSR-KEY-EXISTS; a passphrase that does not open the key is PASSPHRASE-WRONG.
Result<Existing> inspect(const files::OrderFolder& folder, const model::Order& wanted,
                         const x509::Subject& subject, const Secret* passphrase);

/// holds_anything tells whether one of the order's files is there, its certificate included.
bool holds_anything(const files::OrderFolder& folder);

/// renewal_of returns the place of the next renewal of the order in `folder`: the first one that is
/// free or on its way, past those that are installed already. Error id: CSR-KEY-EXISTS when the
/// order in place is of another environment than `wanted`.
Result<files::OrderFolder> renewal_of(const files::OrderFolder& folder, const model::Order& wanted);

/// verify_written reads key and request again and compares them with what was meant to be written.
/// Error id: CSR-NOT-VERIFIED (environment), or that of reading.
Status verify_written(const files::OrderFolder& folder, const model::Order& order,
                      const x509::Subject& subject, const Secret* passphrase);

}  // namespace dmp::csr::detail
