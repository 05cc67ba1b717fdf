#include <span>

#include "dmp/documents/detail/schema_check.hpp"
#include "dmp/documents/embedded.hpp"
#include "samples.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;
using namespace dmp::documents;
using nlohmann::json;

namespace {

struct Checked {
  Findings findings;
  bool holds = false;
};

Checked check(const std::string& schema, const std::string& document) {
  const Schema compiled(json::parse(schema));
  FindingList findings("d.json");
  const auto tree = tree_of(document, findings);
  REQUIRE(tree != nullptr);
  const SourceMap source(tree);
  const bool holds = check_form(*tree, compiled, {}, {findings, source});
  return {findings.take(), holds};
}

/// told is a finding's rule and pointer, and of a value the reason, in one line.
std::string told(const Findings& findings) {
  std::string all;
  for (const auto& finding : findings) {
    all += (all.empty() ? "" : "; ") + finding.rule.substr(std::string_view("SCHEMA-").size()) +
           ' ' + finding.at.pointer;
    const auto reason = said_of(finding, "reason");
    all += reason.empty() ? "" : ' ' + reason.substr(reason.rfind('.') + 1);
    for (const auto* name : {"expected", "limit"}) {
      const auto value = said_of(finding, name);
      all += value.empty() ? "" : ' ' + value;
    }
  }
  return all;
}

/// Case is a schema, a document, and what is told of it.
struct Case {
  std::string schema;
  std::string document;
  std::string found = {};
};

void check_all(std::span<const Case> cases) {
  for (const auto& each : cases) {
    INFO(each.schema << " / " << each.document);
    CHECK(told(check(each.schema, each.document).findings) == each.found);
  }
}

}  // namespace

TEST_CASE("every schema of the binary compiles") {
  for (const auto& schema : embedded_schemas()) {
    INFO(schema.name);
    CHECK_NOTHROW(Schema(json::parse(schema.text)));
    CHECK(embedded_schema(schema.name).type == "object");
  }
  CHECK_THROWS_AS(embedded_schema("dossiers"), json::exception);
}

TEST_CASE("what is not known of a schema is an error, not passed over") {
  const char* all[] = {R"({"minProperties": 1})",
                       R"({"properties": {"a": {"items": {"const": 1}}}})",
                       R"({"type": "text"})",
                       R"({"$ref": "other.json"})",
                       R"({"$ref": "#/properties/a", "properties": {"a": {}}})",
                       R"({"definitions": {"a": {"items": {"$ref": "#/definitions/a"}}},
                           "$ref": "#/definitions/a"})",
                       R"({"pattern": "^(a+)+$"})",
                       R"({"pattern": "["})"};
  for (const auto* schema : all) {
    INFO(schema);
    CHECK_THROWS_AS(Schema(json::parse(schema)), std::runtime_error);
  }
  const char* malformed[] = {R"({"type": 1})",
                             R"({"required": "a"})",
                             R"({"items": [{}]})",
                             R"({"properties": {"a": true}})",
                             R"({"$ref": "#/definitions/a"})",
                             R"({"enum": "a"})",
                             "true",
                             "null"};
  for (const auto* schema : malformed) {
    INFO(schema);
    CHECK_THROWS(Schema(json::parse(schema)));
  }
}

TEST_CASE("types: one, or a list of which the first is the usual one") {
  const Case all[] = {
      {R"({"type": "string"})", R"("a")"},
      {R"({"type": "string"})", "1", "TYPE  json.string"},
      {R"({"type": "integer"})", "1"},
      {R"({"type": "integer"})", "1.0"},
      {R"({"type": "integer"})", "1.5", "TYPE  json.integer"},
      {R"({"type": "number"})", "1.5"},
      {R"({"type": "number"})", "true", "TYPE  json.number"},
      {R"({"type": ["integer", "number"]})", "1.5"},
      {R"({"type": "boolean"})", "false"},
      {R"({"type": "boolean"})", "0", "TYPE  json.boolean"},
      {R"({"type": "null"})", "null"},
      {R"({"type": "array"})", "{}", "TYPE  json.array"},
      {R"({"type": "object"})", "[]", "TYPE  json.object"},
      {R"({"type": ["object", "null"]})", "null"},
      {R"({"type": ["object", "null"]})", "1", "TYPE  json.object"},
      // A wrong type is all that is told of a value.
      {R"({"type": "string", "enum": ["a"], "minimum": 3})", "1", "TYPE  json.string"},
  };
  check_all(all);
}

TEST_CASE("words of a vocabulary") {
  const Case all[] = {
      {R"({"enum": ["a", "b"]})", R"("b")"},
      {R"({"enum": ["a", "b"]})", R"("c")", "VALUE  word"},
      {R"({"enum": ["a", "b"]})", "1", "VALUE  word"},
      {R"({"enum": [1, null, {"a": [1]}]})", "1.0"},
      {R"({"enum": [1, null, {"a": [1]}]})", "null"},
      {R"({"enum": [1, null, {"a": [1]}]})", R"({"a": [1]})"},
      {R"({"enum": [1, null, {"a": [1]}]})", R"({"a": [2]})", "VALUE  word"},
      {R"({"enum": [1]})", "true", "VALUE  word"},
  };
  check_all(all);
  const auto finding = check(R"({"enum": ["signed", "missing"]})", R"("sined")").findings.at(0);
  CHECK(value_of(finding, "nearest") == "signed");
  CHECK(value_of(finding, "allowed") == "signed, missing");
}

TEST_CASE("lengths count characters") {
  const Case all[] = {
      {R"({"minLength": 1})", R"("")", "VALUE  empty"},
      {R"({"minLength": 2})", R"("é")", "VALUE  too-short 2"},
      {R"({"maxLength": 2})", R"("é€")"},
      {R"({"maxLength": 2})", R"("\u00e9\u20AC")"},
      {R"({"maxLength": 2})", R"("abc")", "VALUE  too-long 2"},
      {R"({"minLength": 2, "maxLength": 2})", "17"},
  };
  check_all(all);
}

TEST_CASE("patterns") {
  const std::string mode = R"({"pattern": "^0?[0-7]{3}$"})";
  const Case all[] = {
      {mode, R"("640")"},
      {mode, R"("0640")"},
      {mode, R"("648")", "VALUE  pattern ^0?[0-7]{3}$"},
      {mode, R"("x0640")", "VALUE  pattern ^0?[0-7]{3}$"},
      {mode, R"("")", "VALUE  empty"},
      {mode, "640"},
      {R"({"pattern": "b"})", R"("abc")"},  // Not anchored.
      // A long text is not given to the expression.
      {R"({"pattern": "^a+$"})", '"' + std::string(9000, 'a') + "b\"", "VALUE  pattern ^a+$"},
  };
  check_all(all);
}

TEST_CASE("bounds of numbers, and of how many elements a list has") {
  const std::string percent = R"({"minimum": 0, "maximum": 100.5})";
  const std::string box = R"({"minItems": 2, "maxItems": 3})";
  const Case all[] = {
      {percent, "0"},
      {percent, "100.5"},
      {percent, "-1", "VALUE  too-small 0"},
      {percent, "101", "VALUE  too-large 100.5"},
      {percent, "1e300", "VALUE  too-large 100.5"},
      {percent, R"("101")"},
      {box, "[1, 2]"},
      {box, "[1]", "VALUE  too-few 2"},
      {box, "[1, 2, 3, 4]", "VALUE  too-many 3"},
      {box, R"({"a": 1})"},
  };
  check_all(all);
}

TEST_CASE("elements and members, with their pointers") {
  const std::string closed =
      R"({"properties": {"a": {"type": "string"}, "b/c": {}}, "additionalProperties": false})";
  const Case all[] = {
      {R"({"items": {"type": "string"}})", R"(["a", 1, "b", null])",
       "TYPE /1 json.string; TYPE /3 json.string"},
      {R"({"properties": {"a": {"type": "string"}}})", R"({"a": 1, "b": 1})",
       "TYPE /a json.string"},
      {closed, R"({"a": "", "b/c": 1})"},
      {closed, R"({"x~/": "", "b/c": 1})", "UNKNOWN-KEY /x~0~1"},
      {R"({"additionalProperties": true})", R"({"a": 1})"},
      {R"({"properties": {"a": {}}, "additionalProperties": {"type": "string"}})",
       R"({"a": 1, "b": 2})", "TYPE /b json.string"},
      {R"({"required": ["b", "a"]})", R"({"c": 1})", "REQUIRED /a; REQUIRED /b"},
      {R"({"required": ["a"]})", "[]"},
      // What is required and not described is no member of a closed object either.
      {R"({"required": ["a"], "additionalProperties": false})", R"({"a": 1})", "UNKNOWN-KEY /a"},
  };
  check_all(all);
}

TEST_CASE("a reference stands for its definition") {
  const std::string schema = R"({
    "definitions": {"word": {"$ref": "#/definitions/text"}, "text": {"type": "string"}},
    "properties": {"a": {"$ref": "#/definitions/word", "maxLength": 1},
                   "b": {"items": {"$ref": "#/definitions/text"}}}})";
  const Case all[] = {
      {schema, R"({"a": "ab", "b": ["c"]})"},
      {schema, R"({"a": 1, "b": [2]})", "TYPE /a json.string; TYPE /b/0 json.string"}};
  check_all(all);
}

TEST_CASE("alternatives: that of the value's type explains") {
  const std::string schema = R"({"properties": {"a": {"anyOf": [
    {"type": "null"},
    {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}},
     "additionalProperties": false},
    {"type": "string", "maxLength": 3}]}}})";
  const Case all[] = {
      {schema, R"({"a": null})"},
      {schema, R"({"a": {"id": "x"}})"},
      {schema, R"({"a": "abc"})"},
      {schema, R"({"a": "abcd"})", "VALUE /a too-long 3"},
      {schema, R"({"a": {"id": 1}})", "TYPE /a/id json.string"},
      {schema, R"({"a": {}})", "REQUIRED /a/id"},
      {schema, R"({"a": {"id": "x", "more": 1}})", "UNKNOWN-KEY /a/more"},
      {schema, R"({"a": 1})", "TYPE /a json.object"},
      {R"({"anyOf": [{"type": "null"}]})", "1", "TYPE  json.null"},
      {R"({"anyOf": [{"minimum": 5}, {"maximum": 2}]})", "3", "VALUE  too-small 5"},
  };
  check_all(all);
}

TEST_CASE("a condition chooses what else has to hold") {
  const std::string schema = R"({
    "if": {"required": ["extends"], "properties": {"extends": {"type": "string"}}},
    "then": {"properties": {"name": {"maxLength": 2}}}, "else": {"required": ["name"]}})";
  const Case all[] = {
      {schema, R"({"extends": "x"})"},
      {schema, R"({"extends": "x", "name": "abc"})", "VALUE /name too-long 2"},
      {schema, R"({"name": "abc"})"},
      {schema, "{}", "REQUIRED /name"},
      {schema, R"({"extends": 1})", "REQUIRED /name"},
      {R"({"if": {"required": ["a"]}})", "{}"},
      {R"({"then": {"required": ["a"]}})", "{}"},
  };
  check_all(all);
}

TEST_CASE("types and required keys count against the structure, values do not") {
  const std::string schema = R"({"required": ["a"], "properties": {"a": {"type": "string",
    "enum": ["x"]}, "n": {"minimum": 1}}, "additionalProperties": false})";
  CHECK(check(schema, R"({"a": "x"})").holds);
  CHECK(check(schema, R"({"a": "y", "n": 0, "z": 1})").holds);
  CHECK_FALSE(check(schema, R"({"a": 1})").holds);
  CHECK_FALSE(check(schema, "{}").holds);
}

TEST_CASE("faults come in the order of the document, each at its place") {
  const auto findings = check(R"({"required": ["q"], "properties": {"a": {"type": "string"}},
                                  "additionalProperties": false})",
                              "{\n  \"z\": 1,\n  \"a\": 2,\n  \"y\": 3\n}")
                            .findings;
  CHECK(told(findings) == "REQUIRED /q; UNKNOWN-KEY /z; TYPE /a json.string; UNKNOWN-KEY /y");
  CHECK(findings[0].at == Location{"d.json", "/q", 1, 1});
  CHECK(findings[1].at == Location{"d.json", "/z", 2, 3});  // At the key.
  CHECK(findings[2].at == Location{"d.json", "/a", 3, 8});  // At the value.
  CHECK(findings[1].severity == Severity::warning);
}

TEST_CASE("faults past the number that a person reads are counted") {
  std::string list = "[0";
  for (int i = 0; i < 6000; ++i) {
    list += ", 1";
  }
  const auto findings = check(R"({"items": {"type": "string"}})", list + "]").findings;
  REQUIRE(findings.size() == 5001);
  CHECK(findings.back().rule == "FINDINGS-MORE");
  CHECK(value_of(findings.back(), "count") == "1001");
}

TEST_CASE("every reason has its text in both languages, and no placeholder is left open") {
  const Case all[] = {
      {R"({"type": "string"})", "1"},    {R"({"enum": ["ab"]})", R"("abc")"},
      {R"({"minLength": 2})", R"("a")"}, {R"({"maxLength": 2})", R"("abc")"},
      {R"({"minLength": 2})", R"("")"},  {R"({"pattern": "^a$"})", R"("b")"},
      {R"({"minimum": 2})", "1"},        {R"({"maximum": 2})", "3"},
      {R"({"minItems": 2})", "[1]"},     {R"({"maxItems": 0})", "[1]"},
      {R"({"required": ["a"]})", "{}"},  {R"({"additionalProperties": false})", R"({"a": 1})"},
  };
  for (const auto& each : all) {
    const auto findings = check(each.schema, each.document).findings;
    REQUIRE(findings.size() == 1);
    for (const auto language : {Language::english, Language::french}) {
      const auto& finding = findings.front();
      const auto words = wording(language).text(finding.rule, finding.args) + " / " +
                         wording(language).remedy(finding.rule, finding.args);
      INFO(words);
      CHECK_FALSE(has_open_placeholder(words));
      CHECK(words.find("SCHEMA-") == std::string::npos);
    }
  }
}
