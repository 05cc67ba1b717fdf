#include <algorithm>
#include <array>

#include "dmp/report/detail/watch.hpp"
#include "dmp/report/detail/words.hpp"
#include "dmp/report/watch.hpp"

namespace dmp::report {
namespace {

enum Code { kOk = 0, kWarning = 1, kCritical = 2, kUnknown = 3 };

/// What a plugin may print: the bar begins the performance data.
std::string plain(std::string_view text) {
  auto out = printable(text);
  std::ranges::replace(out, '|', '/');
  return out;
}

bool is_critical(const CertificateRow& row) { return row.due && row.critical; }
bool is_warning(const CertificateRow& row) { return row.due && !row.critical; }

std::string described(const CertificateRow& row, Language language) {
  const auto name = watch::name_of(row);
  if (watch::is_missing(row)) {
    return plain(
        text(language, "report.nagios.missing", {arg("name", name), arg("site", row.site)}));
  }
  if (row.status == model::CertificateStatus::revoked) {
    return plain(
        text(language, "report.nagios.revoked", {arg("name", name), arg("source", row.source)}));
  }
  return plain(text(language, "report.nagios.end",
                    {arg("name", name), arg("days", row.days_left),
                     arg_day("date", date_of(row.facts.ends_at())), arg("source", row.source)}));
}

/// A range outside of which a value alarms: "31:" for 30 days and less. A part of a life has none,
/// since it differs from one certificate to the next.
std::string range_of(const Notice& notice) {
  return notice.percent ? std::string() : std::to_string(notice.amount + 1) + ":";
}

std::string performance(const Document& document, const WatchOptions& options,
                        std::ptrdiff_t criticals, std::ptrdiff_t warnings) {
  std::string out = "|";
  const CertificateRow* first = nullptr;
  std::ptrdiff_t alive = 0;
  for (const auto& row : document.certificates) {
    const bool counts = !row.facts.is_ca && !watch::is_missing(row) &&
                        row.status != model::CertificateStatus::superseded &&
                        row.status != model::CertificateStatus::revoked;
    alive += counts ? 1 : 0;
    first = counts && (first == nullptr || row.days_left < first->days_left) ? &row : first;
  }
  if (first != nullptr) {
    out += " days_left=" + std::to_string(first->days_left) + ";" + range_of(options.warn) + ";" +
           range_of(options.critical);
  }
  out += " certificates=" + std::to_string(alive) + ";;;0";
  out += " critical=" + std::to_string(criticals) + ";;;0";
  out += " warning=" + std::to_string(warnings) + ";;;0";
  return out + " unreadable=" + std::to_string(document.errors.size()) + ";;;0";
}

}  // namespace

PluginResult watch_to_nagios(const Document& document, const WatchOptions& options) {
  static constexpr std::array<std::string_view, 4> kWords = {"OK", "WARNING", "CRITICAL",
                                                             "UNKNOWN"};
  const auto& rows = document.certificates;
  const auto criticals = std::ranges::count_if(rows, is_critical);
  const auto warnings = std::ranges::count_if(rows, is_warning);
  const bool unsure = options.broken_counts && !document.errors.empty();
  PluginResult result;
  result.code = criticals > 0            ? kCritical
                : warnings > 0           ? kWarning
                : unsure || rows.empty() ? kUnknown
                                         : kOk;
  const auto count = [](std::ptrdiff_t number) { return std::to_string(number); };
  result.output = "CERTIFICATES " + std::string(kWords[static_cast<std::size_t>(result.code)]) +
                  " - " +
                  plain(text(options.language, "report.nagios.summary",
                             {arg("critical", count(criticals)), arg("warning", count(warnings)),
                              arg("all", count(std::ssize(rows))),
                              arg("broken", count(std::ssize(document.errors)))})) +
                  performance(document, options, criticals, warnings) + "\n";
  constexpr std::size_t kMost = 50;  // Monitoring programs cut long output anyway.
  std::size_t shown = 0;
  for (const auto& wanted : {is_critical, is_warning}) {
    for (const auto& row : rows) {
      if (wanted(row) && shown++ < kMost) {
        result.output += described(row, options.language) + "\n";
      }
    }
  }
  for (const auto& error : document.errors) {
    if (shown++ < kMost) {
      result.output += plain(text(options.language, error.id, error.args)) + "\n";
    }
  }
  return result;
}

PluginResult plugin_failure(const Error& error, Language language) {
  return {"CERTIFICATES UNKNOWN - " + plain(text(language, error.id, error.args)) + "\n", kUnknown};
}

}  // namespace dmp::report
