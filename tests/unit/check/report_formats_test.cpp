#include "report_sample.hpp"
#include "support/catch.hpp"
#include "support/count.hpp"
#include "support/fixture.hpp"

using namespace dmp;
using namespace dmp::check;
using namespace dmp::check::test;
using dmp::test::count_of;
using dmp::test::run;
using dmp::test::spill;
using dmp::test::TemporaryFolder;

namespace {

/// Writes the text to `name` and lets the Python script judge it; returns what it says, "" when it
/// has no objection.
std::string judged(const std::string& text, const std::string& name, const std::string& script) {
  const TemporaryFolder folder;
  spill(folder / name, text);
  spill(folder / "judge.py", script);
  std::string output;
  const auto status =
      run("cd " + folder.path().string() + " && /usr/bin/python3 judge.py " + name, &output);
  return status == 0 ? output : "failed: " + output;
}

}  // namespace

TEST_CASE("SARIF: rules, levels, places, suppressions") {
  CHECK(judged(to_sarif(sample_report(), english()), "a.sarif", R"(
import json, sys
log = json.load(open(sys.argv[1], encoding='utf-8'))
assert log['version'] == '2.1.0'
run, = log['runs']
driver = run['tool']['driver']
assert (driver['name'], driver['version']) == ('dmpcert', '1.2.3')
assert [r['id'] for r in driver['rules']] == ['DATE-INVALID', 'CONTRACT-MISSING', 'JSON-BOM']
assert driver['rules'][0]['shortDescription']['text'] == '"…" is not a date'
assert driver['rules'][0]['help']['text'].startswith('Write it as')
assert [r['defaultConfiguration']['level'] for r in driver['rules']] == ['error', 'error', 'note']
results = run['results']
assert [r['level'] for r in results] == ['error', 'warning', 'note', 'error']
for result in results:
    assert driver['rules'][result['ruleIndex']]['id'] == result['ruleId']
first, second, third, last = results
assert first['message']['text'] == '"2021-13-01" is not a date'
assert second['message']['text'] == '"{{hier}}" is not a date'
place = first['locations'][0]
assert place['physicalLocation']['artifactLocation']['uri'] == 'dossiers/%C3%A9t%C3%A9%201.json'
assert place['physicalLocation']['region'] == {'startLine': 12, 'properties': {'byteColumn': 19}}
assert place['logicalLocations'] == [{'fullyQualifiedName': '/establishments/0/a~1b'},
                                     {'name': 'ehpad', 'kind': 'module'}]
absolute = third['locations'][0]['physicalLocation']
assert absolute == {'artifactLocation': {'uri': 'file:///srv/x.json'}}
assert first['partialFingerprints'] == {
    'ruleSitePointer/v1': 'DATE-INVALID/ehpad/establishments/0/a~1b'}
assert [len(r['suppressions']) for r in results] == [0, 0, 0, 1]
assert last['suppressions'][0]['status'] == 'accepted'
assert last['suppressions'][0]['justification'] == 'accepted until 2026-12-31: signature en cours'
)") == "");
  const auto text = to_sarif(sample_report(), french());
  CHECK(text.find("\"language\": \"fr\"") != std::string::npos);
  CHECK(text.find("n'est pas une date") != std::string::npos);
}

TEST_CASE("JUnit: a suite a site, a case a theme, counts that add up") {
  const std::string script = R"(
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
def number(element, name): return int(element.get(name))
for suite in root:
    cases = suite.findall('testcase')
    assert number(suite, 'tests') == len(cases)
    assert number(suite, 'failures') == len(suite.findall('testcase/failure'))
    assert number(suite, 'skipped') == len(suite.findall('testcase/skipped'))
    assert number(suite, 'errors') == 0
    assert all(len(c.findall('failure')) + len(c.findall('skipped')) <= 1 for c in cases)
assert number(root, 'tests') == len(root.findall('.//testcase'))
assert number(root, 'failures') == len(root.findall('.//failure'))
)";
  const auto errors_only = to_junit(sample_report(), english());
  CHECK(judged(errors_only, "a.xml", script + R"(
assert [s.get('name') for s in root] == ['the dossier as a whole',
    'fleyriat (CH DE BOURG-EN-BRESSE)', 'ehpad (RÉSIDENCE DES ÉRABLES)']
assert [{c.get('name') for c in suite} for suite in root] == [
    {'DATE', 'CONTRACT', 'JSON'}, {'DATE', 'CONTRACT'}, {'DATE', 'CONTRACT'}]
assert [(number(s, 'failures'), number(s, 'skipped')) for s in root] == [(0, 0), (0, 0), (1, 1)]
failure = root[2].find('testcase/failure')
assert failure.get('type') == 'DATE-INVALID'
assert failure.get('message') == '"2021-13-01" is not a date'
assert '/establishments/0/a~1b' in failure.text and 'Write it as' in failure.text
assert 'signature en cours' in root[2].find('testcase/skipped').get('message')
assert '"{hier}" is not a date' in root[0].find('testcase/system-out').text
)") == "");
  const auto warnings_too = to_junit(sample_report(), in_wording(in_english(), Severity::warning));
  CHECK(judged(warnings_too, "a.xml", script + "assert number(root[0], 'failures') == 1\n") == "");
  CHECK(judged(to_junit(evil_report(), in_wording(in_french(), Severity::warning)), "a.xml",
               script + R"(
text = ''.join(root.itertext()) + ''.join(v for e in root.iter() for v in e.attrib.values())
assert ']]>' in text and '<b>&amp;</b>' in text and '\u202e' not in text and '\\x1B[31m' in text
assert len(root) == 5
)") == "");
}

TEST_CASE("Markdown: another program finds the tables, and no markup in users' texts") {
  if (run("command -v cmark-gfm") != 0) {
    WARN("skipped: cmark-gfm is not here");
    return;
  }
  const std::string script = R"(
import subprocess, sys, xml.etree.ElementTree as tree
xml = subprocess.run(['cmark-gfm', '-e', 'table', '-e', 'autolink', '-e', 'strikethrough',
                      '-t', 'xml', sys.argv[1]], capture_output=True, check=True).stdout
root = tree.fromstring(xml)
spaces = {'m': root.tag[1:].split('}')[0]}
def all_of(name): return root.findall('.//m:' + name, spaces)
def words(e): return ''.join(x.text or '' for x in e.iter() if x.tag.split('}')[1] in ('text', 'code'))
tables = [[[words(cell) for cell in row] for row in table]
          for table in all_of('table')]
assert all(len({len(row) for row in table}) == 1 for table in tables)
kinds = {e.tag.split('}')[1] for e in root.iter()}
assert kinds <= {'document', 'heading', 'text', 'table', 'table_header', 'table_row', 'table_cell',
                 'code'}, kinds
)";
  CHECK(judged(to_markdown(sample_report(), french()), "a.md", script + R"(
headings = [words(h) for h in all_of('heading')]
assert headings[0] == 'Certificats pour le DMP : état au 23/11/2026', headings
assert headings[1:] == ['Prochaines étapes', 'le dossier dans son ensemble', 'Avertissements',
    'Remarques', 'site fleyriat – CH DE BOURG-EN-BRESSE', 'site ehpad – RÉSIDENCE DES ÉRABLES',
    'Erreurs', 'Acceptés', 'Prochaines étapes'], headings
assert tables[0][1] == ['2', '1', '1', '1', '1', '1'], tables[0]
assert [row[0] for row in tables[1]] == ['Site', 'ehpad', 'fleyriat']
accepted = tables[-2][1]
assert accepted[0] == 'CONTRACT-MISSING' and accepted[-2:] == ['signature en cours', '31/12/2026']
steps = tables[-1]
assert [row[0] for row in steps[1:]] == ['1', '2']
assert steps[1][3:] == ['101', 'contrats@exemple.example', 'carte', '24/12/2026', 'CONTRACT-MISSING']
)") == "");
  CHECK(judged(to_markdown(evil_report(), english()), "a.md", script + R"(
cells = [cell for table in tables for row in table for cell in row]
shown = [c for c in cells if 'someone' in c]
assert len(shown) > 10
assert all('[x](http://e.example) ![i](j) *a* _b_ ~~c~~ www.e.example' in c for c in shown), shown
assert all('"\'`|`` \\| @someone #12' in c for c in shown), shown
)") == "");
  CHECK(judged(rules_to_markdown(sample_report().rules, in_english()), "a.md", script + R"(
assert [row[0] for row in tables[0]] == ['Rule', 'DATE-INVALID', 'CONTRACT-MISSING'], tables
assert tables[0][1][3] == '"{value}" is not a date', tables
)") == "");
  CHECK(judged(to_markdown({}, english()), "a.md", script + "assert len(tables) == 1") == "");
}

TEST_CASE("CSV: what a spreadsheet would compute with is kept as text") {
  const auto text = to_csv(sample_report(), french());
  CHECK(text.starts_with("\xEF\xBB\xBF\"Site\";\"Nom\";\"FINESS géographique\""));
  CHECK(count_of(text, "\r\n") == 3);
  const std::string script = R"(
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline=''), delimiter=';'))
assert len({len(row) for row in rows}) == 1 and len(rows[0]) == 16
)";
  CHECK(judged(text, "a.csv", script + R"(
assert rows[2] == ['fleyriat', 'CH DE BOURG-EN-BRESSE', "'010000024", "'010780054", 'signé', "'1E5",
                   '11/02/2020', 'oui', 'commande', '0', '0', '0', '', '', '', ''], rows[2]
assert rows[1] == ['ehpad', 'RÉSIDENCE DES ÉRABLES', '', '', 'inconnu', '', '', 'non', 'contrat',
                   '1', '0', '1', 'avertissement', 'information', "'101",
                   'contrats@exemple.example'], rows[1]
)") == "");
  CHECK(to_csv(sample_report(), english()).find(";2020-02-11;\"yes\"") != std::string::npos);
  auto risky = sample_report();
  risky.outcome.sites.resize(1);
  for (const auto* name : {"=1+1", "+1", "-1", "@A1", " =1", "'quoted", "010000024", "\uFF1D1"}) {
    risky.outcome.sites[0].name = name;
    CAPTURE(name);
    CHECK(judged(to_csv(risky, english()), "a.csv",
                 script +
                     "assert rows[1][1][0] == \"'\", rows[1]\n"
                     "assert rows[1][1][1:] == " +
                     ("\"" + std::string(name) + "\"")) == "");
  }
  CHECK(judged(to_csv(evil_report(), french()), "a.csv", script + R"(
assert rows[2][1].startswith('\\x1B[31m]]>') and rows[2][1].endswith('\\r\\n=1+1;\\t-->'), rows[2]
)") == "");
}

TEST_CASE("files that are no dossiers stand by themselves, with what they were checked against") {
  Report report;
  report.rules = {{"CERT-EXPIRED", Severity::error, "RFC", AppliedRule::Subject::certificate},
                  {"CHAIN-OTHER", Severity::error, "RFC", AppliedRule::Subject::certificate}};
  for (const auto* name : {"good.pem", "bad.pem"}) {
    report.certificates.emplace_back().file = name;
  }
  report.others = {"good.pem", "bad.pem", "gone.pem"};
  report.unread = {"gone.pem"};
  report.outcome.findings = {made("FILE-NOT-FOUND", Severity::error, {"gone.pem", "", 0, 0}, "",
                                  {arg("path", "gone.pem")}),
                             made("CERT-EXPIRED", Severity::error, {"bad.pem", "", 0, 0}, "ehpad",
                                  {arg_day("date", *parse_date("2026-01-31")),
                                   arg("certificate", "DMP"), arg("file", "bad.pem")})};
  CHECK(judged(to_junit(report, english()), "a.xml", R"(
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
seen = {s.get('name'): [(c.get('name'), c.find('failure') is not None) for c in s] for s in root}
assert seen == {'good.pem': [('CERT', False), ('CHAIN', False)],
                'bad.pem': [('CERT', True), ('CHAIN', False)], 'gone.pem': [('FILE', True)]}, seen
)") == "");
  const std::string script = R"(
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline=''), delimiter=';'))
assert len({len(row) for row in rows}) == 1
)";
  CHECK(judged(to_csv(report, english()), "a.csv", script + R"(
assert [(r[0], r[1], r[2], r[3], r[4]) for r in rows[1:]] == [
    ('gone.pem', '', '', 'error', 'FILE-NOT-FOUND'),
    ('bad.pem', 'ehpad', 'DMP', 'error', 'CERT-EXPIRED'), ('good.pem', '', '', 'none', '')], rows
assert '2026-01-31' in rows[2][5] and rows[2][6], rows[2]
)") == "");
  const auto markdown = to_markdown(report, english());
  for (const auto* heading : {"## good.pem\n\nNothing to report.", "## bad.pem\n\n### Errors",
                              "## gone.pem\n\n### Errors"}) {
    CAPTURE(heading);
    CHECK(markdown.find(heading) != std::string::npos);
  }
  CHECK(markdown.find("the dossier as a whole") == std::string::npos);
  // Among the sites of a dossier, what could not be read has a line as well.
  auto sites = sample_report();
  sites.others = sites.unread = report.unread;
  sites.outcome.findings.insert(sites.outcome.findings.begin(), report.outcome.findings.front());
  CHECK(judged(to_csv(sites, english()), "a.csv", script + R"(
assert [(r[0], r[1], r[7], r[9]) for r in rows[1:]] == [
    ('', 'gone.pem', 'no', '1'), ('ehpad', 'RÉSIDENCE DES ÉRABLES', 'no', '1'),
    ('fleyriat', 'CH DE BOURG-EN-BRESSE', 'yes', '0')], rows
)") == "");
}

TEST_CASE("every format gives the same bytes twice, and nothing a terminal obeys") {
  const auto report = evil_report();
  const auto all = [&] {
    return to_sarif(report, french()) + to_junit(report, french()) + to_markdown(report, french()) +
           to_csv(report, french());
  };
  const auto once = all();
  CHECK(once == all());
  for (const auto* bad : {"\x1B", "\u202E", "\xFF", "\x01"}) {
    CHECK(once.find(bad, 3) == std::string::npos);
  }
}
