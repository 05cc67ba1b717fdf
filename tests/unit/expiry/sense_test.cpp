#include <algorithm>
#include <tuple>

#include "dmp/documents/reading.hpp"
#include "dmp/expiry/expiry.hpp"
#include "support/catalogue.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::test;
using model::CertificateStatus;
using model::Environment;
using model::Usage;

namespace {

Instant day(const char* text) { return start_of(*parse_date(text)); }

constexpr char kUtf8 = 0x0C;
constexpr char kPrintable = 0x13;

/// The DER of a name that is a CN.
std::string encoded(const std::string& name, char type) {
  const auto element = [](char tag, const std::string& contents) {
    return std::string{tag, static_cast<char>(contents.size())} + contents;
  };
  const std::string common_name = "\x06\x03\x55\x04\x03";
  return element(0x30, element(0x31, element(0x30, common_name + element(type, name))));
}

/// A name of which only the CN matters.
model::DistinguishedName named(const std::string& name, char type = kUtf8) {
  model::DistinguishedName made;
  made.printed = made.common_name = name;
  made.encoded = encoded(name, type);
  return made;
}

/// A certificate by what matters here; its fingerprint is its name.
model::CertificateSummary facts(const std::string& name, const char* from, const char* to,
                                const char* structure = "1970300026") {
  model::CertificateSummary made;
  std::ranges::copy(as_bytes(name), made.sha256.bytes.begin());
  made.not_before = day(from);
  made.not_after = day(to);
  made.usage = Usage::sign;
  made.environment = Environment::production;
  made.subject.units = {structure};
  made.subject.common_name = "DMP SIGNATURE";
  made.issuer = named("AC");
  return made;
}

model::CertificateSummary authority(const std::string& name, const char* to) {
  auto made = facts(name, "2013-06-25", to, "");
  made.usage = Usage::ca;
  made.is_ca = true;
  made.subject = named("AC");
  made.issuer = named("ROOT");
  return made;
}

expiry::Request request_with(std::vector<expiry::Request::Shown> shown) {
  expiry::Request request;
  request.now = day("2026-11-23");
  request.shown = std::move(shown);
  return request;
}

/// The name again.
std::string name_of(const expiry::Row& row) {
  return std::string(as_text(row.facts.sha256.bytes).data());  // Zeros follow it.
}

const expiry::Row& row(const expiry::Outcome& outcome, const std::string& name) {
  const auto found =
      std::ranges::find_if(outcome.rows, [&](const auto& each) { return name_of(each) == name; });
  REQUIRE(found != outcome.rows.end());
  return *found;
}

std::vector<std::string> remarks(const expiry::Row& row) {
  std::vector<std::string> ids;
  for (const auto& remark : row.remarks) {
    ids.push_back(remark.id);
    CHECK(in_french().text(remark.id, remark.args).find('{') == std::string::npos);
  }
  return ids;
}

using Words = std::vector<std::string>;
using Facts = std::vector<model::CertificateSummary>;

documents::Reading<model::Dossier> example() {
  const auto content = slurp(std::string(DMP_SOURCE_DIR) + "/examples/dossiers/ght-guyane.json");
  auto reading = documents::read_dossier(content, "ght guyane.json");
  REQUIRE(reading.value);
  return reading;
}

}  // namespace

TEST_CASE("thresholds are days, weeks or a part of the life") {
  using expiry::parse_threshold;
  using expiry::Threshold;
  CHECK(parse_threshold("90") == Threshold{90});
  CHECK(parse_threshold("90d") == Threshold{90});
  CHECK(parse_threshold("12w") == Threshold{84});
  CHECK(parse_threshold("10%") == Threshold{10, true});
  CHECK(parse_threshold("0") == Threshold{0});
  for (const auto* bad : {"", "d", "-1", "101%", "12 w", "1m", "99999999999", "36501", "1.5d"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_threshold(bad));
  }
  CHECK(Threshold{10, true}.reached(10, 100));
  CHECK_FALSE(Threshold{10, true}.reached(11, 100));
}

TEST_CASE("the critical notice alarms, however short the other one is") {
  auto request = request_with({{"tls://a:1", Facts{facts("near", "2026-01-01", "2027-03-03"),
                                                   authority("ca", "2027-02-28")}},
                               {"tls://b:1", Facts{facts("far", "2026-01-01", "2027-03-24")}}});
  request.warn = expiry::Threshold{30};
  request.critical = expiry::Threshold{120};
  const auto outcome = expiry::expiry(request);
  CHECK(outcome.due == 1);
  CHECK(row(outcome, "near").days_left == 100);
  CHECK(row(outcome, "near").due);
  CHECK(row(outcome, "near").critical);
  CHECK(row(outcome, "near").status == CertificateStatus::expiring);
  CHECK_FALSE(row(outcome, "far").due);  // 121 days
  CHECK(row(outcome, "far").status == CertificateStatus::valid);
  // An authority's own end alarms through what it issued: so does its critical one.
  request.critical = expiry::Threshold{97};
  const auto chain = expiry::expiry(request);
  CHECK(row(chain, "near").status == CertificateStatus::valid);
  CHECK(row(chain, "near").due);
  CHECK(row(chain, "near").critical);
  request.critical = expiry::Threshold{96};
  CHECK(expiry::expiry(request).due == 0);
}

TEST_CASE("what needs somebody most comes first, whatever ends first") {
  const auto dossier = example();
  const auto in = dossier.value->environment;
  const auto made = [&in](const char* name, const char* to, const char* structure) {
    auto certificate = facts(name, "2024-01-01", to, structure);
    certificate.environment = in;
    return certificate;
  };
  auto request = request_with({{"a", Facts{made("late", "2028-01-01", "1970300026")}},
                               {"b", Facts{made("over", "2026-10-01", "1970300026")}},
                               {"c", Facts{made("soon", "2026-12-01", "1010000024")}},
                               {"d", Facts{authority("gone", "2025-01-01")}}});
  request.dossiers = {{&*dossier.value, "d.json"}};
  std::vector<std::string> found;
  for (const auto& each : expiry::expiry(request).rows) {
    found.push_back(each.status == CertificateStatus::missing ? "missing" : name_of(each));
  }
  CHECK(found == Words{"missing", "missing", "missing", "over", "soon", "late", "gone"});
}

TEST_CASE("a newer one in the same place takes the place of a certificate; elsewhere it does not") {
  const auto old = facts("old", "2023-12-01", "2026-12-01");
  const auto fresh = facts("new", "2026-11-01", "2029-11-01");
  const auto outcome = expiry::expiry(request_with({{"tls://a:1", Facts{old, fresh}}}));
  CHECK(row(outcome, "old").status == CertificateStatus::superseded);
  CHECK_FALSE(row(outcome, "old").due);
  CHECK_FALSE(row(outcome, "old").critical);
  CHECK_FALSE(row(outcome, "old").renewal);
  CHECK(row(outcome, "new").status == CertificateStatus::valid);
  CHECK(outcome.due == 0);
  // Each server is a place of its own, and an old one that is served anywhere alone alarms.
  const auto apart =
      expiry::expiry(request_with({{"tls://a:1", Facts{old}}, {"tls://b:1", Facts{old, fresh}}}));
  CHECK(row(apart, "old").status == CertificateStatus::expiring);
  CHECK(std::ranges::equal(row(apart, "old").places(), Words{"tls://a:1", "tls://b:1"}));
  // Not by one of another service, environment, usage or structure, nor by one not valid yet.
  for (int what = 0; what < 5; ++what) {
    auto other = fresh;
    what == 0   ? void(other.subject.common_name = "INSI-AUTO")
    : what == 1 ? void(other.environment = Environment::test)
    : what == 2 ? void(other.usage = Usage::auth_cli)
    : what == 3 ? void(other.subject.units = {"1010000024"})
                : void(other.not_before = day("2026-11-24"));
    CAPTURE(what);
    CHECK(expiry::expiry(request_with({{"tls://a:1", Facts{old, other}}})).due == 1);
  }
  // The newest is not always the one that ends last: each is compared with all that began later.
  const auto longest = facts("longest", "2026-10-01", "2030-01-01");
  const auto shortest = facts("shortest", "2026-11-10", "2026-11-30");
  const auto ahead = facts("ahead", "2026-11-24", "2033-01-01");
  const auto several =
      expiry::expiry(request_with({{"tls://a:1", Facts{shortest, old, ahead, fresh, longest}}}));
  CHECK(row(several, "old").status == CertificateStatus::superseded);
  CHECK(row(several, "new").status == CertificateStatus::valid);
  CHECK(row(several, "longest").status == CertificateStatus::valid);
  CHECK(row(several, "shortest").status == CertificateStatus::expiring);
}

TEST_CASE("an authority that ends before its certificate is told, and alarms as the end would") {
  const auto leaf = facts("leaf", "2026-01-01", "2029-01-01");
  const auto soon = authority("soon", "2026-12-24");
  const auto outcome = expiry::expiry(request_with({{"tls://a:1", Facts{leaf, soon}}}));
  CHECK(remarks(row(outcome, "leaf")).front() == "EXPIRY-REMARK-CHAIN");
  CHECK(row(outcome, "leaf").due);
  CHECK(row(outcome, "leaf").status == CertificateStatus::valid);
  CHECK(outcome.rows.back().facts.is_ca);
  // An old authority beside a lasting one with the same key does no harm.
  const auto later = authority("later", "2033-06-24");
  const auto both = expiry::expiry(request_with({{"tls://a:1", Facts{leaf, soon, later}}}));
  CHECK(remarks(row(both, "leaf")).empty());
  CHECK_FALSE(row(both, "leaf").due);
}

TEST_CASE(
    "an authority is known by its encoded name, as chains are built, not by how it is printed") {
  const auto remarks_with = [](const model::DistinguishedName& name) {
    auto soon = authority("soon", "2026-12-24");
    soon.subject = name;
    const auto outcome = expiry::expiry(
        request_with({{"tls://a:1", Facts{facts("leaf", "2026-01-01", "2029-01-01"), soon}}}));
    return remarks(row(outcome, "leaf"));
  };
  const std::vector<std::string> told = {"EXPIRY-REMARK-CHAIN"};
  CHECK(remarks_with(named("AC")) == told);
  CHECK(remarks_with(named("ac", kPrintable)) == told);
  CHECK(remarks_with(named(" AC ")) == told);
  auto other = named("AC2");
  CHECK(remarks_with(other).empty());
  other.printed = "AC";
  CHECK(remarks_with(other).empty());
}

TEST_CASE("an authority that issued to its own new key is above that") {
  const auto ends = [](const char* old_key_of_rollover) {
    auto leaf = facts("leaf", "2026-01-01", "2029-01-01");
    leaf.authority_key_id = "02";
    auto rollover = authority("rollover", "2033-06-24");
    rollover.issuer = named("AC");
    rollover.subject_key_id = "02";
    rollover.authority_key_id = old_key_of_rollover;
    auto root = authority("root", "2026-12-24");
    root.issuer = named("AC");
    root.subject_key_id = "01";
    const auto outcome = expiry::expiry(request_with({{"tls://a:1", Facts{leaf, rollover, root}}}));
    return !remarks(row(outcome, "leaf")).empty();
  };
  CHECK(ends("01"));
  CHECK_FALSE(ends("02"));  // self-signed: the path ends there
}

TEST_CASE("what a server shows as its own alarms even when it calls itself an authority") {
  auto own = authority("own", "2026-12-24");
  const auto outcome = expiry::expiry(request_with({{"tls://a:1", Facts{own}}}));
  CHECK(outcome.due == 1);
  const auto above = expiry::expiry(
      request_with({{"tls://a:1", Facts{facts("leaf", "2026-01-01", "2029-01-01"), own}}}));
  CHECK_FALSE(row(above, "own").due);
}

TEST_CASE("June 2033: what ends after June 2030 cannot be renewed for three years") {
  const auto fine = facts("fine", "2026-01-01", "2030-06-24");
  const auto late = facts("late", "2027-06-25", "2030-06-25");
  auto outcome = expiry::expiry(request_with({{"tls://a:1", Facts{fine}}, {"b", Facts{late}}}));
  CHECK(remarks(row(outcome, "fine")).empty());
  CHECK(remarks(row(outcome, "late")) == Words{"EXPIRY-REMARK-LAST"});
  CHECK(row(outcome, "late").remarks.front().args.front().value == "2033-06-24");
}

TEST_CASE("each site of a dossier has its certificates, or they are missing") {
  const auto dossier = example();
  auto have = facts("have", "2024-01-01", "2026-12-20");
  auto wrong = facts("wrong", "2024-01-01", "2029-12-20");
  wrong.usage = Usage::auth_cli;
  wrong.environment = Environment::test;
  have.environment = dossier.value->environment;
  auto request = request_with({{"a", Facts{have, wrong}}});
  request.dossiers = {{&*dossier.value, "ght guyane.json"}};
  const auto outcome = expiry::expiry(request);
  CHECK(row(outcome, "have").site == "cayenne");
  REQUIRE(row(outcome, "have").renewal);
  CHECK(row(outcome, "have").renewal->possible);
  CHECK(row(outcome, "have").renewal->command ==
        "dmpcert csr --renew 'ght guyane.json' --site cayenne --usage sign");
  CHECK(format_date(row(outcome, "have").renewal->start_by) == "2026-10-21");
  CHECK(format_date(row(outcome, "have").renewal->notice_on) == "2026-10-21");
  std::vector<const expiry::Row*> missing;
  for (const auto& each : outcome.rows) {
    if (each.status == CertificateStatus::missing) {
      missing.push_back(&each);
      CHECK(each.due);
      CHECK(each.critical);
      CHECK_FALSE(each.renewal->possible);
      CHECK(each.renewal->command.starts_with("dmpcert csr 'ght guyane.json' --site "));
    }
  }
  REQUIRE(missing.size() == 3);  // two sites, two usages each
  const auto* cayenne =
      *std::ranges::find_if(missing, [](const auto* each) { return each->site == "cayenne"; });
  CHECK(cayenne->facts.usage == Usage::auth_cli);
  CHECK(cayenne->facts.structure() == "1970300026");
  CHECK(remarks(*cayenne) == Words{"EXPIRY-REMARK-ENVIRONMENT"});
}

TEST_CASE("what has ended needs a new request, not a renewal; another service is named") {
  const auto dossier = example();
  auto over = facts("over", "2020-01-01", "2023-01-01");
  over.environment = dossier.value->environment;
  over.subject.common_name = "INSI-AUTO";
  auto request = request_with({{"a", Facts{over}}});
  request.dossiers = {{&*dossier.value, "d.json"}};
  request.workspace_argument = "orders";
  const auto outcome = expiry::expiry(request);
  CHECK(row(outcome, "over").renewal->command ==
        "dmpcert csr d.json --site cayenne --usage sign --service-name INSI-AUTO --workspace "
        "orders");
}

TEST_CASE("a server that shows a certificate twice is one place") {
  const auto leaf = facts("leaf", "2026-01-01", "2027-01-01");
  const auto outcome = expiry::expiry(
      request_with({{"a:443", Facts{leaf, leaf, authority("ca", "2033-06-24"), leaf}}}));
  REQUIRE(outcome.rows.size() == 2);
  CHECK(row(outcome, "leaf").source == "a:443");
  CHECK(row(outcome, "leaf").more_places.empty());
}

TEST_CASE("filters keep what is asked for, and what is missing") {
  auto test = facts("test", "2026-01-01", "2029-01-01");
  test.environment = Environment::test;
  auto auth = facts("auth", "2026-01-01", "2028-01-01", "1010000024");
  auth.usage = Usage::auth_cli;
  auto request = request_with({{"a", Facts{test, auth, authority("ca", "2033-06-24")}}});
  const auto kept = [&](expiry::Filter filter) {
    request.filter = std::move(filter);
    Words names;
    for (const auto& each : expiry::expiry(request).rows) {
      names.push_back(name_of(each));
    }
    return names;
  };
  CHECK(kept({}) == Words{"auth", "test", "ca"});
  CHECK(kept({.usages = {Usage::auth_cli}}) == Words{"auth"});
  CHECK(kept({.structures = {"010000024"}}) == Words{"auth"});
  CHECK(kept({.structures = {"1010000024"}}) == Words{"auth"});
  CHECK(kept({.environments = {Environment::test}}) == Words{"test"});
  CHECK(kept({.expires_before = parse_date("2028-01-02")}) == Words{"auth"});
  CHECK(kept({.expires_before = parse_date("2028-01-01")}).empty());
}

TEST_CASE("a filter that keeps nothing is owed; that nothing ends before a day is an answer") {
  auto request = request_with({{"a", Facts{facts("have", "2026-01-01", "2029-01-01")}}});
  const auto broken = [&](expiry::Filter filter) {
    request.filter = std::move(filter);
    const auto outcome = expiry::expiry(request);
    CHECK(outcome.owed == static_cast<int>(outcome.broken.size()));
    Words ids;
    for (const auto& error : outcome.broken) {
      ids.push_back(error.id);
      CHECK(error.kind == ErrorKind::input);
      CHECK(in_french().text(error.id, error.args).find('{') == std::string::npos);
    }
    return ids;
  };
  CHECK(broken({.usages = {Usage::sign}}).empty());
  CHECK(broken({.usages = {Usage::conf}}) == Words{"EXPIRY-FILTER-NONE"});
  CHECK(broken({.environments = {Environment::test}}) == Words{"EXPIRY-FILTER-NONE"});
  CHECK(broken({.structures = {"970300062"}}) == Words{"EXPIRY-STRUCTURE-NONE"});
  CHECK(broken({.structures = {"970300026", "970300062"}}) == Words{"EXPIRY-STRUCTURE-NONE"});
  CHECK(broken({.structures = {"970300026"}, .expires_before = parse_date("2027-01-01")}).empty());
  CHECK(broken({.usages = {Usage::conf}, .expires_before = parse_date("2027-01-01")}) ==
        Words{"EXPIRY-FILTER-NONE"});
}

TEST_CASE("many files on several threads give the same rows as on one") {
  const auto data = shared_data("igc-sante");
  if (data.empty()) {
    return;
  }
  expiry::Request request;
  request.paths = {data};
  request.now = day("2026-11-23");
  const auto one = expiry::expiry(request);
  request.jobs = 4;
  const auto four = expiry::expiry(request);
  REQUIRE(one.rows.size() == four.rows.size());
  for (std::size_t i = 0; i < one.rows.size(); ++i) {
    CHECK(one.rows[i].source == four.rows[i].source);
    CHECK(one.rows[i].facts.sha256 == four.rows[i].facts.sha256);
  }
}

TEST_CASE("patterns are passed over by name, or by path where they have a slash") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "old/deep");
  for (const auto* name : {"a.pem", "b.crt", "old/c.pem", "old/deep/d.pem"}) {
    spill(folder / name, "junk");
  }
  expiry::Request request;
  request.paths = {folder.path()};
  request.now = day("2026-11-23");
  const auto looked = [&](std::vector<std::string> patterns) {
    request.ignore = std::move(patterns);
    return expiry::expiry(request).files;
  };
  CHECK(looked({}) == 4);
  CHECK(looked({"*.crt"}) == 3);
  CHECK(looked({"old"}) == 2);
  CHECK(looked({"*/old/*.pem"}) == 2);
  CHECK(looked({"*/deep/*"}) == 3);
}

TEST_CASE(
    "however many there are: a row each, all places, in the order of ends and then of names") {
  constexpr int kPlaces = 45'000;  // More than rows have room for from the start.
  constexpr int kCertificates = 40'000;
  std::vector<expiry::Request::Shown> shown;
  for (int i = 0; i < kPlaces; ++i) {
    const int which = i * 7919 % kCertificates;  // In no order; a tenth of them twice.
    auto made = facts("c" + std::to_string(which), "2026-01-01", "2027-01-01");
    made.not_after += std::chrono::hours(24 * (which % 1000));
    shown.push_back({"tls://h" + std::to_string(i) + ":1", Facts{std::move(made)}});
  }
  const auto outcome = expiry::expiry(request_with(std::move(shown)));
  REQUIRE(outcome.rows.size() == kCertificates);
  CHECK(outcome.certificates == kCertificates);
  std::size_t places = 0;
  for (const auto& row : outcome.rows) {
    places += row.places().size();
  }
  CHECK(places == kPlaces);
  CHECK(std::ranges::is_sorted(outcome.rows, {}, [](const auto& row) {
    return std::tuple(row.facts.ends_at(), std::string_view(row.source));
  }));
}
