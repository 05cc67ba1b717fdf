#include <algorithm>
#include <map>

#include "dmp/documents/detail/json_text.hpp"
#include "dmp/documents/detail/schema_check.hpp"
#include "samples.hpp"

using namespace dmp;
using namespace dmp::test;
using namespace dmp::documents;

namespace {

std::shared_ptr<ValueTree> parsed(const std::string& text, FindingList& findings) {
  const auto bytes = as_bytes(text);
  return parse_text(Bytes(bytes.begin(), bytes.end()), {}, findings);
}

std::shared_ptr<ValueTree> parsed(const std::string& text) {
  FindingList findings("d.json");
  auto tree = parsed(text, findings);
  REQUIRE(tree != nullptr);
  return tree;
}

/// Rule, pointer and place of findings.
std::vector<std::string> shown(FindingList& findings) {
  std::vector<std::string> all;
  for (const auto& finding : findings.take()) {
    all.push_back(finding.rule + ' ' + finding.at.pointer + ' ' + std::to_string(finding.at.line) +
                  ':' + std::to_string(finding.at.column));
  }
  std::ranges::sort(all);
  return all;
}

/// Documents with one value of kWhole replaced, each by several others.
std::vector<std::string> with_one_value_changed() {
  std::vector<std::string> documents;
  const std::string whole = kWhole;
  const std::regex value(R"(: ("[^"]*"|true|1|\[|\{))");
  for (auto at = std::sregex_iterator(whole.begin(), whole.end(), value);
       at != std::sregex_iterator(); ++at) {
    for (const std::string other : {"7", "1.0", "null", "true", "\"\"", "\"other\"", "[]", "{}",
                                    "[7, \"a\", {}]", "\"\\u0041CTIVE\""}) {
      const bool opens = at->str(1) == "[" || at->str(1) == "{";
      auto text = whole;
      // What was in a list or object becomes the value of another, unknown key.
      const auto put = opens ? other + ", \"was\": " + at->str(1) : other;
      documents.push_back(text.replace(static_cast<std::size_t>(at->position(1)),
                                       static_cast<std::size_t>(at->length(1)), put));
    }
    documents.push_back(whole.substr(0, static_cast<std::size_t>(at->position(0))) + "x" +
                        whole.substr(static_cast<std::size_t>(at->position(0))));
  }
  return documents;
}

}  // namespace

TEST_CASE("a part that passes for conforming is one that the validator has nothing to say about") {
  std::size_t faulty = 0;
  std::size_t read = 0;
  for (const auto& text : with_one_value_changed()) {
    INFO(text);
    FindingList quick("d.json");
    const auto tree = parsed(text, quick);
    if (tree == nullptr) {
      continue;
    }
    const SourceMap source(tree);
    const bool holds = check_form(*tree, "dossier", {}, {quick, source});
    FindingList thorough("d.json");
    const bool expected =
        explain_faults(tree->to_json(0), expanded_schema("dossier"), "", {thorough, source});
    CHECK(holds == expected);
    auto found = shown(quick);
    std::erase_if(found, [](const auto& line) { return line.starts_with("SCHEMA-UNKNOWN-KEY"); });
    const auto wanted = shown(thorough);
    CHECK(found == wanted);
    faulty += wanted.empty() ? 0U : 1U;
    ++read;
  }
  CHECK(read > 400);
  CHECK(faulty > 300);
}

TEST_CASE("places are right in long lines and in long texts") {
  std::string text = "[\"" + std::string(9000, 'x') + "\", 1,\n" + std::string(4095, ' ') + "\n";
  for (int i = 0; i < 3000; ++i) {
    text += (i % 7 == 0 ? "\n" : "") + std::to_string(i) + ", ";
  }
  text += "{\"last\": true}]";
  const auto tree = parsed(text);
  for (std::uint32_t offset = 0; offset < text.size(); ++offset) {
    const auto expected = position_in(text, offset);
    const auto found = tree->position_of(offset);
    if (found.line != expected.line || found.column != expected.column) {
      FAIL("offset " << offset << ": " << found.line << ':' << found.column);
    }
  }
  const auto last = tree->find("/3002/last");
  REQUIRE(last.exact);
  CHECK(tree->kind(*last.id) == ValueTree::Kind::boolean);
  const auto key = tree->key_position(*last.id);
  CHECK(position_in(text, text.rfind("\"last\"")).line == key.line);
  CHECK(position_in(text, text.rfind("\"last\"")).column == key.column);
  CHECK_FALSE(tree->find("/3003").exact);
}

TEST_CASE("values come back from their places as the parser reads them") {
  const std::string text =
      R"({"a": [null, true, false, -1, 2.5, 1e3, "x\ny\u00e9", "\u007F", {}, []], "\"b\/": "é"})";
  auto expected = nlohmann::json::parse(text);
  expected["a"][5] = 1000;
  expected["a"][6] = "x y\u00E9";
  expected["a"][7] = " ";
  const auto value = parsed(text)->to_json(0);
  CHECK(value == expected);
  CHECK(value["a"][5].is_number_integer());
  CHECK(parsed(text)->find("/\"b~1").exact);
}

TEST_CASE("of members with one key the last one counts, in small and large objects") {
  for (const int count : {1, 100}) {
    std::string text = "{\"k\": 1, \"k\": 2";
    for (int i = 0; i < count; ++i) {
      text += ", \"other" + std::to_string(i) + "\": 0";
    }
    const auto tree = parsed(text + ", \"\\u006B\": 3}");
    const auto member = tree->member(0, "k");
    REQUIRE(member);
    CHECK(tree->to_json(*member) == 3);
    CHECK(tree->to_json(0).size() == static_cast<std::size_t>(count) + 1);
    CHECK_FALSE(tree->member(0, "unknown"));
  }
}
