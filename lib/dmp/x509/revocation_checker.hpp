#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dmp/x509/revocation.hpp"
#include "dmp/x509/revocation_list.hpp"

namespace dmp::x509 {

/// ListCache keeps lists that were fetched, by their address, from one run to the next; both
/// functions may be absent. What it gives is verified like any other list.
struct ListCache {
  std::function<std::optional<Bytes>(const std::string& url)> find;
  std::function<void(const std::string& url, ByteView list)> keep;
};

/// RevocationCheck says whether authorities are asked if they took a certificate back, and how.
struct RevocationCheck {
  enum class Method { none, crl, ocsp };
  struct List {
    std::string name;
    Bytes content;
  };

  Method method = Method::none;
  bool soft = false;  ///< No answer is a warning, not an error.
  /// Lists at hand, in the place of the certificate's address: none is fetched unless `crl_url`
  /// says so. All of them count, in any order; those of other authorities are passed over.
  std::vector<List> crls;
  std::string crl_url;   ///< In the place of the certificate's own address.
  std::string ocsp_url;  ///< The same of the responder.
  ListCache cache;
  AskWeb web = {};  ///< Empty: only the lists at hand are asked.
};

/// Standing says who has chosen the addresses in a certificate: an authority that the caller
/// trusts, or anybody.
enum class Standing { trusted, unknown };

/// RevocationChecker asks for one certificate after the other. A list is fetched and read once, and
/// a responder that cannot be reached is not asked again.
class RevocationChecker {
 public:
  /// `check` has to outlive it.
  explicit RevocationChecker(const RevocationCheck& check);

  /// ask looks at the lists at hand, or else at the cache and at the addresses, one after the other
  /// until one answers, or asks the responder, at the moment `at`. The address that a certificate
  /// names is asked only when it is `trusted`. An authority above the certificate that a list at
  /// hand revokes counts like the certificate itself. Error ids: those of `web`, find_revocation
  /// and ask_ocsp; input: CRL-UNREADABLE, REVOCATION-NO-ADDRESS (the certificate names no http://
  /// address, and none was given), REVOCATION-UNTRUSTED (not asked, with `subject` and `issuer`),
  /// CRL-NONE-FITS (no list at hand is that of `issuer`).
  Result<Revocation> ask(const CertificatePath& path, Instant at, Standing standing);

  /// unreadable returns why lists at hand could not be read (CRL-UNREADABLE), asked for or not.
  [[nodiscard]] const std::vector<Error>& unreadable() const { return unreadable_; }

 private:
  using Lists = std::vector<RevocationList>;
  /// Asked is the question of one call.
  struct Asked {
    CertificatePath path;
    Instant at;
    Standing standing;

    [[nodiscard]] const Certificate& leaf() const { return path.chain[0]; }
    [[nodiscard]] const Certificate& issuer() const { return path.chain[1]; }
  };

  [[nodiscard]] static Result<std::vector<std::string>> addresses(
      const std::string& given, const std::vector<std::string>& own, const Asked& asked);
  [[nodiscard]] static Result<Revocation> look_up(const Lists& lists, const Asked& asked);

  Result<Revocation> from_responders(const std::vector<std::string>& urls, const Asked& asked);
  Result<Revocation> from_responder(const std::string& url, const Asked& asked);
  Result<Revocation> from_lists(const Asked& asked);
  Result<Revocation> from_lists_at_hand(const Asked& asked) const;
  Result<Revocation> from_address(const std::string& url, Lists& lists, const Asked& asked);

  struct Fetched {
    Bytes content;
    Result<Lists> lists;
    bool is_kept = false;  ///< In the cache.
  };
  Fetched& fetched(const std::string& url);
  const Lists& cached(const std::string& url);

  const RevocationCheck& check_;
  Lists at_hand_;
  std::vector<Error> unreadable_;  ///< Of the lists at hand.
  std::map<std::string, Fetched> fetched_;
  std::map<std::string, Lists> cached_;
  std::map<std::string, Error> silent_;  ///< Responders that cannot be reached.
};

}  // namespace dmp::x509
