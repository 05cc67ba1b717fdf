#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/x509/chain.hpp"
#include "dmp/x509/request.hpp"
#include "dmp/x509/weak_key.hpp"

/// The rules over certification requests, ours and other people's (procedure 6).
namespace dmp::rules {

/// RequestQuestion is what requests are judged by.
struct RequestQuestion {
  const model::Dossier* dossier = nullptr;  ///< When given, subjects are compared with it.
  /// Those of the dossier that requests may be for; empty: all of them.
  std::vector<const model::Establishment*> sites = {};
  /// What the requests are for; empty: told by their CN.
  std::vector<model::Usage> usages = {};
  /// The CN of requests under another service applicatif than the policy's; empty: the policy's.
  std::string service_name = {};
  policy::Policy policy = {};
  const x509::DebianKeys* weak_keys = nullptr;
  /// Authorities that the user named, for the signers' certificates; which of them are anchors
  /// `trust_rule` says (x509::select_trust).
  std::vector<x509::Certificate> trusted = {};
  x509::TrustRule trust_rule = x509::TrustRule::known;
  /// The moment at which it is asked: no signature can be later.
  Instant now = {};
};

/// JudgedRequest is one request with what came out about it.
struct JudgedRequest {
  std::string file;
  std::size_t index = 1;  ///< In its file, from 1.
  x509::Request request;
  std::string sha256;  ///< Of its DER, hexadecimal, lower case.
  std::vector<x509::Weakness> weaknesses;
  std::string site;  ///< Id; empty when unknown or when there is no dossier.
  std::optional<model::Usage> usage;
  bool accepted = true;                                       ///< No finding about it is an error.
  std::optional<model::SignerVerdict> signer = std::nullopt;  ///< When it came signed.
};

/// RequestJudge judges one request after the other: signature, key, hash, attributes, subject, and
/// with a dossier whose it is and what differs from the subject that csr would write. Of a signed
/// request also who signed it: revocation is not asked, and the signing time is the signer's word.
/// Findings are located by file and, in PEM, by line; beside the rules REQUEST-… they may be those
/// of subject_for, where a site cannot be named.
class RequestJudge {
 public:
  /// `question` has to outlive it.
  explicit RequestJudge(const RequestQuestion& question) : question_(question) {}

  /// judge completes a request of which file, index and request are known, and keeps it.
  void judge(JudgedRequest one);
  /// found_key tells that a file of requests holds a private key as well.
  void found_key(const std::string& file);

  std::vector<JudgedRequest> requests;
  Findings findings;

 private:
  const RequestQuestion& question_;
  std::map<std::string, std::size_t> keys_;  ///< Where each was first seen.
};

}  // namespace dmp::rules
