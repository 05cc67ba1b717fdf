#include "setup.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;
using csr::Act;
using model::OrderState;
using model::Usage;

namespace {

/// The order of a folder as `install` leaves it, its certificate ending on a day.
void install(const std::filesystem::path& folder, std::string_view ends_on,
             OrderState state = OrderState::installed) {
  auto order = order_in(folder);
  order.state = state;
  order.certificate_sha256 = "ab" + folder.filename().string();
  order.certificate_ends_on = parse_date(ends_on);
  spill(folder / "order.json", documents::write_order(order));
}

struct Renewing : Bench {
  csr::Request plain = quick();
  csr::Request renewing = quick();
  std::filesystem::path folder = order("SIGN");

  Renewing() {
    plain.usages = renewing.usages = {Usage::sign};
    renewing.renew = true;
    static_cast<void>(make(plain));
  }
  std::string refusal() {
    const auto before = picture_of(workspace());
    const auto outcome = make(renewing);
    REQUIRE(outcome.failures.size() == 1);
    CHECK(outcome.failures[0].error.kind == ErrorKind::input);
    CHECK((picture_of(workspace()) == before));
    return outcome.failures[0].error.id;
  }
};

}  // namespace

TEST_CASE("a renewal names the certificate that it renews, and leaves the running pair alone") {
  Renewing bench;
  install(bench.folder, "2027-01-31");
  const auto key = slurp(bench.folder / "key.pem");
  const auto outcome = bench.make(bench.renewing);
  REQUIRE(outcome.orders.size() == 1);
  CHECK(outcome.findings.empty());
  CHECK(outcome.orders[0].folder == bench.folder / "renewal");
  CHECK(order_in(bench.folder / "renewal").renews == "abSIGN");
  CHECK(slurp(bench.folder / "key.pem") == key);
  CHECK(slurp(bench.folder / "renewal" / "key.pem") != key);
  CHECK(order_in(bench.folder).state == OrderState::installed);
  CHECK(slurp(bench.workspace() / "journal.jsonl").find("\"act\":\"renew\"") != std::string::npos);
  CHECK(bench.make(bench.renewing).orders.at(0).act == Act::unchanged);
  // Without renewing, the running order is still what it was.
  const auto plain = bench.make(bench.plain);
  CHECK(plain.orders.at(0).folder == bench.folder);
  CHECK(plain.orders.at(0).act == Act::unchanged);
}

TEST_CASE("a certificate that has ended is not renewed; a new request takes its place") {
  Renewing bench;
  const auto [ends_on, is_over] = GENERATE(table<std::string, bool>(
      {{"2026-11-22", true}, {"2026-11-23", false}, {"2020-01-01", true}}));
  CAPTURE(ends_on);
  install(bench.folder, ends_on);
  if (!is_over) {
    CHECK(bench.make(bench.renewing).orders.size() == 1);
    return;
  }
  CHECK(bench.refusal() == "CSR-RENEWAL-EXPIRED");
  const auto error = bench.make(bench.renewing).failures[0].error;
  CHECK(value_of(error, "date") == ends_on);
  CHECK(in_english().remedy(error.id, error.args).find("new request") != std::string::npos);
  const auto fresh = bench.make(bench.plain);
  REQUIRE(fresh.orders.size() == 1);
  CHECK(fresh.orders[0].act == Act::made);
  CHECK(fresh.orders[0].folder == bench.folder / "renewal");
  CHECK(order_in(bench.folder / "renewal").renews.empty());
  CHECK(bench.make(bench.plain).orders.at(0).act == Act::unchanged);
}

TEST_CASE("the end is that of the certificate that the order names, where it lies there") {
  Renewing bench;
  output_of("openssl req -x509 -key " + quoted(bench.folder / "key.pem") +
            " -subj /CN=x -days 10 -out " + quoted(bench.folder / "certificate.pem"));
  install(bench.folder, "2020-01-01");
  // Another certificate that lies there says nothing.
  CHECK(bench.refusal() == "CSR-RENEWAL-EXPIRED");
  auto digest = output_of("openssl x509 -noout -fingerprint -sha256 -in " +
                          quoted(bench.folder / "certificate.pem"));
  digest = digest.substr(digest.find('=') + 1);
  std::erase_if(digest, [](char c) { return c == ':' || c == '\n'; });
  std::ranges::transform(digest, digest.begin(), [](unsigned char c) { return std::tolower(c); });
  auto order = order_in(bench.folder);
  order.certificate_sha256 = digest;
  spill(bench.folder / "order.json", documents::write_order(order));
  bench.renewing.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  CHECK(bench.make(bench.renewing).orders.size() == 1);
  bench.renewing.now += std::chrono::days(11);
  CHECK(bench.refusal() == "CSR-RENEWAL-EXPIRED");
}

TEST_CASE("a revoked certificate is not renewed; a new request takes its place") {
  Renewing bench;
  install(bench.folder, "2028-01-01", OrderState::revoked);
  CHECK(bench.refusal() == "CSR-RENEWAL-REVOKED");
  CHECK(bench.make(bench.plain).orders.at(0).folder == bench.folder / "renewal");
}

TEST_CASE("a renewal of a renewal goes beside both, and the running one is what counts") {
  Renewing bench;
  install(bench.folder, "2026-12-31");
  static_cast<void>(bench.make(bench.renewing));
  install(bench.folder / "renewal", "2029-12-31");
  install(bench.folder, "2020-12-31", OrderState::superseded);
  const auto outcome = bench.make(bench.renewing);
  REQUIRE(outcome.orders.size() == 1);
  CHECK(outcome.orders[0].folder == bench.folder / "renewal-2");
  CHECK(order_in(bench.folder / "renewal-2").renews == "abrenewal");
  CHECK(bench.make(bench.plain).orders.at(0).folder == bench.folder);
  bench.renewing.now = *parse_instant("2030-01-01T00:00:00Z");
  CHECK(bench.refusal() == "CSR-RENEWAL-EXPIRED");
}

TEST_CASE("a renewal that was not withdrawn in time becomes a new request with the same key") {
  Renewing bench;
  install(bench.folder, "2026-12-31");
  static_cast<void>(bench.make(bench.renewing));
  const auto key = slurp(bench.folder / "renewal" / "key.pem");
  bench.plain.now = *parse_instant("2027-01-01T00:00:00Z");
  const auto outcome = bench.make(bench.plain);
  REQUIRE(outcome.orders.size() == 1);
  CHECK(outcome.orders[0].act == Act::made);
  CHECK(order_in(bench.folder / "renewal").renews.empty());
  CHECK(slurp(bench.folder / "renewal" / "key.pem") == key);
  CHECK(bench.make(bench.plain).orders.at(0).act == Act::unchanged);
}

TEST_CASE("what is renewed without a known certificate is told; the dossier's day counts too") {
  Renewing bench;
  const auto outcome = bench.make(bench.renewing);
  REQUIRE(outcome.findings.size() == 1);
  CHECK(outcome.findings[0].rule == "CSR-NO-CERTIFICATE");
  bench.dossier.establishments[0].certificates[1].ends_on = parse_date("2026-11-22");
  CHECK(bench.refusal() == "CSR-RENEWAL-EXPIRED");
}
