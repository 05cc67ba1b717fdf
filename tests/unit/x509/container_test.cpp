#include "dmp/x509/container.hpp"

#include <iostream>
#include <random>

#include "dmp/x509/key_search.hpp"
#include "dmp/x509/request.hpp"
#include "dmp/x509/summary.hpp"
#include "helpers.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

std::vector<std::string> names_in(const x509::Contents& contents) {
  std::vector<std::string> names;
  for (const auto& certificate : contents.certificates) {
    names.push_back(certificate.facts().subject.common_name);
  }
  return names;
}

x509::Contents read(const std::string& content, const Secret* passphrase = nullptr) {
  auto contents = x509::read_contents(as_bytes(content), "f", passphrase);
  INFO((contents ? std::string() : contents.error().id));
  REQUIRE(contents);
  return std::move(*contents);
}

Error failure(const std::string& content, const Secret* passphrase = nullptr) {
  const auto contents = x509::read_contents(as_bytes(content), "f", passphrase);
  REQUIRE_FALSE(contents);
  CHECK(value_of(contents.error().args, "file") == "f");
  return contents.error();
}

std::string id_of_failure(const std::string& content) { return failure(content).id; }

using Names = std::vector<std::string>;
const Names kPath = {"DMP", "issuer", "root"};

}  // namespace

TEST_CASE("PEM with anything around its blocks") {
  const auto& pki = authority();
  const auto leaf = slurp(pki / "leaf.pem");
  const auto issuer = slurp(pki / "issuer.pem");
  const auto root = slurp(pki / "root.pem");
  const auto all =
      read("subject=/CN=DMP\n" + leaf + "\n\nBag Attributes: x\n" + issuer + root + "the end");
  CHECK(all.kind == x509::ContainerKind::pem);
  CHECK(names_in(all) == kPath);
  CHECK_FALSE(all.has_private_key);
  CHECK(all.broken.empty());
  CHECK(read(slurp(pki / "leaf.key") + leaf).has_private_key);

  std::string crlf;
  for (const char c : leaf) {
    crlf += c == '\n' ? "\r\n" : std::string(1, c);
  }
  CHECK(names_in(read("\xEF\xBB\xBF" + crlf)) == Names{"DMP"});
  std::string indented;  // As in a YAML file.
  for (const char c : leaf) {
    indented += c == '\n' ? "\n    " : std::string(1, c);
  }
  CHECK(names_in(read("    " + indented)) == Names{"DMP"});
  const auto trusted =
      shell(pki.path(), "openssl x509 -in leaf.pem -trustout -addtrust clientAuth");
  CHECK(trusted.starts_with("-----BEGIN TRUSTED CERTIFICATE-----"));
  CHECK(read(trusted).certificates.front().der() == read(leaf).certificates.front().der());
  // One long line.
  auto body = leaf.substr(leaf.find('\n') + 1);
  body = body.substr(0, body.find("-----END"));
  std::erase(body, '\n');
  CHECK(names_in(read("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----")) ==
        Names{"DMP"});
  CHECK(names_in(read(body)) == Names{"DMP"});
}

TEST_CASE("PEM as Windows's editors, JSON and .env files have it") {
  const auto& pki = authority();
  const auto leaf = slurp(pki / "leaf.pem");
  const auto both = slurp(pki / "leaf.key") + leaf;
  for (const std::string form : {"UTF-16", "UTF-16LE", "UTF-16BE"}) {
    CAPTURE(form);
    const auto wide = shell(pki.path(), "cat leaf.key leaf.pem | iconv -f UTF-8 -t " + form);
    const auto contents = read(wide);
    CHECK(names_in(contents) == Names{"DMP"});
    CHECK(contents.has_private_key);
    CHECK(x509::read_keys(as_bytes(wide), "f")->size() == 1);
    CHECK(x509::holds_private_key(as_bytes(wide)));
    CHECK(x509::read_summaries(as_bytes(wide), "f")->certificates.size() == 1);
    const auto request = shell(pki.path(), "iconv -f UTF-8 -t " + form + " leaf.csr");
    CHECK(x509::read_request(as_bytes(request), "f"));
  }
  // As python, .NET (the plus sign), PHP (the solidus) and a program that put JSON into JSON write.
  std::string escaped;
  for (const char c : both) {
    escaped += c == '\n' ? "\\n" : std::string(1, c);
  }
  const auto replaced = [&](const std::string& what, const std::string& by) {
    std::string out;
    for (std::size_t at = 0; at < escaped.size(); ++at) {
      const bool here = escaped.compare(at, what.size(), what) == 0;
      out += here ? by : std::string(1, escaped[at]);
      at += here ? what.size() - 1 : 0;
    }
    return out;
  };
  for (const auto& text : {escaped, replaced("\\n", "\\r\\n"), replaced("+", "\\u002B"),
                           replaced("/", "\\/"), replaced("\\n", "\\\\n")}) {
    CAPTURE(text.substr(0, 60));
    for (const auto& file : {"{\"tls\": {\"crt\": \"" + text + "\"}}", "TLS=\"" + text + "\"\n"}) {
      const auto contents = read(file);
      CHECK(names_in(contents) == Names{"DMP"});
      CHECK(contents.broken.empty());
      CHECK(x509::read_keys(as_bytes(file), "f")->size() == 1);
      CHECK(x509::PrivateKey::read(as_bytes(file), "f"));
      CHECK(x509::holds_private_key(as_bytes(file)));
    }
  }
}

TEST_CASE("a key is read out of a secret of Kubernetes") {
  const auto& pki = authority();
  const auto secret = shell(pki.path(),
                            "echo 'apiVersion: v1'; echo 'data:'; echo \"  tls.crt: $(base64 -w0 "
                            "leaf.pem)\"; echo \"  tls.key: $(base64 -w0 leaf.key)\"");
  CHECK(read(secret).has_private_key);
  const auto keys = x509::read_keys(as_bytes(secret), "f");
  REQUIRE(keys);
  CHECK(keys->front().public_key_sha256() == load(pki / "leaf.pem").facts().public_key_sha256);
}

TEST_CASE("one broken block does not hide the others") {
  const auto& pki = authority();
  const auto leaf = slurp(pki / "leaf.pem");
  auto damaged = leaf;
  damaged[200] = '*';
  const auto some = read(damaged + leaf);
  CHECK(names_in(some) == Names{"DMP"});
  REQUIRE(some.broken.size() == 1);
  CHECK(some.broken.front().id == "CERTIFICATE-UNREADABLE");
  const auto cut = read(leaf + leaf.substr(0, leaf.size() / 2));
  CHECK(names_in(cut) == Names{"DMP"});
  REQUIRE(cut.broken.size() == 1);
  CHECK(cut.broken.front().id == "CONTAINER-TRUNCATED");
  const auto cut_first = read(leaf.substr(0, leaf.size() / 2) + "\n" + leaf);
  CHECK(names_in(cut_first) == Names{"DMP"});
  REQUIRE(cut_first.broken.size() == 1);
  CHECK(id_of_failure(damaged) == "CERTIFICATE-UNREADABLE");
}

TEST_CASE("broken blocks without number are counted") {
  std::string bomb;
  for (int i = 0; i < 1000; ++i) {
    bomb += "-----BEGIN CERTIFICATE-----\n";
  }
  const auto some = read(slurp(authority() / "leaf.pem") + bomb);
  CHECK(names_in(some) == Names{"DMP"});
  REQUIRE(some.broken.size() == 21);
  CHECK(some.broken.back().id == "PEM-MORE-BROKEN");
  CHECK(value_of(some.broken.back().args, "count") == "980");
}

TEST_CASE("DER and PKCS#7 in both dresses") {
  const auto& pki = authority();
  shell(pki.path(),
        "openssl x509 -in leaf.pem -outform DER -out c.der && cat leaf.pem issuer.pem root.pem > "
        "all.pem && "
        "openssl crl2pkcs7 -nocrl -certfile all.pem -out c.p7b && "
        "openssl crl2pkcs7 -nocrl -certfile all.pem -outform DER -out c.p7c && "
        "openssl smime -sign -signer leaf.pem -inkey leaf.key -certfile issuer.pem -outform DER "
        "-in x.cnf -out signed.p7m && openssl crl2pkcs7 -nocrl -outform DER -out none.p7b && "
        "openssl smime -encrypt -outform DER -in x.cnf -out enveloped.p7m leaf.pem");
  const auto der = read(slurp(pki / "c.der"));
  CHECK(der.kind == x509::ContainerKind::der);
  CHECK(names_in(der) == Names{"DMP"});
  CHECK(names_in(read(slurp(pki / "c.der") + "\r\n")) == Names{"DMP"});
  for (const char* name : {"c.p7b", "c.p7c"}) {
    INFO(name);
    const auto contents = read(slurp(pki / name));
    CHECK(contents.kind == x509::ContainerKind::pkcs7);
    auto names = names_in(contents);
    CHECK(std::ranges::is_permutation(names, kPath));
  }
  CHECK(read(slurp(pki / "signed.p7m")).certificates.size() == 2);
  CHECK(id_of_failure(slurp(pki / "none.p7b")) == "PKCS7-UNREADABLE");
  CHECK(id_of_failure(slurp(pki / "enveloped.p7m")) == "PKCS7-UNREADABLE");
  const auto zeros = failure(slurp(pki / "c.der") + std::string(3, '\0'));
  CHECK(zeros.id == "CONTAINER-TRAILING");
  CHECK(value_of(zeros.args, "bytes") == "3");
  CHECK(id_of_failure(slurp(pki / "c.p7c") + std::string(1, '\0')) == "CONTAINER-TRAILING");
  const auto trailing = failure(slurp(pki / "c.der") + "junk");
  CHECK(trailing.id == "CONTAINER-TRAILING");
  CHECK(value_of(trailing.args, "bytes") == "4");
}

TEST_CASE("PEM in base64, as Kubernetes keeps it") {
  const auto& pki = authority();
  const auto wrapped = [&](const std::string& file) {
    return shell(pki.path(), "openssl base64 -A -in " + file);
  };
  const auto secret = "apiVersion: v1\nkind: Secret\ndata:\n  ca.crt: " + wrapped("root.pem") +
                      "\n  other: LS0tLS1CRUdJTi\n  tls.crt: \"" + wrapped("leaf.pem") + "\"\n";
  CHECK(names_in(read(secret)) == Names{"root", "DMP"});
  CHECK_FALSE(read(secret).has_private_key);
  const auto cut = read(secret.substr(0, secret.size() - 103));
  CHECK(names_in(cut) == Names{"root"});
  REQUIRE(cut.broken.size() == 1);
  CHECK(cut.broken[0].id == "CONTAINER-TRUNCATED");
  const auto both = read("{\"apiVersion\":\"v1\",\"data\":{\"tls.key\":\"" + wrapped("leaf.key") +
                         "\",\"tls.crt\":\"" + wrapped("leaf.pem") + "\"}}");
  CHECK(names_in(both) == Names{"DMP"});
  CHECK(both.has_private_key);
}

TEST_CASE("what holds no certificate is named") {
  const auto& pki = authority();
  shell(
      pki.path(),
      "openssl pkey -in leaf.key -outform DER -out n.key.der && "
      "openssl req -in leaf.csr -outform DER -out n.csr.der && "
      "openssl pkcs8 -topk8 -v2 aes-256-cbc -passout pass:x -in leaf.key -outform DER -out n.p8 && "
      "openssl pkey -in leaf.key -pubout -out n.pub.pem && touch n.index && "
      "openssl pkey -in leaf.key -pubout -outform DER -out n.pub.der && "
      "printf '[ca]\\ndefault_ca=d\\n[d]\\ndatabase=n.index\\ndefault_md=sha256\\n' > n.cnf && "
      "openssl ca -config n.cnf -gencrl -crldays 9 -cert root.pem -keyfile root.key -out n.crl && "
      "openssl crl -in n.crl -outform DER -out n.crl.der");
  CHECK(id_of_failure("") == "CONTAINER-EMPTY");
  CHECK(id_of_failure(" \r\n\t") == "CONTAINER-EMPTY");
  CHECK(id_of_failure("\xEF\xBB\xBF") == "CONTAINER-EMPTY");
  for (const char* name : {"leaf.key", "n.key.der", "n.p8"}) {
    INFO(name);
    CHECK(id_of_failure(slurp(pki / name)) == "CONTAINER-IS-KEY");
  }
  for (const char* name : {"leaf.csr", "n.csr.der"}) {
    INFO(name);
    CHECK(id_of_failure(slurp(pki / name)) == "CONTAINER-IS-REQUEST");
  }
  const auto looks = [&](const std::string& content) {
    const auto error = failure(content);
    CHECK(error.id == "CONTAINER-UNKNOWN");
    return value_of(error.args, "looks");
  };
  CHECK(looks(slurp(pki / "n.pub.pem")) == "container.looks.public-key");
  CHECK(looks(slurp(pki / "n.pub.der")) == "container.looks.public-key");
  CHECK(looks(slurp(pki / "n.crl")) == "container.looks.crl");
  CHECK(looks(slurp(pki / "n.crl.der")) == "container.looks.crl");
  CHECK(looks("%PDF-1.7 ...") == "container.looks.pdf");
  CHECK(looks("{\"version\": 1}") == "container.looks.json");
  CHECK(looks("<!doctype html>") == "container.looks.markup");
  CHECK(looks("PK\x03\x04....") == "container.looks.zip");
  CHECK(looks(std::string("\xFF\xFE-\0-\0", 6)) == "container.looks.text");
  CHECK(looks("bonjour, voilà") == "container.looks.text");
  CHECK(looks(std::string("\x7F\x45LF\x00\x01\x02", 7)) == "container.looks.binary");
  CHECK(looks("0") == "container.looks.text");
}

TEST_CASE("a file cut off anywhere is an error, never a crash and never half a certificate") {
  const auto& pki = authority();
  shell(pki.path(),
        "openssl x509 -in leaf.pem -outform DER -out t.der && "
        "openssl crl2pkcs7 -nocrl -certfile leaf.pem -outform DER -out t.p7b && "
        "openssl pkcs12 -export -in leaf.pem -inkey leaf.key -certpbe NONE -keypbe PBE-SHA1-3DES "
        "-macalg sha1 -iter 2048 -passout pass:secret -out t.p12");
  for (const char* name : {"t.der", "t.p7b", "t.p12", "leaf.pem"}) {
    const auto whole = slurp(pki / name);
    const auto last = whole.size() - (whole.back() == '\n' ? 1U : 0U);
    for (std::size_t size = 0; size < last; ++size) {
      const auto contents = x509::read_contents(as_bytes(whole).first(size), name);
      if (contents) {
        FAIL(name << " cut at " << size << " was accepted");
      }
      if (size > 40 && contents.error().id != "CONTAINER-TRUNCATED") {
        FAIL(name << " cut at " << size << ": " << contents.error().id);
      }
    }
    CHECK(x509::read_contents(as_bytes(whole).first(last), name));
  }
}

TEST_CASE("changed bytes never crash") {
  const auto& pki = authority();
  shell(pki.path(),
        "openssl pkcs12 -export -in leaf.pem -certfile issuer.pem -inkey leaf.key -certpbe NONE "
        "-keypbe PBE-SHA1-3DES -macalg sha1 -iter 100 -passout pass:secret -out j.p12 && "
        "openssl crl2pkcs7 -nocrl -certfile leaf.pem -outform DER -out j.p7b");
  const auto seed = std::random_device{}();
  std::cout << "seed of the changed bytes: " << seed << "\n";
  std::mt19937 random(seed);
  const auto passphrase = secret("secret");
  for (const char* name : {"j.p12", "j.p7b", "leaf.pem", "leaf.key"}) {
    const auto whole = slurp(pki / name);
    for (int i = 0; i < 1500; ++i) {
      auto changed = whole;
      for (auto n = 1 + random() % 3; n > 0; --n) {
        changed[random() % changed.size()] = static_cast<char>(random());
      }
      const auto contents = x509::read_contents(as_bytes(changed), name, &passphrase);
      if (!contents) {
        CHECK_FALSE(contents.error().id.empty());
      }
    }
  }
  for (int i = 0; i < 2000; ++i) {
    std::string junk(random() % 300, '\0');
    for (auto& c : junk) {
      c = static_cast<char>(random());
    }
    if (i % 2 == 0 && junk.size() > 4) {
      junk.replace(0, 2, "0\x82");
    }
    CHECK_FALSE(x509::read_contents(as_bytes(junk), "junk"));
    CHECK_FALSE(x509::PrivateKey::read(as_bytes(junk), "junk", &passphrase));
    CHECK_FALSE(x509::read_keys(as_bytes(junk), "junk", &passphrase));
  }
}
