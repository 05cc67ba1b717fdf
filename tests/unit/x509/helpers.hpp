#pragma once

#include <filesystem>
#include <string>

#include "dmp/x509/container.hpp"
#include "support/fixture.hpp"
#include "support/values.hpp"

namespace dmp::test {

inline std::filesystem::path real(const std::string& name) {
  return shared_data("igc-sante/" + name);
}

/// load reads a file that holds one certificate.
inline x509::Certificate load(const std::filesystem::path& path) {
  const auto contents = x509::read_contents(as_bytes(slurp(path)), path.string());
  REQUIRE(contents);
  REQUIRE(contents->certificates.size() == 1);
  return contents->certificates.front();
}

inline Secret secret(std::string_view text) { return Secret(as_bytes(text)); }

/// shell runs a command that must succeed, in `folder`, and returns what it printed.
inline std::string shell(const std::filesystem::path& folder, const std::string& command) {
  std::string output;
  const int status = run("cd '" + folder.string() + "' && (" + command + ")", &output);
  INFO(command << "\n" << output);
  REQUIRE(status == 0);
  return output;
}

/// Authority is a root, an issuer below it, a leaf of the AUTH_CLI profile with its key, and a
/// stranger's root, all made by the openssl command.
class Authority {
 public:
  Authority() {
    spill(folder_ / "x.cnf",
          "[req]\ndistinguished_name=dn\n[dn]\n"
          "[ca]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"
          "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid:always\n"
          "[auth]\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth\n"
          "authorityKeyIdentifier=keyid:always\nsubjectKeyIdentifier=hash\n"
          "1.2.250.1.71.1.2.5=ASN1:FORMAT:HEX,OCTETSTRING:83\n"
          "[server]\nkeyUsage=critical,digitalSignature,keyEncipherment\n"
          "extendedKeyUsage=serverAuth,clientAuth\n"
          "[narrow]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n"
          "subjectKeyIdentifier=hash\nextendedKeyUsage=emailProtection\n");
    for (const std::string name : {"root", "stranger"}) {
      shell(path(), "openssl req -x509 -new -newkey rsa:2048 -nodes -keyout " + name +
                        ".key -out " + name +
                        ".pem -days 4000 -subj '/C=FR/O=X/OU=IGC-SANTE REHEARSAL/CN=" + name +
                        "' -config x.cnf -extensions ca");
    }
    issue("issuer", "root", "ca", "/C=FR/O=X/OU=IGC-SANTE REHEARSAL/CN=issuer");
    issue("leaf", "issuer", "auth", "/C=FR/ST=Ain (01)/O=CH/OU=1010000024/CN=DMP");
  }

  /// Makes NAME.key and NAME.pem.
  void issue(const std::string& name, const std::string& by, const std::string& section,
             const std::string& subject) const {
    shell(path(), "openssl req -new -utf8 -newkey rsa:2048 -nodes -keyout " + name + ".key -out " +
                      name + ".csr -subj '" + subject +
                      "' -config x.cnf && openssl x509 -req -in " + name + ".csr -CA " + by +
                      ".pem -CAkey " + by + ".key -days 1000 -out " + name +
                      ".pem -extfile x.cnf -extensions " + section);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return folder_ / name;
  }

 private:
  TemporaryFolder folder_;
};

/// authority is made once for all tests: keys take time.
inline const Authority& authority() {
  static const Authority made;
  return made;
}

}  // namespace dmp::test
