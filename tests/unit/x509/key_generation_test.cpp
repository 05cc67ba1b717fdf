#include "dmp/x509/key_generation.hpp"

#include <set>
#include <thread>

#include "dmp/x509/detail/generation.hpp"
#include "helpers.hpp"

using namespace dmp;
using namespace dmp::test;
using x509::KeySpec;

namespace {

struct Named {
  std::string name;
  x509::KeyGenerator generate;
};

/// Every generator of this build.
std::vector<Named> generators() {
  return {{"OpenSSL", x509::openssl_generator()},
          {std::string(x509::generator_name()), x509::default_generator()}};
}

x509::PrivateKey make(const Named& generator, std::string_view word) {
  INFO(generator.name << " " << word);
  const auto spec = x509::parse_key_spec(word);
  REQUIRE(spec);
  auto key = generator.generate(*spec, {});
  REQUIRE(key);
  return std::move(*key);
}

void spill_key(const x509::PrivateKey& key, const std::filesystem::path& path) {
  const auto pem = key.pem();
  REQUIRE(pem);
  spill(path, std::string(as_text(pem->view())));
}

x509::PrivateKey made_by(const std::string& command) {
  TemporaryFolder folder;
  shell(folder.path(), command);
  auto key = x509::PrivateKey::read(as_bytes(slurp(folder / "k")), "k");
  REQUIRE(key);
  return std::move(*key);
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("RSA keys of every generator are whole for openssl, certtool and our reader") {
  TemporaryFolder folder;
  for (const auto& generator : generators()) {
    for (const int bits : {2048, 3072, 4096}) {
      const auto word = "rsa:" + std::to_string(bits);
      INFO(generator.name << " " << word);
      const auto key = make(generator, word);
      CHECK(key.word() == word);
      CHECK(key.algorithm() == "RSA");
      CHECK(key.bits() == bits);
      spill_key(key, folder / "k.pem");
      const auto openssl = shell(folder.path(), "openssl pkey -in k.pem -noout -text -check");
      CHECK(contains(openssl, "Key is valid"));
      CHECK(contains(openssl, std::to_string(bits) + " bit, 2 primes"));
      CHECK(contains(openssl, "publicExponent: 65537 "));
      const auto gnutls = shell(folder.path(), "certtool --key-info --infile k.pem");
      CHECK(contains(gnutls, "Public Key Algorithm: RSA"));
      CHECK(contains(gnutls, "(" + std::to_string(bits) + " bits)"));
      CHECK(contains(gnutls, "sha256:" + key.public_key_sha256()));
      const auto again = x509::PrivateKey::read(as_bytes(slurp(folder / "k.pem")), "k.pem");
      REQUIRE(again);
      CHECK(again->public_key_sha256() == key.public_key_sha256());
      CHECK(x509::spec_of(*again) == x509::parse_key_spec(word));
    }
  }
}

TEST_CASE("EC keys name their curve and write the point uncompressed") {
  TemporaryFolder folder;
  for (const auto& generator : generators()) {
    INFO(generator.name);
    const auto key = make(generator, "ec:p256");
    CHECK(key.word() == "ec:p256");
    CHECK(key.algorithm() == "EC");
    CHECK(key.bits() == 256);
    spill_key(key, folder / "k.pem");
    CHECK(contains(shell(folder.path(), "openssl pkey -in k.pem -noout -check"), "Key is valid"));
    const auto shown =
        shell(folder.path(), "openssl pkey -in k.pem -pubout | openssl asn1parse -dump");
    CHECK(contains(shown, "OBJECT            :prime256v1"));
    CHECK(contains(shown, "l=  66 prim: BIT STRING"));  // Unused bits, form, two coordinates.
    CHECK(contains(shown, "0000 - 00 04"));
    const auto gnutls = shell(folder.path(), "certtool --key-info --infile k.pem");
    CHECK(contains(gnutls, "SECP256R1"));
    CHECK(contains(gnutls, "sha256:" + key.public_key_sha256()));
  }
}

TEST_CASE("keytool takes the keys of every generator") {
  TemporaryFolder folder;
  spill(folder / "pass", "secret");
  for (const auto& generator : generators()) {
    for (const std::string word : {"rsa:2048", "ec:p256"}) {
      INFO(generator.name << " " << word);
      spill_key(make(generator, word), folder / "k.pem");
      const auto request = shell(
          folder.path(),
          "rm -f k.p12; openssl req -x509 -new -key k.pem -subj /CN=x -days 9 -out c.pem && "
          "openssl pkcs12 -export -inkey k.pem -in c.pem -name a -passout file:pass -out k.p12 && "
          "keytool -certreq -alias a -keystore k.p12 -storepass:file pass > r.csr && "
          "openssl req -in r.csr -noout -verify -text");
      CHECK(contains(request, "verify OK"));
      CHECK(contains(request, word == "ec:p256" ? "NIST CURVE: P-256" : "(2048 bit)"));
    }
  }
}

TEST_CASE("the words for kinds of keys") {
  for (const std::string word : {"rsa:2048", "rsa:3072", "rsa:4096", "ec:p256"}) {
    const auto spec = x509::parse_key_spec(word);
    REQUIRE(spec);
    CHECK(x509::to_string(*spec) == word);
  }
  CHECK(x509::to_string(KeySpec()) == "rsa:2048");
  CHECK(x509::parse_key_spec("ec:p256") == KeySpec{KeySpec::Kind::ec, 256});
  for (const std::string word : {"", "rsa", "rsa:", "rsa:1024", "rsa:2049", "rsa:02048", "RSA:2048",
                                 "rsa:2048 ", "ec", "ec:256", "ec:p384", "p256", "ed25519"}) {
    INFO(word);
    CHECK_FALSE(x509::parse_key_spec(word));
  }
}

TEST_CASE("keys that we would not make are named too") {
  const std::pair<std::string, std::string> cases[] = {
      {"openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out k", "rsa:1024"},
      {"openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out k", "rsa-pss:2048"},
      {"openssl dsaparam -genkey -noout -out k 1024", "dsa:1024"},
      {"openssl ecparam -genkey -noout -name secp384r1 -out k", "ec:p384"},
      {"openssl ecparam -genkey -noout -name secp521r1 -out k", "ec:p521"},
      {"openssl ecparam -genkey -noout -name secp256k1 -out k", "ec:secp256k1"},
      {"openssl ecparam -genkey -noout -name brainpoolP256r1 -out k", "ec:brainpoolP256r1"},
      {"openssl genpkey -algorithm ed25519 -out k", "ed25519"}};
  for (const auto& [command, word] : cases) {
    INFO(command);
    const auto key = made_by(command);
    CHECK(key.word() == word);
    CHECK_FALSE(x509::spec_of(key));
  }
}

TEST_CASE("kinds of keys that we do not make are refused") {
  for (const auto& generator : generators()) {
    for (const KeySpec spec :
         {KeySpec{KeySpec::Kind::rsa, -1}, KeySpec{KeySpec::Kind::rsa, 0},
          KeySpec{KeySpec::Kind::rsa, 1024}, KeySpec{KeySpec::Kind::rsa, 16384},
          KeySpec{KeySpec::Kind::ec, 2048}, KeySpec{KeySpec::Kind::ec, 384}}) {
      INFO(generator.name << " " << x509::to_string(spec));
      const auto key = generator.generate(spec, {});
      REQUIRE_FALSE(key);
      CHECK(key.error().id == "KEY-GENERATION");
      CHECK(value_of(key.error().args, "key") == x509::to_string(spec));
    }
  }
}

TEST_CASE("a stop ends the generation, and is asked no more") {
  // The second question comes during OpenSSL's work, and after GnuTLS's.
  for (const auto& generator : generators()) {
    for (const int at : {1, 2}) {
      INFO(generator.name << " " << at);
      int asked = 0;
      const auto key =
          generator.generate({KeySpec::Kind::rsa, 4096}, [&] { return ++asked == at; });
      REQUIRE_FALSE(key);
      CHECK(key.error().id == "KEY-INTERRUPTED");
      CHECK(key.error().kind == ErrorKind::environment);
      CHECK(asked == at);
    }
    CHECK(generator.generate({}, [] { return false; }));
  }
}

TEST_CASE("OpenSSL asks often whether to stop") {
  int asked = 0;
  const auto never = [&] {
    ++asked;
    return false;
  };
  REQUIRE(x509::openssl_generator()({KeySpec::Kind::rsa, 4096}, never));
  CHECK(asked > 100);
}

TEST_CASE("eight threads make different keys with every generator") {
  constexpr int kThreads = 8;
  constexpr int kEach = 2;
  for (const auto& generator : generators()) {
    INFO(generator.name);
    std::vector<std::set<std::string>> made(kThreads);
    std::vector<std::thread> threads;
    for (auto& mine : made) {
      threads.emplace_back([&mine, &generator] {
        for (int i = 0; i < kEach; ++i) {
          if (const auto key = generator.generate({}, {}); key) {
            mine.insert(key->public_key_sha256());
          }
        }
      });
    }
    std::set<std::string> all;
    for (int i = 0; i < kThreads; ++i) {
      threads[static_cast<std::size_t>(i)].join();
      all.merge(made[static_cast<std::size_t>(i)]);
    }
    CHECK(all.size() == kThreads * kEach);
  }
}

TEST_CASE("a key that its generator should not have made is told") {
  const auto fault = [](const std::string& command, std::string_view word) {
    return std::string(x509::detail::fault_of(made_by(command), *x509::parse_key_spec(word)));
  };
  const std::string rsa = "openssl genpkey -algorithm RSA -out k -pkeyopt rsa_keygen_bits:2048";
  const std::string weak = DMP_SOURCE_DIR "/tests/support/weak-keys.py ";
  CHECK(fault(rsa, "rsa:2048").empty());
  CHECK(fault("openssl ecparam -genkey -noout -name prime256v1 -out k", "ec:p256").empty());
  CHECK(fault(rsa, "rsa:3072") == "key.fault.kind");
  CHECK(fault(rsa, "ec:p256") == "key.fault.kind");
  CHECK(fault("openssl ecparam -genkey -noout -name secp256k1 -out k", "ec:p256") ==
        "key.fault.kind");
  CHECK(fault(rsa + " -pkeyopt rsa_keygen_pubexp:3", "rsa:2048") == "key.fault.exponent");
  CHECK(fault(rsa + " -pkeyopt rsa_keygen_pubexp:65539", "rsa:2048") == "key.fault.exponent");
  CHECK(fault(weak + "close > k", "rsa:2048") == "key.fault.close-primes");
  CHECK(fault(weak + "lopsided > k", "rsa:2048") == "key.fault.close-primes");
  // What is said of Fermat's test holds: the numbers fit, and only the signature shows it.
  CHECK(fault(weak + "composite > k", "rsa:2048") == "key.fault.pair");
}
