#include "dmp/csr/detail/job.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "dmp/base/unicode.hpp"
#include "dmp/csr/detail/place.hpp"
#include "dmp/policy/service.hpp"
#include "dmp/rules/subject.hpp"

namespace dmp::csr::detail {
namespace {

/// Where a certificate can be seen to be what a person asked for in other words than the policy's.
bool has_only_seen_characters(std::string_view service) {
  return std::ranges::all_of(service, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' ' ||
           c == '.' || c == '_' || c == '-';
  });
}

/// Gathers remarks, each once.
class Remarks {
 public:
  void add(std::string_view rule, Severity severity, std::string site, Args args) {
    Finding finding;
    finding.rule = rule;
    finding.severity = severity;
    finding.site = std::move(site);
    finding.args = std::move(args);
    if (std::ranges::find(findings_, finding) == findings_.end()) {
      findings_.push_back(std::move(finding));
    }
  }
  Findings take() { return std::move(findings_); }

 private:
  Findings findings_;
};

void remark_on_service(const Job& job, const policy::Policy& policy, Remarks& remarks) {
  const auto& procedure = policy::builtin_policies().front();
  const auto usual = procedure.service_name(job.order.usage);
  const Args args = {arg("usage", to_string(job.order.usage)), arg("service", job.order.service),
                     arg("usual", usual)};
  const auto match = policy::match_service(job.order.service, job.order.usage, policy);
  if (match.kind == policy::ServiceMatch::Kind::near) {
    remarks.add("CSR-SERVICE-NEAR", Severity::warning, {},
                {arg("service", job.order.service), arg("right", match.right)});
  } else if (!usual.empty() && job.order.service != usual && !job.is_other_service) {
    remarks.add("CSR-SERVICE-NAME", Severity::warning, {}, args);
  }
  if (!has_only_seen_characters(job.order.service)) {
    remarks.add("CSR-SERVICE-CHARACTERS", Severity::warning, {}, args);
  }
}

/// Nothing forces an order whose O and OU could be those of different structures.
Status check_carrier(const model::Carriers& carriers, const model::Establishment& site,
                     model::FinessKind on) {
  const auto doubt = carriers.doubt_about(site, on);
  std::string_view id;
  switch (doubt.why) {
    case model::Ambiguity::none:
      return {};
    case model::Ambiguity::shared_number:
      id = "CSR-FINESS-SHARED";
      break;
    case model::Ambiguity::both_kinds:
      id = "CSR-FINESS-KINDS";
      break;
    case model::Ambiguity::shared_siret:
      id = "CSR-SIRET-SHARED";
      break;
  }
  return fail(ErrorKind::input, id,
              {arg("site", site.id), arg("finess", model::number_of(site, on)),
               arg("sites", model::listed_ids(doubt.sites))});
}

}  // namespace

std::vector<model::WantedCertificate> wanted_of(const model::Establishment& site,
                                                const Request& request) {
  std::vector<model::WantedCertificate> wanted;
  const auto add = [&wanted](const model::WantedCertificate& one) {
    const bool known = std::ranges::any_of(wanted, [&one](const model::WantedCertificate& other) {
      return other.usage == one.usage && other.on == one.on && other.service == one.service &&
             other.name == one.name;
    });
    if (!known) {
      wanted.push_back(one);
    }
  };
  if (request.usages.empty()) {
    std::ranges::for_each(site.certificates, add);
    if (site.certificates.empty()) {
      for (const auto usage : request.policy.required_usages) {
        add({usage, request.policy.finess_kind});
      }
    }
    return wanted;
  }
  for (const auto usage : request.usages) {
    const auto before = wanted.size();
    for (const auto& certificate : site.certificates) {
      if (certificate.usage == usage) {
        add(certificate);
      }
    }
    if (wanted.size() == before) {
      add({usage, request.policy.finess_kind});
    }
  }
  return wanted;
}

Result<Job> prepare(const Request& request, const model::Carriers& carriers,
                    const model::Establishment& site, const model::WantedCertificate& wanted) {
  if (auto clear = check_carrier(carriers, site, wanted.on); !clear) {
    return fail(std::move(clear.error()));
  }
  auto subject = rules::subject_for(site, wanted, request.policy, request.service_name);
  if (!subject) {
    return fail(subject.error());
  }
  model::Order order;
  order.site = site.id;
  order.site_name = composed(model::organisation_of(site, wanted.on));
  order.usage = wanted.usage;
  order.on = wanted.on;
  order.finess = model::number_of(site, wanted.on);
  order.structure = subject->unit;
  order.service = subject->common_name;
  order.environment = request.dossier.environment;
  if (request.key) {
    order.key_algorithm = x509::to_string(*request.key);
  }
  const auto base = files::Workspace{request.workspace}.order(
      order.finess, folder_name(order.usage, order.service, request.policy));
  auto place = place_of(base, order, wanted, request);
  if (!place) {
    return fail(std::move(place.error()));
  }
  order.renews = std::move(place->renews);
  return Job{&site, std::move(*subject), std::move(order), std::move(place->folder),
             wanted.service != model::kDmp && request.service_name.empty()};
}

std::vector<const model::Establishment*> sites_of(const Job& job, const Request& request,
                                                  const model::Carriers& carriers) {
  std::vector<const model::Establishment*> sites;
  const auto& order = job.order;
  for (const auto* site : carriers.sites_with(order.finess, order.on)) {
    const auto is_this = [&](const model::WantedCertificate& wanted) {
      if (wanted.usage != order.usage || wanted.on != order.on) {
        return false;
      }
      const auto subject = rules::subject_for(*site, wanted, request.policy, request.service_name);
      return subject && subject->common_name == order.service;
    };
    if (site == job.site || std::ranges::any_of(wanted_of(*site, request), is_this)) {
      sites.push_back(site);
    }
  }
  return sites;
}

Findings remarks_on(const Request& request, const x509::PrivateKey* own_key,
                    const std::vector<Job>& jobs) {
  Remarks remarks;
  const auto key = own_key != nullptr ? x509::spec_of(*own_key) : request.key;
  if (key && *key != x509::KeySpec{}) {
    remarks.add("CSR-KEY-UNUSUAL", Severity::warning, {}, {arg("key", x509::to_string(*key))});
  }
  for (const auto& job : jobs) {
    remark_on_service(job, request.policy, remarks);
    if (composed(job.site->name) != job.site->name) {
      remarks.add("CSR-NAME-COMPOSED", Severity::info, job.site->id, {arg("site", job.site->id)});
    }
    if (request.renew && job.order.renews.empty()) {
      remarks.add("CSR-NO-CERTIFICATE", Severity::warning, job.site->id,
                  {arg("site", job.site->id), arg("usage", to_string(job.order.usage))});
    }
  }
  return remarks.take();
}

}  // namespace dmp::csr::detail
