#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/model/order.hpp"
#include "dmp/x509/name.hpp"
#include "dmp/x509/request.hpp"

namespace dmp::csr::detail {

/// What an order's folder holds.
enum class Found {
  nothing,     ///< None of the order's files, or a request whose key was never written.
  incomplete,  ///< Key and request that agree, without their order.json or their sheets.
  complete,    ///< All of it, in agreement with what is asked.
};

struct Existing {
  Found found = Found::nothing;
  std::optional<model::Order> order;  ///< When order.json is there.
  x509::Request request;              ///< When it is not `nothing`.
  bool key_encrypted = false;
};

/// inspect compares a folder with the order that is wanted. Whatever does not agree is
/// CSR-KEY-EXISTS; a passphrase that does not open the key is PASSPHRASE-WRONG, an order.json that
/// cannot be understood ORDER-DAMAGED or ORDER-VERSION.
Result<Existing> inspect(const files::OrderFolder& folder, const model::Order& wanted,
                         const x509::Subject& subject, const Secret* passphrase);

/// Problem is what does not agree: the file, the catalogue's words for it, and their values.
struct Problem {
  std::filesystem::path path;
  std::string_view reason;
  Args args = {};
  std::vector<std::string> causes = {};
};

/// key_exists makes CSR-KEY-EXISTS of a problem with what is in the place of `wanted`.
Error key_exists(const model::Order& wanted, Problem problem);

/// read_order reads an order.json. Error ids: those of files::read_file, ORDER-DAMAGED,
/// ORDER-VERSION.
Result<model::Order> read_order(const std::filesystem::path& path);

/// holds_anything tells whether one of the order's files is there, its certificate included.
bool holds_anything(const files::OrderFolder& folder);

/// verify_written reads key and request again and compares them with what was meant to be written:
/// the key with `key_pem`, to the byte, or without it by opening it with the passphrase. Error id:
/// CSR-NOT-VERIFIED (environment), or that of reading.
Status verify_written(const files::OrderFolder& folder, const model::Order& order,
                      const x509::Subject& subject, const Secret* key_pem,
                      const Secret* passphrase);

}  // namespace dmp::csr::detail
