#include "dmp/render/patch.hpp"

#include "support/catch.hpp"

using dmp::render::unified_diff;

TEST_CASE("a patch has the lines that differ, with three around them") {
  CHECK(unified_diff("a\n", "a\n", "f").empty());
  CHECK(unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nfive\n6\n7\n8\n", "d.json") ==
        "--- d.json\n+++ d.json\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST_CASE("changes that are near one another share a hunk, others do not") {
  std::string from;
  for (int i = 0; i < 40; ++i) {
    from += "line " + std::to_string(i) + "\n";
  }
  auto to = from;
  for (const auto* line : {"line 2\n", "line 5\n", "line 30\n"}) {
    to.replace(to.find(line), 4, "LINE");
  }
  const auto patch = unified_diff(from, to, "f");
  CHECK(patch.find("@@ -1,9 +1,9 @@") != std::string::npos);
  CHECK(patch.find("@@ -28,7 +28,7 @@") != std::string::npos);
}

TEST_CASE("lines that are added or removed are told as such") {
  CHECK(unified_diff("a\nb\n", "a\nx\ny\nb\n", "f") ==
        "--- f\n+++ f\n@@ -1,2 +1,4 @@\n a\n+x\n+y\n b\n");
  CHECK(unified_diff("a\nx\nb\n", "a\nb\n", "f") == "--- f\n+++ f\n@@ -1,3 +1,2 @@\n a\n-x\n b\n");
  CHECK(unified_diff("", "a\n", "f") == "--- f\n+++ f\n@@ -0,0 +1 @@\n+a\n");
}

TEST_CASE("the end of a text without a line break is told") {
  CHECK(unified_diff("a", "b\n", "f") ==
        "--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n");
}

TEST_CASE("names are written as patches have them") {
  CHECK(unified_diff("a\n", "b\n", "my file").starts_with("--- my file\t\n+++ my file\t\n"));
  CHECK(unified_diff("a\n", "b\n", "a\n\"b").starts_with("--- \"a\\012\\\"b\"\n"));
}
