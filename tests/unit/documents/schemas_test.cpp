#include <algorithm>
#include <set>

#include "dmp/base/text.hpp"
#include "dmp/documents/embedded.hpp"
#include "dmp/documents/validation.hpp"
#include "samples.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

std::vector<std::filesystem::path> samples_in(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  const auto root = std::filesystem::path(DMP_SOURCE_DIR) / "tests/support/documents" / folder;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  REQUIRE_FALSE(paths.empty());
  return paths;
}

Findings findings_of(const std::filesystem::path& path) {
  const auto name = path.filename().string();
  const auto schemas = documents::embedded_schemas();
  const auto schema = std::ranges::find_if(schemas, [&](const documents::EmbeddedSchema& each) {
    return name.starts_with(std::string(each.name) + '-');
  });
  REQUIRE(schema != schemas.end());
  return documents::validate_document(slurp(path), schema->name, name);
}

bool is_about_form(const Finding& finding) {
  return finding.rule.starts_with("SCHEMA-") || finding.rule == "DATE-INVALID";
}

}  // namespace

TEST_CASE("the binary has every schema of the folder, byte for byte") {
  std::set<std::string> names;
  const auto folder = std::filesystem::path(DMP_SOURCE_DIR) / "schemas";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    auto name = entry.path().filename().string();
    name.resize(name.find(".schema.json"));
    CHECK(documents::find_schema(name) == slurp(entry.path()));
    names.insert(name);
  }
  CHECK(names.size() == documents::embedded_schemas().size());
  CHECK(names.contains("dossier"));
  CHECK(documents::find_schema("dossiers").empty());
}

// tests/cli/schemas_test.py checks the same documents against python3-jsonschema.
TEST_CASE("accepted documents conform") {
  for (const auto& path : samples_in("accepted")) {
    INFO(path.filename());
    CHECK(rules(findings_of(path)) == "");
  }
}

TEST_CASE("rejected documents are rejected, once and with a place") {
  for (const auto& path : samples_in("rejected")) {
    INFO(path.filename());
    const auto findings = findings_of(path);
    INFO(rules(findings));
    CHECK(std::ranges::count_if(findings, is_about_form) == 1);
    CHECK(findings.front().at.line > 0);
    CHECK(findings.front().at.column > 0);
  }
}

TEST_CASE("the readers give the same verdict as the validator") {
  for (const auto* folder : {"accepted", "rejected"}) {
    for (const auto& path : samples_in(folder)) {
      INFO(path.filename());
      const auto name = path.filename().string();
      const auto text = slurp(path);
      const auto findings =
          name.starts_with("policy")
              ? documents::read_policy(text, name, catalogue()).findings
              : (name.starts_with("dossier") ? documents::read_dossier(text, name).findings
                                             : findings_of(path));
      CHECK(std::ranges::any_of(findings, is_about_form) == (folder == std::string("rejected")));
    }
  }
}

TEST_CASE("every finding has its text in both languages, and no placeholder is left open") {
  for (const auto& path : samples_in("rejected")) {
    INFO(path.filename());
    for (const auto& finding : findings_of(path)) {
      for (const auto language : {Language::english, Language::french}) {
        const auto words = wording(language).text(finding.rule, finding.args) + " " +
                           wording(language).remedy(finding.rule, finding.args);
        INFO(words);
        CHECK(catalogue().find(finding.rule) != nullptr);
        CHECK_FALSE(has_open_placeholder(words));
      }
    }
  }
}
