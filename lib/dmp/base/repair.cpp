#include "dmp/base/repair.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <tuple>

namespace dmp {
namespace {

constexpr std::string_view kSafe = "repair";
constexpr std::string_view kGuess = "guess";

}  // namespace

Args with_repair(Args args, const std::optional<Repair>& repair) {
  if (repair) {
    args.push_back(arg(repair->is_safe ? kSafe : kGuess, repair->value));
  }
  return args;
}

std::optional<Repair> repair_of(const Finding& finding) {
  const auto found = std::ranges::find_if(
      finding.args, [](const Arg& one) { return one.name == kSafe || one.name == kGuess; });
  return found == finding.args.end() ? std::nullopt
                                     : std::optional(Repair{found->name == kSafe, found->value});
}

std::size_t count_untidy(const Findings& findings) {
  std::set<std::tuple<std::string_view, std::uint32_t, std::uint32_t>> places;
  for (const auto& finding : findings) {
    if (const auto repair = repair_of(finding); repair && repair->is_safe) {
      places.emplace(finding.at.file, finding.at.line, finding.at.column);
    }
  }
  return places.size();
}

}  // namespace dmp
