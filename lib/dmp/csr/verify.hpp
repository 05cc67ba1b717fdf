#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/base/stop.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/x509/chain.hpp"
#include "dmp/x509/request.hpp"
#include "dmp/x509/weak_key.hpp"

/// The verification of certification requests, ours and other people's, before they go to the
/// portal (procedure 6).
namespace dmp::csr {

/// VerifyInput is one file of requests.
struct VerifyInput {
  std::string name;
  ByteView content;
};

struct VerifyRequest {
  std::vector<VerifyInput> inputs;
  const model::Dossier* dossier = nullptr;  ///< When given, subjects are compared with it.
  /// Those of the dossier that requests may be for; empty: all of them.
  std::vector<const model::Establishment*> sites;
  /// What the requests are for; empty: told by their CN.
  std::vector<model::Usage> usages;
  /// The CN of requests under another service applicatif than the policy's; empty: the policy's.
  std::string service_name = {};
  policy::Policy policy;
  const x509::DebianKeys* weak_keys = nullptr;
  StopRequested stop = {};
  /// Authorities that the user named, for the signers' certificates; which of them
  /// are anchors `trust_rule` says (x509::select_trust).
  std::vector<x509::Certificate> trusted = {};
  x509::TrustRule trust_rule = x509::TrustRule::known;
  /// The moment at which it is asked: no signature can be later.
  Instant now = {};
};

/// VerifiedRequest is one request with what came out about it.
struct VerifiedRequest {
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

struct VerifyOutcome {
  std::vector<VerifiedRequest> requests;  ///< In the order of the inputs.
  Findings findings;                      ///< Located by file and, in PEM, by line.
  /// What could not be read: those of x509::read_requests. The others were verified.
  std::vector<Error> errors;
  bool interrupted = false;
};

/// verify examines every request of every input: signature, key, hash, attributes, subject, and
/// with a dossier whose it is and what differs from the subject that csr would write. Rule ids:
/// REQUEST-SIGNATURE, REQUEST-CMS-SIGNATURE, REQUEST-WITH-KEY, REQUEST-KEY-SHORT,
/// REQUEST-KEY-UNUSUAL, REQUEST-KEY-EXPONENT, REQUEST-KEY-FACTOR, REQUEST-KEY-ROCA,
/// REQUEST-KEY-CLOSE-PRIMES, REQUEST-KEY-DEBIAN, REQUEST-SAME-KEY, REQUEST-HASH,
/// REQUEST-ATTRIBUTES, REQUEST-SUBJECT-MISSING, -ATTRIBUTES, -REPEATED, -MULTIVALUED, -ORDER,
/// -STRING-TYPE, -COUNTRY, -LOCALITY, -O-LONG, -OU, -CN-LONG, -CN-CHARACTERS, -CN-SERVICE,
/// -DIFFERS, REQUEST-SITE-UNKNOWN, and those of subject_for where a site cannot be named.
///
/// Of a signed request also who signed it. Errors: REQUEST-SIGNER-HASH (MD5, SHA-1),
/// REQUEST-SIGNER-CERTIFICATE (signing-certificate-v2, RFC 5035, names another certificate),
/// REQUEST-SIGNER-CARD (no CPx card's certificate), REQUEST-SIGNER-KEY (not the card's signature
/// key), REQUEST-SIGNER-CHAIN (one for each problem), REQUEST-SIGNER-VALIDITY (not valid when it
/// signed), REQUEST-SIGNER-ADMINISTRATOR (not the card of one of the site's administrators).
/// Errors or warnings: REQUEST-SIGNER-TIME (in the future; missing: warning),
/// REQUEST-SIGNER-AUTHORITY (no authority of cards; of cards of another kind: warning, since it is
/// not published which one issues CDE), REQUEST-SIGNER-ENVIRONMENT (another tree than the
/// dossier's; of production by name only: warning), REQUEST-SIGNER-CARD-STATUS (declared opposed,
/// expired or missing; only requested: warning). Warnings: REQUEST-SIGNER-CHAIN-UNCHECKED and
/// REQUEST-SIGNER-ADMINISTRATOR-UNCHECKED tell what nobody could verify. Info:
/// REQUEST-SIGNER-SEVERAL. Revocation is not asked; the signing time is the signer's word.
VerifyOutcome verify(const VerifyRequest& request);

}  // namespace dmp::csr
