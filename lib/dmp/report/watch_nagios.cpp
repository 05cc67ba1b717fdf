#include <algorithm>
#include <array>
#include <span>

#include "dmp/render/printable.hpp"
#include "dmp/report/detail/watch.hpp"
#include "dmp/report/watch.hpp"

namespace dmp::report {
namespace {

enum Code { kOk = 0, kWarning = 1, kCritical = 2, kUnknown = 3 };

/// What a plugin may print: the bar begins the performance data.
std::string plain(std::string_view text) {
  auto out = render::printable(text);
  std::ranges::replace(out, '|', '/');
  return out;
}

std::string described(const CertificateRow& row, const Wording& wording) {
  const auto name = watch::name_of(row);
  if (watch::is_missing(row)) {
    return plain(wording.text("report.nagios.missing", {arg("name", name), arg("site", row.site)}));
  }
  if (row.status == model::CertificateStatus::revoked) {
    return plain(
        wording.text("report.nagios.revoked", {arg("name", name), arg("source", row.source)}));
  }
  return plain(wording.text(
      "report.nagios.end",
      {arg("name", name), arg("end", watch::end_words(row, wording)), arg("source", row.source)}));
}

/// A range outside of which a value alarms: "31:" for 30 days and less. A part of a life has none,
/// since it differs from one certificate to the next.
std::string range_of(const Notice& notice) {
  return notice.percent ? std::string() : std::to_string(notice.amount + 1) + ":";
}

/// A count, by its name in the performance data and in the first line's text.
struct Count {
  std::string_view name;
  std::ptrdiff_t number;
};

/// What is counted, once for the text and the performance data.
std::array<Count, 5> counts_of(const Document& document) {
  const auto count = [&document](bool (*is_meant)(const CertificateRow&)) {
    return std::ranges::count_if(document.certificates, is_meant);
  };
  return {{{"certificates", count(watch::is_in_service)},
           {"critical", count(watch::is_critical)},
           {"warning", count(watch::is_warning)},
           {"missing", count(watch::is_missing)},
           {"unreadable", std::ssize(document.errors)}}};
}

std::string performance(const Document& document, const WatchOptions& options,
                        std::span<const Count> counts) {
  std::string out = "|";
  const CertificateRow* first = nullptr;
  for (const auto& row : document.certificates) {
    const bool counts_now = watch::is_in_service(row);
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

PluginResult watch_to_nagios(const Document& document, const WatchOptions& options) {
  static constexpr std::array<std::string_view, 4> kWords = {"OK", "WARNING", "CRITICAL",
                                                             "UNKNOWN"};
  const auto& rows = document.certificates;
  const auto counts = counts_of(document);
  const bool unsure = (options.broken_counts && !document.errors.empty()) ||
                      (rows.empty() && !options.none_is_fine);
  PluginResult result;
  result.code = std::ranges::any_of(rows, watch::is_critical)  ? kCritical
                : std::ranges::any_of(rows, watch::is_warning) ? kWarning
                : unsure                                       ? kUnknown
                                                               : kOk;
  Args words;
  for (const auto& [name, number] : counts) {
    words.push_back(arg(name, number));
  }
  result.output = "CERTIFICATES " + std::string(kWords[static_cast<std::size_t>(result.code)]) +
                  " - " + plain(options.wording.text("report.nagios.summary", words)) +
                  performance(document, options, counts) + "\n";
  constexpr std::size_t kMost = 50;  // Monitoring programs cut long output anyway.
  std::size_t shown = 0;
  for (const auto& wanted : {watch::is_critical, watch::is_warning}) {
    for (const auto& row : rows) {
      if (wanted(row) && shown++ < kMost) {
        result.output += described(row, options.wording) + "\n";
      }
    }
  }
  for (const auto& error : document.errors) {
    if (shown++ < kMost) {
      result.output += plain(options.wording.text(error.id, error.args)) + "\n";
    }
  }
  return result;
}

PluginResult plugin_failure(const Error& error, const Wording& wording) {
  return {"CERTIFICATES UNKNOWN - " + plain(wording.text(error.id, error.args)) + "\n", kUnknown};
}

}  // namespace dmp::report
