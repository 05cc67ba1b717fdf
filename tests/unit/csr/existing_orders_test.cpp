#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "dmp/base/listed.hpp"
#include "dmp/csr/report.hpp"
#include "setup.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;
using csr::Act;
using model::Usage;

TEST_CASE("a clear key is not passed off as encrypted") {
  const Bench bench;
  static_cast<void>(bench.make());
  const auto passphrase = secret("cheval agrafe rouge");
  auto request = bench.request();
  request.passphrase = &passphrase;
  const auto outcome = bench.make(request);
  REQUIRE(outcome.failures.size() == 2);
  CHECK(outcome.failures[0].error.id == "CSR-KEY-EXISTS");
  CHECK(value_of(outcome.failures[0].error, "reason") == "csr.reason.clear-key");
}

TEST_CASE("the second run changes nothing and says so") {
  const Bench bench;
  const auto first = bench.make();
  const auto before = picture_of(bench.workspace());
  auto request = bench.request();
  request.now += std::chrono::hours(48);
  const auto second = bench.make(request);
  REQUIRE(second.orders.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(second.orders[i].act == Act::unchanged);
    CHECK(second.orders[i].order.public_key_sha256 == first.orders[i].order.public_key_sha256);
  }
  CHECK((picture_of(bench.workspace()) == before));
}

TEST_CASE("a request for other names than the order's is never taken for it") {
  Bench bench;
  static_cast<void>(bench.make());
  const auto before = picture_of(bench.workspace());
  bench.dossier.establishments[0].name = "HÔPITAL DE FLEYRIAT";
  const auto outcome = bench.make();
  REQUIRE(outcome.failures.size() == 2);
  const auto& error = outcome.failures[0].error;
  CHECK(error.id == "CSR-KEY-EXISTS");
  CHECK(error.kind == ErrorKind::input);
  CHECK(value_of(error, "path") == (bench.order("AUTH_CLI") / "request.csr").string());
  const auto message = in_french().text(error.id, error.args);
  CHECK(message.find("O est « CENTRE HOSPITALIER DE BOURG-EN-BRESSE FL » au lieu de « HÔPITAL DE "
                     "FLEYRIAT »") != std::string::npos);
  CHECK(in_english().remedy(error.id, error.args).find("--renew") != std::string::npos);
  CHECK((picture_of(bench.workspace()) == before));
}

TEST_CASE("whatever does not agree in an order's folder is refused, and left as it is") {
  const Bench bench;
  static_cast<void>(bench.make());
  const auto folder = bench.order("SIGN");
  std::string reason;
  SECTION("the key of another") {
    std::filesystem::copy_file(bench.order("AUTH_CLI") / "key.pem", folder / "key.pem",
                               std::filesystem::copy_options::overwrite_existing);
    reason = "csr.reason.key";
  }
  SECTION("no request") {
    std::filesystem::remove(folder / "request.csr");
    reason = "csr.reason.missing";
  }
  SECTION("no key") {
    std::filesystem::remove(folder / "key.pem");
    reason = "csr.reason.missing";
  }
  SECTION("a key and nothing else") {
    for (const auto* name : {"request.csr", "order.json", "order-sheet.txt"}) {
      std::filesystem::remove(folder / name);
    }
    reason = "csr.reason.missing";
  }
  SECTION("a key that is none") {
    spill(folder / "key.pem", "not a key\n");
    reason = "csr.reason.unreadable";
  }
  SECTION("an empty request") {
    spill(folder / "request.csr", "");
    reason = "csr.reason.unreadable";
  }
  SECTION("an order of the test environment") {
    auto order = order_in(folder);
    order.environment = model::Environment::test;
    spill(folder / "order.json", documents::write_order(order));
    reason = "csr.reason.order";
  }
  SECTION("a request with attributes, made elsewhere from the same key") {
    output_of("openssl req -new -utf8 -key " + quoted(folder / "key.pem") + " -out " +
              quoted(folder / "request.csr") +
              " -subj '/C=FR/ST=Ain (01)/O=CENTRE HOSPITALIER DE BOURG-EN-BRESSE FL/OU=1010000024"
              "/CN=DMP SIGNATURE' -addext subjectAltName=DNS:example.fr");
    reason = "csr.reason.attributes";
  }
  const auto before = picture_of(bench.workspace());
  const auto outcome = bench.make();
  CHECK(outcome.orders.size() == 1);
  REQUIRE(outcome.failures.size() == 1);
  CHECK(outcome.failures[0].error.id == "CSR-KEY-EXISTS");
  CHECK(value_of(outcome.failures[0].error, "reason") == reason);
  CHECK((picture_of(bench.workspace()) == before));
}

TEST_CASE("an order.json that cannot be understood is named, and nothing is repaired") {
  const Bench bench;
  static_cast<void>(bench.make());
  const auto path = bench.order("SIGN") / "order.json";
  const auto [content, id] =
      GENERATE(table<std::string, std::string>({{"{\"version\": 1", "ORDER-DAMAGED"},
                                                {"", "ORDER-DAMAGED"},
                                                {"{\"version\": 2}", "ORDER-VERSION"}}));
  spill(path, content);
  const auto before = picture_of(bench.workspace());
  for (const bool renew : {false, true}) {
    CAPTURE(renew, content);
    auto request = bench.request();
    request.usages = {Usage::sign};
    request.renew = renew;
    const auto outcome = bench.make(request);
    CHECK(outcome.orders.empty());
    REQUIRE(outcome.failures.size() == 1);
    CHECK(outcome.failures[0].error.id == id);
    CHECK(outcome.failures[0].error.kind == ErrorKind::input);
    CHECK(value_of(outcome.failures[0].error, "path") == path.string());
    CHECK((picture_of(bench.workspace()) == before));
  }
}

TEST_CASE("every reason of a refusal is a text of the catalogue, complete in both languages") {
  for (const auto* reason : {"missing", "unreadable", "signature", "attributes", "subject", "key",
                             "recorded-key", "order", "clear-key", "algorithm", "other-key"}) {
    CAPTURE(reason);
    CHECK(catalogue().find("csr.reason." + std::string(reason)) != nullptr);
  }
}

TEST_CASE("renew makes a new pair beside the old one, once") {
  const Bench bench;
  static_cast<void>(bench.make());
  const auto before = picture_of(bench.workspace());
  auto request = bench.request();
  request.renew = true;
  const auto renewed = bench.make(request);
  CHECK(renewed.failures.empty());
  REQUIRE(renewed.orders.size() == 2);
  const auto after = picture_of(bench.workspace());
  for (const auto& [path, content] : before) {
    if (!path.ends_with("journal.jsonl")) {
      CAPTURE(path);
      CHECK((after.at(path) == content));
    }
  }
  const auto renewal = bench.order("SIGN") / "renewal";
  CHECK(renewed.orders[1].folder == renewal);
  CHECK(subject_fields(renewal / "request.csr") ==
        subject_fields(bench.order("SIGN") / "request.csr"));
  CHECK(slurp(renewal / "key.pem") != slurp(bench.order("SIGN") / "key.pem"));
  CHECK(bench.make(request).orders.at(1).act == Act::unchanged);
  CHECK((picture_of(bench.workspace()) == after));
}

TEST_CASE("renew without an order to renew is refused, so that it too may be run twice") {
  const Bench bench;
  auto request = bench.request();
  request.renew = true;
  const auto outcome = bench.make(request);
  CHECK(outcome.orders.empty());
  REQUIRE(outcome.failures.size() == 2);
  CHECK(outcome.failures[0].error.id == "CSR-NOTHING-TO-RENEW");
}

TEST_CASE("what a killed run left is completed from its own key and request") {
  const auto encrypted = GENERATE(false, true);
  const Bench bench;
  const auto passphrase = secret("cheval agrafe rouge");
  auto request = bench.request();
  request.usages = {Usage::sign};
  request.passphrase = encrypted ? &passphrase : nullptr;
  static_cast<void>(bench.make(request));
  const auto folder = bench.order("SIGN");
  const auto key = slurp(folder / "key.pem");
  const auto csr = slurp(folder / "request.csr");
  const auto order = slurp(folder / "order.json");
  const auto sheet = slurp(folder / "order-sheet.txt");
  std::filesystem::remove(folder / "order.json");
  std::filesystem::remove(folder / "order-sheet.txt");
  const auto pdf = slurp(folder / "order-sheet.pdf");
  std::filesystem::remove(folder / "order-sheet.pdf");

  request.passphrase = nullptr;
  auto dry = request;
  dry.dry_run = true;
  CHECK(bench.make(dry).orders.at(0).act == Act::planned);
  const auto outcome = bench.make(request);
  CHECK(outcome.failures.empty());
  CHECK(outcome.orders.at(0).act == Act::made);
  CHECK(slurp(folder / "key.pem") == key);
  CHECK(slurp(folder / "request.csr") == csr);
  CHECK(slurp(folder / "order.json") == order);
  CHECK(slurp(folder / "order-sheet.txt") == sheet);
  CHECK((slurp(folder / "order-sheet.pdf") == pdf));
  CHECK(bench.make(request).orders.at(0).act == Act::unchanged);
}

TEST_CASE("a request whose key was never written gives way to a new pair") {
  const Bench bench;
  auto request = bench.request();
  request.usages = {Usage::sign};
  static_cast<void>(bench.make(request));
  const auto folder = bench.order("SIGN");
  const auto csr = slurp(folder / "request.csr");
  for (const auto* name : {"key.pem", "order.json", "order-sheet.txt"}) {
    std::filesystem::remove(folder / name);
  }
  const auto outcome = bench.make(request);
  CHECK(outcome.failures.empty());
  CHECK(outcome.orders.at(0).act == Act::made);
  CHECK(slurp(folder / "request.csr") != csr);
  CHECK(bench.make(request).orders.at(0).act == Act::unchanged);
}

TEST_CASE("a run killed at any moment leaves nothing that the next one cannot take up") {
  for (int milliseconds = 20; milliseconds < 700; milliseconds += 110) {
    CAPTURE(milliseconds);
    const Bench bench;
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      const auto made = csr::make_orders(bench.request());
      ::_exit(made && made->failures.empty() ? 0 : 1);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    const auto outcome = bench.make();
    CHECK(outcome.failures.empty());
    CHECK(outcome.orders.size() == 2);
    for (const auto* usage : {"AUTH_CLI", "SIGN"}) {
      const auto folder = bench.order(usage);
      CHECK(output_of("openssl req -noout -pubkey -in " + quoted(folder / "request.csr")) ==
            output_of("openssl pkey -pubout -in " + quoted(folder / "key.pem")));
      CHECK(std::distance(std::filesystem::directory_iterator(folder), {}) == 5);
    }
  }
}

TEST_CASE("a certificate on the legal entity is ordered once for all its sites") {
  Bench bench;
  auto& sites = bench.dossier.establishments;
  sites.push_back(fleyriat());
  sites[1].id = "second";
  sites[1].finess_geographic = finess("970300026");
  sites[1].department = "973";
  for (auto& site : sites) {
    site.certificates = {{Usage::sign, model::FinessKind::juridical}};
  }
  auto dry = bench.request();
  dry.dry_run = true;
  for (const auto& request : {dry, bench.request()}) {
    const auto outcome = bench.make(request);
    CHECK(outcome.failures.empty());
    REQUIRE(outcome.orders.size() == 1);
    CHECK(outcome.orders[0].act == (request.dry_run ? Act::planned : Act::made));
    CHECK(outcome.orders[0].folder == bench.order("SIGN", "010780054"));
    CHECK(listed(outcome.orders[0].sites) == "fleyriat, second");
  }
  // The sheet names them all, and so does the outcome of one of them alone.
  const auto sheet = slurp(bench.order("SIGN", "010780054") / "order-sheet.txt");
  CHECK(sheet.find("(010000024)") != std::string::npos);
  CHECK(sheet.find("(970300026)") != std::string::npos);
  auto one = bench.request();
  one.sites = {&sites[1]};
  const auto again = bench.make(one);
  REQUIRE(again.orders.size() == 1);
  CHECK(again.orders[0].act == Act::unchanged);
  CHECK(listed(again.orders[0].sites) == "fleyriat, second");
  const auto text = csr::to_text(again, Wording(catalogue(), Language::english));
  CHECK(text.starts_with("fleyriat, second  SIGN  already exists"));
}

TEST_CASE("a file that still has its temporary name, too, does not stop the next run") {
  const Bench bench;
  static_cast<void>(bench.make());
  // What a kill leaves between link and unlink, on file systems whose renames take no flags.
  for (const auto& path : {bench.workspace() / "workspace-version", bench.order("SIGN") / "key.pem",
                           bench.order("SIGN") / "order.json"}) {
    std::filesystem::create_hard_link(
        path,
        path.parent_path() / (".dmpcert-" + std::string(6, path.filename().string()[0]) + ".tmp"));
  }
  const auto again = bench.make();
  CHECK(again.failures.empty());
  CHECK(std::filesystem::hard_link_count(bench.workspace() / "workspace-version") == 1);
  CHECK(std::filesystem::hard_link_count(bench.order("SIGN") / "key.pem") == 1);
}

TEST_CASE("a run clears away what killed runs left in orders that it does not reach") {
  const Bench bench;
  static_cast<void>(bench.make());
  auto renewal = bench.request();
  renewal.renew = true;
  static_cast<void>(bench.make(renewal));
  const std::vector<std::filesystem::path> folders{bench.workspace(), bench.order("SIGN"),
                                                   bench.order("SIGN") / "renewal"};
  for (const auto& folder : folders) {
    spill(folder / ".dmpcert-abcdef.tmp", "half an order");
  }
  const auto theirs = bench.workspace() / "notes" / "a" / "b" / "c" / ".dmpcert-abcdef.tmp";
  std::filesystem::create_directories(theirs.parent_path());
  spill(theirs, "of somebody else");
  auto request = bench.request();
  SECTION("of another usage") { request.usages = {Usage::auth_cli}; }
  SECTION("a run that is stopped at once") {
    request.stop = [] { return true; };
  }
  static_cast<void>(bench.make(request));
  for (const auto& folder : folders) {
    CHECK_FALSE(std::filesystem::exists(folder / ".dmpcert-abcdef.tmp"));
  }
  CHECK(std::filesystem::exists(theirs));
}
