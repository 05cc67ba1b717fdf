#include <algorithm>

#include "dmp/check/certificate/engine.hpp"

// The path to a trusted root. Its problems have their ids and texts from x509.
namespace dmp::check {
namespace {

/// The dates of the certificate itself are told by rules of their own.
bool is_said_already(const x509::ChainProblem& problem, const Held& held) {
  return (problem.id == "CHAIN-EXPIRED" || problem.id == "CHAIN-NOT-YET-VALID") &&
         std::ranges::any_of(problem.args, [&held](const Arg& each) {
           return each.name == "subject" && each.value == held.facts.subject.printed;
         });
}

void add(std::string_view id, const Held& held, Faults& out) {
  for (const auto& problem : held.chain.problems) {
    if (problem.id == id && !is_said_already(problem, held)) {
      out.push_back(problem.args);
    }
  }
}

constexpr std::string_view kPath = "RFC 5280, 6";

constexpr CertificateCheck kChecks[] = {
    // Not a fault of the certificate: its authorities were not given.
    {.rule = {"CHAIN-NO-ISSUER", Severity::warning, kPath},
     .certificate = [](const Held& held, Faults& out) { add("CHAIN-NO-ISSUER", held, out); },
     .also_cards = true},
    {.rule = {"CHAIN-UNTRUSTED", Severity::error, kPath},
     .certificate = [](const Held& held, Faults& out) { add("CHAIN-UNTRUSTED", held, out); },
     .also_cards = true},
    {.rule = {"CHAIN-SIGNATURE", Severity::error, kPath},
     .certificate = [](const Held& held, Faults& out) { add("CHAIN-SIGNATURE", held, out); },
     .also_cards = true},
    {.rule = {"CHAIN-EXPIRED", Severity::error, kPath},
     .certificate = [](const Held& held, Faults& out) { add("CHAIN-EXPIRED", held, out); },
     .also_cards = true},
    {.rule = {"CHAIN-NOT-YET-VALID", Severity::error, kPath},
     .certificate = [](const Held& held, Faults& out) { add("CHAIN-NOT-YET-VALID", held, out); },
     .also_cards = true},
    {.rule = {"CHAIN-PURPOSE", Severity::error, kPath},
     .certificate = [](const Held& held, Faults& out) { add("CHAIN-PURPOSE", held, out); },
     .also_cards = true},
    {.rule = {"CHAIN-OTHER", Severity::error, kPath},
     .certificate = [](const Held& held, Faults& out) { add("CHAIN-OTHER", held, out); },
     .also_cards = true},
};

}  // namespace

std::span<const CertificateCheck> chain_checks() { return kChecks; }

}  // namespace dmp::check
