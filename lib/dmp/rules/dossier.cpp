#include "dmp/rules/dossier.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "dmp/rules/detail/acceptances.hpp"
#include "dmp/rules/detail/engine.hpp"
#include "dmp/rules/detail/judging.hpp"

namespace dmp::rules {
namespace {

using detail::Violation;
using detail::Violations;
using Rules = std::vector<std::string>;

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

/// Sites are neighbours in one list: their addresses have the order of the dossier.
void keep_each_once(Sites& sites) {
  std::ranges::sort(sites);
  const auto rest = std::ranges::unique(sites);
  sites.erase(rest.begin(), rest.end());
}

/// Judges one document: the reader's findings and those of the rules, with whom they concern.
class Judge {
 public:
  Judge(detail::Checks checks, const DossierQuestion& question)
      : checks_(checks),
        question_(question),
        reading_(question.reading),
        dossier_(*reading_.value),
        index_(dossier_) {
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
    for (const auto& finding : reading_.findings) {
      concerns_.push_back(concern_of(finding));
      if (finding.severity == Severity::error) {
        concerns_.back().firm = true;
        add_misread(finding.at.pointer);
      }
    }
  }

  void judge_document() {
    const Document document{dossier_, index_, question_.policy, question_.as_of,
                            question_.finess_register};
    for (const auto& check : checks_) {
      add(check.rule, check.document, document, {}, true);
    }
  }

  void judge_site(const model::Establishment& establishment) {
    const Site site{dossier_,         index_,          establishment,
                    question_.policy, question_.as_of, question_.finess_register};
    for (const auto& check : checks_) {
      add(check.rule, check.site, site, {&establishment}, false);
    }
  }

  void judge_administrator(const model::Administrator& administrator) {
    const auto sites = sites_naming(administrator.id);
    const NamedAdministrator named{administrator, sites, question_.policy, question_.as_of};
    for (const auto& check : checks_) {
      add(check.rule, check.administrator, named, sites, false);
    }
  }

  [[nodiscard]] Sites sites_naming(const std::string& administrator) const {
    const auto found = index_.naming.find(administrator);
    return found == index_.naming.end() ? Sites{} : found->second;
  }

  /// accept marks what the dossier accepts. In a whole document, an acceptance that accepts nothing
  /// is a finding.
  void accept(bool is_whole) {
    detail::Acceptances acceptances(dossier_, question_.as_of);
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
    concerns_.push_back(
        {finding_of(*find_rule(id), {accepted.pointer, {arg("rule", accepted.rule)}}), true, {}});
  }

  /// Whether this run could have found the rule: a register's rules need a register, and those over
  /// certificates and workstations are not judged here.
  [[nodiscard]] bool is_judged(std::string_view rule) const {
    if (!detail::has(detail::dossier_checks(), rule)) {
      return find_rule(rule) == nullptr && findings_catalogue().find(rule) != nullptr;
    }
    return question_.finess_register != nullptr || !detail::has(detail::register_checks(), rule);
  }

  /// Remembers what the model lacks. Lists and their elements are there whatever is wrong in them.
  void add_misread(const std::string& pointer) {
    index_.misread.insert(pointer);
    const auto slash = std::min(pointer.rfind('/'), pointer.size());
    const auto holder = pointer.substr(0, slash);
    const bool is_element = pointer.find_first_not_of("0123456789", slash + 1) == std::string::npos;
    if (!holder.empty() && !is_element && holder != element_of(holder)) {
      index_.misread.insert(holder);
    }
  }

  /// Whether the model lacks what stands at a place: a card whose type cannot be read, say, as a
  /// whole.
  [[nodiscard]] bool is_misread(const std::string& pointer) const {
    const auto holder = pointer.substr(0, pointer.rfind('/'));
    return index_.misread.contains(pointer) || index_.misread.contains(holder + "/type");
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
    auto finding = detail::finding_of(rule, question_.policy, std::move(violation.args));
    if (is_firm(rule, violation)) {
      finding.severity = std::min(rule.severity, finding.severity);
    }
    finding.at = reading_.source.locate(reading_.file, violation.pointer);
    return finding;
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
      if (!is_misread(violation.pointer)) {
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
      const auto [first, is_new] =
          said_once_.emplace(concern.finding.rule + " " + pointer, concerns_.size());
      if (!is_new && concerns_[first->second].finding.args == concern.finding.args) {
        auto& before = concerns_[first->second];
        std::ranges::copy(concern.sites, std::back_inserter(before.sites));
        before.finding.site.clear();
        return;
      }
    }
    concerns_.push_back(std::move(concern));
  }

  detail::Checks checks_;
  const DossierQuestion& question_;
  const documents::Reading<model::Dossier>& reading_;
  const model::Dossier& dossier_;
  Index index_;
  std::unordered_map<std::string, Sites> shared_;  ///< By elements of lists beside the sites.
  std::unordered_map<std::string, std::size_t> said_once_;  ///< Concerns, by rule and place.
  std::unordered_map<std::string_view, const model::Establishment*> site_at_;
  std::unordered_map<std::string_view, Sites> with_id_;
  std::vector<Concern> concerns_;
};

/// Counts the findings of each of the sites in question, and keeps the rules that they violate.
class Tally {
 public:
  Tally(const Sites& sites, DossierVerdict& verdict) : verdict_(verdict) {
    for (const auto* site : sites) {
      index_.emplace(site, verdict.sites.size());
      verdict.sites.push_back({site});
    }
  }

  [[nodiscard]] bool has(const model::Establishment* site) const { return index_.contains(site); }

  /// add returns whether the finding concerns one of the sites.
  bool add(const Concern& concern) {
    if (concern.all) {
      add_once(concern.finding, verdict_.violated);
      std::ranges::for_each(verdict_.sites, [&](auto& one) { count(concern.finding, one); });
      return true;
    }
    bool concerned = false;
    for (const auto* site : concern.sites) {
      if (const auto found = index_.find(site); found != index_.end()) {
        count(concern.finding, verdict_.sites[found->second]);
        concerned = true;
      }
    }
    return concerned;
  }

 private:
  static void add_once(const Finding& finding, Rules& rules) {
    if (!finding.accepted && std::ranges::find(rules, finding.rule) == rules.end()) {
      rules.push_back(finding.rule);
    }
  }

  static void count(const Finding& finding, SiteVerdict& one) {
    const int own = finding.site == one.site->id ? 1 : 0;
    add_once(finding, one.violated);
    if (finding.accepted) {
      one.accepted += own;
    } else if (finding.severity == Severity::warning) {
      one.warnings += own;
    } else if (finding.severity == Severity::error) {
      one.errors += own;
      add_once(finding, one.blocking);
    }
  }

  DossierVerdict& verdict_;
  std::unordered_map<const model::Establishment*, std::size_t> index_;
};

}  // namespace

DossierVerdict detail::judge_dossier_by(Checks checks, const DossierQuestion& question) {
  const auto& dossier = *question.reading.value;
  const bool is_whole = question.sites.empty();
  DossierVerdict verdict;
  Tally tally(is_whole ? model::select_sites(dossier, {}).sites : question.sites, verdict);
  Judge judge(checks, question);
  judge.judge_document();
  for (const auto& site : verdict.sites) {
    judge.judge_site(*site.site);
  }
  for (const auto& administrator : dossier.administrators) {
    if (std::ranges::any_of(judge.sites_naming(administrator.id),
                            [&tally](const auto* site) { return tally.has(site); })) {
      judge.judge_administrator(administrator);
    }
  }
  judge.accept(is_whole);
  for (auto& concern : judge.take()) {
    // Where a whole document is judged, what concerns nobody (an unused person) counts too.
    if (tally.add(concern) || is_whole) {
      verdict.findings.push_back(std::move(concern.finding));
    }
  }
  return verdict;
}

DossierVerdict judge_dossier(const DossierQuestion& question) {
  return detail::judge_dossier_by(detail::dossier_checks(), question);
}

bool comes_before(const Finding& a, const Finding& b) {
  const auto key = [](const Finding& f) {
    return std::tie(f.at.file, f.at.line, f.at.column, f.rule, f.at.pointer, f.site);
  };
  return key(a) < key(b);
}

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

Findings document_errors(const documents::Reading<model::Dossier>& reading) {
  constexpr std::string_view kParts[] = {"/establishments/", "/administrators/", "/people/",
                                         "/software/",       "/legal_entities/", "/defaults/"};
  const auto is_inside = [](std::string_view pointer, std::string_view list) {
    return pointer.size() > list.size() && pointer.starts_with(list);
  };
  Findings errors;
  std::ranges::copy_if(reading.findings, std::back_inserter(errors), [&](const Finding& finding) {
    return finding.severity == Severity::error && finding.site.empty() &&
           std::ranges::none_of(
               kParts, [&](std::string_view part) { return is_inside(finding.at.pointer, part); });
  });
  return errors;
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

}  // namespace dmp::rules
