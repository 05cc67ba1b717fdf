#include <filesystem>

#include "dmp/x509/container.hpp"
#include "summary_helpers.hpp"
#include "support/catalogue.hpp"
#include "support/rehearsal.hpp"

using namespace dmp;
using namespace dmp::test;
namespace fs = std::filesystem;

namespace {

struct Count {
  int summarised = 0;  ///< Without OpenSSL's whole reader.
  int all = 0;
};

/// Holds both readers against each other over every file of a folder.
Count compare(const fs::path& folder) {
  Count count;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) {
      continue;
    }
    CAPTURE(entry.path());
    const auto content = slurp(entry.path());
    const auto full = x509::read_contents(as_bytes(content), "file");
    const auto quick = x509::read_summaries(as_bytes(content), "file");
    REQUIRE(quick.has_value() == full.has_value());
    if (!full) {
      CHECK(quick.error() == full.error());
      continue;
    }
    CHECK(quick->has_encrypted_certificates == full->has_encrypted_certificates);
    CHECK(quick->broken == full->broken);
    REQUIRE(quick->certificates.size() == full->certificates.size());
    for (std::size_t i = 0; i < full->certificates.size(); ++i) {
      check_same(quick->certificates[i], full->certificates[i].facts());
      count.summarised += x509::summarise(full->certificates[i].der()) ? 1 : 0;
      ++count.all;
    }
  }
  return count;
}

/// The first time whose tag and length are these two bytes.
std::string time_in(ByteView der, std::string_view head) {
  const auto text = as_text(der);
  const auto at = text.find(head);
  REQUIRE(at != std::string_view::npos);
  return std::string(text.substr(at + 2, static_cast<std::size_t>(head[1])));
}

}  // namespace

TEST_CASE("summaries of the IGC-Santé's real certificates are what the whole reader says") {
  const auto folder = shared_data("igc-sante");
  if (folder.empty()) {
    return;
  }
  const auto count = compare(folder);
  CHECK(count.all > 20);
  CHECK(count.summarised == count.all);
}

TEST_CASE("summaries of the machine's public authorities are what the whole reader says") {
  const fs::path folder = "/etc/ssl/certs";
  if (!fs::exists(folder)) {
    return;
  }
  const auto count = compare(folder);
  CHECK(count.summarised * 100 >= count.all * 95);
}

TEST_CASE("summaries of all kinds of files are what the whole reader says") {
  Rehearsal rehearsal;
  const auto key = rehearsal.make_key("site");
  for (const auto* usage : {"AUTH_CLI", "SIGN", "CONF"}) {
    const auto leaf = rehearsal.issue("site", usage, key);
    rehearsal.p7b("site", leaf);
    rehearsal.p12("site", leaf, key, "four words of French");
    Rehearsal::sh("openssl x509 -outform DER -in " + Rehearsal::quoted(leaf) + " -out " +
                  Rehearsal::quoted(rehearsal.work(std::string(usage) + ".cer")));
    const auto pem = slurp(leaf);
    spill(rehearsal.work(std::string(usage) + ".several.pem"),
          "a text before\n" + pem + slurp(key) + "between\r\n" + pem + "and after\n");
    spill(rehearsal.work(std::string(usage) + ".cut.pem"), pem + pem.substr(0, pem.size() / 2));
    auto damaged = pem;
    damaged.replace(damaged.find("MII"), 3, "M*I");
    spill(rehearsal.work(std::string(usage) + ".base64.pem"), pem + damaged);
  }
  const auto count = compare(rehearsal.work("").parent_path());
  CHECK(count.all >= 15);
  CHECK(count.summarised == count.all);
}

TEST_CASE("summaries of odd certificates are what the whole reader says") {
  for (const auto* key :
       {"ec -pkeyopt ec_paramgen_curve:prime256v1", "ec -pkeyopt ec_paramgen_curve:secp256k1",
        "ed25519", "ed448", "rsa:1024", "rsa-pss -pkeyopt rsa_keygen_bits:1024"}) {
    CAPTURE(key);
    CHECK(agree(made("-days 10", "", key)));
  }
  CHECK(agree(made("-days 10 -set_serial -5")));
  CHECK(agree(made("-days 10 -set_serial 0")));
  CHECK(agree(made("-days 2900000", "")));  // year 9966
  CHECK(agree(made(
      "-days 10 -utf8 -subj '/O=Hôpital Saint-Éloi/OU=a+OU=b/CN=x/1.2.3.4=y' -multivalue-rdn")));
  CHECK(agree(made("-days 10 -subj /")));
  CHECK(agree(
      made("-days 10", "1.2.3.4=critical,DER:0500\nsubjectAltName=email:a@b.fr,IP:1.2.3.4\n")));
  CHECK(agree(made("-days 10", "1.2.250.1.71.1.2.5=ASN1:FORMAT:HEX,OCTETSTRING:8300\n")));
  // What OpenSSL finds invalid is left to it.
  CHECK_FALSE(agree(made("-days 10", "subjectAltName=DER:0500\n")));
  CHECK_FALSE(agree(made("-days 10", "basicConstraints=DER:30060101FF0201FF\n")));
  CHECK_FALSE(agree(made("-days 10", "keyUsage=DER:030100\n")));
  CHECK_FALSE(agree(made("-days 10", "crlDistributionPoints=DER:30023000\n")));
  CHECK_FALSE(agree(made("-days 10", "privateKeyUsagePeriod=DER:3003810130\n")));
  CHECK_FALSE(agree(made("-days 10", "nameConstraints=permitted;DNS:example.fr\n")));
}

TEST_CASE("a certificate of 10,000 names has a summary") {
  std::string names = "subjectAltName=@names\n[names]\n";
  for (int i = 0; i < 10'000; ++i) {
    names += "DNS." + std::to_string(i) + "=n" + std::to_string(i) + ".example.fr\n";
  }
  CHECK(agree(made("-days 10", names)));
}

TEST_CASE("dates are read in the forms of RFC 5280, whatever the year") {
  const auto ends = [](ByteView der) {
    return format_date(date_of(x509::summarise(der)->not_after));
  };
  auto der = made("-days 10");
  der = replaced(der, time_in(der, "\x17\x0D"), "500101000000Z");
  REQUIRE(agree(der));
  CHECK(format_date(date_of(x509::summarise(der)->not_before)) == "1950-01-01");
  const auto late = made("-days 2900000");
  const auto last = replaced(late, time_in(late, "\x18\x0F"), "99991231235959Z");
  REQUIRE(agree(last));
  CHECK(ends(last) == "9999-12-31");
  const auto first = replaced(last, "99991231235959Z", "00000101000000Z");
  REQUIRE(agree(first));
  CHECK(ends(first) == "0000-01-01");
  for (const auto* wrong :
       {"9999123123595.Z", "999912312359.5Z", "9999123123+0100", "99991231235960Z",
        "99991331235959Z", "99990230235959Z", "9999123123595 Z", "9999-123123595Z"}) {
    CAPTURE(wrong);
    const auto damaged = replaced(last, "99991231235959Z", wrong);
    CHECK_FALSE(x509::summarise(damaged));
    const auto full = x509::Certificate::from_der(damaged, "file");
    REQUIRE_FALSE(full);
    CHECK(full.error().id == "CERTIFICATE-DATES");
    CHECK(value_of(full.error().args, "reason") == "certificate.reason.dates");
    const auto& error = full.error();
    CHECK(
        in_english().remedy(error.id, error.args).find("Ask its issuer for another certificate") ==
        0);
  }
}

TEST_CASE("a certificate whose key is none has a summary all the same") {
  const auto der = made("-days 10");
  // The point of the key: its BIT STRING becomes an OCTET STRING.
  const auto damaged = replaced(der, std::string_view("\x03\x42\x00\x04", 4),
                                std::string_view("\x04\x42\x00\x04", 4));
  CHECK_FALSE(x509::Certificate::from_der(damaged, "file"));
  REQUIRE(x509::summarise(damaged));
  CHECK(x509::summarise(damaged)->subject.common_name == "x");
}

TEST_CASE("what is damaged anywhere has no other summary than the whole reader's") {
  Rehearsal rehearsal;
  const auto pem = slurp(rehearsal.issue("site", "SIGN", rehearsal.make_key("site")));
  const auto full = x509::read_contents(as_bytes(pem), "file");
  REQUIRE(full);
  const auto der = full->certificates.front().der();
  int all = 0;
  for (std::size_t at = 0; at < der.size(); ++at) {
    for (const unsigned change : {0x01U, 0x80U, 0xFFU}) {
      auto damaged = der;
      damaged[at] = static_cast<std::uint8_t>(damaged[at] ^ change);
      CAPTURE(at, change);
      all += agree_but_for_key(damaged) ? 1 : 0;
    }
  }
  CHECK(all > 1000);
  CHECK_FALSE(x509::summarise({}));
}
