#include "dmp/install/detail/revocation.hpp"

namespace dmp::install::detail {

void judge_revocation(Case& each, x509::RevocationChecker& checker, x509::ChainVerifier& verifier,
                      const std::vector<x509::Certificate>& authorities, const Request& request) {
  using Method = x509::RevocationCheck::Method;
  constexpr std::string_view kReference = "RFC 5280, 6.3";
  const auto& check = request.revocation;
  if (check.method == Method::none || each.judged.chain.size() < 2) {
    return;  // Without an issuer, the chain is the problem.
  }
  const bool is_trusted = verifier.verify(each.leaf, request.now).reaches_anchor();
  const auto answer = checker.ask({each.judged.chain, authorities}, request.now,
                                  is_trusted ? x509::Standing::trusted : x509::Standing::unknown);
  if (!answer) {
    report(each, answer.error().id, check.soft ? Severity::warning : Severity::error,
           answer.error().args, kReference);
  } else if (answer->revoked) {
    report(each, answer->authority.empty() ? "INSTALL-REVOKED" : "INSTALL-AUTHORITY-REVOKED",
           Severity::error, x509::args_of(*answer), kReference);
  } else if (check.method == Method::ocsp && !answer->has_nonce) {
    report(each, "INSTALL-OCSP-NO-NONCE", Severity::info, {}, kReference);
  } else if (!answer->without_delta.empty()) {
    report(each, "CRL-WITHOUT-DELTA", Severity::info, {arg("list", answer->without_delta)},
           "RFC 5280, 5.2.6");
  }
}

}  // namespace dmp::install::detail
