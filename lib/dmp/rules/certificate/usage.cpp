#include <algorithm>
#include <cctype>
#include <ranges>

#include "dmp/rules/detail/certificate.hpp"

// What a certificate is for, and what it is wanted for.
namespace dmp::rules::detail {
namespace {

using model::Usage;

bool is_pair_usage(Usage usage) { return usage == Usage::auth_cli || usage == Usage::sign; }

/// Whether it is on a card, and nobody asked for a card's certificate.
bool is_unwanted_card(const Held& held) {
  const auto is_of_card = [](Usage each) {
    return each == Usage::card_auth || each == Usage::card_sign;
  };
  return held.is_card() && std::ranges::none_of(held.wanted, is_of_card);
}

bool lacks_only_period(const Held& held) {
  const auto& profile = held.facts.profile;
  return !held.is_person() && !held.is_card() && held.facts.usage == Usage::other &&
         !held.facts.key_usage_ends &&
         profile.key_usage == std::vector<std::string>{"digitalSignature", "nonRepudiation"} &&
         profile.extended_key_usage == std::vector<std::string>{"1.3.6.1.5.5.7.3.4"};
}

void no_leaf(const Together& together, SharedFaults& out) {
  if (together.held.empty()) {
    out.push_back({});
  }
}

void usage_unknown(const Held& held, Faults& out) {
  if (held.facts.usage == Usage::other && !lacks_only_period(held) && !held.is_person() &&
      !is_unwanted_card(held)) {
    const auto& profile = held.facts.profile;
    out.push_back({arg("key_usage", listed(profile.key_usage)),
                   arg("extended", listed(profile.extended_key_usage))});
  }
}

void person(const Held& held, Faults& out) {
  if (held.is_person() || is_unwanted_card(held)) {
    out.push_back({arg("subject", held.facts.subject.printed),
                   arg("issuer", held.facts.issuer->common_name)});
  }
}

void key_period_missing(const Held& held, Faults& out) {
  if (lacks_only_period(held)) {
    out.emplace_back();
  }
}

bool is_swapped(const Held& held) {
  return held.wanted.size() == 1 && held.wanted.front() != held.facts.usage &&
         is_pair_usage(held.wanted.front()) && is_pair_usage(held.facts.usage);
}

Args usage_args(const Held& held, const std::vector<Usage>& wanted) {
  return {
      arg("found", to_string(held.facts.usage)),
      arg("expected",
          listed(wanted | std::views::transform([](Usage each) { return to_string(each); }), "/"))};
}

void swapped(const Held& held, Faults& out) {
  if (is_swapped(held)) {
    out.push_back(usage_args(held, held.wanted));
  }
}

void not_wanted(const Held& held, Faults& out) {
  const bool is_other =
      !held.wanted.empty() && std::ranges::count(held.wanted, held.facts.usage) == 0;
  // What is for nothing known has rules of its own, which an edition may soften.
  const bool is_told =
      (held.facts.usage == Usage::other || is_unwanted_card(held)) && !held.question.installing;
  if (is_other && !is_told && !is_swapped(held)) {
    out.push_back(usage_args(held, held.wanted));
  }
}

void not_dmp(const Held& held, Faults& out) {
  const auto& required = held.question.policy.required_usages;
  const auto usage = held.facts.usage;
  if ((held.wanted.empty() || held.question.installing) && usage != Usage::other &&
      !held.is_person() && !is_unwanted_card(held) &&
      std::ranges::find(required, usage) == required.end()) {
    out.push_back({arg("found", to_string(usage))});
  }
}

/// Whether a word stands in a path for itself: "…-ORG-SIGN-2026…", ".../SIGN/certificate.pem".
bool has_word(std::string_view path, std::string_view word) {
  const auto is_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  for (auto at = path.find(word); at != std::string_view::npos; at = path.find(word, at + 1)) {
    const auto end = at + word.size();
    if ((at == 0 || !is_letter(path[at - 1])) && (end == path.size() || !is_letter(path[end]))) {
      return true;
    }
  }
  return false;
}

void file_name(const Held& held, Faults& out) {
  const bool auth = has_word(held.file, "AUTH_CLI");
  const bool sign = has_word(held.file, "SIGN");
  if (auth != sign && is_pair_usage(held.facts.usage)) {
    const auto named = auth ? Usage::auth_cli : Usage::sign;
    if (named != held.facts.usage) {
      out.push_back(usage_args(held, {named}));
    }
  }
}

constexpr std::string_view kProfile = "IGC-Santé, keyUsage, extendedKeyUsage";
constexpr std::string_view kWanted = "EX_GEN-1450";

constexpr Check kChecks[] = {
    {.rule =
         {"CERT-NO-LEAF",
          Severity::error,
          "RFC 5280, 4.2.1.9",
          {"there are only authorities, no certificate of an organisation",
           "il n'y a que des autorités, aucun certificat d'organisation",
           "Give the certificate that the portal delivered; give authorities alone with --trust.",
           "Donner le certificat délivré par la plateforme ; les autorités seules se donnent avec "
           "--trust."}},
     .together = no_leaf},
    {.rule = {"CERT-USAGE-UNKNOWN",
              Severity::error,
              kProfile,
              {"{certificate}: its extensions match no usage of the IGC-Santé: keyUsage "
               "{key_usage}, extendedKeyUsage {extended}",
               "{certificate} : ses extensions ne correspondent à aucun usage de l'IGC-Santé : "
               "keyUsage {key_usage}, extendedKeyUsage {extended}",
               "Check that it comes from the IGC-Santé portal; the DMP accepts ORG AUTH_CLI and "
               "ORG SIGN.",
               "Vérifier qu'il vient de la plateforme IGC-Santé ; le DMP accepte ORG AUTH_CLI et "
               "ORG SIGN."}},
     .certificate = usage_unknown,
     .also_cards = true},
    {.rule =
         {"CERT-PERSON",
          Severity::error,
          "IGC-Santé, issuer",
          {"{certificate}: is the certificate of a person ({subject}), issued by {issuer}",
           "{certificate} : est le certificat d'une personne ({subject}), émis par {issuer}",
           "The DMP accepts only certificates of establishments: order ORG AUTH_CLI and ORG SIGN.",
           "Le DMP n'accepte que les certificats d'établissements : commander ORG AUTH_CLI et "
           "ORG SIGN."}},
     .certificate = person,
     .also_cards = true},
    {.rule =
         {"CERT-KEY-PERIOD-MISSING",
          Severity::error,
          "IGC-Santé, privateKeyUsagePeriod",
          {"{certificate}: is for signing, but has no privateKeyUsagePeriod",
           "{certificate} : sert à signer, mais n'a pas d'extension privateKeyUsagePeriod",
           "Every SIGN certificate of the IGC-Santé has one: check where this certificate comes "
           "from.",
           "Tout certificat SIGN de l'IGC-Santé en a une : vérifier d'où vient ce certificat."}},
     .certificate = key_period_missing},
    {.rule =
         {"CERT-SWAPPED",
          Severity::error,
          kWanted,
          {"{certificate}: is the {found} certificate; {expected} is expected here",
           "{certificate} : est le certificat {found} ; {expected} est attendu ici",
           "AUTH_CLI and SIGN are swapped: AUTH_CLI opens the TLS connection, SIGN signs the VIHF.",
           "AUTH_CLI et SIGN sont intervertis : AUTH_CLI ouvre la connexion TLS, SIGN signe le "
           "VIHF."}},
     .certificate = swapped,
     .installing = Severity::error},
    {.rule = {"CERT-USAGE-NOT-WANTED",
              Severity::error,
              kWanted,
              {"{certificate}: its usage is {found}; {expected} is expected here",
               "{certificate} : son usage est {found} ; {expected} est attendu ici",
               "Give the {expected} certificate, or order one on the portal.",
               "Donner le certificat d'usage {expected}, ou en commander un sur la plateforme."}},
     .certificate = not_wanted,
     .also_cards = true,
     .installing = Severity::error},
    {.rule = {"CERT-USAGE-NOT-DMP",
              Severity::warning,
              "ANS 30/09/2021, 3",
              {"{certificate}: its usage is {found}, which the DMP does not accept",
               "{certificate} : son usage est {found}, que le DMP n'accepte pas",
               "The DMP accepts ORG AUTH_CLI and ORG SIGN. For another service, add --usage.",
               "Le DMP accepte ORG AUTH_CLI et ORG SIGN. Pour un autre service, ajouter --usage."}},
     .certificate = not_dmp,
     .also_cards = true},
    {.rule = {"CERT-FILE-NAME",
              Severity::warning,
              kProfile,
              {"{certificate}: its file name says {expected}, but its usage is {found}",
               "{certificate} : son nom de fichier annonce {expected}, mais son usage est {found}",
               "Rename the file, or give the one you meant.",
               "Renommer le fichier, ou donner celui qui était voulu."}},
     .certificate = file_name},
};

}  // namespace

Checks usage_checks() { return kChecks; }

}  // namespace dmp::rules::detail
