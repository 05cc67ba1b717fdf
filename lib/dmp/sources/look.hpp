#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/model/certificate_facts.hpp"
#include "dmp/sources/walk.hpp"

/// Which certificates files hold.
namespace dmp::sources {

/// How a file came to be looked at: a named one owes us a certificate, one met in a folder does
/// not; what a target holds that only a passphrase would show, the record of its order knows.
enum class Origin { named, met, recorded };

/// Largest file of a folder that is read although its name does not claim a certificate, in bytes.
inline constexpr std::uintmax_t kUnclaimedLimit = 1024U * 1024U;

/// Passphrases are tried for PKCS#12 whose certificates are encrypted too.
using Passphrases = std::span<const Secret* const>;

/// Looked is what one place holds.
struct Looked {
  std::vector<model::CertificateSummary> certificates;  ///< In the order of the file.
  std::vector<Error> broken;
  Origin origin = Origin::named;
  std::optional<FileId> file = std::nullopt;  ///< Of a file that was read.
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
void open_with(Passphrases passphrases, Result<Contents>& contents, Read read) {
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

/// look_at takes content apart, which came from a source of that name.
Looked look_at(const std::string& name, ByteView content, Origin origin, Passphrases passphrases);

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
Looked look_at_file(const Met& met, Origin origin, Passphrases passphrases, Allowance& allowance,
                    MetAgain& again);

}  // namespace dmp::sources
