#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dmp/rules/certificates.hpp"
#include "dmp/x509/container.hpp"
#include "right_dossier.hpp"
#include "support/fixture.hpp"

namespace dmp::test {

/// Leaf is what a certificate is made of; by default an ORG AUTH_CLI of the rehearsal tree.
struct Leaf {
  std::string subject =
      "/C=FR/ST=Ain (01)/O=CENTRE HOSPITALIER DE FLEYRIAT/OU=1010000024/CN=DMP AUTHENTIFICATION";
  std::string key_usage = "critical,digitalSignature";
  std::string purposes = "clientAuth";
  std::string category = "83";
  std::string policy = "1.2.250.1.213.1.7.2.1.1.1.1";
  std::string period_ends;  ///< Of privateKeyUsagePeriod; none when empty.
  std::string crl = "crlDistributionPoints=URI:http://igc.invalid/a.crl";
  std::string ocsp = "authorityInfoAccess=OCSP;URI:http://ocsp.invalid/";
  std::string more;  ///< Further extensions.
  std::string key = "auth";
  std::string issuer = "issuer";
  std::string from = "20260101000000Z";
  std::string until = "20290101000000Z";
  std::string digest = "sha256";
  std::string mask = "utf8only";
  std::string serial;   ///< Hexadecimal; 16 bytes of our own when empty.
  std::string request;  ///< Path of a PKCS#10 to certify instead of one of our own.
  std::string file = "auth.pem";
};

inline Leaf sign_leaf() {
  Leaf leaf;
  leaf.subject =
      "/C=FR/ST=Ain (01)/O=CENTRE HOSPITALIER DE FLEYRIAT/OU=1010000024/CN=DMP SIGNATURE";
  leaf.key_usage = "critical,digitalSignature,nonRepudiation";
  leaf.purposes = "emailProtection";
  leaf.period_ends = leaf.until;
  leaf.key = "sign";
  leaf.file = "sign.pem";
  return leaf;
}

/// Maker makes any certificate with the openssl command, right or wrong.
class Maker {
 public:
  Maker() {
    spill(folder_ / "ca.cnf",
          "[ca]\ndefault_ca=d\n[d]\ndatabase=index\nserial=serial\nnew_certs_dir=.\npolicy=any\n"
          "unique_subject=no\n[any]\ncountryName=optional\n[req]\ndistinguished_name=dn\n[dn]\n");
    spill(folder_ / "index", "");
    key("auth", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048");
    key("sign", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048");
    key("small", "-algorithm RSA -pkeyopt rsa_keygen_bits:1024");
    key("large", "-algorithm RSA -pkeyopt rsa_keygen_bits:3072");
    key("three", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_pubexp:3");
    key("elliptic", "-algorithm EC -pkeyopt ec_paramgen_curve:P-256");
    key("authority", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048");
    authority("root", "", "IGC-SANTE REHEARSAL");
    authority("issuer", "root", "IGC-SANTE REHEARSAL", "pathlen:0");
    authority("below", "issuer", "IGC-SANTE REHEARSAL");
    authority("ended", "root", "IGC-SANTE REHEARSAL", "", "", "20200101000000Z");
    authority("future", "root", "IGC-SANTE REHEARSAL", "", "", "", "20280101000000Z");
    authority("narrow", "root", "IGC-SANTE REHEARSAL", "", "extendedKeyUsage=emailProtection\n");
    authority("persons", "root", "IGC-SANTE REHEARSAL");
    authority("test", "", "IGC-SANTE TEST");
    authority("production", "", "IGC-SANTE");
    authority("unknown", "", "GIP-CPS");
    // Another key under the name of the issuer, whose chain goes along in its place.
    authority("twin", "root", "IGC-SANTE REHEARSAL");
    sh("cp issuer.chain twin.chain");
  }

  rules::CertificateFile make(const Leaf& leaf) {
    const auto& name = leaf.file;
    std::string extensions = "[req]\ndistinguished_name=dn\nstring_mask=" + leaf.mask + "\n[dn]\n";
    extensions += "[e]\nkeyUsage=" + leaf.key_usage + "\nextendedKeyUsage=" + leaf.purposes + "\n";
    extensions += leaf.policy.empty() ? "" : "certificatePolicies=" + leaf.policy + "\n";
    extensions += leaf.crl + "\n" + leaf.ocsp + "\nsubjectKeyIdentifier=hash\n";
    extensions += leaf.category.empty()
                      ? ""
                      : "1.2.250.1.71.1.2.5=ASN1:FORMAT:HEX,OCTETSTRING:" + leaf.category + "\n";
    extensions += leaf.more;
    if (!leaf.period_ends.empty()) {
      extensions += "2.5.29.16=ASN1:SEQUENCE:p\n[p]\na=IMPLICIT:0,GENERALIZEDTIME:" + leaf.from +
                    "\nb=IMPLICIT:1,GENERALIZEDTIME:" + leaf.period_ends + "\n";
    }
    spill(folder_ / "e.cnf", extensions);
    spill(folder_ / "subject", leaf.subject);
    auto request = leaf.request;
    if (request.empty()) {
      request = "r.csr";
      sh("openssl req -new -utf8 -key " + leaf.key +
         ".key -config e.cnf -out r.csr -subj \"$(cat subject)\"");
    }
    certify(request, leaf.issuer, leaf.from, leaf.until, leaf.digest, leaf.serial, name);
    return read(name, slurp(folder_ / name) + slurp(folder_ / (leaf.issuer + ".chain")));
  }

  static rules::CertificateFile read(const std::string& name, const std::string& content) {
    const auto contents = x509::read_contents(as_bytes(content), name);
    REQUIRE(contents);
    return {name, contents->certificates, contents->aliases};
  }

  /// The authority and those above it.
  rules::CertificateFile chain(const std::string& name) {
    return read(name + ".pem", slurp(folder_ / (name + ".chain")));
  }

  std::string sh(const std::string& command) {
    std::string output;
    const int status = run("cd '" + folder_.path().string() + "' && (" + command + ")", &output);
    INFO(command << "\n" << output);
    REQUIRE(status == 0);
    return output;
  }

 private:
  void key(const std::string& name, const std::string& options) {
    sh("openssl genpkey -quiet -out " + name + ".key " + options);
  }

  void certify(const std::string& request, const std::string& issuer, const std::string& from,
               const std::string& until, const std::string& digest, const std::string& serial,
               const std::string& out) {
    constexpr int kFirst = 1'000'000;
    // What the authority has issued before does not matter: another case may take the same serial.
    spill(folder_ / "index", "");
    spill(folder_ / "serial",
          serial.empty() ? "4A00000000000000000000000" + std::to_string(kFirst + ++made_) : serial);
    const bool self = issuer == out.substr(0, out.find('.'));
    sh("openssl ca -config ca.cnf -batch -notext -utf8 -preserveDN -md " + digest + " -in " +
       request +
       (self ? " -selfsign -keyfile authority.key"
             : " -cert " + issuer + ".pem -keyfile " + issuer + ".key") +
       " -startdate " + from + " -enddate " + until + " -extfile e.cnf -extensions e -out " + out);
  }

  void authority(const std::string& name, const std::string& issuer, const std::string& unit,
                 const std::string& length = {}, const std::string& more = {},
                 const std::string& until = {}, const std::string& from = {}) {
    const std::string common_name = name == "twin"      ? "issuer"
                                    : name == "persons" ? "AC IGC-SANTE ELEMENTAIRE PERSONNES"
                                                        : name;
    sh("cp authority.key " + name + ".key");
    if (!issuer.empty()) {
      sh("openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out " + name +
         ".key");
    }
    spill(folder_ / "e.cnf", "[e]\nbasicConstraints=critical,CA:TRUE" +
                                 (length.empty() ? "" : "," + length) +
                                 "\nkeyUsage=critical,keyCertSign,cRLSign\n"
                                 "subjectKeyIdentifier=" +
                                 (common_name == "issuer" ? "4A4B4C4D" : "hash") + "\n" + more);
    sh("openssl req -new -key " + name +
       ".key -config ca.cnf -out r.csr -subj '/C=FR/O=X/OU=" + unit + "/CN=" + common_name + "'");
    certify("r.csr", issuer.empty() ? name : issuer, from.empty() ? "20130101000000Z" : from,
            until.empty() ? "20330101000000Z" : until, "sha256", "", name + ".pem");
    sh("cat " + name + ".pem " + (issuer.empty() ? "" : issuer + ".chain") + " > " + name +
       ".chain");
  }

  TemporaryFolder folder_;
  int made_ = 0;
};

/// maker is one for all tests: keys take time.
inline Maker& maker() {
  static Maker made;
  return made;
}

/// Setup is a request in the making: by default a right pair whose root is trusted.
struct Setup {
  Leaf auth;
  Leaf sign = sign_leaf();
  std::vector<Leaf> further;
  bool only_auth = false;
  bool with_dossier = false;
  model::Dossier dossier = [] {
    auto made = right_dossier();
    made.environment = model::Environment::rehearsal;
    return made;
  }();
  rules::CertificateQuestion request{{},
                                     *policy::find_policy("ans-2021-09-30"),
                                     start_of(2027y / 1 / 1),
                                     {},
                                     rules::Service::any,
                                     {},
                                     x509::TrustRule::self_signed,
                                     {},
                                     {}};

  /// complete makes the certificates, the first time, and what the request refers to.
  void complete() {
    if (request.files.empty()) {
      request.files.push_back(maker().make(auth));
      if (!only_auth) {
        request.files.push_back(maker().make(sign));
      }
      for (const auto& leaf : further) {
        request.files.push_back(maker().make(leaf));
      }
    }
    request.trusted = maker().chain("root").certificates;
    for (const auto& file : request.files) {
      request.trusted.insert(request.trusted.end(), file.certificates.begin(),
                             file.certificates.end());
    }
    if (with_dossier) {
      request.dossiers = {&dossier};
    }
  }

  rules::CertificateVerdict run() {
    complete();
    return rules::judge_certificates(request);
  }
};

}  // namespace dmp::test
