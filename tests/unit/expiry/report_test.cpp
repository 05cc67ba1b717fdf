#include "dmp/expiry/report.hpp"

#include <set>

#include "support/catalogue.hpp"
#include "support/catch.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::expiry;
using model::CertificateStatus;

namespace {

Instant day(const char* text) { return start_of(*parse_date(text)); }

/// A row with that status which ends on that day, as seen on 2026-11-23.
Row row(CertificateStatus status, const char* to, int days_left) {
  Row made;
  made.source = "a.pem";
  made.watched = true;
  made.status = status;
  made.days_left = days_left;
  made.facts.usage = model::Usage::sign;
  made.facts.not_before = day("2024-01-01");
  made.facts.not_after = day(to);
  made.due = made.critical = status == CertificateStatus::expired;
  return made;
}

Outcome outcome_of(std::vector<Row> rows) {
  Outcome outcome;
  outcome.rows = std::move(rows);
  return outcome;
}

ReportOptions options_in(Language language) {
  return {.style = {wording(language)}, .now = day("2026-11-23")};
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

TEST_CASE("a plugin's text and its performance data have the same counts") {
  auto authority = row(CertificateStatus::valid, "2033-06-24", 2405);
  authority.facts.is_ca = true;
  auto missing = row(CertificateStatus::missing, "1970-01-01", 0);
  missing.due = missing.critical = true;
  auto revoked = row(CertificateStatus::revoked, "2028-01-01", 404);
  revoked.due = revoked.critical = true;
  auto soon = row(CertificateStatus::expiring, "2026-12-30", 37);
  soon.due = true;
  auto outcome = outcome_of({missing, revoked, row(CertificateStatus::expired, "2026-10-19", -35),
                             soon, row(CertificateStatus::valid, "2029-01-01", 770),
                             row(CertificateStatus::superseded, "2027-01-01", 39), authority});
  outcome.broken.push_back({ErrorKind::input, "EXPIRY-NO-CERTIFICATE", {arg("file", "x")}, {}});
  const auto options = options_in(Language::english);
  CHECK(plugin_code(outcome, options) == kPluginCritical);
  CHECK(first_line(to_nagios(outcome, options)) ==
        "CERTIFICATES CRITICAL - critical: 3, warning: 1, certificates: 3, missing: 1, unreadable: "
        "1| days_left=-35;91:;31: certificates=3;;;0 critical=3;;;0 warning=1;;;0 missing=1;;;0 "
        "unreadable=1;;;0");
}

TEST_CASE("what has ended has no days left, in any words") {
  const auto on_the_day = outcome_of({row(CertificateStatus::expired, "2026-11-23", 0)});
  const auto before = outcome_of({row(CertificateStatus::expired, "2026-10-19", -35)});
  for (const auto language : {Language::english, Language::french}) {
    const auto options = options_in(language);
    for (const auto& outcome : {on_the_day, before}) {
      for (const auto& text : {to_nagios(outcome, options), to_junit(outcome, options)}) {
        CAPTURE(text);
        CHECK(text.find(" left)") == std::string::npos);
        CHECK(text.find(" restants)") == std::string::npos);
        CHECK(text.find("-35 ") == std::string::npos);
        CHECK(text.find(language == Language::french ? "expiré le " : "expired on ") !=
              std::string::npos);
      }
    }
  }
  auto soon = row(CertificateStatus::expiring, "2026-12-30", 37);
  soon.due = true;
  const auto ahead = to_nagios(outcome_of({soon}), options_in(Language::english));
  CHECK(ahead.find("\nSIGN: expires on 2026-12-30 (37 days left), a.pem\n") != std::string::npos);
}

TEST_CASE("no certificate is unknown to a plugin, unless that was asked") {
  auto options = options_in(Language::english);
  CHECK(plugin_code({}, options) == kPluginUnknown);
  options.none_is_fine = true;
  CHECK(plugin_code({}, options) == kPluginOk);
}

TEST_CASE("each format has a name of its own, and says nothing a terminal obeys") {
  const std::string evil = "\x1B]0;x\x07\u202E\xFF";
  auto expired = row(CertificateStatus::expired, "2026-10-19", -35);
  expired.source = expired.site = evil;
  expired.facts.subject.common_name = evil;
  auto outcome = outcome_of({expired});
  outcome.broken.push_back({ErrorKind::input, "EXPIRY-NO-CERTIFICATE", {arg("file", evil)}, {}});
  std::set<std::string_view> names;
  for (const auto& format : formats()) {
    CAPTURE(format.name);
    CHECK(names.insert(format.name).second);
    const auto text = format.render(outcome, options_in(Language::french));
    CHECK(text.find("SIGN") != std::string::npos);
    for (const auto* bad : {"\x1B", "\x07", "\u202E"}) {
      CHECK(text.find(bad) == std::string::npos);
    }
  }
}

TEST_CASE("JSON: a report with the counts of each status, and parts that are the same text") {
  auto outcome = outcome_of({});
  for (int i = 0; i < 200; ++i) {
    outcome.rows.push_back(row(CertificateStatus::expired, "2026-10-19", -35));
  }
  const auto options = options_in(Language::english);
  std::string joined;
  std::size_t parts = 0;
  write_json(outcome, options, [&](std::string_view part) {
    joined += part;
    ++parts;
  });
  CHECK(parts > 2);
  CHECK(joined == to_json(outcome, options));
  CHECK(joined.starts_with(R"({
  "version": 1,
  "command": "expiry",
  "as_of": "2026-11-23",
  "summary": {
    "certificates": 200,
    "files": 0,
    "due": 0,
    "broken": 0,
    "expired": 200,
    "expiring": 0,
    "missing": 0,
    "superseded": 0
  },
  "findings": [],
)"));
  CHECK(joined.ends_with("\n  ],\n  \"files\": []\n}\n"));
}
