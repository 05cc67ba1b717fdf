#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dmp/expiry/detail/look.hpp"
#include "dmp/expiry/detail/sense.hpp"
#include "dmp/x509/chain.hpp"

namespace dmp::expiry::detail {
namespace {

using model::CertificateStatus;

bool is_in_service(const Row& row) {
  return !row.facts.is_ca && row.status != CertificateStatus::missing &&
         row.status != CertificateStatus::expired && row.status != CertificateStatus::superseded &&
         row.status != CertificateStatus::revoked;
}

/// Asker asks for one row after the other.
class Asker {
 public:
  Asker(const Request& request, Outcome& outcome)
      : request_(request), outcome_(outcome), checker_(*request.revocation) {
    authorities_ = request.authorities;
    for (const auto& row : outcome.rows) {
      if (auto authority = row.facts.is_ca ? whole_of(row, request) : std::nullopt) {
        authorities_.push_back(std::move(*authority));
      }
    }
    x509::Trust trust{request.authorities};
    std::ranges::copy_if(authorities_, std::back_inserter(trust.anchors), [](const auto& each) {
      return x509::find_known_authority(each.facts().sha256) != nullptr;
    });
    signers_.emplace(authorities_, x509::Trust{authorities_});
    trusted_.emplace(authorities_, trust);
  }

  /// Says which lists are of no use, whether somebody is asked about or not.
  void tell_unreadable() {
    for (const auto& error : checker_.unreadable()) {
      unanswered(error);
    }
  }

  void ask(Row& row) {
    row.revocation = model::RevocationState::unknown;
    const auto leaf = whole_of(row, request_);
    if (!leaf) {
      unanswered({ErrorKind::input, "EXPIRY-REVOCATION-NO-FILE", {arg("file", row.source)}, {}});
      return;
    }
    const auto chain = chain_of(*leaf);
    if (chain.size() < 2) {
      unanswered({ErrorKind::input,
                  "EXPIRY-REVOCATION-NO-ISSUER",
                  {arg("file", row.source), arg("issuer", row.facts.issuer->common_name)},
                  {}});
      return;
    }
    const auto answer = checker_.ask({chain, authorities_}, request_.now, standing_of(*leaf));
    if (!answer) {
      unanswered(answer.error());
      return;
    }
    row.revocation =
        answer->revoked ? model::RevocationState::revoked : model::RevocationState::good;
    if (auto& told = outcome_.without_delta;
        !answer->without_delta.empty() &&
        std::ranges::find(told, answer->without_delta) == told.end()) {
      told.push_back(answer->without_delta);
    }
    if (answer->revoked) {
      row.status = CertificateStatus::revoked;
      row.due = row.critical = true;
      row.remarks.push_back(
          {answer->authority.empty() ? "EXPIRY-REMARK-REVOKED" : "EXPIRY-REMARK-AUTHORITY-REVOKED",
           x509::args_of(*answer)});
    }
  }

 private:
  /// The certificate and the authorities above it, by their signatures; empty for a forged one.
  /// They need not be trusted: who signed the certificate may also say that it is revoked.
  std::vector<x509::Certificate> chain_of(const x509::Certificate& leaf) {
    auto found = signers_->verify(leaf, request_.now);
    const bool is_forged = std::ranges::find(found.problems, x509::ChainFault::signature,
                                             &x509::ChainProblem::fault) != found.problems.end();
    return is_forged ? std::vector<x509::Certificate>() : std::move(found.chain);
  }

  /// Trusted is what reaches an authority that the caller named or that is known; one that lies
  /// beside the certificate, or that a server shows, anybody may have made.
  x509::Standing standing_of(const x509::Certificate& leaf) {
    const auto found = trusted_->verify(leaf, request_.now);
    return found.reaches_anchor() ? x509::Standing::trusted : x509::Standing::unknown;
  }

  /// The same trouble of many certificates is told once.
  void unanswered(Error error) {
    if (std::ranges::find(outcome_.broken, error) != outcome_.broken.end()) {
      return;
    }
    outcome_.owed += request_.revocation->soft ? 0 : 1;
    outcome_.broken.push_back(std::move(error));
  }

  const Request& request_;
  Outcome& outcome_;
  x509::RevocationChecker checker_;
  std::vector<x509::Certificate> authorities_;
  std::optional<x509::ChainVerifier> signers_;  ///< Ends where any authority is.
  std::optional<x509::ChainVerifier> trusted_;
};

}  // namespace

void ask_revocation(Outcome& outcome, const Request& request) {
  if (request.revocation == nullptr ||
      request.revocation->method == x509::RevocationCheck::Method::none) {
    return;
  }
  Asker asker(request, outcome);
  asker.tell_unreadable();
  for (auto& row : outcome.rows) {
    if (request.stop && request.stop()) {
      outcome.interrupted = true;
      return;
    }
    if (is_in_service(row) && keeps(request.filter, row)) {
      asker.ask(row);
    }
  }
}

}  // namespace dmp::expiry::detail
