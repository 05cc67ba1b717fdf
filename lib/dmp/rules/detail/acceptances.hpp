#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/model/dossier.hpp"

/// What a dossier says it bears with, applied to what was found.
namespace dmp::rules::detail {

/// Acceptances are those of a dossier, which it must not outlive, that hold on a day.
class Acceptances {
 public:
  Acceptances(const model::Dossier& dossier, Date as_of);

  /// apply marks a finding that one of them accepts, unless it `may` not be accepted: without a
  /// value that can be read there is nothing to go on with. A finding about several sites is
  /// accepted by acceptances without a site only.
  void apply(Finding& finding, bool may);

  /// unused lists those that hold and have accepted nothing so far.
  [[nodiscard]] std::vector<const model::AcceptedFinding*> unused() const;
  /// refused lists those that matched a finding which may not be accepted.
  [[nodiscard]] std::vector<const model::AcceptedFinding*> refused() const;

 private:
  struct Held {
    const model::AcceptedFinding* accepted;
    bool used = false;
    bool refused = false;
  };
  [[nodiscard]] std::vector<const model::AcceptedFinding*> those(bool (*are)(const Held&)) const;

  std::unordered_map<std::string_view, std::vector<Held>> by_rule_;
};

}  // namespace dmp::rules::detail
