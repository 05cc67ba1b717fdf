#include <algorithm>
#include <array>
#include <utility>

#include "dmp/report/detail/watch.hpp"
#include "dmp/report/watch.hpp"

namespace dmp::report {
namespace {

using model::CertificateStatus;

/// A label with its value escaped (Prometheus' text format 0.0.4).
std::string label(std::string_view name, std::string_view value) {
  std::string out(name);
  out += "=\"";
  for (const char c : printable(value)) {
    out += c == '\\' || c == '"' ? std::string{'\\', c} : std::string(1, c);
  }
  return out + "\"";
}

std::string labels_of(const CertificateRow& row) {
  const auto& facts = row.facts;
  // Enough of the fingerprint to tell two certificates of the same name apart.
  constexpr std::size_t kEnough = 16;
  return "{" + label("usage", to_string(facts.usage)) + "," +
         label("environment", to_string(facts.environment)) + "," +
         label("structure", facts.structure()) + "," + label("service", facts.subject.common_name) +
         "," + label("site", row.site) + "," + label("source", row.source) + "," +
         label("sha256", facts.sha256.substr(0, kEnough)) + "}";
}

std::string header(const std::string& name, std::string_view help) {
  return "# HELP " + name + " " + text(Language::english, help) + "\n# TYPE " + name + " gauge\n";
}

std::string number(long long value) { return " " + std::to_string(value) + "\n"; }

bool is_exported(const CertificateRow& row) {
  return !watch::is_missing(row) && !row.is_set_aside();
}

/// One metric for each certificate that is in service.
template <typename Value>
std::string family(const Document& document, const std::string& name, std::string_view help,
                   Value value) {
  std::string lines;
  for (const auto& row : document.certificates) {
    if (is_exported(row)) {
      lines += name + labels_of(row) + number(value(row));
    }
  }
  return lines.empty() ? lines : header(name, help) + lines;
}

std::string missing(const Document& document) {
  const std::string name = "dmpcert_certificate_missing";
  std::string lines;
  for (const auto& row : document.certificates) {
    if (watch::is_missing(row)) {
      lines += name + "{" + label("usage", to_string(row.facts.usage)) + "," +
               label("environment", to_string(row.facts.environment)) + "," +
               label("structure", row.facts.structure()) + "," + label("site", row.site) + "}" +
               number(1);
    }
  }
  return lines.empty() ? lines : header(name, "report.metric.missing") + lines;
}

std::string counts(const Document& document) {
  using enum CertificateStatus;
  const std::string name = "dmpcert_certificates";
  auto out = header(name, "report.metric.certificates");
  for (const auto status : std::array{valid, expiring, expired, not_yet_valid, superseded, revoked,
                                      CertificateStatus::missing}) {
    out += name + "{" + label("status", to_string(status)) + "}" +
           number(std::ranges::count(document.certificates, status, &CertificateRow::status));
  }
  return out;
}

}  // namespace

std::string watch_to_prometheus(const Document& document, const WatchOptions& options) {
  const auto seconds = [](Instant at) {
    return static_cast<long long>(at.time_since_epoch().count());
  };
  const auto single = [](const std::string& name, std::string_view help, long long value) {
    return header(name, help) + name + number(value);
  };
  return family(document, "dmpcert_certificate_end_timestamp_seconds", "report.metric.end",
                [&](const CertificateRow& row) { return seconds(row.facts.ends_at()); }) +
         family(document, "dmpcert_certificate_start_timestamp_seconds", "report.metric.start",
                [&](const CertificateRow& row) { return seconds(row.facts.not_before); }) +
         family(document, "dmpcert_certificate_due", "report.metric.due",
                [](const CertificateRow& row) { return row.due ? 1 : 0; }) +
         missing(document) + counts(document) +
         single("dmpcert_unreadable_files", "report.metric.unreadable",
                static_cast<long long>(document.errors.size())) +
         single("dmpcert_last_run_timestamp_seconds", "report.metric.last-run",
                seconds(options.now));
}

}  // namespace dmp::report
