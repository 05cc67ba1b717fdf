#include "dmp/rules/certificates.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "dmp/rules/detail/acceptances.hpp"
#include "dmp/rules/detail/certificate.hpp"

namespace dmp::rules {
namespace detail {
namespace {

using model::Usage;

/// Where the certificate belongs among the dossiers' sites.
void place(Held& held) {
  for (const auto* dossier : held.question.dossiers) {
    const auto sites = model::select_sites(*dossier, held.question.sites).sites;
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

std::optional<Usage> wanted_of(const CertificateQuestion& question, std::size_t file) {
  const auto& usages = question.usages;
  if (usages.size() == 1) {
    return usages.front();
  }
  return file < usages.size() ? std::optional(usages[file]) : std::nullopt;
}

/// The authorities that came with the certificates.
std::vector<x509::Certificate> carried(const CertificateQuestion& question) {
  std::vector<x509::Certificate> authorities;
  for (const auto& file : question.files) {
    std::ranges::copy_if(file.certificates, std::back_inserter(authorities),
                         [](const auto& each) { return each.facts().is_ca; });
  }
  return authorities;
}

std::vector<Held> hold(const CertificateQuestion& question) {
  const auto trust = x509::select_trust(question.trusted, carried(question), question.trust_rule);
  x509::ChainVerifier verifier(trust.intermediates, trust.trust);
  std::vector<Held> all;
  for (std::size_t i = 0; i < question.files.size(); ++i) {
    const auto& file = question.files[i];
    std::set<model::Fingerprint> seen;
    for (std::size_t j = 0; j < file.certificates.size(); ++j) {
      const auto& certificate = file.certificates[j];
      const auto& facts = certificate.facts();
      if (facts.is_ca || !seen.insert(facts.sha256).second) {
        continue;
      }
      auto parsed = model::StructureId::parse(facts.structure());
      Held held{question,
                facts,
                file.name,
                j < file.aliases.size() ? std::string_view(file.aliases[j]) : std::string_view(),
                wanted_of(question, i),
                verifier.verify(certificate, question.as_of),
                parsed ? std::optional(std::move(parsed->value)) : std::nullopt};
      place(held);
      all.push_back(std::move(held));
    }
  }
  return all;
}

/// The id of the one site that it belongs to, or "".
std::string site_of(const Held& held) {
  return held.site != nullptr && !held.shared ? held.site->id : std::string();
}

/// Adds findings, those marked that the dossier of their certificate bears with.
class Writer {
 public:
  Writer(const CertificateQuestion& question, Findings& findings)
      : question_(question), findings_(findings) {
    for (const auto* dossier : question.dossiers) {
      acceptances_.try_emplace(dossier, *dossier, date_of(question.as_of));
    }
  }

  /// add reports at a certificate, or at the first file where it is about none.
  void add(const Rule& rule, const Held* held, Args args) {
    auto finding = finding_of(rule, question_.policy, std::move(args));
    if (held != nullptr) {
      finding.at.file = held->file;
      finding.site = site_of(*held);
      finding.args.push_back(arg("certificate", held->name()));
    } else if (!question_.files.empty()) {
      finding.at.file = question_.files.front().name;
    }
    finding.args.push_back(arg("file", finding.at.file));
    const auto found = held != nullptr ? acceptances_.find(held->dossier) : acceptances_.end();
    if (found != acceptances_.end()) {
      found->second.apply(finding, true);
    }
    findings_.push_back(std::move(finding));
  }

 private:
  const CertificateQuestion& question_;
  Findings& findings_;
  std::map<const model::Dossier*, Acceptances> acceptances_;
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

Arg environment_arg(std::string_view name, model::Environment environment) {
  return arg_text(name, "environment." + std::string(to_string(environment)));
}

}  // namespace detail

CertificateVerdict judge_certificates(const CertificateQuestion& question) {
  using namespace detail;
  CertificateVerdict verdict;
  const auto all = hold(question);
  Writer writer(question, verdict.findings);
  for (const auto& held : all) {
    verdict.certificates.push_back(
        {std::string(held.file), std::string(held.alias), site_of(held), held.facts});
    for (const auto& check : certificate_checks()) {
      Faults faults;
      if (check.certificate != nullptr && (check.also_cards || !held.is_card())) {
        check.certificate(held, faults);
      }
      for (auto& args : faults) {
        writer.add(check.rule, &held, std::move(args));
      }
    }
  }
  for (const auto& check : certificate_checks()) {
    SharedFaults faults;
    if (check.together != nullptr) {
      check.together({question, all}, faults);
    }
    for (auto& fault : faults) {
      writer.add(check.rule, fault.first, std::move(fault.args));
    }
  }
  return verdict;
}

}  // namespace dmp::rules
