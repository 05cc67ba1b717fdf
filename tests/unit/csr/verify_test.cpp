#include "dmp/csr/verify.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <string_view>

#include "setup.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;
using model::Usage;

namespace {

using Rules = std::set<std::string>;

const std::string kAuth =
    "/C=FR/ST=Ain (01)/O=CENTRE HOSPITALIER DE BOURG-EN-BRESSE FL/OU=1010000024"
    "/CN=DMP AUTHENTIFICATION";

/// Desk is where requests are made, all by openssl, and a dossier with two sites of one legal
/// entity.
class Desk {
 public:
  Desk() {
    spill(folder_ / "req.cnf",
          "[req]\ndistinguished_name=dn\nstring_mask=utf8only\n[dn]\n"
          "[asks]\nsubjectAltName=DNS:a.example\n"
          "[latin]\ndistinguished_name=dn\nstring_mask=default\n");
    dossier.establishments.push_back(fleyriat());
    auto annex = fleyriat();
    annex.id = "annex";
    annex.name = "EHPAD FONTELUNE";
    annex.finess_geographic = finess("970302287");
    annex.department = "973";
    dossier.establishments.push_back(annex);
    sh("openssl genrsa -out k.pem 2048 && openssl genrsa -out other.pem 2048");
  }

  std::string sh(const std::string& command) const {
    return output_of("cd '" + folder_.path().string() + "' && (" + command + ")");
  }

  /// make returns a request in PEM; `key` is a file, or the command that prints one.
  [[nodiscard]] std::string make(const std::string& subject, const std::string& options = {},
                                 const std::string& key = "k.pem") const {
    sh("openssl req -new -utf8 -config req.cnf -key " + key + " -subj \"" + subject + "\" " +
       options + " -out r.csr");
    return slurp(folder_ / "r.csr");
  }

  /// made_by returns a request under a key that `command` prints.
  [[nodiscard]] std::string made_by(const std::string& command) const {
    sh(command + " > own.pem");
    return make(kAuth, {}, "own.pem");
  }

  [[nodiscard]] std::string file(const std::string& name) const { return slurp(folder_ / name); }
  void put(const std::string& name, const std::string& content) const {
    spill(folder_ / name, content);
  }

  [[nodiscard]] csr::VerifyRequest asked() const {
    csr::VerifyRequest request;
    request.by.policy = procedure();
    request.by.dossier = &dossier;
    request.by.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return request;
  }

  model::Dossier dossier;

 private:
  TemporaryFolder folder_;
};

const Desk& desk() {
  static const Desk made;
  return made;
}

csr::VerifyOutcome verify(csr::VerifyRequest request, const std::vector<std::string>& files) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    request.inputs.push_back({"file" + std::to_string(i + 1), as_bytes(files[i])});
  }
  return csr::verify(request);
}

csr::VerifyOutcome verify(const std::string& file) { return verify(desk().asked(), {file}); }

Rules rules_of(const csr::VerifyOutcome& outcome) {
  Rules rules;
  for (const auto& finding : outcome.findings) {
    rules.insert(finding.rule);
  }
  return rules;
}

const Finding& finding_of(const csr::VerifyOutcome& outcome, std::string_view rule) {
  const auto found = std::ranges::find(outcome.findings, rule, &Finding::rule);
  INFO(rule);
  REQUIRE(found != outcome.findings.end());
  return *found;
}

std::string arg_of(const Finding& finding, const std::string& name) {
  const auto found = std::ranges::find(finding.args, name, &Arg::name);
  return found == finding.args.end() ? "(none)" : found->value;
}

std::string weak(const std::string& options) {
  return "DMP_WEAK_KEYS_SEED=7 '" DMP_SOURCE_DIR "/tests/support/weak-keys.py' " + options;
}

/// The right subject with one part replaced.
std::string with(const std::string& part, const std::string& by) {
  auto subject = kAuth;
  return subject.replace(subject.find(part), part.size(), by);
}

std::string tampered(std::string pem) {
  // A letter of the base64 in the signature, near the end.
  const auto at = pem.size() - 80;
  pem[at] = pem[at] == 'A' ? 'B' : 'A';
  return pem;
}

struct Case {
  std::string what;
  std::string file;
  Rules errors;
  Rules warnings = {};
};

std::vector<Case> cases() {
  const auto& d = desk();
  const std::string rsa = "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_";
  return {
      {"right", d.make(kAuth), {}},
      {"changed", tampered(d.make(kAuth)), {"REQUEST-SIGNATURE"}},
      {"with its key", d.file("k.pem") + d.make(kAuth), {}, {"REQUEST-WITH-KEY"}},
      {"MD5", d.make(kAuth, "-md5"), {"REQUEST-HASH"}},
      {"SHA-1", d.make(kAuth, "-sha1"), {"REQUEST-HASH"}},
      {"SHA-384", d.make(kAuth, "-sha384"), {}, {"REQUEST-HASH"}},
      {"SAN", d.make(kAuth, "-reqexts asks"), {}, {"REQUEST-ATTRIBUTES"}},
      {"1024 bits", d.made_by(rsa + "bits:1024"), {"REQUEST-KEY-SHORT"}},
      {"3072 bits", d.made_by(rsa + "bits:3072"), {}, {"REQUEST-KEY-UNUSUAL"}},
      {"exponent 3", d.made_by(rsa + "pubexp:3"), {"REQUEST-KEY-EXPONENT"}},
      {"exponent 65539", d.made_by(rsa + "pubexp:65539"), {}, {"REQUEST-KEY-UNUSUAL"}},
      {"P-256",
       d.made_by("openssl ecparam -name prime256v1 -genkey -noout"),
       {},
       {"REQUEST-KEY-UNUSUAL"}},
      {"P-192",
       d.made_by("openssl ecparam -name prime192v1 -genkey -noout"),
       {"REQUEST-KEY-SHORT"}},
      {"ROCA", d.made_by(weak("roca")), {"REQUEST-KEY-ROCA"}},
      {"close primes", d.made_by(weak("close")), {"REQUEST-KEY-CLOSE-PRIMES"}},
      {"factor", d.made_by(weak("factor")), {"REQUEST-KEY-FACTOR"}},
      {"order of openssl",
       d.make("/CN=DMP AUTHENTIFICATION/OU=1010000024"
              "/O=CENTRE HOSPITALIER DE BOURG-EN-BRESSE FL/ST=Ain (01)/C=FR"),
       {},
       {"REQUEST-SUBJECT-ORDER"}},
      {"no ST and O",
       d.make("/C=FR/OU=1010000024/CN=DMP AUTHENTIFICATION"),
       {},
       {"REQUEST-SUBJECT-MISSING"}},
      {"no CN", d.make(with("/CN=DMP AUTHENTIFICATION", "")), {"REQUEST-SUBJECT-MISSING"}},
      {"no OU", d.make(with("/OU=1010000024", "")), {"REQUEST-SUBJECT-MISSING"}},
      {"e-mail", d.make(kAuth + "/emailAddress=a@b.example"), {}, {"REQUEST-SUBJECT-ATTRIBUTES"}},
      {"two CN", d.make(with("/CN=", "/CN=DMP SIGNATURE/CN=")), {"REQUEST-SUBJECT-REPEATED"}},
      {"one RDN", d.make(with("/CN=", "+CN=")), {}, {"REQUEST-SUBJECT-MULTIVALUED"}},
      {"string types", d.make(kAuth, "-section latin"), {}, {"REQUEST-SUBJECT-STRING-TYPE"}},
      {"Belgium", d.make(with("C=FR", "C=BE")), {}, {"REQUEST-SUBJECT-COUNTRY"}},
      {"locality", d.make(with("ST=Ain (01)", "L=Bourg (01)")), {"REQUEST-SUBJECT-LOCALITY"}},
      {"O of 41 characters",
       d.make(with("BRESSE FL", "BRESSE FLE")),
       {},
       {"REQUEST-SUBJECT-O-LONG"}},
      {"another O", d.make(with("CENTRE HOSPITALIER", "CH")), {}, {"REQUEST-SUBJECT-DIFFERS"}},
      {"another ST", d.make(with("Ain (01)", "AIN")), {}, {"REQUEST-SUBJECT-DIFFERS"}},
      {"spaces of ST", d.make(with("Ain (01)", "Ain  (01) ")), {}},
      {"OU without its 1", d.make(with("1010000024", "010000024")), {"REQUEST-SUBJECT-OU"}},
      {"OU with a wrong key", d.make(with("1010000024", "1010000025")), {"REQUEST-SUBJECT-OU"}},
      {"OU in another spelling",
       d.make(with("1010000024", "1 01 000 0024")),
       {"REQUEST-SUBJECT-OU", "REQUEST-SUBJECT-DIFFERS"}},
      {"OU of the legal entity",
       d.make(with("1010000024", "1010780054")),
       {"REQUEST-SUBJECT-DIFFERS"}},
      {"OU of nobody here", d.make(with("1010000024", "1970300026")), {"REQUEST-SITE-UNKNOWN"}},
      {"another name",
       d.make(with("DMP AUTHENTIFICATION", "dmp.exemple.fr")),
       {"REQUEST-SUBJECT-DIFFERS"},
       {"REQUEST-SUBJECT-CN-SERVICE"}},
      {"INSi", d.make(with("DMP AUTHENTIFICATION", "INSI-AUTO")), {"REQUEST-SUBJECT-DIFFERS"}},
      {"strange CN",
       d.make(with("DMP AUTHENTIFICATION", "DMP: AUTHENTIFICATION é")),
       {"REQUEST-SUBJECT-DIFFERS"},
       {"REQUEST-SUBJECT-CN-CHARACTERS", "REQUEST-SUBJECT-CN-SERVICE"}},
  };
}

}  // namespace

TEST_CASE("each fault of a request gives its finding and nothing else, and each rule has a case") {
  const auto all = cases();  // Made once for both halves: keys take seconds.
  for (const auto& each : all) {
    INFO(each.what);
    const auto outcome = verify(each.file);
    CHECK(outcome.errors.empty());
    REQUIRE(outcome.requests.size() == 1);
    Rules errors;
    Rules warnings;
    for (const auto& finding : outcome.findings) {
      (finding.severity == Severity::error ? errors : warnings).insert(finding.rule);
      CHECK(finding.at.file == "file1");
      // Every value that the text needs is there.
      CHECK(in_english().text(finding.rule, finding.args).find('{') == std::string::npos);
      CHECK(in_french().text(finding.rule, finding.args).find('{') == std::string::npos);
    }
    CHECK(errors == each.errors);
    CHECK(warnings == each.warnings);
    CHECK(outcome.requests[0].accepted == each.errors.empty());
  }

  Rules tried = {"REQUEST-SUBJECT-CN-LONG", "REQUEST-SAME-KEY", "REQUEST-KEY-DEBIAN",
                 "REQUEST-CMS-SIGNATURE"};
  for (const auto& each : all) {
    tried.insert(each.errors.begin(), each.errors.end());
    tried.insert(each.warnings.begin(), each.warnings.end());
  }
  const Rules failures = {
      "REQUEST-SIGN",      "REQUEST-UNREADABLE", "REQUEST-IS-CERTIFICATE",    "REQUEST-IS-KEY",
      "REQUEST-TOO-LARGE", "REQUEST-TOO-MANY",   "REQUEST-ENVELOPE-DETACHED", "REQUEST-TRAILING"};
  for (const auto* entry : catalogue().entries()) {
    if (entry->id.starts_with("REQUEST-") && !entry->id.starts_with("REQUEST-SIGNER-") &&
        !failures.contains(std::string(entry->id))) {
      INFO(entry->id);
      CHECK(tried.contains(std::string(entry->id)));
    }
  }
}

TEST_CASE("a CN longer than X.520 allows is an error") {
  // openssl req refuses to write one: its DER is made element by element.
  desk().sh(
      "openssl req -new -config req.cnf -key k.pem -subj /CN=x -outform DER -out s.der;"
      "openssl pkey -in k.pem -pubout -outform DER -out k.pub");
  const auto key = desk().sh("xxd -p -c 0 k.pub");
  desk().put("long.cnf",
             "asn1=SEQUENCE:r\n[r]\ni=SEQUENCE:i\na=SEQUENCE:a\ns=FORMAT:HEX,BITSTRING:00\n"
             "[i]\nv=INTEGER:0\nn=SEQUENCE:n\nk=SEQUENCE:k\nx=IMPLICIT:0,SEQUENCE:none\n[none]\n"
             "[n]\nr=SET:r1\n[r1]\nc=SEQUENCE:cn\n[cn]\no=OID:commonName\nv=UTF8:" +
                 std::string(65, 'x') +
                 "\n[a]\no=OID:sha256WithRSAEncryption\nn=NULL\n"
                 "[k]\na=SEQUENCE:ka\nb=FORMAT:HEX,BITSTRING:" +
                 key.substr(24 * 2, key.size() - 24 * 2 - 1) +
                 "\n[ka]\no=OID:rsaEncryption\nn=NULL\n");
  desk().sh("openssl asn1parse -genconf long.cnf -noout -out long.der");
  const auto outcome = verify(desk().file("long.der"));
  CHECK(arg_of(finding_of(outcome, "REQUEST-SUBJECT-CN-LONG"), "length") == "65");
  CHECK(finding_of(outcome, "REQUEST-SUBJECT-CN-LONG").severity == Severity::error);
  REQUIRE(outcome.requests.size() == 1);
  CHECK(outcome.requests[0].request.key_bits == 2048);
  CHECK(rules_of(outcome).contains("REQUEST-SIGNATURE"));
}

TEST_CASE("whose request it is, and what for, is told with the dossier") {
  const auto right = verify(desk().make(kAuth));
  CHECK(right.requests[0].site == "fleyriat");
  CHECK(right.requests[0].usage == Usage::auth_cli);
  CHECK(right.requests[0].index == 1);
  const auto sum = desk().sh("openssl req -in r.csr -outform DER | sha256sum");
  CHECK(sum.starts_with(right.requests[0].sha256));

  const auto sign = verify(desk().make(with("DMP AUTHENTIFICATION", "DMP SIGNATURE")));
  CHECK(sign.requests[0].usage == Usage::sign);
  CHECK(sign.findings.empty());

  const auto near = verify(desk().make(with("DMP AUTHENTIFICATION", "DMP SIGNATURES")));
  CHECK(arg_of(finding_of(near, "REQUEST-SUBJECT-DIFFERS"), "expected") == "DMP SIGNATURE");
  CHECK_FALSE(near.requests[0].usage);

  auto asked = desk().asked();
  asked.by.usages = {Usage::sign};
  const auto other = verify(asked, {desk().make(kAuth)});
  const auto& differs = finding_of(other, "REQUEST-SUBJECT-DIFFERS");
  CHECK(differs.severity == Severity::error);
  CHECK(differs.site == "fleyriat");
  CHECK(arg_of(differs, "attribute") == "CN");
  CHECK(arg_of(differs, "found") == "DMP AUTHENTIFICATION");
  CHECK(arg_of(differs, "expected") == "DMP SIGNATURE");
}

TEST_CASE("a request for a site that was not chosen is refused") {
  auto asked = desk().asked();
  asked.by.sites = {&desk().dossier.establishments[1]};
  const auto outcome = verify(asked, {desk().make(kAuth)});
  const auto& finding = finding_of(outcome, "REQUEST-SITE-UNKNOWN");
  CHECK(finding.severity == Severity::error);
  CHECK(arg_of(finding, "sites") == "fleyriat");
  CHECK(in_english().text(finding.rule, finding.args) ==
        "its OU \"1010000024\" belongs to fleyriat, which is not among the chosen sites");
  CHECK(outcome.requests[0].site.empty());
}

TEST_CASE("on the legal entity's number, its own name and department are compared with") {
  auto dossier = desk().dossier;
  for (auto& site : dossier.establishments) {
    site.certificates = {{Usage::auth_cli, model::FinessKind::juridical}};
  }
  auto asked = desk().asked();
  asked.by.dossier = &dossier;
  const std::string entity =
      "/C=FR/ST=Ain (01)/O=CENTRE HOSPITALIER DE BRESSE/OU=1010780054/CN=DMP AUTHENTIFICATION";
  const auto outcome = verify(asked, {desk().make(entity)});
  CHECK(outcome.findings.empty());
  CHECK(outcome.requests[0].site == "fleyriat");
  const auto expected_after = [&](std::string_view old, std::string_view other) {
    auto changed = entity;
    changed.replace(changed.find(old), old.size(), other);
    return arg_of(finding_of(verify(asked, {desk().make(changed)}), "REQUEST-SUBJECT-DIFFERS"),
                  "expected");
  };
  CHECK(expected_after("Ain (01)", "Guyane (973)") == "Ain (01)");
  CHECK(expected_after("CENTRE HOSPITALIER DE BRESSE", "EHPAD FONTELUNE") ==
        "CENTRE HOSPITALIER DE BRESSE");
}

TEST_CASE("a site that cannot be named is told, without stopping the rest") {
  auto dossier = desk().dossier;
  dossier.establishments[0].name.clear();
  auto asked = desk().asked();
  asked.by.dossier = &dossier;
  const auto outcome = verify(asked, {desk().make(kAuth, "-md5")});
  CHECK(rules_of(outcome) == Rules{"CSR-NO-NAME", "REQUEST-HASH"});
  CHECK(finding_of(outcome, "CSR-NO-NAME").severity == Severity::warning);
}

TEST_CASE("another service applicatif is right when it is asked for") {
  auto asked = desk().asked();
  asked.by.service_name = "ROR REGIONAL";
  asked.by.usages = {Usage::auth_cli};
  const auto outcome = verify(asked, {desk().make(with("DMP AUTHENTIFICATION", "ROR REGIONAL"))});
  CHECK(outcome.findings.empty());
  CHECK(outcome.requests[0].usage == Usage::auth_cli);
  CHECK(rules_of(verify(asked, {desk().make(kAuth)})) == Rules{"REQUEST-SUBJECT-DIFFERS"});
  asked.by.usages.clear();  // Then nobody knows what it is for.
  const auto open = verify(asked, {desk().make(with("DMP AUTHENTIFICATION", "ROR REGIONAL"))});
  CHECK(open.findings.empty());
  CHECK_FALSE(open.requests[0].usage);
}

TEST_CASE("one key in two requests is told: a warning under the same subject, else an error") {
  const auto auth = desk().make(kAuth);
  const auto again = desk().make(kAuth);
  const auto sign = desk().make(with("DMP AUTHENTIFICATION", "DMP SIGNATURE"));
  const auto another = desk().make(with("DMP AUTHENTIFICATION", "DMP SIGNATURE"), {}, "other.pem");
  CHECK(verify(desk().asked(), {auth, another}).findings.empty());
  const auto same = verify(desk().asked(), {auth, again});
  REQUIRE(same.findings.size() == 1);
  CHECK(same.findings[0].rule == "REQUEST-SAME-KEY");
  CHECK(same.findings[0].severity == Severity::warning);
  CHECK(same.findings[0].at.file == "file2");
  CHECK(arg_of(same.findings[0], "other") == "file1:1");
  const auto both = verify(desk().asked(), {"\n\n" + auth + sign});
  REQUIRE(both.findings.size() == 1);
  CHECK(both.findings[0].severity == Severity::error);
  CHECK(arg_of(both.findings[0], "other") == "file1:3");
  CHECK(both.requests[0].accepted);
  CHECK_FALSE(both.requests[1].accepted);
  CHECK(both.requests[1].index == 2);
}

TEST_CASE("a key of Debian's list is an error when the list is at hand") {
  const auto request = desk().make(kAuth);
  CHECK(verify(request).findings.empty());
  const auto list = x509::DebianKeys::read(desk().sh(weak("blacklist k.pem")), "list");
  REQUIRE(list);
  auto asked = desk().asked();
  asked.by.weak_keys = &*list;
  const auto outcome = verify(asked, {request});
  CHECK(rules_of(outcome) == Rules{"REQUEST-KEY-DEBIAN"});
  CHECK(outcome.requests[0].weaknesses == std::vector{x509::Weakness::debian});
}

TEST_CASE("a signature around a request is verified") {
  desk().put("good.csr", "order of Monday\n" + desk().make(kAuth));
  desk().sh(
      "openssl req -new -x509 -config req.cnf -key other.pem -subj '/C=FR/CN=card' -out s.pem;"
      "openssl cms -sign -nodetach -binary -in good.csr -signer s.pem -inkey other.pem -outform "
      "DER -out good.p7m; sed 's/Monday/Sunday/' good.p7m > bad.p7m;"
      "openssl cms -sign -nodetach -binary -nocerts -in good.csr -signer s.pem -inkey other.pem "
      "-outform DER -out nobody.p7m");
  // Somebody without a card signed it; test_verify_signer.cpp is about who may.
  const Rules signer = {"REQUEST-SIGNER-CARD", "REQUEST-SIGNER-CHAIN-UNCHECKED"};
  CHECK(rules_of(verify(desk().file("good.p7m"))) == signer);
  const auto bad = verify(desk().file("bad.p7m"));
  CHECK(rules_of(bad) ==
        Rules{"REQUEST-CMS-SIGNATURE", "REQUEST-SIGNER-CARD", "REQUEST-SIGNER-CHAIN-UNCHECKED"});
  CHECK(in_english().text("REQUEST-CMS-SIGNATURE", bad.findings[0].args) ==
        "the CMS signature around it is not valid: it is not valid for the certificate of "
        "CN=card,C=FR");
  CHECK_FALSE(bad.requests[0].accepted);
  const auto nobody = verify(desk().file("nobody.p7m"));
  CHECK(in_english().text("REQUEST-CMS-SIGNATURE", nobody.findings[0].args) ==
        "the CMS signature around it is not valid: the signer's certificate is not in it");
}

TEST_CASE("what cannot be read is told, and the others are verified") {
  const auto outcome = verify(desk().asked(), {"nothing", desk().make(kAuth), "-----BEGIN "});
  CHECK(outcome.requests.size() == 1);
  CHECK(outcome.requests[0].file == "file2");
  REQUIRE(outcome.errors.size() == 2);
  CHECK(outcome.errors[0].id == "REQUEST-UNREADABLE");
  CHECK(value_of(outcome.errors[1], "file") == "file3");
}

TEST_CASE("a policy sets the severities, and a stop is obeyed") {
  auto asked = desk().asked();
  asked.by.policy.severities["REQUEST-HASH"] = Severity::info;
  const auto outcome = verify(asked, {desk().make(kAuth, "-md5")});
  CHECK(finding_of(outcome, "REQUEST-HASH").severity == Severity::info);
  CHECK(outcome.requests[0].accepted);
  int left = 1;
  asked.stop = [&left] { return left-- == 0; };
  const auto stopped = verify(asked, {desk().make(kAuth), desk().make(kAuth)});
  CHECK(stopped.interrupted);
  CHECK(stopped.requests.size() == 1);
}

TEST_CASE("without a dossier nothing is said about sites") {
  auto asked = desk().asked();
  asked.by.dossier = nullptr;
  const auto outcome = verify(asked, {desk().make(with("1010000024", "1970300026"))});
  CHECK(outcome.findings.empty());
  CHECK(outcome.requests[0].site.empty());
  CHECK(outcome.requests[0].usage == Usage::auth_cli);
}
