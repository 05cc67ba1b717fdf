#include "dmp/x509/container.hpp"
#include "dmp/x509/keystore.hpp"
#include "dmp/x509/work_limit.hpp"
#include "helpers.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

// As the portal makes them.
const std::string kPortal = "-certpbe NONE -keypbe PBE-SHA1-3DES -macalg sha1 -iter 2048 ";

std::string make(const std::string& name, const std::string& options) {
  const auto& pki = authority();
  shell(pki.path(),
        "cat issuer.pem root.pem > above.pem && printf 'mot de passé' > pass && openssl pkcs12 "
        "-export -in leaf.pem -inkey leaf.key -certfile above.pem -passout file:pass -out " +
            name + " " + options);
  return slurp(pki / name);
}

const Secret& right() {
  static const auto passphrase = secret("mot de passé");
  return passphrase;
}
const Secret& wrong() {
  static const auto passphrase = secret("mot de passe");
  return passphrase;
}

std::string leaf_key_digest() {
  const auto key = x509::PrivateKey::read(as_bytes(slurp(authority() / "leaf.key")), "leaf.key");
  REQUIRE(key);
  return key->public_key_sha256();
}

Error key_failure(const std::string& content, const Secret* passphrase) {
  const auto key = x509::read_keys(as_bytes(content), "f.p12", passphrase);
  REQUIRE_FALSE(key);
  CHECK(value_of(key.error().args, "file") == "f.p12");
  return key.error();
}

}  // namespace

TEST_CASE("a P12 of the portal shows its certificates without password and with any") {
  const auto content = make("portal.p12", kPortal);
  const Secret* const none = nullptr;
  for (const Secret* passphrase : {none, &wrong(), &right()}) {
    const auto contents = x509::read_contents(as_bytes(content), "f.p12", passphrase);
    REQUIRE(contents);
    CHECK(contents->kind == x509::ContainerKind::pkcs12);
    REQUIRE(contents->certificates.size() == 3);
    CHECK(contents->certificates[0].facts().subject.common_name == "DMP");
    CHECK(contents->certificates[0].facts().usage == model::Usage::auth_cli);
    CHECK(contents->certificates[0].facts().environment == model::Environment::rehearsal);
    CHECK(contents->certificates[1].facts().usage == model::Usage::ca);
    CHECK(contents->has_private_key);
    CHECK_FALSE(contents->has_encrypted_certificates);
  }
  const auto longer = content + std::string(2, '\0');
  CHECK(x509::read_keys(as_bytes(longer), "f.p12", &right()).error().id == "KEY-UNREADABLE");
  CHECK(x509::read_contents(as_bytes(longer), "f.p12", &right()).error().id ==
        "CONTAINER-TRAILING");
  const auto keys = x509::read_keys(as_bytes(content), "f.p12", &right());
  REQUIRE(keys);
  REQUIRE(keys->size() == 1);
  CHECK(keys->front().public_key_sha256() == leaf_key_digest());
  CHECK(keys->front().protection() == x509::Protection::passphrase);
  CHECK(key_failure(content, &wrong()).id == "PASSPHRASE-WRONG");
  CHECK(key_failure(content, &wrong()).kind == ErrorKind::secret);
  CHECK(key_failure(content, nullptr).id == "PASSPHRASE-NEEDED");
}

TEST_CASE("a P12 with encrypted certificates says so, and opens with its password") {
  for (const std::string options : {"", "-certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES"}) {
    INFO(options);
    const auto content = make("hidden.p12", options);
    const auto closed = x509::read_contents(as_bytes(content), "f.p12");
    REQUIRE(closed);
    CHECK(closed->certificates.empty());
    CHECK(closed->has_encrypted_certificates);
    const auto open = x509::read_contents(as_bytes(content), "f.p12", &right());
    REQUIRE(open);
    CHECK(open->certificates.size() == 3);
    CHECK_FALSE(open->has_encrypted_certificates);
    CHECK(open->has_private_key);
    const auto refused = x509::read_contents(as_bytes(content), "f.p12", &wrong());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().id == "PASSPHRASE-WRONG");
    CHECK(refused.error().kind == ErrorKind::secret);
    CHECK(x509::read_keys(as_bytes(content), "f.p12", &right()));
  }
}

TEST_CASE("a P12 without MAC has its key checked by the encryption alone") {
  const auto content = make("nomac.p12", "-nomac");
  CHECK(x509::read_contents(as_bytes(content), "f.p12", &wrong())->certificates.size() == 3);
  CHECK(x509::read_keys(as_bytes(content), "f.p12", &right()));
  CHECK(key_failure(content, &wrong()).id == "PASSPHRASE-WRONG");
  CHECK(key_failure(content, nullptr).id == "PASSPHRASE-NEEDED");
}

TEST_CASE("an obsolete P12 is opened by OpenSSL's legacy provider") {
  const bool has_provider = run("openssl list -providers -provider legacy") == 0;
  if (!has_provider) {
    WARN("skipped: OpenSSL's legacy provider is not here");
    return;
  }
  for (const std::string options : {"-legacy", "-legacy -certpbe PBE-MD5-DES -keypbe PBE-MD5-DES",
                                    "-legacy -certpbe PBE-SHA1-RC4-128 -keypbe PBE-SHA1-RC2-128"}) {
    INFO(options);
    const auto content = make("old.p12", options);
    const auto closed = x509::read_contents(as_bytes(content), "f.p12");
    REQUIRE(closed);
    CHECK(closed->has_encrypted_certificates);
    const auto open = x509::read_contents(as_bytes(content), "f.p12", &right());
    REQUIRE(open);
    CHECK(open->certificates.size() == 3);
    const auto keys = x509::read_keys(as_bytes(content), "f.p12", &right());
    REQUIRE(keys);
    CHECK(keys->front().public_key_sha256() == leaf_key_digest());
    CHECK(x509::read_contents(as_bytes(content), "f.p12", &wrong()).error().id ==
          "PASSPHRASE-WRONG");
  }
}

TEST_CASE("a P12 has all of its keys") {
  const auto& pki = authority();
  std::string script = "rm -f two.p12; ";
  for (const std::string name : {"leaf", "stranger"}) {
    script += "openssl pkcs12 -export -in " + name + ".pem -inkey " + name + ".key -name " + name +
              " -passout pass:sesame -out " + name +
              ".p12 && keytool -importkeystore -noprompt "
              "-srckeystore " +
              name +
              ".p12 -srcstorepass sesame -destkeystore two.p12 "
              "-deststoretype PKCS12 -deststorepass sesame && ";
  }
  shell(pki.path(), script + "true");
  const auto content = slurp(pki / "two.p12");
  const auto sesame = secret("sesame");
  const auto contents = x509::read_contents(as_bytes(content), "two.p12", &sesame);
  REQUIRE(contents);
  CHECK(contents->certificates.size() == 2);
  const auto keys = x509::read_keys(as_bytes(content), "two.p12", &sesame);
  REQUIRE(keys);
  REQUIRE(keys->size() == 2);
  CHECK((*keys)[0].public_key_sha256() == load(pki / "leaf.pem").facts().public_key_sha256);
  CHECK((*keys)[1].public_key_sha256() == load(pki / "stranger.pem").facts().public_key_sha256);
}

TEST_CASE("a MAC that OpenSSL does not know is named") {
  // PBMAC1 (RFC 9579) in the place of SHA-256, whose identifier is as long.
  auto content = make("mac.p12", "-macalg sha256");
  const std::string sha256("\x60\x86\x48\x01\x65\x03\x04\x02\x01");
  const auto at = content.rfind(sha256);
  REQUIRE(at != std::string::npos);
  content.replace(at, sha256.size(), "\x2A\x86\x48\x86\xF7\x0D\x01\x05\x0E");
  const auto error = key_failure(content, &right());
  CHECK(error.id == "PKCS12-UNREADABLE");
  CHECK(in_english().text(error.id, error.args).find("uses PBMAC1, which") != std::string::npos);
}

TEST_CASE("a P12 without key, and one without password") {
  const auto& pki = authority();
  shell(pki.path(),
        "printf 'mot de passé' > pass && "
        "openssl pkcs12 -export -nokeys -in leaf.pem -certpbe NONE -passout file:pass -out "
        "nokey.p12 && "
        "openssl pkcs12 -export -in leaf.pem -inkey leaf.key -passout pass: -out free.p12");
  const auto content = slurp(pki / "nokey.p12");
  CHECK_FALSE(x509::read_contents(as_bytes(content), "f.p12")->has_private_key);
  CHECK(key_failure(content, &right()).id == "PKCS12-NO-KEY");
  const auto free = slurp(pki / "free.p12");
  const auto nothing = secret("");
  const Secret* const none = nullptr;
  // The empty passphrase is tried whatever was given.
  for (const Secret* passphrase : {none, &nothing, &wrong()}) {
    const auto contents = x509::read_contents(as_bytes(free), "f.p12", passphrase);
    REQUIRE(contents);
    CHECK(contents->certificates.size() == 1);
    CHECK_FALSE(contents->has_encrypted_certificates);
    CHECK(contents->has_empty_passphrase);
    const auto keys = x509::read_keys(as_bytes(free), "f.p12", passphrase);
    REQUIRE(keys);
    CHECK(keys->front().protection() == x509::Protection::empty);
  }
  CHECK(key_failure("0\x82", &right()).id == "KEY-UNREADABLE");
}

TEST_CASE("a P12 that asks for endless work is refused at once") {
  auto content = make("slow.p12", kPortal + "-maciter");
  shell(authority().path(),
        "openssl pkcs12 -export -in leaf.pem -inkey leaf.key -certpbe NONE -keypbe "
        "PBE-SHA1-3DES -macalg sha1 -iter 65537 -passout file:pass -out slow.p12");
  content = slurp(authority() / "slow.p12");
  const std::string count("\x02\x03\x01\x00\x01", 5);
  std::size_t changed = 0;
  for (auto at = content.find(count); at != std::string::npos; at = content.find(count, at)) {
    content.replace(at, 5, std::string("\x02\x03\x7F\xFF\xFF", 5));
    ++changed;
  }
  CHECK(changed >= 2);
  const auto error = key_failure(content, &right());
  CHECK(error.id == "PKCS12-ITERATIONS");
  CHECK(value_of(error.args, "limit") == "5000000");
}

TEST_CASE("the iterations of a whole P12 are bounded, not only those of each part") {
  shell(authority().path(),
        "openssl pkcs12 -export -in leaf.pem -inkey leaf.key -iter 65537 -nomac -certpbe "
        "AES-128-CBC -keypbe AES-128-CBC -passout 'pass:mot de passé' -out sum.p12");
  auto content = slurp(authority() / "sum.p12");
  CHECK(x509::read_keys(as_bytes(content), "f.p12", &right()));
  // The key's count stands behind that of the certificates: 5,000,001 together with theirs.
  const auto at = content.rfind(std::string("\x02\x03\x01\x00\x01", 5));
  REQUIRE(at != std::string::npos);
  content.replace(at, 5, "\x02\x03\x4B\x4B\x40");
  CHECK(key_failure(content, &right()).id == "PKCS12-ITERATIONS");
}

TEST_CASE("scrypt costs what its parameters say, not nothing") {
  // N, r and p: 128·N·r is within OpenSSL's bound of memory each time.
  const auto made = [](const std::string& name, const std::string& parameters) {
    shell(authority().path(),
          "cat > " + name +
              ".cnf <<'E'\nasn1=SEQUENCE:all\n[all]\nv=INTEGER:3\n"
              "c=SEQUENCE:outer\n[outer]\no=OID:pkcs7-data\nd=EXPLICIT:0,OCTWRAP,SEQWRAP,SEQUENCE:"
              "part\n"
              "[part]\no=OID:pkcs7-encryptedData\nd=EXPLICIT:0,SEQUENCE:enc\n"
              "[enc]\nv=INTEGER:0\ni=SEQUENCE:info\n[info]\no=OID:pkcs7-data\na=SEQUENCE:pbes2\n"
              "c=IMPLICIT:0,FORMAT:HEX,OCTETSTRING:" +
              std::string(96, '5') +
              "\n"
              "[pbes2]\no=OID:PBES2\np=SEQUENCE:both\n[both]\nk=SEQUENCE:kdf\ne=SEQUENCE:aes\n"
              "[kdf]\no=OID:1.3.6.1.4.1.11591.4.11\np=SEQUENCE:scrypt\n"
              "[scrypt]\ns=FORMAT:ASCII,OCTETSTRING:saltsalt\n" +
              parameters +
              "[aes]\no=OID:aes-256-cbc\ni=FORMAT:HEX,OCTETSTRING:" + std::string(32, '0') +
              "\nE\n"
              "openssl asn1parse -genconf " +
              name + ".cnf -noout -out " + name + ".p12");
    return slurp(authority() / (name + ".p12"));
  };
  const auto cheap = made("cheap", "n=INTEGER:1024\nr=INTEGER:1\np=INTEGER:2\n");
  CHECK(x509::read_contents(as_bytes(cheap), "f.p12", &right()).error().id == "PASSPHRASE-WRONG");
  const auto dear = made("dear", "n=INTEGER:32768\nr=INTEGER:1\np=INTEGER:131072\n");
  CHECK(x509::read_contents(as_bytes(dear), "f.p12", &right()).error().id == "PKCS12-ITERATIONS");
  // One limit for all that a thread opens.
  const x509::WorkLimit limit(20'000);
  CHECK(x509::read_contents(as_bytes(cheap), "f.p12", &right()).error().id == "PASSPHRASE-WRONG");
  // The empty passphrase was tried, too.
  CHECK(limit.left() == 20'000 - 2 * 4 * 1024 * 2);
  CHECK_FALSE(limit.was_passed());
  CHECK(x509::read_contents(as_bytes(cheap), "f.p12", &right()).error().id == "PKCS12-ITERATIONS");
  CHECK(limit.was_passed());
}

TEST_CASE("the P12 that we make is modern, and openssl and Java read it") {
  const auto& pki = authority();
  const auto key = x509::PrivateKey::read(as_bytes(slurp(pki / "leaf.key")), "leaf.key");
  REQUIRE(key);
  const auto leaf = load(pki / "leaf.pem");
  const std::vector<x509::Certificate> chain = {leaf, load(pki / "issuer.pem"),
                                                load(pki / "root.pem")};
  const auto made = x509::make_pkcs12(*key, leaf, chain, right(), "dmp hôpital");
  REQUIRE(made);
  spill(pki / "ours.p12", std::string(as_text(*made)));
  spill(pki / "ours.pass", "mot de passé");
  const auto shown =
      shell(pki.path(), "openssl pkcs12 -in ours.p12 -passin file:ours.pass -info -nodes 2>&1");
  CHECK(shown.find("MAC: sha256, Iteration 600000") != std::string::npos);
  std::size_t encryptions = 0;
  for (auto at = shown.find("PBES2, PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256");
       at != std::string::npos; at = shown.find("PBES2, PBKDF2", at + 1)) {
    ++encryptions;
  }
  CHECK(encryptions == 2);
  // BMPString, as RFC 2985 wants it, with the accent in two bytes.
  CHECK(as_text(*made).find(std::string_view("\0h\0\xF4\0p", 6)) != std::string_view::npos);
  const auto id = shown.find("localKeyID: ");
  REQUIRE(id != std::string::npos);
  CHECK(shown.find(shown.substr(id, 72), id + 1) != std::string::npos);

  const auto contents = x509::read_contents(*made, "ours.p12", &right());
  REQUIRE(contents);
  CHECK(contents->certificates.size() == 3);  // The leaf once, though it is in the chain too.
  CHECK(x509::read_keys(*made, "ours.p12", &right()));

  // Java takes the password as characters of its locale: an ASCII one shows what matters here.
  const auto plain = secret("changeit");
  const auto for_java = x509::make_pkcs12(*key, leaf, chain, plain, "dmp");
  REQUIRE(for_java);
  spill(pki / "java.p12", std::string(as_text(*for_java)));
  const auto listed = shell(pki.path(),
                            "keytool -list -v -keystore java.p12 -storetype PKCS12 "
                            "-storepass changeit -J-Duser.language=en");
  CHECK(listed.find("Alias name: dmp") != std::string::npos);
  CHECK(listed.find("Entry type: PrivateKeyEntry") != std::string::npos);
  CHECK(listed.find("Certificate chain length: 3") != std::string::npos);
}

TEST_CASE("a P12 for old software, and a trust store that Java trusts") {
  const auto& pki = authority();
  const auto key = x509::PrivateKey::read(as_bytes(slurp(pki / "leaf.key")), "leaf.key");
  REQUIRE(key);
  const auto leaf = load(pki / "leaf.pem");
  const auto plain = secret("changeit");
  const auto old = x509::make_pkcs12(*key, leaf, {load(pki / "issuer.pem")}, plain, "dmp",
                                     x509::Pkcs12Form::compatible);
  REQUIRE(old);
  spill(pki / "old.p12", std::string(as_text(*old)));
  const auto shown =
      shell(pki.path(), "openssl pkcs12 -in old.p12 -passin pass:changeit -info -nodes 2>&1");
  CHECK(shown.find("MAC: sha1, Iteration 100000") != std::string::npos);
  CHECK(shown.find("pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 100000") != std::string::npos);
  CHECK(shown.find("AES-") == std::string::npos);  // Without a dash chance writes it in base64.
  const auto list = [&](const char* file) {
    return shell(pki.path(), std::string("keytool -list -keystore ") + file +
                                 " -storetype PKCS12 -storepass changeit -J-Duser.language=en");
  };
  CHECK(list("old.p12").find("PrivateKeyEntry") != std::string::npos);
  const std::vector<x509::Certificate> authorities = {load(pki / "root.pem"),
                                                      load(pki / "issuer.pem")};
  for (const auto form : {x509::Pkcs12Form::modern, x509::Pkcs12Form::compatible}) {
    const auto trust = x509::make_trust_store(authorities, plain, form);
    REQUIRE(trust);
    spill(pki / "trust.p12", std::string(as_text(*trust)));
    const auto listed = list("trust.p12");
    CHECK(listed.find("contains 2 entries") != std::string::npos);
    CHECK(listed.find("root, ") != std::string::npos);
    CHECK(listed.find("trustedCertEntry") != std::string::npos);
  }
}

TEST_CASE("no P12 without a passphrase or with another key") {
  const auto& pki = authority();
  const auto key = x509::PrivateKey::read(as_bytes(slurp(pki / "leaf.key")), "leaf.key");
  REQUIRE(key);
  const auto nothing = secret("");
  const auto empty = x509::make_pkcs12(*key, load(pki / "leaf.pem"), {}, nothing, "x");
  REQUIRE_FALSE(empty);
  CHECK(empty.error().id == "PASSPHRASE-EMPTY");
  const auto other = x509::make_pkcs12(*key, load(pki / "issuer.pem"), {}, right(), "x");
  REQUIRE_FALSE(other);
  CHECK(other.error().id == "PKCS12-WRITE");
  const auto zero =
      x509::make_pkcs12(*key, load(pki / "leaf.pem"), {}, secret(std::string_view("a\0b", 3)), "x");
  CHECK_FALSE(zero);
}
