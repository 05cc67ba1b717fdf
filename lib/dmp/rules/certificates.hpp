#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmp/model/certificate_facts.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/model/order.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/rules/rules.hpp"
#include "dmp/x509/certificate.hpp"
#include "dmp/x509/chain.hpp"
#include "dmp/x509/container.hpp"

/// The rules over certificates: the authority's profiles, the chain, what they are wanted for and
/// where they belong.
namespace dmp::rules {

/// Service is what the certificates are to be used with.
enum class Service { any, dmp, insi };

/// CertificateFile is one file with what was read in it.
struct CertificateFile {
  std::string name;
  std::vector<x509::Certificate> certificates;  ///< Authorities too: they help to build chains.
  std::vector<std::string> aliases = {};        ///< As x509::Contents has them.
  std::vector<model::Usage> usages = {};  ///< Any of which they are wanted for; empty: as asked.
  const model::Order* order = nullptr;    ///< That they were made for, where it is known.
};

struct CertificateQuestion {
  std::vector<CertificateFile> files;
  policy::Policy policy;
  Instant as_of;
  /// What the certificates are wanted for: nothing when unsaid, one for all, or one a file.
  std::vector<model::Usage> usages;
  Service service = Service::any;
  std::vector<x509::Certificate> trusted;  ///< What the user named with --trust.
  x509::TrustRule trust_rule = x509::TrustRule::known;
  /// Dossiers to check the structure against; of their sites those of `sites`, or all when empty.
  std::vector<const model::Dossier*> dossiers;
  std::vector<std::string> sites;
  std::vector<x509::Certificate> authorities = {};  ///< More of them, to build chains.
  /// The certificates are to be put in service: what is no matter of the edition or of what a
  /// dossier accepts is told apart, and of the rest errors alone.
  bool installing = false;
};

/// CheckedCertificate is a certificate that is no authority's. What an integrator copies is in its
/// facts: the subject as printed (VIHF Issuer) and structure() (VIHF Identifiant_Structure).
struct CheckedCertificate {
  std::string file;
  std::string alias;  ///< Of a Java keystore's entry, otherwise empty.
  std::string site;   ///< Id of the establishment that it belongs to, where it is known.
  model::CertificateFacts facts;
  std::vector<x509::Certificate> chain;  ///< Leaf first.
  Findings
      findings;  ///< Where it is to be installed: those that neither edition nor dossier soften.
};

struct CertificateVerdict {
  Findings findings;  ///< In the order of the certificates, those about several of them last.
  std::vector<CheckedCertificate> certificates;  ///< In the order of the files.
};

/// judge_certificates applies the rules to each certificate and to all of them together. Each
/// finding has the arguments `file` and `certificate` (its service, or its serial number). What the
/// dossier of a certificate's site accepts is marked so.
CertificateVerdict judge_certificates(const CertificateQuestion& request);

}  // namespace dmp::rules
