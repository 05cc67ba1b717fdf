#include "dmp/check/check.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "dmp/check/engine.hpp"

namespace dmp::check {
namespace {

using Sites = std::vector<const model::Establishment*>;

/// Concern is a finding with the sites that it concerns; `all` when it is about the whole document.
struct Concern {
  Finding finding;
  bool all = false;
  Sites sites;
};

bool is_at_or_below(std::string_view pointer, std::string_view ancestor) {
  return !ancestor.empty() && pointer.starts_with(ancestor) &&
         (pointer.size() == ancestor.size() || pointer[ancestor.size()] == '/');
}

bool comes_before(const Finding& a, const Finding& b) {
  const auto key = [](const Finding& f) {
    return std::tie(f.at.file, f.at.line, f.at.column, f.rule, f.at.pointer, f.site);
  };
  return key(a) < key(b);
}

/// Judges one document: the reader's findings and those of the rules, with whom they concern.
class Judge {
 public:
  Judge(const dossier::Reading<model::Dossier>& reading, const Request& request)
      : reading_(reading), request_(request), dossier_(*reading.value) {
    for (const auto& site : dossier_.establishments) {
      for (const auto& id : site.administrators) {
        naming_[id].push_back(&site);
      }
    }
    for (const auto& finding : reading.findings) {
      concerns_.push_back(concern_of(finding));
      if (finding.severity == Severity::error) {
        told_.insert(finding.at.pointer);
      }
    }
  }

  void judge_document() {
    const Document document{dossier_, request_.policy, request_.as_of};
    for (const auto& check : checks()) {
      add(check.rule, check.document, document, {}, true);
    }
  }

  void judge_site(const model::Establishment& establishment) {
    const Site site{dossier_, establishment, request_.policy, request_.as_of};
    for (const auto& check : checks()) {
      add(check.rule, check.site, site, {&establishment}, false);
    }
  }

  void judge_administrator(const model::Administrator& administrator) {
    const NamedAdministrator named{administrator, request_.policy, request_.as_of};
    for (const auto& check : checks()) {
      add(check.rule, check.administrator, named, sites_naming(administrator.id), false);
    }
  }

  [[nodiscard]] Sites sites_naming(const std::string& administrator) const {
    const auto found = naming_.find(administrator);
    return found == naming_.end() ? Sites{} : found->second;
  }

  /// take returns what was found, in the order of the document.
  std::vector<Concern> take() {
    std::ranges::stable_sort(concerns_, comes_before, &Concern::finding);
    return std::move(concerns_);
  }

 private:
  /// Whom a finding of the reader concerns shows in its place.
  [[nodiscard]] Concern concern_of(const Finding& finding) const {
    for (const auto& administrator : dossier_.administrators) {
      if (is_at_or_below(finding.at.pointer, administrator.pointer)) {
        return named(finding, false, sites_naming(administrator.id));
      }
    }
    Sites sites;
    for (const auto& site : dossier_.establishments) {
      if (is_at_or_below(finding.at.pointer, site.pointer) || site.id == finding.site) {
        sites.push_back(&site);
      }
    }
    return named(finding, sites.empty(), sites);
  }

  static Concern named(Finding finding, bool all, const Sites& sites) {
    if (finding.site.empty() && sites.size() == 1) {
      finding.site = sites.front()->id;
    }
    return {std::move(finding), all, sites};
  }

  template <typename Subject>
  void add(const Rule& rule, void (*judge)(const Subject&, Violations&), const Subject& subject,
           const Sites& sites, bool all) {
    if (judge == nullptr) {
      return;
    }
    Violations violations;
    judge(subject, violations);
    for (auto& violation : violations) {
      // A part that the reader has already found wrong is absent from the model: not missing too.
      if (!told_.contains(violation.pointer)) {
        concerns_.push_back(
            named({std::string(rule.id), request_.policy.severity_of(rule.id, rule.severity),
                   reading_.source.locate(reading_.file, violation.pointer), std::string(),
                   std::move(violation.args), std::string(rule.reference)},
                  all, sites));
      }
    }
  }

  const dossier::Reading<model::Dossier>& reading_;
  const Request& request_;
  const model::Dossier& dossier_;
  std::unordered_map<std::string, Sites> naming_;
  std::unordered_set<std::string> told_;
  std::vector<Concern> concerns_;
};

/// Counts the findings of each of the sites in question.
class Tally {
 public:
  explicit Tally(const Sites& sites) {
    for (const auto* site : sites) {
      index_.emplace(site, readiness_.size());
      model::SiteReadiness& one = readiness_.emplace_back();
      one.site = site->id;
      one.name = site->name;
      one.finess = site->finess_geographic ? site->finess_geographic->text() : std::string();
    }
  }

  [[nodiscard]] bool has(const model::Establishment* site) const { return index_.contains(site); }

  /// add returns whether the finding concerns one of the sites.
  bool add(const Concern& concern) {
    if (concern.all) {
      std::ranges::for_each(readiness_, [&](auto& one) { count(concern.finding, one); });
      return true;
    }
    bool concerned = false;
    for (const auto* site : concern.sites) {
      if (const auto found = index_.find(site); found != index_.end()) {
        count(concern.finding, readiness_[found->second]);
        concerned = true;
      }
    }
    return concerned;
  }

  std::vector<model::SiteReadiness> take() {
    for (auto& one : readiness_) {
      one.ready = one.errors == 0;
    }
    return std::move(readiness_);
  }

 private:
  static void count(const Finding& finding, model::SiteReadiness& one) {
    one.warnings += finding.severity == Severity::warning ? 1 : 0;
    if (finding.severity == Severity::error) {
      ++one.errors;
      auto& blocking = one.blocking_rules;
      if (std::ranges::find(blocking, finding.rule) == blocking.end()) {
        blocking.push_back(finding.rule);
      }
    }
  }

  std::vector<model::SiteReadiness> readiness_;
  std::unordered_map<const model::Establishment*, std::size_t> index_;
};

/// Adds what a document gives for the sites in question.
void check_dossier(const dossier::Reading<model::Dossier>& reading, const Request& request,
                   Outcome& outcome) {
  const auto& dossier = *reading.value;
  const auto chosen = model::select_sites(dossier, request.sites).sites;
  if (chosen.empty() && !request.sites.empty()) {
    return;
  }
  Tally tally(chosen);
  Judge judge(reading, request);
  judge.judge_document();
  for (const auto* site : chosen) {
    judge.judge_site(*site);
  }
  for (const auto& administrator : dossier.administrators) {
    if (std::ranges::any_of(judge.sites_naming(administrator.id),
                            [&tally](const auto* site) { return tally.has(site); })) {
      judge.judge_administrator(administrator);
    }
  }
  for (auto& concern : judge.take()) {
    // Where a whole document is checked, what concerns nobody (an unused person) is told too.
    if (tally.add(concern) || request.sites.empty()) {
      outcome.findings.push_back(std::move(concern.finding));
    }
  }
  std::ranges::move(tally.take(), std::back_inserter(outcome.sites));
}

std::vector<std::string> unknown_sites(const Request& request) {
  std::vector<std::string> unknown;
  for (const auto& id : request.sites) {
    const bool known = std::ranges::any_of(request.dossiers, [&id](const auto& reading) {
      return reading.value && reading.value->find_establishment(id) != nullptr;
    });
    if (!known && std::ranges::find(unknown, id) == unknown.end()) {
      unknown.push_back(id);
    }
  }
  return unknown;
}

}  // namespace

Outcome check(const Request& request) {
  Outcome outcome;
  for (const auto& reading : request.dossiers) {
    if (reading.value) {
      check_dossier(reading, request, outcome);
    } else {
      outcome.understood = false;
      outcome.findings.insert(outcome.findings.end(), reading.findings.begin(),
                              reading.findings.end());
    }
  }
  std::ranges::stable_sort(outcome.findings, comes_before);
  if (outcome.understood) {
    outcome.unknown_sites = unknown_sites(request);
  }
  return outcome;
}

std::string Site::at(std::string_view part) const {
  return establishment.pointer + "/" + std::string(part);
}

std::string NamedAdministrator::at(std::string_view part) const {
  return administrator.pointer + "/" + std::string(part);
}

}  // namespace dmp::check
