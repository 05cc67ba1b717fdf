#include "dmp/check/check.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "dmp/check/acceptances.hpp"
#include "dmp/check/engine.hpp"
#include "dmp/check/steps.hpp"

namespace dmp::check {
namespace {

/// Concern is a finding with the sites that it concerns; `all` when it is about the whole document.
struct Concern {
  Finding finding;
  bool all = false;
  Sites sites;
  bool firm = false;  ///< Cannot be accepted.
};

/// The pointer of the element of one of the document's lists that `pointer` lies in:
/// "/establishments/7" of "/establishments/7/finess".
std::string_view element_of(std::string_view pointer) {
  const auto list = pointer.find('/', 1);
  return list == std::string_view::npos ? std::string_view()
                                        : pointer.substr(0, pointer.find('/', list + 1));
}

template <typename Map>
auto find_or_nothing(const Map& map, std::string_view key) {
  const auto found = key.empty() ? map.end() : map.find(key);
  return found == map.end() ? typename Map::mapped_type{} : found->second;
}

/// Whether the catalogue has the rule; otherwise it is one of the reader.
bool is_rule(std::string_view id) {
  return std::ranges::find(rules(), id, &Rule::id) != rules().end();
}

/// Sites are neighbours in one list: their addresses have the order of the dossier.
void keep_each_once(Sites& sites) {
  std::ranges::sort(sites);
  const auto rest = std::ranges::unique(sites);
  sites.erase(rest.begin(), rest.end());
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
  Judge(const documents::Reading<model::Dossier>& reading, const Request& request)
      : reading_(reading), request_(request), dossier_(*reading.value), index_(dossier_) {
    for (const auto& administrator : dossier_.administrators) {
      for (const auto* site : sites_naming(administrator.id)) {
        share(administrator.pointer, *site);
        share(administrator.person_at, *site);
      }
    }
    for (const auto& site : dossier_.establishments) {
      site_at_.emplace(site.pointer, &site);
      with_id_[site.id].push_back(&site);
      if (site.legal_entity) {
        share(site.legal_entity->pointer, site);
      }
      for (const auto& origin : site.origins) {
        share(origin.pointer, site);
      }
    }
    for (auto& [element, sites] : shared_) {
      keep_each_once(sites);
    }
    for (const auto& finding : reading.findings) {
      concerns_.push_back(concern_of(finding));
      if (finding.severity == Severity::error) {
        concerns_.back().firm = true;
        told_.insert(finding.at.pointer);
      }
    }
  }

  [[nodiscard]] Document document() const {
    return {dossier_, index_, request_.policy, request_.as_of, finess_register()};
  }

  [[nodiscard]] Site site(const model::Establishment& establishment) const {
    return {dossier_, index_, establishment, request_.policy, request_.as_of, finess_register()};
  }

  void judge_document() {
    const auto document = this->document();
    for (const auto& check : checks()) {
      add(check.rule, check.document, document, {}, true);
    }
  }

  void judge_site(const model::Establishment& establishment) {
    const auto site = this->site(establishment);
    for (const auto& check : checks()) {
      add(check.rule, check.site, site, {&establishment}, false);
    }
  }

  void judge_administrator(const model::Administrator& administrator) {
    const auto sites = sites_naming(administrator.id);
    const NamedAdministrator named{administrator, sites, request_.policy, request_.as_of};
    for (const auto& check : checks()) {
      add(check.rule, check.administrator, named, sites, false);
    }
  }

  [[nodiscard]] Sites sites_naming(const std::string& administrator) const {
    const auto found = index_.naming.find(administrator);
    return found == index_.naming.end() ? Sites{} : found->second;
  }

  /// accept marks what the dossier bears with. Of a whole document, acceptances that accept nothing
  /// are told.
  void accept(bool is_whole) {
    Acceptances acceptances(dossier_, request_.as_of);
    for (auto& concern : concerns_) {
      acceptances.apply(concern.finding, !concern.firm);
    }
    for (const auto* refused : acceptances.refused()) {
      add_about(*refused, "ACCEPTED-FIRM");
    }
    for (const auto* unused : is_whole ? acceptances.unused() : decltype(acceptances.unused()){}) {
      if (is_judged(unused->rule)) {
        add_about(*unused, "ACCEPTED-UNUSED");
      }
    }
  }

  /// take returns what was found, in the order of the document.
  std::vector<Concern> take() {
    std::ranges::stable_sort(concerns_, comes_before, &Concern::finding);
    for (auto& concern : concerns_) {
      keep_each_once(concern.sites);
    }
    return std::move(concerns_);
  }

 private:
  /// Adds what shows of an acceptance once everything else is judged.
  void add_about(const model::AcceptedFinding& accepted, std::string_view id) {
    const auto rule = std::ranges::find(rules(), id, &Rule::id);
    concerns_.push_back(
        {finding_of(*rule, {accepted.pointer, {arg("rule", accepted.rule)}}), true, {}});
  }

  /// Whether this run could have found the rule: a register's rules need a register, and those over
  /// certificates and workstations are not judged here.
  [[nodiscard]] bool is_judged(std::string_view rule) const {
    const auto found = std::ranges::find(checks(), rule, [](const auto& c) { return c.rule.id; });
    if (found == checks().end()) {
      return !is_rule(rule) && findings_catalogue().find(rule) != nullptr;
    }
    return finess_register() != nullptr || !rule.starts_with("REGISTER-");
  }

  [[nodiscard]] const registry::Extract* finess_register() const {
    return request_.finess_register ? &*request_.finess_register : nullptr;
  }

  /// Remembers that what stands at a place outside of the sites concerns a site.
  void share(std::string_view pointer, const model::Establishment& site) {
    const auto element = element_of(pointer);
    if (!element.empty() && element != site.pointer) {
      shared_[std::string(element)].push_back(&site);
    }
  }

  /// Whom a finding of the reader concerns shows in its place.
  [[nodiscard]] Concern concern_of(const Finding& finding) const {
    const auto element = element_of(finding.at.pointer);
    if (const auto shared = shared_.find(std::string(element)); shared != shared_.end()) {
      return named(finding, false, shared->second);
    }
    auto sites = find_or_nothing(with_id_, finding.site);
    const auto* site = find_or_nothing(site_at_, element);
    if (site != nullptr && std::ranges::find(sites, site) == sites.end()) {
      sites.push_back(site);
    }
    return named(finding, sites.empty(), sites);
  }

  static Concern named(Finding finding, bool all, const Sites& sites) {
    if (finding.site.empty() && sites.size() == 1) {
      finding.site = sites.front()->id;
    }
    return {std::move(finding), all, sites, false};
  }

  [[nodiscard]] Finding finding_of(const Rule& rule, Violation violation) const {
    const auto severity = request_.policy.severity_of(rule.id, rule.severity);
    return {std::string(rule.id),
            is_firm(rule, violation) ? std::min(rule.severity, severity) : severity,
            reading_.source.locate(reading_.file, violation.pointer),
            std::string(),
            std::move(violation.args),
            std::string(rule.reference)};
  }

  static bool is_firm(const Rule& rule, const Violation& violation) {
    return rule.firm && !violation.may_be_accepted;
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
        const bool firm = is_firm(rule, violation);
        auto finding = finding_of(rule, std::move(violation));
        // What the whole document shows may still concern those alone at whose place it is.
        add_concern(all ? concern_of(finding) : named(std::move(finding), false, sites), firm);
      }
    }
  }

  /// Adds a finding; one that was said once, for several sites, is one that concerns them all.
  void add_concern(Concern concern, bool firm) {
    concern.firm = firm;
    const auto& pointer = concern.finding.at.pointer;
    if (!concern.sites.empty() && !site_at_.contains(element_of(pointer))) {
      const auto key = concern.finding.rule + " " + pointer;
      const auto [first, is_new] = said_once_.emplace(key, concerns_.size());
      auto& before = is_new ? concern : concerns_[first->second];
      if (!is_new && before.finding.args == concern.finding.args) {
        std::ranges::copy(concern.sites, std::back_inserter(before.sites));
        before.finding.site.clear();
        return;
      }
    }
    concerns_.push_back(std::move(concern));
  }

  const documents::Reading<model::Dossier>& reading_;
  const Request& request_;
  const model::Dossier& dossier_;
  Index index_;
  std::unordered_map<std::string, Sites> shared_;  ///< By elements of lists beside the sites.
  std::unordered_map<std::string, std::size_t> said_once_;  ///< Concerns, by rule and place.
  std::unordered_map<std::string_view, const model::Establishment*> site_at_;
  std::unordered_map<std::string_view, Sites> with_id_;
  std::unordered_set<std::string> told_;
  std::vector<Concern> concerns_;
};

/// Counts the findings of each of the sites in question, and keeps the rules that they violate.
class Tally {
 public:
  explicit Tally(const Sites& sites) : sites_(sites) {
    for (const auto* site : sites) {
      index_.emplace(site, lines_.size());
      lines_.push_back({line_of(*site), {}});
    }
  }

  [[nodiscard]] bool has(const model::Establishment* site) const { return index_.contains(site); }

  /// add returns whether the finding concerns one of the sites.
  bool add(const Concern& concern) {
    if (concern.all) {
      add_once(concern.finding, rules_);
      std::ranges::for_each(lines_, [&](auto& one) { count(concern.finding, one); });
      return true;
    }
    bool concerned = false;
    for (const auto* site : concern.sites) {
      if (const auto found = index_.find(site); found != index_.end()) {
        count(concern.finding, lines_[found->second]);
        concerned = true;
      }
    }
    return concerned;
  }

  /// take plans the next steps as well.
  void take(const Judge& judge, Outcome& outcome) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      auto& [readiness, rules] = lines_[i];
      readiness.ready = readiness.blocking_rules.empty();
      plan_site(judge.site(*sites_[i]), rules, readiness);
      outcome.sites.push_back(std::move(readiness));
    }
    std::ranges::move(plan_group(judge.document(), rules_), std::back_inserter(outcome.steps));
  }

 private:
  using Rules = std::vector<std::string>;
  struct Line {
    model::SiteReadiness readiness;
    Rules rules;
  };

  static model::SiteReadiness line_of(const model::Establishment& site) {
    model::SiteReadiness one;
    one.site = site.id;
    one.name = site.name;
    one.finess = site.finess_geographic ? site.finess_geographic->text() : std::string();
    one.finess_juridical = site.finess_juridical ? site.finess_juridical->text() : std::string();
    if (site.contract) {
      one.contract = site.contract->status;
      one.contract_number = site.contract->number;
      one.contract_signed_on = site.contract->signed_on;
    } else {
      one.contract = model::ContractStatus::missing;
    }
    return one;
  }

  static void add_once(const Finding& finding, Rules& rules) {
    if (!finding.accepted && std::ranges::find(rules, finding.rule) == rules.end()) {
      rules.push_back(finding.rule);
    }
  }

  /// A finding counts where it is listed: that of several sites, or of the document, with none.
  static void count(const Finding& finding, Line& line) {
    auto& one = line.readiness;
    const int own = finding.site == one.site ? 1 : 0;
    add_once(finding, line.rules);
    if (finding.accepted) {
      one.accepted += own;
    } else if (finding.severity == Severity::warning) {
      one.warnings += own;
    } else if (finding.severity == Severity::error) {
      one.errors += own;
      add_once(finding, one.blocking_rules);
    }
  }

  const Sites& sites_;
  std::vector<Line> lines_;
  Rules rules_;  ///< Of the document.
  std::unordered_map<const model::Establishment*, std::size_t> index_;
};

/// Adds what a document gives for the sites in question.
void check_dossier(const documents::Reading<model::Dossier>& reading, const Request& request,
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
  judge.accept(request.sites.empty());
  for (auto& concern : judge.take()) {
    // Where a whole document is checked, what concerns nobody (an unused person) is told too.
    if (tally.add(concern) || request.sites.empty()) {
      outcome.findings.push_back(std::move(concern.finding));
    }
  }
  tally.take(judge, outcome);
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

std::vector<std::string> finess_numbers(
    std::span<const documents::Reading<model::Dossier>> dossiers) {
  std::set<std::string> numbers;
  for (const auto& reading : dossiers) {
    if (!reading.value) {
      continue;
    }
    for (const auto& site : reading.value->establishments) {
      for (const auto kind : {model::FinessKind::geographic, model::FinessKind::juridical}) {
        if (const auto& number = site.finess(kind)) {
          numbers.insert(number->text());
        }
      }
    }
  }
  return {numbers.begin(), numbers.end()};
}

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

Index::Index(const model::Dossier& dossier) : carriers(dossier) {
  for (const auto& administrator : dossier.administrators) {
    administrators.emplace(administrator.id, &administrator);
  }
  for (const auto& site : dossier.establishments) {
    for (const auto& id : site.administrators) {
      naming[id].push_back(&site);
    }
    if (site.finess_juridical && site.contract &&
        site.contract->status == model::ContractStatus::signed_contract) {
      contracted.insert(site.finess_juridical->text());
    }
  }
}

std::string Site::at(std::string_view part) const { return establishment.at(part); }

std::string NamedAdministrator::at(std::string_view part) const { return administrator.at(part); }

}  // namespace dmp::check
