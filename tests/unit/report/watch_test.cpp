#include "dmp/report/watch.hpp"

#include "support/catalogue.hpp"
#include "support/catch.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::report;
using model::CertificateStatus;

namespace {

Instant day(const char* text) { return start_of(*parse_date(text)); }

/// A row with that status which ends on that day, as seen on 2026-11-23.
CertificateRow row(CertificateStatus status, const char* to, int days_left) {
  CertificateRow made;
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

Document document_of(std::vector<CertificateRow> rows) {
  Document document;
  document.as_of = *parse_date("2026-11-23");
  document.certificates = std::move(rows);
  return document;
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
  auto document = document_of({missing, revoked, row(CertificateStatus::expired, "2026-10-19", -35),
                               soon, row(CertificateStatus::valid, "2029-01-01", 770),
                               row(CertificateStatus::superseded, "2027-01-01", 39), authority});
  document.errors.push_back({ErrorKind::input, "EXPIRY-NO-CERTIFICATE", {arg("file", "x")}, {}});
  const auto result =
      watch_to_nagios(document, {.wording = in_english(), .now = day("2026-11-23")});
  CHECK(result.code == 2);
  CHECK(first_line(result.output) ==
        "CERTIFICATES CRITICAL - critical: 3, warning: 1, certificates: 3, missing: 1, unreadable: "
        "1| days_left=-35;91:;31: certificates=3;;;0 critical=3;;;0 warning=1;;;0 missing=1;;;0 "
        "unreadable=1;;;0");
}

TEST_CASE("what has ended has no days left, in any words") {
  const auto on_the_day = document_of({row(CertificateStatus::expired, "2026-11-23", 0)});
  const auto before = document_of({row(CertificateStatus::expired, "2026-10-19", -35)});
  for (const auto language : {Language::english, Language::french}) {
    const WatchOptions options{.wording = wording(language), .now = day("2026-11-23")};
    for (const auto& document : {on_the_day, before}) {
      for (const auto& text :
           {watch_to_nagios(document, options).output, watch_to_junit(document, options)}) {
        CAPTURE(text);
        CHECK(text.find("days left:") == std::string::npos);
        CHECK(text.find("jours restants :") == std::string::npos);
        CHECK(text.find("-35 ") == std::string::npos);
        CHECK(text.find(language == Language::french ? "expiré le " : "expired on ") !=
              std::string::npos);
      }
    }
  }
  auto soon = row(CertificateStatus::expiring, "2026-12-30", 37);
  soon.due = true;
  const auto ahead =
      watch_to_nagios(document_of({soon}), {.wording = in_english(), .now = day("2026-11-23")});
  CHECK(ahead.output.find("\nSIGN: expires on 2026-12-30 (days left: 37), a.pem\n") !=
        std::string::npos);
}

TEST_CASE("no certificate is unknown to a plugin, unless that was asked") {
  const auto nothing = document_of({});
  CHECK(watch_to_nagios(nothing, {.wording = in_english(), .now = day("2026-11-23")}).code == 3);
  CHECK(watch_to_nagios(nothing,
                        {.wording = in_english(), .now = day("2026-11-23"), .none_is_fine = true})
            .code == 0);
}
