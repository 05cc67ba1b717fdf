#include "dmp/x509/signed_data.hpp"

#include "dmp/x509/request.hpp"
#include "helpers.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;

// The card is a key that the openssl command signs with; openssl and a few lines of Python judge.
namespace {

/// Desk is a folder with two authorities and the certificates that they made.
class Desk {
 public:
  Desk() {
    spill(folder_ / "x.cnf",
          "[req]\ndistinguished_name=dn\nstring_mask=utf8only\n[dn]\n"
          "[ca]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n"
          "[card]\nkeyUsage=critical,nonRepudiation\nextendedKeyUsage=emailProtection\n"
          "1.2.250.1.71.1.2.2=ASN1:INTEGER:2\n"
          "1.2.250.1.71.1.2.3=ASN1:PRINTABLESTRING:8025000001/2600301752\n");
    sh("openssl req -x509 -new -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 9 "
       "-subj /C=FR/CN=root -config x.cnf -extensions ca");
    make("issuer", "root", "ca", "rsa:2048", "/C=FR/CN=issuer");
    make("card", "issuer", "card", "rsa:2048", "/C=FR/title=Infirmière/CN=899700000017+GN=Zoé");
    make("long", "issuer", "card", "rsa:3072", "/C=FR/CN=long");
    make("odd", "issuer", "card", "rsa:2056", "/C=FR/CN=odd");
    make("curve", "issuer", "card", "ec -pkeyopt ec_paramgen_curve:P-256", "/C=FR/CN=curve");
    sh("openssl req -new -config x.cnf -key card.key -subj /CN=DMP -outform DER -out request.der");
  }

  std::string sh(const std::string& command) const { return shell(folder_.path(), command); }
  [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] std::string file(const std::string& name) const { return slurp(folder_ / name); }

  /// python runs lines that read a SignedData in "signed.p7m" with nothing but its standard
  /// library.
  std::string python(const std::string& lines) const {
    spill(folder_ / "judge.py", kReader + lines);
    return sh("/usr/bin/python3 judge.py");
  }

 private:
  void make(const std::string& name, const std::string& by, const std::string& section,
            const std::string& key, const std::string& subject) const {
    sh("openssl req -new -utf8 -newkey " + key + " -nodes -keyout " + name + ".key -out " + name +
       ".csr -subj '" + subject + "' -config x.cnf && openssl x509 -req -in " + name + ".csr -CA " +
       by + ".pem -CAkey " + by + ".key -days 8 -out " + name + ".pem -extfile x.cnf -extensions " +
       section);
  }

  static constexpr auto kReader = R"(import hashlib
def elements(data):
    at, out = 0, []
    while at < len(data):
        start, tag, length = at, data[at], data[at + 1]
        at += 2
        if length > 0x80:
            size = length & 0x7F
            length = int.from_bytes(data[at:at + size], 'big')
            at += size
        assert length != 0x80
        out.append((tag, data[at:at + length], data[start:at + length]))
        at += length
    assert at == len(data)
    return out
whole = open('signed.p7m', 'rb').read()
(_, outer, _), = elements(whole)
content_type, wrapped = elements(outer)
(_, signed, _), = elements(wrapped[1])
version, digests, content, *certificates, infos = elements(signed)
(_, info, _), = elements(infos[1])
info = elements(info)
attributes = elements(info[3][1])
)";

  TemporaryFolder folder_;
};

const Desk& desk() {
  static const Desk made;
  return made;
}

/// Software signs with a key file; what it answers can be spoiled.
class Software : public x509::Signer {
 public:
  explicit Software(const std::string& certificate, const std::string& key = {})
      : certificate_(load(desk().path(certificate + ".pem"))),
        key_(key.empty() ? certificate : key) {}

  [[nodiscard]] const x509::Certificate& certificate() const override { return certificate_; }
  Result<Bytes> sign(ByteView message) override {
    ++asked;
    if (failure) {
      return fail(*failure);
    }
    spill(desk().path("message"), std::string(as_text(message)));
    desk().sh("openssl dgst -sha256 -sign " + key_ + ".key -out signature message");
    auto signature = desk().file("signature");
    if (spoil) {
      spoil(signature);
    }
    const auto bytes = as_bytes(signature);
    return Bytes(bytes.begin(), bytes.end());
  }

  int asked = 0;
  std::optional<Error> failure;
  void (*spoil)(std::string&) = nullptr;

 private:
  x509::Certificate certificate_;
  std::string key_;
};

Instant at(const char* moment) { return *parse_instant(moment); }
const Instant kMoment = at("2026-11-23T10:20:30Z");

std::vector<x509::Certificate> chain() {
  return {load(desk().path("issuer.pem")), load(desk().path("root.pem"))};
}

/// sign leaves "signed.p7m" in the desk's folder.
void sign(x509::Signer& signer, const std::string& content, Instant moment = kMoment) {
  const auto made = x509::sign_data(as_bytes(content), signer, chain(), moment);
  if (!made) {
    FAIL(made.error().id << (made.error().causes.empty() ? "" : ": " + made.error().causes[0]));
  }
  spill(desk().path("signed.p7m"), std::string(as_text(*made)));
}

const std::string kVerify =
    "openssl cms -verify -binary -inform DER -in signed.p7m -purpose any -CAfile root.pem -out "
    "back";

}  // namespace

TEST_CASE("openssl accepts what was signed and returns the content byte for byte") {
  std::string large(1024 * 1024, '\0');
  for (std::size_t i = 0; i < large.size(); ++i) {
    large[i] = static_cast<char>(i * 2654435761U >> 13);
  }
  for (const auto& content : {desk().file("request.der"), std::string(), std::string("\r\n\0x", 4),
                              std::string(1, '\0'), large}) {
    INFO(content.size() << " bytes");
    Software signer("card");
    sign(signer, content);
    CHECK(signer.asked == 1);
    desk().sh(kVerify);
    CHECK((desk().file("back") == content));
  }
  // As CAdES, with the attribute checked against the chain.
  Software signer("card");
  sign(signer, desk().file("request.der"));
  desk().sh(kVerify + " -cades");
  CHECK(desk().file("back") == desk().file("request.der"));
  desk().sh("certtool --p7-verify --inder --load-ca-certificate root.pem < signed.p7m");
}

TEST_CASE("keys of other sizes sign as well") {
  for (const std::string name : {"long", "odd"}) {
    Software signer(name);
    sign(signer, "x");
    desk().sh(kVerify + " -cades");
    CHECK(desk().file("back") == "x");
  }
}

TEST_CASE("the envelope is in DER, its attributes a sorted SET, and they are what was signed") {
  Software signer("card");
  sign(signer, desk().file("request.der"));
  // Read and written again by openssl, nothing changes.
  desk().sh("openssl cms -cmsout -inform DER -in signed.p7m -outform DER -out again.p7m");
  CHECK(desk().file("again.p7m") == desk().file("signed.p7m"));
  const auto said = desk().python(R"(
encodings = [each[2] for each in attributes]
assert encodings == sorted(encodings) and len(encodings) == 4
import subprocess
message = bytes([0x31]) + info[3][2][1:]
open('set', 'wb').write(message)
open('value', 'wb').write(info[5][1])
run = lambda line: subprocess.run(line, shell=True, check=True, capture_output=True, text=True).stdout
run('openssl x509 -in card.pem -pubkey -noout > card.pub')
print(run('openssl dgst -sha256 -verify card.pub -signature value set'))
assert message == open('message', 'rb').read()
assert info[3][0] == 0xA0 and len(info[5][1]) == 256
print('version', version[1][0], info[0][1][0])
)");
  CHECK(said.find("Verified OK") != std::string::npos);
  // RFC 5652 5.1, 5.3: id-data, X.509 certificates, issuer and serial.
  CHECK(said.find("version 1 1") != std::string::npos);
}

TEST_CASE("the signed attributes are those of CAdES-B-B") {
  Software signer("card");
  sign(signer, "order of Monday");
  const auto printed = desk().sh("openssl cms -cmsout -print -inform DER -in signed.p7m -noout");
  for (const std::string part :
       {"object: contentType (1.2.840.113549.1.9.3)", "OBJECT:pkcs7-data (1.2.840.113549.1.7.1)",
        "object: signingTime (1.2.840.113549.1.9.5)", "UTCTIME:Nov 23 10:20:30 2026 GMT",
        "object: id-smime-aa-signingCertificateV2 (1.2.840.113549.1.9.16.2.47)",
        "object: messageDigest (1.2.840.113549.1.9.4)", "algorithm: rsaEncryption",
        "algorithm: sha256"}) {
    INFO(part);
    CHECK(printed.find(part) != std::string::npos);
  }
  CHECK(printed.find("S/MIME Capabilities") == std::string::npos);
  CHECK(printed.find("unsignedAttrs:\n          <ABSENT>") != std::string::npos);
  // signing-certificate-v2: the hash of the certificate (SHA-256 is the default and is left out),
  // issuer and serial; every certificate once.
  desk().sh(
      "openssl x509 -in card.pem -outform DER -out card.der;"
      "openssl x509 -in card.pem -noout -serial | cut -d= -f2 > card.serial");
  desk().python(R"(
own = open('card.der', 'rb').read()
serial = int(open('card.serial').read(), 16)
oid = bytes.fromhex('060b2a864886f70d010910022f')
value, = [each[1][len(oid):] for each in attributes if each[1].startswith(oid)]
(_, value, _), = elements(value)
(_, value, _), = elements(value)
(_, ids, _), = elements(value)
(_, ids, _), = elements(ids)
(tag, hash, _), (_, issuer_serial, _) = elements(ids)
assert tag == 4 and hash == hashlib.sha256(own).digest()
(_, names, _), (_, number, _) = elements(issuer_serial)
assert int.from_bytes(number, 'big') == serial
(tag, name, _), = elements(names)
assert tag == 0xA4 and name in own
assert len(elements(certificates[0][1])) == 3
)");
}

TEST_CASE("the signing time is a UTCTime through 2049 and a GeneralizedTime after") {
  Software signer("card");
  for (const auto& [moment, printed] :
       {std::pair("2049-12-31T23:59:59Z", "UTCTIME:Dec 31 23:59:59 2049 GMT"),
        std::pair("2050-01-01T00:00:00Z", "GENERALIZEDTIME:Jan  1 00:00:00 2050 GMT"),
        std::pair("1999-02-03T04:05:06Z", "UTCTIME:Feb  3 04:05:06 1999 GMT")}) {
    sign(signer, "x", at(moment));
    CHECK(desk().sh("openssl cms -cmsout -print -inform DER -in signed.p7m -noout").find(printed) !=
          std::string::npos);
  }
}

TEST_CASE("our own reader agrees, and finds signer, time and chain") {
  Software signer("card");
  sign(signer, desk().file("request.der"));
  const auto read = x509::read_requests(as_bytes(desk().file("signed.p7m")), "f");
  REQUIRE(read);
  const auto& request = read->requests.front();
  REQUIRE(request.envelope);
  CHECK(request.envelope->signature_valid);
  CHECK(request.envelope->signed_at == kMoment);
  CHECK(request.envelope->card_number == "2600301752");
  CHECK(request.envelope->signing_certificate == model::SigningCertificate::agrees);
  CHECK(request.envelope->hash == "SHA256");
  REQUIRE(request.signer);
  CHECK(request.signer->facts().sha256 == signer.certificate().facts().sha256);
  CHECK(request.envelope_certificates.size() == 3);
}

TEST_CASE("a chain that repeats itself or the signer is inside once; none is no fault") {
  Software signer("card");
  auto twice = chain();
  twice.push_back(twice.front());
  twice.push_back(signer.certificate());
  const auto made = x509::sign_data(as_bytes("x"), signer, twice, kMoment);
  REQUIRE(made);
  const auto alone = x509::sign_data(as_bytes("x"), signer, {}, kMoment);
  REQUIRE(alone);
  spill(desk().path("signed.p7m"), std::string(as_text(*alone)));
  // Then the reader has to have the issuer.
  desk().sh("cat root.pem issuer.pem > both.pem");
  desk().sh(kVerify + " -CAfile both.pem");
  spill(desk().path("signed.p7m"), std::string(as_text(*made)));
  desk().sh(kVerify);
}

TEST_CASE("a signature that does not hold is refused, whatever is wrong with it") {
  const auto refused = [](const std::string& key, void (*spoil)(std::string&)) {
    Software signer("card", key);
    signer.spoil = spoil;
    const auto made = x509::sign_data(as_bytes("x"), signer, chain(), kMoment);
    REQUIRE_FALSE(made);
    CHECK(made.error().kind == ErrorKind::environment);
    CHECK(made.error().id == "SIGNER-WRONG");
    CHECK(value_of(made.error().args, "signer").find("899700000017") != std::string::npos);
    CHECK(in_english().text(made.error().id, made.error().args).find('{') == std::string::npos);
  };
  refused("issuer", nullptr);  // Another key of the same size.
  refused("long", nullptr);    // Another key of another size.
  refused("card", [](std::string& value) { value[0] = static_cast<char>(value[0] ^ 1); });
  refused("card", [](std::string& value) { value.pop_back(); });
  refused("card", [](std::string& value) { value.push_back('\0'); });
  refused("card", [](std::string& value) { value.clear(); });
}

TEST_CASE("a signer that fails is passed on, and one without RSA is not asked") {
  Software broken("card");
  broken.failure = Error{ErrorKind::secret, "PASSPHRASE-WRONG", {arg("file", "card")}, {"cause"}};
  const auto failed = x509::sign_data(as_bytes("x"), broken, chain(), kMoment);
  REQUIRE_FALSE(failed);
  CHECK(failed.error() == *broken.failure);

  Software curve("curve");
  const auto refused = x509::sign_data(as_bytes("x"), curve, chain(), kMoment);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::input);
  CHECK(refused.error().id == "SIGNER-KEY-KIND");
  CHECK(value_of(refused.error().args, "key") == "EC");
  CHECK(curve.asked == 0);
}
