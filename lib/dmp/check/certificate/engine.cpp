#include "dmp/check/certificate/engine.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "dmp/check/acceptances.hpp"

namespace dmp::check {
namespace {

using model::Usage;

/// Where the certificate belongs among the dossiers' sites.
void place(Held& held) {
  for (const auto* dossier : held.request.dossiers) {
    const auto sites = model::select_sites(*dossier, held.request.sites).sites;
    if (held.dossier == nullptr && !sites.empty()) {
      held.dossier = dossier;
    }
    for (const auto* site : sites) {
      if (!held.structure || !model::carries(*site, *held.structure)) {
        continue;
      }
      held.shared = held.site != nullptr;
      if (held.site == nullptr) {
        held.site = site;
        held.dossier = dossier;
      }
    }
  }
}

std::optional<Usage> wanted_of(const CertificateRequest& request, std::size_t file) {
  const auto& usages = request.usages;
  if (usages.size() == 1) {
    return usages.front();
  }
  return file < usages.size() ? std::optional(usages[file]) : std::nullopt;
}

/// The authorities that came with the certificates.
std::vector<x509::Certificate> carried(const CertificateRequest& request) {
  std::vector<x509::Certificate> authorities;
  for (const auto& file : request.files) {
    std::ranges::copy_if(file.certificates, std::back_inserter(authorities),
                         [](const auto& each) { return each.facts().is_ca; });
  }
  return authorities;
}

std::vector<Held> hold(const CertificateRequest& request) {
  const auto trust = x509::select_trust(request.trusted, carried(request), request.trust_rule);
  x509::ChainVerifier verifier(trust.intermediates, trust.trust);
  std::vector<Held> all;
  for (std::size_t i = 0; i < request.files.size(); ++i) {
    const auto& file = request.files[i];
    std::set<model::Fingerprint> seen;
    for (std::size_t j = 0; j < file.certificates.size(); ++j) {
      const auto& certificate = file.certificates[j];
      const auto& facts = certificate.facts();
      if (facts.is_ca || !seen.insert(facts.sha256).second) {
        continue;
      }
      auto parsed = model::StructureId::parse(facts.structure());
      Held held{request,
                facts,
                file.name,
                j < file.aliases.size() ? std::string_view(file.aliases[j]) : std::string_view(),
                wanted_of(request, i),
                verifier.verify(certificate, request.as_of),
                parsed ? std::optional(std::move(parsed->value)) : std::nullopt};
      place(held);
      all.push_back(std::move(held));
    }
  }
  return all;
}

Finding finding_of(const Rule& rule, const CertificateRequest& request, const Held* held,
                   Args args) {
  Finding finding;
  finding.rule = rule.id;
  finding.severity = request.policy.severity_of(rule.id, rule.severity);
  finding.reference = rule.reference;
  finding.args = std::move(args);
  if (held != nullptr) {
    finding.at.file = held->file;
    finding.site = held->site != nullptr && !held->shared ? held->site->id : std::string();
    finding.args.push_back(arg("certificate", held->name()));
  } else if (!request.files.empty()) {
    finding.at.file = request.files.front().name;
  }
  finding.args.push_back(arg("file", finding.at.file));
  return finding;
}

/// Bearing marks findings that the dossier of their certificate bears with.
class Bearing {
 public:
  explicit Bearing(const CertificateRequest& request) {
    for (const auto* dossier : request.dossiers) {
      of_.try_emplace(dossier, *dossier, date_of(request.as_of));
    }
  }

  Finding with(Finding finding, const Held* held) {
    const auto found = held != nullptr ? of_.find(held->dossier) : of_.end();
    if (found != of_.end()) {
      found->second.apply(finding, true);
    }
    return finding;
  }

 private:
  std::map<const model::Dossier*, Acceptances> of_;
};

}  // namespace

std::string Held::name() const {
  const auto& service = facts.subject.common_name;
  return service.find_first_not_of(' ') == std::string::npos ? facts.serial : service;
}

bool Held::is_card() const {
  const auto category = facts.product_category;
  return facts.usage == Usage::card_auth || facts.usage == Usage::card_sign ||
         (category && (*category == 0x00 || *category == 0x80));
}

bool Held::is_person() const {
  return !is_card() && facts.environment != model::Environment::unknown &&
         facts.issuer->common_name.ends_with(" PERSONNES");
}

bool Held::is_organisation() const {
  return !is_card() && !is_person() && facts.usage != Usage::serv_ssl &&
         facts.usage != Usage::serv_sign;
}

const std::vector<CertificateCheck>& certificate_checks() {
  static const auto all = [] {
    std::vector<CertificateCheck> list;
    for (const auto theme :
         std::array{usage_checks(), subject_checks(), service_checks(), key_checks(), date_checks(),
                    extension_checks(), environment_checks(), chain_checks(), site_checks(),
                    pair_checks()}) {
      list.insert(list.end(), theme.begin(), theme.end());
    }
    return list;
  }();
  return all;
}

Arg environment_arg(std::string_view name, model::Environment environment) {
  return arg_text(name, "environment." + std::string(to_string(environment)));
}

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) {
    out += (out.empty() ? "" : ", ") + word;
  }
  return out;
}

CertificateOutcome check_certificates(const CertificateRequest& request) {
  CertificateOutcome outcome;
  const auto all = hold(request);
  Bearing bearing(request);
  for (const auto& held : all) {
    const auto site = held.site != nullptr && !held.shared ? held.site->id : std::string();
    outcome.certificates.push_back(
        {std::string(held.file), std::string(held.alias), site, held.facts});
    for (const auto& check : certificate_checks()) {
      Faults faults;
      if (check.certificate != nullptr && (check.also_cards || !held.is_card())) {
        check.certificate(held, faults);
      }
      for (auto& args : faults) {
        outcome.findings.push_back(
            bearing.with(finding_of(check.rule, request, &held, std::move(args)), &held));
      }
    }
  }
  for (const auto& check : certificate_checks()) {
    SharedFaults faults;
    if (check.together != nullptr) {
      check.together({request, all}, faults);
    }
    for (auto& fault : faults) {
      outcome.findings.push_back(bearing.with(
          finding_of(check.rule, request, fault.first, std::move(fault.args)), fault.first));
    }
  }
  return outcome;
}

}  // namespace dmp::check
