#include "dmp/rules/requests.hpp"

#include <algorithm>
#include <utility>

#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/detail/request.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::rules {
namespace {

std::string place_of(const JudgedRequest& one) {
  return one.request.line == 0 ? one.file : one.file + ":" + std::to_string(one.request.line);
}

}  // namespace

std::span<const Rule> detail::request_rules() {
  static const auto all = [] {
    std::vector<Rule> list;
    for (const auto theme : {request_key_rules(), request_signer_rules(), request_subject_rules(),
                             request_site_rules()}) {
      list.insert(list.end(), theme.begin(), theme.end());
    }
    return list;
  }();
  return all;
}

void detail::Judge::add(std::string_view id, Args args, std::optional<Severity> severity) {
  const auto known = std::ranges::find(request_rules(), id, &Rule::id);
  auto rule = known != request_rules().end() ? *known : Rule{id, Severity::warning, ""};
  rule.severity = severity.value_or(rule.severity);
  auto finding = finding_of(rule, policy_, std::move(args));
  finding.at = at_;
  finding.site = site_;
  refuses_ = refuses_ || finding.severity == Severity::error;
  findings_.push_back(std::move(finding));
}

void RequestJudge::judge(JudgedRequest one) {
  detail::Judge writer(question_.policy, one.file, one.request.line, findings);
  one.sha256 = x509::sha256_hex(one.request.der);
  one.weaknesses = x509::find_weaknesses(one.request.public_key, question_.weak_keys);
  one.usage = detail::usage_of(one.request, question_);
  if (question_.dossier != nullptr) {
    detail::judge_site(question_, one, writer);
  }
  detail::judge_signatures(one.request, writer);
  detail::judge_signer(question_, one, writer);
  detail::judge_key(one.request, one.weaknesses, writer);
  const auto [found, is_new] = keys_.try_emplace(one.request.public_key_sha256, requests.size());
  if (!is_new) {
    const auto& first = requests[found->second];
    const bool is_same = first.request.subject_attributes == one.request.subject_attributes;
    writer.add("REQUEST-SAME-KEY",
               {arg("other", place_of(first)), arg("subject", first.request.subject.printed)},
               is_same ? Severity::warning : Severity::error);
  }
  detail::judge_attributes(one.request, writer);
  detail::judge_subject(one.request, question_.service_name, writer);
  one.accepted = !writer.refuses();
  requests.push_back(std::move(one));
}

void RequestJudge::found_key(const std::string& file) {
  detail::Judge(question_.policy, file, 0, findings).add("REQUEST-WITH-KEY");
}

}  // namespace dmp::rules
