#include "dmp/x509/secure_memory.hpp"
#include "setup.hpp"

using namespace dmp;
using namespace dmp::test;
using model::Usage;

namespace {

/// A request for one order with a key that openssl made.
struct OwnKey : Bench {
  std::filesystem::path path = folder / "own.pem";
  csr::Request wanted = request();

  explicit OwnKey(const std::string& command = "openssl genrsa 2048") {
    output_of("umask 077; " + command + " 2>/dev/null > " + quoted(path));
    wanted.usages = {Usage::sign};
    wanted.key_file = path;
  }
  [[nodiscard]] std::string refusal() const {
    const auto outcome = csr::make_orders(wanted);
    CHECK_FALSE(std::filesystem::exists(order("SIGN") / "key.pem"));
    return outcome ? (outcome->failures.empty() ? "" : outcome->failures[0].error.id)
                   : outcome.error().id;
  }
  [[nodiscard]] std::string public_key(const std::string& option = {}) const {
    return output_of("openssl pkey -pubout " + option + " -in " + quoted(path));
  }
};

}  // namespace

TEST_CASE("an existing key signs the request and is copied, closed to others") {
  const OwnKey bench;
  for (const auto mode : {0644U, 0640U}) {
    std::filesystem::permissions(bench.path, std::filesystem::perms(mode));
    CHECK(bench.refusal() == "SECRET-FILE-PERMISSIONS");
  }
  std::filesystem::permissions(bench.path, std::filesystem::perms(0600));
  const auto outcome = bench.make(bench.wanted);
  REQUIRE(outcome.orders.size() == 1);
  const auto csr = quoted(bench.order("SIGN") / "request.csr");
  CHECK(output_of("openssl req -verify -noout -in " + csr).find("OK") != std::string::npos);
  CHECK(output_of("openssl req -noout -pubkey -in " + csr) == bench.public_key());
  const auto key = bench.order("SIGN") / "key.pem";
  CHECK(output_of("openssl pkey -pubout -in " + quoted(key)) == bench.public_key());
  CHECK(std::filesystem::status(key).permissions() == std::filesystem::perms(0600));
  CHECK(bench.make(bench.wanted).orders.at(0).act == csr::Act::unchanged);
}

TEST_CASE("an encrypted key opens with the passphrase, and its copy is as ours are") {
  OwnKey bench("openssl genpkey -algorithm RSA -aes128 -pass 'pass:cheval agrafe rouge'");
  CHECK(bench.refusal() == "PASSPHRASE-NEEDED");
  const auto wrong = secret("cheval agrafe vert");
  bench.wanted.passphrase = &wrong;
  CHECK(bench.refusal() == "PASSPHRASE-WRONG");
  const auto right = secret("cheval agrafe rouge");
  bench.wanted.passphrase = &right;
  CHECK(bench.make(bench.wanted).orders.size() == 1);
  const auto key = quoted(bench.order("SIGN") / "key.pem");
  const auto parsed = output_of("openssl asn1parse -in " + key);
  CHECK(parsed.find("aes-256-cbc") != std::string::npos);
  CHECK(parsed.find(":0927C0") != std::string::npos);  // 600,000 iterations
  CHECK(output_of("openssl pkey -passin 'pass:cheval agrafe rouge' -pubout -in " + key) ==
        bench.public_key("-passin 'pass:cheval agrafe rouge'"));
}

TEST_CASE("a file that is no fit key is told apart, and nothing is made") {
  const auto [command, id] = GENERATE(table<std::string, std::string>(
      {{"openssl genrsa 1024", "KEY-UNFIT"},
       {"openssl genpkey -algorithm ed25519", "KEY-UNFIT"},
       {"openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_pubexp:3", "KEY-UNFIT"},
       {"openssl ecparam -genkey -noout -name secp384r1", "KEY-UNFIT"},
       {"openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -subj /CN=x",
        "KEY-IS-CERTIFICATE"},
       {"openssl req -newkey rsa:2048 -nodes -keyout /dev/null -subj /CN=x", "KEY-IS-REQUEST"},
       {"openssl genrsa 2048 | openssl pkey -pubout", "KEY-UNREADABLE"},
       {"echo nonsense", "KEY-UNREADABLE"},
       {"true", "KEY-UNREADABLE"}}));
  CAPTURE(command);
  const OwnKey bench(command);
  CHECK(bench.refusal() == id);
}

TEST_CASE("a key file is for one order, and never for a second one") {
  OwnKey bench;
  auto both = bench.wanted;
  both.usages.clear();
  const auto refused = csr::make_orders(both);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().id == "CSR-KEY-FILE-ONE");
  CHECK(bench.make(bench.wanted).failures.empty());
  auto other = bench.wanted;
  other.usages = {Usage::auth_cli};
  const auto used = csr::make_orders(other);
  REQUIRE_FALSE(used);
  CHECK(used.error().id == "CSR-KEY-USED");
  CHECK(value_of(used.error(), "folder") == bench.order("SIGN").string());
}

TEST_CASE("an order that has another key, or another kind of key, is not taken for it") {
  OwnKey bench;
  auto plain = bench.wanted;
  plain.key_file.reset();
  CHECK(bench.make(plain).failures.empty());
  const auto other_key = bench.make(bench.wanted);
  REQUIRE(other_key.failures.size() == 1);
  CHECK(value_of(other_key.failures[0].error, "reason") == "csr.reason.other-key");
  plain.key = x509::KeySpec{x509::KeySpec::Kind::rsa, 3072};
  const auto other_kind = bench.make(plain);
  REQUIRE(other_kind.failures.size() == 1);
  CHECK(value_of(other_kind.failures[0].error, "reason") == "csr.reason.algorithm");
  CHECK(value_of(other_kind.failures[0].error, "found") == "rsa:2048");
}

TEST_CASE("larger keys and P-256 are made on demand, with a warning") {
  const auto [word, shown] = GENERATE(table<std::string, std::string>(
      {{"rsa:3072", "(3072 bit)"}, {"ec:p256", "NIST CURVE: P-256"}}));
  const Bench bench;
  auto request = bench.request();
  request.usages = {Usage::sign};
  request.key = x509::parse_key_spec(word);
  const auto outcome = bench.make(request);
  REQUIRE(outcome.orders.size() == 1);
  CHECK(outcome.orders[0].order.key_algorithm == word);
  REQUIRE(outcome.findings.size() == 1);
  CHECK(outcome.findings[0].rule == "CSR-KEY-UNUSUAL");
  const auto csr = quoted(bench.order("SIGN") / "request.csr");
  CHECK(output_of("openssl req -noout -text -in " + csr).find(shown) != std::string::npos);
  CHECK(output_of("openssl req -verify -noout -in " + csr).find("OK") != std::string::npos);
}

TEST_CASE("a program that only calls the library has its keys in locked memory") {
  // This one never calls use_secure_memory.
  const auto key = x509::default_generator()({}, {});
  REQUIRE(key);
  CHECK(x509::secure_memory_used() >= 2048 / 8 + 5 * 2048 / 16);
}

TEST_CASE("without a passphrase no key is generated, unless it may be unencrypted") {
  const Bench bench;
  auto request = bench.quick();
  request.plain_key = false;
  const auto refused = bench.make(request);
  CHECK(refused.orders.empty());
  REQUIRE(refused.failures.size() == 2);
  for (const auto& failure : refused.failures) {
    CHECK(failure.error.id == "CSR-KEY-PLAIN");
    CHECK(failure.error.kind == ErrorKind::usage);
  }
  CHECK_FALSE(std::filesystem::exists(bench.order("SIGN") / "key.pem"));
  const auto passphrase = secret("quatre mots bien secrets");
  request.passphrase = &passphrase;
  CHECK(bench.make(request).orders.size() == 2);
  // What is there needs none.
  request.passphrase = nullptr;
  CHECK(bench.make(request).orders.at(0).act == csr::Act::unchanged);
}
