#include "csr/signing.hpp"

#include <algorithm>
#include <iostream>
#include <iterator>

#include "dmp/x509/chain.hpp"
#include "system/exit_code.hpp"
#include "system/process.hpp"
#include "system/progress.hpp"

namespace dmp::cli {
namespace {

/// The issuers of a certificate among those that the user named.
std::vector<x509::Certificate> issuers_of(const x509::Certificate& leaf,
                                          const std::vector<x509::Certificate>& named,
                                          const Session& session) {
  const auto selection = x509::select_trust(named, {}, x509::TrustRule::self_signed);
  auto chain = x509::verify_chain(leaf, named, selection.trust, session.clock()).chain;
  if (!chain.empty()) {
    chain.erase(chain.begin());
  }
  return chain;
}

}  // namespace

void add_signing_options(CLI::App& command, SigningOptions& options, const Session& session) {
  auto* wanted = command.add_flag("--card", options.wanted, session.text("cli.opt.card"))
                     ->group(session.text("cli.group.card"));
  for (auto* option : add_card_options(command, options.card, true, session)) {
    option->needs(wanted);
  }
  // Nothing is made under these, and so nothing is signed.
  for (const auto* name : {"--status", "--mark", "--verify", "--dry-run"}) {
    wanted->excludes(command.get_option(name));
  }
}

Result<Signing> begin_signing(const SigningOptions& options, const TrustOptions& trust,
                              const Session& session) {
  const auto named = read_trusted(trust);
  if (!named) {
    return fail(named.error());
  }
  auto held = open_card(options.card, session);
  if (!held) {
    return fail(held.error());
  }
  say_doubts(**held, session);
  auto signer = card::CardSigner::open(**held, pin_policy(options.card, session));
  if (!signer) {
    return fail(signer.error());
  }
  Signing signing{std::move(*held), std::move(*signer), {}};
  signing.chain = issuers_of(signing.signer->certificate(), *named, session);
  return signing;
}

Result<Signatures> sign_orders(Signing& signing, const csr::Request& request,
                               const csr::Outcome& made, const csr::Forced& forced,
                               const Session& session) {
  Signatures signatures;
  const auto& facts = signing.signer->certificate().facts();
  signatures.findings = csr::judge_card({request.dossier, request.sites, facts, session.clock()});
  const auto refused = [&](const std::string& site) {
    return forced.reason.empty() && std::ranges::any_of(signatures.findings, [&](const auto& one) {
             return one.site.empty() || one.site == site;
           });
  };
  csr::SignRequest sign{.dossier = request.dossier,
                        .workspace = request.workspace,
                        .orders = {},
                        .signer = *signing.signer,
                        .chain = signing.chain,
                        .now = session.clock(),
                        .user = request.user,
                        .forced = forced,
                        .stop = interrupted};
  if (!forced.reason.empty()) {
    // The card's own findings are forced as well.
    for (const auto* site : request.sites) {
      if (std::ranges::any_of(signatures.findings, [site](const auto& one) {
            return one.site.empty() || one.site == site->id;
          })) {
        sign.forced.sites.push_back(site->id);
      }
    }
  }
  for (const auto& order : made.orders) {
    if (!refused(order.order.site)) {
      sign.orders.push_back(order);
    } else if (std::ranges::count(signatures.left_out, order.order.site) == 0) {
      signatures.left_out.push_back(order.order.site);
    }
  }
  ProgressLine line(session);
  sign.progress = [&line](const csr::Progress& progress) {
    line.show(progress.done, progress.total, progress.made);
  };
  auto outcome = csr::sign_orders(sign);
  if (!outcome) {
    return fail(std::move(outcome.error()));
  }
  signatures.outcome = std::move(*outcome);
  return signatures;
}

int tell_signatures(const Signatures& signatures, const Signing& signing, const Session& session) {
  std::cerr << render::findings_to_text(signatures.findings, session.style());
  for (const auto& site : signatures.left_out) {
    std::cerr << session.text("cli.csr.not-signed", {arg("site", render::printable(site))}) << '\n';
  }
  const auto made = signatures.outcome.made.size();
  session.say(session.text(
      "cli.csr.signed", {arg("count", made), arg("unchanged", signatures.outcome.unchanged.size()),
                         arg("place", signing.card->place())}));
  if (signing.signer->wants_each_time()) {
    session.say(session.text("cli.csr.pin-each-time"));
  }
  if (made > 0 && signing.chain.empty()) {
    session.say(session.text("cli.csr.no-chain"));
  }
  int code = signatures.left_out.empty() ? kFine : kFindings;
  if (const auto& error = signatures.outcome.error) {
    session.complain(*error, session.text("cli.csr.signing-ended"));
    code = std::max(code, exit_code(error->kind));
  }
  return signatures.outcome.interrupted ? kInterrupted : code;
}

}  // namespace dmp::cli
