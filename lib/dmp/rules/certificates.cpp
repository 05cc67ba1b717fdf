#include "dmp/rules/certificates.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "dmp/rules/detail/acceptances.hpp"
#include "dmp/rules/detail/certificate.hpp"
#include "dmp/rules/detail/judging.hpp"

namespace dmp::rules {
namespace detail {
namespace {

using model::Usage;

/// Where the certificate belongs among the dossiers' sites.
void place(Held& held) {
  for (const auto* dossier : held.question.dossiers) {
    const bool is_ordered =
        held.order != nullptr && held.structure && held.structure->text() == held.order->structure;
    const auto* site = is_ordered ? dossier->find_establishment(held.order->site) : nullptr;
    if (site != nullptr) {
      held.dossier = dossier;
      held.site = site;
      return;
    }
  }
  for (const auto* dossier : held.question.dossiers) {
    const auto sites = model::select_sites(*dossier, held.question.sites).sites;
    // One without any site has its environment all the same.
    if (held.dossier == nullptr && (!sites.empty() || held.question.sites.empty())) {
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

std::vector<Usage> wanted_of(const CertificateQuestion& question, std::size_t file) {
  const auto& usages = question.usages;
  if (usages.size() < 2) {
    return usages.empty() ? question.files[file].usages : usages;
  }
  return file < usages.size() ? std::vector{usages[file]} : std::vector<Usage>();
}

/// The authorities that came with the certificates.
std::vector<x509::Certificate> carried(const CertificateQuestion& question) {
  auto authorities = question.authorities;
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
                file.order,
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

/// Writer adds findings, and marks those that the dossier of their certificate accepts.
class Writer {
 public:
  explicit Writer(const CertificateQuestion& question) : question_(question) {
    for (const auto* dossier : question.dossiers) {
      acceptances_.try_emplace(dossier, *dossier, date_of(question.as_of));
    }
  }

  /// add reports at a certificate, or at the first file where it is about none; `own` are the
  /// findings of that certificate which nothing softens.
  void add(const Check& check, const Held* held, Args args, Findings* own = nullptr) {
    auto finding = finding_of(check.rule, question_.policy, std::move(args));
    if (held != nullptr) {
      finding.at.file = held->file;
      finding.site = site_of(*held);
      finding.args.push_back(arg("certificate", held->name()));
    } else if (!question_.files.empty()) {
      finding.at.file = question_.files.front().name;
    }
    finding.args.push_back(arg("file", finding.at.file));
    if (question_.installing && check.installing && own != nullptr) {
      finding.severity = std::min(finding.severity, *check.installing);
      own->push_back(std::move(finding));
      return;
    }
    const auto found = held != nullptr ? acceptances_.find(held->dossier) : acceptances_.end();
    if (found != acceptances_.end()) {
      found->second.apply(finding, true);
    }
    if (!question_.installing || (finding.severity == Severity::error && !finding.accepted)) {
      findings.push_back(std::move(finding));
    }
  }

  Findings findings;

 private:
  const CertificateQuestion& question_;
  std::map<const model::Dossier*, Acceptances> acceptances_;
};

bool is_about(const Check& check, const Held& held) {
  return check.certificate != nullptr &&
         (check.also_cards || !held.is_card() || (held.question.installing && check.installing));
}

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

}  // namespace detail

CertificateVerdict detail::judge_certificates_by(Checks checks,
                                                 const CertificateQuestion& question) {
  CertificateVerdict verdict;
  auto all = hold(question);
  Writer writer(question);
  for (auto& held : all) {
    CheckedCertificate checked{
        std::string(held.file), std::string(held.alias), site_of(held), held.facts, {}, {}};
    for (const auto& check : checks) {
      Faults faults;
      if (is_about(check, held)) {
        check.certificate(held, faults);
      }
      for (auto& args : faults) {
        writer.add(check, &held, std::move(args), &checked.findings);
      }
    }
    checked.chain = std::move(held.chain.chain);
    verdict.certificates.push_back(std::move(checked));
  }
  for (const auto& check : checks) {
    SharedFaults faults;
    if (check.together != nullptr) {
      check.together({question, all}, faults);
    }
    for (auto& fault : faults) {
      writer.add(check, fault.first, std::move(fault.args));
    }
  }
  verdict.findings = std::move(writer.findings);
  return verdict;
}

CertificateVerdict judge_certificates(const CertificateQuestion& question) {
  return detail::judge_certificates_by(detail::certificate_checks(), question);
}

}  // namespace dmp::rules
