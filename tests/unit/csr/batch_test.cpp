#include <atomic>
#include <set>
#include <thread>

#include "setup.hpp"

using namespace dmp;
using namespace dmp::test;
using csr::Act;
using model::Usage;

TEST_CASE("a batch makes each order once, in the dossier's order, whatever thread made it") {
  Bench bench;
  bench.add_sites(40);
  auto request = bench.quick();
  request.jobs = 8;
  std::vector<csr::Progress> told;
  request.progress = [&told](const csr::Progress& progress) { told.push_back(progress); };
  const auto outcome = bench.make(request);
  CHECK(outcome.failures.empty());
  CHECK_FALSE(outcome.interrupted);
  REQUIRE(outcome.orders.size() == 82);
  std::set<std::string> keys;
  for (std::size_t i = 0; i < outcome.orders.size(); ++i) {
    const auto& one = outcome.orders[i];
    CHECK(one.act == Act::made);
    CHECK(one.order.site == bench.dossier.establishments[i / 2].id);
    CHECK(one.order.usage == (i % 2 == 0 ? Usage::auth_cli : Usage::sign));
    keys.insert(one.order.public_key_sha256);
  }
  CHECK(keys.size() == 82);
  REQUIRE(told.size() == 82);
  for (std::size_t i = 0; i < told.size(); ++i) {
    CHECK(told[i].done == i + 1);
    CHECK(told[i].total == 82);
    CHECK(told[i].made == i + 1);
  }
  const auto journal = slurp(bench.workspace() / "journal.jsonl");
  CHECK(std::ranges::count(journal, '\n') == 82);
  for (const auto& key : keys) {
    CHECK(journal.find("\"public_key_sha256\":\"" + key + "\"") != std::string::npos);
  }
}

TEST_CASE("no more keys are made at a time than there are jobs") {
  Bench bench;
  bench.add_sites(20);
  auto request = bench.quick();
  request.jobs = 3;
  std::atomic<int> now = 0;
  std::atomic<int> most = 0;
  request.generate = [&](const x509::KeySpec&, const StopRequested& stop) {
    const int mine = ++now;
    for (int seen = most; mine > seen && !most.compare_exchange_weak(seen, mine);) {
    }
    // The first ones wait for their fellows, however slow the machine is.
    for (int tries = 0; most < 3 && tries < 2000; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    auto key = x509::openssl_generator()({x509::KeySpec::Kind::ec, 256}, stop);
    --now;
    return key;
  };
  CHECK(bench.make(request).failures.empty());
  CHECK(most == 3);
}

TEST_CASE("a generator that fails spoils its own order only, and leaves nothing of it") {
  Bench bench;
  bench.add_sites(10);
  auto request = bench.quick();
  std::atomic<int> count = 0;
  request.generate = [&count](const x509::KeySpec& spec, const StopRequested& stop) {
    if (++count % 5 == 0) {
      return Result<x509::PrivateKey>(fail(ErrorKind::internal, "KEY-GENERATION"));
    }
    static_cast<void>(spec);
    return x509::openssl_generator()({x509::KeySpec::Kind::ec, 256}, stop);
  };
  const auto outcome = bench.make(request);
  CHECK(outcome.failures.size() == 4);
  CHECK(outcome.orders.size() == 18);
  for (const auto& failure : outcome.failures) {
    const auto* site = bench.dossier.find_establishment(failure.site);
    REQUIRE(site != nullptr);
    CHECK_FALSE(std::filesystem::exists(
        bench.order(std::string(to_string(failure.usage)), site->finess_geographic->text()) /
        "key.pem"));
  }
  CHECK(bench.make(bench.quick()).orders.size() == 22);
}

TEST_CASE("a key that is being made when the stop comes is given up, not reported as a failure") {
  const Bench bench;
  auto request = bench.request();
  request.usages = {Usage::sign};
  std::atomic<bool> stopped = false;
  request.stop = [&stopped] { return stopped.load(); };
  request.generate = [&stopped](const x509::KeySpec&, const StopRequested& stop) {
    stopped = true;
    return stop() ? Result<x509::PrivateKey>(
                        fail(ErrorKind::environment, Reason::interrupted, "KEY-INTERRUPTED"))
                  : Result<x509::PrivateKey>(fail(ErrorKind::internal, "KEY-GENERATION"));
  };
  const auto outcome = bench.make(request);
  CHECK(outcome.interrupted);
  CHECK(outcome.orders.empty());
  CHECK(outcome.failures.empty());
  CHECK_FALSE(std::filesystem::exists(bench.order("SIGN") / "key.pem"));
}

TEST_CASE("what fails while the stop comes is reported all the same") {
  const Bench bench;
  auto request = bench.request();
  request.usages = {Usage::sign};
  std::atomic<bool> stopped = false;
  request.stop = [&stopped] { return stopped.load(); };
  request.generate = [&stopped](const x509::KeySpec&, const StopRequested&) {
    stopped = true;
    return Result<x509::PrivateKey>(fail(ErrorKind::internal, "KEY-GENERATION"));
  };
  const auto outcome = bench.make(request);
  REQUIRE(outcome.failures.size() == 1);
  CHECK(outcome.failures[0].error.id == "KEY-GENERATION");
}

TEST_CASE("forced sites have the reason in the journal, the others do not") {
  Bench bench;
  bench.add_sites(1);
  auto request = bench.quick();
  request.usages = {Usage::sign};
  request.forced = {{"site-0"}, "contract signed by \"phone\""};
  CHECK(bench.make(request).orders.size() == 2);
  std::istringstream lines(slurp(bench.workspace() / "journal.jsonl"));
  int forced = 0;
  for (std::string line; std::getline(lines, line);) {
    const bool is_forced = line.find("\"site\":\"site-0\"") != std::string::npos;
    CHECK((line.find(R"("note":"contract signed by \"phone\"")") != std::string::npos) ==
          is_forced);
    forced += is_forced ? 1 : 0;
  }
  CHECK(forced == 1);
}

TEST_CASE("a workspace of a newer program is left alone") {
  const Bench bench;
  static_cast<void>(bench.make(bench.quick()));
  CHECK(slurp(bench.workspace() / "workspace-version") == "1\n");
  const auto [content, id] = GENERATE(table<std::string, std::string>(
      {{"2\n", "WORKSPACE-VERSION"}, {"one\n", "WORKSPACE-DAMAGED"}, {"", "WORKSPACE-DAMAGED"}}));
  spill(bench.workspace() / "workspace-version", content);
  const auto before = picture_of(bench.workspace());
  for (const bool dry : {false, true}) {
    auto request = bench.quick();
    request.dry_run = dry;
    const auto outcome = csr::make_orders(request);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().id == id);
    CHECK(outcome.error().kind == ErrorKind::input);
  }
  CHECK((picture_of(bench.workspace()) == before));
}
