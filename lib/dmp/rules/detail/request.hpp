#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "dmp/base/listed.hpp"
#include "dmp/rules/requests.hpp"
#include "dmp/rules/rules.hpp"

namespace dmp::rules::detail {

/// Judge writes the findings about one request, at its place and with the policy's severities.
class Judge {
 public:
  Judge(const policy::Policy& policy, std::string_view file, std::uint32_t line, Findings& findings)
      : policy_(policy), findings_(findings) {
    at_.file = file;
    at_.line = line;
  }

  /// add tells that a rule is violated, less or more severely than usual where `severity` says so.
  /// An id that is no rule's is that of an error in the dossier, which is a warning here.
  void add(std::string_view id, Args args = {}, std::optional<Severity> severity = std::nullopt);
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

/// The themes of the rules over requests, and all of them.
std::span<const Rule> request_key_rules();
std::span<const Rule> request_signer_rules();
std::span<const Rule> request_site_rules();
std::span<const Rule> request_subject_rules();
std::span<const Rule> request_rules();

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

/// usage_of tells what a request is for: the only usage asked for, else that whose service
/// applicatif is its CN.
std::optional<model::Usage> usage_of(const x509::Request& request, const RequestQuestion& wanted);

/// judge_site finds the site of the dossier that the request is for, and compares its subject with
/// what csr would write for it: of several subjects that it could be, the nearest. It completes
/// `judged` with the site.
void judge_site(const RequestQuestion& wanted, JudgedRequest& judged, Judge& judge);

/// judge_signer tells who signed a request and whether he could: certificate, card, chain, time,
/// and what the dossier says of him. The request's site must be known by then. It completes
/// `judged` with the verdict; a request that did not come signed has none.
void judge_signer(const RequestQuestion& wanted, JudgedRequest& judged, Judge& judge);

}  // namespace dmp::rules::detail
