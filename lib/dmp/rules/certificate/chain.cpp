#include "dmp/rules/detail/certificate.hpp"

// The path to a trusted root. Its problems have their ids and texts from x509.
namespace dmp::rules::detail {
namespace {

using x509::ChainFault;

void add(ChainFault fault, const Held& held, Faults& out) {
  for (const auto& problem : held.chain.problems) {
    if (problem.fault == fault && !problem.is_leafs_date) {
      out.push_back(problem.args);
    }
  }
}

constexpr std::string_view kPath = "RFC 5280, 6";

constexpr Check kChecks[] = {
    // Not a fault of the certificate: its authorities were not given.
    {.rule = {"CHAIN-NO-ISSUER", Severity::warning, kPath},
     .certificate = [](const Held& held, Faults& out) { add(ChainFault::no_issuer, held, out); },
     .also_cards = true,
     .installing = Severity::error},
    {.rule = {"CHAIN-UNTRUSTED", Severity::error, kPath},
     .certificate = [](const Held& held, Faults& out) { add(ChainFault::untrusted, held, out); },
     .also_cards = true,
     .installing = Severity::error},
    {.rule = {"CHAIN-SIGNATURE", Severity::error, kPath},
     .certificate = [](const Held& held, Faults& out) { add(ChainFault::signature, held, out); },
     .also_cards = true,
     .installing = Severity::error},
    {.rule = {"CHAIN-EXPIRED", Severity::error, kPath},
     .certificate = [](const Held& held, Faults& out) { add(ChainFault::expired, held, out); },
     .also_cards = true,
     .installing = Severity::error},
    {.rule = {"CHAIN-NOT-YET-VALID", Severity::error, kPath},
     .certificate = [](const Held& held,
                       Faults& out) { add(ChainFault::not_yet_valid, held, out); },
     .also_cards = true,
     .installing = Severity::error},
    {.rule = {"CHAIN-PURPOSE", Severity::error, kPath},
     .certificate = [](const Held& held, Faults& out) { add(ChainFault::purpose, held, out); },
     .also_cards = true,
     .installing = Severity::error},
    {.rule = {"CHAIN-OTHER", Severity::error, kPath},
     .certificate = [](const Held& held, Faults& out) { add(ChainFault::other, held, out); },
     .also_cards = true,
     .installing = Severity::error},
};

}  // namespace

Checks chain_checks() { return kChecks; }

}  // namespace dmp::rules::detail
