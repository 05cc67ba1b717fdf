// Each rule over certificates has one that violates it, made by the openssl command.

#include "certificate_cases.hpp"

using namespace dmp;
using namespace dmp::test;
using model::Usage;
using Case = CertificateCase;

namespace {

/// The subject of the AUTH_CLI leaf with another part.
std::function<void(Setup&)> subject(const std::string& from, const std::string& to) {
  return [from, to](Setup& s) {
    const auto at = s.auth.subject.find(from);
    REQUIRE(at != std::string::npos);
    s.auth.subject.replace(at, from.size(), to);
  };
}

void alone(Setup& s, const std::string& part, const std::string& to) {
  s.only_auth = true;
  subject(part, to)(s);
}

std::vector<Case> usage_cases() {
  return {
      {"CERT-NO-LEAF", [](Setup& s) { s.request.files = {maker().chain("issuer")}; }},
      {"CERT-USAGE-UNKNOWN",
       [](Setup& s) {
         s.only_auth = true;
         s.auth.purposes = "codeSigning";
       }},
      {"CERT-PERSON",
       [](Setup& s) {
         s.only_auth = true;
         s.auth.issuer = "persons";
       }},
      {"CERT-PERSON",
       [](Setup& s) {
         s.only_auth = true;
         s.auth.issuer = "persons";
         s.auth.purposes = "clientAuth,emailProtection";
       }},
      {"CERT-PERSON",
       [](Setup& s) {
         s.only_auth = true;
         s.auth.category = "80";
       }},
      {"CERT-PERSON",
       [](Setup& s) {
         s.only_auth = true;
         s.auth.category = "80";
         s.auth.key_usage = "critical,nonRepudiation";
         s.auth.purposes = "emailProtection";
         s.request.usages = {Usage::sign};
       }},
      {"CERT-KEY-PERIOD-MISSING",
       [](Setup& s) {
         s.only_auth = true;
         s.auth = s.sign;
         s.auth.period_ends.clear();
       }},
      {"CERT-SWAPPED",
       [](Setup& s) { s.request.usages = {Usage::sign, Usage::auth_cli}; },
       {"CERT-SWAPPED"}},
      {"CERT-USAGE-NOT-WANTED",
       [](Setup& s) {
         s.only_auth = true;
         s.request.usages = {Usage::conf};
       }},
      {"CERT-USAGE-NOT-DMP",
       [](Setup& s) {
         s.only_auth = true;
         s.auth.key_usage = "critical,keyEncipherment";
         s.auth.purposes = "emailProtection,anyExtendedKeyUsage";
       }},
      {"CERT-FILE-NAME",
       [](Setup& s) { s.auth.file = "asip-p12-EL-ORG-SIGN-20260101-000000.pem"; }},
  };
}

std::vector<Case> subject_cases() {
  return {
      {"CERT-SUBJECT-LOCALITY", subject("/ST=Ain (01)", "/L=BOURG (01)")},
      {"CERT-SUBJECT-ATTRIBUTES", subject("/CN=", "/serialNumber=7/CN=")},
      {"CERT-SUBJECT-MISSING", subject("/ST=Ain (01)", "")},
      {"CERT-SUBJECT-MULTIVALUED", subject("/CN=", "+CN=")},
      {"CERT-SUBJECT-ORDER", subject("/C=FR/ST=Ain (01)", "/ST=Ain (01)/C=FR")},
      {"CERT-SUBJECT-ENCODING", [](Setup& s) { s.auth.mask = "nombstr"; }},
      {"CERT-SUBJECT-SPACES", subject("DMP AUTHENTIFICATION", "DMP AUTHENTIFICATION ")},
      {"CERT-SUBJECT-SPACES", subject("DMP AUTHENTIFICATION", "DMP  AUTHENTIFICATION")},
      {"CERT-COUNTRY", subject("C=FR", "C=BE")},
      {"CERT-STATE-UNKNOWN", subject("Ain (01)", "Meuthe-et-Moselle (54)")},
      {"CERT-OU-SEVERAL", subject("/CN=", "/OU=other/CN=")},
      {"CERT-OU-INVALID", [](Setup& s) { alone(s, "1010000024", "1010000025"); }},
      {"CERT-OU-INVALID", [](Setup& s) { alone(s, "1010000024", "9010000024"); }},
      {"CERT-OU-INVALID", [](Setup& s) { alone(s, "1010000024", "101000002"); }},
      {"CERT-OU-INVALID", [](Setup& s) { alone(s, "/OU=1010000024", ""); }},
      {"CERT-OU-INVALID", [](Setup& s) { alone(s, "1010000024", "1 010000024"); }},
      {"CERT-O-LONG",
       [](Setup& s) {
         alone(s, "CENTRE HOSPITALIER DE FLEYRIAT",
               "CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT");
       }},
      {"CERT-CN-EMPTY", subject("DMP AUTHENTIFICATION", " ")},
      {"CERT-CN-CHARACTERS",
       subject("DMP AUTHENTIFICATION", "DMP;AUTHENTIFICATION"),
       {"CERT-CN-POLICY"}},
      {"CERT-CN-POLICY", subject("DMP AUTHENTIFICATION", "DMP-AUTH")},
      {"CERT-CN-INSI", [](Setup& s) { alone(s, "DMP AUTHENTIFICATION", "INSI MANU"); }},
      {"CERT-CN-INSI", [](Setup& s) { alone(s, "DMP AUTHENTIFICATION", "insi-auto"); }},
      {"CERT-CN-INSI",
       [](Setup& s) {
         s.only_auth = true;
         s.request.service = rules::Service::insi;
       }},
  };
}

/// No command but Java's makes a name that is longer than X.520 has it.
std::vector<Case> long_name_cases() {
  return {{"CERT-CN-LONG",
           [](Setup& s) {
             s.auth.request = "java.csr";
             s.auth.key_usage = "critical,digitalSignature";
             maker().sh(
                 "rm -f java.jks && keytool -genkeypair -keyalg RSA -keysize 2048 -alias a "
                 "-keystore java.jks -storepass changeit -dname 'CN=" +
                 std::string(65, 'x') +
                 ", OU=1010000024, O=CENTRE HOSPITALIER DE FLEYRIAT, ST=Ain (01), C=FR' && "
                 "keytool -certreq -alias a -keystore java.jks -storepass changeit -file "
                 "java.csr");
           },
           {"CERT-CN-POLICY", "CERT-SUBJECT-ENCODING"}}};
}

std::vector<Case> key_and_date_cases() {
  return {
      {"CERT-KEY-NOT-RSA", [](Setup& s) { s.auth.key = "elliptic"; }},
      {"CERT-KEY-SHORT", [](Setup& s) { s.auth.key = "small"; }},
      {"CERT-KEY-SIZE", [](Setup& s) { s.auth.key = "large"; }},
      {"CERT-KEY-EXPONENT", [](Setup& s) { s.auth.key = "three"; }},
      {"CERT-SIGNATURE-WEAK", [](Setup& s) { s.auth.digest = "sha1"; }},
      {"CERT-SIGNATURE-WEAK", [](Setup& s) { s.auth.digest = "ripemd160"; }},
      {"CERT-SIGNATURE-WEAK",
       [](Setup& s) { s.auth.digest = "sha1 -sigopt rsa_padding_mode:pss"; }},
      {"CERT-SIGNATURE-ALGORITHM",
       [](Setup& s) { s.auth.digest = "sha256 -sigopt rsa_padding_mode:pss"; }},
      {"CERT-SIGNATURE-ALGORITHM", [](Setup& s) { s.auth.digest = "sha384"; }},
      {"CERT-EXPIRED",
       [](Setup& s) {
         s.only_auth = true;
         s.request.as_of = start_of(2029y / 1 / 2);
       }},
      {"CERT-NOT-YET-VALID",
       [](Setup& s) {
         s.only_auth = true;
         s.request.as_of = start_of(2025y / 12 / 31);
       }},
      {"CERT-KEY-PERIOD-ENDED", [](Setup& s) { s.sign.period_ends = "20261231000000Z"; }},
      {"CERT-KEY-PERIOD-SHORTER", [](Setup& s) { s.sign.period_ends = "20281201000000Z"; }},
      {"CERT-KEY-PERIOD-UNEXPECTED", [](Setup& s) { s.auth.period_ends = s.auth.until; }},
      {"CERT-VALIDITY-LONG", [](Setup& s) { s.auth.until = "20290102000000Z"; }},
      {"CERT-VALIDITY-LONG",
       [](Setup& s) { s.sign.until = s.sign.period_ends = "20290201000000Z"; }},
  };
}

std::vector<Case> extension_cases() {
  return {
      {"CERT-KEY-USAGE-NOT-CRITICAL", [](Setup& s) { s.auth.key_usage = "digitalSignature"; }},
      {"CERT-EXTENSION-CRITICAL", [](Setup& s) { s.auth.purposes = "critical,clientAuth"; }},
      {"CERT-ALTERNATIVE-NAME", [](Setup& s) { s.auth.more = "subjectAltName=DNS:a.fr\n"; }},
      {"CERT-REVOCATION-URLS", [](Setup& s) { s.auth.crl.clear(); }},
      {"CERT-REVOCATION-URLS", [](Setup& s) { s.auth.ocsp.clear(); }},
      {"CERT-SERIAL-LENGTH", [](Setup& s) { s.auth.serial = "4A01"; }},
  };
}

std::vector<Case> environment_cases() {
  return {
      {"CERT-ENVIRONMENT-UNKNOWN",
       [](Setup& s) {
         s.only_auth = true;
         s.auth.issuer = "unknown";
       }},
      {"CERT-POLICY-ENVIRONMENT", [](Setup& s) { s.auth.policy = "1.2.250.1.213.1.7.1.1.2.3.1"; }},
      {"CERT-POLICY-UNKNOWN", [](Setup& s) { s.auth.policy = "1.2.3.4"; }},
      {"CERT-POLICY-UNKNOWN", [](Setup& s) { s.auth.policy.clear(); }},
      {"CERT-CATEGORY-ENVIRONMENT", [](Setup& s) { s.auth.category = "03"; }},
      {"CERT-CATEGORY-UNKNOWN", [](Setup& s) { s.auth.category = "85"; }},
      {"CERT-CATEGORY-UNKNOWN", [](Setup& s) { s.auth.category.clear(); }},
      {"CERT-ENVIRONMENTS-MIXED",
       [](Setup& s) { s.auth.issuer = "test"; },
       {"CERT-PAIR-ENVIRONMENT"}},
      {"CHAIN-NO-ISSUER",
       [](Setup& s) {
         const auto file = maker().make(s.auth);
         s.request.files = {{file.name, {file.certificates.front()}, {}}};
       }},
      {"CHAIN-UNTRUSTED",
       [](Setup& s) {
         s.only_auth = true;
         s.request.trust_rule = x509::TrustRule::known;
       }},
      {"CHAIN-SIGNATURE", [](Setup& s) { s.auth.issuer = "twin"; }},
      {"CHAIN-EXPIRED", [](Setup& s) { s.auth.issuer = "ended"; }},
      {"CHAIN-NOT-YET-VALID", [](Setup& s) { s.auth.issuer = "future"; }},
      {"CHAIN-PURPOSE", [](Setup& s) { s.auth.issuer = "narrow"; }},
      {"CHAIN-OTHER", [](Setup& s) { s.auth.issuer = "below"; }},
  };
}

std::vector<Case> site_cases() {
  const auto with_dossier = [](auto change) {
    return [change](Setup& s) {
      s.with_dossier = s.only_auth = true;
      change(s);
    };
  };
  const auto juridical = subject("1010000024", "1010780054");
  return {
      {"CERT-ENVIRONMENT-DOSSIER",
       with_dossier([](Setup& s) { s.dossier.environment = model::Environment::production; })},
      {"CERT-STRUCTURE-OTHER", with_dossier(subject("1010000024", "1970302022"))},
      {"CERT-STRUCTURE-OTHER", with_dossier([](Setup& s) { s.request.sites = {"fleming"}; })},
      {"CERT-GEOGRAPHIC-REQUIRED", with_dossier(juridical)},
      {"CERT-JURIDICAL-EXPECTED",
       with_dossier([](Setup& s) { s.request.policy = *policy::find_policy("ans-2023"); })},
      {"CERT-ORGANISATION-DIFFERS",
       with_dossier([](Setup& s) { s.dossier.establishments[0].name = "CLINIQUE"; })},
      {"CERT-STATE-DIFFERS", with_dossier(subject("Ain (01)", "Paris (75)"))},
  };
}

std::vector<Case> pair_cases() {
  return {
      {"CERT-PAIR-STRUCTURE", subject("1010000024", "1970100400")},
      {"CERT-PAIR-ORGANISATION", subject("DE FLEYRIAT", "FLEYRIAT")},
      {"CERT-PAIR-ENVIRONMENT",
       [](Setup& s) { s.auth.issuer = "test"; },
       {"CERT-ENVIRONMENTS-MIXED"}},
      {"CERT-PAIR-INCOMPLETE",
       [](Setup& s) {
         Leaf other;
         other.subject.replace(other.subject.find("1010000024"), 10, "1970100400");
         other.key = "large";
         other.file = "other.pem";
         s.further = {other};
       },
       {"CERT-KEY-SIZE"}},
      {"CERT-PAIR-TWICE",
       [](Setup& s) {
         s.further = {s.auth};
         s.further[0].file = "renewal.pem";
       }},
      {"CERT-KEY-REUSED", [](Setup& s) { s.sign.key = "auth"; }},
  };
}

}  // namespace

std::vector<CertificateCase> dmp::test::certificate_cases() {
  std::vector<Case> all;
  for (const auto& theme : {usage_cases(), subject_cases(), key_and_date_cases(), extension_cases(),
                            environment_cases(), site_cases(), pair_cases()}) {
    all.insert(all.end(), theme.begin(), theme.end());
  }
  if (run("command -v keytool") == 0) {
    const auto longer = long_name_cases();
    all.insert(all.end(), longer.begin(), longer.end());
  } else {
    WARN("skipped: keytool is not here");
  }
  return all;
}
