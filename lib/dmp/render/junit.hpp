#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// The XML of JUnit, as CI services read it.
namespace dmp::render::junit {

/// Counts are what the attributes of a suite say.
struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;
};

/// failure, error and skipped are what a case may have; `details` are markup already.
std::string failure(std::string_view message, std::string_view type, std::string_view details);
std::string error(std::string_view message, std::string_view type);
std::string skipped(std::string_view message);

/// test_case is a case with such content.
std::string test_case(std::string_view classname, std::string_view name, std::string_view content);

/// suite is a suite with such cases.
std::string suite(std::string_view name, const Counts& counts, std::string_view timestamp,
                  std::string_view cases);

/// document is the whole, of such suites, with attributes that are markup already.
std::string document(std::string_view suites, std::string_view attributes = {});

}  // namespace dmp::render::junit
