#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/finding.hpp"
#include "dmp/base/listed.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/x509/request.hpp"
#include "dmp/x509/weak_key.hpp"

namespace dmp::csr::detail {

/// Judge writes the findings about one request, at its place and with the policy's severities.
class Judge {
 public:
  Judge(const policy::Policy& policy, std::string_view file, std::uint32_t line, Findings& findings)
      : policy_(policy), findings_(findings) {
    at_.file = file;
    at_.line = line;
  }

  void add(std::string_view rule, Severity usual, Args args = {}, std::string_view reference = {});
  void set_site(const std::string& site) { site_ = site; }
  /// refuses tells whether one of the findings is an error.
  [[nodiscard]] bool refuses() const { return refuses_; }
  [[nodiscard]] const policy::Policy& policy() const { return policy_; }

 private:
  const policy::Policy& policy_;
  Findings& findings_;
  Location at_;
  std::string site_;
  bool refuses_ = false;
};

/// judge_signatures looks at the request's own signature, its hash, and the envelope's.
void judge_signatures(const x509::Request& request, Judge& judge);

/// judge_key tells what its weaknesses mean, and what no certificate seen has.
void judge_key(const x509::Request& request, const std::vector<x509::Weakness>& weaknesses,
               Judge& judge);

/// judge_attributes tells of the attributes that the portal may refuse; ours have none.
void judge_attributes(const x509::Request& request, Judge& judge);

/// judge_subject checks the subject against what the authority writes for anybody, under the
/// policy's services applicatifs or `service_name`, where it is not empty.
void judge_subject(const x509::Request& request, const std::string& service_name, Judge& judge);

}  // namespace dmp::csr::detail
