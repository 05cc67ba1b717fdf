#include <algorithm>
#include <utility>

#include "dmp/rules/detail/request.hpp"
#include "dmp/rules/people.hpp"
#include "dmp/x509/chain.hpp"
#include "dmp/x509/key_fitness.hpp"

namespace dmp::rules::detail {
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
  SignerJudge(const RequestQuestion& wanted, const JudgedRequest& verified, Judge& judge)
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
      judge_.add("REQUEST-SIGNER-SEVERAL",
                 {arg("count", envelope_.signers), arg("signer", envelope_.signer)});
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
  void refuse(SignerCheck check, std::string_view rule, Args args,
              std::optional<Severity> severity = std::nullopt) {
    note(check, false);
    args.push_back(arg("signer", envelope_.signer));
    judge_.add(rule, std::move(args), severity);
  }

  void hash() {
    if (x509::is_weak_signature(envelope_.hash)) {
      refuse(SignerCheck::hash, "REQUEST-SIGNER-HASH", {arg("hash", envelope_.hash)});
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
        refuse(SignerCheck::signing_certificate, "REQUEST-SIGNER-CERTIFICATE", {});
    }
  }

  void signing_time() {
    if (!envelope_.signed_at) {
      refuse(SignerCheck::signing_time, "REQUEST-SIGNER-TIME",
             {arg_text("reason", "rules.request.time.missing")}, Severity::warning);
    } else if (*envelope_.signed_at > wanted_.now + kClocks) {
      refuse(SignerCheck::signing_time, "REQUEST-SIGNER-TIME",
             {arg_text("reason", "rules.request.time.future"),
              arg("at", format_instant(*envelope_.signed_at)),
              arg("now", format_instant(wanted_.now))});
    } else {
      note_signed(SignerCheck::signing_time);
    }
  }

  void card() {
    if (!facts_.card) {
      return refuse(SignerCheck::card, "REQUEST-SIGNER-CARD", {});
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
    const auto* reason = has(usage, "digitalSignature") ? "rules.request.key.authentication"
                                                        : "rules.request.key.other";
    refuse(SignerCheck::key, "REQUEST-SIGNER-KEY", {arg_text("reason", reason)});
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
           {arg("issuer", facts_.issuer->printed), arg("expected", expected),
            arg_text("reason", is_of_cards ? "rules.request.authority.other-kind"
                                           : "rules.request.authority.none")},
           is_of_cards ? Severity::warning : Severity::error);
  }

  void chain() {
    const auto selection = x509::select_trust(
        wanted_.trusted, verified_.request.envelope_certificates, wanted_.trust_rule);
    if (selection.trust.anchors.empty() && wanted_.trusted.empty()) {
      note(SignerCheck::chain, CheckResult::not_verified);
      judge_.add("REQUEST-SIGNER-CHAIN-UNCHECKED",
                 {arg("signer", envelope_.signer), arg("issuer", facts_.issuer->printed)});
      return;
    }
    auto outcome = x509::verify_chain(own_, selection.intermediates, selection.trust, moment_);
    // The dates of the certificate itself are told by themselves.
    std::erase_if(outcome.problems, [](const auto& each) { return each.is_leafs_date; });
    note(SignerCheck::chain, outcome.holds());
    for (auto& problem : outcome.problems) {
      problem.args.push_back(arg_text("problem", problem.id()));
      problem.args.push_back(arg("signer", envelope_.signer));
      judge_.add("REQUEST-SIGNER-CHAIN", std::move(problem.args));
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
          SignerCheck::validity, "REQUEST-SIGNER-VALIDITY",
          {arg_text("reason",
                    is_over ? "rules.request.validity.over" : "rules.request.validity.early"),
           arg("from", format_instant(facts_.not_before)),
           arg("to", format_instant(facts_.ends_at())), arg("at", format_instant(moment_))});
    }
    // Of a signature without a time that is proven nobody knows.
    const bool is_proven = envelope_.signature_valid && envelope_.signed_at == moment_;
    note(SignerCheck::validity, is_proven ? CheckResult::holds : CheckResult::not_verified);
  }

  void environment() {
    if (wanted_.dossier != nullptr &&
        is_foreign(facts_.environment, wanted_.dossier->environment)) {
      return refuse(SignerCheck::environment, "REQUEST-SIGNER-ENVIRONMENT",
                    {environment_arg("found", facts_.environment),
                     environment_arg("expected", wanted_.dossier->environment),
                     arg_text("reason", "rules.request.environment.dossier")});
    }
    // The fingerprints of all authorities of production are known; those of the other trees are
    // not.
    if (facts_.environment == model::Environment::production && !verdict_.anchor.empty() &&
        !is_known_) {
      return refuse(SignerCheck::environment, "REQUEST-SIGNER-ENVIRONMENT",
                    {environment_arg("found", facts_.environment), arg("anchor", verdict_.anchor),
                     arg_text("reason", "rules.request.environment.name-only")},
                    Severity::warning);
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
      judge_.add("REQUEST-SIGNER-ADMINISTRATOR-UNCHECKED",
                 {arg("card", facts_.card->number),
                  arg_text("reason", dossier == nullptr ? "rules.request.administrator.no-dossier"
                                                        : "rules.request.administrator.no-site")});
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
    refuse(SignerCheck::administrator, "REQUEST-SIGNER-ADMINISTRATOR",
           {arg("card", facts_.card->number), arg("administrator", listed(others)),
            arg_text("reason", others.empty() ? "rules.request.administrator.none"
                                              : "rules.request.administrator.other-sites")});
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
           {arg("card", facts_.card->number), arg("administrator", holder.id),
            card.expires_on ? arg_day("end", *card.expires_on) : arg("end", ""),
            arg_text("reason", "rules.request.card-status." + reason)},
           card.status == CardStatus::requested ? Severity::warning : Severity::error);
  }

  const RequestQuestion& wanted_;
  const JudgedRequest& verified_;
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

constexpr Rule kRules[] = {
    {"REQUEST-SIGNER-HASH",
     Severity::error,
     kCms,
     {"the signature around it is over {hash}, which proves nothing any more",
      "la signature qui l'entoure porte sur {hash}, qui ne prouve plus rien",
      "Have it signed again with SHA-256.", "La faire signer à nouveau avec SHA-256."}},
    {"REQUEST-SIGNER-CERTIFICATE",
     Severity::error,
     "RFC 5035, 3",
     {"the signature names another certificate (signing-certificate-v2) than the one included, "
      "{signer}",
      "la signature désigne un autre certificat (signing-certificate-v2) que celui qui est joint, "
      "{signer}",
      "The certificate may have been exchanged: have it signed again.",
      "Le certificat a pu être échangé : la faire signer de nouveau."}},
    {"REQUEST-SIGNER-TIME",
     Severity::error,
     "RFC 5652, 11.3",
     {"{reason}", "{reason}",
      "Correct the clock of the machine that signs, and have it signed again.",
      "Mettre à l'heure la machine qui signe, et la faire signer de nouveau."}},
    {"REQUEST-SIGNER-CARD",
     Severity::error,
     kRoles,
     {"its signer {signer} does not have the certificate of a CPx card",
      "son signataire {signer} n'a pas le certificat d'une carte CPx",
      "Have it signed by a technical administrator with a CPS, CPE or CPA card.",
      "La faire signer par un administrateur technique avec sa carte CPS, CPE ou CPA."}},
    {"REQUEST-SIGNER-KEY",
     Severity::error,
     "IGC-Santé, keyUsage",
     {"it is signed with {reason}", "elle est signée avec {reason}",
      "Have it signed again with the card's signature key (nonRepudiation).",
      "La faire signer de nouveau avec la clé de signature de la carte (nonRepudiation)."}},
    {"REQUEST-SIGNER-AUTHORITY",
     Severity::error,
     kIssuers,
     {"the issuer of the signer's card is {reason}: {issuer}",
      "l'émetteur de la carte du signataire est {reason} : {issuer}",
      "Cards of this type come from \"{expected}\": find out where this one comes from.",
      "Les cartes de ce type viennent de « {expected} » : chercher d'où vient celle-ci."}},
    {"REQUEST-SIGNER-CHAIN",
     Severity::error,
     "RFC 5280, 6",
     {"the chain of the signer's certificate is not valid: {problem}",
      "la chaîne du certificat du signataire n'est pas valide : {problem}",
      "Give the card's authorities with --trust; if they are given already, do not rely on this "
      "signature.",
      "Donner les autorités de la carte avec --trust ; si c'est déjà fait, ne pas se fier à cette "
      "signature."}},
    {"REQUEST-SIGNER-CHAIN-UNCHECKED",
     Severity::warning,
     "RFC 5280, 6",
     {"the chain of the signer's certificate could not be verified: no known authority is included "
      "and none was given ({issuer})",
      "la chaîne du certificat du signataire n'a pas pu être vérifiée : aucune autorité connue "
      "n'est jointe et aucune n'a été donnée ({issuer})",
      "Give the card's authorities with --trust: they are in Chaine_de_certification-IGC-Sante.p7b "
      "on igc-sante.esante.gouv.fr.",
      "Donner les autorités de la carte avec --trust ; elles sont dans "
      "Chaine_de_certification-IGC-Sante.p7b sur igc-sante.esante.gouv.fr."}},
    {"REQUEST-SIGNER-VALIDITY",
     Severity::error,
     "RFC 5280, 4.1.2.5",
     {"the signer's certificate {reason} when it signed at {at} (valid from {from} to {to})",
      "le certificat du signataire {reason} quand il a signé le {at} (valable du {from} au {to})",
      "Have it signed with a valid card.", "La faire signer avec une carte valable."}},
    {"REQUEST-SIGNER-ENVIRONMENT",
     Severity::error,
     kIssuers,
     {"the signer's card belongs to the environment \"{found}\", {reason}",
      "la carte du signataire relève de l'environnement « {found} », {reason}",
      "Never mix TEST and production: have it signed with a card of the dossier's environment.",
      "Ne jamais mélanger TEST et production : la faire signer avec une carte de l'environnement "
      "du "
      "dossier."}},
    {"REQUEST-SIGNER-ADMINISTRATOR",
     Severity::error,
     kRoles,
     {"the signer's card {card} does not belong to an administrator of the site: {reason}",
      "la carte {card} du signataire n'est pas celle d'un administrateur du site : {reason}",
      "Have it signed by one of the site's administrators, or correct the dossier (and form 413).",
      "La faire signer par un administrateur du site, ou corriger le dossier (et le formulaire "
      "413)."}},
    {"REQUEST-SIGNER-ADMINISTRATOR-UNCHECKED",
     Severity::warning,
     kRoles,
     {"it could not be checked whether card {card} belongs to an administrator: {reason}",
      "on n'a pas pu vérifier que la carte {card} est celle d'un administrateur : {reason}",
      "Give the dossier with --dossier.", "Donner le dossier avec --dossier."}},
    {"REQUEST-SIGNER-CARD-STATUS",
     Severity::error,
     kRoles,
     {"according to the dossier, card {card} of {administrator} cannot be used: {reason}",
      "d'après le dossier, la carte {card} de {administrator} n'est pas utilisable : {reason}",
      "Have it signed with an active card, or bring the dossier up to date.",
      "La faire signer avec une carte active, ou mettre le dossier à jour."}},
    {"REQUEST-SIGNER-SEVERAL",
     Severity::info,
     kCms,
     {"it has {count} signatures; only that of {signer} was checked against the card and the "
      "dossier",
      "elle porte {count} signatures ; seule celle de {signer} a été contrôlée avec la carte et le "
      "dossier",
      "Nothing to do; one signature is enough.", "Rien à faire ; une signature suffit."}},
};

}  // namespace

void judge_signer(const RequestQuestion& wanted, JudgedRequest& verified, Judge& judge) {
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
      judge.add("REQUEST-SIGNER-CARD", {arg("signer", envelope.signer)});
    }
  }
  complete(*verified.signer);
}

std::span<const Rule> request_signer_rules() { return kRules; }

}  // namespace dmp::rules::detail
