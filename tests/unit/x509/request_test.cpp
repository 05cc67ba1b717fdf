#include "dmp/x509/request.hpp"

#include "dmp/x509/key_generation.hpp"
#include "helpers.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

const x509::PrivateKey& our_key() {
  static const auto key = x509::default_generator()({}, {});
  REQUIRE(key);
  return *key;
}

const x509::Subject kFleyriat{"Ain (01)", "CENTRE HOSPITALIER DE BOURG-EN-BRESSE FL", "1010000024",
                              "DMP AUTHENTIFICATION"};

Error failure_of(const x509::Subject& subject) {
  const auto request = x509::make_request(subject, our_key());
  REQUIRE_FALSE(request);
  return request.error();
}

std::string repeated(const std::string& part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) {
    out += part;
  }
  return out;
}

}  // namespace

TEST_CASE("a request has the authority's order and string types, no attributes and SHA-256") {
  TemporaryFolder folder;
  const x509::Subject subject{"Rhône (69)", "HÔPITAL D'ÉTÉ", "1690000000", "DMP SIGNATURE"};
  const auto request = x509::make_request(subject, our_key());
  REQUIRE(request);
  spill(folder / "r.csr", request->pem());
  const auto shown = shell(folder.path(),
                           "openssl req -in r.csr -verify -noout -text "
                           "-nameopt RFC2253,utf8,-esc_msb 2>&1");
  CHECK(shown.find("verify OK") != std::string::npos);
  CHECK(
      shown.find("Subject: CN=DMP SIGNATURE,OU=1690000000,O=HÔPITAL D'ÉTÉ,ST=Rhône (69),C=FR\n") !=
      std::string::npos);
  CHECK(shown.find("Signature Algorithm: sha256WithRSAEncryption") != std::string::npos);
  CHECK(shown.find("Version: 1 (0x0)") != std::string::npos);
  const auto types = shell(folder.path(),
                           "openssl asn1parse -in r.csr | grep -A1 OBJECT | grep STRING | "
                           "sed 's/.*prim: *//; s/ *:.*//'");
  CHECK(types == "PRINTABLESTRING\nUTF8STRING\nUTF8STRING\nUTF8STRING\nUTF8STRING\n");
  const auto order =
      shell(folder.path(), "openssl asn1parse -in r.csr | grep OBJECT | sed 's/.*://'");
  CHECK(order ==
        "countryName\nstateOrProvinceName\norganizationName\norganizationalUnitName\n"
        "commonName\nrsaEncryption\nsha256WithRSAEncryption\n");
  CHECK(shell(folder.path(), "openssl asn1parse -in r.csr").find("cont [ 0 ]") !=
        std::string::npos);
  const auto gnutls = shell(folder.path(), "certtool --crq-info --infile r.csr");
  CHECK(gnutls.find("Self signature: verified") != std::string::npos);
}

TEST_CASE("a request read back tells what was asked") {
  const auto made = x509::make_request(kFleyriat, our_key());
  REQUIRE(made);
  for (const bool pem : {true, false}) {
    const auto text = made->pem();
    const auto read = x509::read_request(pem ? as_bytes(text) : ByteView(made->der), "r.csr");
    REQUIRE(read);
    CHECK(read->der == made->der);
    CHECK(read->subject.organisation == kFleyriat.organisation);
    CHECK(read->subject.units == std::vector<std::string>{kFleyriat.unit});
    CHECK(read->subject.state == kFleyriat.state);
    CHECK(read->subject.common_name == kFleyriat.common_name);
    CHECK(read->subject.country == "FR");
    CHECK(read->public_key_sha256 == our_key().public_key_sha256());
    CHECK(read->key_algorithm == "RSA");
    CHECK(read->key_bits == 2048);
    CHECK(read->key_word == "rsa:2048");
    CHECK(read->attributes == 0);
    CHECK(read->signature_valid);
  }
}

TEST_CASE(
    "requests of openssl are read too: attributes are counted, a changed byte breaks the "
    "signature") {
  TemporaryFolder folder;
  shell(folder.path(),
        "openssl req -new -newkey rsa:2048 -nodes -keyout k.pem -out r.csr -subj '/C=FR/CN=x' "
        "-addext subjectAltName=DNS:a.example && (echo 'text before'; sed 's/BEGIN CERT/BEGIN NEW "
        "CERT/; s/END CERT/END NEW CERT/; s/$/\\r/' r.csr) > new.csr");
  const auto read = x509::read_request(as_bytes(slurp(folder / "new.csr")), "new.csr");
  REQUIRE(read);
  CHECK(read->attributes == 1);
  CHECK(read->signature_valid);
  auto changed = read->der;
  changed.back() ^= 1U;
  const auto broken = x509::read_request(changed, "changed");
  REQUIRE(broken);
  CHECK_FALSE(broken->signature_valid);
}

TEST_CASE("subjects that the authority would never write are refused, and it is said where") {
  auto subject = kFleyriat;
  subject.organisation = repeated("É", 64);
  CHECK(x509::make_request(subject, our_key()));
  subject.organisation = repeated("É", 65);
  const auto longer = failure_of(subject);
  CHECK(longer.id == "SUBJECT-TOO-LONG");
  CHECK(longer.kind == ErrorKind::input);
  CHECK(value_of(longer.args, "attribute") == "O");
  CHECK(value_of(longer.args, "length") == "65");
  CHECK(value_of(longer.args, "limit") == "64");
  subject = kFleyriat;
  subject.common_name = repeated("x", 65);
  CHECK(value_of(failure_of(subject).args, "attribute") == "CN");
  subject = kFleyriat;
  subject.state = repeated("x", 129);
  CHECK(value_of(failure_of(subject).args, "limit") == "128");

  subject = kFleyriat;
  subject.common_name = "DMP\nSIGN";
  const auto control = failure_of(subject);
  CHECK(control.id == "SUBJECT-CHARACTER");
  CHECK(value_of(control.args, "attribute") == "CN");
  CHECK(value_of(control.args, "position") == "4");
  for (const std::string& bad :
       {std::string("a\0b", 3), std::string("\xE9tat"), std::string("a\x7F"),
        std::string("a\xC2\x85"), std::string("a\u202Eb"), std::string("a\uFFFD")}) {
    subject.common_name = bad;
    CHECK(failure_of(subject).id == "SUBJECT-CHARACTER");
  }
  for (const char* empty : {"", "   "}) {
    subject.common_name = empty;
    CHECK(failure_of(subject).id == "SUBJECT-EMPTY");
  }
}

TEST_CASE("what is not a request is told apart") {
  const auto& pki = authority();
  const auto id_of = [](const std::string& content) {
    const auto request = x509::read_request(as_bytes(content), "f");
    REQUIRE_FALSE(request);
    CHECK(value_of(request.error().args, "file") == "f");
    return request.error().id;
  };
  shell(pki.path(),
        "openssl x509 -in leaf.pem -outform DER -out req.der; openssl pkey -in leaf.key "
        "-outform DER -out reqkey.der");
  CHECK(id_of(slurp(pki / "leaf.pem")) == "REQUEST-IS-CERTIFICATE");
  CHECK(id_of(slurp(pki / "req.der")) == "REQUEST-IS-CERTIFICATE");
  CHECK(id_of(slurp(pki / "leaf.key")) == "REQUEST-IS-KEY");
  CHECK(id_of(slurp(pki / "reqkey.der")) == "REQUEST-IS-KEY");
  CHECK(id_of("") == "REQUEST-UNREADABLE");
  CHECK(id_of("hello") == "REQUEST-UNREADABLE");
  const auto whole = slurp(pki / "leaf.csr");
  for (std::size_t size = 0; size < whole.size() - 1; size += 5) {
    INFO(size);
    CHECK(id_of(whole.substr(0, size)) == "REQUEST-UNREADABLE");
  }
}

TEST_CASE("the raison sociale is written as the authority does") {
  CHECK(x509::organisation_name("AGENCE DES SYSTEMES D'INFORMATION PARTAGES DE SANTE") ==
        "AGENCE DES SYSTEMES D'INFORMATION PARTAG");
  CHECK(x509::organisation_name("  CH\u00A0DE \t\n L'ÉTÉ\u202F ") == "CH DE L'ÉTÉ");
  CHECK(x509::organisation_name("") == "");
  CHECK(x509::organisation_name(" \u00A0 ") == "");
  CHECK(x509::organisation_name(repeated("é", 41)) == repeated("é", 40));
  // A cut that falls behind a space leaves no space at the end.
  CHECK(x509::organisation_name(repeated("a", 39) + " b") == repeated("a", 39));
}
