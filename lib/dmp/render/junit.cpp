#include "dmp/render/junit.hpp"

#include "dmp/render/xml.hpp"

namespace dmp::render::junit {

using xml::attribute;

std::string failure(std::string_view message, std::string_view type, std::string_view details) {
  return "      <failure" + attribute("message", message) + attribute("type", type) + ">" +
         std::string(details) + "</failure>\n";
}

std::string error(std::string_view message, std::string_view type) {
  return "      <error" + attribute("type", type) + attribute("message", message) + "/>\n";
}

std::string skipped(std::string_view message) {
  return "      <skipped" + attribute("message", message) + "/>\n";
}

std::string test_case(std::string_view classname, std::string_view name, std::string_view content) {
  const auto start = "    <testcase" + attribute("classname", classname) + attribute("name", name);
  return content.empty() ? start + "/>\n"
                         : start + ">\n" + std::string(content) + "    </testcase>\n";
}

std::string suite(std::string_view name, const Counts& counts, std::string_view timestamp,
                  std::string_view cases) {
  return "  <testsuite" + attribute("name", name) + attribute("tests", counts.tests) +
         attribute("failures", counts.failures) + attribute("errors", counts.errors) +
         attribute("skipped", counts.skipped) + attribute("timestamp", timestamp) + ">\n" +
         std::string(cases) + "  </testsuite>\n";
}

std::string document(std::string_view suites, std::string_view attributes) {
  return std::string(xml::kProlog) + "<testsuites" + std::string(attributes) + ">\n" +
         std::string(suites) + "</testsuites>\n";
}

}  // namespace dmp::render::junit
