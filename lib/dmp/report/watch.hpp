#pragma once

#include <string>

#include "dmp/render/table.hpp"
#include "dmp/report/document.hpp"

/// What `expiry` found, in the formats of people and of other programs. Each is a function of the
/// document, whose certificates were watched, and of the options: the same give the same bytes.
/// Texts of users that are not UTF-8, or trick a reader, are made printable in all of them.
namespace dmp::report {

/// Notice is a time before the end: days, or a part of the certificate's whole life.
struct Notice {
  int amount = 0;
  bool percent = false;
};

struct WatchOptions {
  Wording wording;
  Instant now;
  Notice warn{90};
  Notice critical{30};
  bool broken_counts = false;  ///< Whether the document's errors are failures by themselves.
  bool none_is_fine = false;   ///< Whether a document without certificates answers the question.
};

/// watch_to_text renders a table for each environment, with a bar of the life that is left, then
/// what is to be done. Valid authorities are left out unless the style says all.
std::string watch_to_text(const Document& document, const render::TextStyle& style);

/// watch_to_csv renders one line a certificate, as to_csv does its sites (RFC 4180, semicolons).
std::string watch_to_csv(const Document& document, const Wording& wording);

/// PluginResult is what a monitoring plugin prints and exits with.
struct PluginResult {
  std::string output;
  int code = 3;  ///< 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.
};

/// watch_to_nagios renders the output of a monitoring plugin (Monitoring Plugins Development
/// Guidelines): one line with performance data, then one line for each certificate that alarms.
PluginResult watch_to_nagios(const Document& document, const WatchOptions& options);

/// plugin_failure is the plugin's output for a failure that left nothing to report: UNKNOWN.
PluginResult plugin_failure(const Error& error, const Wording& wording);

/// watch_to_prometheus renders metrics in Prometheus' text format, for node_exporter's textfile
/// collector. What is superseded is counted and has no metric of its own. Its words are English in
/// any wording, since a metric has one help text for all who export it.
std::string watch_to_prometheus(const Document& document, const WatchOptions& options);

/// watch_to_junit renders a case a certificate, and one for each file that could not be read.
std::string watch_to_junit(const Document& document, const WatchOptions& options);

/// watch_to_icalendar renders a calendar (RFC 5545) with a day for each end and for each latest day
/// to start a renewal, and alarms at the notices. The UIDs are made of fingerprints, so that
/// importing it again updates it.
std::string watch_to_icalendar(const Document& document, const WatchOptions& options);

/// watch_to_html renders one page that needs nothing from elsewhere: a table that can be sorted and
/// a timeline in SVG, for light and dark screens and for print.
std::string watch_to_html(const Document& document, const WatchOptions& options);

}  // namespace dmp::report
