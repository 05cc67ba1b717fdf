#include <algorithm>
#include <iterator>
#include <utility>

#include "dmp/base/unicode.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/model/structure_id.hpp"
#include "dmp/rules/detail/request.hpp"
#include "dmp/rules/subject.hpp"

namespace dmp::rules::detail {
namespace {

/// Difference is one attribute that is not as expected.
struct Difference {
  std::string_view attribute;
  std::string found;
  std::string expected;
  Severity severity;
};

/// Candidate is a subject that csr could have written, and what differs from it.
struct Candidate {
  const model::Establishment* site;
  model::Usage usage;
  std::vector<Difference> differences;

  [[nodiscard]] auto distance() const {
    return std::pair(std::ranges::count(differences, Severity::error, &Difference::severity),
                     differences.size());
  }
};

/// What subject and expectation differ in. The authority recomposes ST and O from its directory; OU
/// and CN say whose certificate it is, and what for. An attribute that is missing has been told.
std::vector<Difference> compare(const model::DistinguishedName& found,
                                const x509::Subject& expected) {
  std::vector<Difference> differences;
  const auto look = [&](std::string_view attribute, const std::string& value,
                        const std::string& wanted, bool same, Severity severity) {
    if (!value.empty() && !same) {
      differences.push_back({attribute, value, wanted, severity});
    }
  };
  look("ST", found.state, expected.state,
       x509::normal_spaces(composed(found.state)) == expected.state, Severity::warning);
  look("O", found.organisation, expected.organisation,
       x509::organisation_name(found.organisation) == expected.organisation, Severity::warning);
  const auto unit = listed(found.units);
  look("OU", unit, expected.unit, unit == expected.unit, Severity::error);
  look("CN", found.common_name, expected.common_name, found.common_name == expected.common_name,
       Severity::error);
  return differences;
}

/// The certificates of that usage that the dossier wants, else what the policy would have.
std::vector<model::WantedCertificate> wanted_with(const model::Establishment& site,
                                                  model::Usage usage,
                                                  const policy::Policy& policy) {
  std::vector<model::WantedCertificate> wanted;
  std::ranges::copy_if(site.certificates, std::back_inserter(wanted),
                       [usage](const auto& certificate) { return certificate.usage == usage; });
  if (wanted.empty()) {
    wanted.push_back({usage, policy.finess_kind});
  }
  return wanted;
}

/// The usages that it could be for, those first whose service applicatif is nearest to its CN.
std::vector<model::Usage> usages_of(const RequestQuestion& wanted, const JudgedRequest& verified) {
  if (verified.usage) {
    return {*verified.usage};
  }
  if (!wanted.usages.empty()) {
    return wanted.usages;
  }
  std::vector<std::pair<std::size_t, model::Usage>> known;
  const auto& name = verified.request.subject.common_name;
  for (const auto& [usage, service] : wanted.policy.service_names) {
    // Names longer than any that the authority takes are all far off.
    known.emplace_back(name.size() > 4 * x509::kNameBound ? 0 : edit_distance(name, service),
                       usage);
  }
  std::ranges::stable_sort(known, {}, &decltype(known)::value_type::first);
  std::vector<model::Usage> usages;
  for (const auto& [distance, usage] : known) {
    usages.push_back(usage);
  }
  return usages;
}

/// Search goes through the subjects that it could be and keeps the nearest.
struct Search {
  const RequestQuestion& wanted;
  const JudgedRequest& verified;
  std::vector<model::Usage> usages = usages_of(wanted, verified);
  std::optional<Candidate> nearest = std::nullopt;
  std::vector<Error> failures = {};

  [[nodiscard]] bool is_over() const { return nearest && nearest->differences.empty(); }

  void consider(const model::Establishment& site) {
    for (const auto usage : usages) {
      for (const auto& one : wanted_with(site, usage, wanted.policy)) {
        const auto subject = subject_for(site, one, wanted.policy, wanted.service_name);
        if (!subject) {
          failures.push_back(subject.error());
          continue;
        }
        Candidate candidate{&site, usage, compare(verified.request.subject, *subject)};
        if (!nearest || candidate.distance() < nearest->distance()) {
          nearest = std::move(candidate);
        }
      }
    }
  }
};

bool is_chosen(const RequestQuestion& wanted, const model::Establishment& site) {
  return wanted.sites.empty() || std::ranges::find(wanted.sites, &site) != wanted.sites.end();
}

/// The sites that carry the number: several of one legal entity do.
std::vector<const model::Establishment*> sites_of(const RequestQuestion& wanted,
                                                  const std::string& unit, Judge& judge) {
  const auto structure = model::StructureId::parse(unit);
  if (!structure) {
    return {};  // Told by judge_subject.
  }
  std::vector<const model::Establishment*> sites;
  std::vector<std::string> others;
  for (const auto& site : wanted.dossier->establishments) {
    if (!model::carries(site, structure->value)) {
      continue;
    }
    if (is_chosen(wanted, site)) {
      sites.push_back(&site);
    } else {
      others.push_back(site.id);
    }
  }
  if (sites.empty()) {
    judge.add("REQUEST-SITE-UNKNOWN",
              {arg("unit", unit), arg("sites", listed(others)),
               arg_text("reason", others.empty() ? "rules.request.site.none"
                                                 : "rules.request.site.not-chosen")});
  }
  return sites;
}

constexpr Rule kRules[] = {
    {"REQUEST-SITE-UNKNOWN",
     Severity::error,
     "",
     {"its OU \"{unit}\" {reason}", "son OU « {unit} » {reason}",
      "Check the OU against the FINESS numbers in the dossier, and check which sites were chosen.",
      "Comparer l'OU aux numéros FINESS du dossier, et vérifier le choix des sites."}},
    {"REQUEST-SUBJECT-DIFFERS",
     Severity::warning,
     "ANS 30/09/2021, 6",
     {"{attribute} is \"{found}\"; \"{expected}\" is expected for {usage}",
      "{attribute} vaut « {found} » ; « {expected} » est attendu pour {usage}",
      "The authority replaces ST and O with those of its directory; if the OU or CN is wrong, make "
      "the request again.",
      "L'autorité remplace ST et O par ceux de son annuaire ; si l'OU ou le CN est faux, refaire "
      "la "
      "demande."}},
};

}  // namespace

std::optional<model::Usage> usage_of(const x509::Request& request, const RequestQuestion& wanted) {
  if (wanted.usages.size() == 1) {
    return wanted.usages.front();
  }
  const auto name = x509::normal_spaces(request.subject.common_name);
  for (const auto& [usage, service] : wanted.policy.service_names) {
    const bool is_asked =
        wanted.usages.empty() || std::ranges::find(wanted.usages, usage) != wanted.usages.end();
    if (service == name && is_asked) {
      return usage;
    }
  }
  return std::nullopt;
}

void judge_site(const RequestQuestion& wanted, JudgedRequest& verified, Judge& judge) {
  if (verified.request.subject.units.empty()) {
    return;
  }
  const auto sites = sites_of(wanted, verified.request.structure(), judge);
  if (sites.empty()) {
    return;
  }
  Search search{wanted, verified};
  for (const auto* site : sites) {
    if (!search.is_over()) {
      search.consider(*site);
    }
  }
  verified.site = (search.nearest ? search.nearest->site : sites.front())->id;
  judge.set_site(verified.site);
  if (!search.nearest) {
    const auto& failure = search.failures.front();
    judge.add(failure.id, failure.args);
    return;
  }
  const auto& nearest = search.nearest;
  for (const auto& each : nearest->differences) {
    judge.add("REQUEST-SUBJECT-DIFFERS",
              {arg("attribute", each.attribute), arg("found", each.found),
               arg("expected", each.expected), arg("usage", to_string(nearest->usage))},
              each.severity);
  }
}

std::span<const Rule> request_site_rules() { return kRules; }

}  // namespace dmp::rules::detail
