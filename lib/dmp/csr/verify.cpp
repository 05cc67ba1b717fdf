#include "dmp/csr/verify.hpp"

#include <iterator>
#include <utility>

namespace dmp::csr {

VerifyOutcome verify(const VerifyRequest& request) {
  VerifyOutcome outcome;
  rules::RequestJudge judge(request.by);
  for (const auto& input : request.inputs) {
    auto contents = x509::read_requests(input.content, input.name);
    if (!contents) {
      outcome.errors.push_back(std::move(contents.error()));
      continue;
    }
    std::ranges::move(contents->broken, std::back_inserter(outcome.errors));
    if (contents->has_private_key) {
      judge.found_key(input.name);
    }
    std::size_t index = 0;
    for (auto& each : contents->requests) {
      outcome.interrupted = outcome.interrupted || (request.stop && request.stop());
      if (!outcome.interrupted) {
        judge.judge({input.name, ++index, std::move(each), {}, {}, {}, {}});
      }
    }
    if (outcome.interrupted) {
      break;
    }
  }
  outcome.requests = std::move(judge.requests);
  outcome.findings = std::move(judge.findings);
  return outcome;
}

}  // namespace dmp::csr
