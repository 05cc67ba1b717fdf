#include "dmp/csr/detail/request_signer.hpp"

#include <algorithm>
#include <utility>

#include "dmp/csr/detail/card_holder.hpp"
#include "dmp/x509/chain.hpp"
#include "dmp/x509/key_fitness.hpp"

namespace dmp::csr::detail {
namespace {

using model::CheckResult;
using model::SignerCheck;

constexpr std::string_view kCms = "RFC 5652, 5.3";
constexpr std::string_view kIssuers = "IGC-Santé, AC FORT / STANDARD PERSONNES";
constexpr std::string_view kRoles = "ANS 30/09/2021, 4.6";

/// How far two clocks may be apart before one of them signs in the other's future.
constexpr auto kClocks = std::chrono::minutes(5);

/// How the names of the authorities of cards end in every tree (TEST and rehearsal have a word
/// before it): FORT for health professionals (types 0 CPS, 1 CPF), STANDARD for the others. That
/// CDE are under STANDARD like CPE and CPA is not published.
constexpr std::string_view kStrong = "AC IGC-SANTE FORT PERSONNES";
constexpr std::string_view kStandard = "AC IGC-SANTE STANDARD PERSONNES";
constexpr int kLastProfessional = 1;

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

/// SignerJudge asks one question after the other and notes what came out.
class SignerJudge {
 public:
  SignerJudge(const VerifyRequest& wanted, const VerifiedRequest& verified, Judge& judge)
      : wanted_(wanted),
        verified_(verified),
        envelope_(*verified.request.envelope),
        own_(*verified.request.signer),
        facts_(own_.facts()),
        judge_(judge) {
    verdict_.usage = facts_.usage;
    verdict_.environment = facts_.environment;
    // The time of a signature that does not hold is anybody's.
    const bool is_past = envelope_.signature_valid && envelope_.signed_at &&
                         *envelope_.signed_at <= wanted.now + kClocks;
    moment_ = is_past ? *envelope_.signed_at : wanted.now;
  }

  model::SignerVerdict run() {
    note(SignerCheck::signature, envelope_.signature_valid);  // Told with the other signatures.
    hash();
    signing_certificate();
    signing_time();
    card();
    chain();
    validity();
    environment();
    if (facts_.card) {
      administrator();
    }
    if (envelope_.signers > 1) {
      judge_.add("REQUEST-SIGNER-SEVERAL", Severity::info,
                 {arg("count", envelope_.signers), arg("signer", envelope_.signer)}, kCms);
    }
    return std::move(verdict_);
  }

 private:
  void note(SignerCheck check, CheckResult result) { verdict_.checks.emplace_back(check, result); }
  void note(SignerCheck check, bool holds) {
    note(check, holds ? CheckResult::holds : CheckResult::fails);
  }

  /// Notes that nothing is wrong with what is signed: it is only verified where the signature is.
  void note_signed(SignerCheck check) {
    note(check, envelope_.signature_valid ? CheckResult::holds : CheckResult::not_verified);
  }

  /// Notes a check that fails and adds its finding, which may name the signer.
  void refuse(SignerCheck check, std::string_view rule, Severity usual, Args args,
              std::string_view reference) {
    note(check, false);
    args.push_back(arg("signer", envelope_.signer));
    judge_.add(rule, usual, std::move(args), reference);
  }

  void hash() {
    if (x509::is_weak_signature(envelope_.hash)) {
      refuse(SignerCheck::hash, "REQUEST-SIGNER-HASH", Severity::error,
             {arg("hash", envelope_.hash)}, kCms);
    } else {
      note_signed(SignerCheck::hash);
    }
  }

  void signing_certificate() {
    switch (envelope_.signing_certificate) {
      case model::SigningCertificate::absent:
        return note(SignerCheck::signing_certificate, CheckResult::not_verified);
      case model::SigningCertificate::agrees:
        return note_signed(SignerCheck::signing_certificate);
      case model::SigningCertificate::differs:
        refuse(SignerCheck::signing_certificate, "REQUEST-SIGNER-CERTIFICATE", Severity::error, {},
               "RFC 5035, 3");
    }
  }

  void signing_time() {
    if (!envelope_.signed_at) {
      refuse(SignerCheck::signing_time, "REQUEST-SIGNER-TIME", Severity::warning,
             {arg_text("reason", "csr.verify.time.missing")}, "RFC 5652, 11.3");
    } else if (*envelope_.signed_at > wanted_.now + kClocks) {
      refuse(SignerCheck::signing_time, "REQUEST-SIGNER-TIME", Severity::error,
             {arg_text("reason", "csr.verify.time.future"),
              arg("at", format_instant(*envelope_.signed_at)),
              arg("now", format_instant(wanted_.now))},
             "RFC 5652, 11.3");
    } else {
      note_signed(SignerCheck::signing_time);
    }
  }

  void card() {
    if (!facts_.card) {
      return refuse(SignerCheck::card, "REQUEST-SIGNER-CARD", Severity::error, {}, kRoles);
    }
    note(SignerCheck::card, true);
    key();
    authority();
  }

  /// The signature key has nonRepudiation; cards of before the IGC-Santé have digitalSignature
  /// beside it.
  void key() {
    const auto& usage = facts_.profile.key_usage;
    if (has(usage, "nonRepudiation")) {
      return note(SignerCheck::key, true);
    }
    const auto* reason =
        has(usage, "digitalSignature") ? "csr.verify.key.authentication" : "csr.verify.key.other";
    refuse(SignerCheck::key, "REQUEST-SIGNER-KEY", Severity::error, {arg_text("reason", reason)},
           "IGC-Santé, keyUsage");
  }

  void authority() {
    const auto& issuer = facts_.issuer->common_name;
    const bool is_professional = facts_.card->type <= kLastProfessional;
    const auto expected = is_professional ? kStrong : kStandard;
    const auto other = is_professional ? kStandard : kStrong;
    if (issuer.ends_with(expected)) {
      return note(SignerCheck::authority, true);
    }
    const bool is_of_cards = issuer.ends_with(other);
    refuse(SignerCheck::authority, "REQUEST-SIGNER-AUTHORITY",
           is_of_cards ? Severity::warning : Severity::error,
           {arg("issuer", facts_.issuer->printed), arg("expected", expected),
            arg_text("reason", is_of_cards ? "csr.verify.authority.other-kind"
                                           : "csr.verify.authority.none")},
           kIssuers);
  }

  void chain() {
    const auto selection = x509::select_trust(
        wanted_.trusted, verified_.request.envelope_certificates, wanted_.trust_rule);
    if (selection.trust.anchors.empty() && wanted_.trusted.empty()) {
      note(SignerCheck::chain, CheckResult::not_verified);
      judge_.add("REQUEST-SIGNER-CHAIN-UNCHECKED", Severity::warning,
                 {arg("signer", envelope_.signer), arg("issuer", facts_.issuer->printed)},
                 "RFC 5280, 6");
      return;
    }
    auto outcome = x509::verify_chain(own_, selection.intermediates, selection.trust, moment_);
    // The dates of the certificate itself are told by themselves.
    std::erase_if(outcome.problems, [](const auto& each) { return each.is_leafs_date; });
    note(SignerCheck::chain, outcome.holds());
    for (auto& problem : outcome.problems) {
      problem.args.push_back(arg_text("problem", problem.id));
      problem.args.push_back(arg("signer", envelope_.signer));
      judge_.add("REQUEST-SIGNER-CHAIN", Severity::error, std::move(problem.args), "RFC 5280, 6");
    }
    if (outcome.holds() && !outcome.chain.empty()) {
      const auto& anchor = outcome.chain.back().facts();
      verdict_.anchor = anchor.subject.printed;
      is_known_ = x509::find_known_authority(anchor.sha256) != nullptr;
    }
  }

  void validity() {
    const bool is_over = moment_ > facts_.ends_at();
    if (is_over || moment_ < facts_.not_before) {
      return refuse(
          SignerCheck::validity, "REQUEST-SIGNER-VALIDITY", Severity::error,
          {arg_text("reason", is_over ? "csr.verify.validity.over" : "csr.verify.validity.early"),
           arg("from", format_instant(facts_.not_before)),
           arg("to", format_instant(facts_.ends_at())), arg("at", format_instant(moment_))},
          "RFC 5280, 4.1.2.5");
    }
    // Of a signature without a time that is proven nobody knows.
    const bool is_proven = envelope_.signature_valid && envelope_.signed_at == moment_;
    note(SignerCheck::validity, is_proven ? CheckResult::holds : CheckResult::not_verified);
  }

  void environment() {
    if (wanted_.dossier != nullptr &&
        is_foreign(facts_.environment, wanted_.dossier->environment)) {
      return refuse(SignerCheck::environment, "REQUEST-SIGNER-ENVIRONMENT", Severity::error,
                    {environment_word("found", facts_.environment),
                     environment_word("expected", wanted_.dossier->environment),
                     arg_text("reason", "csr.verify.environment.dossier")},
                    kIssuers);
    }
    // The fingerprints of all authorities of production are known; those of the other trees are
    // not.
    if (facts_.environment == model::Environment::production && !verdict_.anchor.empty() &&
        !is_known_) {
      return refuse(SignerCheck::environment, "REQUEST-SIGNER-ENVIRONMENT", Severity::warning,
                    {environment_word("found", facts_.environment), arg("anchor", verdict_.anchor),
                     arg_text("reason", "csr.verify.environment.name-only")},
                    kIssuers);
    }
    const bool is_known = wanted_.dossier != nullptr &&
                          facts_.environment != model::Environment::unknown &&
                          verdict_.result_of(SignerCheck::chain) == CheckResult::holds;
    note(SignerCheck::environment, is_known ? CheckResult::holds : CheckResult::not_verified);
  }

  void administrator() {
    const auto* dossier = wanted_.dossier;
    const auto* site = dossier == nullptr ? nullptr : dossier->find_establishment(verified_.site);
    if (site == nullptr) {
      note(SignerCheck::administrator, CheckResult::not_verified);
      note(SignerCheck::card_status, CheckResult::not_verified);
      judge_.add("REQUEST-SIGNER-ADMINISTRATOR-UNCHECKED", Severity::warning,
                 {arg("card", facts_.card->number),
                  arg_text("reason", dossier == nullptr ? "csr.verify.administrator.no-dossier"
                                                        : "csr.verify.administrator.no-site")},
                 kRoles);
      return;
    }
    std::vector<std::string> others;
    for (const auto& each : dossier->administrators) {
      if (!has_card(each, facts_.card->number)) {
        continue;
      }
      if (has(site->administrators, each.id)) {
        verdict_.administrator = each.id;
        note(SignerCheck::administrator, true);
        return card_status(each);
      }
      others.push_back(each.id);
    }
    refuse(SignerCheck::administrator, "REQUEST-SIGNER-ADMINISTRATOR", Severity::error,
           {arg("card", facts_.card->number), arg("administrator", listed(others)),
            arg_text("reason", others.empty() ? "csr.verify.administrator.none"
                                              : "csr.verify.administrator.other-sites")},
           kRoles);
  }

  void card_status(const model::Administrator& holder) {
    using model::CardStatus;
    const auto& card = *holder.person.card;
    const bool is_past_end = card.expires_on && *card.expires_on < date_of(moment_);
    const bool is_usable = card.status == CardStatus::active || card.status == CardStatus::unknown;
    if (is_usable && !is_past_end) {
      // "unknown" without an end is nothing to go by.
      const bool is_declared = card.status == CardStatus::active || card.expires_on;
      return note(SignerCheck::card_status,
                  is_declared ? CheckResult::holds : CheckResult::not_verified);
    }
    const auto reason = is_usable ? std::string("end") : std::string(to_string(card.status));
    refuse(SignerCheck::card_status, "REQUEST-SIGNER-CARD-STATUS",
           card.status == CardStatus::requested ? Severity::warning : Severity::error,
           {arg("card", facts_.card->number), arg("administrator", holder.id),
            card.expires_on ? arg_day("end", *card.expires_on) : arg("end", ""),
            arg_text("reason", "csr.verify.card-status." + reason)},
           kRoles);
  }

  const VerifyRequest& wanted_;
  const VerifiedRequest& verified_;
  const model::RequestEnvelope& envelope_;
  const x509::Certificate& own_;
  const model::CertificateFacts& facts_;
  Judge& judge_;
  model::SignerVerdict verdict_;
  Instant moment_;         ///< When it was signed, or now where that cannot be.
  bool is_known_ = false;  ///< The anchor, by its fingerprint.
};

/// Every check once, in the order of the enumeration.
void complete(model::SignerVerdict& verdict) {
  std::vector<std::pair<SignerCheck, CheckResult>> checks;
  for (auto i = 0; i <= static_cast<int>(SignerCheck::card_status); ++i) {
    const auto check = static_cast<SignerCheck>(i);
    checks.emplace_back(check, verdict.result_of(check));
  }
  verdict.checks = std::move(checks);
}

}  // namespace

void judge_signer(const VerifyRequest& wanted, VerifiedRequest& verified, Judge& judge) {
  if (!verified.request.envelope) {
    return;
  }
  if (verified.request.signer) {
    verified.signer = SignerJudge(wanted, verified, judge).run();
  } else {
    const auto& envelope = *verified.request.envelope;
    verified.signer.emplace().checks = {{SignerCheck::signature, envelope.signature_valid
                                                                     ? CheckResult::holds
                                                                     : CheckResult::fails}};
    // That there is no certificate has been told; one that nobody can read is no card's.
    if (envelope.signature_valid) {
      judge.add("REQUEST-SIGNER-CARD", Severity::error, {arg("signer", envelope.signer)}, kRoles);
    }
  }
  complete(*verified.signer);
}

}  // namespace dmp::csr::detail
