#include <algorithm>

#include "dmp/documents/order_document.hpp"
#include "dmp/expiry/expiry.hpp"
#include "dmp/files/workspace.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::test;
using model::CertificateStatus;
using model::OrderState;

namespace {

Instant day(const char* text) { return start_of(*parse_date(text)); }

/// A certificate for the structure of the orders below; its fingerprint is its name.
model::CertificateSummary facts(const std::string& name, const char* to) {
  model::CertificateSummary made;
  std::ranges::copy(as_bytes(name), made.sha256.bytes.begin());
  made.not_before = day("2026-01-01");
  made.not_after = day(to);
  made.usage = model::Usage::sign;
  made.environment = model::Environment::production;
  made.subject.units = {"1970300026"};
  made.subject.common_name = "DMP SIGNATURE";
  return made;
}

/// Puts an order into the workspace.
void add_order(const TemporaryFolder& workspace, const std::string& name, OrderState state,
               const std::string& sha256, std::vector<std::string> targets = {}) {
  model::Order order;
  order.site = "cayenne";
  order.site_name = "CH";
  order.usage = model::Usage::sign;
  order.finess = "970300026";
  order.structure = "1970300026";
  order.service = "DMP SIGNATURE";
  order.state = state;
  order.public_key_sha256 = std::string(64, 'a');
  order.certificate_sha256 = sha256;
  if (!sha256.empty()) {
    order.certificate_ends_on = parse_date("2027-01-10");
  }
  order.targets = std::move(targets);
  order.history = {{state, day("2026-01-02"), "root", {}, "run"}};
  const files::OrderFolder folder{workspace / ("970300026/" + name)};
  std::filesystem::create_directories(folder.folder);
  spill(folder.order(), documents::write_order(order));
}

using Facts = std::vector<model::CertificateSummary>;

expiry::Request request_with(const TemporaryFolder& workspace,
                             std::vector<expiry::Request::Shown> shown) {
  expiry::Request request;
  request.now = day("2026-11-23");
  request.workspaces = {workspace.path()};
  request.shown = std::move(shown);
  return request;
}

}  // namespace

TEST_CASE("a superseded order silences its certificate in files, not where a server shows it") {
  const TemporaryFolder workspace;
  const auto old = facts("old", "2026-12-24");
  add_order(workspace, "SIGN", OrderState::superseded, old.sha256.hex());
  const auto status = [&](const char* place) {
    return expiry::expiry(request_with(workspace, {{place, Facts{old}}})).rows.front().status;
  };
  CHECK(status("somewhere/a.pem") == CertificateStatus::superseded);
  CHECK(status("tls://a:1") == CertificateStatus::expiring);
  add_order(workspace, "SIGN", OrderState::revoked, old.sha256.hex());
  CHECK(status("somewhere/a.pem") == CertificateStatus::revoked);
  CHECK(status("tls://a:1") == CertificateStatus::revoked);
  // Another certificate is not theirs.
  const auto other = facts("other", "2026-12-24");
  CHECK(expiry::expiry(request_with(workspace, {{"a.pem", Facts{other}}})).due == 1);
}

TEST_CASE("what is installed by the record has a row, with the day that the record has") {
  const TemporaryFolder workspace;
  const auto mine = facts("mine", "2027-01-10");
  add_order(workspace, "SIGN", OrderState::installed, mine.sha256.hex(), {"/nowhere/at/all"});
  auto outcome = expiry::expiry(request_with(workspace, {}));
  REQUIRE(outcome.rows.size() == 1);
  const auto& row = outcome.rows.front();
  CHECK(row.recorded);
  CHECK(row.facts.sha256 == mine.sha256);
  CHECK(row.ends_on() == parse_date("2027-01-10"));
  CHECK(row.days_left == 48);
  CHECK(row.due);
  CHECK(row.source == workspace / "970300026/SIGN/order.json");
  CHECK(row.remarks.front().id == "EXPIRY-REMARK-RECORDED");
  CHECK(outcome.broken.empty());
  // Its last second is that of the day.
  auto request = request_with(workspace, {});
  request.now = day("2027-01-10");
  CHECK(expiry::expiry(request).rows.front().status == CertificateStatus::expiring);
  request.now = day("2027-01-11");
  CHECK(expiry::expiry(request).rows.front().status == CertificateStatus::expired);
  // Where it is seen there is one row, which is that of the file.
  outcome = expiry::expiry(request_with(workspace, {{"a.pem", Facts{mine}}}));
  REQUIRE(outcome.rows.size() == 1);
  CHECK_FALSE(outcome.rows.front().recorded);
}

TEST_CASE("a workspace without any certificate shows nothing, and an order on its way is no row") {
  const TemporaryFolder workspace;
  add_order(workspace, "SIGN", OrderState::requested, "");
  const auto outcome = expiry::expiry(request_with(workspace, {}));
  CHECK(outcome.rows.empty());
  REQUIRE(outcome.broken.size() == 1);
  CHECK(outcome.broken.front().id == "EXPIRY-NO-CERTIFICATE");
  CHECK(outcome.owed == 1);
}
