#include "dmp/x509/key.hpp"

#include "dmp/x509/digest.hpp"
#include "dmp/x509/key_generation.hpp"
#include "helpers.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

std::string text_of(const Secret& secret) { return std::string(as_text(secret.view())); }

const x509::PrivateKey& our_key() {
  static const auto key = x509::default_generator()({}, {});
  REQUIRE(key);
  return *key;
}

void check_failure(const std::string& content, const std::string& id, ErrorKind kind,
                   const Secret* passphrase = nullptr) {
  const auto key = x509::PrivateKey::read(as_bytes(content), "the file", passphrase);
  REQUIRE_FALSE(key);
  CHECK(key.error().id == id);
  CHECK(key.error().kind == kind);
  CHECK(value_of(key.error().args, "file") == "the file");
}

}  // namespace

TEST_CASE("digest of known bytes") {
  CHECK(x509::sha256_hex(as_bytes("abc")) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(x509::sha256_hex({}) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("a generated key is RSA with the usual exponent, read by openssl and back") {
  TemporaryFolder folder;
  const auto pem = our_key().pem();
  REQUIRE(pem);
  spill(folder / "k.pem", text_of(*pem));
  CHECK(text_of(*pem).starts_with("-----BEGIN PRIVATE KEY-----\n"));
  const auto shown = shell(folder.path(), "openssl pkey -in k.pem -noout -text -check");
  CHECK(shown.find("Key is valid") != std::string::npos);
  CHECK(shown.find("2048 bit") != std::string::npos);
  CHECK(shown.find("publicExponent: 65537") != std::string::npos);
  const auto sum = shell(folder.path(), "openssl pkey -in k.pem -pubout -outform DER | sha256sum");
  CHECK(sum.substr(0, 64) == our_key().public_key_sha256());
  CHECK(our_key().algorithm() == "RSA");
  CHECK(our_key().bits() == 2048);
  const auto again = x509::PrivateKey::read(pem->view(), "k.pem");
  REQUIRE(again);
  CHECK(again->public_key_sha256() == our_key().public_key_sha256());
}

TEST_CASE(
    "an encrypted key is PBES2 with AES-256 and 600,000 rounds, and opens with its passphrase "
    "only") {
  TemporaryFolder folder;
  const auto passphrase = secret("mot de passe é");
  const auto pem = our_key().pem(&passphrase);
  REQUIRE(pem);
  spill(folder / "k.pem", text_of(*pem));
  spill(folder / "good", "mot de passe é\n");
  spill(folder / "bad", "mot de passe e\n");
  CHECK(text_of(*pem).starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
  const auto shown = shell(folder.path(), "openssl asn1parse -in k.pem");
  for (const char* part :
       {"PBES2", "PBKDF2", "hmacWithSHA256", "aes-256-cbc", "INTEGER           :0927C0"}) {
    CHECK(shown.find(part) != std::string::npos);
  }
  CHECK(shown.find("l=  16 prim: OCTET STRING") != std::string::npos);
  shell(folder.path(), "openssl pkey -in k.pem -passin file:good -noout");
  std::string output;
  CHECK(run("openssl pkey -noout -passin file:bad -in " + (folder / "k.pem").string(), &output) !=
        0);

  const auto content = text_of(*pem);
  const auto read = x509::PrivateKey::read(as_bytes(content), "k.pem", &passphrase);
  REQUIRE(read);
  CHECK(read->public_key_sha256() == our_key().public_key_sha256());
  const auto wrong = secret("mot de passe e");
  const auto nothing = secret("");
  check_failure(content, "PASSPHRASE-WRONG", ErrorKind::secret, &wrong);
  check_failure(content, "PASSPHRASE-WRONG", ErrorKind::secret, &nothing);
  check_failure(content, "PASSPHRASE-NEEDED", ErrorKind::secret);
  // Two writings never share salt and IV.
  CHECK(text_of(*our_key().pem(&passphrase)) != content);
}

TEST_CASE("an empty passphrase does not pass for protection") {
  const auto nothing = secret("");
  const auto pem = our_key().pem(&nothing);
  REQUIRE_FALSE(pem);
  CHECK(pem.error().id == "PASSPHRASE-EMPTY");
}

TEST_CASE("keys of every form that openssl writes are read") {
  TemporaryFolder folder;
  shell(folder.path(), "openssl genrsa -traditional -out pkcs1.pem 2048");
  const auto expected =
      shell(folder.path(), "openssl pkey -in pkcs1.pem -pubout -outform DER | sha256sum")
          .substr(0, 64);
  shell(folder.path(),
        "openssl pkcs8 -topk8 -nocrypt -in pkcs1.pem -out pkcs8.pem && "
        "openssl pkcs8 -topk8 -nocrypt -in pkcs1.pem -outform DER -out pkcs8.der && "
        "openssl rsa -traditional -in pkcs1.pem -outform DER -out pkcs1.der && "
        "(cat pkcs8.pem | sed 's/$/\\r/') > crlf.pem && "
        "(printf '\\357\\273\\277Bag Attributes\\n'; cat pkcs8.pem) > bom.pem && "
        "printf secret > pass && "
        "openssl rsa -traditional -aes256 -passout file:pass -in pkcs1.pem -out old-aes.pem && "
        "openssl rsa -traditional -des3 -passout file:pass -in pkcs1.pem -out old-3des.pem && "
        "openssl pkcs8 -topk8 -passout file:pass -in pkcs1.pem -out v2.pem && "
        "openssl pkcs8 -topk8 -passout file:pass -in pkcs1.pem -outform DER -out v2.der && "
        "openssl pkcs8 -topk8 -scrypt -passout file:pass -in pkcs1.pem -out scrypt.pem && "
        "openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES -passout file:pass -in pkcs1.pem -out v1.pem");
  const auto right = secret("secret");
  const auto wrong = secret("secreT");
  for (const std::string name :
       {"pkcs1.pem", "pkcs8.pem", "pkcs8.der", "pkcs1.der", "crlf.pem", "bom.pem"}) {
    INFO(name);
    const auto key = x509::PrivateKey::read(as_bytes(slurp(folder / name)), name);
    REQUIRE(key);
    CHECK(key->public_key_sha256() == expected);
  }
  for (const std::string name :
       {"old-aes.pem", "old-3des.pem", "v2.pem", "v2.der", "scrypt.pem", "v1.pem"}) {
    INFO(name);
    const auto content = slurp(folder / name);
    const auto key = x509::PrivateKey::read(as_bytes(content), name, &right);
    REQUIRE(key);
    CHECK(key->public_key_sha256() == expected);
    check_failure(content, "PASSPHRASE-NEEDED", ErrorKind::secret);
    check_failure(content, "PASSPHRASE-WRONG", ErrorKind::secret, &wrong);
  }
  // What follows a key is no part of it, white space apart.
  const auto der = slurp(folder / "pkcs8.der");
  CHECK(x509::PrivateKey::read(as_bytes(der + "\r\n"), "k.der"));
  for (const auto& tail : {std::string(3, '\0'), std::string(1, '\0') + "\n", std::string("x")}) {
    check_failure(der + tail, "KEY-UNREADABLE", ErrorKind::input);
    check_failure(slurp(folder / "v2.der") + tail, "KEY-UNREADABLE", ErrorKind::input, &right);
  }
}

TEST_CASE("keys that GnuTLS and Java made are read, or it is said how to take them out") {
  TemporaryFolder folder;
  shell(folder.path(),
        "printf secret > pass && certtool --generate-privkey --bits 2048 --outfile rsa.pem && "
        "certtool --generate-privkey --provable --bits 2048 --outfile provable.pem && "
        "certtool --generate-privkey --key-type ecdsa --curve secp256r1 --outfile ec.pem && "
        "certtool --to-p8 --load-privkey rsa.pem --pkcs-cipher aes-256 --password secret --outfile "
        "encrypted.pem && keytool -genkeypair -alias a -keyalg RSA -keysize 2048 -dname CN=x "
        "-storetype PKCS12 -keystore k.p12 -storepass:file pass && "
        "keytool -importkeystore -srckeystore k.p12 -srcstorepass:file pass -destkeystore k.jks "
        "-deststoretype JKS -deststorepass:file pass && "
        "openssl pkcs12 -in k.p12 -passin file:pass -nocerts -passout pass:secret -out out.pem");
  const auto right = secret("secret");
  for (const std::string name : {"rsa.pem", "provable.pem", "ec.pem", "encrypted.pem", "out.pem"}) {
    INFO(name);
    const auto key = x509::PrivateKey::read(as_bytes(slurp(folder / name)), name, &right);
    REQUIRE(key);
    const auto sum =
        shell(folder.path(),
              "openssl pkey -in " + name + " -passin file:pass -pubout -outform DER | sha256sum");
    CHECK(sum.substr(0, 64) == key->public_key_sha256());
  }
  for (const std::string name : {"k.p12", "k.jks"}) {
    INFO(name);
    const auto key = x509::PrivateKey::read(as_bytes(slurp(folder / name)), name, &right);
    REQUIRE_FALSE(key);
    CHECK(key.error().id == "KEY-UNREADABLE");
    const auto told = in_english().text(key.error().id, key.error().args);
    CHECK(told.find(name == "k.p12" ? "openssl pkcs12 -in" : "keytool -importkeystore") !=
          std::string::npos);
  }
}

TEST_CASE("keys encrypted with the algorithms of old are opened or named") {
  TemporaryFolder folder;
  const bool has_provider = run("openssl list -providers -provider legacy") == 0;
  if (!has_provider) {
    WARN("skipped: OpenSSL's legacy provider is not here");
    return;
  }
  shell(folder.path(),
        "openssl genrsa -out k.pem 2048 && openssl rsa -traditional -des -provider legacy "
        "-provider default -passout pass:secret -in k.pem -out des.pem && "
        "for v in MD5-DES SHA1-RC2-40 SHA1-RC4-128; do openssl pkcs8 -topk8 -v1 PBE-$v -provider "
        "legacy -provider default -passout pass:secret -in k.pem -out $v.pem; done");
  const auto plain = x509::PrivateKey::read(as_bytes(slurp(folder / "k.pem")), "k.pem");
  REQUIRE(plain);
  CHECK(plain->protection() == x509::Protection::none);
  const auto right = secret("secret");
  const auto wrong = secret("secreT");
  for (const std::string name : {"MD5-DES.pem", "SHA1-RC2-40.pem", "SHA1-RC4-128.pem"}) {
    INFO(name);
    const auto content = slurp(folder / name);
    const auto key = x509::PrivateKey::read(as_bytes(content), name, &right);
    REQUIRE(key);
    CHECK(key->public_key_sha256() == plain->public_key_sha256());
    CHECK(key->protection() == x509::Protection::passphrase);
    check_failure(content, "PASSPHRASE-WRONG", ErrorKind::secret, &wrong);
  }
  const auto content = slurp(folder / "des.pem");
  REQUIRE(content.find("DEK-Info: DES-CBC,") != std::string::npos);
  check_failure(content, "KEY-LEGACY", ErrorKind::input, &right);
  const auto error = x509::PrivateKey::read(as_bytes(content), "des.pem", &right).error();
  CHECK(value_of(error.args, "algorithm") == "DES-CBC");
  // What the remedy names does it.
  shell(folder.path(),
        "openssl pkey -provider legacy -provider default -in des.pem -passin pass:secret -aes256 "
        "-passout pass:secret -out new.pem");
  CHECK(x509::PrivateKey::read(as_bytes(slurp(folder / "new.pem")), "new.pem", &right));
}

TEST_CASE("all keys of a file, and the empty passphrase whatever was given") {
  const auto& pki = authority();
  const auto both = slurp(pki / "leaf.key") + slurp(pki / "stranger.key");
  const auto keys = x509::read_keys(as_bytes(both), "both.pem");
  REQUIRE(keys);
  REQUIRE(keys->size() == 2);
  CHECK((*keys)[1].public_key_sha256() == load(pki / "stranger.pem").facts().public_key_sha256);
  shell(pki.path(), "openssl pkcs8 -topk8 -in leaf.key -passout pass: -out free.key");
  const auto free = slurp(pki / "free.key");
  const auto some = secret("some");
  const Secret* const none = nullptr;
  for (const auto* passphrase : {none, &some}) {
    const auto opened = x509::read_keys(as_bytes(free), "free.key", passphrase);
    REQUIRE(opened);
    CHECK(opened->front().protection() == x509::Protection::empty);
  }
  // Of our own files each opens as it was closed.
  check_failure(free, "PASSPHRASE-NEEDED", ErrorKind::secret);
  check_failure(free, "PASSPHRASE-WRONG", ErrorKind::secret, &some);
}

TEST_CASE("a key is found behind its certificate") {
  const auto& pki = authority();
  const auto both = slurp(pki / "leaf.pem") + slurp(pki / "issuer.pem") + slurp(pki / "leaf.key");
  const auto key = x509::PrivateKey::read(as_bytes(both), "both.pem");
  REQUIRE(key);
  CHECK(key->public_key_sha256() == load(pki / "leaf.pem").facts().public_key_sha256);
}

TEST_CASE("elliptic keys are read and named") {
  TemporaryFolder folder;
  shell(folder.path(), "openssl ecparam -genkey -name prime256v1 -out sec1.pem");
  const auto key = x509::PrivateKey::read(as_bytes(slurp(folder / "sec1.pem")), "sec1.pem");
  REQUIRE(key);
  CHECK(key->algorithm() == "EC");
  CHECK(key->bits() == 256);
}

TEST_CASE("what is not a key is told apart") {
  const auto& pki = authority();
  shell(pki.path(),
        "openssl x509 -in leaf.pem -outform DER -out leaf.der; openssl req -in leaf.csr "
        "-outform DER -out leaf.csr.der; openssl pkey -in leaf.key -pubout -out pub.pem");
  check_failure(slurp(pki / "leaf.pem"), "KEY-IS-CERTIFICATE", ErrorKind::input);
  check_failure(slurp(pki / "leaf.der"), "KEY-IS-CERTIFICATE", ErrorKind::input);
  check_failure(slurp(pki / "leaf.csr"), "KEY-IS-REQUEST", ErrorKind::input);
  check_failure(slurp(pki / "leaf.csr.der"), "KEY-IS-REQUEST", ErrorKind::input);
  check_failure(slurp(pki / "pub.pem"), "KEY-UNREADABLE", ErrorKind::input);
  check_failure("", "KEY-UNREADABLE", ErrorKind::input);
  check_failure(" \r\n", "KEY-UNREADABLE", ErrorKind::input);
  check_failure("hello", "KEY-UNREADABLE", ErrorKind::input);
  check_failure(std::string("0\x80", 2), "KEY-UNREADABLE", ErrorKind::input);
}

TEST_CASE("a key cut off anywhere, or with a changed byte, is refused") {
  const auto pem = our_key().pem();
  REQUIRE(pem);
  const auto text = text_of(*pem);
  const auto whole = text.size() - 1;  // The last line break is not missed.
  for (std::size_t size = 0; size < whole; size += 7) {
    INFO(size);
    const auto key = x509::PrivateKey::read(as_bytes(text).first(size), "cut");
    REQUIRE_FALSE(key);
    CHECK(key.error().id == "KEY-UNREADABLE");
  }
  TemporaryFolder folder;
  spill(folder / "k.pem", text);
  shell(folder.path(), "openssl pkey -in k.pem -outform DER -out k.der");
  const auto der = slurp(folder / "k.der");
  for (std::size_t at = 4; at < der.size(); at += 13) {
    INFO(at);
    auto changed = der;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    CHECK_FALSE(x509::PrivateKey::read(as_bytes(changed), "changed"));
  }
}

TEST_CASE("a key that asks for endless work is refused at once") {
  TemporaryFolder folder;
  spill(folder / "pass", "secret");
  shell(folder.path(),
        "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out k.pem && "
        "openssl pkcs8 -topk8 -iter 65537 -passout file:pass -in k.pem -outform DER -out k.der");
  auto der = slurp(folder / "k.der");
  const std::string count("\x02\x03\x01\x00\x01", 5);
  const auto at = der.find(count);
  REQUIRE(at != std::string::npos);
  der[at + 2] = 0x7F;
  der[at + 3] = static_cast<char>(0xFF);  // 8,388,353 rounds.
  const auto right = secret("secret");
  const auto key = x509::PrivateKey::read(as_bytes(der), "slow", &right);
  REQUIRE_FALSE(key);
  CHECK(key.error().id == "KEY-UNREADABLE");
  CHECK(value_of(key.error().args, "reason") == "key.reason.iterations");
}
