#pragma once

#include <map>
#include <optional>
#include <string>

#include "dmp/install/detail/judge.hpp"
#include "dmp/install/install.hpp"
#include "dmp/x509/revocation.hpp"

namespace dmp::install::detail {

/// Revoker asks whether certificates were revoked, and adds what it learns to their findings. A
/// list is fetched once for all certificates of a run.
class Revoker {
 public:
  explicit Revoker(const Request& request) : request_(request) {}
  void judge(Case& each);

 private:
  Result<x509::Revocation> ask(const Case& each, const x509::Certificate& issuer);
  Result<x509::Revocation> from_list(const Case& each, const x509::Certificate& issuer);
  Result<x509::Revocation> from_address(const std::string& url, const Case& each,
                                        const x509::Certificate& issuer);
  std::optional<x509::Revocation> from_cache(const std::string& url, const Case& each,
                                             const x509::Certificate& issuer) const;

  const Request& request_;
  std::map<std::string, Result<Bytes>> fetched_;
};

}  // namespace dmp::install::detail
