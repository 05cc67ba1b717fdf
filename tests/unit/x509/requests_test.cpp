#include <algorithm>

#include "dmp/base/utf8.hpp"
#include "dmp/x509/request.hpp"
#include "helpers.hpp"

using namespace dmp;
using namespace dmp::test;

// Requests of other programs: everything here is made by openssl, certtool and keytool.
namespace {

/// Shop is a folder with an RSA key and a configuration for openssl.
class Shop {
 public:
  Shop() {
    spill(folder_ / "req.cnf",
          "[req]\ndistinguished_name=dn\nstring_mask=utf8only\n[dn]\n"
          "[asks]\nsubjectAltName=DNS:a.example,email:b@a.example,IP:192.0.2.1\n"
          "keyUsage=critical,digitalSignature\n"
          "[attributes]\nchallengePassword=entre nous\nunstructuredName=x\n[name]\nCN=DMP\n"
          "[full]\ndistinguished_name=name\nprompt=no\nattributes=attributes\n"
          "req_extensions=asks\n");
    sh("openssl genrsa -out k.pem 2048");
  }

  std::string sh(const std::string& command) const { return shell(folder_.path(), command); }

  /// request makes NAME with `openssl req -new`.
  void request(const std::string& name, const std::string& options = {},
               const std::string& subject = "/C=FR/ST=Ain (01)/O=CH/OU=1010000024/CN=DMP") const {
    sh("openssl req -new -config req.cnf -key k.pem -subj '" + subject + "' " + options + " -out " +
       name);
  }

  [[nodiscard]] std::string file(const std::string& name) const { return slurp(folder_ / name); }
  [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_ / name; }

  [[nodiscard]] x509::RequestContents read(const std::string& name) const {
    auto contents = x509::read_requests(as_bytes(file(name)), name);
    if (!contents) {
      FAIL(name << ": " << contents.error().id);
    }
    return std::move(*contents);
  }
  [[nodiscard]] x509::Request only(const std::string& name) const {
    auto contents = read(name);
    CHECK(contents.broken.empty());
    REQUIRE(contents.requests.size() == 1);
    return std::move(contents.requests.front());
  }

 private:
  TemporaryFolder folder_;
};

const Shop& shop() {
  static const Shop made;
  return made;
}

Error failure_of(const std::string& content) {
  const auto contents = x509::read_requests(as_bytes(content), "f");
  REQUIRE_FALSE(contents);
  CHECK(contents.error().kind == ErrorKind::input);
  return contents.error();
}

std::vector<std::string> names_of(const std::vector<model::RequestAttribute>& attributes) {
  std::vector<std::string> names;
  for (const auto& each : attributes) {
    names.push_back(each.name);
  }
  return names;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("the attributes of a request are told by name and OID, never by value") {
  shop().sh("openssl req -new -config req.cnf -section full -key k.pem -out full.csr");
  const auto request = shop().only("full.csr");
  CHECK(request.attributes == 3);
  auto names = names_of(request.attribute_details);
  std::ranges::sort(names);
  CHECK(names == Words{"challengePassword", "extensionRequest", "unstructuredName"});
  REQUIRE(request.extensions.size() == 2);
  CHECK(request.extensions[0].name == "subjectAltName");
  CHECK(request.extensions[0].oid == "2.5.29.17");
  CHECK_FALSE(request.extensions[0].critical);
  CHECK(request.extensions[1].name == "keyUsage");
  CHECK(request.extensions[1].critical);
  CHECK(request.alternative_names == Words{"dNSName", "rfc822Name", "iPAddress"});
  for (const auto& each : request.attribute_details) {
    CHECK(each.oid.starts_with("1.2.840.113549.1.9."));
    CHECK(each.name.find("entre nous") == std::string::npos);
  }
}

TEST_CASE("an attribute of a vendor is told by its OID") {
  shop().sh("openssl req -new -key k.pem -subj /CN=x -config req.cnf -out x.csr");
  spill(shop().path("own.cnf"),
        "oid_section=oids\n[oids]\nwindows=1.3.6.1.4.1.311.13.2.3\n[req]\ndistinguished_name=dn\n"
        "prompt=no\nattributes=a\n[dn]\nCN=x\n[a]\nwindows=10.0.1\n");
  shop().sh("openssl req -new -key k.pem -config own.cnf -out own.csr");
  const auto request = shop().only("own.csr");
  REQUIRE(request.attribute_details.size() == 1);
  CHECK(request.attribute_details[0].oid == "1.3.6.1.4.1.311.13.2.3");
  CHECK(request.attribute_details[0].name == "1.3.6.1.4.1.311.13.2.3");
}

TEST_CASE("subject, key and signature of a request are told as they are encoded") {
  shop().request("plain.csr", "-utf8", "/C=FR/ST=Rhône (69)/O=CH/OU=1010000024/CN=DMP+L=x");
  const auto request = shop().only("plain.csr");
  REQUIRE(request.subject_attributes.size() == 6);
  CHECK(request.subject_attributes[0] == model::NameAttribute{"C", "PrintableString", "FR", 0});
  CHECK(request.subject_attributes[1] == model::NameAttribute{"ST", "UTF8String", "Rhône (69)", 1});
  CHECK(request.subject_attributes[4].rdn == request.subject_attributes[5].rdn);
  CHECK(request.label == "CERTIFICATE REQUEST");
  CHECK(request.line == 1);
  CHECK(request.public_exponent == "65537");
  CHECK(request.key_word == "rsa:2048");
  CHECK(request.key_curve.empty());
  CHECK(request.signature_algorithm == "sha256WithRSAEncryption");
  CHECK(request.signature_hash == "SHA256");
  CHECK(request.signature_valid);
  CHECK_FALSE(request.envelope);
  const auto der = shop().sh(
      "openssl req -in plain.csr -pubkey -noout | openssl pkey -pubin -pubout -outform DER | "
      "sha256sum");
  CHECK(der.starts_with(request.public_key_sha256));
}

TEST_CASE("every hash, and none, is told") {
  struct Case {
    std::string options;
    std::string algorithm;
    std::string hash;
  };
  for (const auto& each :
       {Case{"-md5", "md5WithRSAEncryption", "MD5"}, Case{"-sha1", "sha1WithRSAEncryption", "SHA1"},
        Case{"-sha384", "sha384WithRSAEncryption", "SHA384"},
        Case{"-sigopt rsa_padding_mode:pss -sha256", "rsassaPss, SHA256", "SHA256"},
        Case{"-sigopt rsa_padding_mode:pss -sha1", "rsassaPss, SHA1", "SHA1"}}) {
    INFO(each.options);
    shop().request("hash.csr", each.options);
    const auto request = shop().only("hash.csr");
    CHECK(request.signature_algorithm == each.algorithm);
    CHECK(request.signature_hash == each.hash);
    CHECK(request.signature_valid);
  }
  shop().sh(
      "openssl genpkey -algorithm ED25519 -out ed.pem && "
      "openssl req -new -key ed.pem -subj /CN=x -config req.cnf -out ed.csr");
  const auto edwards = shop().only("ed.csr");
  CHECK(edwards.signature_hash.empty());
  CHECK(edwards.signature_algorithm == "ED25519");
  CHECK(edwards.public_exponent.empty());
  shop().sh(
      "openssl ecparam -name prime256v1 -genkey -noout -out ec.pem && "
      "openssl req -new -key ec.pem -subj /CN=x -config req.cnf -out ec.csr");
  const auto curve = shop().only("ec.csr");
  CHECK(curve.key_curve == "prime256v1");
  CHECK(curve.key_word == "ec:p256");
  CHECK(curve.key_bits == 256);
  CHECK(curve.signature_hash == "SHA256");
  CHECK(curve.signature_valid);
}

TEST_CASE("requests of certtool and keytool are read") {
  spill(shop().path("gnutls.cfg"), "country=FR\norganization=CH\nunit=1010000024\ncn=DMP\n");
  shop().sh(
      "certtool --generate-request --load-privkey k.pem --template gnutls.cfg --outfile "
      "gnutls.csr");
  const auto gnutls = shop().only("gnutls.csr");
  CHECK(gnutls.label == "NEW CERTIFICATE REQUEST");
  CHECK(gnutls.signature_valid);
  CHECK(gnutls.subject.common_name == "DMP");
  CHECK(gnutls.public_key_sha256 == [] {
    shop().request("same.csr");
    return shop().only("same.csr").public_key_sha256;
  }());
  shop().sh(
      "keytool -genkeypair -keystore s.p12 -storepass secret -keyalg RSA -keysize 2048 "
      "-alias a -dname 'CN=DMP, OU=1010000024, O=CH, ST=Ain (01), C=FR' && "
      "keytool -certreq -keystore s.p12 -storepass secret -alias a -file java.csr");
  const auto java = shop().only("java.csr");
  CHECK(java.label == "NEW CERTIFICATE REQUEST");
  CHECK(java.signature_valid);
  CHECK(java.subject.printed == "CN=DMP,OU=1010000024,O=CH,ST=Ain (01),C=FR");
  CHECK(names_of(java.attribute_details) == Words{"extensionRequest"});
  REQUIRE(java.extensions.size() == 1);
  CHECK(java.extensions[0].name == "subjectKeyIdentifier");
}

TEST_CASE("every form that a request travels in") {
  shop().request("form.csr");
  const auto expected = shop().only("form.csr").der;
  shop().sh(
      "openssl req -in form.csr -outform DER -out form.der;"
      "openssl req -in form.csr -newhdr -out form.new;"
      "openssl base64 -in form.der -out form.b64;"
      "(printf '\\357\\273\\277'; cat form.csr) > form.bom;"
      "sed 's/$/\\r/' form.csr > form.crlf;"
      "(openssl req -in form.csr -text; echo) > form.text");
  for (const std::string form : {"der", "new", "b64", "bom", "crlf", "text"}) {
    INFO(form);
    const auto request = shop().only("form." + form);
    CHECK(request.der == expected);
    CHECK(request.signature_valid);
    CHECK(request.label == (form == "new"                    ? "NEW CERTIFICATE REQUEST"
                            : form == "der" || form == "b64" ? "DER"
                                                             : "CERTIFICATE REQUEST"));
  }
  CHECK(shop().only("form.text").line > 10);
  CHECK(shop().only("form.der").line == 0);
}

TEST_CASE("all requests of a file are read; a broken one does not hide the others") {
  shop().request("one.csr", "", "/CN=one");
  shop().request("two.csr", "-newhdr", "/CN=two");
  shop().sh(
      "openssl req -new -x509 -config req.cnf -key k.pem -subj /CN=c -out c.pem;"
      "(echo first; cat one.csr; echo; cat c.pem; sed 6d one.csr; echo '-----BEGIN X-----';"
      " head -5 one.csr; cat two.csr) > many.pem");
  const auto contents = shop().read("many.pem");
  REQUIRE(contents.requests.size() == 2);
  CHECK(contents.requests[0].subject.common_name == "one");
  CHECK(contents.requests[0].line == 2);
  CHECK(contents.requests[1].subject.common_name == "two");
  CHECK_FALSE(contents.has_private_key);
  REQUIRE(contents.broken.size() == 2);
  const auto lines = shop().sh("grep -n 'BEGIN .*REQUEST' many.pem | cut -d: -f1 | tr '\\n' ' '");
  CHECK(lines.starts_with("2 "));
  for (const auto& error : contents.broken) {
    CHECK(error.id == "REQUEST-UNREADABLE");
    const auto place = value_of(error.args, "file");
    REQUIRE(place.starts_with("many.pem:"));
    CHECK((" " + lines).find(" " + place.substr(9) + " ") != std::string::npos);
  }
  shop().sh("cat k.pem one.csr > both.pem");
  CHECK(shop().read("both.pem").has_private_key);
}

TEST_CASE("what holds no request is told apart") {
  shop().request("r.csr");
  shop().sh(
      "openssl req -new -x509 -config req.cnf -key k.pem -subj /CN=c -out c.pem;"
      "openssl x509 -in c.pem -outform DER -out c.der;"
      "openssl pkey -in k.pem -outform DER -out k.der;"
      "openssl pkcs8 -topk8 -in k.pem -passout pass:x -out k.enc;"
      "openssl crl2pkcs7 -nocrl -certfile c.pem -out c.p7b;"
      "openssl crl2pkcs7 -nocrl -certfile c.pem -outform DER -out c.p7;"
      "openssl pkcs12 -export -in c.pem -inkey k.pem -passout pass:x -out c.p12;"
      "openssl req -in r.csr -outform DER -out r.der");
  for (const std::string file : {"c.pem", "c.der", "c.p7b", "c.p7", "c.p12"}) {
    INFO(file);
    CHECK(failure_of(shop().file(file)).id == "REQUEST-IS-CERTIFICATE");
  }
  for (const std::string file : {"k.pem", "k.der", "k.enc"}) {
    INFO(file);
    CHECK(failure_of(shop().file(file)).id == "REQUEST-IS-KEY");
  }
  const auto der = shop().file("r.der");
  for (const std::string& bad :
       {std::string(), std::string("\n"), std::string("hello"), der.substr(0, der.size() - 1),
        std::string("0\x80"), std::string(100, '0'),
        std::string("-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----\n"),
        std::string("-----BEGIN "), std::string("{\"version\": 1}")}) {
    INFO(bad.substr(0, 40));
    CHECK(failure_of(bad).id == "REQUEST-UNREADABLE");
  }
  CHECK(failure_of(der + "x").id == "REQUEST-TRAILING");
  const auto whole = shop().file("r.csr");
  for (std::size_t size = 0; size < whole.size() - 1; size += 7) {
    INFO(size);
    CHECK(failure_of(whole.substr(0, size)).id == "REQUEST-UNREADABLE");
  }
}

TEST_CASE("the size and the number of requests are bounded") {
  std::string armoured = "-----BEGIN CERTIFICATE REQUEST-----\n" + std::string(100'000, 'A') +
                         "\n-----END CERTIFICATE REQUEST-----\n";
  CHECK(failure_of(armoured).id == "REQUEST-UNREADABLE");
  // A request that is one in form, under a key of a million bits.
  spill(shop().path("big.cnf"),
        "asn1=SEQUENCE:request\n[request]\ni=SEQUENCE:info\na=SEQUENCE:sha\n"
        "s=FORMAT:HEX,BITSTRING:00\n"
        "[info]\nv=INTEGER:0\nn=SEQUENCE:name\nk=SEQUENCE:key\na=IMPLICIT:0,SEQUENCE:none\n"
        "[name]\n[none]\n[sha]\no=OID:sha256WithRSAEncryption\nn=NULL\n[key]\na=SEQUENCE:rsa\n"
        "k=BITWRAP,SEQUENCE:numbers\n[rsa]\no=OID:rsaEncryption\nn=NULL\n"
        "[numbers]\nn=INTEGER:0xD" +
            std::string(249'999, '7') + "\ne=INTEGER:65537\n");
  shop().sh("openssl asn1parse -genconf big.cnf -noout -out big.der");
  const auto big = failure_of(shop().file("big.der"));
  CHECK(big.id == "REQUEST-TOO-LARGE");
  CHECK(value_of(big.args, "limit") == std::to_string(x509::kMaxRequestBytes));

  shop().request("r.csr");
  std::string many;
  for (std::size_t i = 0; i <= x509::kMaxRequests; ++i) {
    many += "-----BEGIN CERTIFICATE REQUEST-----\n";
  }
  const auto contents = x509::read_requests(as_bytes(shop().file("r.csr") + many), "f");
  REQUIRE(contents);
  CHECK(contents->requests.size() == 1);
  CHECK(contents->broken.size() == x509::kMaxRequests);
  CHECK(contents->broken.back().id == "REQUEST-TOO-MANY");
}

namespace {

/// Signing is a request and a card's certificate to sign it with.
void prepare_signing() {
  shop().request("signed.csr");
  spill(shop().path("card.cnf"),
        "[req]\ndistinguished_name=dn\n[dn]\n[card]\nkeyUsage=critical,nonRepudiation\n"
        "extendedKeyUsage=emailProtection\n1.2.250.1.71.1.2.2=ASN1:INTEGER:0\n"
        "1.2.250.1.71.1.2.3=ASN1:PRINTABLESTRING:8025000001/2600301752\n");
  shop().sh(
      "openssl req -in signed.csr -outform DER -out signed.der;"
      "[ -e card.pem ] || openssl req -new -x509 -newkey rsa:2048 -nodes -keyout card.key "
      "-config card.cnf -extensions card -subj '/C=FR/CN=899700000017' -days 1 -out card.pem;"
      "[ -e mail.pem ] || openssl req -new -x509 -newkey rsa:2048 -nodes -keyout mail.key "
      "-config req.cnf -subj '/C=FR/CN=somebody' -days 1 -out mail.pem");
}

}  // namespace

TEST_CASE("a request in a CMS signature is read, and the signature verified") {
  prepare_signing();
  const auto expected = shop().only("signed.csr").der;
  const std::string sign = "openssl cms -sign -nodetach -signer card.pem -inkey card.key ";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"-in signed.csr -outform DER", "DER envelope, PEM inside"},
      {"-in signed.csr -outform PEM", "PEM envelope"},
      {"-binary -in signed.der -outform DER", "DER inside"},
      {"-binary -in signed.der -outform DER -stream", "indefinite lengths"},
      {"-binary -in signed.der -outform DER -keyid -md sha384", "another form of signer"},
      {"-binary -in signed.der -outform DER -noattr", "no signed attributes"},
      {"-in signed.csr -outform PEM -signer mail.pem -inkey mail.key", "two signers"}};
  for (const auto& [options, what] : cases) {
    INFO(what);
    shop().sh(sign + options + " -out signed.p7m");
    const auto request = shop().only("signed.p7m");
    CHECK(request.der == expected);
    CHECK(request.signature_valid);
    REQUIRE(request.envelope);
    CHECK(request.envelope->signature_valid);
    CHECK(request.envelope->signer == "CN=899700000017,C=FR");
    CHECK(request.envelope->card_number == "2600301752");
    CHECK(shop()
              .sh("openssl x509 -in card.pem -outform DER | sha256sum")
              .starts_with(request.envelope->signer_sha256));
    CHECK(request.envelope->signed_at.has_value() == (what != "no signed attributes"));
  }
  shop().sh(
      "openssl cms -sign -nodetach -signer mail.pem -inkey mail.key -in signed.csr -outform "
      "PEM -out mail.p7m && sed -i 's/ CMS-/ PKCS7-/' mail.p7m && cat signed.csr mail.p7m > "
      "mixed.pem");
  const auto mixed = shop().read("mixed.pem");
  REQUIRE(mixed.requests.size() == 2);
  CHECK_FALSE(mixed.requests[0].envelope);
  REQUIRE(mixed.requests[1].envelope);
  CHECK(mixed.requests[1].envelope->card_number.empty());
  CHECK(mixed.requests[1].envelope->signer == "CN=somebody,C=FR");
}

TEST_CASE("bytes behind the structure are refused, zeros and line ends among them") {
  prepare_signing();
  const std::string sign = "openssl cms -sign -nodetach -binary -signer card.pem -inkey card.key ";
  shop().sh(sign + "-in signed.der -outform DER -out whole.p7m;" + sign +
            "-in signed.der -outform DER -stream -out stream.p7m");
  for (const std::string name : {"signed.der", "whole.p7m", "stream.p7m"}) {
    for (const std::string tail : {"\\0", "\\0\\0\\0\\0", "\\n", "\\r\\n", " ", "\\60\\0", "x"}) {
      CAPTURE(name, tail);
      shop().sh("(cat " + name + "; printf '" + tail +
                "') > long; openssl base64 -in long -out naked;"
                "(echo -----BEGIN CMS-----; cat naked; echo -----END CMS-----) > armoured");
      const auto size = shop().file("long").size() - shop().file(name).size();
      for (const auto* form : {"long", "naked", "armoured"}) {
        CAPTURE(form);
        const auto failure = failure_of(shop().file(form));
        CHECK(failure.id == "REQUEST-TRAILING");
        CHECK(failure.args == Args{arg("file", "f"), arg("count", size)});
      }
    }
    CHECK(shop().only(name).signature_valid);
  }
  // The request inside, too: what follows it is signed, and nobody's request.
  shop().sh("(cat signed.der; printf '\\0') > inner;" + sign +
            "-in inner -outform DER -out inner.p7m");
  CHECK(failure_of(shop().file("inner.p7m")).id == "REQUEST-TRAILING");
}

TEST_CASE("a signature that does not hold, or has no signer or content, is told") {
  prepare_signing();
  shop().sh(
      "openssl cms -sign -nodetach -binary -signer card.pem -inkey card.key -in signed.csr "
      "-outform DER -out good.p7m;"
      // The request inside stays one: a letter of the text around it changes.
      "(echo 'order of Monday'; cat signed.csr) > noted.csr;"
      "openssl cms -sign -nodetach -binary -signer card.pem -inkey card.key -in noted.csr -outform "
      "DER -out noted.p7m; sed 's/order of Monday/order of Sunday/' noted.p7m > tampered.p7m;"
      "openssl cms -sign -nodetach -nocerts -signer card.pem -inkey card.key -in signed.csr "
      "-outform DER -out nobody.p7m;"
      "openssl cms -sign -binary -signer card.pem -inkey card.key -in signed.csr -outform DER -out "
      "detached.p7m;"
      "openssl cms -sign -nodetach -signer card.pem -inkey card.key -in card.cnf -outform DER -out "
      "other.p7m;"
      "openssl cms -sign -nodetach -binary -signer card.pem -inkey card.key -in good.p7m -outform "
      "DER -out twice.p7m;"
      "openssl cms -encrypt -in signed.csr -outform DER -out hidden.p7m card.pem");
  CHECK(shop().only("good.p7m").envelope->signature_valid);
  const auto tampered = shop().only("tampered.p7m");
  CHECK(tampered.signature_valid);
  REQUIRE(tampered.envelope);
  CHECK_FALSE(tampered.envelope->signature_valid);
  CHECK(tampered.envelope->signer == "CN=899700000017,C=FR");
  const auto nobody = shop().only("nobody.p7m");
  REQUIRE(nobody.envelope);
  CHECK_FALSE(nobody.envelope->signature_valid);
  CHECK(nobody.envelope->signer.empty());
  CHECK(failure_of(shop().file("detached.p7m")).id == "REQUEST-ENVELOPE-DETACHED");
  CHECK(failure_of(shop().file("other.p7m")).id == "REQUEST-UNREADABLE");
  CHECK(failure_of(shop().file("hidden.p7m")).id == "REQUEST-UNREADABLE");
  CHECK(failure_of(shop().file("twice.p7m")).id == "REQUEST-IS-CERTIFICATE");
}

TEST_CASE("a changed byte of an envelope never makes a signature valid for another request") {
  prepare_signing();
  shop().sh(
      "openssl cms -sign -nodetach -binary -signer card.pem -inkey card.key -in signed.der "
      "-outform DER -out flip.p7m");
  const auto original = shop().only("signed.csr").der;
  const auto whole = shop().file("flip.p7m");
  for (std::size_t at = 0; at < whole.size(); at += 3) {
    auto changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    const auto contents = x509::read_requests(as_bytes(changed), "flip");
    if (contents && contents->requests.front().envelope &&
        contents->requests.front().envelope->signature_valid) {
      INFO(at);
      CHECK(contents->requests.front().der == original);
    }
  }
}
