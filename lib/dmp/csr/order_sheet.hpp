#pragma once

#include <span>
#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/model/order.hpp"
#include "dmp/policy/policy.hpp"

namespace dmp::csr {

/// SheetCommands are the command lines that an order sheet ends with, one element a line as a shell
/// reads it. Where there are none, the sheet only says what is to be done.
struct SheetCommands {
  std::vector<std::string> verify;  ///< Verifies the certificate and its key, and writes nothing.
  std::vector<std::string> watch;   ///< Says when the certificates of the workspace expire.
};

/// order_sheet writes what a person does at the portal, in French: the exact values to choose and
/// type, the file to upload, the steps of request (or renewal, when the order renews a certificate)
/// and collection, the two secrets that differ, the subject and key to compare on delivery. `sites`
/// are all that the order is for; several are named.
std::string order_sheet(const model::Order& order, const model::Establishment& site,
                        const policy::Policy& policy, const SheetCommands& commands = {},
                        std::span<const model::Establishment* const> sites = {});

/// order_sheet_pdf draws the same on one or two A4 pages. The same order gives the same bytes; the
/// date is that of the first event of its history (without any, 1970). May be called from several
/// threads at once. Error ids: those of pdf::draw_pages.
Result<Bytes> order_sheet_pdf(const model::Order& order, const model::Establishment& site,
                              const policy::Policy& policy, const SheetCommands& commands = {},
                              std::span<const model::Establishment* const> sites = {});

}  // namespace dmp::csr
