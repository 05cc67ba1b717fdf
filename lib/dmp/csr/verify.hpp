#pragma once

#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/base/stop.hpp"
#include "dmp/rules/requests.hpp"

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
  rules::RequestQuestion by = {};  ///< What they are judged by.
  StopRequested stop = {};
};

struct VerifyOutcome {
  std::vector<rules::JudgedRequest> requests;  ///< In the order of the inputs.
  Findings findings;                           ///< Located by file and, in PEM, by line.
  /// What could not be read: those of x509::read_requests. The others were verified.
  std::vector<Error> errors;
  bool interrupted = false;
};

/// verify judges every request of every input by the rules over requests (rules::RequestJudge).
VerifyOutcome verify(const VerifyRequest& request);

}  // namespace dmp::csr
