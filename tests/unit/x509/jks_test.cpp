#include <random>

#include "dmp/x509/keystore.hpp"
#include "helpers.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

using Names = std::vector<std::string>;

const std::string kPassword = "changeit";

bool has_keytool() {
  static const bool found = run("command -v keytool") == 0;
  if (!found) {
    WARN("skipped: keytool is not here");
  }
  return found;
}

/// Java makes a keystore of that type: a private key with its chain, and a trusted root.
std::string keystore(const TemporaryFolder& folder, const std::string& type,
                     const std::string& password = kPassword) {
  const auto& pki = authority();
  const auto pass = " -storepass '" + password + "' ";
  shell(folder.path(),
        "openssl pkcs12 -export -in '" + (pki / "leaf.pem").string() + "' -certfile '" +
            (pki / "issuer.pem").string() + "' -inkey '" + (pki / "leaf.key").string() +
            "' -name leaf -passout 'pass:" + password + "' -out in.p12 && rm -f out && " +
            "keytool -importkeystore -srckeystore in.p12 -srcstoretype PKCS12 -srcstorepass '" +
            password + "' -destkeystore out -deststoretype " + type + " -deststorepass '" +
            password + "' && keytool -importcert -noprompt -alias Ancrage -file '" +
            (pki / "root.pem").string() + "' -keystore out -storetype " + type + pass);
  return slurp(folder / "out");
}

Result<x509::Contents> read(const std::string& content, const Secret* passphrase = nullptr) {
  return x509::read_contents(as_bytes(content), "f.jks", passphrase);
}

Names listed(const x509::Contents& contents) {
  Names names;
  for (std::size_t i = 0; i < contents.certificates.size(); ++i) {
    names.push_back(contents.aliases.at(i) + ":" +
                    contents.certificates[i].facts().subject.common_name);
  }
  std::ranges::sort(names);
  return names;
}

const Names kAll = {"ancrage:root", "leaf:DMP", "leaf:issuer"};

}  // namespace

TEST_CASE("a Java keystore shows its certificates with their aliases, without a password") {
  if (!has_keytool()) {
    return;
  }
  const TemporaryFolder folder;
  for (const std::string type : {"JKS", "JCEKS"}) {
    INFO(type);
    const auto content = keystore(folder, type);
    const auto contents = read(content);
    REQUIRE(contents);
    CHECK(contents->kind == x509::ContainerKind::jks);
    CHECK(contents->has_private_key);
    CHECK(contents->broken.empty());
    CHECK(listed(*contents) == kAll);
    const auto right = secret(kPassword);
    const auto checked = read(content, &right);
    REQUIRE(checked);
    CHECK(listed(*checked) == kAll);
    const auto wrong = secret("changeme");
    const auto refused = read(content, &wrong);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().id == "PASSPHRASE-WRONG");
    CHECK(refused.error().kind == ErrorKind::secret);
    // One changed byte of the key: only who has the password can tell.
    auto changed = content;
    changed[60] = static_cast<char>(changed[60] ^ 1);
    CHECK_FALSE(read(changed, &right));
  }
}

TEST_CASE("a password of other than ASCII is digested as Java does") {
  if (!has_keytool()) {
    return;
  }
  const TemporaryFolder folder;
  spill(folder / "pass", "clé ☂ 𝄞 é");
  const auto& pki = authority();
  spill(folder / "Make.java", R"(
import java.io.*; import java.nio.file.*; import java.security.*; import java.security.cert.*;
class Make { public static void main(String[] a) throws Exception {
  var store = KeyStore.getInstance("JKS"); store.load(null, null);
  var c = CertificateFactory.getInstance("X.509").generateCertificate(new FileInputStream(a[0]));
  store.setCertificateEntry("à part", c);
  var pass = new String(Files.readAllBytes(Path.of("pass")), "UTF-8").toCharArray();
  store.store(new FileOutputStream("out"), pass); } }
)");
  if (run("command -v javac") != 0) {
    WARN("skipped: no compiler of Java, so no password of other than ASCII");
    return;
  }
  shell(folder.path(), "java Make.java '" + (pki / "root.pem").string() + "'");
  const auto right = secret("clé ☂ 𝄞 é");
  const auto contents = read(slurp(folder / "out"), &right);
  REQUIRE(contents);
  CHECK(listed(*contents) == Names{"à part:root"});
}

TEST_CASE("a store of trusted certificates only has no key; an empty one is refused") {
  if (!has_keytool()) {
    return;
  }
  const TemporaryFolder folder;
  const auto base = " -keystore out -storetype JKS -storepass " + kPassword + " ";
  shell(folder.path(), "keytool -importcert -noprompt -alias a -file '" +
                           (authority() / "root.pem").string() + "'" + base);
  const auto contents = read(slurp(folder / "out"));
  REQUIRE(contents);
  CHECK_FALSE(contents->has_private_key);
  shell(folder.path(), "keytool -delete -alias a" + base);
  const auto empty = read(slurp(folder / "out"));
  REQUIRE_FALSE(empty);
  CHECK(empty.error().id == "JKS-UNREADABLE");
  CHECK(value_of(empty.error().args, "reason") == "jks.reason.empty");
}

TEST_CASE("behind a secret key nothing can be read, and that is told") {
  if (!has_keytool()) {
    return;
  }
  const TemporaryFolder folder;
  keystore(folder, "JCEKS");
  shell(folder.path(),
        "keytool -genseckey -alias zz -keyalg AES -keysize 256 -keystore out "
        "-storetype JCEKS -storepass " +
            kPassword + " -keypass " + kPassword);
  const auto contents = read(slurp(folder / "out"));
  if (contents) {  // Java stores entries in the order of a hash.
    REQUIRE(contents->broken.size() == 1);
    CHECK(value_of(contents->broken.front().args, "reason") == "jks.reason.secret-key");
  } else {
    CHECK(value_of(contents.error().args, "reason") == "jks.reason.secret-key");
  }
}

TEST_CASE("a Java keystore cut off anywhere, or of another version, is an error") {
  if (!has_keytool()) {
    return;
  }
  const TemporaryFolder folder;
  const auto whole = keystore(folder, "JKS");
  for (std::size_t size = 4; size < whole.size(); ++size) {
    const auto contents = read(whole.substr(0, size));
    if (contents || contents.error().id != "CONTAINER-TRUNCATED") {
      FAIL("cut at " << size << ": " << (contents ? "accepted" : contents.error().id));
    }
  }
  auto version = whole;
  version[7] = 3;
  CHECK(value_of(read(version).error().args, "reason") == "jks.reason.version");
  auto entry = whole;
  entry[15] = 9;
  CHECK(value_of(read(entry).error().args, "reason") == "jks.reason.structure");
  CHECK(value_of(read(whole + "x").error().args, "reason") == "jks.reason.structure");
  auto type = whole;
  type.replace(type.find("X.509"), 5, "X.999");
  CHECK(value_of(read(type).error().args, "reason") == "jks.reason.certificate-type");
}

TEST_CASE("changed bytes of a Java keystore never crash") {
  if (!has_keytool()) {
    return;
  }
  const TemporaryFolder folder;
  const auto whole = keystore(folder, "JKS");
  const auto seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 3000; ++i) {
    auto changed = whole;
    for (auto n = 1 + random() % 3; n > 0; --n) {
      changed[4 + random() % (changed.size() - 4)] = static_cast<char>(random());
    }
    const auto contents = read(changed);
    CHECK((contents ? !contents->certificates.empty() : !contents.error().id.empty()));
  }
}

TEST_CASE("the JKS that we make is one that Java opens, key and all") {
  if (!has_keytool()) {
    return;
  }
  const auto& pki = authority();
  const auto key = x509::PrivateKey::read(as_bytes(slurp(pki / "leaf.key")), "leaf.key");
  REQUIRE(key);
  const std::vector<x509::Certificate> chain = {load(pki / "leaf.pem"), load(pki / "issuer.pem")};
  const auto password = secret("mot de passé");
  const auto made =
      x509::make_jks(*key, chain, password, "dmp", *parse_instant("2026-11-23T10:00:00Z"));
  REQUIRE(made);
  const auto back = x509::read_contents(*made, "f.jks", &password);
  REQUIRE(back);
  CHECK(listed(*back) == Names{"dmp:DMP", "dmp:issuer"});
  CHECK(back->has_private_key);

  const auto ascii = secret(kPassword);
  const auto for_java =
      x509::make_jks(*key, chain, ascii, "dmp", *parse_instant("2026-11-23T10:00:00Z"));
  REQUIRE(for_java);
  const TemporaryFolder folder;
  spill(folder / "in.jks", std::string(as_text(*for_java)));
  shell(
      folder.path(),
      "keytool -importkeystore -srckeystore in.jks -srcstoretype JKS -srcstorepass changeit "
      "-destkeystore out.p12 -deststoretype PKCS12 -deststorepass changeit && "
      "openssl pkcs12 -in out.p12 -passin pass:changeit -nodes -nocerts | openssl pkey -out k.pem");
  CHECK(shell(folder.path(), "openssl pkey -in k.pem -pubout") ==
        shell(pki.path(), "openssl pkey -in leaf.key -pubout"));
  CHECK_FALSE(x509::make_jks(*key, chain, secret(""), "dmp", Instant()));
}
