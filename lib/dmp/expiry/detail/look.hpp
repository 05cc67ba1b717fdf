#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/expiry/detail/walk.hpp"
#include "dmp/expiry/expiry.hpp"

namespace dmp::expiry::detail {

/// How a file came to be looked at: a named one owes us a certificate, one met in a folder does
/// not; what a target holds that only a passphrase would show, the record of its order knows.
enum class Origin { named, met, recorded };

/// Largest file of a folder that is read although its name does not claim a certificate, in bytes.
inline constexpr std::uintmax_t kUnclaimedLimit = 1024U * 1024U;

/// Found is what one place holds: a row for each certificate, each once.
struct Found {
  std::vector<Row> rows;
  std::vector<Error> broken;
  Origin origin = Origin::named;
  std::optional<FileId> file = std::nullopt;  ///< Of a file that was read, and counts once.
  bool passed_over = false;                   ///< Met in a folder, and not worth reading.
  std::optional<Link> link = std::nullopt;    ///< What took its place: nothing was read.
  bool is_foreign = false;  ///< Read from a file that somebody else could have written.
};

/// is_closed tells whether a passphrase could show more of what x509 read.
template <typename Contents>
bool is_closed(const Result<Contents>& contents) {
  return contents ? contents->has_encrypted_certificates
                  : contents.error().kind == ErrorKind::secret;
}

/// open_with reads again with one passphrase after the other, until nothing is closed; a wrong one
/// takes away nothing that was read without it.
template <typename Contents, typename Read>
void open_with(std::span<const Secret* const> passphrases, Result<Contents>& contents, Read read) {
  for (const auto* passphrase : passphrases) {
    if (!is_closed(contents)) {
      return;
    }
    auto opened = read(passphrase);
    if (opened || !contents || opened.error().kind != ErrorKind::secret) {
      contents = std::move(opened);
    }
  }
}

/// rows_of rates certificates of one place, as row_of does; of equal ones the first.
std::vector<Row> rows_of(std::vector<model::CertificateSummary> certificates, std::string source,
                         const Request& request);

/// look_at takes content apart, which came from a source of that name.
Found look_at(std::string name, ByteView content, Origin origin, const Request& request);

/// Allowance is what a run is ready to do for the passphrases of files that others own: each may
/// have a little, and all together what is left. Threads share it.
class Allowance {
 public:
  [[nodiscard]] long of_next() const;
  void take(long work);

 private:
  static constexpr long kFree = 100'000;  ///< Iterations; what programs write today.
  std::atomic<long> left_{20'000'000};    ///< Some ten seconds.
};

/// look_at_file reads a file, from one opening, and takes it apart. Files that were met are passed
/// over when they are empty or past kUnclaimedLimit, unless their name claims a certificate. It may
/// be called from several threads, each with an `again` of its own.
Found look_at_file(Met met, Origin origin, const Request& request, Allowance& allowance,
                   MetAgain& again);

/// whole_of reads a row's certificate again, from any of its places: it was only summed up before.
/// Nothing where none has it any more.
std::optional<x509::Certificate> whole_of(const Row& row, const Request& request);

}  // namespace dmp::expiry::detail
