#include "dmp/base/finding.hpp"

#include <algorithm>

namespace dmp {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      return "info";
  }
  return "error";
}

bool has_at_least(const Findings& findings, Severity threshold) {
  return std::ranges::any_of(findings, [&](const Finding& finding) {
    return finding.severity <= threshold && !finding.accepted;
  });
}

}  // namespace dmp
