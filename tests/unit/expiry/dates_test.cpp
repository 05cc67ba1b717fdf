#include "dmp/expiry/expiry.hpp"
#include "support/catch.hpp"

using namespace dmp;
using expiry::row_of;
using model::CertificateStatus;

namespace {

Instant at(const char* text) {
  const auto instant = parse_instant(text);
  REQUIRE(instant);
  return *instant;
}

model::CertificateSummary facts_until(const char* end) {
  model::CertificateSummary facts;
  facts.not_before = at("2023-11-23T10:00:00Z");
  facts.not_after = at(end);
  return facts;
}

}  // namespace

TEST_CASE("days are counted from UTC day to UTC day, whatever the hour") {
  const auto facts = facts_until("2026-11-25T00:00:00Z");
  const auto days = [&](const char* now) {
    return row_of(facts, "", at(now), {90}, {30}).days_left;
  };
  CHECK(days("2026-11-23T00:00:00Z") == 2);
  CHECK(days("2026-11-23T23:59:59Z") == 2);
  CHECK(days("2026-11-24T00:00:00Z") == 1);
  CHECK(days("2026-11-24T23:59:59Z") == 1);
  CHECK(days("2026-11-25T00:00:00Z") == 0);
  CHECK(days("2026-11-26T00:00:00Z") == -1);
}

TEST_CASE("a certificate is good until the last second of its life, and no longer") {
  const auto facts = facts_until("2026-11-23T12:00:00Z");
  const auto last = row_of(facts, "", at("2026-11-23T12:00:00Z"), {90}, {30});
  CHECK(last.status == CertificateStatus::expiring);
  CHECK(last.days_left == 0);
  const auto over = row_of(facts, "", at("2026-11-23T12:00:01Z"), {90}, {30});
  CHECK(over.status == CertificateStatus::expired);
  CHECK(over.days_left == 0);
  CHECK(over.critical);
  CHECK(over.due);
}

TEST_CASE("the thresholds include their own day") {
  const auto facts = facts_until("2026-11-23T12:00:00Z");
  const auto row = [&](const char* day) {
    return row_of(facts, "", start_of(*parse_date(day)), {90}, {30});
  };
  CHECK(row("2026-08-24").days_left == 91);
  CHECK(row("2026-08-24").status == CertificateStatus::valid);
  CHECK_FALSE(row("2026-08-24").due);
  CHECK(row("2026-08-25").days_left == 90);
  CHECK(row("2026-08-25").status == CertificateStatus::expiring);
  CHECK(row("2026-08-25").due);
  CHECK_FALSE(row("2026-10-23").critical);  // 31 days
  CHECK(row("2026-10-24").critical);
  // With no notice at all, only the day itself and what follows count.
  CHECK(row_of(facts, "", at("2026-11-22T12:00:00Z"), {0}, {0}).status == CertificateStatus::valid);
  CHECK(row_of(facts, "", at("2026-11-23T00:00:00Z"), {0}, {0}).status ==
        CertificateStatus::expiring);
}

TEST_CASE("the period of the private key ends a certificate before its date does") {
  auto facts = facts_until("2026-12-23T10:00:00Z");
  facts.key_usage_ends = at("2026-11-23T10:00:00Z");
  const auto row = row_of(facts, "", at("2026-11-23T10:00:01Z"), {90}, {30});
  CHECK(row.status == CertificateStatus::expired);
  CHECK(format_date(row.ends_on()) == "2026-11-23");
  facts.key_usage_ends = at("2027-11-23T10:00:00Z");
  CHECK(format_date(row_of(facts, "", at("2026-01-01T00:00:00Z"), {90}, {30}).ends_on()) ==
        "2026-12-23");
}

TEST_CASE("what is not valid yet says so, and an authority is never due") {
  auto facts = facts_until("2023-12-01T00:00:00Z");
  const auto early = row_of(facts, "", at("2023-11-23T09:59:59Z"), {90}, {30});
  CHECK(early.status == CertificateStatus::not_yet_valid);
  CHECK(early.due);  // it ends within the notice all the same
  CHECK(row_of(facts, "", at("2023-11-23T10:00:00Z"), {90}, {30}).status ==
        CertificateStatus::expiring);
  facts.is_ca = true;
  const auto authority = row_of(facts, "", at("2024-01-01T00:00:00Z"), {90}, {30});
  CHECK(authority.status == CertificateStatus::expired);
  CHECK(authority.critical);
  CHECK_FALSE(authority.due);
}
