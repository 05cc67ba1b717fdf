#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/expiry/expiry.hpp"
#include "dmp/sources/look.hpp"

namespace dmp::expiry::detail {

using sources::Origin;

/// Found is what one place holds: a row for each certificate, each once.
struct Found {
  std::vector<Row> rows;
  std::vector<Error> broken;
  Origin origin = Origin::named;
  std::optional<sources::FileId> file =
      std::nullopt;                                  ///< Of a file that was read, and counts once.
  bool passed_over = false;                          ///< Met in a folder, and not worth reading.
  std::optional<sources::Link> link = std::nullopt;  ///< What took its place: nothing was read.
  bool is_foreign = false;  ///< Read from a file that somebody else could have written.
};

/// rows_of rates certificates of one place, as row_of does; of equal ones the first.
std::vector<Row> rows_of(std::vector<model::CertificateSummary> certificates, std::string source,
                         const Request& request);

/// look_at takes content apart, which came from a source of that name.
Found look_at(std::string name, ByteView content, Origin origin, const Request& request);

/// look_at_file is sources::look_at_file, with a row for each certificate; may be called from
/// several threads, each with an `again` of its own.
Found look_at_file(sources::Met met, Origin origin, const Request& request,
                   sources::Allowance& allowance, sources::MetAgain& again);

/// whole_of reads a row's certificate again, from any of its places: it was only summed up before.
/// Nothing where none has it any more.
std::optional<x509::Certificate> whole_of(const Row& row, const Request& request);

}  // namespace dmp::expiry::detail
