#include "dmp/csr/verify.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "dmp/csr/detail/request_judge.hpp"
#include "dmp/csr/detail/request_signer.hpp"
#include "dmp/csr/detail/request_site.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::csr {
namespace {

using detail::Judge;

/// Where a key was first seen: that request, by its place in the outcome.
using Keys = std::map<std::string, std::size_t>;

std::string place_of(const VerifiedRequest& one) {
  return one.request.line == 0 ? one.file : one.file + ":" + std::to_string(one.request.line);
}

void judge_same_key(const VerifiedRequest& one, const std::vector<VerifiedRequest>& before,
                    Keys& keys, Judge& judge) {
  const auto [found, is_new] = keys.try_emplace(one.request.public_key_sha256, before.size());
  if (is_new) {
    return;
  }
  const auto& first = before[found->second];
  const bool is_same = first.request.subject_attributes == one.request.subject_attributes;
  judge.add("REQUEST-SAME-KEY", is_same ? Severity::warning : Severity::error,
            {arg("other", place_of(first)), arg("subject", first.request.subject.printed)});
}

void examine(const VerifyRequest& request, VerifiedRequest one, Keys& keys,
             VerifyOutcome& outcome) {
  Judge judge(request.policy, one.file, one.request.line, outcome.findings);
  one.sha256 = x509::sha256_hex(one.request.der);
  one.weaknesses = x509::find_weaknesses(one.request.public_key, request.weak_keys);
  one.usage = detail::usage_of(one.request, request);
  if (request.dossier != nullptr) {
    detail::judge_site(request, one, judge);
  }
  detail::judge_signatures(one.request, judge);
  detail::judge_signer(request, one, judge);
  detail::judge_key(one.request, one.weaknesses, judge);
  judge_same_key(one, outcome.requests, keys, judge);
  detail::judge_attributes(one.request, judge);
  detail::judge_subject(one.request, request.service_name, judge);
  one.accepted = !judge.refuses();
  outcome.requests.push_back(std::move(one));
}

}  // namespace

VerifyOutcome verify(const VerifyRequest& request) {
  VerifyOutcome outcome;
  Keys keys;
  for (const auto& input : request.inputs) {
    auto contents = x509::read_requests(input.content, input.name);
    if (!contents) {
      outcome.errors.push_back(std::move(contents.error()));
      continue;
    }
    std::ranges::move(contents->broken, std::back_inserter(outcome.errors));
    if (contents->has_private_key) {
      Judge(request.policy, input.name, 0, outcome.findings)
          .add("REQUEST-WITH-KEY", Severity::warning);
    }
    std::size_t index = 0;
    for (auto& each : contents->requests) {
      if (request.stop && request.stop()) {
        outcome.interrupted = true;
        return outcome;
      }
      VerifiedRequest one;
      one.file = input.name;
      one.index = ++index;
      one.request = std::move(each);
      examine(request, std::move(one), keys, outcome);
    }
  }
  return outcome;
}

}  // namespace dmp::csr
