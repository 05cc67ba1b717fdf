#include "dmp/x509/certificate.hpp"

#include <filesystem>

#include "dmp/core/date.hpp"
#include "dmp/x509/chain.hpp"
#include "dmp/x509/container.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

std::filesystem::path real(const std::string& name) { return shared_data("igc-sante/" + name); }

x509::Certificate load(const std::filesystem::path& path) {
  const auto contents = x509::read_contents(as_bytes(slurp(path)), path.string());
  REQUIRE(contents);
  REQUIRE(contents->certificates.size() == 1);
  return contents->certificates.front();
}

struct Expected {
  const char* file;
  const char* usage;
  const char* structure;
  const char* environment;
  const char* ends_on;
  const char* sha256;
};

// From the README of the real certificates.
constexpr Expected kExpected[] = {
    {"prod-ca/ACR-EL.pem", "CA", "0002 187512751", "production", "2033-06-25",
     "2d9e22ca19f777c6b745257c723ecb8df3c35fa6f1f6ec36b83600c97346967f"},
    {"prod-ca/ACI-EL-ORG.pem", "CA", "0002 187512751", "production", "2033-06-24",
     "d834ee5b40686b73573f60547bf6052c6d404d942a5665cdb2c0b9137b5d27b2"},
    {"prod-ca/ACI-EL-PP.pem", "CA", "0002 187512751", "production", "2033-06-24",
     "19c1eaeab477b6fbc233cda3b53fbdbc3f4e9bf6cf6973e46f7dfaef89c06c6c"},
    {"prod-ca/ACR-ST.pem", "CA", "0002 187512751", "production", "2033-06-25",
     "5891815e864506c662afb32f8de5b8de38bffa1af721780b69e19a0c050386c3"},
    {"prod-ca/ACI-ST-PP.pem", "CA", "0002 187512751", "production", "2033-06-24",
     "6c339ebcb3e1b0102b143c9694225c2a4ab2ef6fedf7d364da8db305e7f7d997"},
    {"prod-ca/ACI-ST-ORG.pem", "CA", "0002 187512751", "production", "2033-06-24",
     "c0520a2b14fb68836a807bf86ab2b3e07d1b6061d91bc9c7b86a6f8de4b5638e"},
    {"prod-ca/ACR-FO.pem", "CA", "0002 187512751", "production", "2033-06-25",
     "53d30a19570826bde0c0762501f1f1c7a659f976c6c023123df5239df34a4eea"},
    {"prod-ca/ACI-FO-PP.pem", "CA", "0002 187512751", "production", "2033-06-24",
     "38284e4f6107456e70c7439c85da7d564d0fe1fe1a968c9eb6d43e1fc0d63c3a"},
    {"test-ca/ACR-EL-TEST.pem", "CA", "0002 187512751", "test", "2033-06-25",
     "01325aeb193871eec90fa89556804e4185cb362e0ca87a3d79939c71186da805"},
    {"test-ca/ACI-EL-ORG-TEST.pem", "CA", "0002 187512751", "test", "2033-06-24",
     "dc528e3788691b3f7950164076f95b02c64334c68662bdede5750b4e0e5338f6"},
    {"test-ca/ACI-EL-PP-TEST.pem", "CA", "0002 187512751", "test", "2033-06-24",
     "67be67df1673552a6c2c110f6603309c4b68fd7b7a2bba847ec87dc5d7c71b1f"},
    {"test-leaf/ORG-AUTH_CLI-Padoa-2021.pem", "AUTH_CLI", "10B0152872", "test", "2024-11-15",
     "b182c66544aecb53b13fc16e7cc72868588428a5bccf4d8bb3e297f17084b1f5"},
    {"test-leaf/ORG-AUTH_CLI-INSI-MANU.pem", "AUTH_CLI", "10B0152872", "test", "2024-12-01",
     "59df3bd630712757def162e840e9f1b588fa3388ad6a234d60c62e2237fae754"},
    {"test-leaf/ORG-CONF-Padoa-2021.pem", "CONF", "10B0152872", "test", "2024-11-15",
     "1375ead244651a927d57527b290f34643c094019375d6505e1e343e1c953f59a"},
    {"test-leaf/ORG-SIGN-Padoa-2021.pem", "SIGN", "10B0152872", "test", "2024-11-15",
     "7f1521ccec5741165e366a0cd81eee2171d5775c90c23f382826e8bb8dd9786e"},
    {"test-leaf/ORG-SIGN-testsign-2021.pem", "SIGN", "318751275100020", "test", "2024-12-23",
     "8f6131498ee4e08a0f7148394aaa03b7bb26969cf3134872702a2b63ddc81c56"},
    {"test-leaf/ORG-SIGN-rpps.tra-2016-expired.pem", "SIGN", "318751275100020", "test",
     "2019-07-07", "f50f8dcf611d9c77a1b0d020c1197f62c69f4b83d79b2f9263f7bfc48854a462"},
    {"test-leaf/ORG-SIGN-testsign-2018.pem", "SIGN", "318751275100020", "test", "2021-11-16",
     "95f920e1990ebbf2d8ead7522a137940d5fa07080641361954224b7d9c08ec5a"},
    {"test-leaf/ORG-SIGN-tomwsrevoque-REVOKED.pem", "SIGN", "318751275100020", "test", "2022-06-14",
     "742d855348aa5429d61b9541a1b5d11e1e7d154825eb0af12ebbf189956133db"},
    {"test-leaf/SERV-SSL-cnom.pem", "SERV_SSL", "318751275100020", "test", "2019-08-16",
     "d4d97a298e7a21b0315d67967340c882c9fc922dd85f41beaa3ae4515107c4cf"},
    {"test-card/CPE-auth-2600301752.pem", "CARD_AUTH", "10B0057881", "test", "2020-03-23",
     "5da0d21f73eb04e7f36737ef7be684a0dbfd61fbe21c6ee3b3893578aa86e321"},
    {"test-card/CPS-infirmier-guy.pem", "CARD_SIGN", "", "test", "2023-05-15",
     "c3d58763c3539bd9ded2af37d6fefd66f7b89ce0e0f9bab0b056b8980f6fc32e"},
    {"test-leaf/ORG-SIGN-ListeBlancheDRIM-M-2026.pem", "SIGN", "318751275100020", "test",
     "2029-09-14", "a5daf0dab418f6f4b789cd6881744a39240331fbdd78ee0b31359a28ffa8f5d2"},
};

}  // namespace

TEST_CASE("real certificates show the facts that their README states") {
  if (real("README.md").empty()) {
    return;
  }
  for (const auto& expected : kExpected) {
    INFO(expected.file);
    const auto certificate = load(real(expected.file));
    const auto& facts = certificate.facts();
    CHECK(model::to_string(facts.usage) == expected.usage);
    CHECK(facts.structure() == expected.structure);
    CHECK(model::to_string(facts.environment) == expected.environment);
    CHECK(format_date(date_of(facts.ends_at())) == expected.ends_on);
    CHECK(facts.sha256 == expected.sha256);
    CHECK(facts.key_algorithm == "RSA");
    CHECK(facts.signature_algorithm == "sha256WithRSAEncryption");
    const bool is_ca = facts.usage == model::Usage::ca;
    CHECK(facts.key_bits == (is_ca ? 4096 : 2048));
    CHECK((x509::find_known_authority(facts.sha256) != nullptr) == is_ca);
  }
}

TEST_CASE("every real certificate is in the table") {
  const auto folder = real("README.md");
  if (folder.empty()) {
    return;
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.parent_path())) {
    const auto name = entry.path().filename().string();
    if (entry.path().extension() != ".pem" || name.starts_with("chain-")) {
      continue;
    }
    INFO(name);
    CHECK(std::ranges::any_of(kExpected, [&](const auto& expected) {
      return std::string_view(expected.file).ends_with("/" + name);
    }));
  }
}

TEST_CASE("names, serial and key are those that the openssl command shows") {
  if (real("README.md").empty()) {
    return;
  }
  for (const auto& expected : kExpected) {
    INFO(expected.file);
    const auto path = real(expected.file);
    const auto facts = load(path).facts();
    std::string output;
    REQUIRE(
        run("openssl x509 -noout -subject -issuer -serial -nameopt RFC2253,utf8,-esc_msb -in '" +
                path.string() + "'",
            &output) == 0);
    CHECK(output == "subject=" + facts.subject.printed + "\nissuer=" + facts.issuer.printed +
                        "\nserial=" + facts.serial + "\n");
    REQUIRE(run("openssl x509 -noout -pubkey -in '" + path.string() +
                    "' | openssl pkey -pubin -outform DER | sha256sum",
                &output) == 0);
    CHECK(output.substr(0, 64) == facts.public_key_sha256);
  }
}

TEST_CASE("a leaf's fields are there one by one") {
  const auto path = real("test-leaf/ORG-SIGN-Padoa-2021.pem");
  if (path.empty()) {
    return;
  }
  const auto certificate = load(path);
  const auto& facts = certificate.facts();
  CHECK(facts.subject.country == "FR");
  CHECK(facts.subject.state == "Rhône (69)");
  CHECK(facts.subject.organisation == "CENTRE DE SANTE RPPS15287");
  CHECK(facts.subject.units == std::vector<std::string>{"10B0152872"});
  CHECK(facts.subject.common_name == "Padoa-SIGN");
  CHECK(facts.issuer.units == std::vector<std::string>{"0002 187512751", "IGC-SANTE TEST"});
  CHECK(format_instant(facts.not_before) == "2021-11-15T10:00:23Z");
  CHECK(format_instant(facts.not_after) == "2024-12-15T10:00:23Z");
  REQUIRE(facts.key_usage_ends);
  CHECK(format_instant(*facts.key_usage_ends) == "2024-11-15T10:00:23Z");
  CHECK(facts.product_category == 0x83);
  CHECK(facts.policies == std::vector<std::string>{"1.2.250.1.213.1.7.2.1.1.1.1"});
  CHECK(facts.authority_key_id == "212E847D3B1EF512DE51A2215CAE93A8EF5BE3F5");
  CHECK_FALSE(facts.is_ca);
  CHECK_FALSE(certificate.is_self_issued());
  CHECK(certificate.pem() == slurp(path));
}
