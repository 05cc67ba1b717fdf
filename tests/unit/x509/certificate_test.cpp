#include "dmp/x509/certificate.hpp"

#include <algorithm>
#include <filesystem>

#include "dmp/base/date.hpp"
#include "dmp/x509/chain.hpp"
#include "helpers.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

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
    CHECK(facts.sha256.hex() == expected.sha256);
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
    CHECK(output == "subject=" + facts.subject.printed + "\nissuer=" + facts.issuer->printed +
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
  CHECK(facts.issuer->units == std::vector<std::string>{"0002 187512751", "IGC-SANTE TEST"});
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

TEST_CASE("certificates that are not quite certificates are refused") {
  const auto path = real("test-leaf/ORG-SIGN-Padoa-2021.pem");
  if (path.empty()) {
    return;
  }
  const auto der = load(path).der();
  auto longer = der;
  longer.push_back(0);
  const auto trailing = x509::Certificate::from_der(longer, "a file");
  REQUIRE_FALSE(trailing);
  CHECK(trailing.error().id == "CERTIFICATE-UNREADABLE");
  CHECK(trailing.error().kind == ErrorKind::input);
  CHECK(value_of(trailing.error().args, "file") == "a file");
  CHECK_FALSE(x509::Certificate::from_der({}, "empty"));
  CHECK_FALSE(x509::Certificate::from_der(as_bytes("0"), "one byte"));
}

TEST_CASE("a private-key usage period that cannot be read is not passed over") {
  const auto path = real("test-leaf/ORG-SIGN-Padoa-2021.pem");
  if (path.empty()) {
    return;
  }
  auto der = load(path).der();
  const auto end = std::string("20241115100023Z");
  const auto found = std::search(der.begin(), der.end(), end.begin(), end.end());
  REQUIRE(found != der.end());
  *(found + 4) = '7';  // Month 71.
  const auto broken = x509::Certificate::from_der(der, "x");
  REQUIRE_FALSE(broken);
  CHECK(value_of(broken.error().args, "reason") == "certificate.reason.key-usage-period");
}

TEST_CASE("every string type of a name becomes UTF-8, and nothing is cut off") {
  TemporaryFolder folder;
  // Types by number: UTF8 12, T61 20, BMP 30, Universal 28; values by their bytes.
  struct Case {
    const char* type;
    const char* hex;
    std::string expected;
    std::string printed;
  };
  const Case cases[] = {
      {"UTF8", "48c3b4706974616c", "Hôpital", "CN=Hôpital"},
      {"T61", "48f4706974616c", "Hôpital", "CN=Hôpital"},
      {"BMP", "004800f400700020", "Hôp ", "CN=Hôp\\ "},
      // Not in the encoding of their type: OpenSSL refuses the certificate, it does not cut the
      // name.
      {"BMP", "0048d83d", "", ""},
      {"BMP", "004800", "", ""},
      {"UNIV", "00110000", "", ""},
      {"UNIV", "000000480001f680", "H🚀", "CN=H🚀"},
      {"UTF8", "41004200", std::string("A\0B\0", 4), "CN=A\\00B\\00"},
      {"UTF8", "48f470", "", ""},
      {"IA5", "48f470", "Hôp", "CN=Hôp"},
      {"UTF8", "1b5b33316d", "\x1b[31m", "CN=\\1B[31m"},
      {"UTF8", "e280ae41", "\u202EA", "CN=\\E2\\80\\AEA"},
      {"UTF8", "20412c2b22205c3c3e3b20", " A,+\" \\<>; ", "CN=\\ A\\,\\+\\\" \\\\\\<\\>\\;\\ "},
      {"UTF8", "2341", "#A", "CN=\\#A"},
  };
  shell(folder.path(), "openssl ecparam -genkey -name prime256v1 -noout -out k.pem");
  const auto key = shell(folder.path(), "openssl pkey -in k.pem -pubout -outform DER | xxd -p -c0");
  for (const auto& each : cases) {
    INFO(each.type << " " << each.hex);
    // An unsigned certificate is enough: only the name is looked at.
    spill(folder / "c.cnf",
          std::string(
              "asn1=SEQUENCE:c\n[c]\nt=SEQUENCE:t\na=SEQUENCE:alg\ns=FORMAT:HEX,BITSTRING:00\n"
              "[alg]\no=OID:ecdsa-with-SHA256\n"
              "[t]\nv=EXPLICIT:0,INTEGER:2\nn=INTEGER:1\na=SEQUENCE:alg\ni=SEQUENCE:name\n"
              "d=SEQUENCE:dates\ns=SEQUENCE:name\nk=SEQUENCE:key\n"
              "[dates]\na=UTCTIME:260101000000Z\nb=UTCTIME:270101000000Z\n"
              "[name]\nr=SET:rdn\n[rdn]\na=SEQUENCE:atv\n[atv]\no=OID:commonName\nv=") +
              "FORMAT:HEX,OCTETSTRING:" + each.hex +
              "\n[key]\na=SEQUENCE:ka\nb=FORMAT:HEX,BITSTRING:04" +
              key.substr(key.size() - 129, 128) +
              "\n[ka]\na=OID:id-ecPublicKey\nb=OID:prime256v1\n");
    shell(folder.path(), "openssl asn1parse -genconf c.cnf -noout -out c.der");
    auto der = slurp(folder / "c.der");
    // The command cannot write any bytes under any string type: put the tag in by hand.
    const std::string_view type = each.type;
    const char tag = type == "UTF8"   ? 12
                     : type == "T61"  ? 20
                     : type == "BMP"  ? 30
                     : type == "UNIV" ? 28
                                      : 22;
    const std::string oid = "\x06\x03\x55\x04\x03\x04";
    std::size_t count = 0;
    for (auto at = der.find(oid); at != std::string::npos; at = der.find(oid, at)) {
      der[at + 5] = tag;
      ++count;
    }
    REQUIRE(count == 2);
    const auto certificate = x509::Certificate::from_der(as_bytes(der), "c.der");
    if (each.expected.empty()) {
      CHECK_FALSE(certificate);
      continue;
    }
    REQUIRE(certificate);
    CHECK(certificate->facts().subject.common_name == each.expected);
    CHECK(certificate->facts().subject.printed == each.printed);
    CHECK(certificate->facts().key_algorithm == "EC");
    CHECK(certificate->facts().usage == model::Usage::other);
    CHECK(certificate->facts().environment == model::Environment::unknown);
  }
}
