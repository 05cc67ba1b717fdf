#include <algorithm>
#include <array>
#include <span>

#include "dmp/expiry/detail/report.hpp"
#include "dmp/expiry/report.hpp"
#include "dmp/render/printable.hpp"

namespace dmp::expiry {
namespace {

/// What a plugin may print: the bar begins the performance data.
std::string plain(std::string_view text) {
  auto out = render::printable(text);
  std::ranges::replace(out, '|', '/');
  return out;
}

std::string described(const Row& row, const Wording& wording) {
  const auto name = detail::name_of(row);
  if (detail::is_missing(row)) {
    return plain(wording.text("expiry.nagios.missing", {arg("name", name), arg("site", row.site)}));
  }
  if (row.status == model::CertificateStatus::revoked) {
    return plain(
        wording.text("expiry.nagios.revoked", {arg("name", name), arg("source", row.source)}));
  }
  return plain(wording.text(
      "expiry.nagios.end",
      {arg("name", name), arg("end", detail::end_words(row, wording)), arg("source", row.source)}));
}

/// A range outside of which a value alarms: "31:" for 30 days and less. A part of a life has none,
/// since it differs from one certificate to the next.
std::string range_of(const Threshold& notice) {
  return notice.percent ? std::string() : std::to_string(notice.amount + 1) + ":";
}

/// A count, by its name in the performance data and in the first line's text.
struct Count {
  std::string_view name;
  std::ptrdiff_t number;
};

/// What is counted, once for the text and the performance data.
std::array<Count, 5> counts_of(const Outcome& outcome) {
  const auto count = [&outcome](bool (*is_meant)(const Row&)) {
    return std::ranges::count_if(outcome.rows, is_meant);
  };
  return {{{"certificates", count(detail::is_in_service)},
           {"critical", count(detail::is_critical)},
           {"warning", count(detail::is_warning)},
           {"missing", count(detail::is_missing)},
           {"unreadable", std::ssize(outcome.broken)}}};
}

std::string performance(const Outcome& outcome, const ReportOptions& options,
                        std::span<const Count> counts) {
  std::string out = "|";
  const Row* first = nullptr;
  for (const auto& row : outcome.rows) {
    const bool counts_now = detail::is_in_service(row);
    first = counts_now && (first == nullptr || row.days_left < first->days_left) ? &row : first;
  }
  if (first != nullptr) {
    out += " days_left=" + std::to_string(first->days_left) + ";" + range_of(options.warn) + ";" +
           range_of(options.critical);
  }
  for (const auto& [name, number] : counts) {
    out += " " + std::string(name) + "=" + std::to_string(number) + ";;;0";
  }
  return out;
}

}  // namespace

PluginCode plugin_code(const Outcome& outcome, const ReportOptions& options) {
  const bool unsure = (options.broken_counts && !outcome.broken.empty()) ||
                      (outcome.rows.empty() && !options.none_is_fine);
  return std::ranges::any_of(outcome.rows, detail::is_critical)  ? kPluginCritical
         : std::ranges::any_of(outcome.rows, detail::is_warning) ? kPluginWarning
         : unsure                                                ? kPluginUnknown
                                                                 : kPluginOk;
}

std::string to_nagios(const Outcome& outcome, const ReportOptions& options) {
  static constexpr std::array<std::string_view, 4> kWords = {"OK", "WARNING", "CRITICAL",
                                                             "UNKNOWN"};
  const auto& wording = options.style.wording;
  const auto counts = counts_of(outcome);
  Args words;
  for (const auto& [name, number] : counts) {
    words.push_back(arg(name, number));
  }
  std::string out = "CERTIFICATES ";
  out.append(kWords[plugin_code(outcome, options)]).append(" - ");
  out += plain(wording.text("expiry.nagios.summary", words)) +
         performance(outcome, options, counts) + "\n";
  constexpr std::size_t kMost = 50;  // Monitoring programs cut long output anyway.
  std::size_t shown = 0;
  for (const auto& wanted : {detail::is_critical, detail::is_warning}) {
    for (const auto& row : outcome.rows) {
      if (wanted(row) && shown++ < kMost) {
        out += described(row, wording) + "\n";
      }
    }
  }
  for (const auto& error : outcome.broken) {
    if (shown++ < kMost) {
      out += plain(wording.text(error.id, error.args)) + "\n";
    }
  }
  return out;
}

std::string plugin_failure(const Error& error, const Wording& wording) {
  return "CERTIFICATES UNKNOWN - " + plain(wording.text(error.id, error.args)) + "\n";
}

}  // namespace dmp::expiry
