#include <algorithm>
#include <array>
#include <utility>

#include "dmp/expiry/detail/report.hpp"
#include "dmp/expiry/report.hpp"
#include "dmp/render/printable.hpp"

namespace dmp::expiry {
namespace {

using model::CertificateStatus;

/// A label with its value escaped (Prometheus' text format 0.0.4).
std::string label(std::string_view name, std::string_view value) {
  std::string out(name);
  out += "=\"";
  for (const char c : render::printable(value)) {
    out += c == '\\' || c == '"' ? std::string{'\\', c} : std::string(1, c);
  }
  return out + "\"";
}

std::string labels_of(const Row& row) {
  const auto& facts = row.facts;
  // Enough of the fingerprint to tell two certificates of the same name apart.
  constexpr std::size_t kEnough = 16;
  return "{" + label("usage", to_string(facts.usage)) + "," +
         label("environment", to_string(facts.environment)) + "," +
         label("structure", facts.structure()) + "," + label("service", facts.subject.common_name) +
         "," + label("site", row.site) + "," + label("source", row.source) + "," +
         label("sha256", facts.sha256.hex().substr(0, kEnough)) + "}";
}

std::string labels_of_missing(const Row& row) {
  return "{" + label("usage", to_string(row.facts.usage)) + "," +
         label("environment", to_string(row.facts.environment)) + "," +
         label("structure", row.facts.structure()) + "," + label("site", row.site) + "}";
}

std::string number(long long value) { return " " + std::to_string(value) + "\n"; }

bool is_exported(const Row& row) { return !detail::is_missing(row) && !row.is_set_aside(); }

bool has_known_begin(const Row& row) { return is_exported(row) && !row.recorded; }

/// Metrics puts families together as text: there may be very many lines.
class Metrics {
 public:
  Metrics(const Outcome& outcome, const Wording& wording)
      : outcome_(outcome), wording_(wording.in(Language::english)) {}

  /// One metric for each certificate that is in service.
  template <typename Value>
  void add_each(const std::string& name, std::string_view help, Value value,
                bool (*is_wanted)(const Row&) = is_exported) {
    add_rows(name, help, is_wanted, labels_of, value);
  }

  void add(const std::string& name, std::string_view help, long long value) {
    out_ += header(name, help) + name + number(value);
  }

  void add_missing() {
    add_rows("dmpcert_certificate_missing", "expiry.metric.missing", detail::is_missing,
             labels_of_missing, [](const Row&) { return 1; });
  }

  void add_counts() {
    using enum CertificateStatus;
    const std::string name = "dmpcert_certificates";
    out_ += header(name, "expiry.metric.certificates");
    for (const auto status : std::array{valid, expiring, expired, not_yet_valid, superseded,
                                        revoked, CertificateStatus::missing}) {
      out_ += name + "{" + label("status", to_string(status)) + "}" +
              number(std::ranges::count(outcome_.rows, status, &Row::status));
    }
  }

  std::string finish() { return std::move(out_); }

 private:
  /// One metric for each row that is wanted; without any, no word of them.
  template <typename Value>
  void add_rows(const std::string& name, std::string_view help, bool (*is_wanted)(const Row&),
                std::string (*labels)(const Row&), Value value) {
    bool first = true;
    for (const auto& row : outcome_.rows) {
      if (is_wanted(row)) {
        out_ += std::exchange(first, false) ? header(name, help) : "";
        out_ += name;
        out_ += labels(row);
        out_ += number(value(row));
      }
    }
  }

  [[nodiscard]] std::string header(const std::string& name, std::string_view help) const {
    return "# HELP " + name + " " + wording_.text(help) + "\n# TYPE " + name + " gauge\n";
  }

  const Outcome& outcome_;
  Wording wording_;
  std::string out_;
};

}  // namespace

std::string to_prometheus(const Outcome& outcome, const ReportOptions& options) {
  const auto seconds = [](Instant at) {
    return static_cast<long long>(at.time_since_epoch().count());
  };
  Metrics metrics(outcome, options.style.wording);
  metrics.add_each("dmpcert_certificate_end_timestamp_seconds", "expiry.metric.end",
                   [&](const Row& row) { return seconds(row.facts.ends_at()); });
  metrics.add_each(
      "dmpcert_certificate_start_timestamp_seconds", "expiry.metric.start",
      [&](const Row& row) { return seconds(row.facts.not_before); }, has_known_begin);
  metrics.add_each("dmpcert_certificate_due", "expiry.metric.due",
                   [](const Row& row) { return row.due ? 1 : 0; });
  metrics.add_each("dmpcert_certificate_critical", "expiry.metric.critical",
                   [](const Row& row) { return detail::is_critical(row) ? 1 : 0; });
  metrics.add_missing();
  metrics.add_counts();
  metrics.add("dmpcert_unreadable_files", "expiry.metric.unreadable",
              static_cast<long long>(outcome.broken.size()));
  metrics.add("dmpcert_last_run_timestamp_seconds", "expiry.metric.last-run", seconds(options.now));
  return metrics.finish();
}

}  // namespace dmp::expiry
