#include "dmp/x509/key_fitness.hpp"

#include "helpers.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

Status judge(const std::string& command) {
  TemporaryFolder folder;
  shell(folder.path(), command);
  const auto key = x509::PrivateKey::read(as_bytes(slurp(folder / "k")), "own.pem");
  REQUIRE(key);
  return x509::check_key_for_request(*key, "own.pem");
}

std::string rsa(int bits, const std::string& more = {}) {
  return "openssl genpkey -algorithm RSA -out k -pkeyopt rsa_keygen_bits:" + std::to_string(bits) +
         more;
}

}  // namespace

TEST_CASE("keys that a certificate can be ordered with") {
  const std::string faithful[] = {
      rsa(2048),
      rsa(3072),
      rsa(4096),
      rsa(2048, " -pkeyopt rsa_keygen_pubexp:65539"),
      rsa(2048, " -pkeyopt rsa_keygen_pubexp:100000000000000003"),
      "openssl ecparam -genkey -noout -name prime256v1 -out k",
      "certtool --generate-privkey --bits 2048 --outfile k",
      "certtool --generate-privkey --key-type ecdsa --curve secp256r1 --outfile k"};
  for (const auto& command : faithful) {
    INFO(command);
    CHECK(judge(command));
  }
}

TEST_CASE("keys that no certificate can be ordered with, each with its reason") {
  struct Case {
    std::string command;
    std::string reason;
    std::string told;  ///< What the English text names.
  };
  const std::string curve = "openssl ecparam -genkey -noout -out k -name ";
  const std::string weak = DMP_SOURCE_DIR "/tests/support/weak-keys.py ";
  const Case cases[] = {
      {rsa(1024), "key.unfit.short", "1024 bits"},
      {rsa(2047), "key.unfit.short", "2047 bits"},
      {rsa(2056), "key.unfit.size", "2056 bits"},
      {rsa(2048, " -pkeyopt rsa_keygen_pubexp:3"), "key.unfit.small-exponent", "exponent 3 "},
      {rsa(2048, " -pkeyopt rsa_keygen_pubexp:65535"), "key.unfit.small-exponent",
       "exponent 65535 "},
      {"openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out k", "key.unfit.pss",
       "RSA-PSS"},
      {"openssl dsaparam -genkey -noout -out k 1024", "key.unfit.kind", "dsa:1024"},
      {"openssl genpkey -algorithm ed25519 -out k", "key.unfit.kind", "ed25519"},
      {"openssl genpkey -algorithm x25519 -out k", "key.unfit.kind", "x25519"},
      {curve + "secp384r1", "key.unfit.curve", "secp384r1"},
      {curve + "secp256k1", "key.unfit.curve", "secp256k1"},
      {curve + "brainpoolP256r1", "key.unfit.curve", "brainpoolP256r1"},
      {curve + "prime256v1 -param_enc explicit", "key.unfit.explicit",
       "describes its curve by parameters"},
      {curve + "prime256v1 && openssl ec -in k -conv_form compressed -out c && mv c k",
       "key.unfit.compressed", "compressed"},
      {weak + "close > k", "key.fault.close-primes", "too close"},
      {weak + "lopsided > k", "key.fault.close-primes", "too close"},
      {weak + "roca > k", "key.unfit.roca", "ROCA"},
      {weak + "composite > k", "key.fault.pair", "prime"},
      // The first numbers of this seed have a product of 2047 bits.
      {"DMP_WEAK_KEYS_SEED=16 " + weak + "composite > k", "key.fault.pair", "prime"}};
  for (const auto& each : cases) {
    INFO(each.command);
    const auto verdict = judge(each.command);
    REQUIRE_FALSE(verdict);
    const auto& error = verdict.error();
    CHECK(error.id == "KEY-UNFIT");
    CHECK(error.kind == ErrorKind::input);
    CHECK(value_of(error.args, "file") == "own.pem");
    CHECK(value_of(error.args, "reason") == each.reason);
    const auto told = in_english().text(error.id, error.args);
    CHECK(told.find(each.told) != std::string::npos);
    CHECK(told.find('{') == std::string::npos);
    CHECK(in_french().text(error.id, error.args).find('{') == std::string::npos);
  }
}
