#include <algorithm>

#include "helpers.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

using Texts = std::vector<std::string>;

std::string oracle(const std::filesystem::path& folder, const std::string& file) {
  auto line =
      shell(folder, "openssl x509 -noout -subject -nameopt RFC2253,-esc_msb,utf8 -in " + file);
  line.erase(0, std::string_view("subject=").size());
  line.pop_back();
  return line;
}

/// Makes a self-signed certificate with that subject and what x.cnf's section [e] says.
x509::Certificate make(const TemporaryFolder& folder, const std::string& extensions,
                       const std::string& more = {}) {
  spill(folder / "x.cnf",
        "[req]\ndistinguished_name=dn\nstring_mask=utf8only\n[dn]\n[e]\n" + extensions);
  const auto& key = authority() / "leaf.key";
  shell(folder.path(), "openssl req -x509 -utf8 -new -key '" + key.string() +
                           "' -subj \"$(cat subject)\" -config x.cnf -extensions e -out c.pem " +
                           more);
  return load(folder / "c.pem");
}

}  // namespace

TEST_CASE("a printed name is what openssl prints under RFC 2253") {
  const TemporaryFolder folder;
  for (const std::string subject :
       {R"(/C=FR/ST=Côte-d'Or (21)/O=CENTRE HOSPITALIER D'ÉVREUX/OU=1010000024/CN=DMP SIGNATURE)",
        R"(/C=FR/O=A, B \+ C; "D" <E> \\ F/OU=1010000024/CN=x)", R"(/C=FR/O= both ends /CN=#first)",
        R"(/C=FR/O=##/CN= )", R"(/C=FR/O=  /CN=a  )", R"(/C=FR/O=a=b/CN=it's #2 = 100 %)",
        R"(/C=FR/O=X/CN=b+GN=Zoé+SN=É)",
        R"(/C=FR/L=Bourg/O=X/serialNumber=12/emailAddress=a@b.fr/CN=x)",
        R"(/C=FR/title=Infirmier/organizationIdentifier=NTRFR-1/CN=😀 €)",
        R"(/DC=fr/DC=sante/UID=u1/CN=x)", R"(/C=FR/1.2.3.4.5=unknown/CN=x)"}) {
    INFO(subject);
    spill(folder / "subject", subject);
    const auto made = make(folder, "basicConstraints=CA:FALSE\n");
    CHECK(made.facts().subject.printed == oracle(folder.path(), "c.pem"));
  }
  // A name of "#" alone: openssl leaves it as it is, RFC 2253 2.4 does not.
  spill(folder / "subject", "/C=FR/O=#");
  CHECK(make(folder, "basicConstraints=CA:FALSE\n").facts().subject.printed == "O=\\#,C=FR");
  // A control character, which openssl takes from no command line.
  spill(folder / "subject", "/C=FR/CN=a\tb");
  const auto tab = make(folder, "basicConstraints=CA:FALSE\n");
  CHECK(tab.facts().subject.printed == "CN=a\\09b,C=FR");
  CHECK(tab.facts().subject.printed == oracle(folder.path(), "c.pem"));
}

TEST_CASE("the fields of a certificate are there one by one") {
  const TemporaryFolder folder;
  spill(folder / "subject", "/C=FR/ST=Ain (01)/O=X/OU=1010000024/CN=a+GN=b");
  const auto made =
      make(folder,
           "keyUsage=digitalSignature,nonRepudiation\nextendedKeyUsage=critical,emailProtection,"
           "1.2.3.4\nsubjectAltName=DNS:a.fr,email:b@c.fr,IP:10.0.0.1,URI:http://d.fr/,RID:1.2.3\n"
           "crlDistributionPoints=URI:http://e.fr/a.crl,URI:ldap://e.fr/cn=a\n"
           "authorityInfoAccess=OCSP;URI:http://f.fr/,caIssuers;URI:http://g.fr/a.cer\n"
           "2.5.29.16=ASN1:SEQUENCE:period\n[period]\nfrom=IMPLICIT:0,GENERALIZEDTIME:"
           "20260102030405Z\nuntil=IMPLICIT:1,GENERALIZEDTIME:20290102030405Z\n",
           "-set_serial 0x00FF112233445566");
  const auto& facts = made.facts();
  const auto& profile = facts.profile;
  CHECK(profile.version == 3);
  CHECK(profile.serial_bytes == 7);
  CHECK(profile.public_exponent == "65537");
  CHECK(profile.key_usage == Texts{"digitalSignature", "nonRepudiation"});
  CHECK(profile.extended_key_usage == Texts{"1.3.6.1.5.5.7.3.4", "1.2.3.4"});
  CHECK(profile.alternative_names ==
        Texts{"dNSName", "rfc822Name", "iPAddress", "uniformResourceIdentifier", "registeredID"});
  CHECK(profile.crl_urls == Texts{"http://e.fr/a.crl", "ldap://e.fr/cn=a"});
  CHECK(profile.ocsp_urls == Texts{"http://f.fr/"});
  CHECK(profile.issuer_urls == Texts{"http://g.fr/a.cer"});
  REQUIRE(profile.key_usage_starts);
  CHECK(format_instant(*profile.key_usage_starts) == "2026-01-02T03:04:05Z");
  CHECK(format_instant(*facts.key_usage_ends) == "2029-01-02T03:04:05Z");
  REQUIRE(profile.find_extension("2.5.29.15") != nullptr);
  CHECK_FALSE(profile.find_extension("2.5.29.15")->critical);
  CHECK(profile.find_extension("2.5.29.37")->critical);
  CHECK(profile.find_extension("2.5.29.19") == nullptr);

  const auto& subject = profile.subject;
  REQUIRE(subject.size() == 6);
  CHECK(subject[0] == model::NameAttribute{"C", "PrintableString", "FR", 0});
  CHECK(subject[1] == model::NameAttribute{"ST", "UTF8String", "Ain (01)", 1});
  CHECK(subject[3].rdn == 3);
  CHECK(subject[4].rdn == 4);
  CHECK(subject[5].rdn == 4);
}

TEST_CASE("a certificate without extensions, of an elliptic key, has an empty profile") {
  const TemporaryFolder folder;
  spill(folder / "x.cfg", "cn = x\nexpiration_days = 30\n");
  shell(folder.path(),  // Since 3.4, openssl gives a certificate of version 3 in any case.
        "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out k && certtool "
        "--generate-self-signed --v1 --load-privkey k --template x.cfg --outfile c.pem 2>&1");
  const auto made = load(folder / "c.pem");
  const auto& profile = made.facts().profile;
  CHECK(profile.version == 1);
  CHECK(profile.public_exponent.empty());
  CHECK(profile.key_usage.empty());
  CHECK(profile.extensions.empty());
  CHECK_FALSE(profile.key_usage_starts);
}

TEST_CASE("real leaves have the fields of the IGC-Santé's profile") {
  const auto folder = real("test-leaf");
  if (folder.empty()) {
    return;
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    INFO(entry.path());
    const auto certificate = load(entry.path());
    const auto& facts = certificate.facts();
    const auto& profile = facts.profile;
    CHECK(profile.version == 3);
    CHECK(profile.serial_bytes == 16);
    CHECK(profile.public_exponent == "65537");
    CHECK(profile.find_extension("2.5.29.15")->critical);
    CHECK(profile.crl_urls.size() == 2);
    CHECK(profile.ocsp_urls == Texts{"http://ocsp.esante.gouv.fr"});
    CHECK(profile.issuer_urls.size() == 1);
    Texts types;
    for (const auto& each : profile.subject) {
      types.push_back(each.type);
      CHECK(each.string_type == (each.type == "C" ? "PrintableString" : "UTF8String"));
    }
    CHECK(types == Texts{"C", "ST", "O", "OU", "CN"});
    CHECK(profile.key_usage_starts.has_value() == facts.key_usage_ends.has_value());
    if (profile.key_usage_starts) {
      CHECK(*profile.key_usage_starts == facts.not_before);
    }
    CHECK(profile.alternative_names ==
          (facts.usage == model::Usage::serv_ssl ? Texts{"dNSName"} : Texts{}));
  }
}
