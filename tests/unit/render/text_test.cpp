#include "dmp/render/certificates.hpp"
#include "dmp/render/findings.hpp"
#include "dmp/render/merged.hpp"
#include "dmp/render/printable.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"

using namespace dmp;
using namespace dmp::render;
using model::CertificateRow;

namespace {

Finding finding(std::string rule, Severity severity, Location at, std::string site = {},
                Args args = {}, std::string reference = {}) {
  return {std::move(rule), severity,        std::move(at),
          std::move(site), std::move(args), std::move(reference)};
}

/// Findings whose texts are those of the module base, so that a golden text holds still.
Findings some_findings() {
  return {
      finding("DATE-INVALID", Severity::error,
              {"dossier.json", "/establishments/0/contract/signed_on", 12, 19}, "fleyriat",
              {arg("value", "2021-13-01")}, "ANS 30/09/2021, 4.2"),
      finding("severity.info", Severity::warning, {"dossier.json", "", 7, 0}),
      finding("DATE-INVALID", Severity::info, {"other.json", "", 0, 0}, "", {arg("value", "x")}),
      finding("DATE-INVALID", Severity::warning, {"dossier.json", "/a", 140, 3}, "fleyriat",
              {arg("value", "hier")}),
  };
}

CertificateRow row(std::string source, std::string service, const char* ends, int days,
                   model::CertificateStatus status) {
  CertificateRow made;
  made.source = std::move(source);
  made.facts.subject.common_name = std::move(service);
  made.facts.subject.units = {"1010000024"};
  made.facts.usage = model::Usage::auth_cli;
  made.facts.environment = model::Environment::rehearsal;
  made.facts.not_after = *parse_instant(std::string(ends) + "T10:00:00Z");
  made.status = status;
  made.days_left = days;
  return made;
}

}  // namespace

TEST_CASE("findings are grouped by file and site, aligned, with what to do") {
  CHECK(findings_to_text(some_findings(), {in_english(), false, 100}) ==
        "dossier.json\n"
        "  site fleyriat\n"
        "    error    DATE-INVALID   line 12:19  /establishments/0/contract/signed_on\n"
        "        \"2021-13-01\" is not a date\n"
        "        → Write it as YYYY-MM-DD, for example 2026-11-23.\n"
        "        (ANS 30/09/2021, 4.2)\n"
        "    warning  DATE-INVALID   line 140:3  /a\n"
        "        \"hier\" is not a date\n"
        "        → Write it as YYYY-MM-DD, for example 2026-11-23.\n"
        "  warning  severity.info  line 7\n"
        "      info\n"
        "\n"
        "other.json\n"
        "  info     DATE-INVALID\n"
        "      \"x\" is not a date\n"
        "      → Write it as YYYY-MM-DD, for example 2026-11-23.\n");
  CHECK(findings_to_text({some_findings().front()}, {in_french(), false, 100}) ==
        "dossier.json\n"
        "  site fleyriat\n"
        "    erreur  DATE-INVALID  ligne 12:19  /establishments/0/contract/signed_on\n"
        "        « 2021-13-01 » n'est pas une date\n"
        "        → L'écrire AAAA-MM-JJ, par exemple 2026-11-23.\n"
        "        (ANS 30/09/2021, 4.2)\n");
  CHECK(findings_to_text({}, {in_english()}).empty());
}

TEST_CASE("colour is only added, and only when asked for") {
  const Findings findings = some_findings();
  const auto plain = findings_to_text(findings, {in_english(), false, 100});
  auto coloured_text = findings_to_text(findings, {in_english(), true, 100});
  CHECK(plain.find('\x1B') == std::string::npos);
  CHECK(coloured_text.find("\x1B[31merror\x1B[0m    DATE") != std::string::npos);
  CHECK(coloured_text.find("\x1B[33mwarning\x1B[0m  DATE") != std::string::npos);
  CHECK(coloured_text.find("\x1B[34minfo\x1B[0m     DATE") != std::string::npos);
  for (const std::string escape : {"\x1B[31m", "\x1B[33m", "\x1B[34m", "\x1B[0m"}) {
    for (auto at = coloured_text.find(escape); at != std::string::npos;
         at = coloured_text.find(escape)) {
      coloured_text.erase(at, escape.size());
    }
  }
  CHECK(coloured_text == plain);
}

TEST_CASE("certificates stand in columns, also with accents and wide characters") {
  using model::CertificateStatus;
  std::vector<CertificateRow> rows = {
      row("pki/auth.pem", "DMP AUTHENTIFICATION", "2026-12-01", 8, CertificateStatus::expiring),
      row("pki/é.pem", "Hôpital Édouard", "2029-01-02", 1136, CertificateStatus::valid),
      row("pki/漢.pem", "", "2026-11-20", -3, CertificateStatus::expired),
  };
  CHECK(certificates_to_text(rows, {in_english(), false, 100}) ==
        "Expires on  Days left  Status    Usage     Environment  Structure   Service               "
        "Source\n"
        "2026-11-20         -3  expired   AUTH_CLI  rehearsal    1010000024  -                     "
        "pki/漢.pem\n"
        "2026-12-01          8  expiring  AUTH_CLI  rehearsal    1010000024  DMP AUTHENTIFICATION  "
        "pki/auth.pem\n"
        "2029-01-02       1136  valid     AUTH_CLI  rehearsal    1010000024  Hôpital Édouard       "
        "pki/é.pem\n");
  CHECK(
      certificates_to_text(rows, {in_french(), false, 100}) ==
      "Expire le   Jours restants  Statut          Usage     Environnement  Structure   Service   "
      "            Source\n"
      "20/11/2026              -3  expiré          AUTH_CLI  essai          1010000024  -         "
      "            pki/漢.pem\n"
      "01/12/2026               8  expire bientôt  AUTH_CLI  essai          1010000024  DMP "
      "AUTHENTIFICATION  pki/auth.pem\n"
      "02/01/2029            1136  valide          AUTH_CLI  essai          1010000024  Hôpital "
      "Édouard       pki/é.pem\n");
  const auto colour = certificates_to_text(rows, {in_french(), true, 100});
  CHECK(colour.find("  \x1B[31mexpiré\x1B[0m          AUTH_CLI") != std::string::npos);
  CHECK(certificates_to_text({}, {in_english()}).empty());

  CertificateRow missing;
  missing.status = CertificateStatus::missing;
  missing.source = "order 010000024/SIGN";
  const auto text = certificates_to_text({missing}, {in_english()});
  CHECK(text.find("1970") == std::string::npos);
  CHECK(text.find("missing") != std::string::npos);
}

TEST_CASE("the end of a signature certificate is that of its private-key usage") {
  auto sign = row("s.pem", "DMP SIGNATURE", "2027-02-01", 30, model::CertificateStatus::valid);
  sign.facts.key_usage_ends = *parse_instant("2027-01-01T10:00:00Z");
  const auto text = certificates_to_text({sign}, {in_english()});
  CHECK(text.find("2027-01-01") != std::string::npos);
  CHECK(text.find("2027-02-01") == std::string::npos);
}

TEST_CASE("accepted findings are shown as such, without colour, with reason and end") {
  auto accepted = some_findings().front();
  accepted.accepted = Acceptance{"signature en cours", *parse_date("2026-12-31")};
  CHECK(findings_to_text({accepted}, {in_english(), true, 100}) ==
        "dossier.json\n"
        "  site fleyriat\n"
        "    accepted  DATE-INVALID  line 12:19  /establishments/0/contract/signed_on\n"
        "        \"2021-13-01\" is not a date\n"
        "        accepted until 2026-12-31: signature en cours\n");
  CHECK(findings_to_text({accepted}, {in_french(), false, 100})
            .find("accepté jusqu'au 31/12/2026 : signature en cours") != std::string::npos);
}

TEST_CASE("of a rule with more than ten findings the first three are shown, the rest is counted") {
  Findings findings;
  for (int i = 0; i < 10; ++i) {
    findings.push_back(finding("DATE-INVALID", Severity::error, {"d.json", "", 1, 1},
                               "site-" + std::to_string(i), {arg("value", "x")}));
  }
  const TextStyle style{in_english(), false, 0};
  CHECK(findings_to_text(findings, style).find("more of") == std::string::npos);
  findings.push_back(findings.front());
  const auto text = findings_to_text(findings, style);
  CHECK(text.find("site-2") < text.find("8 more of DATE-INVALID at site-3, site-4"));
  CHECK(text.find("site-9, site-0\n") != std::string::npos);
  for (int i = 10; i < 40; ++i) {
    findings.push_back(findings.front());
    findings.back().site = "site-" + std::to_string(i);
  }
  CHECK(findings_to_text(findings, style).find("and 28 more sites\n") != std::string::npos);
  auto everything = style;
  everything.all = true;
  CHECK(findings_to_text(findings, everything).find("more of") == std::string::npos);
  CHECK(findings_to_text(findings, everything).find("site site-39") != std::string::npos);
}

TEST_CASE("the same finding of many sites is one for a first look, the gravest first") {
  Findings findings;
  for (std::uint32_t i = 0; i < 12; ++i) {
    findings.push_back(finding("DATE-INVALID", Severity::warning, {"d.json", "", 10 + i, 1},
                               "site-" + std::to_string(i), {arg("value", "x")}));
  }
  findings.push_back(finding("severity.info", Severity::error, {"d.json", "/a", 7, 3}));
  findings.push_back(finding("severity.error", Severity::info, {"cert.pem", "", 0, 0}));
  const auto text = merged_to_text(findings, {in_english(), false, 100});
  CHECK(text.is_cut);
  CHECK(
      text.text ==
      "  error    severity.info   d.json:7:3\n"
      "      info\n"
      "  warning  DATE-INVALID    12 places\n"
      "      \"x\" is not a date\n"
      "      → Write it as YYYY-MM-DD, for example 2026-11-23.\n"
      "      site-0 (line 10), site-1 (line 11), site-2 (line 12), site-3 (line 13), site-4 (line "
      "14),\n"
      "      site-5 (line 15), site-6 (line 16), site-7 (line 17), site-8 (line 18), site-9 (line "
      "19) and 2\n"
      "      more\n"
      "  info     severity.error  cert.pem\n"
      "      error\n");
  for (int i = 0; i < 12; ++i) {
    findings[static_cast<std::size_t>(i)].args = {arg("value", i)};
  }
  const auto many = merged_to_text(findings, {in_english(), false, 100});
  CHECK(many.text.find("\"1\" is not a date") != std::string::npos);
  CHECK(many.text.find("\"2\" is not a date") == std::string::npos);
  CHECK(
      many.text.ends_with("  10 more findings: DATE-INVALID (10)\n"
                          "  1 remark: severity.error (1)\n"));
}

TEST_CASE("long texts break between words only, and no-break spaces hold") {
  const std::string word(40, 'x');
  CHECK(wrap("one two " + word + " end", 0, 30) == "one two\n" + word + "\nend");
  CHECK(wrap("ééééééééé ééééééééé ééééééééé", 1, 30) == "ééééééééé ééééééééé ééééééééé");
  CHECK(wrap("ééééééééé ééééééééé ééééééééé", 2, 30) == "ééééééééé ééééééééé\n  ééééééééé");
  CHECK(wrap("aaaaaaaaa bbbbbbbbb «\u00A0ccccc\u00A0»", 0, 25) ==
        "aaaaaaaaa bbbbbbbbb\n«\u00A0ccccc\u00A0»");
  CHECK(wrap("a b c d e f g h", 0, 10) == "a b c d e f g h");  // too narrow to help
  CHECK(wrap("", 0, 80).empty());

  auto lengthy = some_findings().front();
  lengthy.args = {arg("value", "un deux trois quatre cinq six sept huit neuf dix onze douze")};
  const auto text = findings_to_text({lengthy}, {in_english(), false, 50});
  CHECK(text.find("\n        \"un deux trois quatre cinq six sept huit\n        neuf dix") !=
        std::string::npos);
  CHECK(text.find("\n        → Write it as YYYY-MM-DD, for example\n          2026-11-23.\n") !=
        std::string::npos);
}

TEST_CASE("what could trick a terminal is shown, not sent") {
  CHECK(printable("Hôpital « Édouard », 漢 €") == "Hôpital « Édouard », 漢 €");
  CHECK(printable("a\nb\tc\rd") == "a\\nb\\tc\\rd");
  CHECK(printable("\x1B[2J\x7F") == "\\x1B[2J\\x7F");
  CHECK(printable(std::string("a\0b", 3)) == "a\\x00b");
  CHECK(printable("\u009B31m") == "\\u009B31m");  // C1: CSI in one character
  CHECK(printable("fdp.\u202Exe\u202C") == "fdp.\\u202Exe\\u202C");
  CHECK(printable("\u2066\u200B\uFEFF\u2028") == "\\u2066\\u200B\\uFEFF\\u2028");
  CHECK(printable("\U000E0041") == "\\u0E0041");
  CHECK(printable("H\xF4pital \xE2\x82") == "H\uFFFDpital \uFFFD\uFFFD");
  CHECK(printable("").empty());

  const std::string evil = "\x1B]0;x\x07\u202E\xFF\n";
  const Finding nasty{evil, Severity::error, {evil, evil, 1, 1}, evil, {arg("value", evil)}, evil};
  auto known = nasty;
  known.rule = "DATE-INVALID";
  auto certificate = row(evil, evil, "2027-01-01", 1, model::CertificateStatus::valid);
  certificate.facts.subject.units = {evil};
  const auto all =
      findings_to_text({nasty, known}, {in_english()}) +
      certificates_to_text({certificate}, {in_english()}) +
      error_to_text({ErrorKind::input, "DATE-INVALID", {arg("value", evil)}, {evil}}, in_french());
  CHECK(all.find('\x1B') == std::string::npos);
  CHECK(all.find('\x07') == std::string::npos);
  CHECK(all.find('\xFF') == std::string::npos);
  CHECK(all.find("\u202E") == std::string::npos);
  CHECK(all.find("\\x1B]0;x\\x07\\u202E\uFFFD\\n") != std::string::npos);
}

TEST_CASE("a failure is its message, what to do, and the causes") {
  const Error error{ErrorKind::environment,
                    "FILE-DISK-FULL",
                    {arg("path", "clé.pem"), arg("folder", ".")},
                    {"No space left on device", "second"}};
  CHECK(error_to_text(error, in_english()) ==
        "clé.pem: the disk is full or the quota is reached; nothing was written\n"
        "  → Free some space, then run the same command again.\n"
        "  cause: No space left on device\n"
        "  cause: second");
  CHECK(error_to_text(error, in_french()) ==
        "clé.pem : le disque est plein ou le quota est atteint ; rien n'a été écrit\n"
        "  → Libérer de la place, puis relancer la même commande.\n"
        "  cause : No space left on device\n"
        "  cause : second");
  CHECK(error_to_text({ErrorKind::input, "severity.info", {}, {}}, in_english()) == "info");
}

TEST_CASE("a failure is an object too, in the language asked for") {
  const Error error{ErrorKind::input, "FILE-NOT-FOUND", {arg("path", "é")}, {"gone"}};
  CHECK(error_to_json(error, "csr", in_french()) == R"({
  "version": 1,
  "command": "csr",
  "error": {
    "id": "FILE-NOT-FOUND",
    "message": "é : ce fichier n'existe pas",
    "remedy": "Vérifier l'orthographe et le répertoire courant.",
    "causes": [
      "gone"
    ]
  }
}
)");
}
