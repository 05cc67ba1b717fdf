#include "dmp/render/findings.hpp"
#include "dmp/report/document.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::report;
using dmp::test::run;
using dmp::test::spill;
using dmp::test::TemporaryFolder;

namespace {

Document full_document() {
  Document document;
  document.command = "install";
  document.as_of = *parse_date("2026-11-23");
  document.summary = {{"name", std::string("Hôpital")}, {"certificates", 1LL}, {"done", true}};
  document.findings = {{"DATE-INVALID",
                        Severity::warning,
                        {"dossier.json", "/a/b", 12, 19},
                        "fleyriat",
                        {arg("value", "hier")},
                        "ANS 30/09/2021, 4.2"}};
  CertificateRow row;
  row.source = "auth.pem";
  row.facts.subject = {"FR",
                       "Ain (01)",
                       "",
                       "CH DE BOURG",
                       {"1010000024"},
                       "DMP SIGNATURE",
                       "CN=DMP SIGNATURE,O=CH DE BOURG"};
  row.facts.usage = model::Usage::sign;
  row.facts.environment = model::Environment::production;
  row.facts.serial = "0A";
  row.facts.sha256.bytes.fill(0xAB);
  row.facts.not_before = *parse_instant("2024-01-01T00:00:00Z");
  row.facts.not_after = *parse_instant("2027-02-01T00:00:00Z");
  row.facts.key_usage_ends = *parse_instant("2027-01-01T23:59:59Z");
  row.status = model::CertificateStatus::not_yet_valid;
  row.days_left = 39;
  document.certificates = {row};
  model::SiteReadiness site;
  site.site = "fleyriat";
  site.name = "CH";
  site.finess = "010000024";
  site.errors = 1;
  site.blocking_rules = {"FINESS-KEY"};
  document.sites = {site};
  model::Order order;
  order.site = "fleyriat";
  order.finess = "010000024";
  order.structure = "1010000024";
  order.service = "DMP";
  order.public_key_sha256 = "01";
  order.request_sha256 = "02";
  document.orders = {{order, "dmp-workspace/010000024/AUTH_CLI", "made", "CN=DMP"}};
  document.files = {{"key.pem", "fleyriat", "create", 0600}, {"sheet", "", "keep", 0}};
  document.errors = {
      {ErrorKind::input, "FILE-NOT-FOUND", {arg("path", "x"), arg("site", "fleyriat")}, {"gone"}}};
  return document;
}

}  // namespace

TEST_CASE("a document has the fields of the contract, in their order") {
  CHECK(to_json(full_document(), in_english()) == R"({
  "version": 1,
  "command": "install",
  "as_of": "2026-11-23",
  "summary": {
    "name": "Hôpital",
    "certificates": 1,
    "done": true
  },
  "findings": [
    {
      "rule": "DATE-INVALID",
      "severity": "warning",
      "file": "dossier.json",
      "pointer": "/a/b",
      "line": 12,
      "column": 19,
      "site": "fleyriat",
      "message": "\"hier\" is not a date",
      "remedy": "Write it as YYYY-MM-DD, for example 2026-11-23.",
      "reference": "ANS 30/09/2021, 4.2",
      "accepted": null
    }
  ],
  "certificates": [
    {
      "source": "auth.pem",
      "usage": "SIGN",
      "environment": "production",
      "structure": "1010000024",
      "service": "DMP SIGNATURE",
      "organisation": "CH DE BOURG",
      "subject_rfc2253": "CN=DMP SIGNATURE,O=CH DE BOURG",
      "not_before": "2024-01-01T00:00:00Z",
      "not_after": "2027-02-01T00:00:00Z",
      "key_usage_ends": "2027-01-01T23:59:59Z",
      "ends_on": "2027-01-01",
      "days_left": 39,
      "serial": "0A",
      "sha256": "abababababababababababababababababababababababababababababababab",
      "status": "not-yet-valid"
    }
  ],
  "sites": [
    {
      "site": "fleyriat",
      "name": "CH",
      "finess": "010000024",
      "finess_juridical": "",
      "ready": false,
      "errors": 1,
      "warnings": 0,
      "accepted": 0,
      "blocking_rules": [
        "FINESS-KEY"
      ],
      "contract": {
        "status": "unknown",
        "number": "",
        "signed_on": null
      },
      "stage": "contract",
      "steps": []
    }
  ],
  "orders": [
    {
      "site": "fleyriat",
      "usage": "AUTH_CLI",
      "finess": "010000024",
      "structure": "1010000024",
      "service": "DMP",
      "environment": "production",
      "subject_rfc2253": "CN=DMP",
      "state": "planned",
      "since": null,
      "act": "made",
      "signature": "",
      "folder": "dmp-workspace/010000024/AUTH_CLI",
      "key_algorithm": "",
      "key_encrypted": false,
      "public_key_sha256": "01",
      "request_sha256": "02",
      "certificate_sha256": "",
      "renews": "",
      "ends_on": null
    }
  ],
  "files": [
    {
      "path": "key.pem",
      "site": "fleyriat",
      "act": "create",
      "mode": "0600",
      "former_mode": null
    },
    {
      "path": "sheet",
      "site": "",
      "act": "keep",
      "mode": null,
      "former_mode": null
    }
  ],
  "errors": [
    {
      "id": "FILE-NOT-FOUND",
      "message": "x: there is no such file",
      "remedy": "Check the spelling and the current directory.",
      "causes": [
        "gone"
      ],
      "site": "fleyriat"
    }
  ]
}
)");
}

TEST_CASE("a long document comes in parts, which are the same text") {
  auto document = full_document();
  for (int i = 0; i < 1000; ++i) {
    document.errors.push_back(
        {ErrorKind::input, "CONTAINER-EMPTY", {arg("file", std::to_string(i) + ".pem")}, {}});
  }
  std::string joined;
  std::size_t parts = 0;
  std::size_t longest = 0;
  write_json(document, in_english(), [&](std::string_view part) {
    joined += part;
    ++parts;
    longest = std::max(longest, part.size());
  });
  CHECK(joined == to_json(document, in_english()));
  CHECK(joined.find("999.pem") != std::string::npos);
  CHECK(parts >= joined.size() / 70'000);
  CHECK(parts > 2);
  CHECK(longest < 70'000);
}

TEST_CASE("lists that a command does not have are left out, those it counted are not") {
  Document document;
  document.command = "expiry";
  document.as_of = *parse_date("2026-11-23");
  document.summary = {{"certificates", 0LL}, {"errors", 0LL}};
  CHECK(to_json(document, in_french()) == R"({
  "version": 1,
  "command": "expiry",
  "as_of": "2026-11-23",
  "summary": {
    "certificates": 0,
    "errors": 0
  },
  "findings": [],
  "certificates": []
}
)");
  document.summary.clear();
  const auto text = to_json(document, in_french());
  CHECK(text.find("\"summary\": {}") != std::string::npos);
  CHECK(text.find("certificates") == std::string::npos);
}

TEST_CASE("unknown places are null, unknown certificates have no dates") {
  Document document;
  document.as_of = *parse_date("2026-11-23");
  document.findings = {{"DATE-INVALID", Severity::info, {}, "", {arg("value", "")}, ""}};
  CertificateRow missing;
  missing.status = model::CertificateStatus::missing;
  document.certificates = {missing};
  const auto text = to_json(document, in_english());
  for (const auto* field :
       {"line", "column", "not_before", "not_after", "key_usage_ends", "ends_on", "days_left"}) {
    CAPTURE(field);
    CHECK(text.find("\"" + std::string(field) + "\": null") != std::string::npos);
  }
}

TEST_CASE("whatever the texts hold, another program reads the JSON back") {
  const TemporaryFolder folder;
  auto document = full_document();
  const std::string evil = "\x1B[31m \"\\ \u202E \u009B \xFF\xE2\x82 \n\t 😀 \U000E0041 é\u00A0»";
  document.findings[0].args = {arg("value", evil)};
  document.certificates[0].source = evil;
  document.certificates[0].facts.subject.common_name = evil;
  document.files[0].path = std::string("nul\0byte", 8);
  document.errors[0].causes = {evil};
  document.summary.emplace_back(evil, evil);
  const auto text = to_json(document, in_french());
  for (const auto* bad : {"\x1B", "\u202E", "\u009B", "\xFF"}) {
    CHECK(text.find(bad) == std::string::npos);
  }
  spill(folder / "d.json", text);
  const auto file = (folder / "d.json").string();
  std::string output;
  CHECK(run("/usr/bin/python3 -m json.tool " + file + " " + file + ".out", &output) == 0);
  CAPTURE(output);
  // What is read back is what was given, bad bytes excepted.
  spill(folder / "compare.py",
        "import json, sys\n"
        "d = json.load(open(sys.argv[1], encoding='utf-8'))\n"
        "c = d['certificates'][0]['source']\n"
        "assert c.startswith('\\x1b[31m \"\\\\ \\u202e \\x9b \\ufffd'), ascii(c)\n"
        "assert c.endswith('\\n\\t \\U0001f600 \\U000e0041 \\xe9\\xa0\\xbb'), ascii(c)\n"
        "assert d['files'][0]['path'] == 'nul\\0byte'\n");
  CHECK(run("/usr/bin/python3 " + (folder / "compare.py").string() + " " + file, &output) == 0);
  CAPTURE(output);
}

TEST_CASE("documents fit their published schema") {
  const auto schema = std::filesystem::path(DMP_SOURCE_DIR) / "schemas" / "report.schema.json";
  if (!std::filesystem::exists(schema)) {
    WARN("skipped: " << schema << " is not here");
    return;
  }
  const TemporaryFolder folder;
  auto missing = full_document();
  missing.certificates[0].status = model::CertificateStatus::missing;
  missing.findings[0].at = {};
  Document bare;
  bare.command = "check";
  bare.as_of = *parse_date("2026-11-23");
  spill(folder / "full.json", to_json(full_document(), in_english()));
  spill(folder / "missing.json", to_json(missing, in_french()));
  spill(folder / "bare.json", to_json(bare, in_french()));
  spill(folder / "error.json",
        render::error_to_json(full_document().errors[0], "expiry", in_english()));
  spill(folder / "validate.py",
        "import json, sys, jsonschema\n"
        "schema = json.load(open(sys.argv[1], encoding='utf-8'))\n"
        "jsonschema.Draft7Validator.check_schema(schema)\n"
        "for path in sys.argv[2:]:\n"
        "    for error in jsonschema.Draft7Validator(schema).iter_errors(json.load(open(path))):\n"
        "        print(path, list(error.absolute_path), error.message)\n"
        "        sys.exitcode = 1\n"
        "sys.exit(getattr(sys, 'exitcode', 0))\n");
  if (run("/usr/bin/python3 -c 'import jsonschema'") != 0) {
    WARN("skipped: python3-jsonschema is not here");
    return;
  }
  std::string output;
  const auto status = run("cd " + folder.path().string() + " && /usr/bin/python3 validate.py " +
                              schema.string() + " full.json missing.json bare.json error.json",
                          &output);
  CAPTURE(output);
  CHECK(status == 0);
}
