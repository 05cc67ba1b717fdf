#include "dmp/render/json_report.hpp"

#include "dmp/render/findings.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"
#include "support/fixture.hpp"
#include "support/rendered.hpp"

using namespace dmp;
using namespace dmp::render;
using dmp::test::rendered;
using dmp::test::run;
using dmp::test::spill;
using dmp::test::TemporaryFolder;

namespace {

/// What the reports of several commands have in common.
struct Sample {
  Json summary = {{"name", "Hôpital"}, {"certificates", 1}, {"done", true}};
  Findings findings = {{"DATE-INVALID",
                        Severity::warning,
                        {"dossier.json", "/a/b", 12, 19},
                        "fleyriat",
                        {arg("value", "hier")},
                        "ANS 30/09/2021, 4.2"}};
  std::vector<model::CertificateRow> certificates = {row()};
  std::string path = "key.pem";
  std::vector<Error> errors = {
      {ErrorKind::input, "FILE-NOT-FOUND", {arg("path", "x"), arg("site", "fleyriat")}, {"gone"}}};

  static model::CertificateRow row() {
    model::CertificateRow row;
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
    return row;
  }

  void write(const Wording& wording, const Sink& sink) const {
    JsonReport report({"install", *parse_instant("2026-11-23T10:00:00Z"), wording}, summary,
                      findings, sink);
    report.list("certificates", certificates, [](const auto& each) { return to_value(each); });
    report.list("files", std::vector{path, std::string("sheet")}, [](const std::string& file) {
      return file == "sheet" ? file_value(file, "keep")
                             : file_value(file, "create", "fleyriat", 0600);
    });
    report.finish(errors);
  }
  [[nodiscard]] std::string text(const Wording& wording) const {
    return rendered([&](const Sink& sink) { write(wording, sink); });
  }
};

}  // namespace

TEST_CASE("a report has the fields of the contract, in their order") {
  CHECK(Sample().text(in_english()) == R"({
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

TEST_CASE("a long report comes in parts, which are the same text") {
  Sample sample;
  for (int i = 0; i < 1000; ++i) {
    sample.errors.push_back(
        {ErrorKind::input, "FILE-NOT-FOUND", {arg("path", std::to_string(i) + ".pem")}, {}});
  }
  std::string joined;
  std::size_t parts = 0;
  std::size_t longest = 0;
  sample.write(in_english(), [&](std::string_view part) {
    joined += part;
    ++parts;
    longest = std::max(longest, part.size());
  });
  CHECK(joined.find("999.pem") != std::string::npos);
  CHECK(parts >= joined.size() / 70'000);
  CHECK(parts > 2);
  CHECK(longest < 70'000);
}

TEST_CASE("a report without anything has its findings all the same") {
  CHECK(rendered([](const Sink& sink) {
          JsonReport report({"expiry", *parse_instant("2026-11-23T00:00:00Z"), in_french()},
                            Json::object(), {}, sink);
          report.list("certificates", std::vector<int>(), [](int) { return Json(); });
          report.list_some("files", std::vector<int>(), [](int) { return Json(); });
          report.finish();
        }) == R"({
  "version": 1,
  "command": "expiry",
  "as_of": "2026-11-23",
  "summary": {},
  "findings": [],
  "certificates": []
}
)");
}

TEST_CASE("unknown places are null, unknown certificates have no dates") {
  Sample sample;
  sample.findings = {{"DATE-INVALID", Severity::info, {}, "", {arg("value", "")}, ""}};
  sample.certificates = {{}};
  sample.certificates[0].status = model::CertificateStatus::missing;
  const auto text = sample.text(in_english());
  for (const auto* field :
       {"line", "column", "not_before", "not_after", "key_usage_ends", "ends_on", "days_left"}) {
    CAPTURE(field);
    CHECK(text.find("\"" + std::string(field) + "\": null") != std::string::npos);
  }
}

TEST_CASE("whatever the texts hold, another program reads the JSON back") {
  const TemporaryFolder folder;
  Sample sample;
  const std::string evil = "\x1B[31m \"\\ \u202E \u009B \xFF\xE2\x82 \n\t 😀 \U000E0041 é\u00A0»";
  sample.findings[0].args = {arg("value", evil)};
  sample.certificates[0].source = evil;
  sample.certificates[0].facts.subject.common_name = evil;
  sample.path = std::string("nul\0byte", 8);
  sample.errors[0].causes = {evil};
  sample.summary[evil] = evil;
  const auto text = sample.text(in_french());
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

TEST_CASE("reports fit their published schema") {
  if (run("/usr/bin/python3 -c 'import jsonschema'") != 0) {
    WARN("skipped: python3-jsonschema is not here");
    return;
  }
  const TemporaryFolder folder;
  Sample missing;
  missing.certificates[0].status = model::CertificateStatus::missing;
  missing.findings[0].at = {};
  spill(folder / "full.json", Sample().text(in_english()));
  spill(folder / "missing.json", missing.text(in_french()));
  spill(folder / "error.json", error_to_json(Sample().errors[0], "expiry", in_english()));
  spill(folder / "validate.py",
        "import json, sys, jsonschema\n"
        "schema = json.load(open(sys.argv[1], encoding='utf-8'))\n"
        "jsonschema.Draft7Validator.check_schema(schema)\n"
        "for path in sys.argv[2:]:\n"
        "    for error in jsonschema.Draft7Validator(schema).iter_errors(json.load(open(path))):\n"
        "        print(path, list(error.absolute_path), error.message)\n"
        "        sys.exitcode = 1\n"
        "sys.exit(getattr(sys, 'exitcode', 0))\n");
  std::string output;
  const auto status = run("cd " + folder.path().string() +
                              " && /usr/bin/python3 validate.py " DMP_SOURCE_DIR
                              "/schemas/report.schema.json full.json missing.json error.json",
                          &output);
  CAPTURE(output);
  CHECK(status == 0);
}
