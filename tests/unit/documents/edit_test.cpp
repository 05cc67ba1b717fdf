#include "dmp/documents/edit.hpp"

#include <string>

#include "support/catch.hpp"

using namespace dmp;
using namespace dmp::documents;

namespace {

constexpr std::string_view kText = R"(// A dossier.
{
  "version": 2, // the second
  # people
  "people": [ { "id": "a", "phone": "1" } ],
  "establishments": [
    {
      "id": "one",   /* here */
      "name": "ONE \" {",
      "administrators": ["a"] // one
    } # the last one
  ],
  "empty": [],
  "none": {}
}
)";

Edit opened(std::string_view text) {
  Findings findings;
  const auto bytes = as_bytes(text);
  auto edit = Edit::open({bytes.begin(), bytes.end()}, "dossier.json", findings);
  REQUIRE(edit);
  return *edit;
}

/// The text with one piece of it changed.
std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a document that nobody edits stays as it is") {
  CHECK(opened(kText).result() == kText);
  const auto marked = "\xEF\xBB\xBF" + std::string(kText);
  CHECK(opened(marked).result() == marked);
  CHECK(opened(kText).is_of(as_bytes(kText)));
  CHECK_FALSE(opened(kText).is_of(as_bytes(marked)));
  Findings findings;
  CHECK_FALSE(Edit::open(Bytes{'{'}, "dossier.json", findings));
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().rule == "JSON-SYNTAX");
}

TEST_CASE("what is there can be looked at") {
  const auto edit = opened(kText);
  CHECK(edit.has("/establishments/0/name"));
  CHECK_FALSE(edit.has("/establishments/1"));
  CHECK(edit.text("/establishments/0/name") == "ONE \" {");
  CHECK_FALSE(edit.text("/version"));
  CHECK(edit.size("/establishments") == 1);
  CHECK(edit.size("/none") == 0);
}

TEST_CASE("a value takes the place of another, and nothing else changes") {
  auto edit = opened(kText);
  edit.set("/establishments/0/name", "\"TWO\"");
  edit.set("/version", "3");
  CHECK(edit.result() ==
        with(with(std::string(kText), "\"ONE \\\" {\"", "\"TWO\""), "2, //", "3, //"));
}

TEST_CASE("members are added behind the last one, with what is missing on the way") {
  auto edit = opened(kText);
  edit.set("/establishments/0/contract/status", "\"signed\"");
  edit.set("/establishments/0/contract/number", "\"C/1\"");
  edit.set("/people/0/email", "\"a@b.example\"");
  edit.set("/none/a~1b", "true");
  auto expected = with(std::string(kText), "[\"a\"] // one",
                       "[\"a\"], // one\n      \"contract\": { \"status\": \"signed\", "
                       "\"number\": \"C/1\" }");
  expected = with(expected, "\"1\" }", "\"1\", \"email\": \"a@b.example\" }");
  CHECK(edit.result() == with(expected, "\"none\": {}", "\"none\": {\n    \"a/b\": true\n  }"));
}

TEST_CASE("elements are added to lists, which are made where there are none") {
  auto edit = opened(kText);
  edit.append("/establishments", R"({"id": "two"})");
  edit.append("/establishments", R"({"id": "three"})");
  edit.append("/establishments/0/administrators", "\"b\"");
  edit.append("/empty", "1");
  edit.append("/software", R"({"id": "dpi"})");
  auto expected = with(std::string(kText), "} # the last one",
                       "}, # the last one\n    { \"id\": \"two\" },\n    { \"id\": \"three\" }");
  expected = with(expected, "[\"a\"]", "[\"a\", \"b\"]");
  expected = with(expected, "\"empty\": []", "\"empty\": [\n    1\n  ]");
  CHECK(edit.result() ==
        with(expected, "\"none\": {}\n", "\"none\": {},\n  \"software\": [{ \"id\": \"dpi\" }]\n"));
}

TEST_CASE("what is added comes behind a comment, never into it") {
  auto edit = opened(
      "{\n  \"a\": [1 // one\n  ],\n  \"b\": [ // none\n  ], \"c\": [1 /* one */],\n"
      "  \"d\": { \"x\": 1 # one\n  } }");
  for (const auto* list : {"/a", "/b", "/c"}) {
    edit.append(list, "2");
  }
  edit.set("/d/y", "2");
  CHECK(edit.result() ==
        "{\n  \"a\": [1, // one\n    2\n  ],\n  \"b\": [ // none\n    2\n  ], \"c\": [1, /* one */ "
        "2],\n"
        "  \"d\": { \"x\": 1, # one\n    \"y\": 2\n  } }");
}

TEST_CASE("objects and lists take the place of a TODO") {
  auto edit = opened(R"({ "contract": "TODO", "people": "TODO: who", "card": null })");
  edit.set("/contract/status", "\"signed\"");
  edit.set("/contract/number", "\"1\"");
  edit.append("/people", R"({"id":"a"})");
  edit.set("/card/type", "\"CPS\"");
  CHECK(edit.result() == R"({ "contract": { "status": "signed", "number": "1" }, )"
                         R"("people": [{ "id": "a" }], "card": { "type": "CPS" } })");
}

TEST_CASE("values are laid out as people write them") {
  CHECK(laid_out(R"({"a":1,"b":[1,"x"],"c":{}})") == R"({ "a": 1, "b": [1, "x"], "c": {} })");
  const std::string wide(60, 'x');
  CHECK(laid_out("[{\"a\":\"" + wide + "\"},{\"a\":\"" + wide + "\"}]", 2) ==
        "[\n    { \"a\": \"" + wide + "\" },\n    { \"a\": \"" + wide + "\" }\n  ]");
  CHECK(laid_out(R"({"//":"one\ntwo","a":1,"//2":"three","b":2})") ==
        "{\n  // one\n  // two\n  \"a\": 1,\n  // three\n  \"b\": 2\n}");
}
