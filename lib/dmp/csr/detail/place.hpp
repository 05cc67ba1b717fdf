#pragma once

#include "dmp/csr/csr.hpp"
#include "dmp/files/workspace.hpp"

namespace dmp::csr::detail {

/// Place is where an order goes, and what it takes the place of.
struct Place {
  files::OrderFolder folder;
  std::string renews;  ///< SHA-256 of the running certificate that it renews; may be empty.
};

/// place_of finds the place of `wanted` below `base`, the folder of the first order under these
/// names. Without `renew` that is `base` itself, and the next free place once its certificate has
/// ended or was revoked. With `renew` it is the next place: the first one that is free or on its
/// way. Error ids (usage): CSR-NOTHING-TO-RENEW, CSR-RENEWAL-EXPIRED with `date`,
/// CSR-RENEWAL-REVOKED; CSR-KEY-EXISTS when the order in place is of another environment.
Result<Place> place_of(const files::OrderFolder& base, const model::Order& wanted,
                       const model::WantedCertificate& certificate, const Request& request);

/// folder_name is the last part of an order's path: "SIGN" under the policy's service applicatif,
/// "AUTH_CLI.INSI-AUTO" under another.
std::string folder_name(model::Usage usage, std::string_view service, const policy::Policy& policy);

}  // namespace dmp::csr::detail
