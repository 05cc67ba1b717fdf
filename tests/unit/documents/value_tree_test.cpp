#include "samples.hpp"

using namespace dmp;
using namespace dmp::test;
using namespace dmp::documents;

namespace {

std::shared_ptr<ValueTree> parsed(const std::string& text) {
  FindingList findings("d.json");
  auto tree = tree_of(text, findings);
  REQUIRE(tree != nullptr);
  return tree;
}

}  // namespace

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
