#include "dmp/csr/detail/request_judge.hpp"

#include <algorithm>

#include "dmp/x509/key_fitness.hpp"

namespace dmp::csr::detail {
namespace {

using x509::Weakness;

constexpr std::string_view kKey = "IGC-Santé, subjectPublicKeyInfo";
constexpr std::string_view kSigned = "IGC-Santé, signatureAlgorithm";

constexpr std::string_view kUsualExponent = "65537";

/// "RSA 3072", "RSA 2048, e = 3", "EC prime256v1"
std::string key_of(const x509::Request& request) {
  const auto& exponent = request.public_exponent;
  return request.key_algorithm + " " +
         (request.key_curve.empty() ? std::to_string(request.key_bits) : request.key_curve) +
         (exponent.empty() || exponent == kUsualExponent ? "" : ", e = " + exponent);
}

/// The rule that a weakness breaks; none for those that are only unlike what was seen.
struct Broken {
  Weakness weakness;
  std::string_view rule;
  std::string_view reason = {};  ///< Catalogue id, where a rule has several.
};
constexpr Broken kBroken[] = {
    {Weakness::too_short, "REQUEST-KEY-SHORT"},
    {Weakness::curve_weak, "REQUEST-KEY-SHORT"},
    {Weakness::exponent_one, "REQUEST-KEY-EXPONENT", "csr.verify.exponent.one"},
    {Weakness::exponent_even, "REQUEST-KEY-EXPONENT", "csr.verify.exponent.even"},
    {Weakness::exponent_small, "REQUEST-KEY-EXPONENT", "csr.verify.exponent.small"},
    {Weakness::exponent_huge, "REQUEST-KEY-EXPONENT", "csr.verify.exponent.huge"},
    {Weakness::modulus_even, "REQUEST-KEY-FACTOR", "csr.verify.factor.even"},
    {Weakness::small_factor, "REQUEST-KEY-FACTOR", "csr.verify.factor.small"},
    {Weakness::roca, "REQUEST-KEY-ROCA"},
    {Weakness::close_primes, "REQUEST-KEY-CLOSE-PRIMES"},
    {Weakness::debian, "REQUEST-KEY-DEBIAN"},
};

bool is_usual_key(const x509::Request& request) {
  return request.key_algorithm == "RSA" && request.key_bits == 2048 &&
         request.public_exponent == kUsualExponent;
}

}  // namespace

void Judge::add(std::string_view rule, Severity usual, Args args, std::string_view reference) {
  const auto severity = policy_.severity_of(rule, usual);
  refuses_ = refuses_ || severity == Severity::error;
  findings_.push_back(
      {std::string(rule), severity, at_, site_, std::move(args), std::string(reference)});
}

void judge_signatures(const x509::Request& request, Judge& judge) {
  if (!request.signature_valid) {
    judge.add("REQUEST-SIGNATURE", Severity::error, {}, "RFC 2986, 4.2");
  }
  if (request.envelope && !request.envelope->signature_valid) {
    const bool has_signer = !request.envelope->signer.empty();
    judge.add(
        "REQUEST-CMS-SIGNATURE", Severity::error,
        {arg("signer", request.envelope->signer),
         arg_text("reason", has_signer ? "csr.verify.cms.wrong" : "csr.verify.cms.no-signer")},
        "RFC 5652, 5.6");
  }
  if (request.signature_hash != "SHA256") {
    judge.add(
        "REQUEST-HASH",
        x509::is_weak_signature(request.signature_algorithm) ? Severity::error : Severity::warning,
        {arg("algorithm", request.signature_algorithm)}, kSigned);
  }
}

void judge_key(const x509::Request& request, const std::vector<Weakness>& weaknesses,
               Judge& judge) {
  bool is_told = false;  // That it is unlike those seen goes without saying then.
  for (const auto& each : kBroken) {
    if (std::ranges::find(weaknesses, each.weakness) == weaknesses.end()) {
      continue;
    }
    is_told = is_told || each.rule == "REQUEST-KEY-SHORT" || each.rule == "REQUEST-KEY-EXPONENT";
    Args args = {arg("key", key_of(request)), arg("exponent", request.public_exponent)};
    if (!each.reason.empty()) {
      args.push_back(arg_text("reason", each.reason));
    }
    judge.add(each.rule, Severity::error, std::move(args), kKey);
  }
  if (!is_usual_key(request) && !is_told) {
    judge.add("REQUEST-KEY-UNUSUAL", Severity::warning, {arg("key", key_of(request))}, kKey);
  }
}

void judge_attributes(const x509::Request& request, Judge& judge) {
  if (request.attributes == 0) {
    return;
  }
  std::vector<std::string> names;
  for (const auto& each : request.attribute_details) {
    names.push_back(each.name);
  }
  std::vector<std::string> extensions;
  for (const auto& each : request.extensions) {
    extensions.push_back(each.name);
  }
  const auto inner = extensions.empty() ? std::string() : " (" + listed(extensions) + ")";
  judge.add("REQUEST-ATTRIBUTES", Severity::warning, {arg("attributes", listed(names) + inner)},
            "RFC 2986, 4.1");
}

}  // namespace dmp::csr::detail
