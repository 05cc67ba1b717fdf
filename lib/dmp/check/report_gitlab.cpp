#include <map>

#include "dmp/check/detail/report.hpp"
#include "dmp/render/json.hpp"
#include "dmp/render/words.hpp"

namespace dmp::check {
namespace {

using render::Json;

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "critical";
    case Severity::warning:
      return "major";
    case Severity::info:
      break;
  }
  return "info";
}

/// Paths of GitLab are those of the repository, without "./".
std::string_view path_of(const Finding& finding) {
  std::string_view path = finding.at.file.empty() ? std::string_view("-") : finding.at.file;
  while (path.starts_with("./")) {
    path.remove_prefix(2);
  }
  return path;
}

}  // namespace

std::string to_gitlab(const Report& report, const ReportOptions& options) {
  const auto& wording = options.style.wording;
  std::map<std::string, int> seen;
  Json issues = Json::array();
  for (const auto& finding : report.outcome.findings) {
    if (finding.accepted) {
      continue;
    }
    const auto path = path_of(finding);
    auto fingerprint =
        finding.rule + "/" + finding.site + finding.at.pointer + "@" + std::string(path);
    if (const int count = ++seen[fingerprint]; count > 1) {
      fingerprint += "#" + std::to_string(count);
    }
    const auto site = finding.site.empty() ? std::string() : finding.site + ": ";
    const auto remedy = render::remedy_of(finding, wording);
    issues.push_back(
        {{"type", "issue"},
         {"check_name", finding.rule},
         {"description",
          site + render::message_of(finding, wording) + (remedy.empty() ? "" : " → " + remedy)},
         {"severity", severity_word(finding.severity)},
         {"fingerprint", fingerprint},
         {"location",
          {{"path", path},
           {"lines", {{"begin", std::max<int>(1, static_cast<int>(finding.at.line))}}}}}});
  }
  return render::dump(issues);
}

}  // namespace dmp::check
