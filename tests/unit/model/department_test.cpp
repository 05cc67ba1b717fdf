#include "dmp/model/department.hpp"

#include <set>

#include "dmp/model/finess.hpp"
#include "samples.hpp"
#include "support.hpp"

using namespace dmp::model;
using namespace dmp::test;

TEST_CASE("All 101 departments and Wallis-et-Futuna, each code once in each coding") {
  std::set<std::string_view> codes;
  std::set<std::string_view> prefixes;
  std::set<std::string_view> register_codes;
  std::string_view before;
  for (const auto& department : departments()) {
    CHECK(codes.insert(department.code).second);
    CHECK(prefixes.insert(department.finess_prefix).second);
    CHECK(register_codes.insert(department.register_code).second);
    CHECK(before < department.code);
    CHECK_FALSE(department.name.empty());
    before = department.code;
  }
  CHECK(codes.size() == 102);
  for (int number = 1; number <= 95; ++number) {
    const auto code = (number < 10 ? "0" : "") + std::to_string(number);
    CHECK(codes.contains(code) == (number != 20));
  }
}

TEST_CASE("A department is found by any of its three codings") {
  const auto label = [](std::string_view code) {
    const auto* department = find_department(code);
    return department == nullptr ? std::string() : department->state_label();
  };
  CHECK(label("01") == "Ain (01)");
  CHECK(label("2A") == "Corse-du-Sud (2A)");
  CHECK(label("2b") == "Haute-Corse (2B)");
  CHECK(label("21") == "Côte-d'Or (21)");
  CHECK(label("95") == "Val d'Oise (95)");
  for (const char* code : {"971", "9701", "9A", "9a"}) {
    CHECK(label(code) == "Guadeloupe (971)");
  }
  CHECK(label("9B") == "Martinique (972)");
  CHECK(label("9703") == "Guyane (973)");
  CHECK(label("974") == "Réunion (974)");
  for (const char* code : {"976", "9805", "9F"}) {
    CHECK(label(code) == "Mayotte (976)");
  }
  for (const char* code : {"986", "9806", "9J"}) {
    CHECK(label(code) == "Wallis-et-Futuna (986)");
  }
  CHECK(label("7501") == "Paris (75)");
  for (const char* code :
       {"", "1", "20", "96", "97", "9E", "970", "9705", "0B", "0B01", "Ain", "999"}) {
    INFO(code);
    CHECK(find_department(code) == nullptr);
  }
}

TEST_CASE("The label is that of the production certificates at hand") {
  int tried = 0;
  for (const auto& row : finess_samples()) {
    const auto open = row[2].rfind('[');
    // One label of the hand-kept list is misspelt, and one structure is of the tests.
    if (open == std::string::npos || row[2].ends_with("[Meuthe-et-Moselle (54)]") ||
        row[1] == "test_fictitious") {
      continue;
    }
    const auto label = row[2].substr(open + 1, row[2].size() - open - 2);
    const auto code = label.substr(label.find('(') + 1, label.find(')') - label.find('(') - 1);
    INFO(row[0] << " " << label);
    REQUIRE(find_department(code) != nullptr);
    CHECK(find_department(code)->state_label() == label);
    ++tried;
  }
  if (!shared_data("finess").empty()) {
    CHECK(tried > 100);
  }
}

TEST_CASE("The number's prefix and the register's column name the same department") {
  for (const auto& row : read_csv("finess/finess-stock-sample-lines.csv", ';')) {
    INFO(row[1] << " " << row[13]);
    CHECK(department_of_finess(row[1]) == find_department(row[13]));
    CHECK(department_of_finess(row[1]) != nullptr);
  }
  CHECK(department_of_finess("980502181")->code == "976");
  CHECK(department_of_finess("980600027")->code == "986");
  CHECK(department_of_finess("0B0152872") == nullptr);
  CHECK(department_of_finess("970500000") == nullptr);
  CHECK(department_of_finess("97") == nullptr);
  CHECK(department_of_finess("") == nullptr);
}
