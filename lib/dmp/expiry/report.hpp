#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dmp/expiry/expiry.hpp"
#include "dmp/render/sink.hpp"
#include "dmp/render/table.hpp"

/// What `expiry` found, in the formats of people and of other programs. Each is a function of the
/// outcome and of the options: the same give the same bytes. Texts of users that are not UTF-8, or
/// trick a reader, are made printable in all of them.
namespace dmp::expiry {

struct ReportOptions {
  render::TextStyle style;
  Instant now;
  Threshold warn{90};
  Threshold critical{30};
  bool broken_counts = false;  ///< Whether what is `broken` is a failure by itself.
  bool none_is_fine = false;   ///< Whether an outcome without rows answers the question.
};

/// Format is a format of the outcome, by its name.
struct Format {
  std::string_view name;
  std::string (*render)(const Outcome& outcome, const ReportOptions& options);
};

/// formats are all that there are.
std::span<const Format> formats();

/// to_text renders a table for each environment, with a bar of the life that is left, then
/// what is to be done. Valid authorities are left out unless the style says all.
std::string to_text(const Outcome& outcome, const ReportOptions& options);

/// to_json renders a report (schemas/report.schema.json).
std::string to_json(const Outcome& outcome, const ReportOptions& options);
/// write_json gives the same to a sink, in parts of about 64 KiB: it may be very long.
void write_json(const Outcome& outcome, const ReportOptions& options, const render::Sink& sink);

/// to_csv renders one line a certificate (RFC 4180, but with semicolons as French spreadsheets want
/// them and a byte order mark; render/csv.hpp).
std::string to_csv(const Outcome& outcome, const ReportOptions& options);

/// PluginCode is what a monitoring plugin exits with.
enum PluginCode { kPluginOk = 0, kPluginWarning = 1, kPluginCritical = 2, kPluginUnknown = 3 };

/// plugin_code sums up the outcome for a monitoring program.
PluginCode plugin_code(const Outcome& outcome, const ReportOptions& options);

/// to_nagios renders the output of a monitoring plugin (Monitoring Plugins Development
/// Guidelines): one line with performance data, then one line for each certificate that alarms.
std::string to_nagios(const Outcome& outcome, const ReportOptions& options);

/// plugin_failure is the plugin's output for a failure that left nothing to report: UNKNOWN.
std::string plugin_failure(const Error& error, const Wording& wording);

/// to_prometheus renders metrics in Prometheus' text format, for node_exporter's textfile
/// collector. What is superseded is counted and has no metric of its own. Its words are English in
/// any wording, since a metric has one help text for all who export it.
std::string to_prometheus(const Outcome& outcome, const ReportOptions& options);

/// to_junit renders a case a certificate, and one for each file that could not be read.
std::string to_junit(const Outcome& outcome, const ReportOptions& options);

/// to_icalendar renders a calendar (RFC 5545) with a day for each end and for each latest day
/// to start a renewal, and alarms at the notices. The UIDs are made of fingerprints, so that
/// importing it again updates it.
std::string to_icalendar(const Outcome& outcome, const ReportOptions& options);

/// to_html renders one page that needs nothing from elsewhere: a table that can be sorted and
/// a timeline in SVG, for light and dark screens and for print.
std::string to_html(const Outcome& outcome, const ReportOptions& options);

}  // namespace dmp::expiry
